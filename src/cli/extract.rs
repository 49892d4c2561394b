//! `vizcli extract`: the rows behind a picture, or its spec.

use super::draw::Sources;
use super::flag::Flag;
use super::output::Run;
use super::progress::Bar;
use super::report::{self, Report};
use super::{command, draw, parse, plot, render, save, target};
use crate::error::{Error, Result};
use crate::figure;
use crate::spec::{DataRef, Figure};
use crate::warn::Warnings;

/// Write what the words name.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let flags: Vec<Flag> =
        command::extract_groups().iter().flat_map(|group| group.flags.iter().cloned()).collect();
    let matches = parse("extract", words)?;
    let mut run = Run::default();
    for (index, value) in command::given(&matches, &flags) {
        if let Some(flag) = flags.get(index) {
            let given = super::flag::Given { flag: flag.name, value: &value };
            plot::apply(&flag.act, &given, &mut Figure::default(), &mut [], &mut run)?;
        }
    }
    let mut files = command::words(&matches, "FILE");
    let file = match files.len() {
        0 => plot::standard_input()?,
        1 => files.remove(0),
        _ => return Err(Error::command_line("extract takes one figure", "extract")),
    };
    let manifest = render::read(&file)?;
    if matches.get_flag("spec") {
        let figure = from_sources(manifest.figure);
        let text = serde_json::to_string_pretty(&figure).map_err(Error::internal)? + "\n";
        return spec(&run, &text);
    }
    let targets = target::targets(&run, "csv")?;
    if let Some(picture) = targets.iter().find(|target| !target.is_rows()) {
        return Err(Error::not_rows(picture.writer.name()));
    }
    target::check(&targets, &manifest.figure, run.no_clobber)?;
    let bar = Bar::new(run.quiet);
    let sources = Sources::new(&manifest.rows, &bar);
    let (mut warnings, mut report) = (Warnings::default(), Report::new(&run));
    let open = |data: &DataRef, warnings: &mut Warnings| sources.open(data, warnings);
    let prepared = figure::prepare(&manifest.figure, &open, &mut warnings, &bar);
    report.show(&warnings);
    let prepared = prepared?;
    report.check(&warnings)?;
    let carried = draw::manifest(&prepared, &run)?;
    for target in &targets {
        let view = &figure::View::default();
        let shown = draw::Shown { prepared: &prepared, view, scene: None, live: None };
        draw::write(&shown, &carried, &run, target)?;
    }
    Ok(())
}

/// A spec on its own has no rows in it: it names where they came from.
fn from_sources(mut figure: Figure) -> Figure {
    for data in figure.plots.iter_mut().flat_map(|p| &mut p.layers).filter_map(|l| l.data.as_mut())
    {
        data.embedded = None;
    }
    figure
}

fn spec(run: &Run, text: &str) -> Result<()> {
    let places: Vec<save::Place> = run.outputs.iter().map(|o| save::Place::of(o)).collect();
    if places.is_empty() {
        return report::print(text);
    }
    for place in &places {
        save::save(place, run.no_clobber, &mut |out| {
            out.write_all(text.as_bytes()).map_err(|e| Error::cannot_write(&place.name(), e))
        })?;
    }
    Ok(())
}
