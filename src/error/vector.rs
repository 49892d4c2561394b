//! What is said of fields of vectors.

use super::{Error, ErrorKind};
impl Error {
    /// Places that are no grid.
    #[must_use]
    pub fn no_lattice([x, y]: &[String; 2], [wide, high]: [usize; 2], rows: usize) -> Self {
        let what = format!(
            "streamlines need a grid: {rows} rows are at {wide} values of {x} and {high} of {y}"
        );
        Self::new(ErrorKind::Usage, what)
            .hint("vectorfield draws arrows wherever they are; --x and --y may name the dimensions")
    }

    /// Two vectors at one place.
    #[must_use]
    pub fn several_vectors([x, y]: &[String; 2], [a, b]: [f64; 2]) -> Self {
        let what = format!("several rows are at {x} = {a}, {y} = {b}");
        Self::new(ErrorKind::Usage, what).hint(
            "keep one with --sel, give each a panel with --col, or combine them with --agg mean",
        )
    }

    /// Lengths without directions.
    #[must_use]
    pub fn mag_without_angle() -> Self {
        Self::new(ErrorKind::Usage, "--mag is the length of arrows whose direction is --angle")
            .hint("name both, or the lengths along x and y with --u and --v")
    }

    /// Nothing flows.
    #[must_use]
    pub fn no_streamlines([u, v]: &[String; 2]) -> Self {
        Self::new(ErrorKind::Empty, format!("no line is long enough along {u} and {v}"))
            .hint("they are zero or missing nearly everywhere; --density draws closer lines")
    }

    /// A colour that lines do not have.
    #[must_use]
    pub fn streamline_color(name: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("streamlines cannot be coloured by {name}"))
            .hint("--color-by speed colours them by the length of the vectors")
    }
}
