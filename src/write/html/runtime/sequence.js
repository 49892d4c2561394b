// Ticks of categories.

/**
 * All words in sight; fewer of them where the user wants so many; and ever fewer of those that
 * have an order.
 * @param {any} axis of the model
 * @param {Scale} scale
 * @param {number} want
 * @param {TickWriter} writer
 * @returns {Ticks[]}
 */
function wordOffers({order, ticks = null}, scale, want, writer) {
  // Those whose middle is in sight, or the one that fills the view.
  const [lo, hi] = scale.domain, none = Math.ceil(lo) > hi;
  const first = Math.max(none ? Math.round((lo + hi) / 2) : Math.ceil(lo), 0);
  const levels = scale.levels.slice(first, (none ? first : Math.floor(hi)) + 1);
  const own = order && {...order, values: [...order.values].slice(first, first + levels.length)};
  const words = own && orderedWords(own, writer) || levels;
  const major = ticksOf(levels.map((_, i) => first + i), words), many = major.length;
  const limited = ticks !== null && many > want, step = limited ? Math.ceil(many / Math.max(want, 1)) : 1;
  const few = major.filter(({value}) => value % step === 0);
  const fewer = own ? orderedTicks(own, levels, want, writer).map((some) =>
    offerOf(some.map((tick) => ({...tick, value: tick.value + first})))) : [];
  return limited && fewer.length ? fewer : [offerOf(few, Math.ceil(first / step)), ...fewer];
}

/**
 * The middle of a slot; of one that is seen in part only, the panel's edge next to it.
 * @param {number} code
 * @param {Place} place
 */
function slotPlace(code, {scale, length}) {
  return clamped(scale.map(code), 0, length);
}

/** Width of a slot in pixels. @param {Scale} scale */
function slotLength({range, domain}) {
  return Math.abs(range[1] - range[0]) / (domain[1] - domain[0]);
}
