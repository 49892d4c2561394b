//! A figure to its outputs.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::json;

use super::output::Run;
use super::progress::Bar;
use super::report::{self, Report};
use super::save::{self, Place};
use super::target::{self, Target};
use super::{open, plot, threads};
use crate::data::Table;
use crate::data::export::{ExportFormat, export};
use crate::error::{Error, ErrorKind, Result};
use crate::figure::{self, Keys, Prepared, View};
use crate::scene::{Live, Scene};
use crate::source::{self, digest};
use crate::spec::manifest::{EmbeddedTable, Manifest};
use crate::spec::{DataRef, Figure, Transform};
use crate::transform;
use crate::warn::{Level, Warnings, count};
use crate::write::{Content, Document, RowFormat, term};

/// Opens each source once, however many layers and files ask for it.
pub(crate) struct Sources<'a> {
    rows: &'a [EmbeddedTable],
    progress: &'a Bar,
    opened: RefCell<BTreeMap<String, Table>>,
}

impl<'a> Sources<'a> {
    /// Sources on disk, and these rows of an earlier output.
    pub(crate) fn new(rows: &'a [EmbeddedTable], progress: &'a Bar) -> Self {
        Self { rows, progress, opened: RefCell::default() }
    }

    /// The table that a layer names.
    pub(crate) fn open(&self, data: &DataRef, warnings: &mut Warnings) -> Result<Table> {
        if let Some(index) = data.embedded {
            let rows = self.rows.get(index).ok_or_else(|| Error::no_embedded(index))?;
            return source::document::table(rows, data.files.first().map_or("rows", |f| f));
        }
        let key = serde_json::to_string(data).map_err(Error::internal)?;
        if let Some(table) = self.opened.borrow().get(&key) {
            return Ok(table.clone());
        }
        let table = source::open(data, warnings, self.progress)?;
        self.opened.borrow_mut().insert(key, table.clone());
        Ok(table)
    }
}

/// Draw a figure whose layers may stand on `rows` that an earlier output carried.
pub(crate) fn draw(figure: &Figure, rows: &[EmbeddedTable], run: &Run) -> Result<()> {
    if run.print_spec {
        let text = serde_json::to_string_pretty(figure).map_err(Error::internal)?;
        return report::print(&(text + "\n"));
    }
    let targets = target::targets(run, "svg")?;
    target::check(&targets, figure, run.no_clobber)?;
    let opened = run.open.then(|| open::shown(&targets)).transpose()?;
    threads::limit(run)?;
    let bar = Bar::new(run.quiet);
    let sources = Sources::new(rows, &bar);
    let mut work = Work {
        run,
        sources: &sources,
        report: Report::new(run),
        done: Done::default(),
        picked: Vec::new(),
    };
    let columns = target::placeholders(&targets);
    let result = if columns.is_empty() {
        work.one(figure, &targets)
    } else {
        work.each(figure, &targets, &columns)
    };
    match result {
        Err(error) if error.kind == ErrorKind::Empty && run.allow_empty => {
            let mut warnings = Warnings::default();
            warnings.note(error.message);
            work.report.show(&warnings);
        }
        other => other?,
    }
    work.account(&targets)?;
    opened.filter(|_| !run.explain).map_or(Ok(()), open::open)
}

/// What was done so far.
#[derive(Default)]
pub(crate) struct Done {
    outputs: Vec<serde_json::Value>,
    layers: Vec<figure::LayerFacts>,
    read: Duration,
    drawn: Duration,
    written: Duration,
}

pub(crate) struct Work<'a> {
    pub(crate) run: &'a Run,
    pub(crate) sources: &'a Sources<'a>,
    pub(crate) report: Report,
    pub(crate) done: Done,
    /// For a file per value: the value.
    pub(crate) picked: Vec<Transform>,
}

/// How a picture is drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Mark by mark, each of which a reader's browser holds.
    Vector,
    /// The same, in a page.
    Page,
    /// For pixels, which take more marks.
    Pixel,
    /// With characters.
    Terminal,
}

impl Class {
    /// How a target is drawn; nothing is drawn for rows and specs. Small pictures are the same in
    /// vectors and in pixels, and drawn once.
    fn of(target: &Target, large: bool) -> Option<Self> {
        match target.writer.content() {
            Content::Rows | Content::Spec => None,
            Content::Cells => Some(Self::Terminal),
            Content::Page => Some(Self::Page),
            Content::Pixels if large => Some(Self::Pixel),
            Content::Pixels | Content::Shapes => Some(Self::Vector),
        }
    }

