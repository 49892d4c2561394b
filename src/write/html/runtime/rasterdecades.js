// Ticks of colour bars that are logarithmic.

/** Powers of ten, also their halves and fifths, in about the wanted number. @param {Bar} bar @returns {number[][]|null} */
function decadeTicks({norm: {range: [low, high]}, whole, want, tick, fits}) {
  const top = exponentOf(Math.max(Math.abs(low), Math.abs(high)));
  const bottom = low > 0 ? exponentOf(low) : top - 17, [zero] = tick(0);
  /** @type {[number, number[]][]} */
  const offers = [[1, [1]], [1, [1, 5]], [1, [1, 2, 5]], [2, [1]], [3, [1]], [5, [1]], [10, [1]], [50, [1]]];
  const lists = offers.map(([every, mantissas]) => {
    const values = low <= 0 && high >= 0 ? [0] : [];
    for (let power = bottom; power <= top; power++) {
      if (power % every) continue;
      for (const m of mantissas) {
        const size = unscale(m, -power);
        values.push(...[size, -size].filter((v) => v >= low && v <= high && (!whole || Number.isInteger(v))
          && (low > 0 || Math.abs(tick(v)[0] - zero) >= APART)));
      }
    }
    return values.sort((a, b) => a - b).map(tick);
  }).filter((all) => all.length > 2 && fits(all)
    && [...all, [1]].every(([at], i) => at - (all[i - 1]?.[0] ?? 0) <= 0.51));
  const far = (/** @type {number[][]} */ all) => Math.abs(Math.log(all.length / want));
  return lists.sort((a, b) => far(a) - far(b))[0] ?? null;
}
