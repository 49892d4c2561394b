// Ticks of colour bars that are even.

/** Multiples of the least round step that leaves room. @param {Bar} bar @returns {number[][]} */
function evenTicks({norm: {range}, whole, want, tick, fits}) {
  const least = (range[1] - range[0]) * Math.max(1 / want, APART), start = exponentOf(least);
  for (const power of [start, start + 1]) {
    for (const m of [1, 2, 5]) {
      const step = whole && power < 0 ? new DecimalStep(1, 0) : new DecimalStep(m, power);
      const all = (stepMultiples(step, range, 1000) ?? []).map(tick);
      if (step.size >= least * (1 - 1e-9) && fits(all)) return all;
    }
  }
  return [];
}
