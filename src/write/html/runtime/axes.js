// One axis: which ticks and labels fit a length, and the lines and words that show it.

/**
 * An axis fitted to a length. Places are relative to the panel: of a horizontal axis to its lower
 * left corner, of a vertical one to its upper left, of one on the right to its upper right.
 * `reach` says how far labels go beyond the panel's left and right end, and the baseline of the
 * last line below it; `zero` is the place of 0 strictly inside a linear axis; `marked` says that no
 * grid line leads to the ticks of an axis on the right.
 * @typedef {{ticks: number[], minor: number[], labels: Label[], zero: number|null, band: boolean,
 *   marked: boolean, reach: {before: number, after: number, low: number}}} Fitted
 */

/**
 * Fit an axis.
 * @param {any} axis of the model
 * @param {Scale} scale its range relative to the panel's left or upper edge
 * @param {"h"|"v"|"right"} along
 * @param {number} length of the panel
 * @param {AxisRoom|null} room for labels; null where nothing is written
 * @param {any} chart
 * @param {Fitted|null} [left] of an axis on the right: the one on the left
 * @returns {Fitted}
 */
function fitAxis(axis, scale, along, length, room, chart, left = null) {
  const {font = 1, widths, colors} = chart.model;
  const letters = {widths, size: 12 * font};
  const want = Math.max(Math.round(length / ((along === "h" ? 80 : 52) * (room ? font : 1))), 2);
  const band = scale.kind === "band";
  const onLines = along === "right" && left ? ticksOnLines(axis, scale, left) : null;
  const own = onLines ? {...axis, ticks: onLines} : axis;
  const offers = axis.hidden ? [offerOf([])] : tickOffers(own, scale, want);
  let ticks = offers[0];
  /** @type {Label[]} */
  let labels = [];
  if (room) {
    const inks = {ink: axis.ink ?? colors.ink2, dark: colors.ink};
    const fit = along === "h" ? fitRow : fitColumn;
    [ticks, labels] = fit(own, offers, {scale, length, room, letters, k: font, ...inks});
  }
  if (along === "right") labels = labels.map((label) => ({...label, x: -label.x, anchor: "start"}));
  const places = (/** @type {number[]} */ values) =>
    values.map((v) => scale.map(v)).filter(Number.isFinite);
  // Marks between powers of ten are noise where a power is less than 36 px.
  const decade = scale.domain[0];
  const roomy = Math.abs(scale.map(decade * 10) - scale.map(decade)) >= 36;
  const zero = scale.kind === "linear" && scale.domain[0] < 0 && scale.domain[1] > 0;
  return {
    ticks: band ? [] : places(ticks.major.map(({value}) => value)),
    minor: !band && roomy ? places(ticks.minor) : [],
    labels, zero: zero ? scale.map(0) : null, band, marked: !onLines && !axis.hidden,
    reach: labelReach(labels, along, length, letters),
  };
}

/**
 * Ticks and labels of a horizontal axis.
 * @param {any} axis
 * @param {Ticks[]} offers
 * @param {Place} place
 * @returns {[Ticks, Label[]]}
 */
function fitRow(axis, offers, place) {
  const rotate = Number.isFinite(axis.rotate) ? axis.rotate : null;
  const lines = (/** @type {Ticks} */ ticks) => dateLines(ticks, place);
  if (place.scale.kind === "band") {
    // Numbers and times are rather left out than turned: the order tells what is between.
    const level = rotate === null && offers.length > 1;
    for (const ticks of level ? offers : []) {
      const labels = lines(ticks);
      if (labels) return [ticks, labels];
    }
    return [offers[0], wordRow(offers[0], rotate, place)];
  }
  for (const ticks of offers) {
    const labels = rotate ? turnedWords(ticks, rotate, true, place) : lines(ticks);
    if (labels) return [ticks, labels];
  }
  const last = offers[offers.length - 1];
  const labels = thinnedLabels(last, 2, lines);
  if (labels) return [last, labels];
  const [first] = last.major;
  if (!first) return [last, []];
  // At last, the first label as far as it fits.
  const label = ellipsize(first.label, place.letters, place.length);
  return [last, lines(offerOf([{...first, label, under: null}])) ?? []];
}

