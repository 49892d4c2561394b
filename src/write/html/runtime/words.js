// How wide words are, by the widths of the static picture's letters, and where their lines break.

/** Least and greatest parts of the size that letters reach above and below the baseline. */
const ASCENT = 0.77, DESCENT = 0.24;
/** From a baseline up to the middle of the letters. */
const MIDDLE = 0.36;
const ELLIPSIS = "…";

/**
 * Letters of one size and their widths.
 * @typedef {{widths: any, size: number, bold?: boolean}} Letters
 */

/**
 * Text on one line: control characters dropped, each run of blanks one space, none at the ends.
 * @param {string} text
 */
function cleanText(text) {
  return text.replace(/[\t-\r \u0085\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g, " ")
    .replace(/[\0-\x1f\x7f-\x9f]/g, "").replace(/^ +| +$/g, "").replace(/ {2,}/g, " ");
}

/** Width of text on one line. @param {string} text @param {Letters} letters */
function textWidth(text, {widths, size, bold}) {
  const plain = widths[bold ? "bold" : "regular"], pairs = bold ? widths.boldPairs : widths.pairs;
  let width = 0, before = "";
  for (const c of cleanText(text)) {
    const code = /** @type {number} */ (c.codePointAt(0));
    width += plain[code - 32] ?? widths.more?.[c] ?? guessedWidth(code);
    // Pairs of letters that stand nearer to each other, or further apart.
    width += pairs?.[before + c] ?? 0;
    before = c;
  }
  return width * size;
}

/** A generous guess at the width of a character whose font is not at hand. @param {number} code */
function guessedWidth(code) {
  const within = (/** @type {number[]} */ ...ends) =>
    ends.some((end, i) => i % 2 === 0 && code >= end && code <= ends[i + 1]);
  if (joinsBefore(code) || within(0x591, 0x5bd, 0x64b, 0x65f, 0xe34, 0xe3a)) return 0;
  if (within(0x2600, 0x27bf, 0x1f000, 0x1faff)) return 1.3;
  if (within(0x1100, 0x11ff, 0x2e80, 0xa4cf, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe4f,
    0xff00, 0xffe6, 0x20000, 0x3ffff)) return 1;
  return within(0x900, 0x10ff, 0x1200, 0x1fff) ? 0.9 : 0.75;
}

/** True for what may not be parted from the character before it. @param {number} code */
function joinsBefore(code) {
  return (code >= 0x300 && code <= 0x36f) || code === 0x200c || code === 0x200d
    || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0x1f3fb && code <= 0x1f3ff);
}

/**
 * Offsets at which text can be parted without breaking a character, from 0 to its end.
 * @param {string} text
 */
function textBreaks(text) {
  const ends = [];
  let at = 0, joined = false;
  for (const c of text) {
    const code = /** @type {number} */ (c.codePointAt(0));
    if ((!joined && !joinsBefore(code)) || at === 0) ends.push(at);
    joined = code === 0x200d;
    at += c.length;
  }
  ends.push(text.length);
  return ends;
}

/**
 * The last of rising sizes that fits; -1 when none does.
 * @param {number} n
 * @param {(i: number) => boolean} fits
 */
function lastFitting(n, fits) {
  let low = 0, high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The longest start of `text` that fits with an ellipsis; empty when nothing does.
 * @param {string} text clean
 * @param {Letters} letters
 * @param {number} most
 */
function cutEnd(text, letters, most) {
  const ends = textBreaks(text);
  const word = (/** @type {number} */ i) =>
    text.slice(0, ends[i]).replace(/[ ,-]+$/, "") + ELLIPSIS;
  const fitting = lastFitting(ends.length, (i) => textWidth(word(i), letters) <= most);
  return fitting < 0 ? "" : word(fitting);
}

/**
 * The text, cut at its end so that it and an ellipsis fit.
 * @param {string} text
 * @param {Letters} letters
 * @param {number} most
 */
function ellipsize(text, letters, most) {
  const line = cleanText(text);
  return textWidth(line, letters) <= most ? line : cutEnd(line, letters, most);
}
