//! Looks that hold for every plot: from the configuration file, and from `VIZCLI_*`.

use std::path::PathBuf;

use super::flag::{Flag, Group};
use crate::error::{Error, Result};

/// A flag that was set beforehand.
pub(crate) struct Preset {
    /// The flag.
    pub flag: Flag,
    /// Its value.
    pub value: String,
    /// Where it was set, for messages.
    pub source: String,
}

/// What file and environment set; the environment comes later and so wins.
pub(crate) fn presets(groups: &[Group]) -> Result<Vec<Preset>> {
    let flags: Vec<&Flag> =
        groups.iter().filter(|group| group.preset).flat_map(|group| group.flags.iter()).collect();
    let mut presets = match path() {
        Some(path) => match std::fs::read_to_string(&path) {
            Ok(text) => from_file(&text, &path.display().to_string(), &flags)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Error::unreadable_config(&path).because(error)),
        },
        None => Vec::new(),
    };
    for flag in flags {
        let variable = format!("VIZCLI_{}", flag.name.replace('-', "_").to_uppercase());
        if let Some(value) = std::env::var(&variable).ok().filter(|value| !value.is_empty()) {
            let value = if flag.is_switch() { switch(&value).to_owned() } else { value };
            presets.push(Preset { flag: flag.clone(), value, source: variable });
        }
    }
    Ok(presets)
}

fn switch(value: &str) -> &'static str {
    if matches!(value, "0" | "false" | "no" | "off") { "false" } else { "true" }
}

fn path() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_CONFIG_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".config")))
        .or_else(|| set("APPDATA"))?;
    Some(folder.join("vizcli").join("config.toml"))
}

/// `key = value` lines of TOML: the keys are names of flags.
fn from_file(text: &str, place: &str, flags: &[&Flag]) -> Result<Vec<Preset>> {
    let table: toml::Table =
        toml::from_str(text).map_err(|error| Error::bad_config(place).because(error))?;
    let mut presets = Vec::new();
    for (key, value) in &table {
        let Some(flag) = flags.iter().find(|flag| flag.answers(key)) else {
            return Err(Error::unknown_setting(key, place, flags.iter().map(|flag| flag.name)));
        };
        let value = match value {
            toml::Value::Array(items) => items.iter().map(word).collect::<Vec<_>>().join(","),
            one => word(one),
        };
        let source = format!("{key} in {place}");
        presets.push(Preset { flag: (*flag).clone(), value, source });
    }
    Ok(presets)
}

/// A value as it would stand on a command line.
fn word(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(on) => on.to_string(),
        toml::Value::Datetime(_) | toml::Value::Array(_) | toml::Value::Table(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::command;
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>> {
        let groups = command::plot_groups();
        let flags: Vec<&Flag> =
            groups.iter().filter(|g| g.preset).flat_map(|g| g.flags.iter()).collect();
        let presets = from_file(text, "config.toml", &flags)?;
        Ok(presets.into_iter().map(|p| (p.flag.name.to_owned(), p.value)).collect())
    }

    #[test]
    fn settings_are_flags_of_looks() {
        let wanted = [("frame-width", "300"), ("grid", "false"), ("theme", "dark")];
        let wanted = wanted.map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(read("theme = \"dark\"\nframe_width = 300\ngrid = false").unwrap(), wanted);
        let error = read("thme = \"dark\"").err().unwrap();
        assert_eq!(error.hint.as_deref(), Some("did you mean \"theme\"?"));
        assert!(read("output = \"x.png\"").is_err());
        assert!(read("theme = ").is_err());
    }
}
