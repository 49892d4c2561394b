//! Pages of grids: cells with their values, and a slider for the dimension that is on no axis.

use super::reader::see;

#[test]
fn a_slider_walks_over_the_times_of_a_grid() {
    see("image testdata/grid/air.nc", |page| {
        let time = || page.words("document.querySelector('output').textContent");
        assert_eq!(time(), "2014-01-01 00:00");
        let at = page.data(0, "250", "50");
        page.hover(at);
        let first = page.tip();
        assert!(first.contains("lon: 250") && first.contains("lat: 50"), "{first}");
        let before = page.shot(".stage");
        page.ask("document.querySelector('input[type=range]').focus()");
        page.key("ArrowRight");
        assert_eq!(time(), "2014-01-01 12:00");
        assert!(before.differ(&page.shot(".stage"), 8) > 0.1);
        page.hover([2.0, 2.0]);
        page.hover(at);
        assert_ne!(page.tip(), first);
    });
}

#[test]
fn fine_grids_keep_their_own_cells() {
    // As pixels: the page has a cell for each of the file, however large it is drawn.
    see("image testdata/grid/air.nc --isel time=3 --rasterize always", |page| {
        // 250 reaches from 245 to 255, 50 from 47.5 to 52.5.
        let tip = |x: &str, y: &str| {
            page.hover([2.0, 2.0]);
            page.wait("probe.tip() === ''");
            page.hover(page.data(0, x, y));
            page.wait("probe.tip() !== ''");
            page.tip()
        };
        let inside = tip("254.5", "52");
        assert!(inside.contains("245 – 255") && inside.contains("47.5 – 52.5"), "{inside}");
        assert_eq!(tip("250", "50"), inside);
        assert_ne!(tip("255.5", "52"), inside);
        assert_ne!(tip("254.5", "53"), inside);
    });
}
