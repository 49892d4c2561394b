// Categories that are times: read as ISO 8601 writes them, and where their labels stand when there
// is no room for all.

const ISO_DATE = /^([-\u2212+]?)(\d{4,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const ISO_CLOCK =
  /^(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,18}))?)?)?\s*([Zz]|[+-]\d\d:?\d\d|[+-]\d\d)?$/;

/**
 * A time as ISO 8601 writes it: `2019`, `2019-03`, `2019-03-14T06:30:15.25+02:00`.
 * @param {string} text
 * @returns {number|null} ms since 1970
 */
function parseIso(text) {
  const whole = text.trim();
  const at = whole.search(/[Tt ]/);
  const date = ISO_DATE.exec(at < 0 ? whole : whole.slice(0, at));
  if (!date) return null;
  const year = Number(date[2]) * (date[1] === "" || date[1] === "+" ? 1 : -1);
  const month = Number(date[3] ?? 1), day = Number(date[4] ?? 1);
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  const midnight = daysFromCivil(year, month, day) * DAY_MS;
  if (at < 0) return midnight;
  const clock = ISO_CLOCK.exec(whole.slice(at + 1).trimStart());
  if (!clock) return null;
  const [hour, minute, second] = [1, 2, 3].map((i) => Number(clock[i] ?? 0));
  const end = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !end) || minute > 59 || second > 60) return null;
  const part = Number(`0.${clock[4] ?? 0}`) * 1e3;
  const digits = (clock[5] ?? "Z").replace(":", "");
  const zone = /^z$/i.test(digits)
    ? 0
    : (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3))) * (digits[0] === "-" ? -1 : 1);
  const time = (hour * 3600 + minute * 60 + second) * 1e3 + part - zone * 6e4;
  return midnight + time;
}

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
