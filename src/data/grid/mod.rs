//! Cells on named dimensions: what a gridded file holds, read block by block.
//!
//! A [`Grid`] knows its dimensions and their places, and what its variables are called; cells are
//! read when they are asked for, and only those that are asked for.

mod along;
mod block;
mod outline;
mod places;
mod rows;
mod strip;

use std::ops::Range;
use std::sync::Arc;

pub use block::{Run, blocks};
pub use outline::{Attribute, Outline, OutlineDimension, OutlineGroup, OutlineVariable};
pub use places::Places;
pub use rows::Rows;

use crate::error::{Error, Result};
use crate::spec::Type;

/// A dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// What stands along it.
    pub places: Places,
    /// Where the cell of each place begins and ends, where the file says so; times are microseconds
    /// since 1970.
    pub edges: Option<Arc<Vec<[f64; 2]>>>,
    /// Unit of measure.
    pub unit: Option<String>,
    /// What people call it.
    pub label: Option<String>,
    /// The axis that the file says it is: X, Y, Z or T.
    pub axis: Option<char>,
}

/// A variable on some of the dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its dimensions, in the order in which its cells are read, as indices into those of the grid.
    pub dims: Vec<usize>,
    /// What its cells are; times are microseconds since 1970.
    pub kind: Type,
    /// Says where cells are (latitudes on two dimensions), instead of measuring something.
    pub coordinate: bool,
    /// Unit of measure.
    pub unit: Option<String>,
    /// What people call it.
    pub label: Option<String>,
    /// What the reader calls it.
    pub id: usize,
}

/// Reads the cells of variables.
pub trait Cells: Send + Sync {
    /// The cells of the variable `id` where these runs along its dimensions cross, the last
    /// dimension fastest. What is missing is not a number.
    fn read(&self, id: usize, runs: &[Run]) -> Result<Vec<f64>>;

    /// All words of a variable of words, the last dimension fastest.
    fn words(&self, id: usize) -> Result<Arc<Vec<Option<String>>>>;

    /// The chunks in which a variable is stored, of which a part costs as much as the whole: how
    /// long they are along its dimensions. None where any part can be read by itself.
    fn chunk(&self, _id: usize) -> Option<Vec<u64>> {
        None
    }
}

/// Variables on the same dimensions, and coordinates on some of these.
#[derive(Clone)]
pub struct Grid {
    name: String,
    dims: Vec<Dimension>,
    variables: Vec<Variable>,
    cells: Arc<dyn Cells>,
    /// Which places of the reader's are left, per dimension; all where nothing is said.
    picks: Vec<Option<Arc<Vec<u64>>>>,
    /// How long the reader's dimensions are.
    sizes: Vec<u64>,
    outline: Arc<Outline>,
}

