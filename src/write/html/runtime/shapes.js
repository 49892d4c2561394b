// Items of the model as shapes: which of them belong to the state of the widgets.

/** @typedef {Record<string, any>} Shape */

/** How a shape shows: not at all, faded, or in full. */
const GONE = 0, FADED = 1, FULL = 2;

/** @param {Chart} chart @param {any} item @param {ArrayBuffer} buffer @returns {Shape} */
function makeShape(chart, item, buffer) {
  /** @type {Shape} */
  const shape = {
    chart, item, type: item.type, panel: chart.panels[item.panel], layer: chart.layers[item.layer ?? -1] ?? null,
    /** The axes that measure it, across and up. */
    sides: ["h", item.right ? "right" : "v"],
    offsets: readColumn(buffer, item.at), count: 1, shown: -1, looks: null,
  };
  if (item.type !== "raster") readPlaces(shape, buffer);
  return shape;
}

/** The first vertex of a shape. @param {Shape} shape @param {number} i */
function firstOf({starts}, i) {
  return starts ? starts[i] : i;
}

/** Visit the shapes of this state that are not hidden. @param {Shape} shape @param {(i: number, look: number) => void} visit */
function eachShown(shape, visit) {
  const {offsets, chart: {state, hidden, selected}, count} = shape;
  if (shape.from?.[0]) project(shape);
  const looks = shape.looks = hidden.size || selected.size ? looksOf(shape) : null;
  const [first, end] = offsets ? [offsets[state], offsets[state + 1]] : [0, count];
  for (let i = first; i < end; i++) {
    const look = looks ? looks[i] : FULL;
    if (look !== GONE) visit(i, look);
  }
}

/** True when a place is in a panel, or at its edge. @param {Panel} panel @param {number} x @param {number} y */
function holds({rect: [left, top, width, height]}, x, y, slack = 0.01) {
  return x >= left - slack && x <= left + width + slack
    && y >= top - slack && y <= top + height + slack;
}
