//! Fingers.

use super::reader::{DESK, Device, see_on};

const PENGUINS: &str =
    "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species";

#[test]
fn a_finger_pans_and_two_zoom() {
    see_on(Device { touch: true, ..DESK }, PENGUINS, |page| {
        let first = [page.ticks("h", 0), page.ticks("v", 0)];
        // A tap: the chart has the fingers from now on.
        page.touch("touchStart", &[page.share(0, 0.95, 0.05)]);
        page.touch("touchEnd", &[]);
        page.frames();
        let [from, to] = ["50", "40"].map(|x| page.data(0, x, "17"));
        page.touch("touchStart", &[from]);
        for step in 1..=5 {
            let t = f64::from(step) / 5.0;
            page.touch("touchMove", &[[from[0] + (to[0] - from[0]) * t, from[1]]]);
        }
        page.touch("touchEnd", &[]);
        page.frames();
        assert_eq!(page.ticks("h", 0), ["45", "50", "55", "60", "65", "70"]);
        assert_eq!(page.ticks("v", 0), first[1]);
        page.press("Reset");
        assert_eq!(page.ticks("h", 0), first[0]);
        let spread = |by: f64| [page.share(0, 0.5 - by, 0.5), page.share(0, 0.5 + by, 0.5)];
        page.touch("touchStart", &spread(0.1)[..1]);
        page.touch("touchStart", &spread(0.1));
        for step in 1..=5 {
            page.touch("touchMove", &spread(0.1 + 0.06 * f64::from(step)));
        }
        page.touch("touchEnd", &[]);
        page.frames();
        // Four times as near.
        let ticks = page.ticks("h", 0);
        let ends: Vec<f64> = ticks.iter().map(|tick| tick.parse().unwrap()).collect();
        assert!(ends[0] >= 42.0 && ends[ends.len() - 1] <= 50.0, "{ticks:?}");
    });
}
