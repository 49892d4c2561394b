//! Meshes of triangles: files of the UGRID conventions (1.0), as a grid whose last dimension is the
//! corners of triangles.
//!
//! A face with more corners is a fan of triangles from its first one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choose::{self, Chosen};
use super::file::File;
use super::role::Found;
use crate::data::grid::{Cells, Dimension, Places, Run, Variable};
use crate::error::{Error, Result};
use crate::spec::{TRIANGLE, Type};
use crate::warn::{Warnings, count, verb};

/// What the NetCDF library writes where nothing was written, to whole numbers.
const UNWRITTEN: f64 = -2_147_483_647.0;
/// Corners above which a file is taken for damaged.
const MOST: u64 = 1 << 31;

/// The variable that says how nodes and faces belong together.
pub(super) fn topology<'a>(all: &'a [Found<'a>]) -> Option<&'a Found<'a>> {
    all.iter().find(|found| found.text("face_node_connectivity").is_some())
}

/// Put corners in the place of the nodes or the faces of a mesh.
pub(super) fn corners(
    all: &[Found<'_>],
    chosen: &mut Chosen,
    file: &mut File,
    warnings: &mut Warnings,
) -> Result<Map> {
    let name = file.name().to_owned();
    let Some(mesh) = topology(all) else { return Err(Error::no_topology(&name)) };
    let part = |attribute: &str, number: usize| {
        let names = mesh.text(attribute).unwrap_or_default();
        let wanted = names.split_whitespace().nth(number).map(str::to_owned);
        let found = wanted.and_then(|wanted| choose::scope(all, mesh, &wanted));
        found.ok_or_else(|| Error::broken_mesh(&name, &format!("its {attribute} are not there")))
    };
    let places = [part("node_coordinates", 0)?, part("node_coordinates", 1)?];
    let links = part("face_node_connectivity", 0)?;
    let (nodes, faces) = (dimension(places[0], &name)?, links.shape());
    if places[1].shape() != places[0].shape() {
        return Err(Error::broken_mesh(&name, "its node_coordinates are on different dimensions"));
    }
    let mut faces = Faces::read(mesh, links, &faces, nodes.1, (file, warnings))?;
    let at = |wanted: &str| chosen.dims.iter().position(|dim| dim.name == wanted);
    let (dim, on_nodes) = match (at(nodes.0), at(&faces.dim)) {
        (Some(dim), _) => (dim, true),
        (None, Some(dim)) => (dim, false),
        (None, None) => {
            let first = chosen.variables.iter().rfind(|variable| !variable.coordinate);
            let first = first.map_or("the variable", |variable| variable.name.as_str());
            return Err(Error::off_mesh(first, nodes.0, &faces.dim));
        }
    };
    chosen.dims[dim] = Dimension {
        name: free("corner", chosen),
        places: Places::Count(faces.nodes.len() as u64),
        edges: None,
        unit: None,
        label: None,
        axis: None,
    };
    faces.unroll(places[0], (file, warnings))?;
    let (nodes, faces) = (Arc::new(faces.nodes), Arc::new(faces.owners));
    let own = if on_nodes { &nodes } else { &faces };
    let mut map = Map::default();
    // What stands at the middles of faces is not where their corners are; words cannot be repeated.
    chosen.variables.retain(|variable| {
        let apart = variable.coordinate && !on_nodes || variable.kind == Type::Text;
        !(apart && variable.dims.contains(&dim))
    });
    for variable in &chosen.variables {
        if let Some(place) = variable.dims.iter().position(|own| *own == dim) {
            map.gathered.insert(variable.id, (place, Arc::clone(own)));
        }
    }
    let mut first = Vec::new();
    for place in
        places.into_iter().filter(|place| chosen.variables.iter().all(|v| v.name != place.name()))
    {
        file.check(place.variable)?;
        let variable = choose::along(place, dim, file, warnings);
        map.gathered.insert(variable.id, (0, Arc::clone(&nodes)));
        first.push(variable);
    }
    map.triangles = file.variables.len();
    first.push(Variable {
        name: free(TRIANGLE, chosen),
        dims: vec![dim],
        kind: Type::Integer,
        coordinate: true,
        unit: None,
        label: None,
        id: map.triangles,
    });
    chosen.variables.splice(0..0, first);
    Ok(map)
}

/// A name that nothing has.
fn free(name: &str, chosen: &Chosen) -> String {
    let taken = chosen.dims.iter().any(|dim| dim.name == name)
        || chosen.variables.iter().any(|variable| variable.name == name);
    if taken { free(&format!("{name}_"), chosen) } else { name.to_owned() }
}

/// The one dimension of a variable.
fn dimension<'a>(found: &'a Found<'_>, file: &str) -> Result<(&'a str, u64)> {
    match found.shape().as_slice() {
        [one] => Ok(*one),
        _ => Err(Error::broken_mesh(file, &format!("\"{}\" is not on nodes", found.path))),
    }
}

