//! Pages with aggregated cells: what they say of them, and what they do when one moves.

use std::fmt::Write as _;

use super::reader::{DESK, Device, Reader, see, see_on, see_words};
use crate::run;

const QUAKES: &str = "scatter testdata/earthquakes.csv -x lon -y lat --rasterize always";
const SPECIES: &str = "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm \
                       --by species --rasterize always";

/// The words of the legend, in order of the alphabet: in the file, or on the page.
fn legend(page: &Reader, still: bool) -> Vec<String> {
    let document = if still {
        let text = std::fs::read_to_string(page.file()).unwrap();
        let text = serde_json::to_string(&text).unwrap();
        format!("new DOMParser().parseFromString({text}, 'text/html')")
    } else {
        "document".into()
    };
    let all = "querySelectorAll('.stage .legend text')";
    let mut words = page.list(&format!("[...{document}.{all}].map((text) => text.textContent)"));
    words.sort();
    words
}

/// Whether the page says that it has no more than cells.
fn noted(page: &Reader) -> bool {
    page.ask("!document.querySelector('figure > p.cells').hidden").as_bool().unwrap()
}

#[test]
fn the_colour_bar_is_the_pictures_and_follows_the_view() {
    see(&format!("{QUAKES} --cnorm eq_hist"), |page| {
        let first = legend(page, false);
        assert!(first.len() > 2, "{first:?}");
        assert_eq!(first, legend(page, true));
        // One lonely quake.
        let at = page.data(0, "118.7906", "-7.8628");
        for _ in 0..6 {
            page.wheel(at, -250.0, 0);
        }
        page.hover([2.0, 2.0]);
        assert_ne!(first, legend(page, false));
        page.press("Reset");
        assert_eq!(first, legend(page, false));
    });
}

#[test]
fn beyond_the_cells_the_page_says_how_to_see_more() {
    see(QUAKES, |page| {
        assert!(!noted(page));
        for _ in 0..6 {
            page.wheel(page.share(0, 0.5, 0.5), -250.0, 0);
        }
        page.wait("!document.querySelector('figure > p.cells').hidden");
        let words = page.words("document.querySelector('figure > p.cells > code').textContent");
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(words.len(), 4, "{words:?}");
        assert_eq!([words[0], words[2]], ["--xlim", "--ylim"]);
        for (ends, ticks) in [(words[1], "h"), (words[3], "v")] {
            let (lo, hi) = ends.split_once(',').unwrap();
            let [lo, hi] = [lo, hi].map(|end| end.parse::<f64>().unwrap());
            for tick in page.ticks(ticks, 0) {
                let tick: f64 = tick.replace('−', "-").parse().unwrap();
                assert!(lo <= tick && tick <= hi, "{tick} of {lo} to {hi}");
            }
        }
        page.press("Reset");
        assert!(!noted(page));
    });
}

#[test]
fn a_cell_says_its_ranges_and_count() {
    see(QUAKES, |page| {
        page.hover(page.data(0, "118.7906", "-7.8628"));
        let tip = page.tip();
        let lines: Vec<(&str, &str)> =
            tip.split("; ").map(|line| line.split_once(": ").unwrap()).collect();
        assert_eq!(
            lines.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            ["lon", "lat", "count"]
        );
        for ((_, range), value) in lines.iter().zip([118.7906, -7.8628]) {
            let (lo, hi) = range.split_once(" – ").unwrap();
            let [lo, hi] = [lo, hi].map(|end| end.replace('−', "-").parse::<f64>().unwrap());
            assert!(lo <= value && value <= hi && hi - lo < 2.0, "{range}, {value}");
        }
        assert!(lines[2].1.parse::<u32>().unwrap() >= 1, "{tip}");
    });
}

#[test]
fn cells_of_categories_say_their_shares_and_are_copied() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("kinds.csv");
    let mut table = String::from("x,y,kind\n");
    for (kind, count) in [("b", 3), ("a", 6), ("c", 1)] {
        table += &format!("5,5,{kind}\n").repeat(count);
    }
    for i in 0..40 {
        writeln!(table, "{},{},{}", i % 10, i * 7 % 10, ["a", "b", "c"][i % 3]).unwrap();
    }
    std::fs::write(&file, table).unwrap();
    let words = format!("scatter {} -x x -y y --by kind --rasterize always", file.display());
    see_words(DESK, run::words(&words), |page| {
        page.hover(page.data(0, "5", "5"));
        let tip = page.tip();
        let shares = tip.split("; ").skip(2).collect::<Vec<_>>();
        assert!(shares[0].starts_with("count: 1"), "{tip}");
        let names: Vec<&str> = shares[1..].iter().map(|line| &line[..1]).collect();
        assert_eq!(names, ["a", "b", "c"], "{tip}");
        assert!(shares[1].contains(" %)"), "{tip}");
        page.press("Copy");
        page.wait("document.querySelector('.hint').classList.contains('on')");
        let copied = page.words("probe.copied");
        let mut lines = copied.lines();
        assert_eq!(lines.next(), Some("x,y,category,value"));
        let count = |line: &str| line.rsplit_once(',').unwrap().1.parse::<u32>().unwrap();
        assert_eq!(lines.map(count).sum::<u32>(), 50);
    });
}

#[test]
fn the_legend_hides_a_category_of_cells() {
    see(SPECIES, |page| {
        page.hover([2.0, 2.0]);
        let before = page.shot(".stage");
        let key = page.list("[...document.querySelectorAll('.key')].map((key) => key.ariaLabel)");
        let place = page.place(&format!("probe.middle('.key[aria-label=\"{}\"]')", key[0]));
        page.click(place);
        page.hover([2.0, 2.0]);
        let after = page.shot(".stage");
        assert!(before.differ(&after, 32) > 0.001);
        page.click(place);
        page.hover([2.0, 2.0]);
        assert!(before.differ(&page.shot(".stage"), 8) < 1e-4);
    });
}

#[test]
fn a_saved_svg_has_an_image_for_each_panel() {
    see_on(Device { apart: true, ..DESK }, &format!("{SPECIES} --col sex"), |page| {
        page.press("Save as SVG");
        let (_, bytes) = page.saved("svg");
        let svg = serde_json::to_string(&String::from_utf8(bytes).unwrap()).unwrap();
        let images = page.number(&format!(
            "new DOMParser().parseFromString({svg}, 'image/svg+xml').querySelectorAll('.marks image').length"
        ));
        assert_eq!(images, page.number("probe.model.panels.length"));
        assert!(images >= 2.0);
    });
}
