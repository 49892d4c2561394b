// Times in milliseconds since 1970, as calendar and clock show them: the proleptic Gregorian
// calendar with a year 0, no time zone; and a time in words.

const DAY_MS = 864e5;
/** Milliseconds of a mean year. */
const YEAR_MS = 365.2425 * DAY_MS;
/** Times beyond this (3 billion years) are held at it. */
const TIME_LIMIT = 1e20;

/**
 * A time as calendar and clock show it.
 * @typedef {{year: number, month: number, day: number, hour: number, minute: number,
 *   second: number, micro: number}} Civil
 */

/** A whole number, divided and rounded down. @param {number} a @param {number} b */
function floorDiv(a, b) {
  return Math.floor(a / b);
}

/** The calendar repeats itself after 400 years, which are so many days; `Date` knows fewer years. */
const ERA_DAYS = 146097;

/**
 * Days from 1970-01-01 to a date.
 * @param {number} year
 * @param {number} month 1 to 12, 13 for the next January
 * @param {number} day
 */
function daysFromCivil(year, month, day) {
  const era = floorDiv(year, 400);
  return Date.UTC(2000 + year - era * 400, month - 1, day) / DAY_MS + (era - 5) * ERA_DAYS;
}

/**
 * The date that lies `days` after 1970-01-01.
 * @param {number} days
 * @returns {[number, number, number]} year, month, day
 */
function civilFromDays(days) {
  const era = floorDiv(days, ERA_DAYS), date = new Date((days - era * ERA_DAYS) * DAY_MS);
  return [era * 400 + date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/** A time held within the limits. @param {number} ms */
function heldTime(ms) {
  return clamped(ms, -TIME_LIMIT, TIME_LIMIT);
}

/** Whole days since 1970-01-01. @param {number} ms */
function dayNumber(ms) {
  return Math.floor(heldTime(ms) / DAY_MS) || 0;
}

/**
 * What calendar and clock show at a time, to the microsecond. NaN reads as 1970.
 * @param {number} ms
 * @returns {Civil}
 */
function civilOf(ms) {
  const held = heldTime(ms) || 0, floor = Math.floor(held / DAY_MS);
  // A double near the present holds microseconds only roughly.
  const near = Math.max(roundAway((held - floor * DAY_MS) * 1e3), 0), next = near >= DAY_MS * 1e3;
  const micros = next ? 0 : near, [year, month, day] = civilFromDays(floor + Number(next));
  const part = (/** @type {number} */ of, /** @type {number} */ most) => floorDiv(micros, of) % most;
  return {
    year, month, day,
    hour: part(36e8, 24), minute: part(6e7, 60), second: part(1e6, 60), micro: micros % 1e6,
  };
}

/** Hour and minute. @param {Civil} c */
function clockText({hour, minute}) {
  return `${padded(hour)}:${padded(minute)}`;
}

/** Days of a month. @param {number} year @param {number} month */
function monthLength(year, month) {
  return daysFromCivil(year, month + 1, 1) - daysFromCivil(year, month, 1);
}

/** A whole number with zeros before it. @param {number} n @param {number} [digits] */
function padded(n, digits = 2) {
  return String(n).padStart(digits, "0");
}

/** A time by itself, as short as ISO 8601 allows. @param {number} ms */
function formatDate(ms) {
  if (!isFinite(ms)) return specialNumber(ms);
  const c = civilOf(ms), {year, second, micro} = c;
  const day = `${year < 0 ? MINUS : ""}${padded(Math.abs(year), 4)}-${padded(c.month)}-${padded(c.day)}`;
  const exact = second || micro, clock = `${day} ${clockText(c)}`;
  if (!exact) return c.hour || c.minute ? clock : day;
  return `${clock}:${padded(second)}${micro ? `.${padded(micro, 6).replace(/0+$/, "")}` : ""}`;
}
