//! Pages are small.

use std::fmt::Write as _;
use std::io::Read as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::run;

/// The page of these words.
fn page(words: &str) -> String {
    let mut words = run::words(words);
    words.extend(["-q", "-f", "html", "-o", "-"].map(Into::into));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    String::from_utf8(run::stdout_of(&words)).unwrap()
}

/// Its bytes.
fn bytes(words: &str) -> usize {
    page(words).len()
}

/// The runtime of the page of these words, as the browser gets it.
fn runtime(words: &str) -> String {
    let page = page(words);
    let (_, rest) = page.split_once("id=\"vizcli-runtime\">").unwrap();
    let packed = STANDARD.decode(rest.split_once('<').unwrap().0).unwrap();
    let mut code = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut code).unwrap();
    code
}

/// Most bytes of a runtime.
const MOST: usize = 80 * 1024;

#[test]
fn a_runtime_has_80_kb() {
    let line = runtime("line testdata/temperature.csv -x year -y temp --head 10");
    assert!(line.len() <= 70_000, "{}", line.len());
    // It has names and lines that can be read.
    assert!(line.contains("function nearestHit(chart, panel, x, y) {\n"));
    for words in [
        "line testdata/weather.csv -x date -y temp_max",
        "line testdata/weather.csv -x date -y temp_max --xformat %b --yformat %.1f",
        "line testdata/weather.csv -x date -y temp_max --y2 precipitation --hover vline",
        "bar testdata/penguins.csv -x species -y body_mass_g --agg mean",
        "bar testdata/penguins.csv -x species -y body_mass_g --by sex --agg mean",
        "bar testdata/weather.csv -x date -y temp_max --where \"date < '2013-01-01'\"",
        "hist testdata/penguins.csv -y body_mass_g --by species",
        "box testdata/penguins.csv -y body_mass_g --by species",
        "box testdata/penguins.csv -x species -y body_mass_g --by sex",
        "violin testdata/penguins.csv -y body_mass_g --by species --logy",
        "heatmap testdata/diseases.csv -x year -y state --z measles --agg sum",
        "area testdata/diseases.csv -x year -y measles --agg sum --by state",
        "pie testdata/energy.tsv -x source -y net_generation --where 'year = 2017'",
    ] {
        let size = runtime(words).len();
        assert!(size <= MOST, "{size}: {words}");
    }
}

#[test]
fn a_runtime_with_names_panels_and_controls_has_80_kb() {
    for words in [
        "line testdata/diseases.csv -x year -y measles --agg sum --by state --where \"state in ('Texas', 'Ohio')\" --vline 1963=Vaccine",
        "line testdata/weather.csv -x date -y temp_max,temp_min,wind",
        "line testdata/weather.csv -x date -y temp_max,temp_min,wind --col weather",
        "line testdata/diseases.csv -x year -y measles --agg sum --widget state,year",
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by sex --col species",
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by sex --col species --widget island",
        "errorbars testdata/penguins.csv -x species -y body_mass_g --by sex --col island --where 'sex is not null' --yerr ci95",
    ] {
        let size = runtime(words).len();
        assert!(size <= MOST, "{size}: {words}");
    }
}

#[test]
fn a_runtime_for_many_dots_over_time_has_80_kb() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("points.csv");
    let mut table = String::from("t,y,c,d\n");
    for i in 0..100_000 {
        let (day, hour, minute) = (i % 28 + 1, i % 24, i % 60);
        let sum = f64::from(i * 7919 % 10_007) / 100.0;
        let [c, d] = [i % 3, i % 2].map(|k| ["a", "b", "c"][k as usize]);
        writeln!(table, "2024-{:02}-{day:02} {hour:02}:{minute:02},{sum},{c},{d}", i % 12 + 1)
            .unwrap();
    }
    std::fs::write(&file, table).unwrap();
    for more in ["", " --col d"] {
        let words = format!("scatter {} -x t -y y --by c --rasterize never{more}", file.display());
        let size = runtime(&words).len();
        assert!(size <= MOST, "{size}: {words}");
    }
}

#[test]
fn a_runtime_for_cells_has_80_kb() {
    for (words, most) in [
        ("scatter testdata/earthquakes.csv -x lon -y lat", 76_000),
        ("scatter testdata/earthquakes.csv -x lon -y lat --color-by depth", 74_000),
        (
            "scatter testdata/earthquakes.csv -x lon -y lat --color-by mag --robust --cnorm log",
            MOST,
        ),
        ("scatter testdata/earthquakes.csv -x lon -y lat --color teal", MOST),
        ("scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species", 75_000),
        (
            "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by sex --col species",
            MOST,
        ),
        ("scatter testdata/weather.csv -x date -y temp_max", MOST),
        ("scatter testdata/weather.csv -x date -y temp_max --autorange y", MOST),
        ("scatter testdata/weather.csv -x date -y wind --col weather", MOST),
        ("scatter testdata/weather.csv -x date -y wind --by weather --logy", MOST),
        ("line testdata/weather.csv -x date -y temp_max", MOST),
        ("image testdata/grid/air.nc", 80_000),
        ("image testdata/grid/air.nc --isel time=0 --clim 250,300 --cformat %.1f", 80_000),
        ("quadmesh testdata/grid/ocean.nc", 80_000),
        ("quadmesh testdata/grid/air.nc --reduce time=mean --levels 8", 75_000),
        ("rgb testdata/grid/scene.nc", 68_000),
    ] {
        let size = runtime(&format!("{words} --rasterize always")).len();
        assert!(size <= most, "{size}: {words}");
    }
}

#[test]
fn a_page_has_the_runtime_that_it_needs() {
    let cells = runtime("scatter testdata/earthquakes.csv -x lon -y lat --rasterize always");
    let line = runtime("line testdata/temperature.csv -x year -y temp --head 10");
    let mixed = runtime(
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --by species --rasterize always",
    );
    for (name, [with, without]) in [
        ("rankNorm", [&cells, &line]),
        ("drawPath", [&line, &cells]),
        ("nearestHit", [&line, &cells]),
        ("makeBar", [&cells, &mixed]),
        ("paintMixed", [&mixed, &cells]),
    ] {
        let function = format!("function {name}(");
        assert!(with.contains(&function) && !without.contains(&function), "{name}");
    }
}

#[test]
fn ten_points_are_a_page_of_60_kb() {
    let size = bytes("line testdata/temperature.csv -x year -y temp --head 10");
    assert!(size <= 60_000, "{size}");
}

#[test]
fn states_by_years_are_a_page_of_200_kb() {
    let size = bytes("heatmap testdata/diseases.csv -x year -y state --z measles --agg sum");
    assert!(size < 200_000, "{size}");
    let size = bytes("line testdata/diseases.csv -x year -y measles --agg sum --widget state");
    assert!(size < 200_000, "{size}");
}

#[test]
fn a_hundred_thousand_points_are_a_page_of_1500_kb() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("points.csv");
    let mut table = String::from("x,y\n");
    let mut state = 1_u64;
    for _ in 0..100_000 {
        let mut sum = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / f64::from(1 << 24)
        };
        writeln!(table, "{:.4},{:.4}", sum() + sum(), sum() + sum()).unwrap();
    }
    std::fs::write(&file, table).unwrap();
    let size = bytes(&format!("scatter {} -x x -y y --rasterize never", file.display()));
    assert!(size <= 1_500_000, "{size}");
}
