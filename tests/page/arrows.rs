//! Arrows of a page: places move, lengths stay.

use super::reader::{DESK, Device, Reader, see, see_on};

const WIND: &str = "vectorfield testdata/grid/wind.nc --isel time=0 --arrow-pivot tail";

/// The arrows that a page saves: tail and tip of each.
fn arrows(page: &Reader) -> Vec<[[f64; 2]; 2]> {
    page.press("Save as SVG");
    let (_, bytes) = page.saved("svg");
    let svg = String::from_utf8(bytes).unwrap();
    let paths = svg.split(" d=\"").skip(1).filter_map(|part| part.split('"').next());
    let outlines = paths.flat_map(|path| path.split(['M', 'm'])).filter(|o| o.ends_with('z'));
    let mut all = Vec::new();
    for outline in outlines {
        let points: Vec<[f64; 2]> = outline
            .trim_end_matches('z')
            .split('L')
            .filter_map(|point| {
                let (x, y) = point.trim().split_once([',', ' '])?;
                Some([x.parse().ok()?, y.parse().ok()?])
            })
            .collect();
        if let [a, _, _, tip, _, _, b] = points.as_slice() {
            all.push([[0, 1].map(|i| f64::midpoint(a[i], b[i])), *tip]);
        }
    }
    all
}

#[test]
fn arrows_move_and_keep_their_lengths() {
    let drawn = |turned: f64| {
        let mut all = Vec::new();
        see_on(Device { apart: true, ..DESK }, WIND, |page| {
            // About the end of the jet, where the strongest wind is.
            page.wheel(page.data(0, "-12", "55"), turned, 0);
            all = arrows(page);
        });
        all
    };
    let (before, after) = (drawn(0.0), drawn(-150.0));
    // Where there is no browser, this is said aloud, and nothing is drawn.
    if before.is_empty() && after.is_empty() {
        return;
    }
    assert!(before.len() > 200, "{}", before.len());
    assert!(before.len() > after.len() && after.len() > 20, "{}", after.len());
    let longest = |all: &[[[f64; 2]; 2]]| {
        let length = |[a, b]: &[[f64; 2]; 2]| (b[0] - a[0]).hypot(b[1] - a[1]);
        all.iter().map(length).fold(0.0, f64::max)
    };
    let [long, after_long] = [longest(&before), longest(&after)];
    assert!((long - after_long).abs() < 0.5, "{long} {after_long}");
    let tails = |all: &[[[f64; 2]; 2]]| all.iter().map(|a| a[0][0]).collect::<Vec<_>>();
    assert_ne!(tails(&before)[..5], tails(&after)[..5]);
}

#[test]
fn an_arrow_tells_its_row() {
    see(WIND, |page| {
        page.hover(page.data(0, "-20", "50"));
        let tip = page.tip();
        for word in ["lon: −20", "lat: 50", "u10: ", "v10: "] {
            assert!(tip.contains(word), "{tip}");
        }
    });
}
