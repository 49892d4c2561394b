//! Outlines of point symbols that are not circles. Each has the area of the circle of its radius,
//! so that no shape looks heavier than another.

use std::f64::consts::{FRAC_PI_2, PI};

use crate::scene::Marker;

/// The corners of `marker` about the origin, y downwards; none for a circle.
pub(super) fn outline(marker: Marker, radius: f64) -> Option<Vec<[f64; 2]>> {
    let area = PI * radius * radius;
    let corners = match marker {
        Marker::Circle => return None,
        Marker::Square => {
            let h = area.sqrt() / 2.0;
            vec![[-h, -h], [h, -h], [h, h], [-h, h]]
        }
        Marker::Diamond => regular(4, (area / 2.0).sqrt(), -FRAC_PI_2),
        Marker::Triangle => regular(3, triangle_radius(area), -FRAC_PI_2),
        Marker::TriangleDown => regular(3, triangle_radius(area), FRAC_PI_2),
        Marker::Plus => plus(area),
        Marker::Cross => {
            let turn = std::f64::consts::FRAC_1_SQRT_2;
            plus(area).iter().map(|[x, y]| [(x - y) * turn, (x + y) * turn]).collect()
        }
        Marker::Star => star(area),
    };
    Some(corners)
}

fn regular(corners: u32, radius: f64, first: f64) -> Vec<[f64; 2]> {
    (0..corners)
        .map(|i| {
            let angle = first + 2.0 * PI * f64::from(i) / f64::from(corners);
            [radius * angle.cos(), radius * angle.sin()]
        })
        .collect()
}

/// Circumradius of the equilateral triangle of this area.
fn triangle_radius(area: f64) -> f64 {
    (4.0 * area / (3.0 * 3.0_f64.sqrt())).sqrt()
}

/// Five squares.
fn plus(area: f64) -> Vec<[f64; 2]> {
    let h = (area / 5.0).sqrt() / 2.0;
    let a = 3.0 * h;
    vec![
        [-h, -a],
        [h, -a],
        [h, -h],
        [a, -h],
        [a, h],
        [h, h],
        [h, a],
        [-h, a],
        [-h, h],
        [-a, h],
        [-a, -h],
        [-h, -h],
    ]
}

/// The pentagram: inner corners at 0.382 of the outer radius.
fn star(area: f64) -> Vec<[f64; 2]> {
    let ratio = (3.0 - 5.0_f64.sqrt()) / 2.0;
    let outer = (area / (5.0 * (PI / 5.0).sin() * ratio)).sqrt();
    let tips = regular(5, outer, -FRAC_PI_2);
    let pits = regular(5, outer * ratio, -FRAC_PI_2 + PI / 5.0);
    tips.into_iter().zip(pits).flat_map(|(tip, pit)| [tip, pit]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_markers_have_the_area_of_the_circle() {
        for marker in [
            Marker::Square,
            Marker::Diamond,
            Marker::Triangle,
            Marker::TriangleDown,
            Marker::Plus,
            Marker::Cross,
            Marker::Star,
        ] {
            let corners = outline(marker, 3.5).unwrap();
            let twice: f64 = corners
                .iter()
                .zip(corners.iter().cycle().skip(1))
                .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
                .sum();
            assert!((twice / 2.0 - PI * 3.5 * 3.5).abs() < 1e-9, "{marker:?}: {}", twice / 2.0);
        }
    }
}
