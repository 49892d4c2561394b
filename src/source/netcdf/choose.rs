//! Which variables a table shows, and the coordinates that belong to them.

use std::sync::Arc;

use netcdf_reader::{NcGroup, NcType};

use super::clock::{self, Clock};
use super::decode::Decode;
use super::file::{File, Stored};
use super::role::{self, Found, Role};
use crate::data::grid::{Cells, Dimension, Outline, Places, Run, Variable};
use crate::error::{Error, Result};
use crate::spec::Type;
use crate::warn::Warnings;

/// Coordinates longer than this are not read.
const LONGEST: u64 = 1 << 27;

/// The parts of a grid.
pub(super) struct Chosen {
    pub(super) dims: Vec<Dimension>,
    /// Paths of the variables of which the dimensions have their places.
    pub(super) paths: Vec<Option<String>>,
    pub(super) variables: Vec<Variable>,
}

/// The variables that `wanted` names; without it those on the most dimensions, and with them all
/// on the same dimensions.
pub(super) fn measures<'a>(
    all: &'a [Found<'a>],
    wanted: &[String],
    name: &str,
    warnings: &mut Warnings,
) -> Result<Vec<&'a Found<'a>>> {
    if !wanted.is_empty() {
        return named(all, wanted, name);
    }
    let measures = || all.iter().filter(|f| f.role == Role::Measure && f.readable());
    // A group has its own; those of the root come first.
    let group = measures().map(Found::group).next().unwrap_or_default();
    let here = || measures().filter(|f| f.group() == group);
    let Some(most) = here().map(Found::dims).max() else {
        let coordinates = all.iter().filter(|f| f.readable() && f.role == Role::Coordinate);
        return Ok(coordinates.max_by_key(|f| f.dims()).into_iter().collect());
    };
    let Some(first) = here().find(|f| f.dims() == most) else { return Ok(Vec::new()) };
    let chosen: Vec<&Found> = here().filter(|f| f.shape() == first.shape()).collect();
    let left: Vec<&str> = measures()
        .filter(|f| f.dims() > 0 && !chosen.iter().any(|c| c.path == f.path))
        .map(|f| f.path.as_str())
        .collect();
    if !left.is_empty() {
        let (verb, them) = if left.len() == 1 { ("is", "it") } else { ("are", "one of them") };
        warnings.note(format!(
            "{} of {name} {verb} on other dimensions; --var reads {them}",
            crate::error::list(&left, 6)
        ));
    }
    Ok(chosen)
}

fn named<'a>(all: &'a [Found<'a>], wanted: &[String], file: &str) -> Result<Vec<&'a Found<'a>>> {
    let mut chosen: Vec<&Found> = Vec::new();
    for name in wanted {
        let path = name.trim_matches('/');
        let by_path = all.iter().find(|f| f.path == path);
        let found = by_path.or_else(|| all.iter().find(|f| f.name() == path));
        let Some(found) = found else {
            let known: Vec<&str> = all.iter().map(|f| f.path.as_str()).collect();
            return Err(Error::no_variable(name, file, &known));
        };
        if !found.readable() {
            return Err(Error::unreadable_variable(name, file, &type_name(&found.variable.dtype)));
        }
        if let Some(first) = chosen.first()
            && first.shape() != found.shape()
        {
            return Err(Error::other_dimensions(&first.path, name));
        }
        chosen.push(found);
    }
    Ok(chosen)
}

