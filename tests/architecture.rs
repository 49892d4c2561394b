//! The one-way doors of docs/architecture.md, section 5, and the sizes of section 11.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What every room may import.
const FREE: &[&str] = &["error", "warn", "progress"];

/// Rooms, what each may import, and which packages it may name.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("color", &[], &["colorous"]),
    ("spec", &["color"], &["serde", "serde_json", "schemars"]),
    ("scene", &["color"], &["harfrust", "notosans"]),
    ("stat", &[], &["rayon"]),
    (
        "data",
        &["spec"],
        &[
            "polars",
            "polars_io",
            "fearless_simd",
            "base64",
            "flate2",
            "serde",
            "serde_json",
            "csv",
            "zstd",
        ],
    ),
    (
        "source",
        &["data", "spec"],
        &[
            "polars",
            "polars_io",
            "polars_arrow",
            "polars_parquet",
            "csv",
            "csv_core",
            "netcdf_reader",
            "serde_json",
            "flate2",
            "zstd",
            "bzip2",
            "glob",
            "serde",
            "tempfile",
            "rayon",
            "fearless_simd",
            "sha2",
            "png",
            "base64",
        ],
    ),
    ("transform", &["data", "spec", "stat"], &["polars", "rayon"]),
    ("scale", &["color", "spec"], &["serde_json"]),
    ("kind", &["spec"], &["serde_json"]),
    ("raster", &[], &["fearless_simd", "rayon"]),
    ("mark", &["color", "data", "scale", "scene", "spec", "stat"], &[]),
    ("layout", &["color", "scale", "scene", "spec", "stat"], &[]),
    (
        "figure",
        &[
            "color",
            "data",
            "kind",
            "layout",
            "mark",
            "raster",
            "scale",
            "scene",
            "spec",
            "stat",
            "transform",
        ],
        &["polars", "rayon", "serde", "serde_json"],
    ),
    (
        "write",
        &["color", "scene", "spec"],
        &[
            "rayon",
            "resvg",
            "png",
            "plotters",
            "notosans",
            "base64",
            "sha2",
            "serde_json",
            "flate2",
        ],
    ),
];

/// Packages that only some rooms may name; `cli` may name all but polars' own.
const PACKAGES: &[&str] = &[
    "base64",
    "bzip2",
    "clap",
    "clap_complete",
    "clap_mangen",
    "colorous",
    "csv",
    "csv_core",
    "flate2",
    "glob",
    "harfrust",
    "indicatif",
    "netcdf_reader",
    "notosans",
    "plotters",
    "png",
    "polars",
    "polars_arrow",
    "polars_io",
    "polars_parquet",
    "rayon",
    "fearless_simd",
    "resvg",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "tempfile",
    "terminal_size",
    "zstd",
];

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The room of a file: the folder under `src`, none for files beside `lib.rs`.
fn room(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let mut parts = inside.components();
    let first = parts.next()?;
    parts.next()?;
    Some(first.as_os_str().to_str().unwrap().to_owned())
}

/// Code without comments and without the tests at its foot.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).fold(
        String::new(),
        |mut all, line| {
            all.push_str(line);
            all.push('\n');
            all
        },
    )
}

/// Names that follow `crate::`, including those in braces after it.
fn imported(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let end = list.find(';').unwrap_or(list.len());
            let mut depth = 0;
            let mut word = String::new();
            for c in list[..end].chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' | ':' if depth == 0 => names.push(std::mem::take(&mut word)),
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    _ => {}
                }
            }
            names.push(word);
        } else {
            names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    names.retain(|name| name.starts_with(char::is_lowercase));
    names
}

/// Whether code names a package: `use polars`, `polars::`, not a word that contains it.
fn names_package(code: &str, package: &str) -> bool {
    code.match_indices(&format!("{package}::")).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn doors_open_one_way() {
    let rooms: BTreeMap<_, _> = ROOMS.iter().map(|(room, doors, _)| (*room, *doors)).collect();
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let Some(doors) = rooms.get(room.as_str()) else {
            assert!(matches!(room.as_str(), "cli" | "error"), "a room without doors: {room}");
            continue;
        };
        for name in imported(&code(&text)) {
            let known = ROOMS.iter().any(|(r, ..)| *r == name) || name == "cli";
            let open = name == room || FREE.contains(&name.as_str());
            if known && !open && !doors.contains(&name.as_str()) {
                faults.push(format!("{} imports {name}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn packages_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let Some((_, _, allowed)) = ROOMS.iter().find(|(r, ..)| *r == room) else { continue };
        let code = code(&text);
        for package in PACKAGES {
            if !allowed.contains(package) && names_package(&code, package) {
                faults.push(format!("{} names {package}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_cli_prints() {
    for (path, text) in sources() {
        if room(&path).as_deref() == Some("cli") {
            continue;
        }
        let code = code(&text);
        for print in ["println!", "eprintln!", "print!(", "stdout()", "stderr()"] {
            assert!(!code.contains(print), "{} has {print}", path.display());
        }
    }
}

#[test]
fn sentences_of_errors_are_in_the_error_room() {
    for (path, text) in sources() {
        let made = code(&text).contains("Error::new(");
        assert!(
            !made || room(&path).as_deref() == Some("error"),
            "{} makes an error",
            path.display()
        );
    }
}

#[test]
fn marks_see_columns_only() {
    for (path, text) in sources() {
        if room(&path).as_deref() != Some("mark") {
            continue;
        }
        let code = code(&text);
        for word in ["data::Table", "data::table", "Table,", "LazyFrame", "DataFrame"] {
            assert!(!code.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn files_are_small_and_about_something() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > 400 {
            faults.push(format!("{}: {lines} lines", path.display()));
        }
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if ["util", "utils", "helper", "helpers", "common", "misc"].contains(&stem.as_str()) {
            faults.push(format!("{}: a name that says nothing", path.display()));
        }
        if !text.starts_with("//!") && !text.starts_with("#![") {
            faults.push(format!("{}: does not say what it is about", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn imports_are_understood() {
    let found =
        imported("use crate::{color::Color, spec::{Mark, Type}};\nlet x = crate::data::y();");
    assert_eq!(found, ["color", "spec", "data"]);
    assert!(names_package("use polars::prelude::*;", "polars"));
    assert!(!names_package("use crate::plotters::x; mypolars::y", "polars"));
}
