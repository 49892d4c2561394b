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
    this.pattern = this.format === null ? null : parsePattern(this.format);
    this.years = Boolean(axis.years);
  }

  /** @param {number[]} values */
  numbers(values) {
    if (this.pattern) return ticksOf(values, patternLabels(this.pattern, values));
    return ticksOf(values, this.years ? yearLabels(values) : sharedLabels(values));
  }

  /** @param {number[]} values @param {boolean} plain written out */
  logarithmic(values, plain) {
    const {pattern} = this;
    return ticksOf(values, pattern ? patternLabels(pattern, values) : logLabels(values, plain));
  }

  /** By the user's pattern of times. @param {number[]} values */
  times(values) {
    return ticksOf(values, values.map((ms) => formatTime(ms, this.format)));
  }

  /** @param {Candidate} candidate of the calendar */
  dates({step, values}) {
    return this.format === null ? calendarTicks(step, values) : this.times(values);
  }

  /** Ticks at any values. @param {Scale} scale @param {number[]} values */
  free(scale, values) {
    if (scale.kind !== "time") return this.numbers(values);
    return this.format === null ? ticksOf(values, values.map(formatDate)) : this.times(values);
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
  const count = wish === null ? Math.min(Math.max(want, 1), 1000) : Math.min(wish, 1000);
  const {domain, kind} = scale;
  if (kind === "band") return wordOffers(scale, count, wish !== null, writer);
  /** @type {Ticks[]} */
  let offers = [];
  if (kind === "time") {
    const found = preferredOf(calendarCandidates(domain, count));
    offers = found.map((candidate) => offerOf(writer.dates(candidate)));
  } else {
    if (kind === "log") offers = logOffers(domain, count, writer);
    if (!offers.length) {
      const found = preferredOf(linearCandidates(domain, count, Boolean(axis.integer)));
      offers = found.map(({values}) => offerOf(writer.numbers(values)));
    }
  }
  offers = thinOffers(offers);
  return offers.length ? offers : [offerOf(endTicks(scale, writer))];
}

/** @param {Tick[]} major @param {number} [from] */
function offerOf(major, from = 0) {
  return {major, minor: [], from};
}

/**
 * All words in sight; fewer of them where the user wants so many; and ever fewer of those that
 * have an order.
 * @param {Scale} scale
 * @param {number} want
 * @param {boolean} wished
 * @param {TickWriter} writer
 * @returns {Ticks[]}
 */
function wordOffers(scale, want, wished, writer) {
  // Those whose middle is in sight, or the one that fills the view.
  const [lo, hi] = scale.domain, whole = sequenceOf(scale.levels);
  const none = Math.ceil(lo) > hi;
  const first = Math.max(none ? Math.round((lo + hi) / 2) : Math.ceil(lo), 0);
  const levels = scale.levels.slice(first, (none ? first : Math.floor(hi)) + 1);
  const sequence = whole && {...whole, values: whole.values.slice(first, first + levels.length)};
  const written = sequence && (sequence.times ? writer.format !== null : writer.pattern);
  const codes = levels.map((_, code) => code);
  let major = ticksOf(codes, levels);
  if (written) {
    const {values} = sequence;
    const labels = sequence.times ? writer.times(values) : writer.numbers(values);
    major = labels.map(({label}, value) => ({value, label, under: null}));
  }
  const moved = (/** @type {Tick[]} */ ticks) =>
    ticks.map((tick) => ({...tick, value: tick.value + first}));
  const limited = wished && major.length > want;
  const step = limited ? Math.ceil(major.length / Math.max(want, 1)) : 1;
  const few = major.filter((tick) => (tick.value + first) % step === 0);
  const fewer = sequence?.values.length ? fewerOf(sequence, levels, want, writer) : [];
  const offers = fewer.map((ticks) => offerOf(moved(ticks)));
  if (!limited || !fewer.length) offers.unshift(offerOf(moved(few), Math.ceil(first / step)));
  return offers;
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
  let under = "\0";
  const words = major.map((tick) => {
    under = tick.under ?? under;
    return `${under}\n${tick.label}`;
  });
  return new Set(words).size === words.length;
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

/**
 * Ticks where the user wants them, as far as they lie inside the domain.
 * @param {Scale} scale
 * @param {[number, string|null][]} wishes places on the scale, and words
 * @param {TickWriter} writer
 */
function placedTicks(scale, wishes, writer) {
  const [lo, hi] = scale.domain;
  const wanted = wishes.filter(([value]) => lo <= value && value <= hi).sort((a, b) => a[0] - b[0])
    .filter(([value], i, all) => i === 0 || all[i - 1][0] !== value);
  const values = wanted.map(([value]) => value);
  const ticks = scale.kind === "band"
    ? ticksOf(values, values.map((code) => scale.levels[code] ?? ""))
    : writer.free(scale, values);
  return ticks.map((tick, i) => ({...tick, label: wanted[i][1] ?? tick.label}));
}
