//! No picture is a dead end: every output that embeds gives back its spec and its rows, and is
//! drawn again to the same bytes.

use std::fs;

use crate::run;

const COMMANDS: &[&str] = &[
    "line testdata/diseases.csv -x year -y measles --agg sum --vline 1963=Vaccine --title Measles",
    "line testdata/weather.csv -x date -y temp_max,temp_min --ylim 0,30",
    "bar testdata/penguins.csv -x island --by species --agg size --stacked --theme dark",
    "hist testdata/penguins.csv -y body_mass_g --by species --bins 12",
    "line testdata/weather.csv -x date -y temp_max,temp_min --by date.year --resample MS --rolling 3 --rolling-center --normalize zscore",
    "bar testdata/weather.csv -x date.month_name -y temp_max --by weather --agg mean --top 2 --sort -temp_max",
    "line testdata/energy.tsv --pivot year,source,net_generation --pct-change --overlay line --ewm span=3",
    "scatter testdata/penguins.csv -x flipper_length_mm -y body_mass_g --color-by bill_length_mm --scale 2",
    "line testdata/diseases.csv -x year -y measles --group-by year,state --agg mean",
    "bar testdata/penguins.csv -x species -y body_mass_g --agg mean + hist testdata/penguins.csv -y bill_depth_mm",
    "line testdata/odd/zoned.parquet -x t -y load --by place --resample h --agg sum --sel t=2020-10-25",
    "bar testdata/odd/zoned.arrow -x t -y load --agg mean --sel t=2020-10-25T02 --row t.hour --stacked --by place",
];

#[test]
fn every_output_is_drawn_again_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for command in COMMANDS {
        let words = run::words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for extension in ["svg", "png", "html"] {
            let (first, spec) = (at(&format!("a.{extension}")), at("a.json"));
            run::stdout_of(&[&words[..], &["-q", "-o", &first]].concat());
            let again = at(&format!("b.{extension}"));
            run::stdout_of(&["render", &first, "-q", "-o", &again]);
            assert!(same(&first, &again), "{command}: {extension} drawn from {extension}");
            fs::write(&spec, run::stdout_of(&["extract", &first, "--spec"])).unwrap();
            let third = at(&format!("c.{extension}"));
            run::stdout_of(&["render", &spec, "-q", "-o", &third]);
            assert!(same(&first, &third), "{command}: {extension} drawn from its spec");
        }
    }
}

#[test]
fn every_output_gives_back_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for command in COMMANDS {
        let words = run::words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let rows = at("rows.csv");
        run::stdout_of(&[&words[..], &["-q", "-o", &rows]].concat());
        let rows = fs::read(&rows).unwrap();
        assert!(rows.len() > 20);
        for extension in ["svg", "png", "html"] {
            let picture = at(&format!("rows.{extension}"));
            run::stdout_of(&[&words[..], &["-q", "-o", &picture]].concat());
            let back = run::stdout_of(&["extract", &picture, "-q"]);
            assert!(back == rows, "{command}: rows from {extension}");
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    fs::read(a).unwrap() == fs::read(b).unwrap()
}

#[test]
fn a_changed_source_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (table, picture, again) = (at("t.csv"), at("t.svg"), at("u.svg"));
    fs::write(&table, "x,y\n1,2\n2,3\n").unwrap();
    run::stdout_of(&["line", &table, "-x", "x", "-y", "y", "--no-embed", "-o", &picture]);
    let same_source = run::vizcli(&["render", &picture, "--strict", "--no-embed", "-o", &again]);
    assert!(same_source.status.success());
    assert!(same(&picture, &again));
    fs::write(&table, "x,y\n1,2\n2,4\n").unwrap();
    let changed = run::vizcli(&["render", &picture, "-o", &again]);
    assert!(String::from_utf8_lossy(&changed.stderr).contains("has changed"));
}
