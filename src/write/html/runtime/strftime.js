// Times as the user wants them written: %d %b %Y.

const MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/**
 * A time by a strftime pattern. A `-` behind the percent sign leaves out leading zeros; what is
 * not known is left as it is.
 * @param {number} ms
 * @param {string} pattern
 */
function formatTime(ms, pattern) {
  return pattern.replace(/%-?$|%(-?)([^])/gu, (all, flag, letter) => {
    if (letter === undefined) return "%";
    const text = timePart(ms, letter);
    if (text === null || !flag) return String(text ?? all);
    return String(text).replace(/^[0 ]+/, "") || "0";
  });
}

/** Patterns that stand for longer ones. @type {Record<string, string>} */
const LONG_PATTERNS = {
  F: "%Y-%m-%d", T: "%H:%M:%S", X: "%H:%M:%S", R: "%H:%M", D: "%m/%d/%y", x: "%m/%d/%y",
  c: "%a %b %e %H:%M:%S %Y",
};

/**
 * What one letter of strftime stands for.
 * @param {number} ms
 * @param {string} letter
 * @returns {string|number|null}
 */
function timePart(ms, letter) {
  if (LONG_PATTERNS[letter]) return formatTime(ms, LONG_PATTERNS[letter]);
  const {year, month, day, hour, minute, second, micro} = civilOf(ms), days = daysFromCivil(year, month, day);
  const inYear = days - daysFromCivil(year, 1, 1), weekday = weekdayOf(days), sunday = (weekday + 1) % 7;
  switch (letter) {
    case "Y": return (year < 0 ? MINUS : "") + padded(Math.abs(year), 4);
    case "y": return padded(year - floorDiv(year, 100) * 100);
    case "m": return padded(month);
    case "d": return padded(day);
    case "e": return String(day).padStart(2);
    case "H": return padded(hour);
    case "I": return padded(((hour + 11) % 12) + 1);
    case "M": return padded(minute);
    case "S": return padded(second);
    case "f": return padded(micro, 6);
    case "L": return padded(floorDiv(micro, 1000), 3);
    case "p": return hour < 12 ? "AM" : "PM";
    case "B": return MONTH_NAMES[month - 1];
    case "b": case "h": return MONTH_NAMES[month - 1].slice(0, 3);
    case "A": return DAY_NAMES[weekday];
    case "a": return DAY_NAMES[weekday].slice(0, 3);
    case "j": return padded(inYear + 1, 3);
    case "u": return weekday + 1;
    case "w": return sunday;
    case "U": return padded(floorDiv(inYear + 7 - sunday, 7));
    case "W": return padded(floorDiv(inYear + 7 - weekday, 7));
    case "V": return padded(isoWeek(days - weekday + 3));
    case "q": return Math.ceil(month / 3);
    case "s": return Math.floor(ms / 1000);
    case "z": return "+0000";
    case "Z": return "UTC";
    case "n": return "\n";
    case "t": return "\t";
    case "%": return "%";
    default: return null;
  }
}

/** The ISO week: that of its Thursday, counted in that Thursday's year. @param {number} thursday */
function isoWeek(thursday) {
  const [year] = civilFromDays(thursday);
  return floorDiv(thursday - daysFromCivil(year, 1, 1), 7) + 1;
}

/** Day of the week of a day number: 0 is Monday. @param {number} days */
function weekdayOf(days) {
  return days + 3 - floorDiv(days + 3, 7) * 7;
}
