//! A page has all that its code asks for: whatever it shows, a name of another file of the runtime
//! is there, or the line that asks for it never runs.

use std::collections::{BTreeMap, BTreeSet};

use super::some::{Dice, a_live};
use super::*;
use crate::scene::live::{Control, LiveColumn};

/// A top-level name that asks for others only in some pages: which.
type Guard = (&'static str, &'static [&'static str], fn(&Live) -> bool);

/// What is asked for by a line that runs only in some pages.
const GUARDS: &[Guard] = &[
    ("fitAxis", &["ticksOnLines"], |live| live.panels.iter().any(|panel| panel.axes[2].is_some())),
    ("fitRow", &["fitWords", "turnedWords"], |live| {
        axes_at(live, &[0], |axis| !axis.hidden && (axis.kind == "band" || axis.rotate.is_some()))
    }),
    ("fitColumn", &["wordColumn"], |live| axes_at(live, &[1, 2], worded)),
    ("fitPanel", &["roomAlone"], |live| live.panels.len() == 1),
    ("fitPanel", &["roomAmong"], |live| live.panels.len() > 1),
    ("start", &["addWidgets"], |live| !live.keys.is_empty()),
    ("start", &["drawEnds"], |live| !live.ends.is_empty()),
    ("start", &["makeLegend"], |live| !live.ends.is_empty() || !live.legend.is_empty()),
    ("start", &["makeRasters", "readRasters"], rasters),
    ("makeLegend", &["endBoxes"], |live| !live.ends.is_empty()),
    ("addWidgets", &["addSlider"], |live| live.keys.iter().any(ordered)),
    ("moveView", &["follow"], |live| {
        placed(live) && live.plots.iter().any(|plot| plot.autorange.is_some())
    }),
    ("listenToKeys", &["walkPoints"], marked),
    ("makeSelector", &["chooseRows", "tellChosen"], marked),
    ("copyRows", &["markedRows"], marked),
    ("copyRows", &["rasterRows"], rasters),
    // Ticks and words.
    ("TickWriter", &["yearLabels"], |live| axes(live, |axis| axis.years)),
    ("TickWriter", &["patternLabels"], |live| {
        axes(live, |axis| axis.pattern.is_some()) || shades(live, |shade| shade.pattern.is_some())
    }),
    ("TickWriter", &["calendarTicks"], |live| axes(live, dated)),
    ("tickOffers", &["calendarCandidates"], |live| axes(live, |axis| axis.kind == "time")),
    ("tickOffers", &["logOffers"], |live| axes(live, |axis| axis.kind == "log")),
    ("tickOffers", &["wordOffers"], |live| axes(live, worded)),
    ("tickOffers", &["placedTicks"], |live| {
        axes(live, |axis| matches!(axis.ticks, LiveTicks::At(_))) || axes_at(live, &[2], |_| true)
    }),
    ("wordOffers", &["orderedTicks", "orderedWords"], |live| {
        axes(live, |axis| axis.order.is_some())
    }),
    ("orderedTicks", &["fewerTimes"], |live| axes(live, by_time)),
    ("formatValue", &["formatDate"], |live| {
        axes(live, dated) || columns(live, timed) || shades(live, |shade| shade.time)
    }),
    ("formatValue", &["formatTime"], |live| {
        axes(live, |axis| dated(axis) && axis.format.is_some())
            || columns(live, |column| timed(column) && column.format.is_some())
    }),
    ("formatValue", &["patternLabels"], |live| {
        columns(live, |column| column.pattern.is_some())
            || shades(live, |shade| shade.pattern.is_some())
    }),
    ("formatValue", &["yearLabels"], |live| columns(live, |column| column.years)),
    ("fieldDigits", &["exponential"], |live| patterns(live, |pattern| written(pattern, 'e'))),
    ("fieldDigits", &["generalDigits"], |live| patterns(live, |pattern| written(pattern, 'g'))),
    // Shapes.
    ("makeShape", &["readPlaces"], placed),
    ("eachShown", &["project"], placed),
    ("eachShown", &["looksOf"], |live| {
        marked(live) || !live.legend.is_empty() || !live.ends.is_empty()
    }),
    ("looksOf", &["isChosen"], marked),
    ("drawShape", &["drawDots"], |live| dots(live, |_| true)),
    ("drawShape", &["drawImage"], images),
    ("drawShape", &["drawPath"], |live| paths(live, |_| true)),
    ("drawShape", &["drawRaster"], |live| shapes(live, |s| matches!(s, LiveShape::Raster(_)))),
    ("drawShape", &["drawRects"], |live| shapes(live, |s| matches!(s, LiveShape::Rects(_)))),
    ("drawShape", &["drawWords"], |live| shapes(live, |s| matches!(s, LiveShape::Texts(_)))),
    ("drawDots", &["splatDots", "strewDots"], |live| dots(live, |dots| dots.centers.len() > 2000)),
    ("drawDot", &["markerCorners"], |live| dots(live, |dots| dots.marker != Marker::Circle)),
    ("dotCover", &["depthIn", "markerCorners"], |live| {
        dots(live, |dots| dots.centers.len() > 2000 && dots.marker != Marker::Circle)
    }),
    ("drawPath", &["cutPolygon"], filled),
    ("drawPath", &["thinned"], |live| paths(live, |path| path.points.len() > 6000)),
    ("eachLine", &["endOf"], |live| paths(live, |_| true)),
    ("isInView", &["cutLine"], |live| paths(live, |_| true)),
    // The pointer.
    ("makeHover", &["drawRing", "linesOfOne"], marked),
    ("makeHover", &["nearestHit"], |live| {
        marked(live) && live.plots.iter().any(|plot| plot.hover == "nearest")
    }),
    ("makeHover", &["showAlong"], |live| {
        marked(live) && live.plots.iter().any(|plot| !matches!(plot.hover, "nearest" | "none"))
    }),
    ("makeHover", &["rasterTip"], rasters),
    ("nearestHit", &["offerBox"], |live| shapes(live, |s| matches!(s, LiveShape::Rects(_)))),
    ("nearestHit", &["offerPart"], |live| paths(live, |_| true)),
    ("drawRing", &["areaInPanel"], |live| paths(live, |path| path.closed)),
    ("drawRing", &["boxInPanel", "putRect"], |live| {
        shapes(live, |s| matches!(s, LiveShape::Rects(_)))
    }),
    // Cells.
    ("shadeAll", &["paintBands"], |live| shades(live, |shade| shade.bands)),
    ("shadeAll", &["makeNorm"], |live| shades(live, |shade| !shade.bands)),
    ("shadeAll", &["paintPlane"], |live| shades(live, |shade| !shade.bands && unnamed(shade))),
    ("shadeAll", &["paintMixed", "shownPlanes", "totalOf"], |live| {
        shades(live, |shade| !unnamed(shade))
    }),
    ("makeNorm", &["middleOf"], |live| {
        shades(live, |shade| !shade.bands && shade.robust && shade.norm != "eq_hist")
    }),
    ("makeNorm", &["bentNorm"], |live| {
        shades(live, |shade| !shade.bands && shade.norm != "eq_hist")
    }),
    ("makeNorm", &["rankNorm"], |live| {
        shades(live, |shade| !shade.bands && shade.norm == "eq_hist")
    }),
    ("colorTable", &["inkTable"], |live| shades(live, |shade| shade.ink.is_some())),
    ("sightOf", &["growSight"], |live| shades(live, |shade| shade.spread != Some(0))),
    ("makeRasters", &["makeBar"], |live| shades(live, |shade| shade.bar.is_some())),
    ("barTicks", &["evenTicks"], |live| bars(live, |shade| shade.norm == "linear")),
    ("barTicks", &["gapTicks"], |live| bars(live, |shade| shade.norm != "linear")),
    ("barLabels", &["shortNumbers"], |live| bars(live, |shade| shade.norm != "linear")),
    ("barTicks", &["decadeTicks"], |live| {
        bars(live, |shade| !matches!(shade.norm, "linear" | "eq_hist"))
    }),
    ("rangeWords", &["formatDate"], |live| axes(live, |axis| axis.kind == "time")),
    ("rangeWords", &["yearLabels"], |live| axes(live, |axis| axis.years)),
    ("rasterTip", &["bandLines"], |live| shades(live, |shade| shade.bands)),
    ("rasterTip", &["shareLines"], |live| shades(live, |shade| !unnamed(shade))),
    ("rasterTip", &["valueLines"], |live| shades(live, |shade| !shade.bands && unnamed(shade))),
];

fn worded(axis: &LiveAxis) -> bool {
    axis.kind == "band" && !axis.hidden
}

fn ordered(key: &Control) -> bool {
    key.time || key.values.is_some()
}

fn timed(column: &LiveColumn) -> bool {
    matches!(column.values, LiveValues::Time(_))
}

fn unnamed(shade: &LiveShade) -> bool {
    shade.names.is_empty()
}

fn written(pattern: &LivePattern, kind: char) -> bool {
    pattern.field.as_ref().is_some_and(|field| field.kind == kind)
}

fn filled(live: &Live) -> bool {
    paths(live, |path| path.closed || path.fill.is_some())
}

fn columns(live: &Live, is_so: fn(&LiveColumn) -> bool) -> bool {
    live.layers.iter().flat_map(|layer| &layer.columns).any(is_so)
}

/// A top-level declaration: its names, and all words of it that may be names.
struct Part {
    names: Vec<String>,
    words: BTreeSet<String>,
}

/// The declarations of a file.
fn parts(code: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // What is spread is a name, unlike what follows one point.
    for line in uncommented(code).replace("...", " ").lines() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            parts.push(Part { names: declared(line), words: BTreeSet::new() });
        }
        let Some(part) = parts.last_mut() else { continue };
        let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || "_$.".contains(c)));
        part.words.extend(words.filter_map(|word| word.split('.').next()).map(str::to_owned));
    }
    parts
}

