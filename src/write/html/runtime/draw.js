// Shapes onto a surface, which is a canvas (it has a pen) or SVG (it has a group): cut at the panel,
// faded or in full.

/**
 * @typedef {{color: string, opacity: number}} Paint
 * @typedef {Paint & {width: number, dash?: number[], round?: boolean}} Line
 * Parts of lines or polygons, one after the other.
 * @typedef {{xs: number[], ys: number[], starts: number[]}} Outline
 */

/** @returns {Outline} */
function newOutline() {
  return {xs: [], ys: [], starts: []};
}

/** @param {Outline} out @param {number} x @param {number} y */
function addVertex(out, x, y) {
  out.xs.push(x);
  out.ys.push(y);
}

/** @param {Outline} out @param {number[][]} points */
function addPart(out, points) {
  if (points.length) out.starts.push(out.xs.length);
  for (const [x, y] of points) addVertex(out, x, y);
}

/** Draw grid, marks and annotations. @param {Chart} chart @param {any} surface */
function drawShapes(chart, surface) {
  const grid = newOutline();
  for (const [x0, y0, x1, y1] of gridLines(chart)) addPart(grid, [[x0, y0], [x1, y1]]);
  const color = chart.ink(chart.model.colors.grid);
  if (grid.xs.length) surface.path(grid, false, null, {color, width: 1, opacity: 1});
  for (const shape of chart.shapes) drawShape(shape, surface);
}

/** @param {Shape} shape @param {any} surface */
function drawShape(shape, surface) {
  switch (shape.type) {
    case "path": return drawPath(shape, surface);
    case "dots": return drawDots(shape, surface);
    case "rects": return drawRects(shape, surface);
    case "text": return drawWords(shape, surface);
    case "image": return drawImage(shape, surface);
    default: return drawRaster(shape, surface);
  }
}
