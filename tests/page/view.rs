//! Moving the view: ticks follow, and nothing else moves.

use super::reader::{Reader, SHIFT, see};

const PENGUINS: &str =
    "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species";
const FIRST: [&str; 6] = ["35", "40", "45", "50", "55", "60"];
const DEPTHS: [&str; 9] = ["13", "14", "15", "16", "17", "18", "19", "20", "21"];

/// Labels of the bottom axis as numbers: the least and the greatest.
fn ends(page: &Reader, side: &str, panel: usize) -> [f64; 2] {
    let ticks: Vec<f64> = page
        .ticks(side, panel)
        .iter()
        .map(|t| t.replace('\u{2212}', "-").replace(',', "").parse().unwrap())
        .collect();
    ticks.iter().fold([f64::MAX, f64::MIN], |[lo, hi], &t| [lo.min(t), hi.max(t)])
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    see(PENGUINS, |page| {
        assert_eq!(page.ticks("h", 0), FIRST);
        assert_eq!(page.ticks("v", 0), DEPTHS);
        let at = page.data(0, "50", "15");
        for _ in 0..4 {
            page.wheel(at, -250.0, 0);
        }
        // A factor of e².
        let [lo, hi] = ends(page, "h", 0);
        assert!(
            (47.4..48.1).contains(&lo) && (51.0..51.6).contains(&hi),
            "{:?}",
            page.ticks("h", 0)
        );
        let [lo, hi] = ends(page, "v", 0);
        assert!(
            (14.6..15.1).contains(&lo) && (15.6..16.1).contains(&hi),
            "{:?}",
            page.ticks("v", 0)
        );
        for _ in 0..4 {
            page.wheel(at, 250.0, 0);
        }
        assert_eq!(page.ticks("h", 0), FIRST);
        assert_eq!(page.ticks("v", 0), DEPTHS);
    });
}

#[test]
fn over_an_axis_the_wheel_moves_that_axis_alone() {
    see(PENGUINS, |page| {
        let [x, y] = page.share(0, 0.5, 1.0);
        page.wheel([x, y + 20.0], -250.0, 0);
        assert_ne!(page.ticks("h", 0), FIRST);
        assert_eq!(page.ticks("v", 0), DEPTHS);
        let across = page.ticks("h", 0);
        let [x, y] = page.share(0, 0.0, 0.5);
        page.wheel([x - 15.0, y], -250.0, 0);
        assert_eq!(page.ticks("h", 0), across);
        assert_ne!(page.ticks("v", 0), DEPTHS);
    });
}

#[test]
fn on_a_long_page_the_wheel_scrolls_until_the_chart_is_wanted() {
    see(PENGUINS, |page| {
        page.ask("document.querySelector('details').open = true");
        let at = page.share(0, 0.5, 0.5);
        page.wheel(at, 100.0, 0);
        page.wait("document.querySelector('.hint').classList.contains('on')");
        assert!(page.words("document.querySelector('.hint').textContent").contains("Shift"));
        page.wait("scrollY > 10");
        assert_eq!(page.ticks("h", 0), FIRST);
        page.ask("scrollTo(0, 0)");
        page.frames();
        page.click(at);
        page.wheel(at, -250.0, 0);
        assert_ne!(page.ticks("h", 0), FIRST);
        assert_eq!(page.number("scrollY"), 0.0);
    });
}

#[test]
fn dragging_pans() {
    see(PENGUINS, |page| {
        page.drag(&[page.data(0, "50", "18"), page.data(0, "40", "15")], 0);
        assert_eq!(page.ticks("h", 0), ["45", "50", "55", "60", "65", "70"]);
        assert_eq!(page.ticks("v", 0), ["16", "17", "18", "19", "20", "21", "22", "23", "24"]);
        // The longest bill went along.
        page.hover(page.data(0, "49.6", "14"));
        assert_eq!(page.tip(), "species: Gentoo; bill_length_mm: 59.6; bill_depth_mm: 17");
    });
}

#[test]
fn a_box_is_zoomed_to_and_views_have_a_history() {
    see(PENGUINS, |page| {
        page.press("Box zoom");
        page.drag(&[page.data(0, "39.8", "20.1"), page.data(0, "50.2", "15.9")], 0);
        let near = [page.ticks("h", 0), page.ticks("v", 0)];
        assert_eq!([near[0][0].as_str(), near[0].last().unwrap()], ["40", "50"]);
        assert_eq!([near[1][0].as_str(), near[1].last().unwrap()], ["16.0", "20.0"]);
        page.press("Undo");
        assert_eq!(page.ticks("h", 0), FIRST);
        page.press("Redo");
        assert_eq!([page.ticks("h", 0), page.ticks("v", 0)], near);
        page.press("Reset");
        assert_eq!([page.ticks("h", 0), page.ticks("v", 0)], [&FIRST[..], &DEPTHS[..]]);
        page.press("Pan");
        // Shift makes a box of any drag; a flat one keeps the other axis.
        page.drag(&[page.data(0, "39.8", "18"), page.data(0, "50.2", "18")], SHIFT);
        assert_eq!(
            [page.ticks("h", 0), page.ticks("v", 0)],
            [near[0].clone(), DEPTHS.map(Into::into).to_vec()]
        );
        page.clicks(page.share(0, 0.98, 0.02), 0, 2);
        assert_eq!(page.ticks("h", 0), FIRST);
    });
}

