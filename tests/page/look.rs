//! How the page looks: dark, on paper, in narrow windows, on fine screens, without scripts.

use std::ops::Range;

use super::pixels::Pixels;
use super::reader::{DESK, Device, Reader, see, see_on};

const PENGUINS: &str =
    "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species --alpha 1";
const WHITE: [u8; 3] = [255, 255, 255];
const DARK: [u8; 3] = [0x15, 0x18, 0x1d];

/// The colour that most of the picture has.
fn ground(page: &Reader) -> [u8; 3] {
    page.hover([2.0, 2.0]);
    let shot = page.shot(".stage");
    let most = shot.width * shot.height * 7 / 10;
    [WHITE, DARK].into_iter().find(|&color| shot.count(color) > most).unwrap_or([1, 2, 3])
}

#[test]
fn dark_readers_have_a_dark_page() {
    see_on(Device { dark: true, ..DESK }, PENGUINS, |page| {
        assert_eq!(ground(page), DARK);
        // Words can be read on it.
        let fill = page.words("document.querySelector('g.axes text').getAttribute('fill')");
        assert_eq!(fill, "#a4acb6");
        page.media("screen", "light");
        assert_eq!(ground(page), WHITE);
    });
}

#[test]
fn a_button_makes_the_page_dark() {
    see(PENGUINS, |page| {
        assert_eq!(ground(page), WHITE);
        page.press("Light or dark");
        assert_eq!(ground(page), DARK);
        page.press("Light or dark");
        assert_eq!(ground(page), WHITE);
    });
}

#[test]
fn paper_has_the_picture_alone() {
    see_on(Device { dark: true, ..DESK }, PENGUINS, |page| {
        page.media("print", "light");
        let hidden = "['.bar', 'details', '.tip'].every((one) => getComputedStyle(document.querySelector(one)).display === 'none')";
        page.wait(hidden);
        assert_eq!(ground(page), WHITE);
        assert!(page.paper().starts_with(b"%PDF"));
        page.media("screen", "dark");
        assert_eq!(ground(page), DARK);
    });
}

#[test]
fn a_responsive_picture_takes_the_width_there_is() {
    see(&format!("{PENGUINS} --responsive"), |page| {
        let size = || {
            let [width, height] = page.place("[document.querySelector('.stage canvas').clientWidth, document.querySelector('.stage canvas').clientHeight]");
            [width, height]
        };
        let wide = size();
        page.resize(560, 900);
        page.wait("document.querySelector('.stage canvas').clientWidth < 560");
        let narrow = size();
        assert!(narrow[0] > 480.0 && narrow[0] < wide[0], "{wide:?}, {narrow:?}");
        // Words keep their size and the picture its height.
        assert_eq!(narrow[1], wide[1]);
        let ticks = page.ticks("h", 0);
        assert!(ticks.len() >= 3, "{ticks:?}");
        assert!(!page.ask("document.documentElement.scrollWidth > 560").as_bool().unwrap());
    });
}

#[test]
fn a_narrow_window_shrinks_a_picture_that_is_not_responsive() {
    see(PENGUINS, |page| {
        page.resize(500, 900);
        page.wait("document.querySelector('.stage canvas').clientWidth <= 500");
        page.hover(page.data(0, "59.6", "17"));
        assert_eq!(page.tip(), "species: Gentoo; bill_length_mm: 59.6; bill_depth_mm: 17");
    });
}

#[test]
fn on_a_phone_letters_keep_their_size() {
    let phone = Device { width: 390, height: 844, ratio: 2.0, touch: true, ..DESK };
    see_on(phone, PENGUINS, |page| {
        let size = "(({clientWidth, clientHeight}) => [clientWidth, clientHeight])\
                    (document.querySelector('.stage canvas'))";
        assert_eq!(page.place(size), [358.0, 500.0]);
        let ticks = page.ticks("h", 0);
        assert!(ticks.len() >= 3, "{ticks:?}");
        assert!(page.number("document.documentElement.scrollWidth") <= 390.0);
    });
}

#[test]
fn fine_screens_have_fine_pictures() {
    see_on(Device { ratio: 2.0, ..DESK }, PENGUINS, |page| {
        let size = page.place(
            "[document.querySelector('canvas').width, document.querySelector('canvas').height]",
        );
        assert_eq!(size, [1600.0, 1000.0]);
        page.hover(page.data(0, "59.6", "17"));
        assert_eq!(page.tip(), "species: Gentoo; bill_length_mm: 59.6; bill_depth_mm: 17");
        let shot = page.shot(".stage");
        assert_eq!([shot.width, shot.height], [1600, 1000]);
    });
}

#[test]
fn without_scripts_the_picture_is_there() {
    see_on(Device { scripts: false, ..DESK }, PENGUINS, |page| {
        let shot = page.shot(".stage > svg");
        for color in [[0x33, 0x88, 0xd6], [0xf5, 0x9c, 0x0c], [0xbd, 0x1f, 0x01]] {
            assert!(shot.count(color) > 500);
        }
    });
}

/// How high the upright line is within rows: the column with most pixels darker than the grid.
fn high(shot: &Pixels, rows: &Range<usize>) -> usize {
    let dark = |x: usize| -> Vec<usize> {
        rows.clone().filter(|y| shot.rgba[(y * shot.width + x) * 4] < 200).collect()
    };
    let line = (0..shot.width).map(dark).max_by_key(Vec::len).unwrap();
    line[line.len() - 1] - line[0]
}

#[test]
fn an_upright_line_keeps_its_height() {
    let words =
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --vline 47 --title Bills";
    see(words, |page| {
        let [x, y] = page.share(0, 0.0, 0.5);
        let [top, height] = page.place("probe.model.panels[0].rect.filter((_, i) => i % 2)");
        let rows = top as usize..(top + height) as usize;
        assert!(rows.len() > 300);
        for turned in [0.0, -500.0, -500.0, 500.0, 500.0] {
            page.wheel([x - 15.0, y], turned, 0);
            page.hover([2.0, 2.0]);
            let high = high(&page.shot(".stage"), &rows);
            // But for a gap between dashes.
            assert!(high + 6 > rows.len(), "{high} of {}", rows.len());
        }
    });
}