/// The names that a line declares.
fn declared(line: &str) -> Vec<String> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (keyword, rest) = line.split_once(' ').unwrap_or((line, ""));
    let names: Vec<&str> = match keyword {
        "const" | "let" => {
            rest.split(", ").filter_map(|one| Some(one.split_once(" =")?.0)).collect()
        }
        "class" | "function" => rest.split(['(', ' ']).take(1).collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(str::to_owned).collect()
}

/// What a declaration asks of another file: both files, its own names, and the name there.
struct Ask {
    from: usize,
    to: usize,
    names: Vec<String>,
    word: String,
}

fn asks() -> Vec<Ask> {
    let files: Vec<Vec<Part>> = FILES.iter().map(|file| parts(file.code)).collect();
    let mut homes = BTreeMap::new();
    for (to, parts) in files.iter().enumerate() {
        homes.extend(parts.iter().flat_map(|part| &part.names).map(|name| (name, to)));
    }
    let mut asks = Vec::new();
    for (from, part) in
        files.iter().enumerate().flat_map(|(from, p)| p.iter().map(move |p| (from, p)))
    {
        for (word, to) in part.words.iter().filter_map(|word| Some((word, *homes.get(word)?))) {
            if from != to {
                asks.push(Ask { from, to, names: part.names.clone(), word: word.clone() });
            }
        }
    }
    asks
}

