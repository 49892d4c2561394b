//! The plots of a page in their grid: rounds of fitting until nothing moves.

use super::margin::Needs;
use super::pen::{MARGIN, Pen};
use super::plot::{self, Fit, Space};
use super::title::{self, Header};
use super::{Page, PlotFrame, strip};

/// Most rounds of fitting.
const ROUNDS: usize = 6;
/// From this round on needs only grow, so that the last round has room for what it holds.
const GROWING: usize = 2;
/// Between plots, across and down.
const BETWEEN: [f64; 2] = [32.0, 20.0];

/// What is written, in falling order: a small page has less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Everything.
    Full,
    /// No subtitle, no caption.
    Brief,
    /// No legend, no axis titles either.
    Plain,
    /// The panels alone.
    Panels,
}

/// A page whose plots have their places.
pub(super) struct Solved {
    /// Width and height.
    pub(super) size: [f64; 2],
    /// Words above all plots.
    pub(super) header: Header,
    /// By plot.
    pub(super) plots: Vec<Placed>,
    /// What is written.
    pub(super) detail: Detail,
}

/// A plot and its place.
pub(super) struct Placed {
    /// What is in it.
    pub(super) fit: Fit,
    /// Upper left corner of its first panel.
    pub(super) origin: [f64; 2],
    /// Left and right end of its place.
    pub(super) sides: [f64; 2],
    /// The baseline above it.
    pub(super) above: f64,
    /// Gaps between its panels.
    pub(super) gaps: [f64; 2],
    /// Nothing is written around it.
    pub(super) silent: bool,
}

/// Find a place for everything, leaving words out where panels would get too small.
pub(super) fn solve(page: &Page, pen: &Pen) -> Solved {
    let enough = |solved: &Solved| {
        let mut plots = solved.plots.iter().zip(&page.plots);
        plots.all(|(placed, plot)| {
            let least = strip::gaps(plot).least;
            let given = [page.frame.0, page.frame.1].map(|side| side.is_some());
            let fixed = |i: usize| given[i] || given[1 - i] && plot.aspect.is_some();
            (0..2).all(|i| fixed(i) || placed.fit.panel[i] >= least)
        })
    };
    [Detail::Full, Detail::Brief, Detail::Plain]
        .into_iter()
        .map(|detail| rounds(page, pen, detail))
        .find(enough)
        .unwrap_or_else(|| rounds(page, pen, Detail::Panels))
}

/// Fit, place, and fit again until nothing moves.
fn rounds(page: &Page, pen: &Pen, detail: Detail) -> Solved {
    let start = |plot: &PlotFrame| if plot.bare { Needs::NONE } else { Needs::START };
    let mut needs: Vec<Needs> = page.plots.iter().map(start).collect();
    let mut frames: Vec<[Option<f64>; 2]> =
        page.plots.iter().map(|plot| plot::frame(page.frame, plot, &[])).collect();
    let mut round = 0;
    loop {
        let grid = Grid::new(page, &needs, &frames, pen, detail);
        let fits: Vec<Fit> = page
            .plots
            .iter()
            .enumerate()
            .map(|(i, plot)| plot::fit(plot, &grid.space(i, &needs, detail), pen))
            .collect();
        let wanted: Vec<Needs> = fits.iter().map(|fit| fit.needs).collect();
        let shapes = page.plots.iter().zip(&fits);
        let framed: Vec<_> =
            shapes.map(|(plot, fit)| plot::frame(page.frame, plot, &fit.axes)).collect();
        round += 1;
        if wanted == needs && framed == frames || round == ROUNDS {
            return grid.placed(page, fits, &needs, detail);
        }
        let grown =
            |(new, old): (&Needs, &Needs)| if round > GROWING { new.max(old) } else { *new };
        frames = framed;
        needs = wanted.iter().zip(&needs).map(grown).collect();
    }
}

/// The page's lines and columns of plots.
struct Grid {
    size: [f64; 2],
    header: Header,
    cols: usize,
    /// Left edge of each column, and of the panels in it; its right edge.
    columns: Vec<[f64; 3]>,
    /// The baseline above each line, and the top of the panels in it.
    lines: Vec<[f64; 2]>,
    /// Width and height of all panels of each plot.
    areas: Vec<[f64; 2]>,
    /// What each plot's place measures before anything is fitted.
    cells: Vec<[f64; 2]>,
}

