//! How numbers and dates are written: with U+2212 for minus, commas from 10,000, and powers of
//! ten as `2×10⁻⁵`. Never `-0`, never `9.999e-5`.

use super::time::civil;

/// The minus sign.
pub const MINUS: char = '\u{2212}';
/// From here on numbers have commas.
const COMMAS: f64 = 1e4;
/// From here on an axis writes millions, billions, trillions.
const UNITS: f64 = 1e6;
/// From here on, powers of ten.
const HUGE: f64 = 1e15;
/// Below this, powers of ten.
const TINY: f64 = 1e-3;
/// More decimals than this make a label hard to read.
const DECIMALS: usize = 22;

/// One number by itself (tooltips, messages, labels of bars): four significant digits, but
/// never less than all digits before the point.
#[must_use]
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return special(value);
    }
    let size = value.abs();
    if size >= HUGE || (size > 0.0 && size < TINY) {
        let exponent = exponent(value);
        let mantissa = trim_zeros(&fixed(unscale(value, exponent), 3, false));
        // 9.9996 is written as 10.
        return match mantissa.trim_start_matches(MINUS) {
            "10" => power(&mantissa.replace("10", "1"), exponent + 1),
            _ => power(&mantissa, exponent),
        };
    }
    if value.fract() == 0.0 {
        return fixed(value, 0, size >= COMMAS);
    }
    let decimals = (3 - exponent(value)).clamp(0, 6) as usize;
    trim_zeros(&fixed(value, decimals, size >= COMMAS))
}

/// The labels of one axis: they share decimals, unit and notation, and differ where the values
/// do.
#[must_use]
pub fn shared(values: &[f64]) -> Vec<String> {
    let size = greatest(values);
    if size >= HUGE || (size > 0.0 && size < TINY) {
        return scientific(values);
    }
    if size >= UNITS
        && let Some(labels) = with_unit(values, size)
    {
        return labels;
    }
    let decimals = decimals(values);
    if decimals > 6 && values.iter().any(|v| *v != 0.0 && v.abs() < TINY) {
        return scientific(values);
    }
    values.iter().map(|v| fixed(*v, decimals, size >= COMMAS)).collect()
}

/// Values beside each other (cells, bars): they share decimals, which give the greatest three
/// digits; what is missing is the empty text.
#[must_use]
pub fn alike(values: &[f64]) -> Vec<String> {
    let size = greatest(values);
    let odd = size >= HUGE || (size > 0.0 && size < TINY);
    let whole = values.iter().all(|v| !v.is_finite() || v.fract() == 0.0);
    let decimals = if whole || size == 0.0 { 0 } else { (2 - exponent(size)).clamp(0, 6) as usize };
    let word = |v: &f64| match *v {
        v if v.is_nan() => String::new(),
        v if odd && number(v).contains('×') => {
            let exponent = exponent(v);
            power(&fixed(unscale(v, exponent), 2, false), exponent)
        }
        v if odd => number(v),
        v => fixed(v, decimals, size >= COMMAS),
    };
    values.iter().map(word).collect()
}

/// The labels of an axis of years: no commas, no unit.
#[must_use]
pub fn years(values: &[f64]) -> Vec<String> {
    if greatest(values) >= UNITS {
        return shared(values);
    }
    let decimals = decimals(values);
    values.iter().map(|v| fixed(*v, decimals, false)).collect()
}

/// True when all numbers of a logarithmic axis lie within 10⁻³..10⁵, where they are written out.
#[must_use]
pub fn is_plain(values: &[f64]) -> bool {
    values.iter().all(|v| (0.999e-3..=1.001e5).contains(v))
}

/// The labels of a logarithmic axis: each as short as it can be, written out or as powers.
#[must_use]
pub fn logarithmic(values: &[f64], plain: bool) -> Vec<String> {
    let label = |v: f64| {
        let exponent = exponent(v);
        if plain {
            let decimals = (-exponent).max(0) as usize;
            return fixed(v, decimals, v >= 1000.0);
        }
        match unscale(v, exponent).round() {
            1.0 => format!("10{}", superscript(exponent)),
            m => power(&format!("{m}"), exponent),
        }
    };
    values.iter().map(|v| label(*v)).collect()
}

