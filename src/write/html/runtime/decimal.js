// Numbers as decimals, digit for digit as Rust writes them: exact, ties to the even digit; and
// the round steps of axes: 1, 2, 2.5, 5 times a power of ten.

/**
 * A number that is not negative, with so many decimals.
 * @param {number} size
 * @param {number} decimals
 */
function fixedText(size, decimals) {
  if (size >= 1e21) return BigInt(size) + (decimals ? `.${"0".repeat(decimals)}` : "");
  const longer = size.toFixed(decimals + 1);
  // A tie: one more digit, a five, says the number exactly.
  if (longer.endsWith("5") && Number.isInteger(size * 2 ** (decimals + 1))) {
    const cut = longer.slice(0, decimals ? -1 : -2);
    if (Number(cut.at(-1)) % 2 === 0) return cut;
  }
  return size.toFixed(decimals);
}

/** Power of ten of the first digit. @param {number} value */
function exponentOf(value) {
  return Number(value.toExponential().split("e")[1] ?? 0);
}

/**
 * A value divided by a power of ten, correctly rounded, also where the power is no double.
 * @param {number} value
 * @param {number} exponent
 */
function unscale(value, exponent) {
  const [mantissa, own] = value.toExponential().split("e");
  return own === undefined ? value : Number(`${mantissa}e${Number(own) - exponent}`);
}

/** To the nearest whole number, halves away from zero. @param {number} value */
function roundAway(value) {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

/** Beyond so many steps from zero, doubles are further apart than steps. */
const MOST_STEPS = 1e18;

/** A step, as a decimal: each multiple is the double nearest to a short decimal. */
class DecimalStep {
  /** @param {number} mantissa 1, 2, 5 or 25 @param {number} exponent power of ten */
  constructor(mantissa, exponent) {
    this.mantissa = BigInt(mantissa);
    this.exponent = exponent;
    this.size = this.times(1n);
  }

  /** A multiple. @param {bigint} n */
  times(n) {
    return Number(`${n * this.mantissa}e${this.exponent}`);
  }

  /** Number of the greatest multiple at or below a value. @param {number} value */
  below(value) {
    const n = BigInt(clamped(Math.floor(value / this.size), -MOST_STEPS, MOST_STEPS) || 0);
    if (this.times(n) > value) return n - 1n;
    return this.times(n + 1n) <= value ? n + 1n : n;
  }
}