/// The corners of all triangles.
struct Faces {
    /// The dimension of the faces.
    dim: String,
    /// Of each corner, its node.
    nodes: Vec<u64>,
    /// Of each corner, its face.
    owners: Vec<u64>,
}

impl Faces {
    fn read(
        mesh: &Found<'_>,
        links: &Found<'_>,
        shape: &[(&str, u64)],
        nodes: u64,
        (file, warnings): (&mut File, &mut Warnings),
    ) -> Result<Self> {
        let name = file.name().to_owned();
        let broken = |why: &str| Error::broken_mesh(&name, why);
        let [first, second] = shape else {
            return Err(broken(&format!("\"{}\" is not on faces and their corners", links.path)));
        };
        let turned = mesh.text("face_dimension").is_some_and(|dim| dim == second.0);
        let (face, most) = if turned { (second, first) } else { (first, second) };
        if most.1 < 3 || face.1.saturating_mul(most.1) > MOST {
            return Err(broken(&format!("\"{}\" has {} corners for a face", links.path, most.1)));
        }
        file.check(links.variable)?;
        let start = match links.number("start_index") {
            None => 0.0,
            Some(start) if start == 0.0 || start == 1.0 => start,
            Some(other) => return Err(broken(&format!("its start_index is {other}, not 0 or 1"))),
        };
        let id = choose::along(links, 0, file, warnings).id;
        let whole = |&(_, count): &(&str, u64)| Run { start: 0, count, step: 1 };
        let numbers = file.read(id, &shape.iter().map(whole).collect::<Vec<_>>())?;
        let (count, most) = (face.1 as usize, most.1 as usize);
        let mut all = Self { dim: face.0.to_owned(), nodes: Vec::new(), owners: Vec::new() };
        let mut few = 0;
        let mut corners = Vec::with_capacity(most);
        for number in 0..count {
            corners.clear();
            for place in 0..most {
                let at = if turned { place * count + number } else { number * most + place };
                let node = numbers.get(at).copied().unwrap_or(f64::NAN);
                if node.is_nan() || node == UNWRITTEN {
                    continue;
                }
                if node < start || node - start >= nodes as f64 {
                    return Err(Error::no_node(
                        &name,
                        number,
                        node,
                        [start, nodes as f64 - 1.0 + start],
                    ));
                }
                corners.push((node - start) as u64);
            }
            few += u64::from(corners.len() < 3);
            for pair in corners.get(1..).unwrap_or_default().windows(2) {
                all.nodes.extend([corners[0], pair[0], pair[1]]);
                all.owners.extend([number as u64; 3]);
            }
        }
        if few > 0 {
            let (faces, have) = (count_of(few), verb(few, "has", "have"));
            warnings.warn(format!("{faces} of {name} {have} fewer than three corners"));
        }
        Ok(all)
    }
}

