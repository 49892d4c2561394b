// How the user wants numbers written: printf (%.1f km), Python ({:,.0f} km), `percent`.

/**
 * How a value is written, with text around it; null stands for `percent`.
 * @typedef {{kind: string, precision: number|null, width: number, commas: boolean, plus: boolean,
 *   zeros: boolean, left: boolean}} Field
 * @typedef {{before: string, field: Field|null, after: string}} Pattern
 */

/** More digits than a double has are only ever a slip of the finger. */
const MOST_DIGITS = 40;

/**
 * A pattern for numbers as typed; null when it is none.
 * @param {string} text
 * @returns {Pattern|null}
 */
function parsePattern(text) {
  if (/^percent$/i.test(text)) return {before: "", field: null, after: ""};
  return text.includes("{") ? pythonPattern(text) : printfPattern(text);
}

/**
 * text %[flags][width][.precision]kind text, where %% is a percent sign.
 * @param {string} text
 * @returns {Pattern|null}
 */
function printfPattern(text) {
  const sides = ["", ""];
  /** @type {Field|null} */
  let field = null;
  let rest = text;
  for (let at = rest.indexOf("%"); at >= 0; at = rest.indexOf("%")) {
    const behind = rest.slice(at + 1);
    const side = field ? 1 : 0;
    sides[side] += rest.slice(0, at);
    if (behind.startsWith("%")) {
      sides[side] += "%";
      rest = behind.slice(1);
      continue;
    }
    const end = behind.search(/[a-zA-Z]/);
    const parsed = end < 0 ? null : parseField(behind.slice(0, end), behind[end]);
    if (!parsed || field) return null;
    field = parsed;
    rest = behind.slice(end + 1);
  }
  sides[field ? 1 : 0] += rest;
  return field && {before: sides[0], field, after: sides[1]};
}

/**
 * text {:[flags][width][,][.precision][kind]} text, with a name or number before the colon.
 * @param {string} text
 * @returns {Pattern|null}
 */
function pythonPattern(text) {
  const open = text.indexOf("{"), close = text.indexOf("}", open);
  const after = text.slice(close + 1);
  if (close < 0 || after.includes("{")) return null;
  const inside = text.slice(open + 1, close);
  const colon = inside.indexOf(":");
  const wish = colon < 0 ? "" : inside.slice(colon + 1);
  const kind = /[a-zA-Z%]$/.exec(wish)?.[0];
  const field = parseField(kind ? wish.slice(0, -1) : wish, kind ?? "g");
  if (!field) return null;
  // Without a kind, Python writes integers as integers.
  if (field.kind === "g") field.precision ??= 12;
  return {before: text.slice(0, open), field, after};
}

/** @param {string} text flags, width and precision @param {string} letter @returns {Field|null} */
function parseField(text, letter) {
  const lower = letter.toLowerCase();
  const kind = lower === "i" || lower === "u" ? "d" : lower;
  const point = text.indexOf(".");
  const front = point < 0 ? text : text.slice(0, point);
  const digits = point < 0 ? null : text.slice(point + 1).replace(/,$/, "");
  if (!"dfeg%".includes(kind) || !/^[-+<,'_ #>\d]*$/.test(front)) return null;
  if (digits && !/^\+?\d+$/.test(digits)) return null;
  // Zeros before the width are a flag; what else stands between digits is passed over.
  const width = front.replace(/\D/g, "").replace(/^0+/, "");
  const field = {
    kind, precision: digits === null ? null : Number(digits), width: Number(width),
    commas: /[,'_]/.test(front), plus: front.includes("+"), zeros: /^\D*0/.test(front),
    left: /[-<]/.test(front),
  };
  return field.width <= MOST_DIGITS && (field.precision ?? 0) <= MOST_DIGITS ? field : null;
}

/** The labels of these values. @param {Pattern} pattern @param {number[]} values */
function patternLabels({before, field, after}, values) {
  if (!field) return sharedLabels(values.map((v) => v * 100)).map((label) => `${label}%`);
  return values.map((v) => before + writeField(field, v) + after);
}

/** @param {Field} field @param {number} value */
function writeField(field, value) {
  let text = fieldDigits(field, value);
  if (field.plus && value >= 0) text = `+${text}`;
  const missing = Math.max(field.width - [...text].length, 0);
  if (field.left) return text + " ".repeat(missing);
  if (!field.zeros || !Number.isFinite(value)) return " ".repeat(missing) + text;
  const at = Math.max(text.search(/\d/), 0);
  return text.slice(0, at) + "0".repeat(missing) + text.slice(at);
}

/** @param {Field} field @param {number} value */
function fieldDigits({kind, precision, commas}, value) {
  const digits = precision ?? 6;
  switch (kind) {
    case "d": return fixedNumber(roundAway(value), 0, commas);
    case "f": return fixedNumber(value, digits, commas);
    case "%": return `${fixedNumber(value * 100, digits, commas)}%`;
    case "e": return exponential(value, digits);
    default: return generalDigits(value, Math.max(digits, 1), commas);
  }
}

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
  if (!Number.isFinite(value)) return fixedNumber(value, 0, false);
  const [mantissa, power] = scientificText(Math.abs(value), precision);
  const sign = power < 0 ? MINUS : "+";
  return `${value < 0 ? MINUS : ""}${mantissa}e${sign}${padded(Math.abs(power))}`;
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
    if (exact && Number(cut[cut.length - 1]) % 2 === 0) return [cut, Number(power)];
  }
  const [mantissa, exponent] = size.toExponential(decimals).split("e");
  return [mantissa, Number(exponent)];
}
