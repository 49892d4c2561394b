//! What is chosen for the cells of a grid: a line along one dimension, an image of two, and the
//! other dimensions as widgets.

use super::Work;
use crate::kind::{DefaultX, Kind, find, param};
use crate::spec::{Channel, Encoding, Field, Role, Type, Widget};

/// Cells up to which a heat map is drawn of dimensions of words.
const CELLS: u64 = 10_000;

impl Work<'_> {
    /// Choose kind and axes for a grid. Dimensions of one place are nowhere to go along.
    pub(super) fn choose_of_grid(&mut self) {
        let free = self.free_dims();
        let plain = self.layer.group.aggs.is_empty()
            && self.layer.group.keys.is_empty()
            && self.layer.steps == crate::spec::Steps::default();
        if self.layer.data.is_none() || !plain || !self.is_grid() {
            return;
        }
        let x_is_open = !self.layer.encodings.contains_key(&Channel::X);
        if self.layer.kind.is_empty() && x_is_open && self.layer.y2.is_empty() {
            let kind = match free.as_slice() {
                [] => return,
                [_] => "line",
                [_, _, ..] if self.coordinates(&free, 2).is_some() => "quadmesh",
                [band, _, _] if is_of_bands(band) => "rgb",
                [.., y, x] if y.kind.is_continuous() && x.kind.is_continuous() => "image",
                [y, x] if size(y) * size(x) <= CELLS => "heatmap",
                _ => "hist",
            };
            kind.clone_into(&mut self.layer.kind);
            self.chosen.push("kind");
        }
        let plane = self.fills_plane();
        let y_is_open = self.layer.field(Channel::Y).is_none() && self.layer.ys.is_empty();
        let on = self.kind().and_then(Kind::coordinates);
        let pair = on.filter(|_| x_is_open && y_is_open).and_then(|n| self.coordinates(&free, n));
        if let Some([x, y]) = pair {
            self.layer.encodings.insert(Channel::X, Encoding::field(x));
            self.layer.encodings.insert(Channel::Y, Encoding::field(y));
            self.chosen.extend(["x", "y"]);
        } else if x_is_open && self.layer.field(Channel::Y).is_none() && plane && free.len() > 1 {
            self.choose_plane(&free);
        } else if x_is_open && self.default_x() == DefaultX::Index {
            let time = free.iter().find(|field| field.kind == Type::Time);
            if let Some(field) = time.or(free.first()) {
                self.layer.encodings.insert(Channel::X, Encoding::field(field.name.clone()));
                self.chosen.push("x");
            }
        }
        self.walk_the_others();
    }

    /// The coordinates that are x and y of so many of these dimensions.
    fn coordinates(&self, free: &[Field], on: usize) -> Option<[String; 2]> {
        let runs = |field: &&Field| {
            let known = |name: &String| free.iter().any(|dim| dim.name == *name);
            field.role == Role::Key && field.along.len() == on && field.along.iter().all(known)
        };
        let all: Vec<&Field> = self.schema.fields.iter().filter(runs).collect();
        all.iter().filter(|x| axis(x) == Some(Channel::X)).find_map(|x| {
            let y = all.iter().find(|y| axis(y) == Some(Channel::Y) && y.along == x.along)?;
            Some([x.name.clone(), y.name.clone()])
        })
    }

    /// The dimensions along which x and y change that are none themselves, and where the kind asks
    /// for them: its option.
    fn take_dims(&mut self) -> Vec<String> {
        let kind = self.kind();
        let x = self.layer.field(Channel::X);
        let y = self.layer.field(Channel::Y).or(self.layer.ys.first().map(String::as_str));
        let [Some(x), Some(y)] = [x, y].map(|name| name.and_then(|name| self.schema.get(name)))
        else {
            return Vec::new();
        };
        if kind.and_then(Kind::coordinates).is_none_or(|on| on != x.along.len())
            || x.along != y.along
        {
            return Vec::new();
        }
        let dims = x.along.clone();
        let name = param::DIMS.name;
        if kind.is_some_and(|kind| kind.params().iter().any(|param| param.name == name)) {
            self.layer.options.entry(name.into()).or_insert(dims.join(",").into());
        }
        dims
    }

    /// The axes that the file names, or else the last two dimensions.
    fn choose_plane(&mut self, free: &[Field]) {
        let [.., y, x] = free else { return };
        self.layer.encodings.insert(Channel::X, Encoding::field(x.name.clone()));
        if self.layer.ys.is_empty() {
            self.layer.encodings.insert(Channel::Y, Encoding::field(y.name.clone()));
            self.chosen.push("y");
        }
        self.chosen.push("x");
    }

    /// Dimensions that no channel shows become widgets, where marks are connected along another or
    /// fill a plane; where values are counted, they are counted along all.
    fn walk_the_others(&mut self) {
        let on_x = self.layer.field(Channel::X).and_then(|x| self.schema.get(x));
        let along = on_x.is_some_and(|field| field.role == Role::Key);
        let connected = self.kind().or_else(|| find("line").ok()).is_some_and(Kind::connects);
        if along && (connected || self.fills_plane()) {
            let mut taken = self.take_dims();
            taken.extend(self.take_band());
            for field in self.free_dims().into_iter().filter(|dim| !taken.contains(&dim.name)) {
                self.widgets.push(Widget { field: field.name });
            }
        }
    }

    /// Whether x and y are places, and something else is measured there.
    fn fills_plane(&self) -> bool {
        matches!(self.measure(), Channel::Z | Channel::U)
    }

    fn is_grid(&self) -> bool {
        self.schema.fields.iter().any(|field| field.places.is_some())
    }

    /// Dimensions with several places and no task.
    pub(super) fn free_dims(&self) -> Vec<Field> {
        let used = self.used();
        let free = |field: &&Field| size(field) > 1 && !used.contains(field.name.as_str());
        self.schema.fields.iter().filter(free).cloned().collect()
    }

    /// Axes of columns that have a name for people, or a unit, say so.
    pub(super) fn entitle_by_unit(&mut self) {
        for channel in [Channel::X, Channel::Y, Channel::Z, Channel::Color] {
            let Some(encoding) = self.layer.encodings.get_mut(&channel) else { continue };
            let field = encoding.field.as_deref().and_then(|name| self.schema.get(name));
            let Some(field) = field.filter(|_| encoding.title.is_none()) else { continue };
            if field.label.is_none() && field.unit.is_none() {
                continue;
            }
            let name = field.label.as_deref().unwrap_or(&field.name);
            encoding.title = Some(match &field.unit {
                Some(unit) => format!("{name} ({unit})"),
                None => name.to_owned(),
            });
        }
    }
}

/// The axis that a coordinate is on, by its unit or its name.
fn axis(field: &Field) -> Option<Channel> {
    match field.unit.as_deref() {
        Some("°E") => return Some(Channel::X),
        Some("°N") => return Some(Channel::Y),
        _ => {}
    }
    let name = field.name.to_ascii_lowercase();
    let called = |word: &str| name.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    if name.contains("lon") || called("x") || called("xc") {
        Some(Channel::X)
    } else if name.contains("lat") || called("y") || called("yc") {
        Some(Channel::Y)
    } else {
        None
    }
}

/// Whether a dimension has the bands of a picture, as hvPlot knows them.
fn is_of_bands(field: &Field) -> bool {
    field.name.eq_ignore_ascii_case("band") && size(field) >= 3
}

fn size(field: &Field) -> u64 {
    field.places.unwrap_or(0)
}