impl Faces {
    /// Leave triangles out that cross the seam of longitudes, which would span the world.
    fn unroll(
        &mut self,
        x: &Found<'_>,
        (file, warnings): (&mut File, &mut Warnings),
    ) -> Result<()> {
        let place = choose::along(x, 0, file, warnings);
        if place.unit.as_deref() != Some("°E") {
            return Ok(());
        }
        let count = x.shape().first().map_or(0, |dim| dim.1);
        let longitudes = file.read(place.id, &[Run { start: 0, count, step: 1 }])?;
        let at = |node: &u64| longitudes.get(*node as usize).copied().unwrap_or(f64::NAN);
        let narrow = |corners: &[u64]| {
            let [a, b, c] = [0, 1, 2].map(|k| corners.get(k).map_or(f64::NAN, at));
            a.max(b).max(c) - a.min(b).min(c) <= 180.0
        };
        let kept: Vec<bool> = self.nodes.chunks_exact(3).map(narrow).collect();
        let lost = kept.iter().filter(|kept| !**kept).count() as u64;
        if lost > 0 {
            let (triangles, are) = (crate::warn::count(lost, "triangle"), verb(lost, "is", "are"));
            warnings.note(format!("{triangles} {are} not drawn that cross the seam of longitudes"));
            let mut corner = 0..;
            let mut keep =
                |_: &u64| corner.next().is_some_and(|at: usize| kept.get(at / 3) == Some(&true));
            self.nodes.retain(&mut keep);
            let mut corner = 0..;
            self.owners
                .retain(|_| corner.next().is_some_and(|at: usize| kept.get(at / 3) == Some(&true)));
        }
        Ok(())
    }
}

fn count_of(few: u64) -> String {
    count(few, "face")
}

/// Which variables are repeated at corners.
#[derive(Default)]
pub(super) struct Map {
    /// By what the reader calls them: which of their dimensions is that of corners, and the place of
    /// each corner along it.
    gathered: BTreeMap<usize, (usize, Arc<Vec<u64>>)>,
    /// What the reader calls the numbers of triangles.
    triangles: usize,
}

/// A file, read corner by corner.
pub(super) struct Corners {
    pub(super) file: File,
    pub(super) map: Map,
}

impl Cells for Corners {
    fn read(&self, id: usize, runs: &[Run]) -> Result<Vec<f64>> {
        let places = |run: &Run| {
            let Run { start, count, step } = *run;
            (0..count).map(move |i| start + i * step)
        };
        if id == self.map.triangles {
            return Ok(runs.iter().flat_map(places).map(|corner| (corner / 3) as f64).collect());
        }
        let Some((dim, map)) = self.map.gathered.get(&id) else { return self.file.read(id, runs) };
        let Some(run) = runs.get(*dim) else { return self.file.read(id, runs) };
        let wanted: Vec<u64> =
            places(run).filter_map(|corner| map.get(corner as usize).copied()).collect();
        let (Some(low), Some(high)) = (wanted.iter().min(), wanted.iter().max()) else {
            return Ok(Vec::new());
        };
        let mut inner = runs.to_vec();
        inner[*dim] = Run { start: *low, count: high - low + 1, step: 1 };
        let cells = self.file.read(id, &inner)?;
        let after: u64 = runs.iter().skip(dim + 1).map(|run| run.count).product();
        let (after, along) = (after as usize, inner[*dim].count as usize);
        let mut all = Vec::with_capacity(cells.len() / along.max(1) * wanted.len());
        for block in cells.chunks_exact((along * after).max(1)) {
            for place in &wanted {
                let at = (place - low) as usize * after;
                all.extend_from_slice(block.get(at..at + after).unwrap_or_default());
            }
        }
        Ok(all)
    }

    fn words(&self, id: usize) -> Result<Arc<Vec<Option<String>>>> {
        self.file.words(id)
    }
}