impl Grid {
    /// A grid of `variables`, whose cells `cells` reads.
    pub fn new(
        name: impl Into<String>,
        dims: Vec<Dimension>,
        variables: Vec<Variable>,
        cells: Arc<dyn Cells>,
        outline: Arc<Outline>,
    ) -> Self {
        let sizes = dims.iter().map(|dim| dim.places.len()).collect();
        let picks = vec![None; dims.len()];
        Self { name: name.into(), dims, variables, cells, picks, sizes, outline }
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The dimensions, the slowest first.
    #[must_use]
    pub fn dims(&self) -> &[Dimension] {
        &self.dims
    }

    /// Coordinates first, then what is measured.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// What the whole file holds.
    #[must_use]
    pub fn outline(&self) -> &Arc<Outline> {
        &self.outline
    }

    /// The place of the dimension called `name`.
    #[must_use]
    pub fn dim(&self, name: &str) -> Option<usize> {
        self.dims.iter().position(|dim| dim.name == name)
    }

    /// The variable called `name`.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// How many places each dimension has.
    #[must_use]
    pub fn shape(&self) -> Vec<u64> {
        self.dims.iter().map(|dim| dim.places.len()).collect()
    }

    /// The same grid with only these places of a dimension, by number.
    #[must_use]
    pub fn pick(&self, dim: usize, picked: &[u64]) -> Self {
        let mut grid = self.clone();
        if let (Some(dimension), Some(picks)) = (grid.dims.get_mut(dim), grid.picks.get_mut(dim)) {
            dimension.places = dimension.places.pick(picked);
            if let Some(edges) = &mut dimension.edges {
                let some = picked.iter().filter_map(|&place| edges.get(place as usize).copied());
                *edges = Arc::new(some.collect());
            }
            let inner = |&place: &u64| match &*picks {
                Some(before) => before.get(place as usize).copied().unwrap_or_default(),
                None => place,
            };
            let all = picked.iter().map(inner).collect();
            *picks = Some(Arc::new(all));
        }
        grid
    }

    /// The cells of a variable in a block: a range of places for each dimension of the grid, of
    /// which the variable's own are looked at. The variable's last dimension is the fastest.
    pub fn read(&self, variable: &Variable, block: &[Range<u64>]) -> Result<Vec<f64>> {
        let run = |&dim: &usize| {
            let range = block.get(dim).cloned().unwrap_or(0..0);
            vec![Run { start: range.start, count: range.end - range.start, step: 1 }]
        };
        let runs: Vec<Vec<Run>> = variable.dims.iter().map(run).collect();
        self.cross(variable, &runs)
    }

    /// The cells of a variable where runs of places cross: some runs for each of its dimensions.
    pub fn cross(&self, variable: &Variable, runs: &[Vec<Run>]) -> Result<Vec<f64>> {
        let inner = |(&dim, runs): (&usize, &Vec<Run>)| {
            let Some(picks) = self.picks.get(dim).and_then(Option::as_ref) else {
                return runs.clone();
            };
            let places =
                runs.iter().flat_map(|run| (0..run.count).map(|i| run.start + i * run.step));
            let places: Vec<u64> =
                places.filter_map(|place| picks.get(place as usize).copied()).collect();
            Run::cover(&places)
        };
        let runs: Vec<Vec<Run>> = variable.dims.iter().zip(runs).map(inner).collect();
        block::gather(&runs, &mut |runs| self.cells.read(variable.id, runs))
    }

    /// The chunks in which a variable is stored, if it is; see [`Cells::chunk`].
    #[must_use]
    pub fn chunk(&self, variable: &Variable) -> Option<Vec<u64>> {
        self.cells.chunk(variable.id)
    }

    /// The same grid, in which a dimension or a variable is called otherwise.
    #[must_use]
    pub fn rename(&self, name: &str, into: &str) -> Self {
        let mut grid = self.clone();
        for dim in grid.dims.iter_mut().filter(|dim| dim.name == name) {
            into.clone_into(&mut dim.name);
        }
        for variable in grid.variables.iter_mut().filter(|variable| variable.name == name) {
            into.clone_into(&mut variable.name);
        }
        grid
    }

    /// The words of a variable in a block, as [`Grid::read`] has numbers.
    pub fn words(&self, variable: &Variable, block: &[Range<u64>]) -> Result<Vec<Option<String>>> {
        let all = self.cells.words(variable.id)?;
        let mut places: Vec<u64> = vec![0];
        for &dim in &variable.dims {
            let size = self.sizes.get(dim).copied().unwrap_or(1);
            let range = block.get(dim).cloned().unwrap_or(0..0);
            let picks = self.picks.get(dim).and_then(Option::as_ref);
            let inner = |place: u64| match picks {
                Some(picks) => picks.get(place as usize).copied().unwrap_or_default(),
                None => place,
            };
            let along: Vec<u64> = range.map(inner).collect();
            places = places.iter().flat_map(|p| along.iter().map(move |i| p * size + i)).collect();
        }
        let word = |place: u64| all.get(place as usize).cloned().flatten();
        Ok(places.into_iter().map(word).collect())
    }

    /// The cells of a variable on two dimensions, `y` slow and `x` fast, at the places `at` of all
    /// others (one number per dimension of the grid; those of `x` and `y` are not looked at). A
    /// variable without one of the two is repeated along it.
    pub fn plane(&self, variable: &Variable, y: usize, x: usize, at: &[u64]) -> Result<Vec<f64>> {
        let shape = self.shape();
        let size = |dim: usize| shape.get(dim).copied().unwrap_or(0);
        let whole = |dim: usize| {
            if dim == x || dim == y {
                return 0..size(dim);
            }
            let place = at.get(dim).copied().unwrap_or(0);
            place..place + 1
        };
        let block: Vec<Range<u64>> = (0..shape.len()).map(whole).collect();
        if block.iter().zip(&shape).any(|(range, &size)| range.end > size) || x == y {
            return Err(Error::internal("a plane lies beside its grid"));
        }
        let cells = self.read(variable, &block)?;
        // Steps of x and y in the cells that were read.
        let (mut steps, mut step) = ([0_usize; 2], 1_usize);
        for &dim in variable.dims.iter().rev() {
            if dim == x || dim == y {
                steps[usize::from(dim == y)] = step;
                step *= size(dim) as usize;
            }
        }
        let (wide, high) = (size(x) as usize, size(y) as usize);
        if steps == [1, wide] {
            return Ok(cells);
        }
        let cell = |row: usize, col: usize| cells.get(row * steps[1] + col * steps[0]).copied();
        let all = (0..high).flat_map(|row| (0..wide).map(move |col| cell(row, col)));
        Ok(all.map(|cell| cell.unwrap_or(f64::NAN)).collect())
    }
}
