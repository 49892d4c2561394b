//! `vizcli kinds`, `cmaps`, `palettes`, `themes`: what there is.

use std::fmt::Write;
use std::io::IsTerminal;

use serde_json::{Value, json};

use super::{parse, report};
use crate::color::Color;
use crate::color::map::{CMAPS, Ramp};
use crate::color::palette::PALETTES;
use crate::error::{Error, Result};
use crate::kind::KINDS;
use crate::spec::theme::THEMES;

/// One thing: its name, what it is, its colours.
struct Entry {
    name: &'static str,
    summary: String,
    colors: Vec<Color>,
    json: Value,
}

/// Cells of a swatch of a colour map.
const CELLS: u32 = 24;

/// Print the list that `what` names.
pub(crate) fn run(what: &str, words: &[String]) -> Result<()> {
    let matches = parse(what, words)?;
    let wanted = super::command::words(&matches, "NAME");
    let mut entries = match what {
        "kinds" => kinds(),
        "cmaps" => cmaps()?,
        "palettes" => palettes(),
        _ => themes(),
    };
    for name in &wanted {
        if entries.iter().all(|entry| entry.name != name) {
            let what = what.trim_end_matches('s');
            return Err(Error::unknown(what, name, entries.iter().map(|entry| entry.name)));
        }
    }
    entries.retain(|entry| wanted.is_empty() || wanted.iter().any(|name| name == entry.name));
    if matches.get_flag("json") {
        let all: Vec<&Value> = entries.iter().map(|entry| &entry.json).collect();
        let text = serde_json::to_string_pretty(&all).map_err(Error::internal)?;
        return report::print(&(text + "\n"));
    }
    let swatches = report::colors(std::io::stdout().is_terminal());
    let wide = entries.iter().map(|entry| entry.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for entry in &entries {
        let _ = write!(text, "{:<wide$}  ", entry.name);
        if swatches && !entry.colors.is_empty() {
            for color in &entry.colors {
                let _ = write!(text, "\x1b[48;2;{};{};{}m ", color.r, color.g, color.b);
            }
            text += "\x1b[0m  ";
        }
        text += &entry.summary;
        text.push('\n');
    }
    report::print(&text)
}

fn hex(colors: &[Color]) -> Vec<String> {
    colors.iter().map(|color| color.to_hex()).collect()
}

fn kinds() -> Vec<Entry> {
    let entry = |kind: &&'static dyn crate::kind::Kind| {
        let options: Vec<Value> = kind
            .params()
            .iter()
            .map(|p| json!({ "name": p.name, "default": p.default, "help": p.help }))
            .collect();
        let flag = if kind.annotation().is_some() { "--" } else { "" };
        Entry {
            name: kind.name(),
            summary: match kind.annotation() {
                Some(takes) => format!("{}: {flag}{} {takes}", kind.summary(), kind.name()),
                None => kind.summary().to_owned(),
            },
            colors: Vec::new(),
            json: json!({
                "name": kind.name(),
                "aliases": kind.aliases(),
                "summary": kind.summary(),
                "guide": kind.guide(),
                "annotation": kind.annotation(),
                "options": options,
                "examples": kind.examples().iter().map(|e| e.command).collect::<Vec<_>>(),
            }),
        }
    };
    KINDS.iter().map(entry).collect()
}

fn cmaps() -> Result<Vec<Entry>> {
    let entry = |map: &'static crate::color::map::Cmap| {
        let ramp = Ramp::named(map.name)?;
        let at = |i: u32| ramp.at(f64::from(i) / f64::from(CELLS - 1));
        let colors: Vec<Color> = (0..CELLS).map(at).collect();
        let class = map.class.name();
        let json = json!({
            "name": map.name, "class": class, "summary": map.summary, "colors": hex(&ramp.colors()),
        });
        Ok(Entry { name: map.name, summary: format!("{class}: {}", map.summary), colors, json })
    };
    CMAPS.iter().map(entry).collect()
}

fn palettes() -> Vec<Entry> {
    let entry = |palette: &crate::color::palette::Palette| Entry {
        name: palette.name,
        summary: palette.summary.to_owned(),
        colors: palette.light.iter().flat_map(|&color| [color, color]).collect(),
        json: json!({
            "name": palette.name,
            "summary": palette.summary,
            "light": hex(palette.light),
            "dark": hex(palette.dark),
        }),
    };
    PALETTES.iter().map(entry).collect()
}

fn themes() -> Vec<Entry> {
    let entry = |theme: &crate::spec::theme::ThemeEntry| {
        let look = &theme.look;
        let colors = vec![look.bg, look.ink, look.ink2, look.ink3, look.grid, look.mute];
        let json = json!({
            "name": theme.name,
            "summary": theme.summary,
            "background": look.bg.to_hex(),
            "ink": hex(&[look.ink, look.ink2, look.ink3]),
            "grid": look.grid.to_hex(),
        });
        let colors = colors.into_iter().flat_map(|color| [color, color]).collect();
        Entry { name: theme.name, summary: theme.summary.to_owned(), colors, json }
    };
    THEMES.iter().map(entry).collect()
}
