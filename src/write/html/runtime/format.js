// How numbers and dates are written: with U+2212 for minus, commas from 10,000, and powers of ten
// as 2×10⁻⁵. Never -0, never 9.999e-5.

/** The minus sign. */
const MINUS = "\u2212";
/** From here on numbers have commas. */
const COMMAS_FROM = 1e4;
/** From here on an axis writes millions, billions, trillions. */
const UNITS_FROM = 1e6;
/** From here on, and below the second, powers of ten. */
const POWERS_FROM = 1e15, POWERS_BELOW = 1e-3;
/** More decimals than this make a label hard to read. */
const MOST_DECIMALS = 22;

/**
 * A number with so many decimals; zero has no sign.
 * @param {number} value
 * @param {number} decimals
 * @param {boolean} commas between thousands
 */
function fixedNumber(value, decimals, commas) {
  if (!isFinite(value)) return specialNumber(value);
  const plain = fixedText(Math.abs(value), decimals);
  const text = commas ? plain.replace(/(?<!\..*)\B(?=(\d{3})+(?!\d))/g, ",") : plain;
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** What stands for infinities and missing values. @param {number} value */
function specialNumber(value) {
  if (isNaN(value)) return "missing";
  return value > 0 ? "∞" : `${MINUS}∞`;
}

/** True for sizes that are written as powers of ten. @param {number} size */
function isOdd(size) {
  return size >= POWERS_FROM || (size > 0 && size < POWERS_BELOW);
}

/**
 * One number by itself: four significant digits, but all digits before the point.
 * @param {number} value
 */
function formatNumber(value) {
  if (!isFinite(value)) return specialNumber(value);
  const size = Math.abs(value), exponent = exponentOf(value);
  if (isOdd(size)) {
    const mantissa = trimZeros(fixedNumber(unscale(value, exponent), 3, false));
    // 9.9996 is written as 10.
    const ten = mantissa.endsWith("10");
    return tenPower(ten ? mantissa.slice(0, -1) : mantissa, exponent + Number(ten));
  }
  const decimals = Number.isInteger(value) ? 0 : clamped(3 - exponent, 0, 6);
  return trimZeros(fixedNumber(value, decimals, size >= COMMAS_FROM));
}

/** The labels of one axis: they share decimals, unit and notation. @param {number[]} values */
function sharedLabels(values) {
  const size = greatestSize(values);
  if (isOdd(size)) return scientificLabels(values);
  const labels = size >= UNITS_FROM && unitLabels(values, size);
  if (labels) return labels;
  const decimals = sharedDecimals(values);
  if (decimals > 6 && values.some((v) => v !== 0 && Math.abs(v) < POWERS_BELOW)) {
    return scientificLabels(values);
  }
  return values.map((v) => fixedNumber(v, decimals, size >= COMMAS_FROM));
}

/**
 * Least number of decimals at which values that differ are written differently, and none is off
 * by more than a millionth of the least gap between them.
 * @param {number[]} values
 */
function sharedDecimals(values) {
  const sorted = values.filter(isFinite).sort((a, b) => a - b), size = greatestSize(values);
  const gap = Math.min(...sorted.map((v, i) => v - sorted[i - 1]).filter((apart) => apart > 0));
  // What rounding in double precision adds is not worth a digit.
  const noise = size * 4 * Number.EPSILON, wished = isFinite(gap) ? gap * 1e-6 : size * 1e-12;
  const slack = Math.min(Math.max(wished, noise), gap / 4);
  const fits = (/** @type {number} */ decimals) => sorted.map(Math.abs).every((v) => {
    const written = Number(fixedText(v, decimals));
    return Math.abs(v - written) <= slack && (written !== 0 || v <= noise);
  });
  let decimals = 0;
  while (decimals < MOST_DECIMALS && !fits(decimals)) decimals++;
  return decimals;
}

/** @param {number[]} values */
function greatestSize(values) {
  return Math.max(0, ...values.filter(isFinite).map(Math.abs));
}

/** Units: power of ten, most decimals, letter. @type {[number, number, string][]} */
const UNITS = [[12, 2, "T"], [9, 2, "B"], [6, 2, "M"], [3, 0, "k"]];

/**
 * Labels in the greatest unit that needs few decimals.
 * @param {number[]} values
 * @param {number} size of the greatest
 * @returns {string[]|null}
 */
function unitLabels(values, size) {
  for (const [exponent, most, unit] of UNITS) {
    const scaled = values.map((v) => unscale(v, exponent));
    const decimals = sharedDecimals(scaled);
    if (unscale(size, exponent) < 1 || decimals > most) continue;
    const commas = greatestSize(scaled) >= 1000;
    return scaled.map((v) => (v === 0 ? "0" : fixedNumber(v, decimals, commas) + unit));
  }
  return null;
}

/**
 * Labels with one power of ten for all; each with its own when they are too far apart.
 * @param {number[]} values
 */
function scientificLabels(values) {
  const size = greatestSize(values), exponent = exponentOf(size);
  const mantissas = values.map((v) => unscale(v, exponent));
  const decimals = sharedDecimals(mantissas);
  // Values that differ only in their last digits must show them.
  const least = Math.min(...values.map(Math.abs));
  if (decimals > 6 && !(least > 0.1 * size)) return values.map(formatNumber);
  return mantissas.map((m) => (m === 0 ? "0" : tenPower(fixedNumber(m, decimals, false), exponent)));
}

/** 2×10⁻⁵ @param {string} mantissa @param {number} exponent */
function tenPower(mantissa, exponent) {
  return `${mantissa}×10${superscript(exponent)}`;
}

/** A whole number in raised digits. @param {number} n */
function superscript(n) {
  return String(n).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
}

/** Without zeros at the end of a fraction. @param {string} text */
function trimZeros(text) {
  return text.includes(".") ? text.replace(/\.?0*$/, "") : text;
}

/**
 * A value of a column, for a tooltip.
 * @param {any} column
 * @param {number} value a number, a time in ms, a code
 */
function formatValue(column, value) {
  if (column.type === "category") return column.levels[value] ?? specialNumber(NaN);
  if (!isFinite(value)) return specialNumber(value);
  const {type, format, pattern, years} = column;
  if (type === "time") return format ? formatTime(value, format) : formatDate(value);
  if (pattern) return patternLabels(pattern, [value])[0];
  return years ? yearLabels([value])[0] : formatNumber(value);
}
