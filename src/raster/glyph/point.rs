//! Points: one cell a row.
//!
//! Rows are taken in blocks. A first loop, without branches so that it is vectorized, computes the
//! cells; rows without a place get the spare one. A second adds the rows to the cells. The first is
//! compiled for each set of vector instructions: they compute the same bits, some of them sooner.

use std::marker::PhantomData;

use fearless_simd::{Level, dispatch};

use super::super::canvas::{Frame, Ruler};
use super::super::reduction::Reduction;
use super::super::sheet::Sheet;
use super::super::{Batch, NONE, Tally};
use super::Brush;

/// Rows of a block: its cells and coordinates stay in the first-level cache.
const BLOCK: usize = 1024;

/// Each row is a point.
pub(crate) struct Point<R>(pub(crate) PhantomData<fn() -> R>);

impl<R: Reduction> Brush for Point<R> {
    type Fold = R;
    type Trail = ();

    fn paint(&self, frame: &Frame, batch: &Batch<'_>, sheet: &mut Sheet<R>, _trail: &mut ()) {
        let rows = batch.rows();
        let mut index = [0u32; BLOCK];
        let (mut mapped_x, mut mapped_y) = ([0.0; BLOCK], [0.0; BLOCK]);
        sheet.tally.rows += rows as u64;
        for start in (0..rows).step_by(BLOCK) {
            let end = rows.min(start + BLOCK);
            let (x, y) = (&batch.x[start..end], &batch.y[start..end]);
            let value = batch.value.map(|value| &value[start..end]);
            let index = &mut index[..end - start];
            let placed_x = map(&frame.x, x, &mut mapped_x);
            let placed_y = map(&frame.y, y, &mut mapped_y);
            let spare = frame.cells as u32;
            let wanted = (R::VALUED || value.is_some(), value);
            let misses = find(frame, (x, placed_x), (y, placed_y), wanted, index);
            if misses > 0 {
                classify(frame, x, y, misses, &mut sheet.tally);
            }
            let row = batch.row.saturating_add(start as u64);
            match batch.plane.map(|plane| &plane[start..end]) {
                None => scatter(index, value, row, sheet),
                Some(plane) if sheet.counts() => count(spare, index, plane, sheet),
                Some(plane) => sort(spare, index, plane, value, row, sheet),
            }
        }
    }
}

/// Values as the axis measures them.
fn map<'a>(ruler: &Ruler, values: &'a [f64], room: &'a mut [f64; BLOCK]) -> &'a [f64] {
    if !ruler.log {
        return values;
    }
    let room = &mut room[..values.len()];
    for (mapped, value) in room.iter_mut().zip(values) {
        *mapped = value.log10();
    }
    room
}

/// The cell of each row, and how many rows have none. A value comes with whether a row must have
/// one. What is called here is inlined, so that it has the instructions that were chosen.
fn find(
    frame: &Frame,
    x: (&[f64], &[f64]),
    y: (&[f64], &[f64]),
    value: (bool, Option<&[f64]>),
    index: &mut [u32],
) -> u32 {
    dispatch!(Level::new(), _ => match value {
        (false, _) => place(frame, x, y, None, index),
        (true, Some(value)) => place(frame, x, y, Some(value), index),
        (true, None) => {
            index.fill(frame.cells as u32);
            index.len() as u32
        }
    })
}

/// The cell of each row. Each coordinate comes as it is and as its axis measures it. Rows whose
/// value is missing or infinite have no place.
#[allow(clippy::needless_bitwise_bool, reason = "branches would keep it from being vectorized")]
#[allow(clippy::inline_always, reason = "for the instructions of the caller")]
#[inline(always)]
fn place(
    frame: &Frame,
    x: (&[f64], &[f64]),
    y: (&[f64], &[f64]),
    value: Option<&[f64]>,
    index: &mut [u32],
) -> u32 {
    let rows = index.len();
    let (x, mapped_x, y, mapped_y) = (&x.0[..rows], &x.1[..rows], &y.0[..rows], &y.1[..rows]);
    let value = value.map(|value| &value[..rows]);
    let (across, up) = (frame.x, frame.y);
    let (right, top) = (across.top as f64, up.top as f64);
    let (width, spare) = (frame.width as f64, frame.cells as f64);
    let mut misses = 0;
    for i in 0..rows {
        let valued = value.is_none_or(|value| value[i].abs() < f64::INFINITY);
        let inside = valued
            & (x[i] >= across.low)
            & (x[i] <= across.high)
            & (y[i] >= up.low)
            & (y[i] <= up.high);
        let column = cell(mapped_x[i] * across.scale + across.shift, right);
        let row = cell(mapped_y[i] * up.scale + up.shift, top);
        let place = if inside { row * width + column } else { spare };
        index[i] = (place + WHOLE).to_bits() as u32;
        misses += u32::from(!inside);
    }
    misses
}

