// Filled shapes, cut at the panel.

/** The outline of a filled part, cut at the panel. @param {Shape} shape @param {number} i */
function areaInPanel(shape, i) {
  const out = newOutline();
  cutPolygon(shape.px, shape.py, firstOf(shape, i), endOf(shape, i), shape.panel.rect, out);
  return out;
}

/**
 * Add what is in a rectangle of a polygon (Sutherland and Hodgman 1974).
 * @param {Numbers} xs @param {Numbers} ys @param {number} from @param {number} to
 * @param {number[]} rect @param {Outline} out
 */
function cutPolygon(xs, ys, from, to, rect, out) {
  /** @type {number[][]} */
  let points = [];
  for (let i = from; i < to; i++) if (isFinite(xs[i] + ys[i])) points.push([xs[i], ys[i]]);
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
  addPart(out, points);
}