/// The dimensions, coordinates and variables of what was chosen.
pub(super) fn choose(
    all: &[Found<'_>],
    measures: &[&Found<'_>],
    file: &mut File,
    warnings: &mut Warnings,
) -> Result<Chosen> {
    let mut chosen = Chosen { dims: Vec::new(), paths: Vec::new(), variables: Vec::new() };
    for found in measures {
        file.check(found.variable)?;
    }
    let Some(first) = measures.first() else { return Ok(chosen) };
    let shape = first.shape();
    for (name, size) in &shape {
        let found =
            scope(all, first, name).filter(|f| f.readable() && f.shape() == [(*name, *size)]);
        let mut dim = match found {
            Some(found) => dimension(found, all, file, warnings)?,
            None => Dimension {
                name: (*name).to_owned(),
                places: Places::Count(*size),
                edges: None,
                unit: None,
                label: None,
                axis: role::by_name(name),
            },
        };
        // A matrix may have a dimension twice.
        while chosen.dims.iter().any(|known| known.name == dim.name) {
            dim.name.push_str("_2");
        }
        chosen.dims.push(dim);
        chosen.paths.push(found.map(|f| f.path.clone()));
    }
    let mut shown: Vec<&Found> = Vec::new();
    for found in all.iter().filter(|f| f.role == Role::Coordinate && f.readable()) {
        let named = |m: &&&Found| {
            let own = m.text("coordinates").unwrap_or_default();
            own.split_whitespace().any(|name| name == found.name())
        };
        let within = found.shape().iter().all(|dim| shape.contains(dim));
        let asked = measures.iter().any(|m| m.path == found.path);
        let visible = scope(all, first, found.name()).is_some_and(|f| f.path == found.path);
        let repeats = chosen.dims.iter().any(|dim| dim.name == found.name());
        let scalar = found.dims() == 0 && !measures.iter().any(|m| named(&m));
        if within && visible && !repeats && !asked && !scalar {
            file.check(found.variable)?;
            shown.push(found);
        }
    }
    for found in shown.iter().chain(measures) {
        let coordinate = found.role == Role::Coordinate;
        if chosen.dims.iter().any(|dim| dim.name == found.name()) && coordinate {
            continue;
        }
        let variable = variable(found, &shape, &chosen, file, warnings);
        chosen.variables.push(variable);
    }
    Ok(chosen)
}

/// The variable that a name means where `from` is: of its group, or of one around it.
pub(super) fn scope<'a>(
    all: &'a [Found<'a>],
    from: &Found<'_>,
    name: &str,
) -> Option<&'a Found<'a>> {
    let mut group = from.group();
    loop {
        if let Some(found) = all.iter().find(|f| f.group() == group && f.name() == name) {
            return Some(found);
        }
        if group.is_empty() {
            return None;
        }
        group = group.rsplit_once('/').map_or("", |(around, _)| around);
    }
}

/// Give a variable to the reader.
fn store(found: &Found<'_>, file: &mut File, warnings: &mut Warnings) -> (usize, Type) {
    let units = found.text("units").unwrap_or_default();
    let calendar = found.text("calendar").unwrap_or_default();
    let words = found.words();
    let clock = if words { None } else { Clock::new(&units, &calendar) };
    if clock.is_none() && !words && clock::is_time(&units) {
        let calendar = if calendar.is_empty() { String::new() } else { format!(" ({calendar})") };
        warnings.note(format!(
            "\"{}\" is in \"{units}\"{calendar}, which is no known time, and is read as numbers",
            found.path
        ));
    }
    let decode = Decode::new(found.variable, clock);
    let dtype = found.variable.dtype.clone();
    let whole = !matches!(dtype, NcType::Float | NcType::Double) && decode.keeps_whole();
    let kind = match (&decode.clock, words) {
        (_, true) => Type::Text,
        (Some(_), _) => Type::Time,
        _ if whole => Type::Integer,
        _ => Type::Number,
    };
    file.variables.push(Stored { path: found.path.clone(), kind: dtype, decode });
    (file.variables.len() - 1, kind)
}

fn dimension(
    found: &Found<'_>,
    all: &[Found<'_>],
    file: &mut File,
    warnings: &mut Warnings,
) -> Result<Dimension> {
    file.check(found.variable)?;
    let (id, kind) = store(found, file, warnings);
    let size = found.shape().first().map_or(0, |dim| dim.1);
    if size > LONGEST {
        return Err(Error::too_many_cells(file.name()));
    }
    let places = if kind == Type::Text {
        Places::Words(file.words(id)?)
    } else {
        let mut values = file.read(id, &[Run { start: 0, count: size, step: 1 }])?;
        let short = kind == Type::Number
            && found.variable.dtype == NcType::Float
            && file.variables.get(id).is_some_and(|stored| stored.decode.keeps_whole());
        if short {
            // 52.3 is what was meant where the nearest number of half the precision is stored.
            for v in &mut values {
                *v = (*v as f32).to_string().parse().unwrap_or(*v);
            }
        }
        let some = |v: f64| (!v.is_nan()).then_some(v as i64);
        match kind {
            Type::Time => Places::Times(Arc::new(values.into_iter().map(some).collect())),
            Type::Integer if !values.iter().any(|v| v.is_nan()) => {
                Places::Whole(Arc::new(values.into_iter().map(|v| v as i64).collect()))
            }
            _ => Places::Numbers(Arc::new(values)),
        }
    };
    let lacks =
        file.variables.get(id).and_then(|s| s.decode.clock.as_ref()).is_some_and(Clock::lacks);
    if lacks {
        warnings.note(format!(
            "\"{}\" has dates that our calendar lacks, such as 30 February; they stand at the end of their month",
            found.path
        ));
    }
    Ok(Dimension {
        name: found.name().to_owned(),
        places,
        edges: if kind == Type::Text { None } else { edges(found, all, file).map(Arc::new) },
        unit: unit(found),
        label: label(found),
        axis: role::axis(found),
    })
}

/// The bounds of the cells along a dimension, where there are some for each of its places. They are
/// in the units of the coordinate, as the conventions say.
fn edges(found: &Found<'_>, all: &[Found<'_>], file: &mut File) -> Option<Vec<[f64; 2]>> {
    let bounds = scope(all, found, &found.text("bounds")?)?;
    let size = found.shape().first()?.1;
    let [along, (_, 2)] = *bounds.shape().as_slice() else { return None };
    if along != *found.shape().first()? || !bounds.readable() || bounds.words() {
        return None;
    }
    file.check(bounds.variable).ok()?;
    let units = found.text("units").unwrap_or_default();
    let clock = Clock::new(&units, &found.text("calendar").unwrap_or_default());
    let decode = Decode::new(bounds.variable, clock);
    let kind = bounds.variable.dtype.clone();
    file.variables.push(Stored { path: bounds.path.clone(), kind, decode });
    let whole = |count| Run { start: 0, count, step: 1 };
    let values = file.read(file.variables.len() - 1, &[whole(size), whole(2)]).ok()?;
    let pairs = values.as_chunks::<2>().0.to_vec();
    let known = pairs.iter().flatten().all(|edge| edge.is_finite());
    (known && pairs.len() as u64 == size).then_some(pairs)
}

