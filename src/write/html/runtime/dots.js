// Points: drawn, one by one or by pixel.

/** More dots than this are painted by pixel. */
const MANY_DOTS = 2000;

/** The dots whose centres are in the panel. @param {Shape} shape @param {any} surface */
function drawDots(shape, surface) {
  const {px, py, count, panel: {rect: [left, top, width, height]}} = shape, shown = new Uint32Array(count);
  const right = left + width + 0.01, bottom = top + height + 0.01;
  let n = 0;
  eachShown(shape, (i) => {
    const x = px[i], y = py[i];
    if (x > left - 0.01 && x < right && y > top - 0.01 && y < bottom) shown[n++] = i;
  });
  const all = shown.subarray(0, n), {looks} = shape;
  if (n > MANY_DOTS) return surface.pen ? splatDots(surface, shape, all) : strewDots(surface, shape, all);
  for (const i of all) drawDot(surface, shape, i, looks ? looks[i] : FULL, [px[i], py[i]]);
}

/** @param {any} surface @param {Shape} shape @param {number} i @param {number} look @param {number[]} at */
function drawDot(surface, shape, i, look, at) {
  const {marker} = shape.item, radius = Math.max(radiusOf(shape, i), 0);
  const [fill, stroke] = dotPaints(shape, i, look);
  if (marker === "circle") return putCircle(surface, at, radius, fill, stroke);
  const outline = newOutline();
  addPart(outline, markerCorners(marker, radius).map(([x, y]) => [at[0] + x, at[1] + y]));
  surface.path(outline, true, fill, stroke);
}

/** @param {any} surface @param {number[]} at @param {number} radius @param {Paint|null} fill @param {Line|null} stroke */
function putCircle({pen, group}, at, radius, fill, stroke) {
  if (group) {
    const [cx, cy, r] = [...at, radius].map(toHundredth);
    svgElement("circle", {cx, cy, r, ...shapeAttributes(fill, stroke)}, group);
  } else {
    pen.beginPath();
    pen.arc(at[0], at[1], radius, 0, 2 * Math.PI);
    inkPath(pen, fill, stroke);
  }
}

/** The fill and the outline of a dot in the colours of now. @param {Shape} shape @param {number} i @param {number} look @returns {[Paint|null, Line|null]} */
function dotPaints(shape, i, look) {
  const {chart, item} = shape;
  const fill = {color: fillOf(shape, i), opacity: item.opacity};
  return [paintNow(chart, fill, factorOf(look)), paintNow(chart, item.stroke, factorOf(look))];
}
