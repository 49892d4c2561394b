// Lines that have many vertices for each pixel.

/**
 * A line with at most four vertices for each pixel column that it passes without leaving it: the
 * first, the lowest, the highest and the last. It covers the same pixels.
 * @param {Numbers} xs @param {Numbers} ys @param {number} from @param {number} to
 * @param {number} step width of a column
 */
function thinned(xs, ys, from, to, step) {
  const out = newOutline();
  for (let i = from, last = i; i < to; i = last + 1) {
    const column = Math.floor(xs[i] / step);
    let low = i, high = i;
    last = i;
    while (last + 1 < to && Math.floor(xs[last + 1] / step) === column && isFinite(ys[last + 1])) {
      last++;
      if (ys[last] < ys[low]) low = last;
      if (ys[last] > ys[high]) high = last;
    }
    const kept = new Set([i, Math.min(low, high), Math.max(low, high), last]);
    for (const at of kept) addVertex(out, xs[at], ys[at]);
  }
  return out;
}