/// A number so large that what is added to it is rounded to a whole number.
const WHOLE: f64 = (1u64 << 52) as f64;

/// The whole number of cells below a position that is not below 0, up to the last; as a float, because
/// conversion to integers and back is not vectorized on every machine. A logarithm may put what is
/// just above the lower end of an axis just below 0: that is cut to 0 too.
#[allow(clippy::inline_always, reason = "for the instructions of the caller")]
#[inline(always)]
fn cell(position: f64, last: f64) -> f64 {
    (if position < last { position } else { last }).trunc()
}

/// Counts why rows of a block have no place; again without branches, for views that show little.
#[cold]
#[allow(clippy::needless_bitwise_bool, reason = "branches would keep it from being vectorized")]
fn classify(frame: &Frame, x: &[f64], y: &[f64], misses: u32, tally: &mut Tally) {
    let (across, up) = (frame.x, frame.y);
    let (mut known, mut finite, mut positive, mut seen) = (0u64, 0u64, 0u64, 0u64);
    for (x, y) in x.iter().zip(y) {
        let bounded = (x.abs() < f64::INFINITY) & (y.abs() < f64::INFINITY);
        let above = (!across.log | (*x > 0.0)) & (!up.log | (*y > 0.0));
        known += u64::from(!x.is_nan() & !y.is_nan());
        finite += u64::from(bounded);
        positive += u64::from(bounded & above);
        seen += u64::from(across.holds(*x) & up.holds(*y));
    }
    let rows = x.len() as u64;
    tally.missing += rows - known;
    tally.infinite += known - finite;
    tally.not_positive += finite - positive;
    tally.outside += positive - seen;
    tally.bare += seen + u64::from(misses) - rows;
}

/// Rows that are added without looking in between whether there are more.
const AT_ONCE: usize = 8;

/// Counts a block. Rows of planes that have not been met are put off to the end.
fn count<R: Reduction>(spare: u32, index: &[u32], plane: &[u32], sheet: &mut Sheet<R>) {
    let mut strays = [0u16; BLOCK];
    let mut some = 0;
    sheet.count(plane, index, |i| {
        strays[some] = i as u16;
        some += 1;
    });
    for i in strays[..some].iter().map(|i| usize::from(*i)) {
        if index[i] != spare && plane[i] == NONE {
            sheet.tally.bare += 1;
        } else if index[i] != spare {
            sheet.meet(plane[i]);
            sheet.count(&[plane[i]], &[index[i]], |_| {});
        }
    }
}

/// Adds a block to the only plane.
fn scatter<R: Reduction>(index: &[u32], value: Option<&[f64]>, row: u64, sheet: &mut Sheet<R>) {
    let Some(cells) = sheet.plane(0) else { return };
    let mut add = |cell: u32, value: f64, row: u64| {
        if let Some(cell) = cells.get_mut(cell as usize) {
            R::add(cell, value, row);
        }
    };
    let (some, rest) = index.as_chunks::<AT_ONCE>();
    let Some(value) = value.filter(|_| R::VALUED) else {
        for some in some {
            for cell in some {
                add(*cell, 0.0, row);
            }
        }
        for cell in rest {
            add(*cell, 0.0, row);
        }
        return;
    };
    let (values, last) = value.as_chunks::<AT_ONCE>();
    let mut row = row;
    let mut next = |cell: u32, value: f64| {
        add(cell, value, row);
        row = row.wrapping_add(1);
    };
    for (some, values) in some.iter().zip(values) {
        for (cell, value) in some.iter().zip(values) {
            next(*cell, *value);
        }
    }
    for (cell, value) in rest.iter().zip(last) {
        next(*cell, *value);
    }
}

