//! What the pointer shows.

use super::reader::see;

const PENGUINS: &str = "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species";

#[test]
fn the_nearest_mark_says_its_row() {
    see(PENGUINS, |page| {
        // The longest bill.
        let at = page.data(0, "59.6", "17");
        page.hover(at);
        let words = "species: Gentoo; bill_length_mm: 59.6; bill_depth_mm: 17";
        assert_eq!(page.tip(), words);
        page.wait("document.querySelector('[aria-live]').textContent.includes('Gentoo')");
        // A ring around the mark.
        assert_eq!(page.number("document.querySelectorAll('.over circle').length"), 1.0);
        // Nothing where there is nothing.
        page.hover(page.share(0, 0.97, 0.03));
        assert_eq!(page.tip(), "");
    });
}

#[test]
fn an_upright_line_lists_all_series() {
    let words = "line testdata/weather.csv -x date -y temp_max,temp_min --hover vline";
    see(words, |page| {
        page.hover(page.data(0, "'2012-07-01'", "30"));
        assert_eq!(page.tip(), "date: 2012-07-01; temp_max: 20; temp_min: 12.2");
        page.hover(page.data(0, "'2013-07-01'", "30"));
        assert_eq!(page.tip(), "date: 2013-07-01; temp_max: 31.7; temp_min: 18.3");
    });
}

#[test]
fn more_columns_are_shown_when_asked_for() {
    see(&format!("{PENGUINS} --hover-cols island,sex"), |page| {
        page.hover(page.data(0, "59.6", "17"));
        let words = "species: Gentoo; bill_length_mm: 59.6; bill_depth_mm: 17; island: Biscoe; sex: male";
        assert_eq!(page.tip(), words);
    });
}

#[test]
fn no_hover_shows_nothing() {
    see(&format!("{PENGUINS} --hover none"), |page| {
        page.hover(page.data(0, "59.6", "17"));
        assert_eq!(page.tip(), "");
    });
}

#[test]
fn a_bar_says_its_amount_wherever_the_pointer_is_in_it() {
    see("bar testdata/penguins.csv -x species -y body_mass_g --agg mean", |page| {
        page.hover(page.data(0, "'Gentoo'", "900"));
        assert!(page.tip().starts_with("species: Gentoo; body_mass_g: 5"), "{}", page.tip());
    });
}

#[test]
fn a_crosshair_follows_the_pointer() {
    see(PENGUINS, |page| {
        page.press("Crosshair");
        let at = page.share(0, 0.97, 0.03);
        page.hover(at);
        let lines = "[...document.querySelectorAll('.over line')].map((line) => line.getBoundingClientRect())";
        assert_eq!(page.number(&format!("{lines}.length")), 2.0);
        let x = page.number(&format!("{lines}.find(({{height}}) => height > 100).x"));
        let y = page.number(&format!("{lines}.find(({{width}}) => width > 100).y"));
        assert!((x - at[0]).abs() < 1.0 && (y - at[1]).abs() < 1.0, "{x}, {y}, not {at:?}");
        page.press("Crosshair");
        page.hover(at);
        assert_eq!(page.number(&format!("{lines}.length")), 0.0);
    });
}

#[test]
fn keys_walk_from_mark_to_mark() {
    see(PENGUINS, |page| {
        page.ask("document.querySelector('.points').focus()");
        page.key("ArrowRight");
        assert_eq!(page.tip(), "species: Adelie; bill_length_mm: 39.1; bill_depth_mm: 18.7");
        page.key("ArrowRight");
        assert_eq!(page.tip(), "species: Adelie; bill_length_mm: 39.5; bill_depth_mm: 17.4");
        page.key("End");
        assert!(page.tip().starts_with("species: Chinstrap"), "{}", page.tip());
        page.key("Escape");
        assert_eq!(page.tip(), "");
    });
}
