//! Coloured cells.

/// Coloured cells, row by row, the lowest row first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Cells across.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Red, green, blue and straight alpha of each cell.
    pub rgba: Vec<u8>,
}

impl Image {
    /// Nothing but the ground, in so many cells.
    #[must_use]
    pub fn clear(cells: usize, width: usize) -> Self {
        Self::of(width, vec![[0; 4]; cells])
    }

    /// The whole rows of these cells.
    pub(super) fn of(width: usize, mut cells: Vec<[u8; 4]>) -> Self {
        let height = cells.len().checked_div(width).unwrap_or(0);
        cells.truncate(width * height);
        Self { width, height, rgba: cells.into_flattened() }
    }

    /// Its cells.
    pub(super) fn cells(&self) -> &[[u8; 4]] {
        self.rgba.as_chunks().0
    }

    /// The highest row first, as pictures are stored.
    #[must_use]
    pub fn flipped(&self) -> Self {
        let mut rgba = Vec::with_capacity(self.rgba.len());
        for row in self.rgba.chunks_exact((4 * self.width).max(1)).rev() {
            rgba.extend_from_slice(row);
        }
        Self { rgba, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_turn_over() {
        let image = Image::of(1, vec![[1; 4], [2; 4], [3; 4]]);
        assert_eq!(image.flipped(), Image::of(1, vec![[3; 4], [2; 4], [1; 4]]));
        assert_eq!(Image::of(0, vec![[1; 4]]).flipped(), Image::default());
        assert_eq!(Image::of(2, vec![[1; 4]; 5]).height, 2);
    }
}
