//! Chains of points with fewer points (Douglas and Peucker, Cartographica 10, 1973).

/// The points of a chain without those that lie nearer than 1 to the line between others, when a
/// place is measured in `unit` along each axis. The first and the last stay.
#[must_use]
pub fn simplify(chain: &[[f64; 2]], unit: [f64; 2]) -> Vec<[f64; 2]> {
    if chain.len() < 3 {
        return chain.to_vec();
    }
    let places: Vec<[f64; 2]> = chain.iter().map(|p| [p[0] / unit[0], p[1] / unit[1]]).collect();
    let mut kept = vec![false; chain.len()];
    let last = chain.len() - 1;
    (kept[0], kept[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let mut furthest = (1.0, None);
        for at in from + 1..to {
            let away = distance(places[at], places[from], places[to]);
            if away >= furthest.0 {
                furthest = (away, Some(at));
            }
        }
        if let (_, Some(at)) = furthest {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    chain.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// From a point to a stretch of a line.
fn distance(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let along = [b[0] - a[0], b[1] - a[1]];
    let from = [p[0] - a[0], p[1] - a[1]];
    let length = along[0] * along[0] + along[1] * along[1];
    let share = if length > 0.0 { (from[0] * along[0] + from[1] * along[1]) / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    (from[0] - share * along[0]).hypot(from[1] - share * along[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_stay_and_waves_go() {
        let line = [[0.0, 0.0], [10.0, 0.4], [20.0, -0.4], [30.0, 0.0], [30.0, 50.0]];
        assert_eq!(simplify(&line, [1.0, 1.0]), [line[0], line[3], line[4]]);
        assert_eq!(simplify(&line, [1.0, 0.1]), line);
        let ring = [[0.0, 0.0], [5.0, 0.0], [5.0, 5.0], [0.0, 5.0], [0.0, 0.0]];
        assert_eq!(simplify(&ring, [1.0, 1.0]), ring);
    }
}
