//! `vizcli plot` and `vizcli KIND`: segments to a figure.

use std::io::IsTerminal;

use super::flag::{Act, Flag, Given, Group, Inherit};
use super::output::Run;
use super::segment::{self, Join, Segment};
use super::{command, config, draw, input, look, measure, parse, series, value};
use crate::error::{Error, Result};
use crate::kind::param::{Param, Takes};
use crate::kind::{self, Kind};
use crate::spec::{Channel, Encoding, Figure, Layer, Plot, merge};

/// A segment, parsed.
#[derive(Default)]
struct Parsed {
    /// It names its kind, or `plot`.
    command: Option<String>,
    files: Vec<String>,
    /// Index of a flag, and its value.
    given: Vec<(usize, String)>,
}

/// Draw what the words ask for.
pub(crate) fn run(command: &str, words: &[String]) -> Result<()> {
    let (figure, run) = read(command, words)?;
    draw::draw(&figure, &[], &run)
}

/// The figure that the words ask for, and what is to be done with it.
pub(crate) fn read(command: &str, words: &[String]) -> Result<(Figure, Run)> {
    let groups = command::plot_groups();
    let flags: Vec<Flag> = groups.iter().flat_map(|group| group.flags.iter().cloned()).collect();
    let mut work = Work {
        figure: Figure::default(),
        run: Run::default(),
        flags: &flags,
        presets: config::presets(&groups)?,
    };
    let mut before: Option<Parsed> = None;
    for segment in segment::split(words, &flags) {
        let mut parsed = parse_segment(command, &segment, &flags)?;
        match &before {
            Some(before) => inherit(&mut parsed, before, segment.join, &groups),
            None if parsed.files.is_empty() => parsed.files = vec![standard_input()?],
            None => {}
        }
        work.add(segment.join, &parsed)?;
        before = Some(parsed);
    }
    let Work { figure, run, .. } = work;
    let figure = merge::layout(vec![figure], run.cols).ok_or_else(|| Error::internal("no plot"))?;
    Ok((with_titles(figure), run))
}

/// Data from a pipe is read when no file is named; a terminal is not waited for.
pub(crate) fn standard_input() -> Result<String> {
    if std::io::stdin().is_terminal() { Err(Error::no_file()) } else { Ok("-".into()) }
}

fn parse_segment(command: &str, segment: &Segment, flags: &[Flag]) -> Result<Parsed> {
    let mut words = segment.words.as_slice();
    let mut named = (segment.join == Join::First).then(|| command.to_owned());
    if let (None, [first, rest @ ..]) = (&named, words)
        && (first == "plot" || kind::find(first).is_ok_and(|kind| kind.annotation().is_none()))
    {
        named = Some(first.clone());
        words = rest;
    }
    let matches = parse(named.as_deref().unwrap_or("plot"), words)?;
    Ok(Parsed {
        files: command::words(&matches, "FILE"),
        given: command::given(&matches, flags),
        command: named,
    })
}

/// Take over the files and the data flags that a segment does not set. A plot that names a kind of
/// its own starts with columns of its own; a layer on the same axes keeps the mapping.
fn inherit(parsed: &mut Parsed, before: &Parsed, join: Join, groups: &[Group]) {
    let afresh = join == Join::Layout && parsed.command.is_some();
    let flags = groups.iter().flat_map(|group| group.flags.iter());
    let named = flags.map(|flag| flag.name).position(|name| name == "kind");
    let named = parsed.given.iter().rev().find(|(index, _)| Some(*index) == named);
    let named = parsed.command.as_deref().or(named.map(|(_, value)| value.as_str()));
    let own = named.and_then(|name| kind::find(&name.to_lowercase()).ok());
    let mut first = 0;
    let mut taken = Vec::new();
    for group in groups {
        let here = first..first + group.flags.len();
        first = here.end;
        let takes = match group.inherit {
            Inherit::No => false,
            Inherit::Always => true,
            Inherit::SameKind => !afresh,
        };
        // A kind in words, too, says what `--kind` says.
        let kind = (group.flags.iter().position(|flag| flag.name == "kind"))
            .filter(|_| parsed.command.is_some())
            .map(|place| here.start + place);
        let set = |index: usize| {
            Some(index) == kind || parsed.given.iter().any(|(given, _)| *given == index)
        };
        let missing = |index: usize| {
            let flag = index.checked_sub(here.start).and_then(|place| group.flags.get(place));
            let foreign = flag.is_some_and(|flag| measure::is_foreign(flag.name, own));
            here.contains(&index) && !set(index) && !foreign
        };
        taken.extend(before.given.iter().filter(|(i, _)| takes && missing(*i)).cloned());
    }
    taken.append(&mut parsed.given);
    parsed.given = taken;
    if parsed.files.is_empty() {
        parsed.files.clone_from(&before.files);
    }
    if parsed.command.is_none() {
        parsed.command.clone_from(&before.command);
    }
}

struct Work<'a> {
    figure: Figure,
    run: Run,
    flags: &'a [Flag],
    presets: Vec<config::Preset>,
}

