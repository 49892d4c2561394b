//! Choosing: series by the legend, rows by boxes and lassos.

use super::reader::{Reader, SHIFT, see};

const PENGUINS: &str =
    "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species --alpha 1";
/// Two plots of one table.
const TWO: &str = "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --alpha 1 \
                   --color '#3388d6' + scatter -x flipper_length_mm -y body_mass_g --alpha 1 \
                   --color '#3388d6'";
const BLUE: [u8; 3] = [0x33, 0x88, 0xd6];
const ORANGE: [u8; 3] = [0xf5, 0x9c, 0x0c];
const RED: [u8; 3] = [0xbd, 0x1f, 0x01];

/// Pixels of the three colours of species.
fn colors(page: &Reader) -> [usize; 3] {
    page.hover([2.0, 2.0]);
    let shot = page.shot(".stage");
    [BLUE, ORANGE, RED].map(|color| shot.count(color))
}

fn key(page: &Reader, label: &str) -> [f64; 2] {
    page.place(&format!("probe.middle('.key[aria-label=\"{label}\"]')"))
}

fn pressed(page: &Reader) -> Vec<String> {
    page.list("[...document.querySelectorAll('.key')].map((key) => key.ariaPressed)")
}

#[test]
fn the_legend_hides_a_series() {
    see(PENGUINS, |page| {
        let all = colors(page);
        assert!(all.iter().all(|&n| n > 500), "{all:?}");
        page.click(key(page, "Adelie"));
        let [blue, orange, red] = colors(page);
        assert_eq!(blue, 0);
        assert!(orange > 500 && red > 500);
        assert_eq!(pressed(page), ["false", "true", "true"]);
        // What is hidden is not pointed at.
        page.hover(page.data(0, "34.6", "21.1"));
        assert_eq!(page.tip(), "");
        page.click(key(page, "Adelie"));
        assert_eq!(colors(page), all);
        assert_eq!(pressed(page), ["true", "true", "true"]);
    });
}

#[test]
fn the_legend_shows_a_series_alone() {
    see(PENGUINS, |page| {
        let all = colors(page);
        page.clicks(key(page, "Chinstrap"), SHIFT, 1);
        let [blue, orange, red] = colors(page);
        assert!([blue, orange] == [0, 0] && red > 500, "{blue} {orange} {red}");
        page.clicks(key(page, "Chinstrap"), SHIFT, 1);
        assert_eq!(colors(page), all);
        page.clicks(key(page, "Gentoo"), 0, 2);
        let [blue, orange, red] = colors(page);
        assert!([blue, red] == [0, 0] && orange > 500, "{blue} {orange} {red}");
    });
}

/// Pixels of marks at full strength in each half of the picture.
fn strong(page: &Reader) -> [usize; 2] {
    page.hover([2.0, 2.0]);
    let shot = page.shot(".stage");
    let mut halves = [0, 0];
    for (i, pixel) in shot.rgba.chunks_exact(4).enumerate() {
        let near = pixel.iter().zip(BLUE).all(|(a, b)| a.abs_diff(b) < 8);
        halves[usize::from(i % shot.width > shot.width / 2)] += usize::from(near);
    }
    halves
}

/// Bills and flippers of the table's rows that have both.
pub(super) fn bills() -> Vec<[f64; 2]> {
    let text = std::fs::read_to_string(crate::run::root().join("testdata/penguins.csv")).unwrap();
    let cells = |line: &str| -> Option<[f64; 2]> {
        let cells: Vec<&str> = line.split(',').collect();
        Some([cells[2].parse().ok()?, cells[3].parse().ok()?])
    };
    text.lines().filter_map(cells).collect()
}

#[test]
fn a_box_selects_rows_in_all_plots_of_their_table() {
    see(TWO, |page| {
        let before = strong(page);
        page.press("Box select");
        page.drag(&[page.data(0, "31.5", "21.5"), page.data(0, "40.02", "16.02")], 0);
        let inside = |&&[length, depth]: &&[f64; 2]| {
            (31.5..40.02).contains(&length) && (16.02..21.5).contains(&depth)
        };
        let count = bills().iter().filter(inside).count();
        let said = page.words("document.querySelector('[aria-live]').textContent");
        assert!(said.starts_with(&format!("{count} of ")), "{count}: {said}");
        let after = strong(page);
        for (before, after) in before.into_iter().zip(after) {
            assert!(after > 200 && after < before * 2 / 3, "{before} to {after}");
        }
        // A click selects nothing.
        page.click(page.share(0, 0.9, 0.05));
        assert_eq!(strong(page), before);
        assert_eq!(
            page.words("document.querySelector('[aria-live]').textContent"),
            "Selection cleared"
        );
    });
}

#[test]
fn a_lasso_selects_and_shift_adds() {
    see(TWO, |page| {
        let before = strong(page);
        page.key("Tab");
        page.press("Lasso");
        let triangle = |x: f64| {
            [[x, 0.1], [x + 0.3, 0.1], [x, 0.7], [x, 0.1]].map(|[x, y]| page.share(1, x, y))
        };
        let chosen = || {
            let said = page.words("document.querySelector('[aria-live]').textContent");
            said.split(' ').next().unwrap().parse::<usize>().unwrap()
        };
        page.drag(&triangle(0.55), 0);
        let first = chosen();
        assert!(first > 5 && first < 200, "{first}");
        let after = strong(page);
        assert!(after[0] > 0 && after[0] < before[0] / 2, "{before:?} to {after:?}");
        page.drag(&triangle(0.3), SHIFT);
        assert!(chosen() > first, "{} of {first}", chosen());
        page.key("Escape");
        assert_eq!(strong(page), before);
    });
}
