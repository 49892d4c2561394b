//! Numbers as bytes: all buffers of a page behind each other, each in the smallest type that holds
//! it exactly.

use serde_json::{Value, json};

/// More numbers than this that no smaller type holds are rounded to single precision.
const MOST_DOUBLES: usize = 40_000;
/// Decimals that are looked for.
const DECIMALS: i32 = 6;
/// Numbers that are counted in steps have to be smaller than this, so that sums of steps are exact.
const LIMIT: f64 = 4e15;

/// The buffers.
#[derive(Default)]
pub(super) struct Pack {
    bytes: Vec<u8>,
}

/// Whole numbers of a size.
#[derive(Clone, Copy)]
struct Width {
    name: &'static str,
    bytes: usize,
    /// Greatest raw value that stands for a number: the one above it for a missing one.
    most: f64,
}

const WIDTHS: [Width; 3] = [
    Width { name: "u8", bytes: 1, most: 254.0 },
    Width { name: "u16", bytes: 2, most: 65_534.0 },
    Width { name: "u32", bytes: 4, most: 4_294_967_294.0 },
];

/// A reference to a buffer, and whether its numbers were rounded.
pub(super) struct Packed {
    pub(super) reference: Value,
    pub(super) rounded: bool,
}

impl Pack {
    /// All bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Start a buffer; gives its place.
    fn start(&mut self) -> usize {
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        self.bytes.len()
    }

    /// Numbers exactly where they can be had small, else in double precision, and very many in
    /// single precision.
    pub(super) fn numbers(&mut self, values: &[f64]) -> Packed {
        if let Some(reference) = self.whole(values) {
            return Packed { reference, rounded: false };
        }
        let single = |v: &f64| v.is_nan() || f64::from(*v as f32).to_bits() == v.to_bits();
        let exact = values.iter().all(single);
        if exact || values.len() > MOST_DOUBLES {
            let floats: Vec<f32> = values.iter().map(|v| *v as f32).collect();
            return Packed { reference: self.floats(&floats), rounded: !exact };
        }
        let at = self.start();
        self.bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
        Packed { reference: json!({ "t": "f64", "at": at, "n": values.len() }), rounded: false }
    }

    /// Numbers in single precision.
    pub(super) fn floats(&mut self, values: &[f32]) -> Value {
        let at = self.start();
        self.bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
        json!({ "t": "f32", "at": at, "n": values.len() })
    }

    /// Places on the page: hundredths of pixels would be seen when zoomed in.
    pub(super) fn places(&mut self, values: impl Iterator<Item = f64>) -> Value {
        self.floats(&values.map(|v| v as f32).collect::<Vec<f32>>())
    }

    /// Bytes of pixels.
    pub(super) fn pixels(&mut self, bytes: &[u8]) -> Value {
        let at = self.start();
        self.bytes.extend_from_slice(bytes);
        json!({ "t": "u8", "at": at, "n": bytes.len() })
    }

    /// Row numbers, offsets, codes; `u32::MAX` is missing.
    pub(super) fn codes(&mut self, codes: &[u32]) -> Value {
        if let Some(&first) = codes.first()
            && codes.iter().zip(first..).all(|(code, next)| *code == next)
        {
            return json!({ "from": first, "n": codes.len() });
        }
        let missing = |code: &u32| if *code == u32::MAX { f64::NAN } else { f64::from(*code) };
        let values: Vec<f64> = codes.iter().map(missing).collect();
        self.whole(&values).unwrap_or_else(|| self.floats(&[]))
    }

