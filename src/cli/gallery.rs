//! `docs/kinds/`: a page per kind with its pictures, commands and options, made from the registry.
//! The pictures beside the pages are the golden tests.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::command;
use crate::error::channel_name;
use crate::kind::param::{Param, Takes};
use crate::kind::{ChannelUse, Example, KINDS, Kind};

/// Where the pages are.
const FOLDER: &str = "docs/kinds";

/// The pages: their path, and what they hold.
pub(crate) fn pages() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    files.insert(format!("{FOLDER}/README.md"), index());
    for kind in KINDS {
        files.insert(format!("{FOLDER}/{}.md", kind.name()), page(*kind));
    }
    files
}

/// The file of an example's picture, beside the pages.
#[must_use]
pub fn picture(kind: &dyn Kind, example: &Example) -> String {
    format!("{}-{}.svg", kind.name(), example.name)
}

/// All kinds, with the first picture of each.
fn index() -> String {
    let mut text = String::from(
        "# The kinds of plots\n\nEvery picture is drawn by the command on its page, from the tables in \
         [testdata](../../testdata/MAKE.md).\nThe pages are made from the program's own registry of \
         kinds.\n",
    );
    for (heading, annotations) in [("Kinds", false), ("Over a plot", true)] {
        let _ = write!(text, "\n## {heading}\n\n| | |\n| --- | --- |\n");
        for kind in KINDS.iter().filter(|kind| kind.annotation().is_some() == annotations) {
            let Some(first) = kind.examples().first() else { continue };
            let name = kind.name();
            let picture = picture(*kind, first);
            let _ = writeln!(
                text,
                "| [{name}]({name}.md): {} | [<img src=\"{picture}\" width=\"320\" alt=\"{}\">]({name}.md) |",
                cell(kind.summary()),
                first.summary
            );
        }
    }
    text
}

/// One kind.
fn page(kind: &dyn Kind) -> String {
    let name = kind.name();
    let mut text = format!("# {name}\n\n{}.", command::sentence(kind.summary()));
    if !kind.aliases().is_empty() {
        let _ = write!(text, " Also called {}.", kind.aliases().join(", "));
    }
    let _ = writeln!(text, "\n\n{}", kind.guide());
    match kind.annotation() {
        Some(takes) => {
            let _ = write!(text, "\n```sh\nvizcli … --{name} {takes}\n```\n");
        }
        None => channels(&mut text, kind.channels()),
    }
    if !kind.params().is_empty() {
        text.push_str("\n| option | | default |\n| --- | --- | --- |\n");
        for param in kind.params() {
            let (flag, help, default) = (flag(param), cell(param.help), cell(param.default));
            let _ = writeln!(text, "| `{flag}` | {help} | {default} |");
        }
    }
    for example in kind.examples() {
        let command = example.command.split_whitespace().collect::<Vec<_>>().join(" ");
        let picture = picture(kind, example);
        let _ = write!(
            text,
            "\n## {}\n\n```sh\nvizcli {command}\n```\n\n![{}]({picture})\n",
            command::sentence(example.summary),
            example.summary
        );
    }
    text.push_str("\n[All kinds](README.md)\n");
    text
}

/// What a kind shows, from columns of which types.
fn channels(text: &mut String, channels: &[ChannelUse]) {
    text.push_str("\n| column | takes | |\n| --- | --- | --- |\n");
    let mut before = "";
    for usage in channels {
        // Lengths down and up have one flag.
        if before == channel_name(usage.channel) {
            continue;
        }
        before = channel_name(usage.channel);
        let types: Vec<&str> = usage.types.iter().map(|kind| kind.name()).collect();
        let types = if types.is_empty() { "any".to_owned() } else { types.join(", ") };
        let need = if usage.required { "needed" } else { "" };
        let _ = writeln!(text, "| `--{}` | {types} | {need} |", channel_name(usage.channel));
    }
}

/// An option as it is typed.
fn flag(param: &Param) -> String {
    let name = param.name;
    match param.takes {
        Takes::Flag => format!("--{name}"),
        Takes::Number { .. } => format!("--{name} NUMBER"),
        Takes::Choice(words) => format!("--{name} {}", words.join("\\|")),
        Takes::Text(placeholder) => format!("--{name} {}", placeholder.replace('|', "\\|")),
    }
}

/// Words that stay in one cell of a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}
