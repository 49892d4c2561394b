// Shapes onto a surface: cut at the panel, faded or in full. A surface knows four verbs: path,
// dots, rects and text.

/** What is left of the opacity of a shape that is not selected. */
const FADE = 0.15;
/** Lines with more vertices than this are thinned. */
const LONG_LINE = 6000;

/**
 * Draw all marks and annotations.
 * @param {Chart} chart
 * @param {any} surface
 */
function drawShapes(chart, surface) {
  for (const shape of chart.shapes) {
    const [from, to] = shape.slice();
    if (to <= from) continue;
    shape.project();
    if (shape.type === "path") drawPath(shape, surface, from, to);
    else if (shape.type === "dots") drawDots(shape, surface, from, to);
    else if (shape.type === "rects") drawRects(shape, surface, from, to);
    else if (shape.type === "text") drawWords(shape, surface, from, to);
  }
}

/**
 * The stroke in the colours of now, its opacity times a factor.
 * @param {Chart} chart
 * @param {any} stroke
 * @param {number} factor
 */
function strokeNow(chart, stroke, factor) {
  if (!stroke) return null;
  return {...stroke, color: chart.ink(stroke.color), opacity: (stroke.opacity ?? 1) * factor};
}

/**
 * @param {Shape} shape
 * @param {any} surface
 * @param {number} from
 * @param {number} to
 */
function drawPath(shape, surface, from, to) {
  const {chart, item} = shape;
  const looks = shape.look();
  for (const look of looks ? [FADED, FULL] : [FULL]) {
    const outline = new Outline();
    for (let i = from; i < to; i++) {
      if (looks && looks[i] !== look) continue;
      tracePart(shape, i, surface.step, outline);
    }
    paintOutline(shape, surface, outline, look === FADED ? FADE : 1);
  }
  const chosen = shape.layer && chart.selected.get(shape.layer.table);
  if (!chosen || item.per !== "vertex" || !item.stroke || item.fill) return;
  const runs = new Outline();
  for (let i = from; i < to; i++) {
    if (looks && looks[i] === FADED) traceChosen(shape, i, chosen, runs);
  }
  paintOutline(shape, surface, runs, 1);
}

/**
 * @param {Shape} shape
 * @param {any} surface
 * @param {Outline} outline
 * @param {number} factor of opacity
 */
function paintOutline(shape, surface, outline, factor) {
  if (!outline.starts.length) return;
  const {chart, item} = shape;
  const fill = item.fill && {
    color: chart.ink(item.fill.color), opacity: (item.fill.opacity ?? 1) * factor,
  };
  surface.path(outline, item.closed, fill, strokeNow(chart, item.stroke, factor));
}

/**
 * @param {Shape} shape
 * @param {number} i
 * @param {number} step width of a pixel
 * @param {Outline} outline
 */
function tracePart(shape, i, step, outline) {
  const {item, panel} = shape;
  const start = shape.first(i), end = shape.end(i);
  if (item.closed || item.fill) {
    cutPolygon(shape.px, shape.py, start, end, panel.rect, outline);
    return;
  }
  if (end - start > LONG_LINE && step > 0) {
    const thin = thinned(shape.px, shape.py, start, end, step);
    cutLine(thin.xs, thin.ys, 0, thin.xs.length, panel.rect, outline);
    return;
  }
  cutLine(shape.px, shape.py, start, end, panel.rect, outline);
}

/**
 * The runs of selected vertices of a line.
 * @param {Shape} shape
 * @param {number} i
 * @param {Uint8Array} chosen
 * @param {Outline} runs
 */
function traceChosen(shape, i, chosen, runs) {
  const rows = /** @type {Numbers} */ (shape.rows);
  const end = shape.end(i);
  let begin = -1;
  for (let v = shape.first(i); v <= end; v++) {
    const inside = v < end && chosen[rows[v]] === 1;
    if (inside && begin < 0) begin = v;
    if (inside || begin < 0) continue;
    cutLine(shape.px, shape.py, begin, v, shape.panel.rect, runs);
    begin = -1;
  }
}

/**
 * The dots whose centres are in the panel.
 * @param {Shape} shape
 * @param {any} surface
 * @param {number} from
 * @param {number} to
 */
