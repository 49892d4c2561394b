// Ticks where the user wants them.

/**
 * Ticks where the user wants them, as far as they lie inside the domain.
 * @param {Scale} scale
 * @param {[number, string|null][]} wishes places on the scale, and words
 * @param {TickWriter} writer
 */
function placedTicks(scale, wishes, writer) {
  const [lo, hi] = scale.domain;
  const wanted = wishes.filter(([value]) => lo <= value && value <= hi).sort((a, b) => a[0] - b[0])
    .filter(([value], i, all) => i === 0 || all[i - 1][0] !== value);
  const values = wanted.map(([value]) => value);
  const ticks = scale.kind === "band"
    ? ticksOf(values, values.map((code) => scale.levels[code] ?? ""))
    : writer.free(scale, values);
  return ticks.map((tick, i) => ({...tick, label: wanted[i][1] ?? tick.label}));
}
