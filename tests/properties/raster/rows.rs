//! Rows of all sorts, in pieces of all sorts.

use proptest::prelude::*;
use vizcli::error::Result;
use vizcli::raster::{Axis, Batch, Glyph, NONE, Source};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) x2: f64,
    pub(crate) y2: f64,
    pub(crate) value: f64,
    pub(crate) plane: u32,
    pub(crate) series: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) all: Vec<Row>,
    /// Where pieces end.
    pub(crate) cuts: Vec<usize>,
    pub(crate) batch: usize,
    pub(crate) valued: bool,
    pub(crate) planed: bool,
    pub(crate) serial: bool,
    /// Whether there are `x2` and `y2`.
    pub(crate) edged: bool,
}

impl Default for Rows {
    fn default() -> Rows {
        Rows {
            all: vec![],
            cuts: vec![],
            batch: usize::MAX,
            valued: false,
            planed: false,
            serial: false,
            edged: false,
        }
    }
}

impl Rows {
    /// The same rows in one piece.
    pub(crate) fn whole(&self) -> Rows {
        Rows { cuts: vec![], batch: usize::MAX, ..self.clone() }
    }

    fn bounds(&self) -> Vec<usize> {
        let cuts = self.cuts.iter().map(|cut| cut % (self.all.len() + 1));
        let mut bounds: Vec<_> = cuts.chain([0, self.all.len()]).collect();
        bounds.sort_unstable();
        bounds
    }
}

impl Source for Rows {
    fn pieces(&self) -> usize {
        self.bounds().len() - 1
    }
    fn rows(&self, _piece: usize) -> u64 {
        // As if there were many: each piece becomes a stripe of its own.
        1 << 40
    }
    fn walk(&self, piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        let bounds = self.bounds();
        let mut first = bounds[piece];
        for rows in self.all[first..bounds[piece + 1]].chunks(self.batch) {
            let column = |f: fn(&Row) -> f64| rows.iter().map(f).collect::<Vec<_>>();
            let codes = |f: fn(&Row) -> u32| rows.iter().map(f).collect::<Vec<_>>();
            let (x, y, x2, y2) =
                (column(|r| r.x), column(|r| r.y), column(|r| r.x2), column(|r| r.y2));
            let (value, plane, series) =
                (column(|r| r.value), codes(|r| r.plane), codes(|r| r.series));
            each(&Batch {
                row: first as u64,
                x: &x,
                y: &y,
                x2: self.edged.then_some(&x2),
                y2: self.edged.then_some(&y2),
                value: self.valued.then_some(&value),
                plane: self.planed.then_some(&plane),
                series: self.serial.then_some(&series),
            })?;
            first += rows.len();
        }
        Ok(())
    }
}

pub(crate) fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => (-4i32..28).prop_map(|v| f64::from(v) * 0.5),
        6 => -3.0..13.0,
        1 => Just(f64::NAN),
        1 => prop::sample::select(&[f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, 1e5][..]),
    ]
}

pub(crate) fn axis() -> impl Strategy<Value = Axis> {
    let low = prop_oneof![Just(0.0), Just(0.5), Just(3.0), -2.0..4.0];
    (low, prop_oneof![Just(4.0), Just(10.0), 1.0..12.0], any::<bool>(), 1usize..14).prop_map(
        |(low, span, log, cells)| Axis { low, high: low + span, log: log && low > 0.0, cells },
    )
}

pub(crate) fn code(codes: u32) -> impl Strategy<Value = u32> {
    prop_oneof![9 => 0..codes, 1 => Just(NONE)]
}

prop_compose! {
    pub(crate) fn row()(
        x in number(), y in number(), x2 in number(), y2 in number(),
        value in prop_oneof![9 => -5.0..5.0, 1 => Just(f64::NAN), 1 => Just(0.0), 1 => Just(-0.0)],
        plane in code(5), series in code(3),
    ) -> Row {
        Row { x, y, x2, y2, value, plane, series }
    }
}

prop_compose! {
    pub(crate) fn rows()(
        rows in prop::collection::vec(row(), 0..40),
        cuts in prop::collection::vec(any::<usize>(), 0..8),
        batch in 1usize..9,
        flags in any::<[bool; 4]>(),
    ) -> Rows {
        let [valued, planed, serial, edged] = flags;
        Rows { all: rows, cuts, batch, valued, planed, serial, edged }
    }
}

pub(crate) fn glyph() -> impl Strategy<Value = Glyph> {
    prop_oneof![
        Just(Glyph::Point),
        Just(Glyph::Line),
        Just(Glyph::Area),
        Just(Glyph::Rect),
        prop_oneof![Just(1.0), Just(0.4), Just(2.5)].prop_map(|width| Glyph::Smooth { width }),
    ]
}
