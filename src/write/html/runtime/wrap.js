// Where the lines of names break, and how names are cut so that they can be told apart.

/**
 * The same, cut in the middle: for names that differ only at their ends.
 * @param {string} text
 * @param {Letters} letters
 * @param {number} most
 */
function ellipsizeMiddle(text, letters, most) {
  const line = cleanText(text);
  if (textWidth(line, letters) <= most) return line;
  const ends = textBreaks(line);
  const word = (/** @type {number} */ kept) => line.slice(0, ends[Math.ceil(kept / 2)]).trimEnd()
    + ELLIPSIS + line.slice(ends[ends.length - 1 - Math.floor(kept / 2)]).trimStart();
  const fits = (/** @type {number} */ i) => textWidth(word(i + 1), letters) <= most;
  const fitting = lastFitting(ends.length - 1, fits);
  return fitting < 0 ? "" : word(fitting + 1);
}

/**
 * The text in lines: broken at line feeds, at blanks, after `-`, `/` and `_`, and inside words
 * only where a word alone is too wide. Words beyond the last line are cut.
 * @param {string} text
 * @param {Letters} letters
 * @param {number} wide
 * @param {number} most lines
 * @param {(text: string, letters: Letters, most: number) => string} [cut]
 */
function wrapText(text, letters, wide, most, cut = cutEnd) {
  /** @type {string[]} */
  let lines = [];
  for (const line of text.split(/\r?\n/)) fillLines(cleanText(line), letters, wide, lines);
  if (lines.length > most) {
    const kept = lines.slice(0, most - 1);
    lines = [...kept, cut(lines.slice(most - 1).join(" "), letters, wide)];
  }
  return lines.filter((line) => line !== "");
}

/** The parts between which a line may break, each with what ends it. @param {string} text */
function textPieces(text) {
  return text.match(/[^ \-/_]*[ \-/_]|[^ \-/_]+$/g) ?? [];
}

/**
 * Add the lines of one paragraph.
 * @param {string} text
 * @param {Letters} letters
 * @param {number} wide
 * @param {string[]} lines
 */
function fillLines(text, letters, wide, lines) {
  let line = "";
  const fits = (/** @type {string} */ words) => textWidth(words, letters) <= wide;
  const add = (/** @type {string} */ part) => {
    if (!fits(line + part)) flush();
    line += part;
  };
  const flush = () => {
    if (line.trim()) lines.push(line.trim());
    line = "";
  };
  for (const piece of textPieces(text)) {
    const ends = textBreaks(piece);
    if (fits(line + piece) || fits(piece)) add(piece);
    else {
      flush();
      ends.slice(1).forEach((end, i) => add(piece.slice(ends[i], end)));
    }
  }
  flush();
}

/**
 * The lines, when there are at most `most` and no word had to be broken.
 * @param {string} text
 * @param {Letters} letters
 * @param {number} wide
 * @param {number} most
 * @returns {string[]|null}
 */
function fitLines(text, letters, wide, most) {
  const whole = textPieces(cleanText(text)).every((piece) => textWidth(piece, letters) <= wide);
  const lines = whole ? wrapText(text, letters, wide, Infinity) : null;
  return lines && lines.length <= most ? lines : null;
}

/**
 * Words cut in the way that keeps more of them apart: at their ends, else in the middle.
 * @template {string|string[]} T
 * @param {string[]} whole what they are before
 * @param {T[]} ends
 * @param {() => T[]} middles
 * @returns {T[]}
 */
function toldApart(whole, ends, middles) {
  const distinct = (/** @type {(string|string[])[]} */ words) => new Set(words.map(String)).size;
  if (distinct(ends) >= distinct(whole)) return ends;
  const others = middles();
  return distinct(others) > distinct(ends) ? others : ends;
}