#[test]
fn keys_move_the_view() {
    see(PENGUINS, |page| {
        page.click(page.share(0, 0.97, 0.03));
        page.key("ArrowRight");
        let [lo, hi] = ends(page, "h", 0);
        assert_eq!([lo, hi], [35.0, 60.0]);
        page.key("ArrowRight");
        page.key("ArrowRight");
        assert_eq!(ends(page, "h", 0), [40.0, 65.0]);
        assert_eq!(page.ticks("v", 0), DEPTHS);
        page.key("u");
        page.key("u");
        page.key("u");
        assert_eq!(page.ticks("h", 0), FIRST);
        page.key("r");
        page.key("0");
        page.key("+");
        page.key("+");
        page.key("+");
        let [lo, hi] = ends(page, "h", 0);
        assert!(lo > 37.0 && hi < 54.0, "{lo} {hi}");
        page.key("0");
        assert_eq!([page.ticks("h", 0), page.ticks("v", 0)], [&FIRST[..], &DEPTHS[..]]);
        page.key("z");
        assert_eq!(
            page.words("document.querySelector('[aria-checked=true]').ariaLabel"),
            "Box zoom (Shift and drag)"
        );
    });
}

#[test]
fn axes_of_panels_move_together() {
    let words = "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --col species";
    see(words, |page| {
        let before: Vec<_> = (0..3).map(|panel| page.ticks("h", panel)).collect();
        page.wheel(page.share(1, 0.5, 0.5), -400.0, 0);
        let after: Vec<_> = (0..3).map(|panel| page.ticks("h", panel)).collect();
        assert_ne!(before, after);
        assert_eq!(after[0], after[1]);
        assert_eq!(after[1], after[2]);
    });
}

#[test]
fn free_axes_of_panels_move_alone() {
    let words = "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --col species --no-share-x";
    see(words, |page| {
        let before: Vec<_> = (0..3).map(|panel| page.ticks("h", panel)).collect();
        page.wheel(page.share(1, 0.5, 0.5), -500.0, 0);
        let after: Vec<_> = (0..3).map(|panel| page.ticks("h", panel)).collect();
        assert_eq!([&before[0], &before[2]], [&after[0], &after[2]]);
        assert_ne!(before[1], after[1]);
    });
}

#[test]
fn an_axis_on_the_right_has_its_own_ticks() {
    let words = "line testdata/diseases.csv -x year -y measles --y2 pertussis --agg sum --where 'year >= 1938 and year <= 1955'";
    see(words, |page| {
        let [left, right] = ["v", "right"].map(|side| page.ticks(side, 0));
        assert!(!right.is_empty() && left != right, "{left:?} {right:?}");
        let [x, y] = page.share(0, 1.0, 0.5);
        page.wheel([x + 15.0, y], -300.0, 0);
        assert_eq!(page.ticks("v", 0), left);
        assert_ne!(page.ticks("right", 0), right);
    });
}

#[test]
fn logarithmic_ticks_after_zooming() {
    let words =
        "line testdata/diseases.csv -x year -y measles --agg sum --logy --where 'measles > 0'";
    see(words, |page| {
        let first = page.ticks("v", 0);
        let [x, y] = page.share(0, 0.0, 0.4);
        for _ in 0..5 {
            page.wheel([x - 15.0, y], -250.0, 0);
        }
        let [lo, hi] = ends(page, "v", 0);
        assert!(hi / lo < 10.0, "{:?} after {first:?}", page.ticks("v", 0));
        for _ in 0..12 {
            page.wheel([x - 15.0, y], 250.0, 0);
        }
        assert!(page.ticks("v", 0).iter().any(|t| t.starts_with("10")), "{:?}", page.ticks("v", 0));
    });
}

#[test]
fn times_after_zooming() {
    see("line testdata/weather.csv -x date -y temp_max", |page| {
        assert!(page.ticks("h", 0).contains(&"2015".to_owned()));
        page.press("Box zoom");
        page.drag(&[page.data(0, "'2013-03-01'", "20"), page.data(0, "'2013-08-15'", "20")], 0);
        let ticks = page.ticks("h", 0);
        assert!(
            ticks.ends_with(&["Mar 2013", "Apr", "May", "Jun", "Jul", "Aug"].map(Into::into)),
            "{ticks:?}"
        );
    });
}

#[test]
fn categories_stay_within_their_ends() {
    let words = "bar testdata/diseases.csv -x state -y measles --agg sum";
    see(words, |page| {
        let first = page.ticks("h", 0);
        let [x, y] = page.share(0, 0.5, 0.5);
        for _ in 0..4 {
            page.wheel([x, y], -250.0, 0);
        }
        let near = page.ticks("h", 0);
        assert!(near.len() < 10 && !near.is_empty(), "{near:?}");
        assert!(near.len() < first.len());
        for _ in 0..8 {
            page.wheel([x, y], 250.0, 0);
        }
        assert_eq!(page.ticks("h", 0), first);
    });
}

#[test]
fn y_follows_what_is_in_view() {
    let words = "line testdata/diseases.csv -x year -y measles --agg sum --autorange y";
    see(words, |page| {
        let [_, before] = ends(page, "v", 0);
        page.press("Box zoom");
        page.drag(&[page.data(0, "1975", "1000"), page.data(0, "1990", "1000")], 0);
        let [_, after] = ends(page, "v", 0);
        assert!(after < before / 10.0, "{after}, {before}");
    });
}
