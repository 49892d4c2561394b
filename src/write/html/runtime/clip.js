// Cutting at the panel's edge, as the static picture is cut: what is outside is gone, lines end
// at the border, nothing is bent onto it. Also thins lines that have many vertices per pixel.

/**
 * Parts of lines or polygons, one after the other.
 * @typedef {{xs: number[], ys: number[], starts: number[]}} Outline
 */

/** @returns {Outline} */
function newOutline() {
  return {xs: [], ys: [], starts: []};
}

/** @param {Outline} out @param {number} x @param {number} y */
function addVertex(out, x, y) {
  out.xs.push(x);
  out.ys.push(y);
}

/**
 * Add the parts of a polyline that are in a rectangle. What is not finite is a gap.
 * @param {Numbers} xs @param {Numbers} ys @param {number} from @param {number} to
 * @param {number[]} rect @param {Outline} out
 */
function cutLine(xs, ys, from, to, [left, top, width, height], out) {
  const right = left + width, bottom = top + height;
  let open = false;
  for (let i = from + 1; i < to; i++) {
    const x0 = xs[i - 1], y0 = ys[i - 1], x1 = xs[i], y1 = ys[i];
    const apart = (x0 < left && x1 < left) || (x0 > right && x1 > right)
      || (y0 < top && y1 < top) || (y0 > bottom && y1 > bottom);
    const cut = !apart && Number.isFinite(x0 + y0 + x1 + y1)
      && cutSegment(x1 - x0, y1 - y0, x0 - left, right - x0, y0 - top, bottom - y0);
    if (!cut) {
      open = false;
      continue;
    }
    const [start, end] = cut;
    if (!open || start > 0) {
      out.starts.push(out.xs.length);
      addVertex(out, x0 + start * (x1 - x0), y0 + start * (y1 - y0));
    }
    open = end === 1;
    addVertex(out, open ? x1 : x0 + end * (x1 - x0), open ? y1 : y0 + end * (y1 - y0));
  }
}

/**
 * The shares of a segment between which it is inside (Liang and Barsky 1984).
 * @param {number} dx @param {number} dy
 * @param {number[]} room from its start to the left, right, top and bottom
 */
function cutSegment(dx, dy, ...room) {
  let start = 0, end = 1;
  for (let side = 0; side < 4; side++) {
    const p = (side < 2 ? dx : dy) * (side % 2 ? 1 : -1);
    const q = room[side];
    if (p === 0 && q < 0) return null;
    if (p < 0) start = Math.max(start, q / p);
    else if (p > 0) end = Math.min(end, q / p);
  }
  return start > end ? null : [start, end];
}

/**
 * Add what is in a rectangle of a polygon (Sutherland and Hodgman 1974).
 * @param {Numbers} xs @param {Numbers} ys @param {number} from @param {number} to
 * @param {number[]} rect @param {Outline} out
 */
function cutPolygon(xs, ys, from, to, rect, out) {
  /** @type {number[][]} */
  let points = [];
  for (let i = from; i < to; i++) if (Number.isFinite(xs[i] + ys[i])) points.push([xs[i], ys[i]]);
  for (let side = 0; side < 4; side++) {
    const axis = side >> 1, far = side % 2;
    const limit = rect[axis] + far * rect[axis + 2];
    const inside = (/** @type {number[]} */ p) => far ? p[axis] <= limit : p[axis] >= limit;
    if (points.every(inside)) continue;
    points = points.flatMap((point, i) => {
      const last = points.at(i - 1) ?? point;
      const kept = inside(point) ? [point] : [];
      if (inside(last) === inside(point)) return kept;
      const t = (limit - last[axis]) / (point[axis] - last[axis]);
      const cut = last.map((v, k) => k === axis ? limit : v + t * (point[k] - v));
      return [cut, ...kept];
    });
  }
  if (points.length) out.starts.push(out.xs.length);
  for (const [x, y] of points) addVertex(out, x, y);
}

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
