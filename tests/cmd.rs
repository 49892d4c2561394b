//! Commands as users type them: what they print, say and return. `TRYCMD=overwrite` writes the
//! expected text anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn commands() {
    let cases = trycmd::TestCases::new();
    cases.case("tests/cmd/*.trycmd").default_bin_path(trycmd::cargo::cargo_bin!("vizcli"));
}

/// Every command of the README works, in a folder of its own: they write pictures.
#[cfg(unix)]
#[test]
fn the_readme_is_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    // Where the commands of README.md run is README.in, when there is one.
    let inside = folder.path().join("README.in");
    fs::create_dir_all(inside.join("docs/images")).unwrap();
    std::os::unix::fs::symlink(root.join("testdata"), inside.join("testdata")).unwrap();
    let page = folder.path().join("README.md");
    fs::copy(root.join("README.md"), &page).unwrap();
    let cases = trycmd::TestCases::new();
    cases.case(&page).default_bin_path(trycmd::cargo::cargo_bin!("vizcli"));
    cases.run();
    if std::env::var_os("TRYCMD").is_some() {
        fs::copy(&page, root.join("README.md")).unwrap();
    }
    // The pictures that the README shows are the ones that its commands draw.
    for name in ["measles.svg", "penguins.svg"] {
        let drawn = fs::read(inside.join("docs/images").join(name)).unwrap();
        let shown = root.join("docs/images").join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(root.join("docs/images")).unwrap();
            fs::write(&shown, &drawn).unwrap();
        }
        assert!(fs::read(&shown).unwrap() == drawn, "{name} is stale: UPDATE=1 draws it anew");
    }
}

fn vizcli() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vizcli"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const LINE: [&str; 7] = ["line", "testdata/temperature.csv", "-x", "year", "-y", "temp", "-q"];

