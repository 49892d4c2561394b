//! From stored numbers to what they mean: signs, what is missing, scale and offset (CF conventions,
//! sections 2.5 and 8.1).

use netcdf_reader::{NcAttrValue, NcType, NcVariable};

use super::clock::Clock;

/// What becomes of a stored number.
#[derive(Debug, Default)]
pub(super) struct Decode {
    /// What is added to negative numbers, when they stand for large ones; or taken from large ones,
    /// when they stand for negative ones.
    sign: Option<(f64, bool)>,
    missing: Vec<f64>,
    least: Option<f64>,
    greatest: Option<f64>,
    scale: Option<f64>,
    offset: Option<f64>,
    pub(super) clock: Option<Clock>,
}

/// What the NetCDF library writes where nothing was written, to numbers with a fraction.
const UNWRITTEN: f64 = 9.969_209_968_386_869e36;

impl Decode {
    /// As the attributes of a variable say.
    pub(super) fn new(variable: &NcVariable, clock: Option<Clock>) -> Self {
        let numbers = |name: &str| match variable.attribute(name).map(|a| &a.value) {
            // Some writers put numbers in quotes.
            Some(NcAttrValue::Chars(text)) => text.trim().parse().into_iter().collect(),
            Some(value) => value.as_f64_vec().unwrap_or_default(),
            None => Vec::new(),
        };
        let sign = sign(variable);
        // Compared with what is stored, so in its precision and with its signs.
        let stored = |value: f64| {
            let value =
                if variable.dtype == NcType::Float { f64::from(value as f32) } else { value };
            signed(value, sign)
        };
        let first = |name: &str| numbers(name).first().copied();
        let mut missing: Vec<f64> = numbers("_FillValue").into_iter().map(stored).collect();
        missing.extend(numbers("missing_value").into_iter().map(stored));
        if missing.is_empty() && matches!(variable.dtype, NcType::Float | NcType::Double) {
            missing.push(stored(UNWRITTEN));
        }
        let range = numbers("valid_range");
        let (least, greatest) = match range.as_slice() {
            [least, greatest] => (Some(*least), Some(*greatest)),
            _ => (first("valid_min"), first("valid_max")),
        };
        let unless = |value: Option<f64>, same: f64| value.filter(|v| *v != same && v.is_finite());
        Self {
            sign,
            missing,
            least: least.map(stored),
            greatest: greatest.map(stored),
            scale: unless(first("scale_factor"), 1.0),
            offset: unless(first("add_offset"), 0.0),
            clock,
        }
    }

    /// Whether whole numbers stay whole, and times in microseconds are.
    pub(super) fn keeps_whole(&self) -> bool {
        self.scale.is_none() && self.offset.is_none()
    }

    /// The one number that stands for what is missing, where all others mean what they are.
    pub(super) fn only_missing(&self) -> Option<f64> {
        let plain = self.sign.is_none()
            && self.least.is_none()
            && self.greatest.is_none()
            && self.keeps_whole()
            && self.clock.is_none();
        match self.missing.as_slice() {
            [] if plain => Some(f64::NAN),
            [first, others @ ..] if plain && others.iter().all(|other| other == first) => {
                Some(*first)
            }
            _ => None,
        }
    }

    /// What a stored number means; not a number where it is missing.
    pub(super) fn value(&self, stored: f64) -> f64 {
        let value = signed(stored, self.sign);
        if self.missing.contains(&value)
            || self.least.is_some_and(|least| value < least)
            || self.greatest.is_some_and(|greatest| value > greatest)
        {
            return f64::NAN;
        }
        let value = value * self.scale.unwrap_or(1.0) + self.offset.unwrap_or(0.0);
        match &self.clock {
            Some(clock) => clock.read(value),
            None => value,
        }
    }
}

fn signed(value: f64, sign: Option<(f64, bool)>) -> f64 {
    match sign {
        Some((all, true)) if value < 0.0 => value + all,
        Some((all, false)) if value >= all / 2.0 => value - all,
        _ => value,
    }
}

/// The number of values of the type, and whether negative ones stand for large ones, where
/// `_Unsigned` says that the type is not what it seems.
fn sign(variable: &NcVariable) -> Option<(f64, bool)> {
    let unsigned = variable.attribute("_Unsigned")?.value.as_string()?.eq_ignore_ascii_case("true");
    let (bits, stored) = match variable.dtype {
        NcType::Byte => (8, false),
        NcType::Short => (16, false),
        NcType::Int => (32, false),
        NcType::UByte => (8, true),
        NcType::UShort => (16, true),
        NcType::UInt => (32, true),
        _ => return None,
    };
    (unsigned != stored).then(|| (2_f64.powi(bits), unsigned))
}
