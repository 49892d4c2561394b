//! The built program, run from the repository's root as a user would run it.

use std::path::PathBuf;
use std::process::{Command, Output};

/// The repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Run `vizcli` with these words.
pub(crate) fn vizcli(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vizcli"))
        .args(words)
        .current_dir(root())
        .env_remove("NO_COLOR")
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .output()
        .unwrap()
}

/// Run `vizcli`, which has to succeed; its standard output.
pub(crate) fn stdout_of(words: &[&str]) -> Vec<u8> {
    let output = vizcli(words);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "vizcli {}: {complaint}", words.join(" "));
    output.stdout
}

/// The words of a command line: split at spaces, quotes kept together.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut inside = None;
    let mut begun = false;
    for c in line.chars() {
        match (inside, c) {
            (Some(quote), c) if c == quote => inside = None,
            (None, '\'' | '"') => (inside, begun) = (Some(c), true),
            (None, c) if c.is_whitespace() => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (_, c) => word.push(c),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}

#[test]
fn quotes_keep_words_together() {
    assert_eq!(words("a  'b c' --x=\"d 'e'\" ''"), ["a", "b c", "--x=d 'e'", ""]);
}
