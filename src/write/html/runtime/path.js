// Lines and the outlines of areas, drawn.

/** Lines with more vertices than this are thinned. */
const LONG_LINE = 6000;

/** @param {Shape} shape @param {any} surface */
function drawPath(shape, surface) {
  const {chart, item, px, py, panel, rows} = shape;
  const filled = item.closed || item.fill, outlines = [newOutline(), newOutline(), newOutline()];
  const chosen = shape.fine && rows && !filled && chart.selected.get(shape.layer?.table);
  eachShown(shape, (i, look) => {
    const from = firstOf(shape, i), end = endOf(shape, i);
    const out = outlines[look];
    if (filled) cutPolygon(px, py, from, end, panel.rect, out);
    else if (end - from > LONG_LINE) {
      const thin = thinned(px, py, from, end, surface.step);
      cutLine(thin.xs, thin.ys, 0, thin.xs.length, panel.rect, out);
    } else cutLine(px, py, from, end, panel.rect, out);
    // Selected stretches of a line stand out from the rest of it.
    for (let v = from, begin = -1; chosen && look === FADED && v <= end; v++) {
      const inside = v < end && chosen[rows[v]] === 1;
      if (inside && begin < 0) begin = v;
      if (inside || begin < 0) continue;
      cutLine(px, py, begin, v, panel.rect, outlines[FULL]);
      begin = -1;
    }
  });
  for (const look of [FADED, FULL]) {
    if (!outlines[look].xs.length) continue;
    const [fill, stroke] = [item.fill, item.stroke].map((p) => paintNow(chart, p, factorOf(look)));
    surface.path(outlines[look], item.closed, fill, stroke);
  }
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
    const dx = x1 - x0, dy = y1 - y0;
    const apart = (x0 < left && x1 < left) || (x0 > right && x1 > right)
      || (y0 < top && y1 < top) || (y0 > bottom && y1 > bottom);
    const cut = !apart && isFinite(dx + dy) && cutSegment(dx, dy, x0 - left, right - x0, y0 - top, bottom - y0);
    if (!cut) {
      open = false;
      continue;
    }
    const [start, end] = cut;
    if (!open || start > 0) addPart(out, [[x0 + start * dx, y0 + start * dy]]);
    open = end === 1;
    addVertex(out, open ? x1 : x0 + end * dx, open ? y1 : y0 + end * dy);
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
    const p = (side < 2 ? dx : dy) * (side % 2 ? 1 : -1), q = room[side];
    if (p === 0 && q < 0) return null;
    if (p < 0) start = Math.max(start, q / p);
    else if (p > 0) end = Math.min(end, q / p);
  }
  return start > end ? null : [start, end];
}