/**
 * Ticks and labels of a vertical axis.
 * @param {any} axis
 * @param {Ticks[]} offers
 * @param {Place} place
 * @returns {[Ticks, Label[]]}
 */
function fitColumn(axis, offers, place) {
  const {scale, letters} = place, band = scale.kind === "band";
  const least = (band ? 1.1 : 1.2) * letters.size;
  const apart = (/** @type {Ticks} */ {major}) => major.every(({value}, i) =>
    i === 0 || Math.abs(scale.map(value) - scale.map(major[i - 1].value)) >= least);
  const [first, ...others] = offers;
  const few = others.find(apart);
  if (band && (!few || apart(first))) return [first, wordColumn(first, Boolean(axis.foot), place)];
  const ticks = apart(first) ? first : few ?? first;
  return [ticks, numberColumn(ticks, place)];
}

/**
 * How far labels reach beyond the panel.
 * @param {Label[]} labels
 * @param {"h"|"v"|"right"} along
 * @param {number} length
 * @param {Letters} letters
 * @returns {{before: number, after: number, low: number}}
 */
function labelReach(labels, along, length, letters) {
  const reach = {before: 0, after: 0, low: 0};
  for (const label of labels) {
    const wide = textWidth(label.text, letters);
    if (along !== "h") {
      const side = along === "v" ? "before" : "after";
      reach[side] = Math.max(reach[side], wide + 8);
      continue;
    }
    const corners = labelCorners(label, wide);
    for (const [x] of corners) {
      reach.before = Math.max(reach.before, -x);
      reach.after = Math.max(reach.after, x - length);
    }
    const low = Math.max(...corners.map(([, y]) => y)) - DESCENT * label.size;
    reach.low = Math.max(reach.low, label.rotate ? low : label.y);
  }
  return reach;
}

/**
 * The corners of the box that a label fills.
 * @param {Label} label
 * @param {number} wide
 * @returns {[number, number][]}
 */
function labelCorners({x, y, anchor, rotate, size}, wide) {
  const left = anchor === "start" ? 0 : anchor === "end" ? -wide : -wide / 2;
  const sin = Math.sin((rotate * Math.PI) / 180), cos = Math.cos((rotate * Math.PI) / 180);
  const corner = (/** @type {number} */ dx, /** @type {number} */ dy) =>
    /** @type {[number, number]} */ ([x + dx * cos - dy * sin, y + dx * sin + dy * cos]);
  const [up, down] = [-ASCENT * size, DESCENT * size];
  return [left, left + wide].flatMap((dx) => [corner(dx, up), corner(dx, down)]);
}

/**
 * Ticks of an axis on the right that stand on the lines of the left one, where its numbers there
 * are round; null where they are not.
 * @param {any} axis
 * @param {Scale} scale
 * @param {Fitted} left
 * @returns {[number, null][]|null}
 */
function ticksOnLines(axis, scale, left) {
  const free = (axis.ticks ?? null) === null && scale.kind === "linear" && !left.band;
  if (!free || left.minor.length || left.ticks.length < 2) return null;
  const found = left.ticks.map((px) => scale.invert(px));
  const step = (found[found.length - 1] - found[0]) / (found.length - 1);
  const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
  const round = [1, 2, 2.5, 5].some((size) => Math.abs(mantissa - size) < 1e-6);
  const first = Math.round(found[0] / step);
  const even = found.every((v, i) => Math.abs(v / step - first - i) < 1e-6);
  if (!round || !even || (axis.integer && Math.abs(step - Math.round(step)) > 1e-9)) return null;
  const digits = Math.min(Math.max(3 - exponentOf(step), 0), 100);
  const [lo, hi] = scale.domain;
  return found.map((_, i) => {
    const value = Number(((first + i) * step).toFixed(digits));
    return [Math.min(Math.max(value, lo), hi), null];
  });
}
