//! Hexagons against matplotlib.

use vizcli::stat::hexbin::{Reduction, bin};

use super::stat::{check, numbers, stat};

#[test]
fn hexagons_are_those_of_matplotlib() {
    let all = &stat()["hexbin"];
    let [x, y, c] = ["x", "y", "c"].map(|name| numbers(&all[name]));
    for case in all["cases"].as_array().unwrap() {
        let what = format!("{} {}", case["gridsize"], case["extent"]);
        let size = numbers(&case["gridsize"]);
        let extent = case["extent"].is_array().then(|| numbers(&case["extent"]));
        let extent = extent.map(|e| [[e[0], e[1]], [e[2], e[3]]]);
        let cells = bin(&x, &y, [size[0] as usize, size[1] as usize], extent);
        check(&cells.x, &case["x"], &what);
        check(&cells.y, &case["y"], &what);
        check(&[cells.width, cells.height], &case["size"], &what);
        for (name, reduction) in [
            ("count", Reduction::Count),
            ("sum", Reduction::Sum),
            ("mean", Reduction::Mean),
            ("median", Reduction::Median),
            ("min", Reduction::Min),
            ("max", Reduction::Max),
            ("std", Reduction::Std),
        ] {
            let mut ours = cells.reduce(&c, reduction);
            // The reference says so where there is one value.
            ours.iter_mut().filter(|v| v.is_nan()).for_each(|v| *v = -1.0);
            check(&ours, &case[name], &format!("{what} {name}"));
        }
    }
}