    fn view(self) -> View {
        match self {
            Self::Vector | Self::Page => {
                View { threshold: Some(VECTOR_THRESHOLD), ..View::default() }
            }
            Self::Pixel => View::default(),
            Self::Terminal => {
                let terminal = target::terminal();
                let (width, height) = term::scene_size(terminal.columns, terminal.lines);
                let line = Some(term::CELL_HEIGHT);
                View { width: Some(width), height: Some(height), line, ..View::default() }
            }
        }
    }
}

/// Marks of a layer above which a vector picture reduces it.
const VECTOR_THRESHOLD: u64 = 20_000;

/// What there is to write.
pub(crate) struct Drawn {
    /// What was prepared.
    prepared: Prepared,
    /// The pictures.
    scenes: BTreeMap<Class, Scene>,
    /// What pages know.
    live: Option<Live>,
    /// Whether they differ by class.
    large: bool,
    /// What the rows are behind.
    view: View,
}

impl Work<'_> {
    /// One figure to all its targets.
    fn one(&mut self, figure: &Figure, targets: &[Target]) -> Result<()> {
        let mut warnings = Warnings::default();
        let drawn = self.picture(figure, targets, &mut warnings);
        self.finish(drawn, &warnings, targets)
    }

    /// Say what there is to say of a picture, then write it.
    pub(crate) fn finish(
        &mut self,
        drawn: Result<Option<Drawn>>,
        warnings: &Warnings,
        targets: &[Target],
    ) -> Result<()> {
        self.report.show(warnings);
        let Some(drawn) = drawn? else { return Ok(()) };
        self.report.check(warnings)?;
        let start = Instant::now();
        let manifest = manifest(&drawn.prepared, self.run)?;
        for target in targets {
            let class = Class::of(target, drawn.large);
            let scene = class.and_then(|class| drawn.scenes.get(&class));
            let live = drawn.live.as_ref().filter(|_| class == Some(Class::Page));
            let shown = Shown { prepared: &drawn.prepared, view: &drawn.view, scene, live };
            let output = write(&shown, &manifest, self.run, target)?;
            self.done.outputs.push(output);
        }
        self.done.written += start.elapsed();
        Ok(())
    }

    /// Prepare and render; nothing is written yet. None: only an explanation was asked for.
    pub(crate) fn picture(
        &mut self,
        figure: &Figure,
        targets: &[Target],
        warnings: &mut Warnings,
    ) -> Result<Option<Drawn>> {
        let start = Instant::now();
        let open = |data: &DataRef, warnings: &mut Warnings| {
            let table = self.sources.open(data, warnings)?;
            // Carried rows stand behind the layer's transforms, so these come on top of them.
            let mut steps = self.picked.iter().filter(|_| data.embedded.is_some());
            steps.try_fold(table, |table, step| transform::apply(&table, step, warnings))
        };
        let progress = self.sources.progress;
        let is_page = |target: &Target| target.writer.content() == Content::Page;
        let pages = targets.iter().any(is_page);
        let keys = if pages && targets.iter().all(is_page) { Keys::Controls } else { Keys::Panels };
        let prepared = figure::prepare_keys(figure, keys, &open, warnings, progress)?;
        let controls = prepared.figure.plots.iter().any(|plot| !plot.widgets.is_empty());
        let paged = if pages && controls && keys == Keys::Panels {
            let said = &mut Warnings::default();
            Some(figure::prepare_keys(figure, Keys::Controls, &open, said, progress)?)
        } else {
            None
        };
        let mut layers = prepared.figure.plots.iter().flat_map(|plot| &plot.layers);
        layers.try_for_each(plot::check_options)?;
        let rows = prepared.facts(&View::default()).layers;
        let large = rows.iter().any(|layer| layer.rows > VECTOR_THRESHOLD);
        let class = targets.iter().filter_map(|target| Class::of(target, large)).min();
        let view = class.map_or_else(View::default, Class::view);
        self.done.read += start.elapsed();
        if self.run.explain {
            self.done.layers.extend(prepared.facts(&view).layers);
            return Ok(None);
        }
        let start = Instant::now();
        let mut scenes = BTreeMap::new();
        for class in targets.iter().filter_map(|target| Class::of(target, large)) {
            if let Entry::Vacant(place) = scenes.entry(class) {
                let prepared = paged.as_ref().filter(|_| class == Class::Page).unwrap_or(&prepared);
                place.insert(figure::render(prepared, &class.view(), warnings)?);
            }
        }
        let shown = paged.as_ref().unwrap_or(&prepared);
        let live = pages.then(|| figure::live(shown, &Class::Page.view(), warnings)).transpose()?;
        if scenes.is_empty() {
            prepared.aggregate(&view, warnings)?;
        }
        self.done.layers.extend(prepared.facts(&view).layers);
        self.done.drawn += start.elapsed();
        Ok(Some(Drawn { prepared, scenes, live, large, view }))
    }

    /// `--json`, `--explain`.
    fn account(&self, targets: &[Target]) -> Result<()> {
        let run = self.run;
        let milliseconds = |d: Duration| (d.as_secs_f64() * 1e4).round() / 10.0;
        let done = &self.done;
        if run.json {
            let all = json!({
                "outputs": done.outputs,
                "layers": done.layers,
                "notes": self.report.said(Level::Note),
                "warnings": self.report.said(Level::Warning),
                "milliseconds": {
                    "read": milliseconds(done.read),
                    "draw": milliseconds(done.drawn),
                    "write": milliseconds(done.written),
                },
            });
            let text = serde_json::to_string_pretty(&all).map_err(Error::internal)? + "\n";
            let taken = !run.explain && targets.iter().any(|t| t.place == Place::Stdout);
            return if taken {
                report::print_aside(&text);
                Ok(())
            } else {
                report::print(&text)
            };
        }
        if run.explain {
            let lines: String = done.layers.iter().map(explanation).collect();
            let outputs = targets
                .iter()
                .map(|t| format!("{}: {}\n", report::printable(&t.place.name()), t.writer.name()));
            return report::print(&(lines + &outputs.collect::<String>()));
        }
        report::detail(
            run,
            &format!(
                "read in {} ms, drawn in {} ms, written in {} ms",
                milliseconds(done.read),
                milliseconds(done.drawn),
                milliseconds(done.written),
            ),
        );
        Ok(())
    }
}

