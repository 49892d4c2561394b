//! The cells of a raster: which of them a place falls into.
//!
//! Formulas of Datashader 0.19: a cell is `trunc(m(v)·s + t)` with `s = cells / (m(high) − m(low))`
//! and `t = −m(low)·s`, where m is the identity or log10; both are rounded as written, never fused.

/// One axis of a canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Its lower end.
    pub low: f64,
    /// Its upper end; above the lower one.
    pub high: f64,
    /// Whether it is logarithmic: then both ends are positive.
    pub log: bool,
    /// Cells along it.
    pub cells: usize,
}

/// The cells that places are put into. The first row of cells is the lowest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canvas {
    /// Across.
    pub x: Axis,
    /// Up.
    pub y: Axis,
}

impl Axis {
    /// The cell that a value falls into, both ends of the axis included.
    pub fn cell(&self, value: f64) -> Option<usize> {
        let ruler = Ruler::new(*self);
        ruler.holds(value).then(|| (ruler.position(value) as usize).min(ruler.top))
    }

    /// The cell of a vertex of a line: beyond the ends too, and only what lies exactly on the
    /// upper end is put into the cell below.
    pub fn snapped(&self, value: f64) -> i64 {
        Ruler::new(*self).snapped(value)
    }

    /// Where a value is, in cells, with the centre of the first cell at 0.
    pub fn position(&self, value: f64) -> f64 {
        Ruler::new(*self).position(value) - 0.5
    }

    /// The value at the centre of a cell.
    pub fn center(&self, cell: usize) -> f64 {
        let ruler = Ruler::new(*self);
        let mapped = (cell as f64 + 0.5 - ruler.shift) / ruler.scale;
        if self.log { 10f64.powf(mapped) } else { mapped }
    }
}

/// No cell is further from the canvas than this, so that sums of cells never overflow.
const FARTHEST: i64 = 1 << 40;

/// An axis made ready for many values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruler {
    /// Lower end; an axis that can show nothing has its lower end above its upper one.
    pub(super) low: f64,
    /// Upper end.
    pub(super) high: f64,
    /// Cells per (mapped) unit.
    pub(super) scale: f64,
    /// What is added after scaling.
    pub(super) shift: f64,
    /// Whether values are mapped by log10.
    pub(super) log: bool,
    /// The last cell.
    pub(super) top: usize,
    /// Where the upper end is, rounded.
    edge: i64,
}

impl Ruler {
    pub(super) fn new(axis: Axis) -> Ruler {
        let map = |v: f64| if axis.log { v.log10() } else { v };
        let scale = axis.cells as f64 / (map(axis.high) - map(axis.low));
        let shift = -map(axis.low) * scale;
        let sound = axis.low < axis.high
            && axis.low.is_finite()
            && axis.high.is_finite()
            && axis.cells > 0
            && scale.is_finite()
            && shift.is_finite()
            && (!axis.log || axis.low > 0.0);
        let (low, high) =
            if sound { (axis.low, axis.high) } else { (f64::INFINITY, f64::NEG_INFINITY) };
        let edge = (map(axis.high) * scale + shift).round_ties_even() as i64;
        Ruler { low, high, scale, shift, log: axis.log, top: axis.cells.saturating_sub(1), edge }
    }

    /// Whether a value is within the ends.
    #[allow(
        clippy::needless_bitwise_bool,
        reason = "branches would keep loops from being vectorized"
    )]
    pub(super) fn holds(&self, value: f64) -> bool {
        (self.low <= value) & (value <= self.high)
    }

    /// Whether no value can be shown.
    pub(super) fn void(&self) -> bool {
        self.low > self.high
    }

    /// A value as the axis measures it.
    pub(super) fn map(&self, value: f64) -> f64 {
        if self.log { logarithm(value) } else { value }
    }

    /// Where a value is, in cells, with the lower end at 0.
    pub(super) fn position(&self, value: f64) -> f64 {
        self.map(value) * self.scale + self.shift
    }

    /// The cell of a vertex, perhaps beyond the ends.
    pub(super) fn snapped(&self, value: f64) -> i64 {
        let cell = self.position(value) as i64;
        (if cell == self.edge { cell - 1 } else { cell }).clamp(-FARTHEST, FARTHEST)
    }

    /// The cell of a vertex that was clipped to the axis.
    pub(super) fn clipped(&self, value: f64) -> i64 {
        self.snapped(value).clamp(0, self.top as i64)
    }
}

/// A call of its own, since a logarithm within a choice is taken whatever is chosen.
#[inline(never)]
fn logarithm(value: f64) -> f64 {
    value.log10()
}

/// Both axes of a canvas made ready.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) x: Ruler,
    pub(super) y: Ruler,
    /// Cells across.
    pub(super) width: usize,
    /// All cells; also the number of the spare cell, which takes what has no place.
    pub(super) cells: usize,
}

impl Frame {
    pub(super) fn new(canvas: &Canvas) -> Frame {
        let mut frame = Frame {
            x: Ruler::new(canvas.x),
            y: Ruler::new(canvas.y),
            width: canvas.x.cells,
            cells: canvas.x.cells.saturating_mul(canvas.y.cells),
        };
        // Cells are numbered in 32 bits; more of them would not fit into memory anyway.
        if frame.cells >= u32::MAX as usize {
            frame.cells = 0;
        }
        if frame.cells == 0 || frame.x.void() || frame.y.void() {
            (frame.x.low, frame.x.high) = (f64::INFINITY, f64::NEG_INFINITY);
        }
        frame
    }

    /// Whether nothing can be shown.
    pub(super) fn void(&self) -> bool {
        self.x.void()
    }

    /// The last row of cells.
    pub(super) fn top(&self) -> usize {
        self.y.top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_belong_to_the_axis() {
        let axis = Axis { low: 0.0, high: 10.0, log: false, cells: 20 };
        assert_eq!(axis.cell(0.0), Some(0));
        assert_eq!(axis.cell(10.0), Some(19));
        assert_eq!(axis.cell(-0.1), None);
        assert_eq!(axis.cell(f64::NAN), None);
        assert_eq!((axis.snapped(10.0), axis.snapped(10.6)), (19, 21));
        assert_eq!(axis.position(axis.center(7)), 7.0);
    }

    #[test]
    fn an_axis_that_shows_nothing_has_no_cells() {
        for (low, high, cells) in [(1.0, 1.0, 5), (2.0, 1.0, 5), (0.0, 1.0, 0), (f64::NAN, 1.0, 2)]
        {
            assert_eq!(Axis { low, high, log: false, cells }.cell(1.0), None);
        }
        assert_eq!(Axis { low: 0.0, high: 9.0, log: true, cells: 4 }.cell(1.0), None);
        for (low, high) in [(0.0, f64::INFINITY), (f64::NEG_INFINITY, 2.0)] {
            assert_eq!(Axis { low, high, log: false, cells: 4 }.cell(1.0), None);
        }
    }

    #[test]
    fn logarithmic_cells_are_decades() {
        let axis = Axis { low: 1.0, high: 1000.0, log: true, cells: 3 };
        assert_eq!([2.0, 20.0, 200.0].map(|v| axis.cell(v)), [Some(0), Some(1), Some(2)]);
        assert!((axis.center(1) - 31.622_776).abs() < 1e-5);
    }
}
