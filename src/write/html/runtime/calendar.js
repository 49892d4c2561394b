// Steps of the calendar: from microseconds to thousands of years, always on its boundaries.

/**
 * A step: so many microseconds, days (several begin on Mondays), other days of a month, or months.
 * @typedef {{unit: "clock"|"day"|"other"|"month", n: number}} CalendarStep
 */

/** Microseconds of a second. */
const SECOND_MICROS = 1e6;
/** Monday of the first whole week after 1970-01-01, as a day number. */
const FIRST_MONDAY = 4;

/** All steps, from fine to coarse. */
const CALENDAR_LADDER = calendarLadder();

/** @returns {CalendarStep[]} */
function calendarLadder() {
  /** @param {CalendarStep["unit"]} unit @param {number[]} counts @returns {CalendarStep[]} */
  const each = (unit, counts) => counts.map((n) => ({unit, n}));
  /** @param {number[]} powers of ten @param {number[]} digits */
  const tens = (powers, digits) => powers.flatMap((k) => digits.map((digit) => digit * 10 ** k));
  const seconds = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 43200];
  return [
    ...each("clock", tens([0, 1, 2, 3, 4, 5], [1, 2, 5])),
    ...each("clock", seconds.map((n) => n * SECOND_MICROS)),
    ...each("day", [1]), ...each("other", [1]), ...each("day", [7, 14]),
    ...each("month", [1, 3, 6, 12, 24, 60]),
    ...each("month", tens([1, 2, 3, 4, 5, 6, 7, 8], [12, 30, 60])),
  ];
}

/** Mean length of a step in ms. @param {CalendarStep} step */
function calendarLength({unit, n}) {
  return n * {clock: 1e-3, day: DAY_MS, other: 2 * DAY_MS, month: YEAR_MS / 12}[unit];
}

/** The last boundary at or before a time. @param {CalendarStep} step @param {number} ms */
function calendarFloor({unit, n}, ms) {
  if (unit === "clock") {
    const count = Math.floor((ms * 1e3) / n), next = ((count + 1) * n) / 1e3;
    return next <= ms ? next : (count * n) / 1e3;
  }
  if (unit === "day") return (floorDiv(dayNumber(ms) - FIRST_MONDAY, n) * n + FIRST_MONDAY) * DAY_MS;
  const c = civilOf(ms);
  if (unit === "month") return monthStart(floorDiv(monthsOf(c), n) * n);
  const last = monthLength(c.year, c.month) - 1;
  const odd = (/** @type {number} */ day) => floorDiv(day - 1, 2) * 2 + 1;
  return daysFromCivil(c.year, c.month, Math.min(odd(c.day), odd(last))) * DAY_MS;
}

/** The boundary behind the one at `ms`. @param {CalendarStep} step @param {number} ms */
function calendarNext(step, ms) {
  const {unit, n} = step;
  if (unit === "clock") return ((roundAway((ms * 1e3) / n) + 1) * n) / 1e3;
  if (unit === "day") return ms + DAY_MS * n;
  if (unit === "month") return monthStart(monthsOf(civilOf(ms)) + n);
  // Past the next boundary but not past the one behind it, then back.
  const close = calendarFloor(step, ms + 2 * DAY_MS);
  return close > ms ? close : calendarFloor(step, ms + 3 * DAY_MS);
}

/** Months since the start of year 0. @param {Civil} c */
function monthsOf(c) {
  return c.year * 12 + c.month - 1;
}

/** The start of a month, counted from year 0. @param {number} months */
function monthStart(months) {
  const year = floorDiv(months, 12);
  return daysFromCivil(year, months - year * 12 + 1, 1) * DAY_MS;
}

/**
 * What `want` ticks on a domain may be, from fine to coarse.
 * @param {number[]} domain
 * @param {number} want
 * @returns {Candidate[]}
 */
function calendarCandidates(domain, want) {
  const [lo, hi] = domain.map(heldTime), most = 3 * Math.max(want, 1) + 2, found = [];
  for (const step of CALENDAR_LADDER) {
    if (!((hi - lo) / calendarLength(step) <= most)) continue;
    const values = calendarValues(step, lo, hi, most);
    if (values?.length) found.push({step, values, cost: tickCost(values, [lo, hi], want)});
  }
  return found;
}

/**
 * Boundaries inside a domain; none where a double cannot tell them apart.
 * @param {CalendarStep} step
 * @param {number} lo
 * @param {number} hi
 * @param {number} most
 * @returns {number[]|null}
 */
function calendarValues(step, lo, hi, most) {
  const floor = calendarFloor(step, lo), values = [];
  let at = floor >= lo ? floor : calendarNext(step, floor);
  while (at <= hi && values.length <= most) {
    values.push(at + 0);
    const next = calendarNext(step, at);
    if (next <= at) return null;
    at = next;
  }
  return values;
}

/**
 * The small unit on every tick, the larger one under the first and under each change.
 * @param {CalendarStep} step
 * @param {number[]} values
 */
function calendarTicks(step, values) {
  const times = values.map(civilOf), {unit, n} = step;
  if (unit === "month" && n % 12 === 0) {
    const years = times.map(({year}) => year);
    return ticksOf(values, n >= 12e4 ? sharedLabels(years) : years.map(yearText));
  }
  return times.map((now, i) => ({
    value: values[i], label: smallUnit(step, now), under: largeUnit(step, now, times[i - 1]),
  }));
}

/** What is written on a tick. @param {CalendarStep} step @param {Civil} c */
function smallUnit({unit, n}, c) {
  if (unit === "month") return monthName(c.month);
  if (unit !== "clock") return String(c.day);
  if (n < SECOND_MICROS) return `${padded(c.second)}.${padded(c.micro, 6).slice(0, n < 1000 ? 6 : 3)}`;
  const clock = clockText(c);
  return n < 60 * SECOND_MICROS ? `${clock}:${padded(c.second)}` : clock;
}

/**
 * What is written under a tick that follows `before`.
 * @param {CalendarStep} step
 * @param {Civil} c
 * @param {Civil|undefined} before
 * @returns {string|null}
 */
function largeUnit({unit, n}, c, before) {
  const sameYear = before?.year === c.year;
  if (unit === "month") return sameYear ? null : yearText(c.year);
  const sameMonth = sameYear && before.month === c.month;
  const sameDay = sameMonth && before.day === c.day, clock = clockText(c);
  let same = sameMonth, text = monthName(c.month);
  if (unit === "clock") {
    [same, text] = [sameDay, `${c.day} ${text}`];
    if (n < SECOND_MICROS) {
      same &&= clockText(before) === clock;
      text = sameDay ? clock : `${clock}, ${text}`;
    }
  }
  if (same) return null;
  return sameYear ? text : `${text} ${yearText(c.year)}`;
}

/** @param {number} year */
function yearText(year) {
  return year < 0 ? `${MINUS}${-year}` : String(year);
}

/** A month in three letters. @param {number} month */
function monthName(month) {
  return "JanFebMarAprMayJunJulAugSepOctNovDec".slice(3 * month - 3, 3 * month);
}
