//! Marks of one style as one item, whatever the state of the controls; and places that are the
//! values of columns.

use crate::scene::live::{LiveAxis, LiveItem, LiveLayer, LiveShape, LiveValues};
use crate::scene::{Dots, Item, Live, Path, Rects, Text};

/// Items that are being put together, state by state.
#[derive(Default)]
pub(super) struct Bins {
    items: Vec<LiveItem>,
    /// Items that have marks in this state.
    used: Vec<bool>,
    /// Number of this state.
    state: usize,
}

impl Bins {
    /// Take what was drawn of a layer in this state; `like` says where it belongs.
    pub(super) fn add(&mut self, like: &LiveItem, items: Vec<Item>) {
        for item in items {
            let shape = match item {
                Item::Path(path) => LiveShape::Path(path),
                Item::Dots(dots) => LiveShape::Dots(dots),
                Item::Rects(rects) => LiveShape::Rects(rects),
                Item::Image(image) => LiveShape::Image(image),
                Item::Text(text) => LiveShape::Texts(vec![text]),
            };
            let words = matches!(shape, LiveShape::Texts(_));
            let found = self.items.iter().zip(&self.used).position(|(known, used)| {
                (!used || words) && known.layer == like.layer && alike(&known.shape, &shape)
            });
            if let Some(place) = found {
                join(&mut self.items[place].shape, shape);
                self.used[place] = true;
            } else {
                // It has nothing in the states before this one.
                let at = vec![0; self.state + 1];
                self.items.push(LiveItem { at, shape, ..like.clone() });
                self.used.push(true);
            }
        }
    }

    /// Take the raster of a layer in this state.
    pub(super) fn raster(&mut self, like: &LiveItem, number: usize) {
        let shape = LiveShape::Raster(number);
        self.items.push(LiveItem { at: vec![0; self.state + 1], shape, ..like.clone() });
        self.used.push(true);
    }

    /// The state has no more marks.
    pub(super) fn close(&mut self) {
        for item in &mut self.items {
            item.at.push(item.shape.len() as u32);
        }
        self.used.fill(false);
        self.state += 1;
    }

    /// The items; without the borders of states where there is one.
    pub(super) fn finish(mut self, several: bool) -> Vec<LiveItem> {
        for item in self.items.iter_mut().filter(|_| !several) {
            item.at.clear();
        }
        self.items
    }
}

/// Whether two shapes are painted alike.
fn alike(a: &LiveShape, b: &LiveShape) -> bool {
    match (a, b) {
        (LiveShape::Path(a), LiveShape::Path(b)) => {
            let kept = [a, b].map(|path| path.anchors.is_empty());
            a.closed == b.closed && a.fill == b.fill && a.stroke == b.stroke && kept[0] == kept[1]
        }
        (LiveShape::Dots(a), LiveShape::Dots(b)) => {
            let same = |a: f64, b: f64| a.to_bits() == b.to_bits();
            a.marker == b.marker && a.stroke == b.stroke && same(a.opacity, b.opacity)
        }
        (LiveShape::Rects(a), LiveShape::Rects(b)) => {
            let same = a.stroke == b.stroke && a.gaps == b.gaps;
            same && [a.opacity, a.radius] == [b.opacity, b.radius]
        }
        (LiveShape::Texts(a), LiveShape::Texts(b)) => {
            a.first().zip(b.first()).is_some_and(|(a, b)| {
                let look = |t: &Text| (t.font, t.color, t.anchor, t.rotate.to_bits(), t.halo);
                look(a) == look(b)
            })
        }
        _ => false,
    }
}

/// Add shapes of the same style.
fn join(to: &mut LiveShape, more: LiveShape) {
    match (to, more) {
        (LiveShape::Path(to), LiveShape::Path(more)) => join_paths(to, more),
        (LiveShape::Dots(to), LiveShape::Dots(more)) => {
            let sizes = [to.centers.len(), more.centers.len()];
            join_each(&mut to.radius, more.radius, sizes);
            join_each(&mut to.fill, more.fill, sizes);
            to.centers.extend(more.centers);
            to.datums.rows.extend(more.datums.rows);
        }
        (LiveShape::Rects(to), LiveShape::Rects(more)) => {
            join_each(&mut to.fill, more.fill, [to.boxes.len(), more.boxes.len()]);
            to.boxes.extend(more.boxes);
            to.datums.rows.extend(more.datums.rows);
        }
        (LiveShape::Texts(to), LiveShape::Texts(more)) => to.extend(more),
        _ => {}
    }
}

