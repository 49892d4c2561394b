//! The page and the program agree: on ticks and formats, and on the picture.

use std::fmt::Write as _;

use super::pixels::Pixels;
use super::reader::{blank, see};
use crate::run;

#[test]
fn ticks_are_those_of_the_program() {
    blank(|page| {
        let folder = run::root().join("src/write/html/runtime");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        let mut code = String::from("(() => { \"use strict\";\n");
        for file in files {
            if file.ends_with("boot.js") || file.ends_with("loader.js") {
                continue;
            }
            code += &std::fs::read_to_string(file).unwrap();
        }
        code += include_str!("ticks_check.js");
        let fixture = include_str!("../../testdata/page/ticks.json");
        write!(code, "\nreturn checkTicks({fixture}); }})()").unwrap();
        assert_eq!(page.list(&code), [""; 0]);
    });
}

/// Labels of axes stand where the program put them, word for word.
fn labels(words: &str) {
    see(words, |page| {
        let html = std::fs::read_to_string(page.file()).unwrap();
        let drawn = html.split_once("class=\"stage\">").unwrap().1.split_once("</svg>").unwrap().0;
        let code = format!(
            "(() => {{
              const labels = (root) => [...root.querySelectorAll('g.axes text')].map((text) =>
                [text.textContent, ...['x', 'y'].map((name) => Math.round(10 * text.getAttribute(name)))].join(' '));
              const drawn = labels(new DOMParser().parseFromString({}, 'text/html'));
              const seen = labels(document.querySelector('.stage > svg'));
              const lost = drawn.filter((label) => !seen.includes(label));
              return drawn.length && drawn.length === seen.length ? lost : ['no labels', ...drawn, ...seen];
            }})()",
            serde_json::to_string(&[drawn, "</svg>"].concat()).unwrap()
        );
        assert_eq!(page.list(&code), [""; 0], "{words}");
    });
}

#[test]
fn labels_stand_where_the_program_puts_them() {
    labels("line testdata/temperature.csv -x year -y temp");
    labels("line testdata/weather.csv -x date -y temp_max --y2 precipitation");
    labels("bar testdata/penguins.csv -x species -y body_mass_g --agg mean");
    labels("bar testdata/weather.csv -x date -y temp_max --where \"date < '2013-01-01'\"");
    labels("box testdata/penguins.csv -y body_mass_g --by species --logy");
    labels("heatmap testdata/diseases.csv -x year -y state --z measles --agg sum");
    labels(
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by sex --col species --xformat %.2e",
    );
}

/// The share of pixels in which the page and the PNG differ by more than 64 of 255 in some
/// channel. Edges of letters differ more than that: they are drawn by another rasterizer.
fn compare(words: &str) {
    see(words, |page| {
        let file = page.file().with_extension("png");
        let mut all = run::words(words);
        all.extend(["-q".into(), "-o".into(), file.display().to_string()]);
        run::stdout_of(&all.iter().map(String::as_str).collect::<Vec<_>>());
        let drawn = Pixels::read(&std::fs::read(file).unwrap());
        page.hover([2.0, 2.0]);
        let seen = page.shot(".stage > svg");
        let share = drawn.differ(&seen, 64);
        assert!(share < 0.01, "{share:.4} of the pixels differ: {words}");
    });
}

#[test]
fn lines_and_points_look_as_in_a_png() {
    compare(
        "line testdata/diseases.csv -x year -y measles --by state --agg sum --where \"state in ('California', 'Ohio', 'Texas')\"",
    );
    compare("scatter testdata/earthquakes.csv -x lon -y lat --color-by depth --size-by mag");
    compare(
        "line testdata/weather.csv -x date -y temp_max,temp_min --where \"date < '2013-01-01'\"",
    );
    compare(
        "errorbars testdata/penguins.csv -x species -y body_mass_g --by sex --where 'sex is not null' --yerr ci95",
    );
}

#[test]
fn bars_and_areas_look_as_in_a_png() {
    compare("bar testdata/penguins.csv -x species -y body_mass_g --by sex --agg mean");
    compare("area testdata/diseases.csv -x year -y measles --by state --agg sum");
    compare("hist testdata/penguins.csv -y body_mass_g --by species");
    compare(
        "heatmap testdata/diseases.csv -x year -y state --z measles --agg sum --min-count 1 --cmap magma_r",
    );
}

#[test]
fn cells_look_as_in_a_png() {
    compare("scatter testdata/earthquakes.csv -x lon -y lat --rasterize always");
    compare(
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species --rasterize always",
    );
}

#[test]
fn other_kinds_look_as_in_a_png() {
    compare("box testdata/penguins.csv -y body_mass_g --by species");
    compare("pie testdata/energy.tsv -x source -y net_generation --where 'year = 2017'");
    compare(
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by sex --col species",
    );
    compare("violin testdata/penguins.csv -y body_mass_g --by species --logy");
}
