// Which shapes are meant: those of a panel, those inside a region.

/**
 * A shape under the pointer, with the place and the row that are meant.
 * @typedef {{shape: Shape, i: number, row: number, x: number, y: number, score: number}} Hit
 */

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

/**
 * Visit the places of all shown rows: vertices of lines, middles of other shapes.
 * @param {Shape} shape @param {(i: number, v: number, x: number, y: number) => void} visit
 */
function eachPlace(shape, visit) {
  const {px, py, fine, starts, w} = shape;
  eachShown(shape, (i) => {
    const first = firstOf(shape, i), end = endOf(shape, i);
    if (w) {
      const [x, y, wide, high] = boxOf(shape, i);
      visit(i, i, x + wide / 2, y + high / 2);
    } else if (fine || !starts) {
      for (let v = first; v < end; v++) visit(i, v, px[v], py[v]);
    } else {
      const mean = (/** @type {Float64Array} */ all) =>
        all.subarray(first, end).reduce((sum, one) => sum + one, 0) / (end - first);
      visit(i, first, mean(px), mean(py));
    }
  });
}

/**
 * Visit the places of all shown rows of a panel.
 * @param {Chart} chart @param {Panel} panel
 * @param {(shape: Shape, i: number, v: number, x: number, y: number) => void} visit
 */
function eachMark(chart, panel, visit) {
  for (const shape of shapesOf(chart, panel)) eachPlace(shape, (i, v, x, y) => visit(shape, i, v, x, y));
}

/**
 * Give `take` each shown row of a panel whose mark is inside.
 * @param {Chart} chart @param {Panel} panel
 * @param {(x: number, y: number) => boolean} inside @param {(layer: Layer, row: number) => void} take
 */
function rowsInside(chart, panel, inside, take) {
  eachMark(chart, panel, (shape, i, v, x, y) => {
    const row = rowOf(shape, i, v);
    if (row !== null && inside(x, y)) take(shape.layer, row);
  });
}