impl Work<'_> {
    /// One more layer: on the axes of the last plot, or in a plot of its own.
    fn add(&mut self, join: Join, parsed: &Parsed) -> Result<()> {
        if join != Join::Overlay {
            self.figure.plots.push(Plot::default());
        }
        let mut layer = Layer::default();
        if let Some(name) = parsed.command.as_deref().filter(|name| *name != "plot") {
            kind::find(name)?.name().clone_into(&mut layer.kind);
        }
        layer.data.get_or_insert_default().files.clone_from(&parsed.files);
        let mut constants = Vec::new();
        if join != Join::Overlay {
            for preset in &self.presets {
                let given = Given { flag: preset.flag.name, value: &preset.value };
                let layers = std::slice::from_mut(&mut layer);
                apply(&preset.flag.act, &given, &mut self.figure, layers, &mut self.run)
                    .map_err(|error| error.from_preset(&preset.source))?;
            }
        }
        for (index, value) in &parsed.given {
            let Some(flag) = self.flags.get(*index) else { continue };
            let given = Given { flag: flag.name, value };
            if let Act::Annotation(kind) = flag.act {
                constants.push((kind, given));
                continue;
            }
            let layers = std::slice::from_mut(&mut layer);
            apply(&flag.act, &given, &mut self.figure, layers, &mut self.run)?;
        }
        let mut annotations = Vec::new();
        for (kind, given) in constants {
            if measure::is_text_of_rows(&layer, kind, given.value) {
                measure::text(&mut layer, given.value);
            } else {
                annotations.push(annotation(kind, &given)?);
            }
        }
        input::in_order(&mut layer.transforms);
        series::settle(&mut layer)?;
        if let [one] = layer.ys.as_mut_slice() {
            let y = Encoding::field(std::mem::take(one));
            layer.encodings.insert(Channel::Y, y);
            layer.ys.clear();
        }
        check_options(&layer)?;
        if let Some(plot) = self.figure.plots.last_mut() {
            plot.layers.push(layer);
            plot.layers.append(&mut annotations);
        }
        Ok(())
    }
}

/// Do what a flag says, to the figure, its last plot, or these layers.
pub(crate) fn apply(
    act: &Act,
    given: &Given<'_>,
    figure: &mut Figure,
    layers: &mut [Layer],
    run: &mut Run,
) -> Result<()> {
    match act {
        Act::Figure(change) => change(figure, given),
        Act::Plot(change) => figure.plots.last_mut().map_or(Ok(()), |plot| change(plot, given)),
        Act::Layer(change) => layers.iter_mut().try_for_each(|layer| change(layer, given)),
        Act::Run(change) => change(run, given),
        Act::Size => look::size(figure, layers, given),
        Act::Option(param) => {
            let value = option(param, given)?;
            for layer in layers {
                layer.options.insert(param.name.to_owned(), value.clone());
            }
            Ok(())
        }
        Act::Annotation(_) => Ok(()),
    }
}

fn option(param: &Param, given: &Given<'_>) -> Result<serde_json::Value> {
    Ok(match param.takes {
        Takes::Flag => given.on().into(),
        Takes::Number { min, max } => {
            given.number(min, max, &format!("a number from {min} to {max}"))?.into()
        }
        Takes::Choice(words) => given.choice(words)?.into(),
        // `--total ''` leaves the name to us.
        Takes::Text(_) if param.name == kind::param::TOTAL.name && given.value.is_empty() => {
            "Total".into()
        }
        Takes::Text(_) => value::constant(&given.text()?),
    })
}

/// Every option must be one that the layer's kind takes.
pub(crate) fn check_options(layer: &Layer) -> Result<()> {
    let Ok(kind) = kind::find(&layer.kind) else { return Ok(()) };
    for name in layer.options.keys() {
        if kind.params().iter().all(|param| param.name != name) {
            return Err(Error::foreign_option(kind.name(), name, &command::takers(name)));
        }
    }
    Ok(())
}

/// `VALUE[,VALUE…][=WORDS]` as a layer of constants, in the order of the kind's channels.
fn annotation(kind: &dyn Kind, given: &Given<'_>) -> Result<Layer> {
    let takes = kind.annotation().unwrap_or_default();
    let (places, words) = match given.value.split_once('=') {
        Some((places, words)) => (places, Some(words)),
        None => (given.value, None),
    };
    let places = value::split_list(places);
    let channels: Vec<Channel> =
        kind.channels().iter().map(|usage| usage.channel).filter(|&c| c != Channel::Text).collect();
    let worded = takes.contains("[=") || words.is_some();
    if places.len() != channels.len() || places.iter().any(String::is_empty) || !worded {
        return Err(given.bad(takes));
    }
    let mut layer = Layer { kind: kind.name().to_owned(), ..Layer::default() };
    for (channel, place) in channels.into_iter().zip(&places) {
        layer.encodings.insert(channel, Encoding::value(value::constant(place)));
    }
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        layer.encodings.insert(Channel::Text, Encoding::value(words));
    }
    Ok(layer)
}

