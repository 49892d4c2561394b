// Ticks of categories. Where these are numbers or times in order, it says where labels stand when
// there is no room for all.

/**
 * The values that the words of an axis stand for, in rising order.
 * @typedef {{times: boolean, values: number[]}} Sequence
 */

/**
 * Null where a word is neither a number nor a time, or does not follow the one before it. A page
 * without times in its words cannot read them.
 * @param {string[]} levels
 * @returns {Sequence|null}
 */
function sequenceOf(levels) {
  const times = typeof parseIso === "function" ? parseIso : () => null;
  for (const read of [parseWord, times]) {
    /** @type {number[]} */
    const values = [];
    const rising = levels.every((word, i) => {
      const value = read(word);
      if (value === null || (i && !(values[i - 1] < value))) return false;
      return values.push(value);
    });
    if (rising && values.length > 1) return {times: read === times, values};
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
  const fewer = !sequence?.values.length ? []
    : sequence.times ? fewerTimes(sequence.values, want, writer) : fewerNumbers(sequence.values, levels, want);
  const offers = fewer.map((ticks) => offerOf(moved(ticks)));
  if (!limited || !fewer.length) offers.unshift(offerOf(moved(few), Math.ceil(first / step)));
  return offers;
}

/**
 * Ever fewer labels, at round numbers.
 * @param {number[]} values
 * @param {string[]} levels
 * @param {number} want
 * @returns {Tick[][]} by codes from 0
 */
function fewerNumbers(values, levels, want) {
  const ends = [values[0], values[values.length - 1]];
  return preferredOf(linearCandidates(ends, want, values.every(Number.isInteger)))
    .map((offer) => {
      const codes = offer.values.map((value) => values.indexOf(value)).filter((code) => code >= 0);
      return ticksOf(codes, codes.map((code) => levels[code]));
    })
    .filter((major) => major.length);
}

/**
 * The middle of a slot; of one that is seen in part only, the panel's edge next to it.
 * @param {number} code
 * @param {Place} place
 */
function slotPlace(code, {scale, length}) {
  return Math.min(Math.max(scale.map(code), 0), length);
}

/** Width of a slot in pixels. @param {Scale} scale */
function slotLength({range, domain}) {
  return Math.abs(range[1] - range[0]) / (domain[1] - domain[0]);
}
