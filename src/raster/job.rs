//! What is to be rasterized, and how.

use std::marker::PhantomData;

use crate::error::Result;

use super::canvas::Frame;
use super::glyph::{Area, Line, Point, Rect, Smooth, Strokes};
use super::reduction::{Choice, Reduction};
use super::run::run;
use super::{Canvas, Raster, Source};

/// What rows look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Glyph {
    /// Each row is a point.
    Point,
    /// Rows are the vertices of lines one cell wide.
    Line,
    /// Rows are the vertices of lines with smooth edges.
    Smooth {
        /// In cells; below 1 the line is 1 wide and that much fainter.
        width: f64,
    },
    /// Rows are the vertices of the upper edge of an area, down to zero or to `y2`.
    Area,
    /// Each row is a rectangle between `x` and `x2`, `y` and `y2`.
    Rect,
}

/// How the rows of a cell become its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregator {
    /// How many there are; of smooth lines, how much is covered.
    Count,
    /// Whether there are any; of smooth lines, how much of the cell the deepest covers.
    Any,
    /// The sum of the values.
    Sum,
    /// The mean of the values.
    Mean,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
    /// The variance of the values, divided by n.
    Var,
    /// The standard deviation of the values, divided by n.
    Std,
    /// The value of the first row.
    First,
    /// The value of the last row.
    Last,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Job {
    /// Where.
    pub canvas: Canvas,
    /// What a row looks like.
    pub glyph: Glyph,
    /// What becomes of the rows of a cell.
    pub aggregator: Aggregator,
    /// How many planes there may be; rows of later planes share the last one.
    pub most_planes: usize,
}

/// Puts all rows of a source into cells. `seen` is told how many more rows have been done.
///
/// The result is the same, to the bit, on any number of threads. If the source fails, the error of
/// the earliest piece that fails is returned.
pub fn rasterize(job: &Job, source: &dyn Source, seen: &(dyn Fn(u64) + Sync)) -> Result<Raster> {
    job.aggregator.choose(Start { job, source, seen })
}

/// All that [`rasterize`] was given, waiting for the reduction.
struct Start<'a> {
    job: &'a Job,
    source: &'a dyn Source,
    seen: &'a (dyn Fn(u64) + Sync),
}

impl Choice for Start<'_> {
    type Out = Result<Raster>;

    fn with<R: Reduction>(self) -> Result<Raster> {
        let Start { job, source, seen } = self;
        let frame = Frame::new(&job.canvas);
        match job.glyph {
            Glyph::Point => run(&Point::<R>(PhantomData), &frame, job, source, seen),
            Glyph::Rect => run(&Rect::<R>(PhantomData), &frame, job, source, seen),
            Glyph::Line => run(&Strokes::new(Line::<R>(PhantomData)), &frame, job, source, seen),
            Glyph::Area => run(&Strokes::new(Area::<R>(PhantomData)), &frame, job, source, seen),
            Glyph::Smooth { width } => {
                let smooth = Smooth::<R::Smooth>::new(width);
                run(&Strokes::new(smooth), &frame, job, source, seen)
            }
        }
    }
}