fn ok(output: &Output) {
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn a_pipe_gets_svg_and_a_reader_that_leaves_is_no_failure() {
    let output = vizcli().args(LINE).output().unwrap();
    ok(&output);
    assert!(text(&output.stdout).starts_with("<svg"));
    let mut child =
        vizcli().args(LINE).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    ok(&output);
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn several_outputs_are_written_from_one_reading() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let outputs = [path("a.svg"), path("a.png"), path("a.html"), path("a.csv")];
    let flags = outputs.iter().flat_map(|output| ["-o", output]);
    let output = vizcli().args(LINE).args(flags).arg("--json").output().unwrap();
    ok(&output);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["outputs"].as_array().unwrap().len(), 4);
    assert_eq!(told["layers"][0]["kind"], "line");
    assert!(fs::read(&outputs[1]).unwrap().starts_with(b"\x89PNG"));
    assert!(fs::read_to_string(&outputs[3]).unwrap().starts_with("year,temp\n1880,-0.17\n"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}

#[test]
fn a_file_per_value_holds_that_value_alone() {
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().join("{species}.csv").display().to_string();
    let output = vizcli()
        .args(["scatter", "testdata/penguins.csv", "-x", "bill_length_mm", "-y", "bill_depth_mm"])
        .args(["-q", "-o", &name])
        .output()
        .unwrap();
    ok(&output);
    let rows =
        |name: &str| fs::read_to_string(folder.path().join(name)).unwrap().lines().count() - 1;
    assert_eq!(rows("Gentoo.csv"), 123);
    assert_eq!(rows("Chinstrap.csv"), 68);
}

#[test]
fn what_was_drawn_can_be_drawn_again() {
    let folder = tempfile::tempdir().unwrap();
    let svg = folder.path().join("a.svg").display().to_string();
    ok(&vizcli().args(LINE).args(["-o", &svg]).output().unwrap());
    let again = vizcli().args(["render", &svg]).output().unwrap();
    ok(&again);
    assert!(text(&again.stdout).contains("1880"));
    let dark = vizcli().args(["render", &svg, "--theme", "dark"]).output().unwrap();
    assert!(text(&dark.stdout).contains("#15181d"));
    let rows = vizcli().args(["extract", &svg]).output().unwrap();
    assert!(text(&rows.stdout).starts_with("year,temp\n"));
    let spec = vizcli().args(["extract", &svg, "--spec"]).output().unwrap();
    let figure = vizcli::spec::upgrade::read(&text(&spec.stdout)).unwrap();
    assert_eq!(figure.plots[0].layers[0].kind, "line");
}

#[test]
fn presets_come_before_flags() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("vizcli")).unwrap();
    fs::write(folder.path().join("vizcli/config.toml"), "width = 300\ntheme = \"dark\"\n").unwrap();
    let spec = |args: &[&str]| -> serde_json::Value {
        let output = vizcli()
            .args(LINE)
            .arg("--print-spec")
            .args(args)
            .env("XDG_CONFIG_HOME", folder.path())
            .env("VIZCLI_THEME", "light")
            .output()
            .unwrap();
        ok(&output);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let figure = spec(&[]);
    assert_eq!(figure["size"]["width"], 300.0);
    assert_eq!(figure["theme"]["name"], "light");
    assert_eq!(spec(&["--width", "400"])["size"]["width"], 400.0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_error() {
    let output = vizcli().args(LINE).args(["-o", "/dev/full", "-f", "svg"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.starts_with("error: cannot write /dev/full: No space left"), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn a_word_that_is_a_file_is_a_hint() {
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/penguins.csv").exists());
    let output = vizcli().arg("testdata/penguins.csv").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("help: to draw a file: vizcli plot testdata/penguins.csv")
    );
}

/// Draw `rows` with these words in a folder of their own: exit code, what was said, what was written.
fn in_folder(rows: &str, args: &[&str]) -> (Option<i32>, String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("d.csv"), rows).unwrap();
    let output = vizcli().current_dir(folder.path()).args(args).output().unwrap();
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "d.csv");
    names.sort();
    (output.status.code(), text(&output.stderr), names)
}

#[test]
fn a_value_with_nothing_to_draw_gets_no_file_and_stops_nothing() {
    let rows = "k,x,y\na,1,1\na,2,2\nb,1,\nb,2,\nc,1,5\nc,2,\n";
    let args = ["line", "d.csv", "-x", "x", "-y", "y", "-o", "x-{k}.svg"];
    let (code, said, files) = in_folder(rows, &args);
    assert_eq!((code, files), (Some(0), vec!["x-a.svg".into(), "x-c.svg".into()]), "{said}");
    assert!(said.contains("note: k=b: nothing to draw"), "{said}");
    for rows in ["k,x,y\na,1,\nb,1,\n", "k,x,y\n,1,1\n,2,2\n"] {
        let (code, said, files) = in_folder(rows, &args);
        assert_eq!((code, files.len()), (Some(3), 0), "{said}");
    }
}

#[test]
fn names_are_checked_before_the_first_file_is_written() {
    let rows = "k,x,y\n0,1,1\na/b,1,1\na-b,1,1\n";
    let args = ["line", "d.csv", "-x", "x", "-y", "y", "-o", "x-{k}.svg"];
    let (code, said, files) = in_folder(rows, &args);
    assert_eq!((code, files.len()), (Some(2), 0));
    assert!(said.contains("error: k=a-b and k=a/b would both be written to x-a-b.svg"), "{said}");
}

#[test]
fn warnings_of_a_value_name_it_and_fail_before_anything_is_written() {
    let rows = "k,x,y\na,1,1\nb,1,5\nb,2,-1\n";
    let args = ["scatter", "d.csv", "-x", "x", "-y", "y", "--logy", "-o", "x-{k}.svg"];
    let (code, said, files) = in_folder(rows, &args);
    assert_eq!((code, files.len()), (Some(0), 2), "{said}");
    assert!(said.contains("warning: k=b: 1 of 2 rows"), "{said}");
    let (code, said, files) = in_folder(rows, &[&args[..], &["--strict"]].concat());
    assert_eq!((code, files.len()), (Some(1), 0), "{said}");
}

#[test]
fn a_strict_run_says_why_it_fails_even_quietly() {
    let args = ["scatter", "d.csv", "-x", "x", "-y", "y", "-q", "--strict", "-o", "x.svg"];
    let (code, said, files) = in_folder("x,y\n1,1\n2,\n", &args);
    assert_eq!((code, files.len()), (Some(1), 0));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "warning: 1 of 2 rows is not drawn: y is missing",
            "error: 1 warning, and --strict allows none",
            "help: mend what the warnings name, or leave out --strict",
        ]
    );
}

#[test]
fn names_with_line_ends_stay_on_one_line() {
    let rows = "\"a\nb\",c\n1,2\n3,4\n";
    let (_, said, _) = in_folder(rows, &["plot", "d.csv", "-x", "a\nc"]);
    assert!(said.starts_with("error: no column \"a\\nc\" in d.csv\nhelp: "), "{said}");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("d.csv"), rows).unwrap();
    let run = |args: &[&str]| {
        let output = vizcli().current_dir(folder.path()).args(args).output().unwrap();
        ok(&output);
        text(&output.stdout)
    };
    let page = run(&["info", "d.csv"]);
    assert!(page.contains("\na\\nb  "), "{page}");
    assert_eq!(page.lines().count(), 7, "{page}");
    let plan = run(&["plot", "d.csv", "-x", "a\nb", "--explain", "-q"]);
    assert!(plan.contains("  x: a\\nb, 1 to 3\n"), "{plan}");
}