    /// Numbers with few decimals as whole numbers, or as the steps between them where these are
    /// smaller; none where that is not exact.
    fn whole(&mut self, values: &[f64]) -> Option<Value> {
        let by = (0..=DECIMALS)
            .map(|d| 10f64.powi(d))
            .find(|by| values.iter().all(|v| is_whole(*v, *by)))?;
        let raw: Vec<f64> = values.iter().map(|v| (v * by).round()).collect();
        let present = || raw.iter().copied().filter(|v| !v.is_nan());
        let base = present().fold(f64::INFINITY, f64::min);
        let base = if base.is_finite() { base } else { 0.0 };
        // Times of days are days.
        let unit = present().map(|v| (v - base) as u64).fold(0, divisor).max(1) as f64;
        let raw: Vec<f64> = raw.iter().map(|v| (v - base) / unit).collect();
        let most = raw.iter().copied().fold(0.0, f64::max);
        let steps = steps(&raw);
        let stepped = steps.as_ref().and_then(|(_, most)| width(*most));
        let (width, step, stored) = match (width(most), stepped, steps) {
            (plain, Some(stepped), Some((steps, _)))
                if plain.is_none_or(|plain| stepped.bytes < plain.bytes) =>
            {
                (stepped, true, steps)
            }
            (Some(plain), ..) => (plain, false, raw),
            _ => return None,
        };
        let at = self.start();
        for value in &stored {
            // Missing ones are the greatest raw value.
            let code = if value.is_nan() { width.most + 1.0 } else { *value };
            self.bytes.extend_from_slice(&(code as u32).to_le_bytes()[..width.bytes]);
        }
        let mut reference = json!({ "t": width.name, "at": at, "n": values.len() });
        let fields = reference.as_object_mut()?;
        if base != 0.0 {
            fields.insert("base".into(), json!(base as i64));
        }
        if by > 1.0 {
            fields.insert("by".into(), json!(by as i64));
        }
        if unit > 1.0 {
            fields.insert("unit".into(), json!(unit as u64));
        }
        if step {
            fields.insert("step".into(), json!(true));
        }
        if values.iter().any(|v| v.is_nan()) {
            fields.insert("gap".into(), json!((width.most + 1.0) as u64));
        }
        Some(reference)
    }
}

/// Whether a number is so many whole parts, to the bit.
fn is_whole(value: f64, by: f64) -> bool {
    let parts = (value * by).round();
    value.is_nan() || (parts.abs() < LIMIT && (parts / by).to_bits() == value.to_bits())
}

/// The greatest common divisor.
fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// The steps between rising numbers that are all there, and the greatest.
fn steps(raw: &[f64]) -> Option<(Vec<f64>, f64)> {
    let rises = raw.windows(2).all(|pair| pair[0] <= pair[1]);
    if raw.len() < 2 || !rises {
        return None;
    }
    let steps: Vec<f64> =
        std::iter::once(0.0).chain(raw.windows(2).map(|pair| pair[1] - pair[0])).collect();
    let most = steps.iter().copied().fold(0.0, f64::max);
    Some((steps, most))
}

/// The smallest size for numbers up to `most`.
fn width(most: f64) -> Option<Width> {
    WIDTHS.into_iter().find(|width| most <= width.most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(values: &[f64]) -> (String, bool) {
        let packed = Pack::default().numbers(values);
        (packed.reference["t"].as_str().unwrap_or("from").to_owned(), packed.rounded)
    }

    #[test]
    fn the_smallest_exact_type_is_found() {
        assert_eq!(kind(&[1928.0, 1929.0, f64::NAN]), ("u8".into(), false));
        assert_eq!(kind(&[0.25, -3.5, 6.01]), ("u16".into(), false));
        assert_eq!(kind(&[0.1, 0.2, 70_000.0]), ("u32".into(), false));
        assert_eq!(kind(&[1.0 / 3.0]), ("f64".into(), false));
        assert_eq!(kind(&[0.5_f64.powi(20), 1.0]), ("f32".into(), false));
        assert_eq!(kind(&vec![1.0 / 3.0; 50_000]), ("f32".into(), true));
    }

    #[test]
    fn times_are_counted_in_what_divides_them() {
        let day = 86_400_000.0;
        let times: Vec<f64> = (0..1000).map(|n| 1.5e12 + day * f64::from(n)).collect();
        let packed = Pack::default().numbers(&times).reference;
        assert_eq!([&packed["step"], &packed["t"]], [&json!(true), &json!("u8")]);
        assert_eq!(packed["base"], 1_500_000_000_000_i64);
        assert_eq!(packed["unit"], 86_400_000);
    }

    #[test]
    fn rows_in_order_take_no_room() {
        let mut pack = Pack::default();
        assert_eq!(pack.codes(&[3, 4, 5]), json!({ "from": 3, "n": 3 }));
        assert!(pack.bytes().is_empty());
        assert_eq!(pack.codes(&[0, u32::MAX])["gap"], 255);
    }
}
