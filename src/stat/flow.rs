//! Where the nodes and links of a Sankey diagram go, in a unit square.
//!
//! Nodes stand in layers (longest path from a source: Sugiyama et al. 1981), as high as what flows
//! through them. Each layer is then moved to and fro towards the weighted mean of what it is linked
//! with, as in d3-sankey (Bostock 2012) after Wybrow's relaxation, and pushed apart where nodes
//! overlap. Nothing depends on chance: ties go by the order of nodes and links.

/// How often layers are relaxed, to the left and to the right.
const ROUNDS: i32 = 32;

/// Where a node stands that has nothing after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the right end.
    #[default]
    Justify,
    /// One layer after what flows into it.
    Left,
}

/// What flows from one node to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The index of the node that it leaves.
    pub source: usize,
    /// The index of the node that it enters.
    pub target: usize,
    /// How much flows.
    pub value: f64,
}

/// A node in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// The layer, from 0 at the left.
    pub layer: usize,
    /// Where the layer is: 0 to 1.
    pub x: f64,
    /// The lower end. The first node of a layer is the lowest.
    pub y0: f64,
    /// The upper end.
    pub y1: f64,
    /// What flows through it: the greater of what enters and what leaves.
    pub value: f64,
}

/// A link in its place; links come in the order of the edges.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Link {
    /// The middle of its end at the source.
    pub source_y: f64,
    /// The middle of its end at the target.
    pub target_y: f64,
    /// How wide it is. 0 when nothing flows.
    pub width: f64,
}

/// A diagram in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The nodes, by their index.
    pub nodes: Vec<Node>,
    /// The links, in the order of the edges.
    pub links: Vec<Link>,
    /// How many layers there are.
    pub layers: usize,
}

/// Why there is no diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// These nodes flow into each other, the last into the first: in no layer.
    Cycle(Vec<usize>),
    /// This edge names a node that is not there, or its value is not a positive finite number.
    Edge(usize),
}

/// Places `count` nodes and the edges between them. `padding` is the share of the height between
/// two nodes of a layer; it gives way, to half of the height at most, where a layer has many.
pub fn arrange(edges: &[Edge], count: usize, padding: f64, align: Align) -> Result<Flow, Fault> {
    let bad =
        |e: &Edge| e.source >= count || e.target >= count || !e.value.is_finite() || e.value <= 0.0;
    if let Some(at) = edges.iter().position(bad) {
        return Err(Fault::Edge(at));
    }
    let layer = layers(edges, count, align)?;
    let depth = layer.iter().max().map_or(0, |&l| l + 1);
    let mut columns = vec![Vec::new(); depth];
    for (node, &layer) in layer.iter().enumerate() {
        columns[layer].push(node);
    }
    let (mut out, mut into) = (vec![0.0; count], vec![0.0; count]);
    for edge in edges {
        out[edge.source] += edge.value;
        into[edge.target] += edge.value;
    }
    let values: Vec<f64> = out.iter().zip(&into).map(|(a, b): (&f64, &f64)| a.max(*b)).collect();
    let most = columns.iter().map(Vec::len).max().unwrap_or(0).max(2) as f64;
    let gap = if padding > 0.0 { padding.min(0.5 / (most - 1.0)) } else { 0.0 };
    // The layer with the least room says how high a unit is.
    let unit = |column: &Vec<usize>| {
        let sum: f64 = column.iter().map(|&n| values[n]).sum();
        (1.0 - gap * (column.len() as f64 - 1.0)) / sum
    };
    let scale = columns.iter().map(unit).filter(|u| u.is_finite()).fold(f64::INFINITY, f64::min);
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let nodes = (0..count).map(|n| Node {
        layer: layer[n],
        x: layer[n] as f64 / depth.saturating_sub(1).max(1) as f64,
        y0: 0.0,
        y1: values[n] * scale,
        value: values[n],
    });
    let mut stage = Stage { edges, scale, gap, nodes: nodes.collect(), columns, links: Vec::new() };
    stage.relax();
    Ok(Flow { links: stage.attach(), nodes: stage.nodes, layers: depth })
}

/// The layer of each node, or the nodes of a cycle.
fn layers(edges: &[Edge], count: usize, align: Align) -> Result<Vec<usize>, Fault> {
    let (mut layer, mut waits, mut ends) =
        (vec![0; count], vec![0_usize; count], vec![true; count]);
    let mut after = vec![Vec::new(); count];
    for edge in edges {
        waits[edge.target] += 1;
        ends[edge.source] = false;
        after[edge.source].push(edge.target);
    }
    // Kahn (1962): a node is done when all that flows into it is.
    let mut ready: Vec<usize> = (0..count).filter(|&n| waits[n] == 0).collect();
    let mut done = 0;
    while let Some(&node) = ready.get(done) {
        done += 1;
        for &next in &after[node] {
            layer[next] = layer[next].max(layer[node] + 1);
            waits[next] -= 1;
            if waits[next] == 0 {
                ready.push(next);
            }
        }
    }
    if done < count {
        return Err(Fault::Cycle(cycle(edges, &waits)));
    }
    let last = layer.iter().copied().max().unwrap_or(0);
    for (layer, end) in layer.iter_mut().zip(ends) {
        if end && align == Align::Justify {
            *layer = last;
        }
    }
    Ok(layer)
}

