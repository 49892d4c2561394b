//! Cutting at the panel's edge: what is outside is gone, never bent onto the border.

use crate::scene::Path;

/// A place and the row that it stands for.
pub type Vertex = ([f64; 2], u32);

/// Append the parts of a polyline that are inside `rect` to `path`, with the rows of its vertices;
/// where it is cut, that of the nearest one. A vertex that is not finite ends a part. A part that
/// is a single point is given to `lone`.
pub fn polyline(
    points: impl IntoIterator<Item = Vertex>,
    rect: [f64; 4],
    path: &mut Path,
    lone: &mut Vec<Vertex>,
) {
    let mut previous: Option<Vertex> = None;
    let mut connected = false;
    let mut open = false;
    for (point, row) in points {
        if !point[0].is_finite() || !point[1].is_finite() {
            end(previous, connected, rect, lone);
            (previous, connected, open) = (None, false, false);
            continue;
        }
        if let Some((from, before)) = previous {
            connected = true;
            match segment(from, point, rect) {
                Some((a, b)) => {
                    if !open || a != from {
                        path.starts.push(path.points.len());
                        path.points.push(a);
                        path.datums.rows.push(before);
                    }
                    path.points.push(b);
                    path.datums.rows.push(row);
                    open = b == point;
                }
                None => open = false,
            }
        }
        previous = Some((point, row));
    }
    end(previous, connected, rect, lone);
}

fn end(last: Option<Vertex>, connected: bool, rect: [f64; 4], lone: &mut Vec<Vertex>) {
    let [x, y, w, h] = rect;
    if let Some((p, row)) = last.filter(|_| !connected)
        && p[0] >= x
        && p[0] <= x + w
        && p[1] >= y
        && p[1] <= y + h
    {
        lone.push((p, row));
    }
}

/// The part of a segment inside `rect` (Liang and Barsky, ACM Trans. Graph. 3, 1984).
#[must_use]
pub fn segment(from: [f64; 2], to: [f64; 2], rect: [f64; 4]) -> Option<([f64; 2], [f64; 2])> {
    let [x, y, w, h] = rect;
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    let edges =
        [(-dx, from[0] - x), (dx, x + w - from[0]), (-dy, from[1] - y), (dy, y + h - from[1])];
    for (p, q) in edges {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            start = start.max(q / p);
        } else {
            end = end.min(q / p);
        }
    }
    if start > end {
        return None;
    }
    let at = |t: f64| [from[0] + t * dx, from[1] + t * dy];
    let a = if start > 0.0 { at(start) } else { from };
    let b = if end < 1.0 { at(end) } else { to };
    Some((a, b))
}

/// A polygon cut at `rect` (Sutherland and Hodgman, CACM 17, 1974).
#[must_use]
pub fn polygon(points: &[Vertex], rect: [f64; 4]) -> Vec<Vertex> {
    let [x, y, w, h] = rect;
    let sides: [(usize, f64, bool); 4] =
        [(0, x, true), (0, x + w, false), (1, y, true), (1, y + h, false)];
    let mut current = points.to_vec();
    for (axis, limit, above) in sides {
        let inside = |(p, _): &Vertex| if above { p[axis] >= limit } else { p[axis] <= limit };
        if current.iter().all(inside) {
            continue;
        }
        let mut next = Vec::with_capacity(current.len() + 4);
        let Some(mut from) = current.last().copied() else { break };
        for &to in &current {
            if inside(&from) != inside(&to) {
                let (a, b) = (from.0, to.0);
                let t = (limit - a[axis]) / (b[axis] - a[axis]);
                let mut cut = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
                cut[axis] = limit;
                next.push((cut, if inside(&to) { to.1 } else { from.1 }));
            }
            if inside(&to) {
                next.push(to);
            }
            from = to;
        }
        current = next;
    }
    current
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: [f64; 4] = [0.0, 0.0, 10.0, 10.0];

    #[test]
    fn a_line_that_leaves_and_returns_is_two_parts() {
        let (mut path, mut lone) = (Path::default(), Vec::new());
        let points = [([1.0, 5.0], 7), ([5.0, 15.0], 8), ([9.0, 5.0], 9)];
        polyline(points, BOX, &mut path, &mut lone);
        let parts: Vec<_> = path.parts().map(<[_]>::to_vec).collect();
        assert_eq!(parts, [vec![[1.0, 5.0], [3.0, 10.0]], vec![[7.0, 10.0], [9.0, 5.0]]]);
        assert_eq!(path.datums.rows, [7, 8, 8, 9]);
        assert!(lone.is_empty());
    }

    #[test]
    fn a_gap_breaks_and_a_single_point_stays() {
        let (mut path, mut lone) = (Path::default(), Vec::new());
        let nan = [f64::NAN, 0.0];
        let points = [[1.0, 1.0], [2.0, 2.0], nan, [4.0, 4.0], nan];
        polyline(points.into_iter().zip(0..), BOX, &mut path, &mut lone);
        assert_eq!(path.parts().count(), 1);
        assert_eq!(lone, [([4.0, 4.0], 3)]);
    }

    #[test]
    fn a_polygon_keeps_only_its_inside() {
        let corners = [[-5.0, 2.0], [5.0, 2.0], [5.0, 8.0], [-5.0, 8.0]];
        let cut = polygon(&corners.map(|corner| (corner, 1)), BOX);
        assert!(cut.iter().all(|(p, _)| p[0] >= 0.0));
        assert!(cut.contains(&([0.0, 2.0], 1)) && cut.contains(&([5.0, 8.0], 1)));
    }
}
