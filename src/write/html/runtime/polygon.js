// Inside and outside.

/** Whether a place is inside a polygon. @param {Numbers} xs @param {Numbers} ys @param {number} from @param {number} to @param {number} x @param {number} y */
function inPolygon(xs, ys, from, to, x, y) {
  let inside = false;
  for (let i = from, j = to - 1; i < to; j = i++) {
    const crosses = ys[i] > y !== ys[j] > y;
    if (crosses && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) inside = !inside;
  }
  return inside;
}
