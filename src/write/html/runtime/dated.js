// Categories that are times: where their labels stand when there is no room for all.

/**
 * Ever fewer labels, where parts of the calendar begin.
 * @param {number[]} values
 * @param {number} want
 * @param {TickWriter} writer
 * @returns {Tick[][]} by codes from 0
 */
function fewerTimes(values, want, writer) {
  const [first, second = first] = values;
  // The first slot may stand for what began before its own time: a month by its end.
  const from = first - (second - first) * 0.999;
  const days = values.every((time) => time % DAY_MS === 0);
  return preferredOf(calendarCandidates([from, values[values.length - 1]], want))
    .map((offer) => followed(writer.dates(offer), values))
    .filter((major) => major.length && (major.length > 1 || days));
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
