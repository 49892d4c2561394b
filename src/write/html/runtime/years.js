// How years are written.

/** The labels of an axis of years: no commas, no unit. @param {number[]} values */
function yearLabels(values) {
  if (greatestSize(values) >= UNITS_FROM) return sharedLabels(values);
  const decimals = sharedDecimals(values);
  return values.map((v) => fixedNumber(v, decimals, false));
}