fn variable(
    found: &Found<'_>,
    shape: &[(&str, u64)],
    chosen: &Chosen,
    file: &mut File,
    warnings: &mut Warnings,
) -> Variable {
    let (id, kind) = store(found, file, warnings);
    let measure = found.role != Role::Coordinate;
    let dims = if found.shape() == shape {
        (0..shape.len()).collect()
    } else {
        let place = |dim: &(&str, u64)| shape.iter().position(|known| known == dim);
        found.shape().iter().filter_map(place).collect()
    };
    let taken = |name: &str| {
        chosen.dims.iter().any(|dim| dim.name == name)
            || chosen.variables.iter().any(|variable| variable.name == name)
    };
    let mut name = found.name().to_owned();
    if taken(&name) {
        name.clone_from(&found.path);
    }
    while taken(&name) {
        name.push_str("_value");
    }
    let coordinate = !measure && found.role == Role::Coordinate;
    Variable { name, dims, kind, coordinate, unit: unit(found), label: label(found), id }
}

/// A coordinate along one dimension.
pub(super) fn along(
    found: &Found<'_>,
    dim: usize,
    file: &mut File,
    warnings: &mut Warnings,
) -> Variable {
    let (id, kind) = store(found, file, warnings);
    let (name, dims) = (found.name().to_owned(), vec![dim]);
    Variable { name, dims, kind, coordinate: true, unit: unit(found), label: label(found), id }
}

/// The unit of a variable; that of a time says how it is stored, which nobody asks.
fn unit(found: &Found<'_>) -> Option<String> {
    let units = found.text("units").filter(|units| !clock::is_time(units) && units != "1")?;
    Some(match units.as_str() {
        "degrees_north" | "degree_north" | "degrees_N" | "degreesN" => "°N".into(),
        "degrees_east" | "degree_east" | "degrees_E" | "degreesE" => "°E".into(),
        "degrees" | "degree" => "°".into(),
        _ => units,
    })
}

fn label(found: &Found<'_>) -> Option<String> {
    found.text("long_name").or_else(|| found.text("standard_name"))
}

/// What people call a type, as `ncdump` does.
pub(super) fn type_name(kind: &NcType) -> String {
    match kind {
        NcType::Byte => "byte",
        NcType::Char => "char",
        NcType::Short => "short",
        NcType::Int => "int",
        NcType::Float => "float",
        NcType::Double => "double",
        NcType::UByte => "ubyte",
        NcType::UShort => "ushort",
        NcType::UInt => "uint",
        NcType::Int64 => "int64",
        NcType::UInt64 => "uint64",
        NcType::String => "string",
        NcType::Enum { .. } => "enum",
        NcType::Compound { .. } => "compound",
        NcType::Opaque { .. } => "opaque",
        NcType::Array { .. } => "array",
        NcType::VLen { .. } => "vlen",
    }
    .to_owned()
}

/// The outline of the whole file.
pub(super) fn outline(root: &NcGroup, all: &[Found<'_>], format: &str, chosen: &Chosen) -> Outline {
    Outline { format: format.to_owned(), root: super::outline::group(root, "", all, chosen) }
}
