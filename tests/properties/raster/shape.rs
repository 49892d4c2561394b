//! The published rules of every glyph, one row or segment at a time.

use vizcli::raster::{Axis, Canvas};

use super::rows::Row;

/// Paints a cell: its column and row, how much is covered now and was before.
pub(crate) type Paint<'a> = &'a mut dyn FnMut(i64, i64, f64, f64);

pub(crate) fn map(axis: &Axis, v: f64) -> f64 {
    if axis.log { v.log10() } else { v }
}

pub(crate) fn place(axis: &Axis, v: f64) -> f64 {
    let scale = axis.cells as f64 / (map(axis, axis.high) - map(axis, axis.low));
    map(axis, v) * scale + -map(axis, axis.low) * scale
}

pub(crate) fn inside(axis: &Axis, v: f64) -> bool {
    axis.low <= v && v <= axis.high
}

pub(crate) fn sound(axis: &Axis, v: f64) -> bool {
    v.is_finite() && !(axis.log && v <= 0.0)
}

pub(crate) fn snap(axis: &Axis, v: f64) -> i64 {
    let cell = place(axis, v) as i64;
    if cell == place(axis, axis.high).round() as i64 { cell - 1 } else { cell }
}

pub(crate) fn point(canvas: &Canvas, row: &Row, mark: Paint<'_>) {
    if inside(&canvas.x, row.x) && inside(&canvas.y, row.y) {
        let cell = |axis: &Axis, v| (place(axis, v) as i64).min(axis.cells as i64 - 1);
        mark(cell(&canvas.x, row.x), cell(&canvas.y, row.y), 1.0, 0.0);
    }
}

pub(crate) fn rect(canvas: &Canvas, row: &Row, edged: bool, mark: Paint<'_>) {
    let reach = |axis: &Axis, a: f64, b: f64| {
        if !sound(axis, a) || !sound(axis, b) || a.max(b) < axis.low || a.min(b) > axis.high {
            return 0..0;
        }
        let share =
            |v| (map(axis, v) - map(axis, axis.low)) / (map(axis, axis.high) - map(axis, axis.low));
        let count = axis.cells as i64;
        let cell = |v| ((share(v) * count as f64) as i64).clamp(0, count);
        let (low, high) = (cell(a.min(b)), cell(a.max(b)));
        low..if low == high && low != count { low + 1 } else { high }
    };
    let (x2, y2) = if edged { (row.x2, row.y2) } else { (row.x, row.y) };
    if sound(&canvas.y, row.y) && sound(&canvas.y, y2) {
        for i in reach(&canvas.x, row.x, x2) {
            reach(&canvas.y, row.y, y2).for_each(|j| mark(i, j, 1.0, 0.0));
        }
    }
}

/// The shares of a segment at which it enters and leaves the canvas.
pub(crate) fn cut(edges: &[(f64, f64)]) -> Option<(f64, f64)> {
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (step, room) in edges {
        if *step < 0.0 && *room < 0.0 {
            if room / step > leave {
                return None;
            }
            enter = enter.max(room / step);
        } else if *step > 0.0 && room < step {
            if room / step < enter {
                return None;
            }
            leave = leave.min(room / step);
        } else if *room < 0.0 {
            return None;
        }
    }
    Some((enter, leave))
}

pub(crate) fn edges(axis: &Axis, a: f64, b: f64) -> [(f64, f64); 2] {
    [(a - b, a - axis.low), (b - a, axis.high - a)]
}

pub(crate) fn ends(a: f64, b: f64, (enter, leave): (f64, f64)) -> (f64, f64) {
    (
        if enter > 0.0 { a + enter * (b - a) } else { a },
        if leave < 1.0 { a + leave * (b - a) } else { b },
    )
}

pub(crate) fn line(canvas: &Canvas, a: &Row, b: &Row, start: bool, mark: Paint<'_>) {
    let all = [edges(&canvas.x, a.x, b.x), edges(&canvas.y, a.y, b.y)].concat();
    let Some(part) = cut(&all) else { return };
    let ((xa, xb), (ya, yb)) = (ends(a.x, b.x, part), ends(a.y, b.y, part));
    let (mut x, x1) = (snap(&canvas.x, xa), snap(&canvas.x, xb));
    let (mut y, y1) = (snap(&canvas.y, ya), snap(&canvas.y, yb));
    let (dx, dy, ix, iy) =
        (2 * (x1 - x).abs(), 2 * (y1 - y).abs(), (x1 - x).signum(), (y1 - y).signum());
    let (late, early) = (part.0 > 0.0, part.1 < 1.0);
    if !late && !early && dx == 0 && dy == 0 {
        mark(x, y, 1.0, 0.0);
        return;
    }
    if start || late {
        mark(x, y, 1.0, 0.0);
    }
    if dx >= dy {
        let mut e = 2 * dy - dx;
        while x != x1 {
            if e > 0 || (e == 0 && ix > 0) {
                e -= 2 * dx;
                y += iy;
            }
            e += 2 * dy;
            x += ix;
            mark(x, y, 1.0, 0.0);
        }
    } else {
        let mut e = 2 * dx - dy;
        while y != y1 {
            if e > 0 || (e == 0 && iy > 0) {
                e -= 2 * dy;
                x += ix;
            }
            e += 2 * dx;
            y += iy;
            mark(x, y, 1.0, 0.0);
        }
    }
}