/// A time by itself, as short as ISO 8601 allows: `2019-03-14`, `2019-03-14 06:30`.
#[must_use]
pub fn date(ms: f64) -> String {
    if !ms.is_finite() {
        return special(ms);
    }
    let c = civil(ms);
    let sign = if c.year < 0 { MINUS.to_string() } else { String::new() };
    let day = format!("{sign}{:04}-{:02}-{:02}", c.year.unsigned_abs(), c.month, c.day);
    let clock = format!("{:02}:{:02}", c.hour, c.minute);
    match (c.hour, c.minute, c.second, c.micro) {
        (0, 0, 0, 0) => day,
        (_, _, 0, 0) => format!("{day} {clock}"),
        (_, _, s, 0) => format!("{day} {clock}:{s:02}"),
        (_, _, s, micro) => {
            let part = format!("{micro:06}");
            format!("{day} {clock}:{s:02}.{}", part.trim_end_matches('0'))
        }
    }
}

/// A number with so many decimals; zero has no sign.
#[must_use]
pub fn fixed(value: f64, decimals: usize, commas: bool) -> String {
    if !value.is_finite() {
        return special(value);
    }
    let text = format!("{:.decimals$}", value.abs());
    let text = if commas { with_commas(&text) } else { text };
    let zero = text.bytes().all(|b| matches!(b, b'0' | b'.' | b','));
    if value < 0.0 && !zero { format!("{MINUS}{text}") } else { text }
}

/// Commas between thousands.
#[must_use]
pub fn with_commas(text: &str) -> String {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::with_capacity(text.len() + whole.len() / 3);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// What stands for infinities and missing values.
fn special(value: f64) -> String {
    if value.is_nan() {
        "missing".into()
    } else if value > 0.0 {
        "∞".into()
    } else {
        format!("{MINUS}∞")
    }
}

/// Least number of decimals at which values that differ are written differently, and none is
/// off by more than a millionth of the least gap between them.
#[must_use]
pub fn decimals(values: &[f64]) -> usize {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let gaps = sorted.windows(2).map(|w| w[1] - w[0]).filter(|g| *g > 0.0);
    let gap = gaps.fold(f64::INFINITY, f64::min);
    let size = greatest(values);
    let slack = if gap.is_finite() { gap * 1e-6 } else { size * 1e-12 };
    // What rounding in double precision adds is not worth a digit.
    let noise = size * 4.0 * f64::EPSILON;
    let slack = slack.max(noise).min(gap / 4.0);
    let fits = |v: f64, decimals: usize| {
        let rounded = rounded(v, decimals);
        (v - rounded).abs() <= slack && (rounded != 0.0 || v.abs() <= noise)
    };
    (0..DECIMALS).find(|d| sorted.iter().all(|v| fits(*v, *d))).unwrap_or(DECIMALS)
}

fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

fn greatest(values: &[f64]) -> f64 {
    values.iter().filter(|v| v.is_finite()).fold(0.0, |size, v| size.max(v.abs()))
}

/// Labels in the greatest unit that needs no more than two decimals for millions and more, and
/// none for thousands.
fn with_unit(values: &[f64], size: f64) -> Option<Vec<String>> {
    for (exponent, most, unit) in [(12, 2, "T"), (9, 2, "B"), (6, 2, "M"), (3, 0, "k")] {
        let scaled: Vec<f64> = values.iter().map(|v| unscale(*v, exponent)).collect();
        let decimals = decimals(&scaled);
        if unscale(size, exponent) < 1.0 || decimals > most {
            continue;
        }
        let commas = greatest(&scaled) >= 1000.0;
        let label = |v: &f64| match *v {
            0.0 => "0".into(),
            v => fixed(v, decimals, commas) + unit,
        };
        return Some(scaled.iter().map(label).collect());
    }
    None
}

/// Labels with one power of ten for all; each with its own when they are too far apart.
fn scientific(values: &[f64]) -> Vec<String> {
    let shared = exponent(greatest(values));
    let mantissas: Vec<f64> = values.iter().map(|v| unscale(*v, shared)).collect();
    let decimals = decimals(&mantissas);
    if decimals > 6 && !clustered(values) {
        return values.iter().map(|v| number(*v)).collect();
    }
    let label = |m: &f64| match *m {
        0.0 => "0".into(),
        m => power(&fixed(m, decimals, false), shared),
    };
    mantissas.iter().map(label).collect()
}

/// True when values differ only in their last digits, which each must then show.
fn clustered(values: &[f64]) -> bool {
    let least = values.iter().fold(f64::INFINITY, |size, v| size.min(v.abs()));
    least > 0.1 * greatest(values)
}

/// Power of ten of the first digit.
#[must_use]
pub fn exponent(value: f64) -> i32 {
    let text = format!("{value:e}");
    text.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0)
}

