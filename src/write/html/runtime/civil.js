// Times in milliseconds since 1970, as calendar and clock show them: the proleptic Gregorian
// calendar with a year 0, no time zone.

const SECOND_MS = 1e3, MINUTE_MS = 6e4, HOUR_MS = 36e5, DAY_MS = 864e5;
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

/**
 * Days from 1970-01-01 to a date (Hinnant, `days_from_civil`): years count from March.
 * @param {number} year
 * @param {number} month 1 to 12
 * @param {number} day
 */
function daysFromCivil(year, month, day) {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = floorDiv(marchYear, 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = floorDiv(153 * ((month + 9) % 12) + 2, 5) + day - 1;
  const leap = floorDiv(yearOfEra, 4) - floorDiv(yearOfEra, 100);
  return era * 146097 + yearOfEra * 365 + leap + dayOfYear - 719468;
}

/**
 * The date that lies `days` after 1970-01-01 (Hinnant, `civil_from_days`).
 * @param {number} days
 * @returns {[number, number, number]} year, month, day
 */
function civilFromDays(days) {
  const shifted = days + 719468;
  const era = floorDiv(shifted, 146097);
  const dayOfEra = shifted - era * 146097;
  const leaps = floorDiv(dayOfEra, 36524) - floorDiv(dayOfEra, 1460) - floorDiv(dayOfEra, 146096);
  const yearOfEra = floorDiv(dayOfEra + leaps, 365);
  const before = 365 * yearOfEra + floorDiv(yearOfEra, 4) - floorDiv(yearOfEra, 100);
  const dayOfYear = dayOfEra - before;
  const march = floorDiv(5 * dayOfYear + 2, 153);
  const day = dayOfYear - floorDiv(153 * march + 2, 5) + 1;
  const month = march < 10 ? march + 3 : march - 9;
  return [era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day];
}

/** A time held within the limits. @param {number} ms */
function heldTime(ms) {
  return Math.min(Math.max(ms, -TIME_LIMIT), TIME_LIMIT);
}

/** Whole days since 1970-01-01. @param {number} ms */
function dayNumber(ms) {
  return Math.floor(heldTime(ms) / DAY_MS) || 0;
}

/** Day of the week of a day number: 0 is Monday. @param {number} days */
function weekdayOf(days) {
  return days + 3 - floorDiv(days + 3, 7) * 7;
}

/**
 * What calendar and clock show at a time, to the microsecond. NaN reads as 1970.
 * @param {number} ms
 * @returns {Civil}
 */
function civilOf(ms) {
  const held = heldTime(ms) || 0;
  let days = Math.floor(held / DAY_MS);
  // A double near the present holds microseconds only roughly.
  let micros = roundAway((held - days * DAY_MS) * 1e3);
  if (micros >= DAY_MS * 1e3) {
    days += 1;
    micros = 0;
  }
  micros = Math.max(micros, 0);
  const [year, month, day] = civilFromDays(days);
  const seconds = floorDiv(micros, 1e6);
  return {
    year, month, day,
    hour: floorDiv(seconds, 3600), minute: floorDiv(seconds, 60) % 60, second: seconds % 60,
    micro: micros % 1e6,
  };
}

/** Days of a month. @param {number} year @param {number} month */
function monthLength(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

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
  const part = Number(`0.${clock[4] ?? 0}`) * SECOND_MS;
  const digits = (clock[5] ?? "Z").replace(":", "");
  const zone = /^z$/i.test(digits)
    ? 0
    : (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3))) * (digits[0] === "-" ? -1 : 1);
  const time = (hour * 3600 + minute * 60 + second) * SECOND_MS + part - zone * MINUTE_MS;
  return midnight + time;
}
