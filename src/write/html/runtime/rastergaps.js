// Ticks of colour bars that are neither even nor logarithmic.

/** The roundest value in the middle of each gap that has room. @param {Bar} bar @returns {number[][]} */
function gapTicks({norm, whole, want, tick}) {
  const room = Math.max(APART, 0.7 / (want - 1)), first = whole ? [tick(Math.ceil(norm.range[0]))] : [];
  /** @type {(from: number, to: number) => number[][]} */
  const fill = (from, to) => {
    if (to - from < 2 * room) return [];
    const [least, middle, most] = [Math.max(0, from + room), (Math.max(0, from) + Math.min(1, to)) / 2,
      Math.min(1, to - room)].map(norm.value);
    const value = roundestBetween([least, most], middle, whole), [place] = tick(value);
    const fits = Math.min(place - from, to - place) >= room - 1e-9;
    return fits ? [...fill(from, place), [place, value], ...fill(place, to)] : [];
  };
  return [...first, ...fill(first[0]?.[0] ?? -room, 1 + room)];
}

/** The multiple of the greatest round step between two values; NaN without one. @param {number[]} ends @param {number} middle @param {boolean} whole */
function roundestBetween([low, high], middle, whole) {
  if (low <= 0 && high >= 0) return 0;
  const top = exponentOf(Math.max(-low, high)) + 1;
  for (let power = top; power >= top - 16 && (!whole || power >= 0); power--) {
    for (const m of [5, 2, 1]) {
      const step = unscale(m, -power);
      const n = clamped(Math.round(middle / step), Math.ceil(low / step), Math.floor(high / step));
      const value = unscale(n * m, -power);
      if (value >= low && value <= high) return value;
    }
  }
  return NaN;
}

/** Numbers in few characters: 12,345, 1.23M. @param {number[]} values */
function shortNumbers(values) {
  return values.map((v) => {
    if (v < 1e5) return formatNumber(v);
    const [power, , unit] = UNITS.find(([power]) => v >= 10 ** power) ?? UNITS[0], scaled = unscale(v, power);
    return trimZeros(scaled.toFixed(scaled < 10 ? 2 : scaled < 100 ? 1 : 0)) + unit;
  });
}
