//! What the page gives: pictures and rows.

use super::choose::bills;
use super::pixels::Pixels;
use super::reader::{DESK, Device, see, see_on};

const PENGUINS: &str = "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species --alpha 1 --title 'Bills & more'";

#[test]
fn a_saved_png_is_what_is_seen() {
    for ratio in [1.0, 2.0] {
        see_on(Device { ratio, apart: true, ..DESK }, PENGUINS, |page| {
            page.wheel(page.share(0, 0.4, 0.4), -300.0, 0);
            page.wait(
                "!document.querySelector('[aria-label^=Undo]').ariaDisabled.includes('true')",
            );
            page.press("Save as PNG");
            let (name, bytes) = page.saved("png");
            assert_eq!(name, "bills-more.png");
            let saved = Pixels::read(&bytes);
            assert_eq!([saved.width, saved.height], [800, 500].map(|n| n * ratio as usize));
            page.hover([2.0, 2.0]);
            let share = saved.differ(&page.shot(".stage > svg"), 48);
            assert!(share < 0.01, "{share}");
        });
    }
}

#[test]
fn a_saved_svg_has_all_of_the_view() {
    see_on(Device { apart: true, ..DESK }, PENGUINS, |page| {
        page.wheel(page.data(0, "50", "15"), -400.0, 0);
        let ticks = page.ticks("h", 0);
        page.press("Save as SVG");
        let (name, bytes) = page.saved("svg");
        assert_eq!(name, "bills-more.svg");
        let svg = String::from_utf8(bytes).unwrap();
        for words in
            ticks.iter().map(String::as_str).chain(["Adelie", "Gentoo", "Bills &amp; more"])
        {
            assert!(svg.contains(&format!(">{words}<")), "{words}");
        }
        let drawn = Pixels::draw(&svg);
        page.hover([2.0, 2.0]);
        let seen = page.shot(".stage > svg");
        for color in [[0x33, 0x88, 0xd6], [0xf5, 0x9c, 0x0c], [0xbd, 0x1f, 0x01]] {
            let [drawn, seen] = [&drawn, &seen].map(|picture| picture.count(color) as f64);
            assert!(seen > 100.0 && (drawn / seen - 1.0).abs() < 0.1, "{drawn}, {seen}");
        }
    });
}

#[test]
fn copied_rows_are_those_in_view() {
    see(PENGUINS, |page| {
        let copied = || {
            page.press("Copy");
            page.wait("document.querySelector('.hint').classList.contains('on')");
            let said = page.words("document.querySelector('.hint').textContent");
            let text = page.words("probe.copied");
            let mut lines = text.lines();
            assert_eq!(lines.next(), Some("species,bill_length_mm,bill_depth_mm"));
            let rows: Vec<[f64; 2]> = lines
                .map(|line| {
                    let cells: Vec<&str> = line.split(',').collect();
                    [cells[1].parse().unwrap(), cells[2].parse().unwrap()]
                })
                .collect();
            assert_eq!(said, format!("{} rows copied", rows.len()));
            rows
        };
        assert_eq!(copied(), bills());
        page.press("Box zoom");
        page.drag(&[page.data(0, "39.97", "20.03"), page.data(0, "50.03", "15.97")], 0);
        let inside = |[length, depth]: &[f64; 2]| {
            (39.97..50.03).contains(length) && (15.97..20.03).contains(depth)
        };
        assert_eq!(copied(), bills().into_iter().filter(inside).collect::<Vec<_>>());
    });
}

#[test]
fn rounded_numbers_are_copied_with_the_digits_that_they_have() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("thirds.csv");
    let row = |i: u32| [i.to_string(), ",".into(), (f64::from(i) / 3.0).to_string(), "\n".into()];
    let rows: String = (0..41_000).flat_map(row).collect();
    std::fs::write(&file, ["x,y\n", &rows].concat()).unwrap();
    see(&format!("scatter {} -x x -y y --rasterize never", file.display()), |page| {
        page.press("Copy");
        page.wait("document.querySelector('.hint').classList.contains('on')");
        let copied = page.words("probe.copied");
        assert!(
            copied.starts_with("x,y\n0,0\n1,0.33333334\n2,0.66666669\n3,1\n"),
            "{}",
            &copied[..60]
        );
    });
}

#[test]
fn the_whole_screen_can_be_had() {
    // A window has one tab in front, and only that one can fill the screen.
    see_on(Device { apart: true, ..DESK }, PENGUINS, |page| {
        page.press("Full screen");
        page.wait("document.fullscreenElement?.className === 'live'");
        page.press("Full screen");
        page.wait("document.fullscreenElement === null");
    });
}
