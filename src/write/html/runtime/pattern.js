// How the user wants numbers written: printf (%.1f km), Python ({:,.0f} km), `percent`, as the
// program read it.

/**
 * How a value is written, with text around it; null stands for `percent`. The flags: `,` for commas
 * between thousands, `+` for a sign always, `0` and `-` for zeros before it and blanks behind it.
 * @typedef {{kind: string, precision: number|null, width: number, flags: string}} Field
 * @typedef {{before: string, field: Field|null, after: string}} Pattern
 */

/** The labels of these values. @param {Pattern} pattern @param {number[]} values */
function patternLabels({before, field, after}, values) {
  if (!field) return sharedLabels(values.map((v) => v * 100)).map((label) => `${label}%`);
  return values.map((v) => before + writeField(field, v) + after);
}

/** @param {Field} field @param {number} value */
function writeField(field, value) {
  const {width, flags} = field, digits = fieldDigits(field, value);
  const text = flags.includes("+") && value >= 0 ? `+${digits}` : digits;
  const missing = Math.max(width - [...text].length, 0);
  if (flags.includes("-")) return text + " ".repeat(missing);
  if (!flags.includes("0") || !isFinite(value)) return " ".repeat(missing) + text;
  const at = Math.max(text.search(/\d/), 0);
  return text.slice(0, at) + "0".repeat(missing) + text.slice(at);
}

/** @param {Field} field @param {number} value */
function fieldDigits({kind, precision, flags}, value) {
  const digits = precision ?? 6, commas = flags.includes(",");
  switch (kind) {
    case "d": return fixedNumber(roundAway(value), 0, commas);
    case "f": return fixedNumber(value, digits, commas);
    case "%": return `${fixedNumber(value * 100, digits, commas)}%`;
    case "e": return exponential(value, digits);
    default: return generalDigits(value, Math.max(digits, 1), commas);
  }
}
