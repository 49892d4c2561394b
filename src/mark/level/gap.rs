//! Gaps in lines, where words stand on them.

use super::distance;
use super::spot::Spot;
use crate::scene::Path;

/// Cut what lies under words out of lines.
pub(super) fn cut(path: &mut Path, spots: &[Spot]) {
    let mut out = Path { points: Vec::new(), starts: Vec::new(), ..path.clone() };
    out.datums.rows.clear();
    let rows = &path.datums.rows;
    let row = |point: usize| rows.get(point).copied();
    for (number, &start) in path.starts.iter().enumerate() {
        let end = path.starts.get(number + 1).copied().unwrap_or(path.points.len());
        let mut open = false;
        for at in start..end.saturating_sub(1) {
            let ends = [path.points[at], path.points[at + 1]];
            let place = |share: f64| [0, 1].map(|k| ends[0][k] + (ends[1][k] - ends[0][k]) * share);
            let kept = kept(ends, spots);
            for &[from, to] in &kept {
                if !open || from > 0.0 {
                    out.starts.push(out.points.len());
                    out.points.push(if from > 0.0 { place(from) } else { ends[0] });
                    out.datums.rows.extend(row(at));
                }
                out.points.push(if to < 1.0 { place(to) } else { ends[1] });
                out.datums.rows.extend(row(at + 1));
            }
            open = kept.last().is_some_and(|last| last[1] >= 1.0);
        }
    }
    *path = out;
}

/// Which parts of a straight line, as shares of it, lie under no words.
fn kept(ends: [[f64; 2]; 2], spots: &[Spot]) -> Vec<[f64; 2]> {
    let length = distance(ends[0], ends[1]);
    let mut kept = vec![[0.0, 1.0]];
    for spot in spots {
        let reach = length + spot.size[0];
        let far = [0, 1].into_iter().any(|k| (ends[0][k] - spot.center[k]).abs() > reach);
        let Some((a, b)) = (!far).then(|| spot.part_of(ends, 0.0)).flatten() else { continue };
        let from = spot.local(ends[0]);
        let [start, stop] =
            [a, b].map(|p| if length > 0.0 { distance(from, p) / length } else { 0.0 });
        let apart = |[low, high]: [f64; 2]| {
            [[low, start.min(high)], [stop.max(low), high]].into_iter().filter(|[l, h]| h > l)
        };
        kept = kept.into_iter().flat_map(apart).collect();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_a_gap() {
        let spot = Spot {
            along: 0.0,
            center: [10.0, 0.0],
            turn: [1.0, 0.0],
            size: [6.0, 4.0],
            fault: 0.0,
        };
        let points = vec![[0.0, 0.0], [9.0, 0.0], [20.0, 0.0], [20.0, 9.0]];
        let mut path = Path { points, starts: vec![0], ..Path::default() };
        path.datums.rows = vec![5, 6, 7, 8];
        cut(&mut path, &[spot]);
        let parts: Vec<_> = path.parts().map(<[_]>::to_vec).collect();
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0], [[0.0, 0.0], [7.0, 0.0]]);
        assert!((parts[1][0][0] - 13.0).abs() < 1e-9);
        assert_eq!(parts[1][1..], [[20.0, 0.0], [20.0, 9.0]]);
        assert_eq!(path.datums.rows, [5, 6, 6, 7, 8]);
    }
}
