//! Edges of bars and cells stay where their values are, however far one zooms in.

use super::pixels::Pixels;
use super::reader::{Place, Reader, see};

/// How far to look to both sides of an edge.
const ASIDE: usize = 25;

/// Come 20 times as near to a place along the axis below the panel, and look at the pixels beside
/// where it has to be then: that is the one in the middle.
fn beside(page: &Reader, x: f64, y: f64) -> Vec<[u8; 3]> {
    let [_, foot] = page.share(0, 0.0, 1.0);
    // Wheels stand on whole pixels; each turn is e^0.5.
    let about = x.floor();
    for _ in 0..6 {
        page.wheel([about, foot + 20.0], -250.0, 0);
    }
    page.hover([2.0, 2.0]);
    let there = about + (x - about) * 3.0_f64.exp();
    let [left, top]: Place = page
        .place("(({x, y}) => [x, y])(document.querySelector('.stage').getBoundingClientRect())");
    let shot: Pixels = page.shot(".stage");
    let (middle, row) = ((there - left).round() as usize, (y - top) as usize);
    (middle - ASIDE..middle + ASIDE)
        .map(|x| {
            let at = (row * shot.width + x) * 4;
            [shot.rgba[at], shot.rgba[at + 1], shot.rgba[at + 2]]
        })
        .collect()
}

#[test]
fn bins_meet_at_their_value() {
    see("hist testdata/penguins.csv -y body_mass_g", |page| {
        let [x, _] = page.data(0, "3750", "0");
        let [_, y] = page.share(0, 0.0, 0.97);
        let pixels = beside(page, x, y);
        assert_eq!(pixels[0], pixels[2 * ASIDE - 1]);
        let gap: Vec<usize> = (0..2 * ASIDE).filter(|&i| pixels[i] != pixels[0]).collect();
        assert_eq!(gap.len(), 1, "{pixels:?}");
        assert!(gap[0].abs_diff(ASIDE) <= 1, "{gap:?}");
    });
}

#[test]
fn a_bar_begins_where_its_slot_says() {
    see("bar testdata/penguins.csv -x species -y body_mass_g --agg mean", |page| {
        let [first, second] = ["'Adelie'", "'Gentoo'"].map(|name| page.data(0, name, "0")[0]);
        let slots = page.number("probe.model.panels[0].h.levels.indexOf('Gentoo')")
            - page.number("probe.model.panels[0].h.levels.indexOf('Adelie')");
        let x = second - 0.38 * (second - first) / slots;
        let [_, y] = page.share(0, 0.0, 0.97);
        let pixels = beside(page, x, y);
        let bar = pixels[2 * ASIDE - 1];
        let edge = pixels.iter().position(|pixel| *pixel == bar).unwrap();
        assert!(edge.abs_diff(ASIDE) <= 1, "{edge}");
        assert!(pixels[edge..].iter().all(|pixel| *pixel == bar), "{pixels:?}");
    });
}

#[test]
fn cells_share_their_edges() {
    let words = "heatmap testdata/diseases.csv -x year -y state --z measles --agg sum";
    see(words, |page| {
        let [left, right] = ["'1950'", "'1951'"].map(|year| page.data(0, year, "'Texas'"));
        let pixels = beside(page, f64::midpoint(left[0], right[0]), left[1]);
        let [first, last] = [pixels[0], pixels[2 * ASIDE - 1]];
        assert_ne!(first, last);
        let edge = pixels.iter().position(|pixel| *pixel != first).unwrap();
        assert!(edge.abs_diff(ASIDE) <= 1, "{edge}");
        assert!(pixels[edge..].iter().all(|pixel| *pixel == last), "{pixels:?}");
    });
}