pub(crate) fn area(
    canvas: &Canvas,
    (a, b): (&Row, &Row),
    start: bool,
    stacked: bool,
    mark: Paint<'_>,
) {
    let base = |row: &Row| if stacked { row.y2 } else { 0.0 };
    let heights = [a.y, base(a), b.y, base(b)];
    if heights.iter().all(|y| *y > canvas.y.high) || heights.iter().all(|y| *y < canvas.y.low) {
        return;
    }
    let Some(part) = cut(&edges(&canvas.x, a.x, b.x)) else { return };
    let height = |y: f64| if canvas.y.log && y <= 0.0 { -1_000_000 } else { snap(&canvas.y, y) };
    let (xa, xb) = ends(a.x, b.x, part);
    let (mut x, x1) = (snap(&canvas.x, xa), snap(&canvas.x, xb));
    let (ta, tb) = ends(a.y, b.y, part);
    let (ba, bb) = ends(base(a), base(b), part);
    let [mut top, top1, mut low, low1] = [ta, tb, ba, bb].map(height);
    let last = canvas.y.cells as i64 - 1;
    let mut column = |x: i64, top: i64, low: i64| {
        // A column that has but its base in view is not painted.
        if (top < 0 && low <= 0) || (top > last && low >= last) {
            return;
        }
        for y in 0..=last {
            // Between the two, the top always and the base only if it is not stacked.
            let within = (low.min(top)..=low.max(top)).contains(&y);
            if within && (!stacked || y != low) {
                mark(x, y, 1.0, 0.0);
            }
        }
    };
    let (late, early) = (part.0 > 0.0, part.1 < 1.0);
    if start || late {
        column(x, top, low);
    }
    if x == x1 && !late && !early {
        column(x, top1, low1);
        return;
    }
    let (dx, ix) = (2 * (x1 - x).abs(), (x1 - x).signum());
    let (dt, it) = (2 * (top1 - top).abs(), (top1 - top).signum());
    let (dl, il) = (2 * (low1 - low).abs(), (low1 - low).signum());
    let (mut et, mut el) = (2 * dt - dx, 2 * dl - dx);
    while x != x1 {
        while et > 0 || (et == 0 && ix > 0) {
            et -= 2 * dx;
            top += it;
        }
        et += 2 * dt;
        while el > 0 || (el == 0 && ix > 0) {
            el -= 2 * dx;
            low += il;
        }
        el += 2 * dl;
        x += ix;
        column(x, top, low);
    }
}

pub(crate) fn smooth(
    canvas: &Canvas,
    window: [Option<&Row>; 4],
    width: f64,
    correcting: bool,
    mark: Paint<'_>,
) {
    let [before, Some(a), Some(b), after] = window else { return };
    let at = |x, y| (place(&canvas.x, x) - 0.5, place(&canvas.y, y) - 0.5);
    let visible = |a: &Row, b: &Row| {
        let part = cut(&[edges(&canvas.x, a.x, b.x), edges(&canvas.y, a.y, b.y)].concat())?;
        let ((xa, xb), (ya, yb)) = (ends(a.x, b.x, part), ends(a.y, b.y, part));
        Some((at(xa, ya), at(xb, yb), part.0 > 0.0))
    };
    let Some((p, q, late)) = visible(a, b) else { return };
    let norm = |a: (f64, f64), b: (f64, f64)| ((b.0 - a.0).powi(2) + (b.1 - a.1).powi(2)).sqrt();
    // The projection on the unit direction. Where a place is exactly beside an end, its rounding
    // decides which of two segments the cell belongs to.
    let along = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| {
        (c.0 - a.0) * ((b.0 - a.0) / norm(a, b)) + (c.1 - a.1) * ((b.1 - a.1) / norm(a, b))
    };
    let away = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| {
        (((c.0 - a.0) * (b.1 - a.1) - (c.1 - a.1) * (b.0 - a.0)) / norm(a, b)).abs()
    };
    if norm(p, q) == 0.0 {
        return;
    }
    let (full, strength) = (width.max(1.0), width.min(1.0));
    let cover = |d: f64| strength * (1.0 - (d - (full - 1.0) / 2.0).clamp(0.0, 1.0));
    let before = before.filter(|_| correcting && !late);
    let previous = before.map(|o| at(o.x, o.y)).filter(|o| norm(*o, p) > 0.0);
    // Whether a place is past the end of the previous segment, as that one was drawn.
    let drawn = before.and_then(|before| visible(before, a)).map(|(o, ..)| o);
    let drawn = drawn.filter(|o| norm(*o, p) > 0.0).or(previous);
    let past = |c| drawn.is_none_or(|o| along(o, p, c) > norm(o, p));
    // Where the previous segment is.
    let covered = |o, c| {
        let t = along(o, p, c);
        t >= 0.0 && !past(c) && 2.0 * away(o, p, c) <= full + 1.0
    };
    for j in 0..canvas.y.cells as i64 {
        for i in 0..canvas.x.cells as i64 {
            let c = (i as f64, j as f64);
            let t = along(p, q, c);
            let (mut d, mut had) = (away(p, q, c), 0.0);
            if t < 0.0 {
                if previous.is_some() && !past(c) {
                    continue;
                }
                d = norm(p, c);
            } else if t > norm(p, q) {
                if correcting && after.is_some() {
                    continue;
                }
                d = norm(q, c);
            } else if let Some(o) = previous.filter(|o| covered(*o, c)) {
                had = cover(away(o, p, c));
            }
            // Places at the very border too, with nothing: rounding decides about those.
            let border = had == 0.0 && (2.0 * d - full - 1.0).abs() < 1e-9;
            if cover(d) > had || border {
                mark(i, j, cover(d), had);
            }
        }
    }
}
