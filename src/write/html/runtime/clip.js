// Cutting at the panel's edge, as the static picture is cut: what is outside is gone, lines end
// at the border, nothing is bent onto it. Also thins lines that have many vertices per pixel.

/** Parts of lines or polygons, one after the other. */
class Outline {
  constructor() {
    /** @type {number[]} */
    this.xs = [];
    /** @type {number[]} */
    this.ys = [];
    /** @type {number[]} */
    this.starts = [];
  }

  /** Begin a part. */
  start() {
    this.starts.push(this.xs.length);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  add(x, y) {
    this.xs.push(x);
    this.ys.push(y);
  }
}

/**
 * Add the parts of a polyline that are inside a rectangle. What is not finite is a gap.
 * @param {Numbers} xs
 * @param {Numbers} ys
 * @param {number} from
 * @param {number} to
 * @param {number[]} rect
 * @param {Outline} out
 */
function cutLine(xs, ys, from, to, [left, top, width, height], out) {
  const right = left + width, bottom = top + height;
  let open = false;
  for (let i = from + 1; i < to; i++) {
    const x0 = xs[i - 1], y0 = ys[i - 1], x1 = xs[i], y1 = ys[i];
    const apart = (x0 < left && x1 < left) || (x0 > right && x1 > right)
      || (y0 < top && y1 < top) || (y0 > bottom && y1 > bottom);
    if (apart || !Number.isFinite(x0 + y0 + x1 + y1)) {
      open = false;
      continue;
    }
    const cut = cutSegment(x0, y0, x1, y1, [left, top, right, bottom]);
    if (!cut) {
      open = false;
      continue;
    }
    if (!open || cut[0] > 0) {
      out.start();
      out.add(x0 + cut[0] * (x1 - x0), y0 + cut[0] * (y1 - y0));
    }
    open = cut[1] === 1;
    if (open) out.add(x1, y1);
    else out.add(x0 + cut[1] * (x1 - x0), y0 + cut[1] * (y1 - y0));
  }
}

/** @type {number[]} Where the last segment was cut. */
const lastCut = [0, 1];

/**
 * The shares of a segment between which it is inside (Liang and Barsky 1984).
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 * @param {number[]} sides left, top, right, bottom
 * @returns {number[]|null} valid until the next call
 */
function cutSegment(x0, y0, x1, y1, [left, top, right, bottom]) {
  let start = 0, end = 1;
  const dx = x1 - x0, dy = y1 - y0;
  for (let side = 0; side < 4; side++) {
    const p = side === 0 ? -dx : side === 1 ? dx : side === 2 ? -dy : dy;
    const q = side === 0 ? x0 - left : side === 1 ? right - x0
      : side === 2 ? y0 - top : bottom - y0;
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) {
      start = Math.max(start, q / p);
    } else {
      end = Math.min(end, q / p);
    }
  }
  if (start > end) return null;
  lastCut[0] = start;
  lastCut[1] = end;
  return lastCut;
}

/**
 * Add what is inside a rectangle of a polygon (Sutherland and Hodgman 1974).
 * @param {Numbers} xs
 * @param {Numbers} ys
 * @param {number} from
 * @param {number} to
 * @param {number[]} rect
 * @param {Outline} out
 */
function cutPolygon(xs, ys, from, to, [x, y, width, height], out) {
  /** @type {number[][]} */
  let points = [];
  for (let i = from; i < to; i++) {
    if (Number.isFinite(xs[i] + ys[i])) points.push([xs[i], ys[i]]);
  }
  const edges = /** @type {[number, number, number][]} */ ([
    [0, x, 1], [0, x + width, -1], [1, y, 1], [1, y + height, -1]]);
  for (const [axis, limit, sign] of edges) {
    const inside = (/** @type {number[]} */ p) => (p[axis] - limit) * sign >= 0;
    if (points.every(inside)) continue;
    const next = [];
    let last = points[points.length - 1];
    for (const point of points) {
      if (inside(last) !== inside(point)) {
        const t = (limit - last[axis]) / (point[axis] - last[axis]);
        const cut = [last[0] + t * (point[0] - last[0]), last[1] + t * (point[1] - last[1])];
        cut[axis] = limit;
        next.push(cut);
      }
      if (inside(point)) next.push(point);
      last = point;
    }
    points = next;
    if (!points.length) return;
  }
  out.start();
  for (const [px, py] of points) out.add(px, py);
}

/**
 * A line with at most four vertices for each pixel column that it passes without leaving it: the
 * first, the lowest, the highest and the last. It covers the same pixels.
 * @param {Numbers} xs
 * @param {Numbers} ys
 * @param {number} from
 * @param {number} to
 * @param {number} step width of a column
 * @returns {{xs: number[], ys: number[]}}
 */
function thinned(xs, ys, from, to, step) {
  /** @type {{xs: number[], ys: number[]}} */
  const out = {xs: [], ys: []};
  let i = from;
  while (i < to) {
    const column = Math.floor(xs[i] / step);
    let low = i, high = i, last = i;
    while (last + 1 < to && Math.floor(xs[last + 1] / step) === column
      && Number.isFinite(ys[last + 1])) {
      last++;
      if (ys[last] < ys[low]) low = last;
      if (ys[last] > ys[high]) high = last;
    }
    const middle = low < high ? [low, high] : [high, low];
    let before = -1;
    for (const at of [i, middle[0], middle[1], last]) {
      if (at === before) continue;
      out.xs.push(xs[at]);
      out.ys.push(ys[at]);
      before = at;
    }
    i = last + 1;
  }
  return out;
}
