// One axis: which ticks and labels fit a length, and the lines and words that show it.

/**
 * An axis fitted to a length. Places are relative to the panel: of a horizontal axis to its lower
 * left corner, of a vertical one to its upper left, of one on the right to its upper right.
 * `reach` says how far labels go beyond the panel's left and right end; `zero` is the place of 0 strictly inside a linear axis; `marked` says that no
 * grid line leads to the ticks of an axis on the right.
 * @typedef {{ticks: number[], minor: number[], labels: Label[], zero: number|null, band: boolean,
 *   marked: boolean, reach: {before: number, after: number}}} Fitted
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
  const {font, widths, colors} = chart.model, letters = {widths, size: 12 * font};
  const want = Math.max(Math.round(length / ((along === "h" ? 80 : 52) * (room ? font : 1))), 2);
  const band = scale.kind === "band";
  const onLines = along === "right" && left ? ticksOnLines(axis, scale, left) : null;
  const own = onLines ? {...axis, ticks: onLines} : axis;
  const offers = axis.hidden ? [offerOf([])] : tickOffers(own, scale, want);
  let ticks = offers[0];
  /** @type {Label[]} */
  let labels = [];
  if (room && !axis.hidden) {
    const inks = {ink: axis.ink ?? colors.ink2, dark: colors.ink};
    const fit = along === "h" ? fitRow : fitColumn;
    [ticks, labels] = fit(own, offers, {scale, length, room, letters, k: font, ...inks});
  }
  if (along === "right") labels = labels.map((label) => ({...label, x: -label.x, anchor: "start"}));
  const places = (/** @type {number[]} */ values) =>
    (band ? [] : values.map((v) => scale.map(v)).filter(Number.isFinite));
  // Marks between powers of ten are noise where a power is less than 36 px.
  const [low, high] = scale.domain;
  const roomy = Math.abs(scale.map(low * 10) - scale.map(low)) >= 36;
  const zero = scale.kind === "linear" && low < 0 && high > 0;
  return {
    ticks: places(ticks.major.map(({value}) => value)),
    minor: roomy ? places(ticks.minor) : [],
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
    const level = rotate === null && offers.length > 1 && offers.find(lines);
    if (level) return [level, lines(level) ?? []];
    return [offers[0], wordRow(offers[0], rotate, place)];
  }
  for (const ticks of offers) {
    const labels = rotate ? turnedWords(ticks, rotate, true, place) : lines(ticks);
    if (labels) return [ticks, labels];
  }
  const last = offers[offers.length - 1];
  const labels = thinnedLabels(last, 2, lines);
  if (labels) return [last, labels];
  // At last, the first label as far as it fits.
  const first = last.major.slice(0, 1).map(({value, label}) =>
    ({value, label: ellipsize(label, place.letters, place.length), under: null}));
  return [last, lines(offerOf(first)) ?? []];
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
 */
function labelReach(labels, along, length, letters) {
  let before = 0, after = 0;
  for (const {text, x, anchor, rotate, size} of labels) {
    const wide = textWidth(text, letters);
    if (along === "v") before = Math.max(before, wide + 8);
    if (along !== "h") continue;
    const left = {start: 0, middle: -wide / 2, end: -wide}[anchor];
    const sin = Math.sin((rotate * Math.PI) / 180), cos = Math.cos((rotate * Math.PI) / 180);
    for (const dx of [left, left + wide]) {
      for (const dy of [-ASCENT * size, DESCENT * size]) {
        const corner = x + dx * cos - dy * sin;
        before = Math.max(before, -corner);
        after = Math.max(after, corner - length);
      }
    }
  }
  return {before, after};
}
