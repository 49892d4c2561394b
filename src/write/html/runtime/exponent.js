// Numbers by patterns with powers of ten: %e and %g.

/**
 * So many significant digits, in whichever notation is shorter, as C's %g.
 * @param {number} value
 * @param {number} precision
 * @param {boolean} commas
 */
function generalDigits(value, precision, commas) {
  const scientific = exponential(value, precision - 1);
  const [mantissa, power] = scientific.split("e");
  if (power === undefined) return scientific;
  const exponent = Number(power.replace(MINUS, "-"));
  if (exponent < -4 || exponent >= precision) return `${trimZeros(mantissa)}e${power}`;
  return trimZeros(fixedNumber(value, Math.max(precision - 1 - exponent, 0), commas));
}

/** 1.5e+06, as C writes it. @param {number} value @param {number} precision */
function exponential(value, precision) {
  if (!isFinite(value)) return fixedNumber(value, 0, false);
  const [mantissa, power] = scientificText(Math.abs(value), precision);
  const sign = power < 0 ? MINUS : "+";
  return `${value < 0 ? MINUS : ""}${mantissa}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}

/**
 * Mantissa and power of ten of a number that is not negative, with so many decimals.
 * @param {number} size
 * @param {number} decimals
 * @returns {[string, number]}
 */
function scientificText(size, decimals) {
  const [longer, power] = size.toExponential(decimals + 1).split("e");
  const shift = decimals + 1 - Number(power);
  if (longer.endsWith("5")) {
    const exact = shift >= 0
      ? Number.isInteger(size * 2 ** shift)
      : Number.isInteger(size) && BigInt(size) % 10n ** BigInt(-shift) === 0n;
    const cut = longer.slice(0, decimals ? -1 : -2);
    if (exact && Number(cut.at(-1)) % 2 === 0) return [cut, Number(power)];
  }
  const [mantissa, exponent] = size.toExponential(decimals).split("e");
  return [mantissa, Number(exponent)];
}
