//! Numbers as SVG writes them: at most two decimals, no trailing zeros, printed by one function.

/// A coordinate as a whole number of hundredths; what is not finite is 0.
pub(super) fn hundredths(value: f64) -> i64 {
    if value.is_finite() { (value * 100.0).round() as i64 } else { 0 }
}

/// Append `value`, rounded to hundredths.
pub(super) fn push(out: &mut String, value: f64) {
    push_hundredths(out, hundredths(value));
}

/// Append a number given in hundredths.
pub(super) fn push_hundredths(out: &mut String, value: i64) {
    let mut digits = [0_u8; 24];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    // From the right: decimals without trailing zeros, the point, then the whole part.
    let decimals = if rest.is_multiple_of(100) {
        rest /= 100;
        0
    } else if rest.is_multiple_of(10) {
        rest /= 10;
        1
    } else {
        2
    };
    let mut written = 0;
    while rest > 0 || written <= decimals {
        if decimals > 0 && written == decimals {
            at -= 1;
            digits[at] = b'.';
        }
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        written += 1;
    }
    if value < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    out.extend(digits[at..].iter().map(|&b| char::from(b)));
}

#[cfg(test)]
mod tests {
    use super::push;

    fn shown(value: f64) -> String {
        let mut out = String::new();
        push(&mut out, value);
        out
    }

    #[test]
    fn numbers_have_at_most_two_decimals_and_no_trailing_zeros() {
        for (value, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (1.0, "1"),
            (10.0, "10"),
            (100.5, "100.5"),
            (0.05, "0.05"),
            (0.5, "0.5"),
            (-0.25, "-0.25"),
            (-12.345_6, "-12.35"),
            (1_234_567.891, "1234567.89"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ] {
            assert_eq!(shown(value), text);
        }
        assert_eq!(shown(1e300), "92233720368547758.07");
    }

    #[test]
    fn every_hundredth_reads_back() {
        for i in -2500..2500 {
            let value = f64::from(i) / 100.0;
            assert_eq!(shown(value).parse::<f64>().unwrap(), value);
        }
    }
}
