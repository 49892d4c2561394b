// Which shape is meant: the nearest to a place, all series at an x, all inside a region.

/**
 * A shape under the pointer.
 * @typedef {{shape: Shape, index: number, vertex: number, row: number, x: number, y: number,
 *   score: number}} Hit
 */

/** The pointer may be so far from a point or a vertex. */
const REACH = 18;
/** A shape that holds the pointer yields to a point nearer than this. */
const HOLDS = 6;

/**
 * The shapes of a panel that stand for rows, the topmost first.
 * @param {Chart} chart
 * @param {Panel} panel
 */
function shapesOf(chart, panel) {
  return chart.shapes.filter((/** @type {Shape} */ shape) =>
    shape.panel === panel && shape.rows && shape.layer && shape.x).reverse();
}

/**
 * The shape nearest to a place.
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {number} x
 * @param {number} y
 * @returns {Hit|null}
 */
function nearestHit(chart, panel, x, y) {
  /** @type {Hit|null} */
  let best = null;
  for (const shape of shapesOf(chart, panel)) {
    shape.project();
    const limit = best ? best.score - 0.01 : REACH;
    const found = shape.type === "rects" ? nearestBox(shape, x, y, limit)
      : shape.type === "path" ? nearestPart(shape, x, y, limit)
        : nearestPoint(shape, x, y, limit);
    if (found) best = found;
  }
  return best;
}

/**
 * @param {Shape} shape
 * @param {number} index
 * @param {number} vertex
 * @param {number} score
 * @returns {Hit}
 */
function hitOf(shape, index, vertex, score) {
  const row = /** @type {number} */ (shape.vertexRow(index, vertex));
  return {shape, index, vertex, row, x: shape.px[vertex], y: shape.py[vertex], score};
}

/**
 * Of dots and words.
 * @param {Shape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} limit
 */
function nearestPoint(shape, x, y, limit) {
  const {px, py} = shape;
  const looks = shape.look();
  const [from, to] = shape.slice();
  let best = -1, least = limit * limit;
  for (let i = to - 1; i >= from; i--) {
    const dx = px[i] - x, dy = py[i] - y;
    const square = dx * dx + dy * dy;
    if (!(square < least) || (looks && looks[i] === GONE) || !inPanel(shape, i)) continue;
    least = square;
    best = i;
  }
  if (best < 0 && shape.radii) best = largeDot(shape, x, y);
  return best < 0 ? null : hitOf(shape, best, best, Math.sqrt(least));
}

/**
 * A dot larger than the reach that holds the place.
 * @param {Shape} shape
 * @param {number} x
 * @param {number} y
 */
function largeDot(shape, x, y) {
  const looks = shape.look();
  const [from, to] = shape.slice();
  for (let i = to - 1; i >= from; i--) {
    const holds = Math.hypot(shape.px[i] - x, shape.py[i] - y) <= shape.radius(i);
    if (holds && (!looks || looks[i] !== GONE)) return i;
  }
  return -1;
}

/**
 * @param {Shape} shape
 * @param {number} vertex
 */
function inPanel(shape, vertex) {
  const [left, top, width, height] = shape.panel.rect;
  const x = shape.px[vertex], y = shape.py[vertex];
  return x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1;
}

/**
 * Of rectangles, the topmost that holds the place.
 * @param {Shape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} limit
 */
function nearestBox(shape, x, y, limit) {
  const looks = shape.look();
  const [from, to] = shape.slice();
  if (limit <= HOLDS) return null;
  for (let i = to - 1; i >= from; i--) {
    if (looks && looks[i] === GONE) continue;
    const [left, top, w, h] = shape.box(i);
    const thin = w < 3 ? 1.5 : 0, flat = h < 3 ? 1.5 : 0;
    const holds = x >= left - thin && x <= left + w + thin && y >= top - flat && y <= top + h + flat;
    if (!holds) continue;
    return {...hitOf(shape, i, i, HOLDS), x: left + w / 2, y: top + h / 2};
  }
  return null;
}

/**
 * Of lines, the nearest vertex; of areas and outlines, the one that holds the place.
 * @param {Shape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} limit
 */
function nearestPart(shape, x, y, limit) {
  const looks = shape.look();
  const [from, to] = shape.slice();
  /** @type {Hit|null} */
  let best = null;
  for (let i = from; i < to; i++) {
    if (looks && looks[i] === GONE) continue;
    const found = nearestVertex(shape, i, x, y, best ? best.score : limit);
    if (found && inPanel(shape, found.vertex)) best = found;
  }
  return best;
}

/**
 * @param {Shape} shape
 * @param {number} i
 * @param {number} x
 * @param {number} y
 * @param {number} limit
 * @returns {Hit|null}
 */