#[test]
fn a_page_has_all_names_that_its_code_asks_for() {
    let asks = asks();
    let guard = |ask: &Ask| {
        GUARDS.iter().position(|(name, asked, _)| {
            ask.names.iter().any(|own| own == name) && asked.contains(&ask.word.as_str())
        })
    };
    let mut faults = BTreeSet::new();
    let mut used = BTreeSet::new();
    for seed in 0..4_000 {
        let live = a_live(&mut Dice(seed));
        let here: Vec<bool> = FILES.iter().map(|file| (file.needed)(&live)).collect();
        for ask in asks.iter().filter(|ask| here[ask.from] && !here[ask.to]) {
            let guard = guard(ask);
            used.extend(guard);
            if guard.is_none_or(|at| GUARDS[at].2(&live)) {
                faults.insert((&ask.names, &ask.word));
            }
        }
    }
    assert!(faults.is_empty(), "these ask for what may not be there: {faults:?}");
    let idle: Vec<_> = GUARDS
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at))
        .map(|(_, one)| one.0)
        .collect();
    assert!(idle.is_empty(), "what these ask for is always there: {idle:?}");
}

#[test]
fn every_name_is_asked_for() {
    let parts: Vec<Part> = FILES.iter().flat_map(|file| parts(file.code)).collect();
    let dead: Vec<&String> = parts
        .iter()
        .flat_map(|part| part.names.iter().map(move |name| (part, name)))
        .filter(|(own, name)| {
            parts.iter().all(|part| std::ptr::eq(part, *own) || !part.words.contains(*name))
        })
        .map(|(_, name)| name)
        .collect();
    assert!(dead.is_empty(), "nothing asks for {dead:?}");
}