fn join_paths(to: &mut Path, more: Path) {
    let before = to.points.len();
    to.starts.extend(more.starts.iter().map(|start| start + before));
    to.points.extend(more.points);
    to.anchors.extend(more.anchors);
    to.datums.rows.extend(more.datums.rows);
}

/// Lists of one for all, or of one each.
fn join_each<T: Clone + PartialEq>(to: &mut Vec<T>, more: Vec<T>, [n, m]: [usize; 2]) {
    let single = |list: &[T], count: usize| list.len() == 1 && count != 1 || list.is_empty();
    if single(to, n) && single(&more, m) && *to == more {
        return;
    }
    let each = |list: Vec<T>, count: usize| -> Vec<T> {
        match list.as_slice() {
            [only] => vec![only.clone(); count],
            _ => list,
        }
    };
    *to = each(std::mem::take(to), n);
    to.extend(each(more, m));
}

/// Most difference of a place from where its value is, in pixels.
const NEAR: f64 = 1e-6;

/// Find the columns whose values are the places of marks: they need not be stored twice, and are
/// exact however far one zooms in.
pub(super) fn place(live: &mut Live) {
    for item in &mut live.items {
        let (Some(layer), Some(panel)) = (item.layer, live.panels.get(item.panel)) else {
            continue;
        };
        let Some(layer) = live.layers.get(layer) else { continue };
        let [h, v, right] = &panel.axes;
        let v = if item.right { right } else { v };
        let (points, rows) = match &item.shape {
            LiveShape::Dots(dots) => (&dots.centers, &dots.datums.rows),
            LiveShape::Path(path) => (&path.points, &path.datums.rows),
            _ => continue,
        };
        if points.len() != rows.len() || points.is_empty() {
            continue;
        }
        item.columns = [(0, h), (1, v)].map(|(side, axis)| {
            let axis = axis.as_ref()?;
            (0..layer.columns.len()).find(|&column| {
                let placed = layer.columns[column].channels.iter().any(|c| c == "x" || c == "y");
                placed && is_at(points, rows, side, axis, layer, column)
            })
        });
    }
}

/// Whether all points are where the values of their rows are.
fn is_at(
    points: &[[f64; 2]],
    rows: &[u32],
    side: usize,
    axis: &LiveAxis,
    layer: &LiveLayer,
    column: usize,
) -> bool {
    let values = &layer.columns[column].values;
    let straight = |v: f64| if axis.kind == "log" { v.log10() } else { v };
    let [lo, hi] = axis.domain.map(straight);
    let [from, to] = axis.range;
    points.iter().zip(rows).all(|(point, &row)| {
        let value = match values {
            LiveValues::Number(v) | LiveValues::Time(v) => v.get(row as usize).copied(),
            LiveValues::Words(codes, _) => codes.get(row as usize).map(|c| f64::from(*c)),
        };
        let at = value.map_or(f64::NAN, |v| from + (to - from) * (straight(v) - lo) / (hi - lo));
        (at - point[side]).abs() <= NEAR * at.abs().max(1.0)
    })
}

/// All row numbers of a shape.
pub(super) fn rows_mut(shape: &mut LiveShape) -> Box<dyn Iterator<Item = &mut u32> + '_> {
    match shape {
        LiveShape::Path(Path { datums, .. })
        | LiveShape::Dots(Dots { datums, .. })
        | LiveShape::Rects(Rects { datums, .. }) => Box::new(datums.rows.iter_mut()),
        LiveShape::Texts(texts) => Box::new(texts.iter_mut().filter_map(|text| text.row.as_mut())),
        LiveShape::Image(_) | LiveShape::Raster(_) => Box::new(std::iter::empty()),
    }
}
