//! What `-o` names: places, writers, and a file per value.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::output::Run;
use super::save::Place;
use crate::error::{Error, Result};
use crate::spec::Figure;
use crate::write::{Content, Terminal, Writer, writer_for};

/// One output.
#[derive(Clone)]
pub(crate) struct Target {
    /// Where it goes; for a file per value, the name with `{column}` in it.
    pub place: Place,
    /// Who writes it.
    pub writer: &'static dyn Writer,
}

impl Target {
    /// It is drawn with characters.
    pub(crate) fn is_terminal(&self) -> bool {
        self.writer.content() == Content::Cells
    }

    /// It is the table behind the picture, or the spec: no scene is needed.
    pub(crate) fn is_rows(&self) -> bool {
        matches!(self.writer.content(), Content::Rows | Content::Spec)
    }
}

/// The outputs that the flags ask for. Without any, a terminal gets the plot drawn in it, and a
/// pipe gets `piped`.
pub(crate) fn targets(run: &Run, piped: &str) -> Result<Vec<Target>> {
    let terminal = std::io::stdout().is_terminal();
    let format = run.format.as_deref();
    let to_stdout = |default: &str| -> Result<Target> {
        let writer = writer_for(Path::new("-"), Some(format.unwrap_or(default)))?;
        if terminal && writer.binary() {
            return Err(Error::binary_to_terminal(writer.name()));
        }
        Ok(Target { place: Place::Stdout, writer })
    };
    if run.outputs.is_empty() && run.open {
        let writer = writer_for(Path::new("-"), Some(format.unwrap_or("html")))?;
        let ending = writer.extensions().first().unwrap_or(&"html");
        let name = format!("vizcli-{}.{ending}", std::process::id());
        return Ok(vec![Target { place: Place::File(std::env::temp_dir().join(name)), writer }]);
    }
    if run.outputs.is_empty() {
        return Ok(vec![to_stdout(if terminal && piped == "svg" { "term" } else { piped })?]);
    }
    let mut targets: Vec<Target> = Vec::new();
    for output in &run.outputs {
        let target = match Place::of(output) {
            Place::Stdout => to_stdout(piped)?,
            place @ Place::File(_) => {
                let default = format.or_else(|| is_device(output).then_some(piped));
                Target { place, writer: writer_for(Path::new(output), default)? }
            }
        };
        if targets.iter().any(|other| other.place == target.place) {
            return Err(Error::same_output(&target.place.name()));
        }
        targets.push(target);
    }
    Ok(targets)
}

fn is_device(output: &str) -> bool {
    output.starts_with("/dev/") || output.starts_with("/proc/")
}

/// Refuse, before any work is done, what could not be written, and to write over what is read.
pub(crate) fn check(targets: &[Target], figure: &Figure, no_clobber: bool) -> Result<()> {
    let inputs = inputs(figure);
    for target in targets {
        let Place::File(path) = &target.place else { continue };
        let name = target.place.name();
        if no_clobber && path.exists() {
            return Err(Error::exists(&name));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir() && !name.contains('{')) {
            return Err(Error::no_folder(&name, &folder.display().to_string()));
        }
        let Ok(real) = path.canonicalize() else { continue };
        let is_input = |input: &PathBuf| {
            *input == real || (input.is_dir() && real.parent() == Some(input.as_path()))
        };
        if real.is_file() && inputs.iter().any(is_input) {
            return Err(Error::output_is_input(&name));
        }
    }
    Ok(())
}

/// Files and folders that a figure reads.
fn inputs(figure: &Figure) -> Vec<PathBuf> {
    let layers = figure.plots.iter().flat_map(|plot| &plot.layers);
    let refs = layers.filter_map(|layer| layer.data.as_ref()).filter(|d| d.embedded.is_none());
    let mut inputs: Vec<PathBuf> = Vec::new();
    for file in refs.flat_map(|data| &data.files) {
        inputs.extend(Path::new(file).canonicalize());
        if let Ok(found) = glob::glob(file) {
            inputs.extend(found.flatten().filter_map(|path| path.canonicalize().ok()));
        }
    }
    inputs
}

/// The columns that `{…}` in the names of outputs stand for.
pub(crate) fn placeholders(targets: &[Target]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for target in targets {
        let Place::File(path) = &target.place else { continue };
        let name = path.to_string_lossy();
        let mut rest = name.as_ref();
        while let Some((_, after)) = rest.split_once('{') {
            let Some((column, tail)) = after.split_once('}') else { break };
            if !column.is_empty() && !columns.iter().any(|known| known == column) {
                columns.push(column.to_owned());
            }
            rest = tail;
        }
    }
    columns
}

/// The target with its placeholders filled in.
pub(crate) fn fill(target: &Target, values: &[(String, String)]) -> Target {
    let Place::File(path) = &target.place else { return target.clone() };
    let mut name = path.to_string_lossy().into_owned();
    for (column, value) in values {
        name = name.replace(&format!("{{{column}}}"), &as_file_name(value));
    }
    Target { place: Place::File(PathBuf::from(name)), ..target.clone() }
}

/// A value as part of a file name, on any system.
fn as_file_name(value: &str) -> String {
    let safe = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c };
    let name: String = value.chars().map(safe).take(100).collect();
    match name.as_str() {
        "" => "empty".into(),
        "." | ".." => "-".into(),
        _ => name,
    }
}

/// The terminal that is drawn in: as it is, or as `COLUMNS` and `LINES` say.
pub(crate) fn terminal() -> Terminal {
    let set = |name: &str| std::env::var(name).ok()?.parse::<u16>().ok().filter(|&n| n > 0);
    let size = terminal_size::terminal_size();
    let columns = set("COLUMNS").or(size.map(|(w, _)| w.0)).unwrap_or(80);
    let lines = set("LINES").or(size.map(|(_, h)| h.0)).unwrap_or(24);
    // The prompt and the line of notes above it stay in view.
    Terminal {
        columns: columns.clamp(20, 400),
        lines: lines.saturating_sub(2).clamp(8, 200),
        color: super::report::colors(std::io::stdout().is_terminal()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_and_filled() {
        let run = Run { outputs: vec!["out/{state}-{year}.svg".into()], ..Run::default() };
        let targets = targets(&run, "svg").unwrap();
        assert_eq!(placeholders(&targets), ["state", "year"]);
        let values = [("state".into(), "A/B".into()), ("year".into(), "1930".into())];
        assert_eq!(fill(&targets[0], &values).place, Place::File("out/A-B-1930.svg".into()));
        assert_eq!(as_file_name(".."), "-");
    }

    #[test]
    fn an_output_stands_once() {
        let run = Run { outputs: vec!["a.svg".into(), "a.svg".into()], ..Run::default() };
        assert!(targets(&run, "svg").is_err());
    }
}
