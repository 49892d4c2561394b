// Values in even steps on the map, or by their logarithm or cube root.

/** From what a value exceeds the least by to its level, and back. @type {Record<string, ((v: number) => number)[]>} */
const BENDS = {
  linear: [Number, Number], log: [Math.log1p, Math.expm1],
  cbrt: [(v) => v ** (1 / 3), (v) => v ** 3],
};

/** The norm of values between these ends, or those asked for. @param {Shade} shade @param {number[]} ends @returns {Norm|null} */
function bentNorm({norm, limits, center, diverging}, ends) {
  let [low, high] = ends.map((end, k) => limits[k] ?? end).sort((a, b) => a - b);
  if (!Number.isFinite(low + high)) return null;
  const middle = center ?? (diverging && low < 0 && high > 0 ? 0 : null);
  if (middle !== null && limits.includes(null)) {
    const half = Math.max(middle - low, high - middle);
    [low, high] = [middle - half, middle + half];
  }
  const [raise, lower] = BENDS[norm], top = raise(high - low);
  return {
    range: [low, high],
    place: (v) => top > 0 ? raise(clamped(v, low, high) - low) / top : 1,
    value: (place) => place >= 1 ? high : Math.min(high, low + lower(place * top)),
  };
}
