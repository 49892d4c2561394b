// How wide words are, by the widths of the static picture's letters, and where their lines break.

/** Least and greatest parts of the size that letters reach above and below the baseline. */
const ASCENT = 0.77, DESCENT = 0.24;
/** From a baseline up to the middle of the letters. */
const MIDDLE = 0.36;
const ELLIPSIS = "…";

/**
 * Letters of one size and their widths.
 * @typedef {{widths: any, size: number}} Letters
 */

/**
 * Text on one line: control characters dropped, each run of blanks one space, none at the ends.
 * @param {string} text
 */
function cleanText(text) {
  return text.replace(/[\t-\r\u0085\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, " ")
    .replace(/[\0-\x1f\x7f-\x9f]/g, "").replace(/^ +| +$/g, "").replace(/ +/g, " ");
}

/** Width of text on one line. @param {string} text @param {Letters} letters */
function textWidth(text, {widths: {regular, more, pairs}, size}) {
  let width = 0, before = "";
  for (const c of cleanText(text)) {
    // The page knows the widths of all its words; pairs may stand nearer to each other, or further apart.
    width += (regular[c.charCodeAt(0) - 32] ?? more[c] ?? 0.75) + (pairs[before + c] ?? 0);
    before = c;
  }
  return width * size;
}

/** A character with those that may not be parted from it. */
const CLUSTER = /.(?:[\u0300-\u036f\u200c\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d.?){0,}/gsu;

/** Offsets at which text can be parted without breaking a character, from 0 to its end. @param {string} text */
function textBreaks(text) {
  let at = 0;
  return [0, ...(text.match(CLUSTER) ?? []).map((part) => (at += part.length))];
}

/**
 * The last of rising sizes that fits; -1 when none does.
 * @param {number} n
 * @param {(i: number) => boolean} fits
 */
function lastFitting(n, fits) {
  let low = 0;
  for (let high = n; low < high;) {
    const middle = (low + high) >> 1;
    fits(middle) ? low = middle + 1 : high = middle;
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
  const word = (/** @type {number} */ i) => text.slice(0, ends[i]).replace(/[ ,-]+$/, "") + ELLIPSIS;
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
