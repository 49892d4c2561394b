// Labels of an axis: in a row, thinned out, or one above the other.

/**
 * A label; its place is relative to the panel's lower left corner (horizontal axes) or its upper
 * left or right one. Colours are those of the model, not yet of the theme.
 * @typedef {{x: number, y: number, text: string, anchor: "start"|"middle"|"end", rotate: number,
 *   color: string, size: number}} Label
 * How far labels may reach: beyond the panel's left and right end, how far turned ones may lean
 * out of it, their most length; and the most width of labels of a vertical axis.
 * @typedef {{beyond: [number, number], lean: number, depth: number, widest: number}} AxisRoom
 * What labels are fitted to and written with: `k` is the factor of sizes, `dark` the second ink.
 * @typedef {{scale: Scale, length: number, room: AxisRoom, letters: Letters, k: number,
 *   ink: string, dark: string}} Place
 */

/** Least distance between neighbours in a row: of numbers, of words, of wrapped words. */
const GAP_NUMBERS = 10, GAP_WORDS = 8, GAP_WRAPPED = 5;

/**
 * Where words stand so that they are near their places, inside, and apart; null when they cannot.
 * @param {number[]} wanted
 * @param {number[]} widths
 * @param {Place} place
 * @param {number} gap
 * @returns {number[]|null}
 */
function rowPlaces(wanted, widths, {length, room: {beyond}}, gap) {
  const lo = -beyond[0], hi = length + beyond[1], order = [...wanted.keys()].sort((a, b) => wanted[a] - wanted[b]);
  /** @type {number[]} */
  const places = [];
  let end = -Infinity;
  for (const i of order) {
    const half = widths[i] / 2, place = clamped(wanted[i], lo + half, hi - half);
    if (2 * half > hi - lo || place - half < end + gap) return null;
    end = place + half;
    places[i] = place;
  }
  return places;
}

/**
 * Labels in one line, the larger units of dates in a second.
 * @param {Ticks} ticks
 * @param {Place} place
 * @returns {Label[]|null}
 */
function dateLines({major}, place) {
  const {scale, letters, dark, k} = place;
  /** @type {Label[]} */
  const labels = [];
  let y = 0;
  for (const under of [false, true]) {
    const line = major.map((tick) => ({x: scale.map(tick.value), text: under ? tick.under : tick.label}))
      .filter(({x, text}) => isFinite(x) && text);
    if (!line.length) continue;
    const words = line.map(({text}) => text ?? ""), widths = words.map((word) => textWidth(word, letters));
    const places = rowPlaces(line.map(({x}) => x), widths, place, GAP_NUMBERS);
    if (!places) return null;
    y += (y ? 0 : 5) + 14 * k;
    const ink = under ? dark : place.ink;
    words.forEach((word, i) => labels.push(labelOf(places[i], y, word, "middle", {...place, ink})));
  }
  return labels;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {"start"|"middle"|"end"} anchor
 * @param {Place} place
 * @param {number} [rotate] degrees
 */
function labelOf(x, y, text, anchor, {ink, letters}, rotate = 0) {
  return {x, y, text: cleanText(text), anchor, rotate, color: ink, size: letters.size};
}

/**
 * Every k-th tick, the same ones wherever the view begins.
 * @param {Ticks} ticks
 * @param {number} step
 */
function everyTick({major, from}, step) {
  return {major: major.filter((_, i) => (i + from) % step === 0), minor: [], from: 0};
}

/**
 * The first of ever fewer labels that fit, from every k-th on.
 * @param {Ticks} ticks
 * @param {number} first k
 * @param {(few: Ticks) => Label[]|null} fit
 * @returns {Label[]|null}
 */
function thinnedLabels(ticks, first, fit) {
  /** @type {Label[]|null} */
  let labels = null;
  for (let step = first; !labels && step <= Math.max(ticks.major.length, first); step++) {
    labels = fit(everyTick(ticks, step));
  }
  return labels;
}
/** Labels of numbers and times, one above the other. @param {Ticks} ticks @param {Place} place */
function numberColumn({major}, place) {
  const {scale, room, letters} = place;
  /** @type {Label[]} */
  const labels = [];
  let last = Infinity;
  for (const {value, label, under} of major) {
    const y = scale.map(value);
    if (!isFinite(y) || Math.abs(last - y) < 1.1 * letters.size) continue;
    last = y;
    const word = ellipsize(under === null ? label : `${label} ${under}`, letters, room.widest);
    labels.push(labelOf(-8, y + MIDDLE * letters.size, word, "end", place));
  }
  return labels;
}
