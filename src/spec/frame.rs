//! The axes and the panel that a kind asks for.

use super::mark::Grid;

/// What a kind asks of the axes around its marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Grid lines.
    pub grid: Grid,
    /// A line at the foot of the panel.
    pub axis_line: bool,
    /// The y range starts at 0.
    pub zero: bool,
    /// The y range reaches down to 0 when that is near (min/max <= 0.25), as for scatter and line.
    pub near_zero: bool,
    /// x is a band of categories whatever its type.
    pub band: bool,
    /// y is a band of categories whatever its type.
    pub band_y: bool,
    /// y runs down the page: its first category is on top.
    pub down: bool,
    /// Names of categories of y stand at the foot of their slot.
    pub foot: bool,
    /// Room before the first category of y, in hundredths of its slot: shapes that stand in slots
    /// are higher than these.
    pub head: u16,
    /// Neither axis is drawn: places mean nothing by themselves.
    pub hidden: bool,
    /// The data fill the panel: no axis reaches beyond them.
    pub tight: bool,
    /// The panel is as wide as high, or one unit is as long on both axes.
    pub shape: Option<Square>,
    /// Both ranges get a margin of 4 %.
    pub pad: bool,
    /// The axes are drawn swapped: x upwards, first category on top.
    pub swap: bool,
}

/// The shape that a kind gives its panel when the user does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Square {
    /// As wide as high.
    Panel,
    /// One unit is as long on both axes.
    Unit,
}