#[test]
fn ranges_in_json_are_values_and_rows_are_counted_before_transforms() {
    let layer = |args: &[&str]| {
        let output = vizcli().args(args).args(["--json", "--explain", "-q"]).output().unwrap();
        ok(&output);
        let mut told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        told["layers"][0].take()
    };
    let line = layer(&["line", "testdata/temperature.csv", "-x", "year", "-y", "temp"]);
    assert_eq!(line["y"], serde_json::json!(["temp", -0.48, 1.17]));
    let weather = ["line", "testdata/weather.csv", "--where", "temp_max > 30", "-y", "temp_max"];
    let weather = layer(&weather);
    assert_eq!(weather["x"], serde_json::json!(["date", "2012-08-04", "2015-08-19"]));
    assert_eq!(
        (&weather["rows_read"], weather["rows"].as_u64() < Some(1461)),
        (&1461.into(), true)
    );
    let sums = ["bar", "testdata/diseases.csv", "-x", "state", "-y", "measles", "--agg", "sum"];
    let sums = layer(&sums);
    assert_eq!(sums["x"], serde_json::json!(["state", "Alabama", "Wisconsin"]));
    let greatest = sums["y"][2].as_f64().unwrap();
    assert!(greatest.fract() != 0.0 && greatest > 10_000.0, "{greatest}");
}

#[test]
fn one_of_a_thing_is_said_as_one() {
    let said =
        |rows: &str, args: &[&str]| in_folder(rows, &[args, &["-f", "json", "-o", "x"]].concat()).1;
    let line = ["line", "d.csv", "-x", "x", "-y", "y"];
    assert_eq!(
        said("x,y\n1,1\n2,\n3,4\n", &line),
        "note: 1 missing value of y is a gap in the line\n"
    );
    let limits = [&line[..], &["--xlim", "2,"]].concat();
    let outside = "note: 1 of 3 rows lies outside the limits of x\n";
    assert_eq!(said("x,y\n1,1\n2,3\n3,4\n", &limits), outside);
    let bars = said("x,y\na,1\na,2\n", &["bar", "d.csv", "-x", "x", "-y", "y"]);
    assert!(bars.contains("each other: 1 row repeats a value of x"), "{bars}");
    let ragged = said("x\n1\n2\n1,2\n", &["hist", "d.csv", "--delimiter", ","]);
    assert!(ragged.contains("has 2 fields, but there is 1 column\n"), "{ragged}");
}
