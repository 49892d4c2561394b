//! Which character shows a cell of 8 by 8 sub-pixels best.
//!
//! A cell is a number of 64 bits, one per sub-pixel, top row first, leftmost bit lowest. Block
//! characters are such numbers too; the closest one is that with the fewest differing bits.

/// Sub-pixels of a cell, across and down.
pub(super) const SUB: usize = 8;

/// The rows `from..to`.
fn rows(from: u32, to: u32) -> u64 {
    let below = |n: u32| if n >= 8 { u64::MAX } else { (1 << (8 * n)) - 1 };
    below(to) & !below(from)
}

/// The columns `from..to`.
fn columns(from: u32, to: u32) -> u64 {
    (from..to).fold(0, |mask, c| mask | (0x0101_0101_0101_0101 << c))
}

/// The block character closest to `mask`, and whether it is to be drawn inverted.
pub(super) fn block(mask: u64, invert: bool) -> (char, bool) {
    const LOWER: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const LEFT: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    const QUADRANTS: [(char, [bool; 4]); 10] = [
        ('▘', [true, false, false, false]),
        ('▝', [false, true, false, false]),
        ('▖', [false, false, true, false]),
        ('▗', [false, false, false, true]),
        ('▚', [true, false, false, true]),
        ('▞', [false, true, true, false]),
        ('▛', [true, true, true, false]),
        ('▜', [true, true, false, true]),
        ('▙', [true, false, true, true]),
        ('▟', [false, true, true, true]),
    ];
    // Of equals the one that is not inverted: terminals show it alike in every selection.
    let mut best = (2 * mask.count_ones(), ' ', false);
    let mut offer = |ch: char, shape: u64| {
        let differ = (mask ^ shape).count_ones();
        if 2 * differ < best.0 {
            best = (2 * differ, ch, false);
        }
        if invert && 2 * (64 - differ) + 1 < best.0 {
            best = (2 * (64 - differ) + 1, ch, true);
        }
    };
    for (n, ch) in (0..).zip(LOWER) {
        offer(ch, rows(7 - n, 8));
    }
    for (n, ch) in (0..).zip(LEFT) {
        offer(ch, columns(0, n + 1));
    }
    offer('▐', columns(4, 8));
    offer('▀', rows(0, 4));
    for (ch, corners) in QUADRANTS {
        let halves = [rows(0, 4), rows(4, 8)];
        let sides = [columns(0, 4), columns(4, 8)];
        let shape =
            (0..4).filter(|&i| corners[i]).fold(0, |s, i| s | (halves[i / 2] & sides[i % 2]));
        offer(ch, shape);
    }
    (best.1, best.2)
}

/// Box-drawing lines that meet in a cell: left 1, right 2, up 4, down 8.
pub(super) fn rule(arms: u8, kind: Line) -> char {
    const SOLID: [char; 16] =
        [' ', '╴', '╶', '─', '╵', '┘', '└', '┴', '╷', '┐', '┌', '┬', '│', '┤', '├', '┼'];
    match (kind, arms & 15) {
        (Line::Faint, 3) => '┈',
        (Line::Faint, 12) => '┊',
        (Line::Dashed, 3) => '╌',
        (Line::Dashed, 12) => '╎',
        (_, arms) => SOLID[usize::from(arms)],
    }
}

/// How a rule is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// Grid.
    Faint,
    /// Axes.
    Solid,
    /// Annotations with dashes.
    Dashed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_matched() {
        assert_eq!(block(rows(5, 8), false), ('▃', false));
        assert_eq!(block(columns(0, 2), false), ('▎', false));
        assert_eq!(block(columns(6, 8), true), ('▊', true));
        assert_eq!(block(rows(0, 4), false), ('▀', false));
        assert_eq!(block(rows(0, 4) & columns(4, 8), false), ('▝', false));
        assert_eq!(block(u64::MAX, true), ('█', false));
        assert_eq!(block(0, true), (' ', false));
        // One eighth from the top has no character of its own: seven eighths, inverted.
        assert_eq!(block(rows(0, 1), true), ('▇', true));
    }
}
