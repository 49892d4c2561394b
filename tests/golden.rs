//! Every example of every kind, drawn and compared with `docs/kinds/KIND-NAME.svg`. `UPDATE=1`
//! rewrites them; look at what changed before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use vizcli::kind::KINDS;

use crate::run;

#[test]
fn every_example_of_every_kind() {
    let folder = run::root().join("docs/kinds");
    let update = std::env::var_os("UPDATE").is_some();
    fs::create_dir_all(&folder).unwrap();
    let mut expected = BTreeSet::new();
    let mut faults = Vec::new();
    for kind in KINDS {
        assert!(!kind.examples().is_empty(), "{} has no example", kind.name());
        for example in kind.examples() {
            let name = vizcli::cli::picture(*kind, example);
            let words = run::words(example.command);
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            words.extend(["--no-embed", "-o", "-", "--format", "svg"]);
            let drawn = run::stdout_of(&words);
            let path = folder.join(&name);
            if update {
                fs::write(&path, &drawn).unwrap();
            } else if fs::read(&path).ok().as_deref() != Some(&drawn) {
                let beside = run::root().join("tests/out");
                fs::create_dir_all(&beside).unwrap();
                fs::write(beside.join(&name), &drawn).unwrap();
                faults.push(name.clone());
            }
            assert!(expected.insert(name), "two examples of one name");
        }
    }
    let found: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "svg"))
        .collect();
    let stale: Vec<_> = found.difference(&expected).collect();
    assert!(stale.is_empty(), "no example draws {stale:?}");
    assert!(
        faults.is_empty(),
        "these differ from docs/kinds; the new ones are in tests/out: {faults:?}"
    );
}
