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
  const {font, widths, colors} = chart.model, letters = {widths, size: 12 * font}, {hidden} = axis;
  const want = Math.max(Math.round(length / ((along === "h" ? 80 : 52) * (room ? font : 1))), 2);
  const {kind, domain: [low, high]} = scale, band = kind === "band";
  const onLines = along === "right" && left ? ticksOnLines(axis, scale, left) : null;
  const own = onLines ? {...axis, ticks: onLines} : axis;
  const offers = hidden ? [offerOf([])] : tickOffers(own, scale, want);
  let ticks = offers[0];
  /** @type {Label[]} */
  let labels = [];
  if (room && !hidden) {
    const place = {scale, length, room, letters, k: font, ink: axis.ink, dark: colors.ink};
    [ticks, labels] = (along === "h" ? fitRow : fitColumn)(own, offers, place);
  }
  if (along === "right") labels = labels.map((label) => ({...label, x: -label.x, anchor: "start"}));
  const places = (/** @type {number[]} */ values) => band ? [] : values.map((v) => scale.map(v)).filter(isFinite);
  // Marks between powers of ten are noise where a power is less than 36 px.
  const roomy = Math.abs(scale.map(low * 10) - scale.map(low)) >= 36;
  return {
    ticks: places(ticks.major.map(({value}) => value)), minor: roomy ? places(ticks.minor) : [],
    labels, zero: kind === "linear" && low < 0 && high > 0 ? scale.map(0) : null,
    band, marked: !onLines && !hidden, reach: labelReach(labels, along, length, letters),
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
  const {rotate} = axis, lines = (/** @type {Ticks} */ ticks) => dateLines(ticks, place);
  if (place.scale.kind === "band") return fitWords(offers, rotate, place);
  for (const ticks of offers) {
    const labels = rotate ? turnedWords(ticks, rotate, true, place) : lines(ticks);
    if (labels) return [ticks, labels];
  }
  const last = offers[offers.length - 1];
  const labels = thinnedLabels(last, 2, lines);
  if (labels) return [last, labels];
  // At last, the first label as far as it fits.
  const [{value, label}] = last.major;
  const first = offerOf(ticksOf([value], [ellipsize(label, place.letters, place.length)]));
  return [last, lines(first) ?? []];
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
  const ticks = offers.find(apart) ?? offers[0], words = band && ticks === offers[0];
  return [ticks, words ? wordColumn(ticks, axis.foot, place) : numberColumn(ticks, place)];
}

/**
 * How far labels reach beyond the panel.
 * @param {Label[]} labels
 * @param {"h"|"v"|"right"} along
 * @param {number} length
 * @param {Letters} letters
 */
function labelReach(labels, along, length, letters) {
  const ends = labels.flatMap(({text, x, anchor, rotate, size}) => {
    const wide = textWidth(text, letters), angle = (rotate * Math.PI) / 180;
    if (along !== "h") return along === "v" ? [-wide - 8] : [];
    const left = {start: 0, middle: -wide / 2, end: -wide}[anchor];
    return [left, left + wide].flatMap((dx) => [-ASCENT * size, DESCENT * size].map((dy) =>
      x + dx * Math.cos(angle) - dy * Math.sin(angle)));
  });
  return {before: Math.max(0, -Math.min(...ends)), after: Math.max(0, Math.max(...ends) - length)};
}