function nearestVertex(shape, i, x, y, limit) {
  const {px, py, item} = shape;
  const start = shape.first(i), end = shape.end(i);
  const perVertex = item.per === "vertex";
  let best = -1, least = limit, aside = Infinity, beside = start;
  for (let v = start; v < end; v++) {
    const dx = Math.abs(px[v] - x);
    if (dx < aside) [aside, beside] = [dx, v];
    const far = Math.hypot(dx, py[v] - y);
    if (perVertex && far < least) [least, best] = [far, v];
    if (v === start) continue;
    // On the line between two vertices, the nearer of them is meant.
    const away = outside(px[v - 1], px[v], x) || outside(py[v - 1], py[v], y) ? Infinity
      : segmentDistance(x, y, px[v - 1], py[v - 1], px[v], py[v]);
    if (away >= 6 || away + 3 >= least) continue;
    const before = Math.hypot(px[v - 1] - x, py[v - 1] - y) < far;
    [least, best] = [away + 3, before ? v - 1 : v];
  }
  if (best >= 0) return hitOf(shape, i, best, least);
  if (!item.fill || limit <= HOLDS || !holdsPoint(px, py, start, end, x, y)) return null;
  return {...hitOf(shape, i, perVertex ? beside : start, HOLDS), ...(perVertex ? {} : {x, y})};
}

/**
 * True when a place is clearly beside both ends of a segment.
 * @param {number} a
 * @param {number} b
 * @param {number} place
 */
function outside(a, b, place) {
  return (a < place - 6 && b < place - 6) || (a > place + 6 && b > place + 6);
}

/**
 * True when a polygon holds a place.
 * @param {Numbers} xs
 * @param {Numbers} ys
 * @param {number} from
 * @param {number} to
 * @param {number} x
 * @param {number} y
 */
function holdsPoint(xs, ys, from, to, x, y) {
  let inside = false;
  for (let i = from, j = to - 1; i < to; j = i++) {
    if (ys[i] > y !== ys[j] > y && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
      inside = !inside;
    }
  }
  return inside;
}

/**
 * The shape of each series that is nearest along one direction, where it is as near as the
 * nearest of all.
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {number} place
 * @param {number} which 0: at an x, 1: at a y
 * @returns {Hit[]}
 */
function hitsAlong(chart, panel, place, which) {
  /** @type {Map<string, Hit>} */
  const best = new Map();
  let least = Infinity;
  for (const shape of shapesOf(chart, panel)) {
    shape.project();
    const looks = shape.look();
    const [from, to] = shape.slice();
    for (let i = from; i < to; i++) {
      if (looks && looks[i] === GONE) continue;
      const hit = nearestAlong(shape, i, place, which, least + 0.76);
      if (!hit) continue;
      least = Math.min(least, hit.score);
      const key = `${shape.item.layer} ${shape.series(i)}`;
      const known = best.get(key);
      if (!known || hit.score < known.score) best.set(key, hit);
    }
  }
  const hits = [...best.values()];
  return hits.filter((hit) => hit.score <= least + 0.75).sort((a, b) => a.y - b.y);
}

/**
 * @param {Shape} shape
 * @param {number} i
 * @param {number} place
 * @param {number} which
 * @param {number} limit
 * @returns {Hit|null}
 */
function nearestAlong(shape, i, place, which, limit) {
  if (shape.type === "rects") {
    const [x, y, w, h] = shape.box(i);
    const [from, size] = which === 0 ? [x, w] : [y, h];
    const away = Math.max(from - place, place - from - size, 0);
    return away < limit ? {...hitOf(shape, i, i, away), x: x + w / 2, y} : null;
  }
  const places = which === 0 ? shape.px : shape.py;
  const end = shape.end(i);
  let best = -1, least = limit;
  for (let v = shape.first(i); v < end; v++) {
    const away = Math.abs(places[v] - place);
    if (away < least && inPanel(shape, v)) [least, best] = [away, v];
  }
  return best < 0 ? null : hitOf(shape, i, best, least);
}

/**
 * Give `take` each shown row of a panel whose mark is inside.
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {(x: number, y: number) => boolean} inside
 * @param {(layer: any, row: number) => void} take
 */
function rowsInside(chart, panel, inside, take) {
  for (const shape of shapesOf(chart, panel)) {
    shape.project();
    const looks = shape.look();
    const [from, to] = shape.slice();
    for (let i = from; i < to; i++) {
      if (looks && looks[i] === GONE) continue;
      if (shape.type === "path" && shape.item.per === "vertex") {
        const end = shape.end(i);
        for (let v = shape.first(i); v < end; v++) {
          const row = /** @type {Numbers} */ (shape.rows)[v];
          if (inside(shape.px[v], shape.py[v])) take(shape.layer, row);
        }
        continue;
      }
      const [x, y] = middleOf(shape, i);
      const row = shape.row(i);
      if (row !== null && inside(x, y)) take(shape.layer, row);
    }
  }
}

/**
 * The middle of a shape.
 * @param {Shape} shape
 * @param {number} i
 */
function middleOf(shape, i) {
  if (shape.type === "rects") {
    const [x, y, w, h] = shape.box(i);
    return [x + w / 2, y + h / 2];
  }
  const start = shape.first(i), end = shape.end(i);
  let x = 0, y = 0;
  for (let v = start; v < end; v++) {
    x += shape.px[v] / (end - start);
    y += shape.py[v] / (end - start);
  }
  return [x, y];
}