/// A cycle among the nodes that still wait: each has one that waits before it, so going back from
/// any of them comes to a node twice.
fn cycle(edges: &[Edge], waits: &[usize]) -> Vec<usize> {
    let mut before = vec![None; waits.len()];
    for edge in edges.iter().rev().filter(|e| waits[e.source] > 0) {
        before[edge.target] = Some(edge.source);
    }
    let mut way: Vec<usize> = Vec::new();
    let mut seen = vec![None; waits.len()];
    let mut next = waits.iter().position(|&w| w > 0);
    while let Some(node) = next {
        if let Some(from) = seen[node] {
            way.drain(..from);
            break;
        }
        seen[node] = Some(way.len());
        way.push(node);
        next = before[node];
    }
    way.reverse();
    // From its first node, so that it does not depend on where the search began.
    let least = way.iter().enumerate().min_by_key(|(_, n)| **n).map_or(0, |(at, _)| at);
    way.rotate_left(least);
    way
}

/// Which way a layer looks for what it is linked with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

struct Stage<'a> {
    edges: &'a [Edge],
    scale: f64,
    gap: f64,
    nodes: Vec<Node>,
    /// The nodes of each layer, from the lowest.
    columns: Vec<Vec<usize>>,
    /// The edges into and out of each node.
    links: Vec<[Vec<usize>; 2]>,
}

