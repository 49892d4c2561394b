// The axis on the right of a panel.

/**
 * Ticks of an axis on the right that stand on the lines of the left one, where its numbers there
 * are round; null where they are not.
 * @param {any} axis
 * @param {Scale} scale
 * @param {Fitted} left
 * @returns {[number, null][]|null}
 */
function ticksOnLines(axis, scale, left) {
  const free = (axis.ticks ?? null) === null && scale.kind === "linear" && !left.band;
  if (!free || left.minor.length || left.ticks.length < 2) return null;
  const found = left.ticks.map((px) => scale.invert(px));
  const step = (found[found.length - 1] - found[0]) / (found.length - 1);
  const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
  const round = [1, 2, 2.5, 5].some((size) => Math.abs(mantissa - size) < 1e-6);
  const first = Math.round(found[0] / step);
  const even = found.every((v, i) => Math.abs(v / step - first - i) < 1e-6);
  if (!round || !even || (axis.integer && Math.abs(step - Math.round(step)) > 1e-9)) return null;
  const digits = clamped(3 - exponentOf(step), 0, 100);
  const [lo, hi] = scale.domain;
  return found.map((_, i) => {
    const value = Number(((first + i) * step).toFixed(digits));
    return [clamped(value, lo, hi), null];
  });
}
