// Where ticks go and what they say: several offers, the best first and then ever fewer. Layout
// takes the first whose measured labels do not crowd.

/**
 * One tick: where in data, what is written, and the larger unit of a date where it changes.
 * @typedef {{value: number, label: string, under: string|null}} Tick
 * Labelled ticks in rising order, marks without label, and how many ticks of the whole are out of
 * sight before the first (of a band).
 * @typedef {{major: Tick[], minor: number[], from: number}} Ticks
 */

/** @param {number[]} values @param {string[]} labels */
function ticksOf(values, labels) {
  return values.map((value, i) => ({value, label: labels[i], under: null}));
}

/** How ticks of an axis are written. */
class TickWriter {
  /** @param {any} axis of the model */
  constructor(axis) {
    this.format = axis.format ?? null;
    this.pattern = axis.pattern ?? null;
    this.plain = axis.years ? yearLabels : sharedLabels;
  }

  /** @param {number[]} values @param {(values: number[]) => string[]} [plain] without a pattern */
  numbers(values, plain = this.plain) {
    return ticksOf(values, this.pattern ? patternLabels(this.pattern, values) : plain(values));
  }

  /** @param {number[]} values */
  times(values) {
    const column = {type: "time", format: this.format};
    return ticksOf(values, values.map((ms) => formatValue(column, ms)));
  }

  /** @param {Candidate} candidate of the calendar */
  dates({step, values}) {
    return this.format === null ? calendarTicks(step, values) : this.times(values);
  }

  /** Ticks at any values. @param {Scale} scale @param {number[]} values */
  free(scale, values) {
    return scale.kind === "time" ? this.times(values) : this.numbers(values);
  }
}

/**
 * What the ticks of an axis may be, best first and then ever fewer; never empty.
 * @param {any} axis of the model
 * @param {Scale} scale
 * @param {number} want
 * @returns {Ticks[]}
 */
function tickOffers(axis, scale, want) {
  const writer = new TickWriter(axis), wish = axis.ticks ?? null;
  if (Array.isArray(wish)) return [offerOf(placedTicks(scale, wish, writer))];
  if (wish === 0) return [offerOf([])];
  const count = Math.min(wish ?? Math.max(want, 1), 1000), {domain, kind} = scale;
  if (kind === "band") return wordOffers(axis, scale, count, writer);
  let offers = kind === "log" ? logOffers(domain, count, writer) : [];
  if (!offers.length) {
    const time = kind === "time";
    const found = time ? calendarCandidates(domain, count) : linearCandidates(domain, count, axis.integer);
    offers = preferredOf(found).map((candidate) =>
      offerOf(time ? writer.dates(candidate) : writer.numbers(candidate.values)));
  }
  offers = thinOffers(offers);
  return offers.length ? offers : [offerOf(endTicks(scale, writer))];
}

/** @param {Tick[]} major @param {number} [from] */
function offerOf(major, from = 0) {
  return {major, minor: [], from};
}

/**
 * Ever smaller sets whose ticks are told apart; one tick gives no measure, so it is the last.
 * @param {Ticks[]} offers
 * @returns {Ticks[]}
 */
function thinOffers(offers) {
  let fewest = Infinity;
  return offers.filter(hasDistinctLabels).filter(({major: {length}}) => {
    const keep = length < fewest || (length === fewest && length > 1);
    fewest = Math.min(fewest, length);
    return keep;
  });
}

/** @param {Ticks} ticks */
function hasDistinctLabels({major}) {
  let last = "";
  return new Set(major.map(({label, under}) => [last = under ?? last, label].join("\n"))).size === major.length;
}

/**
 * The ends of a domain that has no round number in it.
 * @param {Scale} scale
 * @param {TickWriter} writer
 */
function endTicks(scale, writer) {
  const [lo, hi] = scale.domain;
  const ticks = writer.free(scale, lo === hi ? [lo] : [lo, hi]);
  return ticks.filter((tick, i) => i === 0 || tick.label !== ticks[i - 1].label);
}