fn explanation(layer: &figure::LayerFacts) -> String {
    let rows = count(layer.rows, "row");
    let mut text = format!("{}: {rows} as {}", layer.kind, layer.method);
    if layer.dropped > 0 {
        let _ = write!(text, ", {} cannot be drawn", count(layer.dropped, "row"));
    }
    text.push('\n');
    for (axis, range) in [("x", &layer.x), ("y", &layer.y)] {
        if let Some(figure::Range { column, low, high }) = range {
            let line = format!("  {axis}: {column}, {} to {}", low.words, high.words);
            text += &report::printable(&line);
            text.push('\n');
        }
    }
    text
}

/// What an output shows.
pub(crate) struct Shown<'a> {
    pub(crate) prepared: &'a Prepared,
    pub(crate) view: &'a View,
    pub(crate) scene: Option<&'a Scene>,
    pub(crate) live: Option<&'a Live>,
}

/// Write a picture, or the rows or the spec behind it; gives an account of it.
pub(crate) fn write(
    &Shown { prepared, view, scene, live }: &Shown<'_>,
    manifest: &Manifest,
    run: &Run,
    target: &Target,
) -> Result<serde_json::Value> {
    let rows = |format: RowFormat, out: &mut dyn std::io::Write| {
        let format = match format {
            RowFormat::Csv => ExportFormat::Csv,
            RowFormat::Parquet => ExportFormat::Parquet,
            RowFormat::Json => ExportFormat::Json,
            RowFormat::Arrow => ExportFormat::Arrow,
        };
        export(&prepared.rows(view)?, format, out)
    };
    let (none, size) = (empty_scene(), prepared.figure.size);
    let document = Document {
        scene: scene.unwrap_or(&none),
        live,
        manifest,
        scale: size.scale,
        dpi: size.dpi.unwrap_or(96.0 * size.scale),
        rows: &rows,
        terminal: target.is_terminal().then(target::terminal),
    };
    let bytes =
        save::save(&target.place, run.no_clobber, &mut |out| target.writer.write(&document, out))?;
    let (file, format) = (target.place.name(), target.writer.name());
    report::detail(run, &format!("wrote {file} ({format}, {bytes} bytes)"));
    Ok(json!({ "file": file, "format": format, "bytes": bytes }))
}

/// What all outputs of a figure carry.
pub(crate) fn manifest(prepared: &Prepared, run: &Run) -> Result<Manifest> {
    let mut manifest = prepared.manifest(run.embed)?;
    if manifest.rows.is_empty() {
        name_sources(&mut manifest.figure)?;
    }
    Ok(manifest)
}

/// An output without its rows says which bytes they came from.
fn name_sources(figure: &mut Figure) -> Result<()> {
    let layers = figure.plots.iter_mut().flat_map(|plot| &mut plot.layers);
    for data in layers.filter_map(|layer| layer.data.as_mut()) {
        data.digest = digest::of(data)?;
    }
    Ok(())
}

/// Rows and specs are written without a picture.
fn empty_scene() -> Scene {
    Scene {
        width: 1.0,
        height: 1.0,
        background: None,
        title: String::new(),
        description: String::new(),
        groups: Vec::new(),
    }
}
