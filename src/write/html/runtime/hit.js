// Which shape is meant: the nearest to a place, all series at an x, all inside a region.

/**
 * A shape under the pointer, with the place and the row that are meant.
 * @typedef {{shape: Shape, i: number, row: number, x: number, y: number, score: number}} Hit
 */

/** The pointer may be so far from a point or a vertex. */
const REACH = 18;
/** A shape that holds the pointer yields to a point nearer than this. */
const HOLDS = 6;

/** The shapes of a panel that stand for rows; gaps between areas do not. @param {Chart} chart @param {Panel} panel */
function shapesOf(chart, panel) {
  const {ground} = chart.model.colors;
  return chart.shapes.filter((shape) => shape.panel === panel && shape.rows && shape.layer
    && (shape.item.fill || shape.item.stroke?.color !== ground));
}

/** @param {Shape} shape @param {number} i @param {number} v @param {number} x @param {number} y @param {number} score @returns {Hit} */
function hitOf(shape, i, v, x, y, score) {
  return {shape, i, row: rowOf(shape, i, v) ?? 0, x, y, score};
}

/** The shape nearest to a place. @param {Chart} chart @param {Panel} panel @param {number} x @param {number} y */
function nearestHit(chart, panel, x, y) {
  /** @type {Hit|null} */
  let best = null;
  let least = REACH;
  for (const shape of shapesOf(chart, panel)) {
    /** @type {(i: number, v: number, px: number, py: number, score: number) => void} */
    const offer = (i, v, px, py, score) => {
      if (score > least) return;
      least = score;
      best = hitOf(shape, i, v, px, py, score);
    };
    const {type, fine} = shape;
    if (type === "dots" || type === "text" || fine) {
      eachPlace(shape, (i, v, px, py) => {
        const dx = Math.abs(px - x);
        if (dx > REACH && dx > shape.widest) return;
        const far = Math.hypot(dx, py - y);
        const large = shape.radii && far <= radiusOf(shape, i) ? HOLDS : Infinity;
        if (Math.min(far, large) <= least && holds(panel, px, py, 1)) offer(i, v, px, py, Math.min(far, large));
      });
    }
    if (type === "rects") eachShown(shape, (i) => offerBox(shape, i, x, y, offer));
    if (type === "path") eachShown(shape, (i) => offerPart(shape, i, x, y, offer));
  }
  return best;
}

/** @param {Shape} shape @param {number} i @param {number} x @param {number} y @param {(...hit: number[]) => void} offer */
function offerBox(shape, i, x, y, offer) {
  const [left, top, w, h] = boxOf(shape, i);
  const thin = w < 3 ? 1.5 : 0, flat = h < 3 ? 1.5 : 0;
  const inside = x >= left - thin && x <= left + w + thin && y >= top - flat && y <= top + h + flat;
  if (inside) offer(i, i, left + w / 2, top + h / 2, HOLDS);
}

/**
 * A line that passes by means its nearer vertex; an area that holds the place, the vertex above.
 * @param {Shape} shape @param {number} i @param {number} x @param {number} y @param {(...hit: number[]) => void} offer
 */
function offerPart(shape, i, x, y, offer) {
  const {px, py, fine, item} = shape;
  const from = firstOf(shape, i), end = endOf(shape, i);
  let beside = from, aside = Infinity;
  for (let v = from; v < end; v++) {
    const dx = Math.abs(px[v] - x);
    if (dx < aside) [aside, beside] = [dx, v];
    if (v === from || Math.max(px[v - 1], px[v]) < x - HOLDS || Math.min(px[v - 1], px[v]) > x + HOLDS) continue;
    const away = segmentDistance(x, y, px[v - 1], py[v - 1], px[v], py[v]);
    const near = Math.hypot(px[v - 1] - x, py[v - 1] - y) < Math.hypot(dx, py[v] - y) ? v - 1 : v;
    if (away <= HOLDS && !fine) offer(i, from, x, y, away + 3);
    else if (away <= HOLDS && holds(shape.panel, px[near], py[near], 1)) offer(i, near, px[near], py[near], away + 3);
  }
  if (!item.fill || !inPolygon(px, py, from, end, x, y)) return;
  if (fine) offer(i, beside, px[beside], py[beside], HOLDS);
  else offer(i, from, x, y, HOLDS);
}

/** @param {number} x @param {number} y @param {number} ax @param {number} ay @param {number} bx @param {number} by */
function segmentDistance(x, y, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay;
  const along = dx * dx + dy * dy;
  const t = along > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / along)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** @param {Numbers} xs @param {Numbers} ys @param {number} from @param {number} to @param {number} x @param {number} y */
function inPolygon(xs, ys, from, to, x, y) {
  let inside = false;
  for (let i = from, j = to - 1; i < to; j = i++) {
    const crosses = ys[i] > y !== ys[j] > y;
    if (crosses && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) inside = !inside;
  }
  return inside;
}

/**
 * The mark of each series at an x or a y: those as near as the nearest of all.
 * @param {Chart} chart @param {Panel} panel @param {number} place @param {number} which 0: x, 1: y
 */
function hitsAlong(chart, panel, place, which) {
  /** @type {Map<string, Hit>} */
  const best = new Map();
  let least = Infinity;
  const from = panel.rect[which] - 1, to = from + panel.rect[which + 2] + 2;
  for (const shape of shapesOf(chart, panel)) {
    eachPlace(shape, (i, v, x, y) => {
      const at = which === 0 ? x : y;
      const half = shape.w ? boxOf(shape, i)[which + 2] / 2 : 0;
      const score = Math.max(0, Math.abs(at - place) - half);
      if (!(score <= least + 0.75) || at + half < from || at - half > to) return;
      least = Math.min(least, score);
      const key = `${shape.item.layer} ${seriesOf(shape, i)}`;
      const known = best.get(key);
      if (!known || score < known.score) best.set(key, hitOf(shape, i, v, x, y, score));
    });
  }
  const at = (/** @type {Hit} */ {x, y}) => which === 0 ? x : y;
  const hits = [...best.values()].filter((hit) => hit.score <= least + 0.75);
  // Midway between two places, one of them is meant.
  return hits.filter((hit) => hit.score === 0 || Math.abs(at(hit) - at(hits[0])) < 1)
    .sort((a, b) => (which ? a.x - b.x : a.y - b.y));
}

/**
 * Give `take` each shown row of a panel whose mark is inside.
 * @param {Chart} chart @param {Panel} panel
 * @param {(x: number, y: number) => boolean} inside @param {(layer: Layer, row: number) => void} take
 */
function rowsInside(chart, panel, inside, take) {
  for (const shape of shapesOf(chart, panel)) {
    eachPlace(shape, (i, v, x, y) => {
      const row = rowOf(shape, i, v);
      if (row !== null && inside(x, y)) take(shape.layer, row);
    });
  }
}
