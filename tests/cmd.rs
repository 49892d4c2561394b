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
    assert!(inside.join("docs/images/measles.png").exists());
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