impl Grid {
    fn new(
        page: &Page,
        needs: &[Needs],
        frames: &[[Option<f64>; 2]],
        pen: &Pen,
        detail: Detail,
    ) -> Self {
        // Length of all panels of a plot where the size of one is given.
        let own = |plot: usize, axis: usize| {
            let each = frames[plot][axis]?;
            let gaps = [needs[plot].across, needs[plot].down];
            Some(plot::area(&page.plots[plot], [each, each], gaps)[axis])
        };
        let n = page.plots.len().max(1);
        let alone = matches!(page.plots.as_slice(), [plot] if plot.bare);
        let margin = if alone { 0.0 } else { MARGIN };
        let wanted = page.cols.map_or((n as f64 * 1.3).sqrt().round() as usize, |c| c as usize);
        let cols = wanted.clamp(1, n);
        let lines = n.div_ceil(cols);
        let most = |count: usize, line: &dyn Fn(usize) -> usize, side: fn(&Needs) -> f64| {
            let of = |k| needs.iter().enumerate().filter(move |(i, _)| line(*i) == k);
            (0..count)
                .map(|k| of(k).map(|(_, need)| side(need)).fold(0.0, f64::max))
                .collect::<Vec<f64>>()
        };
        let (col, line) = (|i: usize| i % cols, |i: usize| i / cols);
        let (left, right) = (most(cols, &col, |n| n.left), most(cols, &col, |n| n.right));
        let (top, bottom) = (most(lines, &line, |n| n.top), most(lines, &line, |n| n.bottom));

        let between = [0, 1].map(|i| BETWEEN[i] * ([cols, lines][i] - 1) as f64);
        let around = 2.0 * margin + between[0] + left.iter().chain(&right).sum::<f64>();
        let (widths, width) = lengths(page, &own, 0, cols, &col, around);
        let header =
            if alone { Header::default() } else { title::header(page, width, pen, detail) };
        let caption = if alone { 0.0 } else { title::caption_height(page, pen, detail) };
        let first = header.baseline.unwrap_or(margin - 4.0);
        // A line of plots starts 4 px below what stands for the baseline above it.
        let between_lines = (BETWEEN[1] - 4.0) * (lines - 1) as f64;
        let around =
            first + between_lines + margin + caption + top.iter().chain(&bottom).sum::<f64>();
        let (heights, height) = lengths(page, &own, 1, lines, &line, around);

        let mut grid = Self {
            size: [width, height],
            header,
            cols,
            columns: Vec::new(),
            lines: Vec::new(),
            areas: Vec::new(),
            cells: Vec::new(),
        };
        let mut x = margin;
        for c in 0..cols {
            let panels = x + left[c];
            let end = panels + widths[c] + right[c];
            grid.columns.push([x, panels, end]);
            x = end + BETWEEN[0];
        }
        let mut above = first;
        for r in 0..lines {
            let panels = above + top[r];
            grid.lines.push([above, panels]);
            above = panels + heights[r] + bottom[r] + BETWEEN[1] - 4.0;
        }
        let share = |i: usize, around: f64, count: usize| {
            (grid.size[i] - around - between[i]) / count as f64
        };
        let cell = [share(0, 2.0 * margin, cols), share(1, first + margin + caption, lines)];
        for i in 0..page.plots.len() {
            let cells = [0, 1].map(|axis| own(i, axis).map_or(cell[axis], |length| 1.4 * length));
            let areas =
                [own(i, 0).unwrap_or(widths[col(i)]), own(i, 1).unwrap_or(heights[line(i)])];
            grid.areas.push(areas);
            grid.cells.push(cells.map(|length| length.max(1.0)));
        }
        grid
    }

    /// What a plot has to fit into.
    fn space(&self, i: usize, needs: &[Needs], detail: Detail) -> Space {
        Space {
            area: self.areas[i],
            width: self.columns[i % self.cols][2] - self.columns[i % self.cols][0],
            cell: self.cells[i],
            gaps: [needs[i].across, needs[i].down],
            below_words: i < self.cols && self.header.baseline.is_some(),
            detail,
        }
    }

    /// The page with its plots in their places.
    fn placed(self, page: &Page, fits: Vec<Fit>, needs: &[Needs], detail: Detail) -> Solved {
        let place = |(i, fit): (usize, Fit)| {
            let [left, x, right] = self.columns[i % self.cols];
            let [above, y] = self.lines[i / self.cols];
            let gaps = [needs[i].across, needs[i].down];
            let silent = page.plots[i].bare || detail == Detail::Panels;
            Placed { fit, origin: [x, y], sides: [left, right], above, gaps, silent }
        };
        let plots = fits.into_iter().enumerate().map(place).collect();
        Solved { size: self.size, header: self.header, plots, detail }
    }
}

/// Length of the panels in each line or column, and of the page: given are the page's, unless
/// those of a plot's own panels are.
fn lengths(
    page: &Page,
    own: &dyn Fn(usize, usize) -> Option<f64>,
    axis: usize,
    count: usize,
    line: &dyn Fn(usize) -> usize,
    around: f64,
) -> (Vec<f64>, f64) {
    let given = [page.width, page.height][axis];
    let given = if given.is_finite() { given.clamp(1.0, 100_000.0) } else { 500.0 };
    let share = ((given - around) / count as f64).floor().max(1.0);
    let mut each = vec![None; count];
    for (i, length) in (0..page.plots.len()).filter_map(|i| Some((i, own(i, axis)?))) {
        let most: &mut Option<f64> = &mut each[line(i)];
        *most = Some(most.map_or(length, |most| most.max(length)));
    }
    if each.iter().all(Option::is_none) {
        return (vec![share; count], given);
    }
    let each: Vec<f64> = each.into_iter().map(|length| length.unwrap_or(share)).collect();
    let all = each.iter().sum::<f64>() + around;
    (each, all.ceil())
}