/// In a layout, a title in the first segment alone is the figure's; titles in later ones make it
/// that of the first plot.
fn with_titles(mut figure: Figure) -> Figure {
    if let [first, rest @ ..] = figure.plots.as_mut_slice()
        && rest.iter().any(|plot| plot.title.is_some())
    {
        first.title = figure.title.take();
    }
    figure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(line: &str) -> Figure {
        read_line(line).unwrap()
    }

    fn read_line(line: &str) -> Result<Figure> {
        let words: Vec<String> = line.split(' ').map(String::from).collect();
        read(&words[0], &words[1..]).map(|(figure, _)| figure)
    }

    #[test]
    fn a_line_becomes_a_figure() {
        let figure = figure("line d.csv -x year -y a,b --by s --by t --xlim -5, --size 30 --logy");
        let plot = &figure.plots[0];
        let layer = &plot.layers[0];
        assert_eq!(layer.kind, "line");
        assert_eq!(layer.field(Channel::X), Some("year"));
        assert_eq!(layer.ys, ["a", "b"]);
        assert_eq!(layer.field(Channel::By), Some("s,t"));
        assert_eq!(layer.style.size, Some(30.0));
        assert_eq!(plot.scales[&Channel::X].min, Some((-5).into()));
    }

    #[test]
    fn overlays_keep_the_mapping_and_new_kinds_start_afresh() {
        let figure = figure(
            "plot d.csv -x year -y a --agg sum --where b>1 --overlay scatter --color red \
             + hist -y c + -y d",
        );
        let layers = |plot: usize| &figure.plots[plot].layers;
        assert_eq!(figure.plots.len(), 3);
        assert_eq!(layers(0)[1].field(Channel::X), Some("year"));
        assert_eq!(layers(0)[1].group.aggs.len(), 1);
        assert_eq!(layers(0)[1].kind, "scatter");
        assert_eq!(layers(1)[0].field(Channel::X), None);
        assert!(layers(1)[0].group.aggs.is_empty());
        assert_eq!(layers(1)[0].transforms.len(), 1);
        assert_eq!(layers(2)[0].kind, "hist");
        assert_eq!(layers(2)[0].data.as_ref().unwrap().files, ["d.csv"]);
    }

    #[test]
    fn a_kind_in_words_replaces_an_inherited_flag() {
        let kinds = |line: &str| -> Vec<String> {
            let plots = figure(line).plots;
            plots.into_iter().flat_map(|p| p.layers).map(|layer| layer.kind).collect()
        };
        let line = "plot d.csv -k bar -x t -y v --overlay line -y w --overlay -y z";
        assert_eq!(kinds(line), ["bar", "line", "line"]);
        assert_eq!(kinds("plot d.csv -k bar --overlay -y w"), ["bar", "bar"]);
        assert_eq!(kinds("bar d.csv --overlay -k line + plot -y w"), ["bar", "line", ""]);
    }

    #[test]
    fn annotations_are_layers_of_constants() {
        let figure = figure("line d.csv --hline -1=low --vspan 2014-01-01,2015-01-01");
        let layers = &figure.plots[0].layers;
        assert_eq!(layers[1].encodings[&Channel::Y].value, Some((-1).into()));
        assert_eq!(layers[1].encodings[&Channel::Text].value, Some("low".into()));
        assert_eq!(layers[2].encodings[&Channel::X2].value, Some("2015-01-01".into()));
        assert!(read_line("line d.csv --vspan 3").is_err());
        assert!(read_line("line d.csv --text 3,4").is_err());
    }

    #[test]
    fn words_of_rows_are_no_annotation() {
        let one = figure("labels d.csv -x a -y b --text name --text 1,2=here");
        let layers = &one.plots[0].layers;
        assert_eq!(layers[0].field(Channel::Text), Some("name"));
        assert_eq!(layers[1].kind, "text");
        let two = figure("scatter d.csv -x a -y b --yerr e --overlay labels --text {n}={v:.1f}");
        let words = &two.plots[0].layers[1].encodings;
        assert_eq!(words[&Channel::Text].value, Some("{n}={v:.1f}".into()));
        assert!(!words.contains_key(&Channel::YErr));
    }

    #[test]
    fn options_belong_to_their_kind() {
        assert!(read_line("line d.csv --bins 20").is_err());
        let figure = figure("hist d.csv --bins 20 --cumulative");
        assert_eq!(figure.plots[0].layers[0].number("bins"), Some(20.0));
    }

    #[test]
    fn titles_go_where_they_stand() {
        let one = figure("line d.csv --title A + -y b");
        assert_eq!((one.title.as_deref(), one.plots[0].title.as_deref()), (Some("A"), None));
        let two = figure("line d.csv --title A + -y b --title B");
        assert_eq!((two.title, two.plots[0].title.as_deref()), (None, Some("A")));
        assert_eq!(two.plots[1].title.as_deref(), Some("B"));
    }
}