/// A value divided by a power of ten, correctly rounded, also where the power is no double.
#[must_use]
pub fn unscale(value: f64, exponent: i32) -> f64 {
    let text = format!("{value:e}");
    match text.split_once('e').and_then(|(m, e)| Some((m, e.parse::<i32>().ok()?))) {
        Some((mantissa, own)) => format!("{mantissa}e{}", own - exponent).parse().unwrap_or(value),
        None => value,
    }
}

/// `2×10⁻⁵`
fn power(mantissa: &str, exponent: i32) -> String {
    format!("{mantissa}×10{}", superscript(exponent))
}

/// A number in raised digits.
#[must_use]
pub fn superscript(number: i32) -> String {
    let raise = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
    };
    number.to_string().chars().map(raise).collect()
}

/// Without zeros at the end of a fraction.
pub(super) fn trim_zeros(text: &str) -> String {
    if !text.contains('.') {
        return text.into();
    }
    text.trim_end_matches('0').trim_end_matches('.').into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (3.0, "3"),
            (-3.5, "−3.5"),
            (1234.0, "1234"),
            (12_345.678, "12,346"),
            (12_345_678.0, "12,345,678"),
            (2.567_891, "2.568"),
            (0.012_345, "0.01235"),
            (9.999e-5, "9.999×10⁻⁵"),
            (0.000_02, "2×10⁻⁵"),
            (9.999_96e-5, "1×10⁻⁴"),
            (-1.5e300, "−1.5×10³⁰⁰"),
            (5e-324, "5×10⁻³²⁴"),
            (f64::NAN, "missing"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn labels_share_decimals_and_unit() {
        let cases: [(&[f64], &[&str]); 14] = [
            (&[0.0, 0.5, 1.0], &["0.0", "0.5", "1.0"]),
            (&[-0.1 - 0.2, 0.1 + 0.2], &["−0.3", "0.3"]),
            (&[0.0, 5000.0, 10_000.0], &["0", "5,000", "10,000"]),
            (&[0.0, 5000.0], &["0", "5000"]),
            (&[0.0, 5e5, 1e6], &["0", "0.5M", "1.0M"]),
            (&[0.0, 25e9, 50e9], &["0", "25B", "50B"]),
            (&[1_000_000.0, 1_001_000.0], &["1,000k", "1,001k"]),
            (&[1_000_000.0, 1_000_200.0], &["1,000,000", "1,000,200"]),
            (&[0.0, 2e-5, 4e-5], &["0", "2×10⁻⁵", "4×10⁻⁵"]),
            (&[0.0, 0.5e-300, 1e-300], &["0", "0.5×10⁻³⁰⁰", "1.0×10⁻³⁰⁰"]),
            (&[1e15, 2e15], &["1×10¹⁵", "2×10¹⁵"]),
            (&[1e-9, 1e5], &["1×10⁻⁹", "100,000"]),
            (&[1.000_000_1, 1.000_000_2], &["1.0000001", "1.0000002"]),
            (&[7.0], &["7"]),
        ];
        for (values, labels) in cases {
            assert_eq!(shared(values), labels, "{values:?}");
        }
    }

    #[test]
    fn years_and_powers() {
        assert_eq!(years(&[1990.0, 12_000.0]), ["1990", "12000"]);
        assert_eq!(logarithmic(&[0.1, 1.0, 1000.0], true), ["0.1", "1", "1,000"]);
        assert_eq!(logarithmic(&[0.02, 1.0], true), ["0.02", "1"]);
        assert_eq!(logarithmic(&[1.0, 2e6], is_plain(&[1.0, 2e6])), ["10⁰", "2×10⁶"]);
    }

    #[test]
    fn dates_are_as_short_as_they_can_be() {
        assert_eq!(date(0.0), "1970-01-01");
        assert_eq!(date(23_400_000.0), "1970-01-01 06:30");
        assert_eq!(date(23_400_250.0), "1970-01-01 06:30:00.25");
        assert_eq!(date(-62_198_755_200_000.0), "−0001-01-01");
    }
}
