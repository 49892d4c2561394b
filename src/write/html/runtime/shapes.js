// Items of the model as shapes: which of them belong to the state of the widgets.

/** @typedef {Record<string, any>} Shape */

/** How a shape shows: not at all, faded, or in full. */
const GONE = 0, FADED = 1, FULL = 2;

/** @param {Chart} chart @param {any} item @param {ArrayBuffer} buffer @returns {Shape} */
function makeShape(chart, item, buffer) {
  const read = (/** @type {any} */ ref) => readColumn(buffer, ref);
  const {type, place, radius} = item;
  /** @type {Shape} */
  const shape = {
    chart, item, type, panel: chart.panels[item.panel], layer: chart.layers[item.layer ?? -1] ?? null,
    /** The axes that measure it, across and up. */
    sides: ["h", item.right ? "right" : "v"],
    /** True for lines whose vertices stand for rows, not their parts. */
    fine: type === "path" && item.per === "vertex",
    offsets: read(item.at), radii: radius?.t ? read(radius) : null,
    anchors: [read(item.anchors?.x), read(item.anchors?.y)],
    version: -1, shown: -1, looks: null, grown: [1, 1], shift: [0, 0],
  };
  for (const name of ["rows", "starts", "fills", "w", "h", "dx", "dy", "pixels"]) shape[name] = read(item[name]);
  if (place) [item.x, item.y, shape.w, shape.h] = place.map((/** @type {number} */ v) => [v]);
  shape.from = [item.x, item.y].map((source, which) => source && readCoordinate(shape, source, which, read));
  const n = shape.from[0]?.values.length ?? 0;
  shape.places = [shape.px, shape.py] = [new Float64Array(n), new Float64Array(n)];
  shape.count = type === "raster" ? 1 : shape.starts?.length ?? n;
  shape.widest = (shape.radii ?? [radius ?? 0]).reduce(
    (/** @type {number} */ a, /** @type {number} */ b) => b > a ? b : a, 0);
  return shape;
}

/** The first vertex of a shape. @param {Shape} shape @param {number} i */
function firstOf({starts}, i) {
  return starts ? starts[i] : i;
}

/** Visit the shapes of this state that are not hidden. @param {Shape} shape @param {(i: number, look: number) => void} visit */
function eachShown(shape, visit) {
  const {offsets, chart: {state, hidden, selected}, count} = shape;
  if (shape.from[0]) project(shape);
  const looks = hidden.size || selected.size ? looksOf(shape) : null;
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
