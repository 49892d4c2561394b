//! What is chosen for the bands of colours, and for the corners of triangles.

use super::Work;
use crate::kind::{Kind, param};
use crate::spec::{Channel, Encoding, Field, TRIANGLE, Type};

/// Names of three bands, as people call them.
const NAMES: [[&str; 3]; 2] = [["red", "green", "blue"], ["r", "g", "b"]];

impl Work<'_> {
    /// Columns that are called as bands are, and what the scale of colours says of their range.
    pub(super) fn choose_bands(&mut self) {
        if !self.takes(param::BANDS.name) {
            return;
        }
        let column = |name: &&str| {
            let same = |field: &&Field| field.name.eq_ignore_ascii_case(name);
            self.schema.fields.iter().find(same).map(|field| field.name.clone())
        };
        let three = |names: &[&str; 3]| names.iter().map(column).collect::<Option<Vec<String>>>();
        let said = self.layer.options.contains_key(param::BAND.name);
        let found = NAMES.iter().find_map(three).filter(|_| !said);
        let options = &mut self.layer.options;
        if let Some(found) = found {
            options.entry(param::BANDS.name.into()).or_insert(found.join(",").into());
        }
        let Some(scale) = self.plot.scales.get(&Channel::Color) else { return };
        if let (Some(low), Some(high)) = (&scale.min, &scale.max) {
            let range = format!("{low},{high}");
            options.entry(param::BAND_RANGE.name.into()).or_insert(range.into());
        }
        if scale.robust {
            options.entry(param::ROBUST_BANDS.name.into()).or_insert(true.into());
        }
    }

    /// The dimension of bands that are no columns.
    pub(super) fn take_band(&mut self) -> Option<String> {
        let (bands, band) = (param::BANDS.name, param::BAND.name);
        if !self.takes(bands) {
            return None;
        }
        let known = |name: &str| self.schema.get(name.trim()).is_some();
        let columns = self.layer.text(bands).is_some_and(|names| names.split(',').all(known));
        if columns {
            return None;
        }
        if let Some(named) = self.layer.text(band) {
            return Some(named.to_owned());
        }
        let free = self.free_dims();
        let first = free.iter().find(|dim| dim.places.is_some_and(|places| places > 2))?;
        let name = first.name.clone();
        self.layer.options.insert(band.into(), name.clone().into());
        Some(name)
    }

    fn takes(&self, option: &str) -> bool {
        self.kind().is_some_and(|kind| kind.params().iter().any(|param| param.name == option))
    }

    /// Corners are told apart by the number of their triangle, where there is one.
    pub(super) fn number_triangles(&mut self) {
        let wanted = self.kind().is_some_and(Kind::triangles);
        let there = self.schema.get(TRIANGLE).is_some_and(|field| field.kind == Type::Integer);
        if wanted && there && self.layer.data.is_some() {
            let part = self.layer.encodings.entry(Channel::Part);
            part.or_insert_with(|| Encoding::field(TRIANGLE));
        }
    }
}
