//! Pages that show anything, for tests of what they need: only what decides that is in them.

use super::{LONG_LINE, MANY_DOTS};
use crate::color::Color;
use crate::scene::live::{
    Control, LiveAxis, LiveColumn, LiveField, LiveItem, LiveLayer, LiveName, LiveOrder, LivePanel,
    LivePattern, LivePlot, LiveRaster, LiveShade, LiveShape, LiveTicks, LiveValues,
};
use crate::scene::{
    Anchor, Datums, Dots, Fill, Font, Image, Live, Marker, Path, Rects, Text, Weight,
};

/// A source of choices, the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// One time in three.
    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) == 0).then(|| make(self))
    }

    fn yes(&mut self) -> bool {
        self.below(3) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn all<T>(&mut self, most: usize, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }
}

/// What a page might show.
pub(super) fn a_live(dice: &mut Dice) -> Live {
    let items = dice.all(3, an_item);
    let cells = items.iter().any(|item| matches!(item.shape, LiveShape::Raster(_)));
    let name =
        |_: &mut Dice| LiveName { plot: 0, label: String::new(), place: [0.0; 4], end: None };
    let key = |dice: &mut Dice| Control {
        name: String::new(),
        labels: Vec::new(),
        values: dice.some(|_| Vec::new()),
        time: dice.yes(),
    };
    Live {
        plots: vec![LivePlot {
            hover: dice.of(&["nearest", "vline", "hline", "none"]),
            autorange: dice.some(|_| "y"),
            swap: false,
        }],
        panels: (0..=dice.below(2)).map(|_| a_panel(dice)).collect(),
        layers: dice
            .all(1, |dice| LiveLayer { columns: dice.all(2, a_column), ..LiveLayer::default() }),
        items,
        legend: dice.all(1, name),
        ends: dice.all(1, name),
        keys: dice.all(1, key),
        states: Vec::new(),
        rasters: cells.then(LiveRaster::default).into_iter().collect(),
        shades: if cells { vec![a_shade(dice)] } else { Vec::new() },
        inks: [Color::hex(0); 5],
        font: 1.0,
        dark: Vec::new(),
        responsive: false,
    }
}

fn a_panel(dice: &mut Dice) -> LivePanel {
    let axes = [Some(an_axis(dice)), Some(an_axis(dice)), dice.some(an_axis)];
    LivePanel { plot: 0, heading: None, rect: [0.0; 4], axes, zoom: true }
}

fn an_axis(dice: &mut Dice) -> LiveAxis {
    let kind = dice.of(&["linear", "log", "time", "band"]);
    let order = |dice: &mut Dice| LiveOrder { times: dice.yes(), values: Vec::new() };
    LiveAxis {
        kind,
        domain: [0.0, 1.0],
        domains: Vec::new(),
        range: [0.0, 1.0],
        levels: Vec::new(),
        order: if kind == "band" { dice.some(order) } else { None },
        years: dice.yes(),
        integer: false,
        format: dice.some(|_| String::new()),
        pattern: dice.some(a_pattern),
        ticks: dice.some(|_| LiveTicks::At(Vec::new())).unwrap_or_default(),
        rotate: dice.some(|_| 45.0),
        grid: true,
        line: true,
        marks: true,
        hidden: dice.yes(),
        labels: true,
        ink: Color::hex(0),
        foot: false,
        link: String::new(),
    }
}

fn a_pattern(dice: &mut Dice) -> LivePattern {
    let field = |dice: &mut Dice| LiveField {
        kind: dice.of(&['d', 'f', 'e', 'g', '%']),
        precision: None,
        width: 0,
        flags: String::new(),
    };
    LivePattern { before: String::new(), field: dice.some(field), after: String::new() }
}

fn a_column(dice: &mut Dice) -> LiveColumn {
    let values = match dice.below(3) {
        0 => LiveValues::Number(Vec::new()),
        1 => LiveValues::Time(Vec::new()),
        _ => LiveValues::Words(Vec::new(), Vec::new()),
    };
    LiveColumn {
        name: String::new(),
        channels: Vec::new(),
        values,
        years: dice.yes(),
        format: dice.some(|_| String::new()),
        pattern: dice.some(a_pattern),
        hover: true,
    }
}

fn an_item(dice: &mut Dice) -> LiveItem {
    let datums = Datums { layer: 0, rows: dice.some(|_| vec![0]).unwrap_or_default() };
    let shape = match dice.below(6) {
        0 => LiveShape::Path(Path {
            points: vec![[0.0; 2]; dice.of(&[2, LONG_LINE + 1])],
            closed: dice.yes(),
            fill: dice.some(|_| Fill { color: Color::hex(0), opacity: 1.0 }),
            datums,
            ..Path::default()
        }),
        1 => LiveShape::Dots(Dots {
            centers: vec![[0.0; 2]; dice.of(&[2, MANY_DOTS + 1])],
            marker: dice.of(&[Marker::Circle, Marker::Star]),
            datums,
            ..Dots::default()
        }),
        2 => LiveShape::Rects(Rects { datums, ..Rects::default() }),
        3 => LiveShape::Texts(vec![Text {
            at: [0.0; 2],
            text: String::new(),
            font: Font { size: 12.0, weight: Weight::Regular },
            color: Color::hex(0),
            anchor: Anchor::Start,
            rotate: 0.0,
            halo: None,
            aside: [0.0; 2],
            row: datums.rows.first().copied(),
        }]),
        4 => LiveShape::Image(Image::default()),
        _ => LiveShape::Raster(0),
    };
    LiveItem {
        panel: 0,
        layer: None,
        right: false,
        spans: [false; 2],
        columns: [None; 2],
        at: Vec::new(),
        shape,
    }
}

/// Bands of colours, shares of categories, or values; only these have a bar.
fn a_shade(dice: &mut Dice) -> LiveShade {
    let [bands, mixed] = [dice.yes(), dice.yes()];
    let plain = LiveShade {
        norm: dice.of(&["linear", "log", "cbrt", "eq_hist"]),
        robust: dice.yes(),
        spread: dice.some(|_| 0),
        time: dice.yes(),
        pattern: dice.some(a_pattern),
        ..LiveShade::default()
    };
    if bands {
        LiveShade { bands, ..plain }
    } else if mixed {
        let names = vec![(String::new(), String::new(), Color::hex(0))];
        LiveShade { names, ..plain }
    } else {
        let bar = dice.some(|_| [0.0; 4]);
        LiveShade { bar, ink: dice.some(|_| Color::hex(0)), ..plain }
    }
}
