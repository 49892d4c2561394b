// How near the pointer is to lines and areas.

/**
 * A line that passes by means its nearer vertex; an area that holds the place, the vertex above.
 * @param {Shape} shape @param {number} i @param {number} x @param {number} y @param {(...hit: number[]) => void} offer
 */
function offerPart(shape, i, x, y, offer) {
  const {px, py, fine, item, panel} = shape, from = firstOf(shape, i), end = endOf(shape, i);
  let beside = from, aside = Infinity;
  const put = (/** @type {number} */ v, /** @type {number} */ score) =>
    fine ? offer(i, v, px[v], py[v], score) : offer(i, from, x, y, score);
  for (let v = from; v < end; v++) {
    const last = v - 1, dx = Math.abs(px[v] - x);
    if (dx < aside) [aside, beside] = [dx, v];
    if (v === from || Math.max(px[last], px[v]) < x - HOLDS || Math.min(px[last], px[v]) > x + HOLDS) continue;
    const away = segmentDistance(x, y, px[last], py[last], px[v], py[v]);
    const near = Math.hypot(px[last] - x, py[last] - y) < Math.hypot(dx, py[v] - y) ? last : v;
    if (away <= HOLDS && (!fine || holds(panel, px[near], py[near], 1))) put(near, away + 3);
  }
  if (item.fill && inPolygon(px, py, from, end, x, y)) put(beside, HOLDS);
}
