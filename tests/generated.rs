//! Man pages, completion scripts, the pages of the gallery and the spec's schema are what the tables say. `UPDATE=1` writes
//! them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn generated_files_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wanted = vizcli::cli::generated().unwrap();
    let update = std::env::var_os("UPDATE").is_some();
    let mut present = BTreeSet::new();
    for folder in ["man", "completions", "docs/kinds"] {
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
            let picture = entry.path().extension().is_some_and(|e| e == "svg");
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            // The pictures of the gallery are those of the golden test.
            present.extend(Some(name).filter(|_| !picture));
        }
    }
    for name in present.iter().filter(|name| !wanted.contains_key(*name)) {
        assert!(update, "{name} is no longer generated; UPDATE=1 removes it");
        fs::remove_file(root.join(name)).unwrap();
    }
    for (name, text) in &wanted {
        let path = root.join(name);
        if update {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == *text, "{name} is stale; UPDATE=1 writes it anew");
    }
}
