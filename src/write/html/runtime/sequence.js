// Categories that are numbers or times in order: where labels stand when there is no room for all.

/**
 * The values that the words of an axis stand for, in rising order.
 * @typedef {{times: boolean, values: number[]}} Sequence
 */

/**
 * Null where a word is neither a number nor a time, or does not follow the one before it.
 * @param {string[]} levels
 * @returns {Sequence|null}
 */
function sequenceOf(levels) {
  for (const [times, read] of /** @type {const} */ ([[false, parseWord], [true, parseIso]])) {
    const values = [];
    for (const word of levels) {
      const value = read(word);
      if (value === null || (values.length && !(values[values.length - 1] < value))) break;
      values.push(value);
    }
    if (values.length === levels.length && values.length > 1) return {times, values};
  }
  return null;
}

/** A word that is a number. @param {string} word @returns {number|null} */
function parseWord(word) {
  const text = word.replaceAll(MINUS, "-");
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  const endless = /^([+-]?)inf(inity)?$/i.exec(text);
  return endless && (endless[1] === "-" ? -Infinity : Infinity);
}

/**
 * Ever fewer labels, at round numbers or where parts of the calendar begin.
 * @param {Sequence} sequence
 * @param {string[]} levels
 * @param {number} want
 * @param {TickWriter} writer
 * @returns {Tick[][]} by codes from 0
 */
function fewerOf({times, values}, levels, want, writer) {
  const first = values[0], last = values[values.length - 1];
  if (times) {
    // The first slot may stand for what began before its own time: a month by its end.
    const before = values.length > 1 ? (values[1] - first) * 0.999 : 0;
    const days = values.every((time) => time % DAY_MS === 0);
    return preferredOf(calendarCandidates([first - before, last], want))
      .map((offer) => followed(writer.dates(offer), values))
      .filter((major) => major.length && (major.length > 1 || days));
  }
  const codes = new Map(values.map((value, code) => [value, code]));
  const found = linearCandidates([first, last], want, values.every(Number.isInteger));
  return preferredOf(found)
    .map((offer) => offer.values.filter((value) => codes.has(value)).map((value) => {
      const code = /** @type {number} */ (codes.get(value));
      return {value: code, label: levels[code], under: null};
    }))
    .filter((major) => major.length);
}

/**
 * Each tick in the first slot that does not lie before it; one a slot. A tick of the clock names
 * its own slot only.
 * @param {Tick[]} ticks
 * @param {number[]} times
 */
function followed(ticks, times) {
  const clock = ticks.some((tick, i) => i > 0 && tick.value - ticks[i - 1].value < 0.9 * DAY_MS);
  /** @type {Tick[]} */
  const placed = [];
  let code = 0;
  for (const tick of ticks) {
    while (code < times.length && times[code] < tick.value) code++;
    if (code === times.length) break;
    if (clock && times[code] !== tick.value) continue;
    const free = !placed.length || placed[placed.length - 1].value < code;
    if (free) placed.push({...tick, value: code});
  }
  return placed;
}
