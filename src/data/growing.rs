//! Columns that grow from the values of batches, and become those of a frame.

use polars::prelude::*;

use super::{Values, columns::MISSING};

/// Whole numbers below this are themselves as floats.
const EXACT: f64 = 9e15;
/// Up to so many milliseconds, floats tell microseconds apart.
const FINE: f64 = 4.3e12;

/// A column that grows batch by batch.
pub enum Growing {
    /// Numbers, and times in milliseconds; missing is NaN.
    Numbers(Vec<f64>),
    /// Codes, and their words.
    Words(Vec<u32>, Vec<String>),
}

impl Growing {
    /// A column like `values`, with room for so many.
    #[must_use]
    pub fn like(values: &Values, rows: usize) -> Self {
        match values {
            Values::Category { .. } => Self::Words(Vec::with_capacity(rows), Vec::new()),
            _ => Self::Numbers(Vec::with_capacity(rows)),
        }
    }

    /// Add a batch, of which the words of before keep their codes.
    pub fn add(&mut self, values: &Values) {
        match (self, values) {
            (Self::Numbers(all), Values::Number(some) | Values::Time(some)) => {
                all.extend_from_slice(some);
            }
            (Self::Words(all, words), Values::Category { codes, levels }) => {
                all.extend_from_slice(codes);
                words.extend(levels.iter().skip(words.len()).cloned());
            }
            _ => {}
        }
    }

    /// Add some rows of a batch.
    pub fn pick(&mut self, values: &Values, rows: &[u32]) {
        match (self, values) {
            (Self::Numbers(all), Values::Number(some) | Values::Time(some)) => {
                all.extend(rows.iter().filter_map(|&row| some.get(row as usize)));
            }
            (Self::Words(all, words), Values::Category { codes, levels }) => {
                all.extend(rows.iter().filter_map(|&row| codes.get(row as usize)));
                words.extend(levels.iter().skip(words.len()).cloned());
            }
            _ => {}
        }
    }

    /// Whether these values tell what they were in a column of this type.
    #[must_use]
    pub fn tells(&self, target: &DataType) -> bool {
        let within = |most: f64| match self {
            Self::Numbers(all) => all.iter().all(|value| value.is_nan() || value.abs() < most),
            Self::Words(..) => false,
        };
        match target {
            DataType::Datetime(TimeUnit::Microseconds, None) => within(FINE),
            kind if kind.is_float() => matches!(self, Self::Numbers(_)),
            kind if kind.is_integer() => within(EXACT),
            DataType::String | DataType::Boolean | DataType::Enum(..) => {
                matches!(self, Self::Words(..))
            }
            _ => false,
        }
    }

    /// The column in its own type.
    pub fn finish(self, name: &str, target: &DataType) -> PolarsResult<Column> {
        let numbers = match self {
            Self::Numbers(numbers) => numbers,
            Self::Words(codes, words) => return of_words(&codes, &words, name, target),
        };
        if let DataType::Datetime(..) = target {
            let all: Int64Chunked = numbers.iter().map(|&ms| micros(ms)).collect();
            let all = all.into_column().with_name(name.into());
            let naive = all.cast(&DataType::Datetime(TimeUnit::Microseconds, None))?;
            return naive.cast(target);
        }
        let all = if numbers.iter().any(|number| number.is_nan()) {
            let some = |number: &f64| (!number.is_nan()).then_some(*number);
            numbers.iter().map(some).collect::<Float64Chunked>()
        } else {
            Float64Chunked::from_vec(name.into(), numbers)
        };
        all.into_column().with_name(name.into()).cast(target)
    }
}

/// Microseconds of milliseconds: the whole ones apart, so that nothing is lost.
pub fn micros(ms: f64) -> Option<i64> {
    let whole = ms.floor();
    (!ms.is_nan()).then(|| whole as i64 * 1000 + ((ms - whole) * 1e3).round() as i64)
}

fn of_words(
    codes: &[u32],
    words: &[String],
    name: &str,
    target: &DataType,
) -> PolarsResult<Column> {
    if *target == DataType::Boolean {
        let all = codes.iter().map(|&code| (code != MISSING).then_some(code == 1));
        return Ok(all.collect::<BooleanChunked>().into_column().with_name(name.into()));
    }
    let word = |code: &u32| match *code {
        MISSING => None,
        code => words.get(code as usize).map(String::as_str),
    };
    let all: StringChunked = codes.iter().map(word).collect();
    let all = all.into_column().with_name(name.into());
    if *target == DataType::String { Ok(all) } else { all.cast(target) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::pieces;

    #[test]
    fn picked_rows_are_those_of_the_frame() {
        let frame = df!(
            "n" => [Some(5_i64), None, Some(-7), Some(1)],
            "x" => [0.1_f32, 2.5, -1e30, 7.0],
            "t" => [1_600_000_000_123_457_i64, -1, 4_200_000_000_000_001, 0],
            "b" => [Some(true), None, Some(false), Some(true)],
            "w" => [Some("b"), Some("a"), None, Some("b")]
        );
        let mut frame = frame.unwrap();
        let times =
            frame.column("t").unwrap().cast(&DataType::Datetime(TimeUnit::Microseconds, None));
        frame.replace("t", times.unwrap()).unwrap();
        let rows = [0, 1, 2];
        pieces::walk(&frame, &["n", "x", "t", "b", "w"], &mut |values| {
            for (column, values) in frame.columns().iter().zip(values) {
                let mut growing = Growing::like(values, 3);
                growing.pick(values, &rows);
                assert!(growing.tells(column.dtype()), "{}", column.name());
                let grown = growing.finish(column.name(), column.dtype()).unwrap();
                assert!(grown.equals_missing(&column.slice(0, 3)), "{grown:?} {column:?}");
            }
            Ok(())
        })
        .unwrap();
    }

    #[test]
    fn what_is_rounded_is_told_by_nothing() {
        let numbers = |value: f64| Growing::Numbers(vec![f64::NAN, value]);
        assert!(!numbers(9.1e15).tells(&DataType::Int64));
        assert!(numbers(9.1e15).tells(&DataType::Float64));
        let times = DataType::Datetime(TimeUnit::Microseconds, None);
        assert!(!numbers(5e12).tells(&times) && numbers(4e12).tells(&times));
    }
}