impl Stage<'_> {
    fn relax(&mut self) {
        self.links = vec![[Vec::new(), Vec::new()]; self.nodes.len()];
        for (at, edge) in self.edges.iter().enumerate() {
            self.links[edge.target][0].push(at);
            self.links[edge.source][1].push(at);
        }
        for column in 0..self.columns.len() {
            self.spread(column);
        }
        for round in 0..ROUNDS {
            let strength = 0.99_f64.powi(round);
            // Less and less may nodes overlap on the way.
            let push = (1.0 - strength).max(f64::from(round + 1) / f64::from(ROUNDS));
            for column in (0..self.columns.len().saturating_sub(1)).rev() {
                self.follow(column, Side::After, strength, push);
            }
            for column in 1..self.columns.len() {
                self.follow(column, Side::Before, strength, push);
            }
        }
        for column in 0..self.columns.len() {
            self.part(column, 1.0);
        }
    }

    /// The nodes of a layer one above the other, with what is left of the height between them.
    fn spread(&mut self, column: usize) {
        let nodes = &self.columns[column];
        let used: f64 = nodes.iter().map(|&n| self.nodes[n].y1 - self.nodes[n].y0).sum();
        let gap = (1.0 - used) / (nodes.len() as f64 + 1.0);
        let gap = gap.max(0.0);
        let mut y = gap;
        for &n in nodes {
            let node = &mut self.nodes[n];
            let height = node.y1 - node.y0;
            (node.y0, node.y1) = (y, y + height);
            y += height + gap;
        }
        self.part(column, 1.0);
    }

    /// Moves the nodes of a layer towards what they are linked with on one side. Near layers pull
    /// more than far ones.
    fn follow(&mut self, column: usize, side: Side, strength: f64, push: f64) {
        for at in 0..self.columns[column].len() {
            let n = self.columns[column][at];
            let (mut sum, mut weights) = (0.0, 0.0);
            for &link in &self.links[n][usize::from(side == Side::After)] {
                let edge = self.edges[link];
                let other = if side == Side::After { edge.target } else { edge.source };
                let far = self.nodes[other].layer.abs_diff(self.nodes[n].layer) as f64;
                let weight = edge.value * far;
                sum += weight * self.middle(other);
                weights += weight;
            }
            if weights > 0.0 {
                let by = (sum / weights - self.middle(n)) * strength;
                self.nodes[n].y0 += by;
                self.nodes[n].y1 += by;
            }
        }
        let nodes = &self.nodes;
        let middle = |n: usize| nodes[n].y0 + nodes[n].y1;
        self.columns[column].sort_by(|&a, &b| middle(a).total_cmp(&middle(b)));
        self.part(column, push);
    }

    /// Pushes the nodes of a layer apart where they overlap, and back into the square.
    fn part(&mut self, column: usize, push: f64) {
        let nodes = &self.columns[column];
        let mut floor = 0.0;
        for &n in nodes {
            let node = &mut self.nodes[n];
            let by = (floor - node.y0).max(0.0) * push;
            (node.y0, node.y1) = (node.y0 + by, node.y1 + by);
            floor = node.y1 + self.gap;
        }
        let mut ceiling = 1.0;
        for &n in nodes.iter().rev() {
            let node = &mut self.nodes[n];
            let by = (node.y1 - ceiling).max(0.0) * push;
            (node.y0, node.y1) = (node.y0 - by, node.y1 - by);
            ceiling = node.y0 - self.gap;
        }
    }

    fn middle(&self, node: usize) -> f64 {
        f64::midpoint(self.nodes[node].y0, self.nodes[node].y1)
    }

    /// The links, at each node in the order of their other ends.
    fn attach(&mut self) -> Vec<Link> {
        let mut links: Vec<Link> = self
            .edges
            .iter()
            .map(|e| Link { width: e.value * self.scale, ..Link::default() })
            .collect();
        for (n, sides) in self.links.iter().enumerate() {
            for (side, at) in sides.iter().enumerate() {
                let other = |link: usize| {
                    let edge = self.edges[link];
                    self.middle(if side == 0 { edge.source } else { edge.target })
                };
                let mut order = at.clone();
                order.sort_by(|&a, &b| other(a).total_cmp(&other(b)));
                let mut y = self.nodes[n].y0;
                for link in order {
                    let half = links[link].width / 2.0;
                    let end = &mut links[link];
                    *(if side == 0 { &mut end.target_y } else { &mut end.source_y }) = y + half;
                    y += 2.0 * half;
                }
            }
        }
        links
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(list: &[(usize, usize, f64)]) -> Vec<Edge> {
        list.iter().map(|&(source, target, value)| Edge { source, target, value }).collect()
    }

    #[test]
    fn nodes_do_not_overlap_and_links_do_not_cross_without_need() {
        let list = edges(&[(0, 4, 3.0), (1, 3, 2.0), (2, 3, 1.0), (3, 5, 3.0), (4, 5, 1.0)]);
        let flow = arrange(&list, 6, 0.05, Align::Justify).unwrap();
        assert_eq!(flow.nodes.iter().map(|n| n.layer).collect::<Vec<_>>(), [0, 0, 0, 1, 1, 2]);
        for a in &flow.nodes {
            assert!(a.y0 >= -1e-12 && a.y1 <= 1.0 + 1e-12);
            for b in flow.nodes.iter().filter(|b| b.layer == a.layer && b.y0 > a.y0) {
                assert!(b.y0 - a.y1 >= 0.05 - 1e-12);
            }
        }
        let below = |a: usize, b: usize| flow.nodes[a].y0 < flow.nodes[b].y0;
        assert!(below(1, 0) == below(3, 4) && below(2, 0) == below(3, 4));
        for (link, edge) in flow.links.iter().zip(&list) {
            let node = flow.nodes[edge.source];
            assert!(link.source_y - link.width / 2.0 >= node.y0 - 1e-12);
            assert!(link.source_y + link.width / 2.0 <= node.y1 + 1e-12);
        }
    }

    #[test]
    fn ends_stand_where_they_are_told() {
        let list = edges(&[(0, 1, 1.0), (1, 2, 1.0), (0, 3, 1.0)]);
        assert_eq!(arrange(&list, 4, 0.1, Align::Justify).unwrap().nodes[3].x, 1.0);
        assert_eq!(arrange(&list, 4, 0.1, Align::Left).unwrap().nodes[3].x, 0.5);
        assert_eq!(arrange(&[], 0, 0.1, Align::Left).unwrap(), Flow::default());
        let crowd: Vec<Edge> = (1..200).flat_map(|i| edges(&[(0, i, 1.0)])).collect();
        let flow = arrange(&crowd, 200, 0.1, Align::Left).unwrap();
        assert!(flow.nodes.iter().all(|n| n.y0 >= -1e-9 && n.y1 <= 1.0 + 1e-9));
    }

    #[test]
    fn faults_are_named() {
        let list = edges(&[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 1, 1.0), (3, 4, 1.0)]);
        let fault = arrange(&list, 5, 0.1, Align::Left).unwrap_err();
        assert_eq!(fault, Fault::Cycle(vec![1, 2, 3]));
        let fault = |list: &[(usize, usize, f64)]| arrange(&edges(list), 2, 0.1, Align::Left);
        assert_eq!(fault(&[(1, 1, 1.0)]), Err(Fault::Cycle(vec![1])));
        assert_eq!(fault(&[(0, 1, 1.0), (0, 2, 1.0)]), Err(Fault::Edge(1)));
        assert_eq!(fault(&[(0, 1, 0.0)]), Err(Fault::Edge(0)));
    }
}
