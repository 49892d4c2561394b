//! What each variable of a file is to the others, by its name and by what others say of it.

use std::collections::BTreeSet;

use netcdf_reader::{NcGroup, NcType, NcVariable};

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Says where cells are.
    Coordinate,
    /// Says where cells end, or how a sphere is made flat: nothing that is drawn.
    Support,
    /// Measures something.
    Measure,
}

impl Role {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Coordinate => "coordinate",
            Self::Support => "bounds",
            Self::Measure => "variable",
        }
    }
}

/// A variable, where it is and what it is.
pub(super) struct Found<'a> {
    pub(super) path: String,
    pub(super) variable: &'a NcVariable,
    pub(super) role: Role,
}

impl Found<'_> {
    /// The path of its group.
    pub(super) fn group(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(group, _)| group)
    }

    /// Its name without its group.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// How many dimensions its values have: the last one of characters is that of their words.
    pub(super) fn dims(&self) -> usize {
        self.variable.dimensions.len() - usize::from(self.lettered())
    }

    fn lettered(&self) -> bool {
        self.variable.dtype == NcType::Char && !self.variable.dimensions.is_empty()
    }

    /// Whether its values are words.
    pub(super) fn words(&self) -> bool {
        matches!(self.variable.dtype, NcType::Char | NcType::String | NcType::Enum { .. })
    }

    /// Whether its values are something that a table can hold.
    pub(super) fn readable(&self) -> bool {
        let kind = &self.variable.dtype;
        self.words() || (kind.is_primitive() && *kind != NcType::String)
    }

    /// Names and sizes of its dimensions.
    pub(super) fn shape(&self) -> Vec<(&str, u64)> {
        let dims = self.variable.dimensions.iter().take(self.dims());
        dims.map(|dim| (dim.name.as_str(), dim.size)).collect()
    }

    /// The number of an attribute.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.variable.attribute(name)?.value.as_f64_vec()?.first().copied()
    }

    /// The text of an attribute.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let text = self.variable.attribute(name)?.value.as_string()?;
        let text = text.trim_end_matches('\0').trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// Attributes that name what supports a variable or a mesh.
const SUPPORTS: [&str; 9] = [
    "bounds",
    "climatology",
    "grid_mapping",
    "face_node_connectivity",
    "edge_node_connectivity",
    "face_edge_connectivity",
    "face_face_connectivity",
    "edge_face_connectivity",
    "boundary_node_connectivity",
];

/// All variables, those of the root first.
pub(super) fn variables(root: &NcGroup) -> Vec<Found<'_>> {
    let mut all = Vec::new();
    collect(root, "", 0, &mut all);
    let mut coordinates = BTreeSet::new();
    let mut supports = BTreeSet::new();
    for found in &all {
        let named = |attribute| found.text(attribute).unwrap_or_default();
        coordinates.extend(named("coordinates").split_whitespace().map(str::to_owned));
        for attribute in ["node_coordinates", "edge_coordinates", "face_coordinates"] {
            coordinates.extend(named(attribute).split_whitespace().map(str::to_owned));
        }
        for attribute in SUPPORTS {
            let words = named(attribute);
            let names = words.split([' ', ':']).filter(|name| !name.is_empty());
            supports.extend(names.map(str::to_owned));
        }
    }
    let of_root = found_names(root, "coordinates");
    coordinates.extend(of_root);
    for found in &mut all {
        let own = |names: &BTreeSet<String>| names.contains(found.name());
        let mesh = found.text("cf_role").is_some_and(|role| role == "mesh_topology");
        found.role = if own(&supports) || mesh {
            Role::Support
        } else if own(&coordinates) || is_coordinate(found) || is_curved(found) {
            Role::Coordinate
        } else {
            Role::Measure
        };
    }
    all
}

fn found_names(root: &NcGroup, attribute: &str) -> Vec<String> {
    let text = root.attribute(attribute).and_then(|a| a.value.as_string()).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

/// Called as its only dimension.
fn is_coordinate(found: &Found<'_>) -> bool {
    matches!(found.shape().as_slice(), [(name, _)] if *name == found.name())
}

/// Longitudes or latitudes on two dimensions, whether another variable names them or not.
fn is_curved(found: &Found<'_>) -> bool {
    let says = |name: &str, words: &[&str]| {
        found.text(name).is_some_and(|text| words.contains(&text.to_ascii_lowercase().as_str()))
    };
    found.dims() == 2
        && (says("standard_name", &["longitude", "latitude"])
            || says("units", &["degrees_east", "degrees_north", "degree_east", "degree_north"]))
}

fn collect<'a>(group: &'a NcGroup, path: &str, depth: usize, all: &mut Vec<Found<'a>>) {
    for variable in &group.variables {
        let path = if path.is_empty() {
            variable.name.clone()
        } else {
            format!("{path}/{}", variable.name)
        };
        all.push(Found { path, variable, role: Role::Measure });
    }
    // Deeper than anyone nests, and no loop.
    if depth > 32 {
        return;
    }
    for inner in &group.groups {
        let path =
            if path.is_empty() { inner.name.clone() } else { format!("{path}/{}", inner.name) };
        collect(inner, &path, depth + 1, all);
    }
}

/// The axis along which a coordinate runs, as its attributes or its name say (CF conventions,
/// chapter 4).
pub(super) fn axis(found: &Found<'_>) -> Option<char> {
    let lower = |name| found.text(name).unwrap_or_default().to_ascii_lowercase();
    match lower("axis").as_str() {
        "x" => return Some('X'),
        "y" => return Some('Y'),
        "z" => return Some('Z'),
        "t" => return Some('T'),
        _ => {}
    }
    let units = lower("units");
    match lower("standard_name").as_str() {
        "longitude" | "projection_x_coordinate" | "grid_longitude" => return Some('X'),
        "latitude" | "projection_y_coordinate" | "grid_latitude" => return Some('Y'),
        "time" => return Some('T'),
        _ => {}
    }
    if units.starts_with("degree") && units.ends_with(['e', 't']) && units.contains("_e") {
        return Some('X');
    }
    if units.starts_with("degree") && units.contains("_n") {
        return Some('Y');
    }
    if super::clock::is_time(&units) {
        return Some('T');
    }
    if found.text("positive").is_some() {
        return Some('Z');
    }
    by_name(found.name())
}

/// The axis that a dimension is named after.
pub(super) fn by_name(name: &str) -> Option<char> {
    Some(match name.to_ascii_lowercase().as_str() {
        "x" | "lon" | "longitude" | "nlon" | "rlon" | "west_east" | "xc" => 'X',
        "y" | "lat" | "latitude" | "nlat" | "rlat" | "south_north" | "yc" => 'Y',
        "z" | "lev" | "level" | "depth" | "height" | "altitude" | "plev" => 'Z',
        "t" | "time" | "date" => 'T',
        _ => return None,
    })
}
