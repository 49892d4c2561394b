//! Numbers along one dimension that were computed, as variables of a grid.

use std::sync::Arc;

use super::{Cells, Grid, Run, Variable};
use crate::error::{Error, Result};
use crate::spec::Type;

/// The cells of a reader, and of variables that are not in its file.
struct Along {
    inner: Arc<dyn Cells>,
    /// What the first of the others is called.
    first: usize,
    /// Their numbers, one per place of the reader's dimension.
    numbers: Vec<Vec<f64>>,
}

impl Cells for Along {
    fn read(&self, id: usize, runs: &[Run]) -> Result<Vec<f64>> {
        let Some(numbers) = id.checked_sub(self.first).and_then(|own| self.numbers.get(own)) else {
            return self.inner.read(id, runs);
        };
        let [run] = runs else { return Err(Error::internal("numbers have one dimension")) };
        let place = |i: u64| numbers.get((run.start + i * run.step) as usize).copied();
        Ok((0..run.count).map(|i| place(i).unwrap_or(f64::NAN)).collect())
    }

    fn words(&self, id: usize) -> Result<Arc<Vec<Option<String>>>> {
        self.inner.words(id)
    }

    fn chunk(&self, id: usize) -> Option<Vec<u64>> {
        if id < self.first { self.inner.chunk(id) } else { None }
    }
}

impl Grid {
    /// The same grid with coordinates that stand along a dimension, one number per place of it:
    /// their names and numbers; times are microseconds since 1970.
    #[must_use]
    pub fn with_numbers(&self, dim: usize, added: Vec<(String, Vec<f64>)>) -> Self {
        let mut grid = self.clone();
        let first = self.variables.iter().map(|variable| variable.id + 1).max().unwrap_or(0);
        let time = self.dims.get(dim).is_some_and(|dim| dim.places.kind() == Type::Time);
        let size = self.sizes.get(dim).copied().unwrap_or(0) as usize;
        let picks = self.picks.get(dim).and_then(Option::as_ref);
        let mut all = Vec::with_capacity(added.len());
        for (number, (name, numbers)) in added.into_iter().enumerate() {
            let mut places = vec![f64::NAN; size];
            for (i, value) in numbers.into_iter().enumerate() {
                let at = picks.map_or(Some(i as u64), |picks| picks.get(i).copied());
                if let Some(place) = at.and_then(|at| places.get_mut(at as usize)) {
                    *place = value;
                }
            }
            all.push(places);
            grid.variables.push(Variable {
                name,
                dims: vec![dim],
                kind: if time { Type::Time } else { Type::Number },
                coordinate: true,
                unit: None,
                label: None,
                id: first + number,
            });
        }
        grid.cells = Arc::new(Along { inner: Arc::clone(&self.cells), first, numbers: all });
        grid
    }
}