function drawDots(shape, surface, from, to) {
  const {chart, item, px, py} = shape;
  const [left, top, width, height] = shape.panel.rect;
  const right = left + width + 0.01, bottom = top + height + 0.01;
  const looks = shape.look();
  const inside = new Uint32Array(to - from);
  let n = 0;
  for (let i = from; i < to; i++) {
    if (px[i] >= left - 0.01 && px[i] <= right && py[i] >= top - 0.01 && py[i] <= bottom
      && (!looks || looks[i] !== GONE)) inside[n++] = i;
  }
  surface.dots({
    shape, shown: inside.subarray(0, n), looks,
    opacity: item.opacity ?? 1, stroke: strokeNow(chart, item.stroke, 1),
  });
}

/**
 * The parts of rectangles that are in the panel.
 * @param {Shape} shape
 * @param {any} surface
 * @param {number} from
 * @param {number} to
 */
function drawRects(shape, surface, from, to) {
  const {chart, item} = shape;
  const [left, top, width, height] = shape.panel.rect;
  const looks = shape.look();
  const snap = isWhole(shape) ? surface.snap : 0;
  /** @type {any[]} */
  const boxes = [];
  for (let i = from; i < to; i++) {
    if (looks && looks[i] === GONE) continue;
    const [x, y, w, h] = shape.box(i);
    let x0 = Math.max(x, left), x1 = Math.min(x + w, left + width);
    let y0 = Math.max(y, top), y1 = Math.min(y + h, top + height);
    if (!(x1 > x0) || !(y1 > y0)) continue;
    if (snap) [x0, x1, y0, y1] = [x0, x1, y0, y1].map((v) => Math.round(v * snap) / snap);
    const fill = shape.fill(i);
    boxes.push({x: x0, y: y0, w: x1 - x0, h: y1 - y0, fill: fill && chart.ink(fill),
      factor: looks && looks[i] === FADED ? FADE : 1});
  }
  if (!boxes.length) return;
  surface.rects(boxes, item.opacity ?? 1, item.radius || 0, strokeNow(chart, item.stroke, 1));
}

/**
 * True when the rectangles stood on whole pixels: then they shall in every view.
 * @param {any} shape
 */
function isWhole(shape) {
  if (shape.whole === undefined) {
    shape.whole = shape.x.unit === "px";
    for (let i = 0; i < Math.min(shape.count, 200) && shape.whole; i++) {
      const corners = [shape.x.values[i], shape.y.values[i], shape.w[i], shape.h[i]];
      shape.whole = corners.every((v) => Math.abs(v - Math.round(v)) < 0.01);
    }
  }
  return shape.whole;
}

/**
 * The words whose places are in the panel.
 * @param {Shape} shape
 * @param {any} surface
 * @param {number} from
 * @param {number} to
 */
function drawWords(shape, surface, from, to) {
  const {chart, item} = shape;
  const [left, top, width, height] = shape.panel.rect;
  const looks = shape.look();
  for (let i = from; i < to; i++) {
    const x = shape.px[i], y = shape.py[i];
    const pin = item.pin ?? [];
    const inside = (pin[0] || (x >= left && x <= left + width))
      && (pin[1] || (y >= top && y <= top + height + item.size));
    if (!inside || (looks && looks[i] === GONE)) continue;
    surface.text({
      x, y, words: item.words[i], size: item.size, weight: item.weight ?? 400,
      color: chart.ink(item.color), anchor: item.anchor ?? "start", rotate: item.rotate ?? 0,
      halo: item.halo && chart.ink(item.halo),
      opacity: looks && looks[i] === FADED ? 0.3 : 1,
    });
  }
}

/**
 * Draw the lines of the grid.
 * @param {Chart} chart
 * @param {any} surface
 */
function drawGrid(chart, surface) {
  const outline = new Outline();
  for (const [x0, y0, x1, y1] of gridLines(chart)) {
    outline.start();
    outline.add(x0, y0);
    outline.add(x1, y1);
  }
  if (!outline.starts.length) return;
  const color = chart.ink(chart.model.colors.grid);
  surface.path(outline, false, null, {color, width: 1, opacity: 1, dash: [], round: false});
}
