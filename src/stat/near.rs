//! Which places of many are near another.

/// Places in a rectangle from the origin, in squares.
#[derive(Clone, Debug)]
pub(super) struct Near {
    cells: Vec<Vec<([f64; 2], f64)>>,
    across: usize,
    up: usize,
    /// Side of a square.
    side: f64,
    /// Squares with places.
    used: Vec<usize>,
}

impl Near {
    /// None yet, in a rectangle of this size; distances up to `side` can be asked for.
    pub(super) fn new(size: [f64; 2], side: f64) -> Self {
        let [across, up] = size.map(|length| ((length / side).ceil() as usize).max(1));
        Self { cells: vec![Vec::new(); across * up], across, up, side, used: Vec::new() }
    }

    /// Add a place with a number of its own.
    pub(super) fn add(&mut self, place: [f64; 2], number: f64) {
        let [i, j] = self.square(place);
        let cell = j * self.across + i;
        if let Some(places) = self.cells.get_mut(cell) {
            if places.is_empty() {
                self.used.push(cell);
            }
            places.push((place, number));
        }
    }

    /// Forget all.
    pub(super) fn clear(&mut self) {
        for cell in std::mem::take(&mut self.used) {
            if let Some(places) = self.cells.get_mut(cell) {
                places.clear();
            }
        }
    }

    /// Whether one of those whose number `counts` is nearer than `distance`, at most a side.
    pub(super) fn any(&self, place: [f64; 2], distance: f64, counts: impl Fn(f64) -> bool) -> bool {
        let [i, j] = self.square(place);
        let rows = j.saturating_sub(1)..(j + 2).min(self.up);
        let near = |&([x, y], number): &([f64; 2], f64)| {
            let (dx, dy) = (x - place[0], y - place[1]);
            dx * dx + dy * dy < distance * distance && counts(number)
        };
        rows.flat_map(|row| {
            let first = row * self.across;
            first + i.saturating_sub(1)..first + (i + 2).min(self.across)
        })
        .filter_map(|cell| self.cells.get(cell))
        .any(|places| places.iter().any(near))
    }

    fn square(&self, [x, y]: [f64; 2]) -> [usize; 2] {
        let along = |v: f64, count: usize| ((v / self.side).max(0.0) as usize).min(count - 1);
        [along(x, self.across), along(y, self.up)]
    }
}
