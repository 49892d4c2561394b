// Times as the user wants them written: %d %b %Y.

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
    if (text === null || !flag) return text ?? all;
    return text.replace(/^[0 ]+/, "") || "0";
  });
}

/**
 * What one letter of strftime stands for.
 * @param {number} ms
 * @param {string} letter
 * @returns {string|null}
 */
function timePart(ms, letter) {
  const c = civilOf(ms);
  const days = daysFromCivil(c.year, c.month, c.day);
  const inYear = days - daysFromCivil(c.year, 1, 1);
  const weekday = weekdayOf(days);
  switch (letter) {
    case "Y": return c.year < 0 ? MINUS + padded(-c.year, 4) : padded(c.year, 4);
    case "y": return padded(c.year - floorDiv(c.year, 100) * 100);
    case "m": return padded(c.month);
    case "d": return padded(c.day);
    case "e": return String(c.day).padStart(2);
    case "H": return padded(c.hour);
    case "I": return padded(((c.hour + 11) % 12) + 1);
    case "M": return padded(c.minute);
    case "S": return padded(c.second);
    case "f": return padded(c.micro, 6);
    case "L": return padded(floorDiv(c.micro, 1000), 3);
    case "p": return c.hour < 12 ? "AM" : "PM";
    case "B": return MONTH_NAMES[c.month - 1];
    case "b": case "h": return monthName(c.month);
    case "A": return DAY_NAMES[weekday];
    case "a": return DAY_NAMES[weekday].slice(0, 3);
    case "j": return padded(inYear + 1, 3);
    case "u": return String(weekday + 1);
    case "w": return String((weekday + 1) % 7);
    case "U": return padded(floorDiv(inYear + 7 - ((weekday + 1) % 7), 7));
    case "W": return padded(floorDiv(inYear + 7 - weekday, 7));
    case "V": return padded(isoWeek(ms));
    case "q": return String(Math.ceil(c.month / 3));
    case "s": return String(Math.floor(ms / 1000));
    case "F": return formatTime(ms, "%Y-%m-%d");
    case "T": case "X": return formatTime(ms, "%H:%M:%S");
    case "R": return formatTime(ms, "%H:%M");
    case "D": case "x": return formatTime(ms, "%m/%d/%y");
    case "c": return formatTime(ms, "%a %b %e %H:%M:%S %Y");
    case "z": return "+0000";
    case "Z": return "UTC";
    case "n": return "\n";
    case "t": return "\t";
    case "%": return "%";
    default: return null;
  }
}

/**
 * The ISO week: the one of this week's Thursday, counted in that Thursday's year.
 * @param {number} ms
 */
function isoWeek(ms) {
  const days = dayNumber(ms);
  const thursday = days - weekdayOf(days) + 3;
  const [year] = civilFromDays(thursday);
  return floorDiv(thursday - daysFromCivil(year, 1, 1), 7) + 1;
}

/** Day of the week of a day number: 0 is Monday. @param {number} days */
function weekdayOf(days) {
  return days + 3 - floorDiv(days + 3, 7) * 7;
}
