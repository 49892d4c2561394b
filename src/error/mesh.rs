//! What is said when a table or a file is no mesh.

use super::{Error, ErrorKind, list};

impl Error {
    /// Two dimensions that make far more cells than there are rows.
    #[must_use]
    pub fn no_curved_plane(dims: &[String; 2], rows: usize, cells: usize) -> Self {
        let [line, place] = dims;
        Self::new(
            ErrorKind::Usage,
            format!("{line} and {place} would make {cells} cells of {rows} rows, which is no grid"),
        )
        .hint("--dims LINE,PLACE names the columns that number the lines of a grid and the places on them")
    }

    /// Several rows for one cell.
    #[must_use]
    pub fn cells_repeat(dims: &[String; 2]) -> Self {
        let [line, place] = dims;
        Self::new(
            ErrorKind::Usage,
            format!("several rows are the cell of one {line} and {place}; a cell has one value"),
        )
        .hint("--sel or --isel chooses one, --reduce combines them, --row or --col shows each")
    }

    /// A file without triangles, for a kind that draws these.
    #[must_use]
    pub fn no_topology(file: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{file} has no mesh of the UGRID conventions"))
            .hint("vizcli quadmesh draws grids; --triangles FILE says which rows of a table make triangles")
    }

    /// A mesh whose parts do not fit.
    #[must_use]
    pub fn broken_mesh(file: &str, why: &str) -> Self {
        Self::new(ErrorKind::Format, format!("the mesh of {file} cannot be read: {why}"))
            .hint("`vizcli info FILE` shows its variables and their attributes")
    }

    /// A corner that is no node.
    #[must_use]
    pub fn no_node(file: &str, face: usize, node: f64, [low, high]: [f64; 2]) -> Self {
        let error = Self::new(
            ErrorKind::Format,
            format!(
                "face {face} of {file} has a corner at node {node}; nodes are numbered {low} to {high}"
            ),
        );
        error.hint("the file is damaged, or its start_index is not what its numbers begin with")
    }

    /// A variable that is on no part of a mesh.
    #[must_use]
    pub fn off_mesh(variable: &str, nodes: &str, faces: &str) -> Self {
        Self::new(
            ErrorKind::Usage,
            format!("\"{variable}\" is on neither the nodes ({nodes}) nor the faces ({faces}) of the mesh"),
        )
        .hint("--var names another variable; `vizcli info FILE` lists them")
    }

    /// A table without three columns of numbers of vertices.
    #[must_use]
    pub fn no_triangles(table: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{table} has no three columns of whole numbers")).hint(
            "each row of --triangles names three rows of the table of vertices, counted from 0",
        )
    }

    /// A corner that is no row.
    #[must_use]
    pub fn no_vertex(
        [table, column]: [&str; 2],
        row: usize,
        number: Option<i64>,
        [low, high]: [i64; 2],
    ) -> Self {
        let what = number.map_or("nothing".to_owned(), |number| number.to_string());
        Self::new(
            ErrorKind::Format,
            format!("row {row} of {table} names vertex {what} in {column}; they are numbered {low} to {high}"),
        )
        .hint("each row of --triangles names three rows of the table of vertices, counted from 0")
    }

    /// A band that a dimension does not have.
    #[must_use]
    pub fn no_band(wanted: &str, dim: &str, known: &[&str]) -> Self {
        Self::new(ErrorKind::Usage, format!("there is no band {wanted} along {dim}"))
            .hint(format!("the bands are {}", list(known, 12)))
    }

    /// Bands whose cells are not the same.
    #[must_use]
    pub fn bands_differ(dim: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("the bands along {dim} do not have the same cells"))
            .hint("--where keeps all bands of a cell, or none")
    }

    /// Fewer or more bands than a colour has.
    #[must_use]
    pub fn no_bands(found: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("a colour has three bands, and there {found}"))
            .hint("--bands A,B,C names three columns, or three values of a dimension")
    }
}
