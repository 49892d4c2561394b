//! Outlines of arrows.

/// Greatest length of arrows that show vectors, in pixels: legends keep so much room.
pub const LONGEST: f64 = 40.0;
/// An arrow that is shorter is a dot.
const SHORT: f64 = 2.0;
/// Radius of a dot.
const DOT: f64 = 0.8;
/// Length and half width of a head of one size.
const HEAD: [f64; 2] = [8.0, 3.4];

/// The outline of an arrow of which a place is so far along it, 0 at its tail and 1 at its tip; a dot
/// where it is too short to have a head. `width` is that of its shaft.
#[must_use]
pub fn outline(place: [f64; 2], way: [f64; 2], held: f64, width: Option<f64>) -> Vec<[f64; 2]> {
    let length = way[0].hypot(way[1]);
    if length < SHORT {
        let corner = |i: i32| {
            let (sin, cos) = (f64::from(i) * std::f64::consts::FRAC_PI_4).sin_cos();
            [place[0] + DOT * cos, place[1] + DOT * sin]
        };
        return (0..8).map(corner).collect();
    }
    let [dx, dy] = way.map(|v| v / length);
    let back = length * held;
    // Of short arrows the head is most of what is seen.
    let long = (0.34 * length).clamp(4.5_f64.min(0.8 * length), 9.0);
    let shaft = width.unwrap_or((0.05 * length).clamp(1.0, 1.5)) / 2.0;
    let half = (0.42 * long).max(shaft * 1.8).min(0.6 * length);
    let tip = length - back;
    let at = |along: f64, aside: f64| {
        [place[0] + along * dx - aside * dy, place[1] + along * dy + aside * dx]
    };
    // The head is a little hollow behind, as an arrow's is.
    let neck = tip - 0.85 * long;
    vec![
        at(-back, -shaft),
        at(neck, -shaft),
        at(tip - long, -half),
        at(tip, 0.0),
        at(tip - long, half),
        at(neck, shaft),
        at(-back, shaft),
    ]
}

/// The outline of a head of one size, about a place.
#[must_use]
pub fn head(place: [f64; 2], towards: [f64; 2]) -> Vec<[f64; 2]> {
    let [dx, dy] = [towards[0] - place[0], towards[1] - place[1]];
    let length = dx.hypot(dy);
    if length.is_nan() || length <= 0.0 {
        return Vec::new();
    }
    let [dx, dy] = [dx / length, dy / length];
    let at = |along: f64, aside: f64| {
        [place[0] + along * dx - aside * dy, place[1] + along * dy + aside * dx]
    };
    let [long, half] = HEAD;
    vec![at(-long / 2.0, -half), at(long / 2.0, 0.0), at(-long / 2.0, half), at(-long * 0.3, 0.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_is_as_long_as_it_says_and_points_there() {
        for held in [0.0, 0.5, 1.0] {
            let points = outline([10.0, 20.0], [12.0, -16.0], held, None);
            let tip = points[3];
            let tail = [0, 1].map(|i| f64::midpoint(points[0][i], points[6][i]));
            let way = [tip[0] - tail[0], tip[1] - tail[1]];
            assert!((way[0] - 12.0).abs() < 1e-9 && (way[1] + 16.0).abs() < 1e-9, "{way:?}");
            let at = [0, 1].map(|i| tail[i] + held * way[i]);
            assert!((at[0] - 10.0).abs() < 1e-9 && (at[1] - 20.0).abs() < 1e-9, "{at:?}");
        }
    }

    #[test]
    fn nothing_is_a_dot() {
        let points = outline([3.0, 4.0], [0.0, 0.0], 0.5, None);
        assert!(points.iter().all(|p| ((p[0] - 3.0).hypot(p[1] - 4.0) - DOT).abs() < 1e-9));
    }
}
