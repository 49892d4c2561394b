// Names under their slots: in a row, wrapped, turned, thinned out.

/** Ticks and labels of a horizontal axis of categories. @param {Ticks[]} offers @param {number|null} rotate degrees @param {Place} place @returns {[Ticks, Label[]]} */
function fitWords(offers, rotate, place) {
  // Numbers and times are rather left out than turned: the order tells what is between.
  for (const level of rotate === null && offers.length > 1 ? offers : []) {
    const labels = dateLines(level, place);
    if (labels) return [level, labels];
  }
  return [offers[0], wordRow(offers[0], rotate, place)];
}

/**
 * Labels of slots side by side, in the first way that fits: one line, up to four lines, turned by
 * 40 and by 90 degrees, every k-th.
 * @param {Ticks} ticks
 * @param {number|null} rotate
 * @param {Place} place
 */
function wordRow(ticks, rotate, place) {
  const lines = (/** @type {Ticks} */ few, most = 1) => uprightWords(few, most, place);
  const turn = (/** @type {Ticks} */ few, /** @type {number} */ angle, wanted = false) =>
    turnedWords(few, angle, wanted, place);
  if (rotate !== null) {
    const fit = (/** @type {Ticks} */ few) => (rotate === 0 ? lines(few) : turn(few, rotate, true));
    return thinnedLabels(ticks, 1, fit) ?? [];
  }
  const all = lines(ticks) ?? lines(ticks, 4) ?? turn(ticks, 40) ?? turn(ticks, 90);
  if (all) return all;
  // Short words are read more easily as they are, so only long ones are turned.
  const flat = widestLabel(ticks, place) <= 48 * place.k;
  return thinnedLabels(ticks, 2, (few) => (flat ? lines(few) : turn(few, 90))) ?? [];
}

/** @param {Ticks} ticks @param {Place} place */
function widestLabel({major}, {letters}) {
  return Math.max(0, ...major.map(({label}) => textWidth(label, letters)));
}

/**
 * Labels upright under their slots, in at most `most` lines each.
 * @param {Ticks} ticks
 * @param {number} most
 * @param {Place} place
 * @returns {Label[]|null}
 */
function uprightWords({major}, most, place) {
  const {scale, letters} = place;
  const blocks = [];
  for (const {label} of major) {
    const wide = slotLength(scale) - 6;
    const lines = most === 1 ? [cleanText(label)] : fitLines(label, letters, wide, most);
    if (!lines) return null;
    blocks.push(lines);
  }
  const widths = blocks.map((lines) =>
    Math.max(0, ...lines.map((line) => textWidth(line, letters))));
  const wanted = major.map(({value}) => slotPlace(value, place));
  // Wrapped words stay in their slot, so six pixels between slots are theirs already.
  const places = rowPlaces(wanted, widths, place, most === 1 ? GAP_WORDS : GAP_WRAPPED);
  if (!places) return null;
  return blocks.flatMap((lines, i) => lines.map((line, row) =>
    labelOf(places[i], 5 + 14 * place.k * (row + 1), line, "middle", place)));
}

/**
 * Labels turned by `angle` degrees, counterclockwise; those longer than the room is deep end in an
 * ellipsis. Null when lines would touch, or, unless turning is wanted, lean out too far.
 * @param {Ticks} ticks
 * @param {number} angle
 * @param {boolean} wanted
 * @param {Place} place
 * @returns {Label[]|null}
 */
function turnedWords(ticks, angle, wanted, place) {
  const {major} = ticks, {scale, length, room, letters} = place, {size} = letters;
  const half = ((angle % 180) + 180) % 180;
  // A right angle reads upwards; others lean the way that was asked for.
  const rotate = half <= 90 ? -half : 180 - half, anchor = half <= 90 ? "end" : "start";
  const turn = (rotate * Math.PI) / 180, sin = Math.abs(Math.sin(turn)), cos = Math.cos(turn);
  const places = major.map(({value}) => scale.map(value));
  // What must be free across the lines, and along them where they are nearly level.
  const reach = Math.min(widestLabel(ticks, place), room.depth) + GAP_WORDS;
  for (let i = 1; i < places.length; i++) {
    const apart = Math.abs(places[i] - places[i - 1]);
    if (apart * sin < 1.15 * size && apart * cos < reach) return null;
  }
  const upright = Math.abs(cos) < 0.1;
  // The sign of -0 is that of a level label that ends at its tick.
  const shift = upright ? MIDDLE * size : rotate > 0 ? -4 : 4;
  const level = Math.abs(rotate) < 25 ? 10 + ASCENT * size * cos : 14 * place.k;
  const down = upright ? 9 : level;
  /** @type {number[]} */
  const limits = [];
  for (const [i, x] of places.entries()) {
    const side = rotate < 0 ? x + shift : length - x - shift;
    const lean = upright ? Infinity : (side + room.lean - ASCENT * size * sin) / cos;
    const long = Math.min(textWidth(major[i].label, letters), room.depth);
    if (long > lean && !wanted) return null;
    limits.push(Math.min(long, lean));
  }
  const each = (/** @type {typeof ellipsize} */ cut) =>
    major.map(({label}, i) => cut(label, letters, limits[i]));
  const whole = major.map(({label}) => label);
  const words = toldApart(whole, each(ellipsize), () => each(ellipsizeMiddle));
  return words.map((word, i) =>
    labelOf(places[i] + shift, down, word, anchor, place, rotate));
}
