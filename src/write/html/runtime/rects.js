// Bars and cells, drawn.

/** The parts of rectangles that are in the panel. @param {Shape} shape @param {any} surface */
function drawRects(shape, surface) {
  const {chart, item} = shape, snap = isWhole(shape) ? surface.snap : 0;
  eachShown(shape, (i, look) => {
    const box = boxInPanel(shape, i, snap);
    if (!(box[2] > 0 && box[3] > 0)) return;
    const fill = paintNow(chart, {color: fillOf(shape, i), opacity: item.opacity}, factorOf(look));
    const stroke = paintNow(chart, item.stroke, factorOf(look));
    putRect(surface, box, item.radius || 0, fill, stroke);
  });
}

/**
 * The part of a rectangle in its panel, without the gaps beside it. Where a page pixel has `snap`
 * pixels of the screen, edges are on these, and what has any size is seen.
 * @param {Shape} shape @param {number} i
 */
function boxInPanel(shape, i, snap = 0) {
  const {panel: {rect}, item: {gaps}} = shape, [x, y, w, h] = boxOf(shape, i);
  // Neighbours share an edge, which single precision may miss by a hair.
  const whole = (/** @type {number} */ v) => snap ? Math.round(v * snap + 1e-3) / snap : v;
  const ends = [x, y, x + w, y + h].map(whole);
  for (const k of [0, 1]) {
    const long = ends[k + 2] - ends[k];
    if (long >= 4) {
      ends[k] += gaps[k];
      ends[k + 2] -= gaps[k + 2];
    } else if (snap && long < 1 && [w, h][k] > 0) k ? ends[1] = ends[3] - 1 : ends[2] = ends[0] + 1;
  }
  const [left, top, right, bottom] = ends.map((v, k) =>
    whole(clamped(v, rect[k % 2], rect[k % 2] + rect[k % 2 + 2])));
  return [left, top, right - left, bottom - top];
}

/** @param {any} surface @param {number[]} box @param {number} corner @param {Paint|null} fill @param {Line|null} stroke */
function putRect({pen, group}, box, corner, fill, stroke) {
  const [x, y, width, height] = group ? box.map(toHundredth) : box;
  if (group) {
    const rx = corner || null;
    svgElement("rect", {x, y, width, height, rx, ...shapeAttributes(fill, stroke)}, group);
  } else {
    pen.beginPath();
    pen.roundRect(x, y, width, height, Math.min(corner, width / 2, height / 2));
    inkPath(pen, fill, stroke);
  }
}

/** True for bars and cells, whose edges are on whole pixels in every view. @param {Shape} shape @returns {boolean} */
function isWhole({item}) {
  return !item.stroke && !item.radius && !item.pin;
}
