//! `vizcli render`: draw a figure again, in another format, size or look.

use super::flag::{Act, Flag, Given};
use super::output::Run;
use super::segment::{self, Join};
use super::{command, draw, parse, plot};
use crate::error::{Error, Result};
use crate::source::document;
use crate::spec::manifest::{EmbeddedTable, Manifest};
use crate::spec::{Figure, Layer, merge};

/// Draw the figures that the words name.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let flags: Vec<Flag> =
        command::render_groups().iter().flat_map(|group| group.flags.iter().cloned()).collect();
    let mut run = Run::default();
    let mut rows: Vec<EmbeddedTable> = Vec::new();
    let mut figures: Vec<Figure> = Vec::new();
    let mut changes: Vec<(usize, String)> = Vec::new();
    for segment in segment::split(words, &flags) {
        let matches = parse("render", &segment.words)?;
        let files = command::words(&matches, "FILE");
        changes.extend(command::given(&matches, &flags));
        let files = if files.is_empty() { vec![plot::standard_input()?] } else { files };
        for (place, file) in files.iter().enumerate() {
            let figure = with_rows(read(file)?, &mut rows);
            // Several files of one segment stand side by side, as after a +.
            match figures.pop() {
                Some(under) if place == 0 && segment.join == Join::Overlay => {
                    figures.push(merge::overlay(under, figure));
                }
                before => figures.extend(before.into_iter().chain([figure])),
            }
        }
    }
    let mut figure = merge::layout(figures, None).ok_or_else(|| Error::internal("no figure"))?;
    for (index, value) in &changes {
        if let Some(flag) = flags.get(*index) {
            change(&mut figure, flag, value, &mut run)?;
        }
    }
    figure.cols = run.cols.or(figure.cols);
    draw::draw(&figure, &rows, &run)
}

/// The figure in a file, with what it carries.
pub(crate) fn read(file: &str) -> Result<Manifest> {
    document::read(file)?.ok_or_else(|| Error::no_figure(file))
}

/// The figure, whose rows now stand behind those of the figures before it.
fn with_rows(manifest: Manifest, rows: &mut Vec<EmbeddedTable>) -> Figure {
    let Manifest { mut figure, rows: carried, .. } = manifest;
    for data in layers(&mut figure).filter_map(|layer| layer.data.as_mut()) {
        data.embedded = data.embedded.map(|index| index + rows.len());
    }
    rows.extend(carried);
    figure
}

fn layers(figure: &mut Figure) -> impl Iterator<Item = &mut Layer> {
    figure.plots.iter_mut().flat_map(|plot| &mut plot.layers)
}

/// What a flag says holds for the figure, for all its plots, and for all layers of data.
fn change(figure: &mut Figure, flag: &Flag, value: &str, run: &mut Run) -> Result<()> {
    let given = Given { flag: flag.name, value };
    match flag.act {
        Act::Figure(_) if flag.name == "title" => {
            figure.title = Some(value.to_owned());
            Ok(())
        }
        Act::Plot(change) => figure.plots.iter_mut().try_for_each(|plot| change(plot, &given)),
        Act::Layer(change) => layers(figure)
            .filter(|layer| layer.data.is_some())
            .try_for_each(|layer| change(layer, &given)),
        Act::Size => {
            let mut probe = [Layer::default()];
            super::look::size(figure, &mut probe, &given)?;
            let [Layer { style, .. }] = probe;
            if style.size.is_some() {
                layers(figure).for_each(|layer| layer.style.size = style.size);
            }
            Ok(())
        }
        _ => plot::apply(&flag.act, &given, figure, &mut [], run),
    }
}
