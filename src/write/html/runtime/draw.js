// Shapes onto a surface: cut at the panel, faded or in full. A surface knows the verbs path,
// circle, rect, text and image.

/** What is left of the opacity of a shape that is not selected. */
const FADE = 0.15;
/** Lines with more vertices than this are thinned. */
const LONG_LINE = 6000;
/** More dots than this are painted by pixel. */
const MANY_DOTS = 2000;

/**
 * @typedef {{color: string, opacity: number}} Paint
 * @typedef {Paint & {width: number, dash?: number[], round?: boolean}} Line
 */

/** Draw grid, marks and annotations. @param {Chart} chart @param {any} surface */
function drawShapes(chart, surface) {
  const grid = newOutline();
  for (const [x0, y0, x1, y1] of gridLines(chart)) {
    grid.starts.push(grid.xs.length);
    addVertex(grid, x0, y0);
    addVertex(grid, x1, y1);
  }
  const color = chart.ink(chart.model.colors.grid);
  if (grid.xs.length) surface.path(grid, false, null, {color, width: 1, opacity: 1});
  /** @type {Record<string, (shape: Shape, surface: any) => void>} */
  const drawers = {path: drawPath, dots: drawDots, rects: drawRects, text: drawWords, image: drawImage};
  if (chart.model.rasters?.length) drawers.raster = drawRaster;
  for (const shape of chart.shapes) drawers[shape.type]?.(shape, surface);
}

/** What is left of opacity in a look. @param {number} look */
function factorOf(look) {
  return look === FADED ? FADE : 1;
}

/** A paint in the colours of now, null without. @param {Chart} chart @param {any} paint @param {number} factor */
function paintNow(chart, paint, factor) {
  if (!paint?.color) return null;
  return {...paint, color: chart.ink(paint.color), opacity: (paint.opacity ?? 1) * factor};
}

/** @param {Shape} shape @param {any} surface */
function drawPath(shape, surface) {
  const {chart, item, px, py, panel, rows} = shape;
  const filled = item.closed || item.fill;
  const outlines = [newOutline(), newOutline(), newOutline()];
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

/** The fill and the outline of a dot in the colours of now. @param {Shape} shape @param {number} i @param {number} look @returns {[Paint|null, Line|null]} */
function dotPaints(shape, i, look) {
  const {chart, item} = shape;
  const fill = {color: fillOf(shape, i), opacity: item.opacity};
  return [paintNow(chart, fill, factorOf(look)), paintNow(chart, item.stroke, factorOf(look))];
}

/** The dots whose centres are in the panel. @param {Shape} shape @param {any} surface */
function drawDots(shape, surface) {
  const {item, px, py, panel: {rect: [left, top, width, height]}} = shape;
  const shown = new Uint32Array(shape.count);
  const right = left + width + 0.01, bottom = top + height + 0.01;
  let n = 0;
  eachShown(shape, (i) => {
    const x = px[i], y = py[i];
    if (x > left - 0.01 && x < right && y > top - 0.01 && y < bottom) shown[n++] = i;
  });
  if (n > MANY_DOTS && surface.pen) return splatDots(surface, shape, shown.subarray(0, n));
  for (const i of shown.subarray(0, n)) {
    const [fill, stroke] = dotPaints(shape, i, shape.looks ? shape.looks[i] : FULL);
    const corners = item.marker === "circle" ? null : markerCorners(item.marker, radiusOf(shape, i));
    if (!corners) {
      surface.circle(px[i], py[i], Math.max(radiusOf(shape, i), 0), fill, stroke);
      continue;
    }
    const outline = {...newOutline(), starts: [0]};
    for (const [x, y] of corners) addVertex(outline, px[i] + x, py[i] + y);
    surface.path(outline, true, fill, stroke);
  }
}

/** The parts of rectangles that are in the panel. @param {Shape} shape @param {any} surface */
function drawRects(shape, surface) {
  const {chart, item, panel} = shape;
  const [left, top, width, height] = panel.rect;
  const snap = isWhole(shape) ? surface.snap : 0;
  const cut = (/** @type {number} */ v, /** @type {number} */ from, /** @type {number} */ size) => {
    const inside = Math.max(from, Math.min(v, from + size));
    return snap ? Math.round(inside * snap) / snap : inside;
  };
  eachShown(shape, (i, look) => {
    const [x, y, w, h] = boxOf(shape, i);
    const x0 = cut(x, left, width), y0 = cut(y, top, height);
    const wide = cut(x + w, left, width) - x0, high = cut(y + h, top, height) - y0;
    if (!(wide > 0) || !(high > 0)) return;
    const fill = paintNow(chart, {color: fillOf(shape, i), opacity: item.opacity}, factorOf(look));
    surface.rect([x0, y0, wide, high], item.radius || 0, fill,
      paintNow(chart, item.stroke, factorOf(look)));
  });
}

/** True for bars and cells, whose edges are on whole pixels in every view. @param {Shape} shape @returns {boolean} */
function isWhole({item}) {
  return !item.stroke && !item.radius && !item.pin;
}

/** The words whose places are in the panel. @param {Shape} shape @param {any} surface */
function drawWords(shape, surface) {
  const {chart, item, px, py, panel} = shape;
  const [x0, y0, w, h] = panel.rect;
  eachShown(shape, (i, look) => {
    const x = px[i], y = py[i];
    const inside = holds(panel, item.pin?.[0] ? x0 : x, item.pin?.[1] ? y0 : Math.min(y, y0 + h));
    if (!inside || y > y0 + h + item.size || x > x0 + w + 200) return;
    // Words that would come to lie on those of an axis wait until they are wholly in the panel.
    const [homeX, , homeW] = panel.home;
    const first = shape.from[0].unit === "px" ? beyond(shape, i, shape.from[0].values[i], homeX, homeW) : 0;
    if (beyond(shape, i, x, x0, w) > Math.max(first, 0) + 4) return;
    surface.text({...item, x: x + (shape.dx?.[i] ?? 0), y: y + (shape.dy?.[i] ?? 0), words: item.words[i], color: chart.ink(item.color),
      halo: item.halo && chart.ink(item.halo), opacity: look === FADED ? 0.3 : 1});
  });
}

/** How far level words would reach beyond a panel. @param {Shape} shape @param {number} i @param {number} at @param {number} from @param {number} wide of the panel */
function beyond({chart, item, dx}, i, at, from, wide) {
  if (item.rotate || item.pin?.[0]) return 0;
  const long = textWidth(item.words[i], {widths: chart.model.widths, size: item.size});
  const left = at + (dx?.[i] ?? 0) - long * ({middle: 0.5, end: 1}[/** @type {"end"} */ (item.anchor)] ?? 0);
  return Math.max(from - left, left + long - from - wide);
}

/** A picture in the picture, without smoothing. @param {Shape} shape @param {any} surface */
function drawImage(shape, surface) {
  const {item: {width, height}, pixels, panel} = shape;
  if (!shape.canvas) {
    shape.canvas = makeElement("canvas", {width, height});
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
    shape.canvas.getContext("2d").putImageData(image, 0, 0);
  }
  eachShown(shape, (i) => surface.image(shape.canvas, boxOf(shape, i), panel.rect));
}