/// Adds a block to its planes. Rows of planes that have not been met are put off to the end: they
/// are alone on their planes.
fn sort<R: Reduction>(
    spare: u32,
    index: &[u32],
    plane: &[u32],
    value: Option<&[f64]>,
    row: u64,
    sheet: &mut Sheet<R>,
) {
    let mut slots = [0u32; BLOCK];
    let slots = &mut slots[..index.len()];
    sheet.slots(plane, slots);
    let mut strays = [0u16; BLOCK];
    let mut count = 0;
    let planes = sheet.planes();
    let mut add = |i: usize, cell: u32, slot: u32, value: f64| {
        let cells = planes.get_mut(slot as usize);
        if let Some(cell) = cells.and_then(|cells| cells.get_mut(cell as usize)) {
            R::add(cell, value, row.wrapping_add(i as u64));
        } else {
            strays[count] = i as u16;
            count += 1;
        }
    };
    match value {
        Some(value) if R::VALUED => {
            for (i, ((cell, slot), value)) in index.iter().zip(&*slots).zip(value).enumerate() {
                add(i, *cell, *slot, *value);
            }
        }
        _ => {
            for (i, (cell, slot)) in index.iter().zip(&*slots).enumerate() {
                add(i, *cell, *slot, 0.0);
            }
        }
    }
    for i in strays[..count].iter().map(|i| usize::from(*i)) {
        let value = value.map_or(0.0, |value| value[i]);
        meet(sheet, spare, plane[i], index[i], value, row.wrapping_add(i as u64));
    }
}

/// A row whose plane has not been met, or that has none. Rows out of view meet no plane.
#[cold]
fn meet<R: Reduction>(
    sheet: &mut Sheet<R>,
    spare: u32,
    plane: u32,
    cell: u32,
    value: f64,
    row: u64,
) {
    if cell == spare {
        return;
    }
    if plane == NONE {
        sheet.tally.bare += 1;
    } else if let Some(cell) = sheet.plane(plane).and_then(|plane| plane.get_mut(cell as usize)) {
        R::add(cell, value, row);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Axis, Canvas};
    use super::*;

    #[test]
    fn all_instructions_find_the_same_cells() {
        let axis = |low, high, cells| Axis { low, high, log: false, cells };
        let canvas = Canvas { x: axis(-0.3, 7.1, 90), y: axis(1e-3, 1e3, 41) };
        let frame = Frame::new(&canvas);
        let odd =
            [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, f64::MAX, -0.3, 7.1, 1e-3, 1e3];
        let near = odd.iter().flat_map(|v| [v.next_down(), *v, v.next_up()]);
        let even = (0..997).map(|i| f64::from(i) * 0.009 - 0.7);
        let x: Vec<f64> = near.chain(even).collect();
        let y: Vec<f64> = x.iter().rev().map(|v| v * 90.0).chain(x.iter().copied()).collect();
        let x = [x.as_slice(), x.as_slice()].concat();
        for (x, y) in x.chunks(BLOCK - 5).zip(y.chunks(BLOCK - 5)) {
            let (mut all, mut plain) = (vec![0; x.len()], vec![0; x.len()]);
            let misses = find(&frame, (x, x), (y, y), (false, None), &mut all);
            place(&frame, (x, x), (y, y), None, &mut plain);
            assert_eq!(all, plain);
            let cell = |(x, y): (&f64, &f64)| {
                let (column, row) = (canvas.x.cell(*x)?, canvas.y.cell(*y)?);
                Some((row * 90 + column) as u32)
            };
            let one: Vec<_> = x.iter().zip(y).map(cell).collect();
            assert_eq!(misses as usize, one.iter().filter(|cell| cell.is_none()).count());
            assert!(one.iter().zip(all).all(|(one, all)| one.unwrap_or(90 * 41) == all));
        }
    }
}
