// Items of the model as shapes: which of them belong to the state of the widgets, which are hidden
// or faded.

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

/** The row behind a shape or one of its vertices. @param {Shape} shape @param {number} i @param {number} [v] @returns {number|null} */
function rowOf(shape, i, v = firstOf(shape, i)) {
  const row = shape.rows?.[shape.fine ? v : i] ?? NaN;
  return isNaN(row) ? null : row;
}

/** The series that a shape belongs to. @param {Shape} shape @param {number} i @returns {string|null} */
function seriesOf(shape, i) {
  const {columns, by, name} = shape.layer ?? {}, column = columns?.[by];
  if (!column) return name ?? null;
  return column.levels?.[column.values[rowOf(shape, i) ?? -1]] ?? null;
}

/** How each shape shows; null when all show in full. @param {Shape} shape @returns {Uint8Array|null} */
function looksOf(shape) {
  const {chart, layer, rows, count} = shape;
  if (shape.shown === chart.shown) return shape.looks;
  shape.shown = chart.shown;
  const hides = chart.hidden.get(layer?.plot)?.size, chosen = rows && chart.selected.get(layer?.table);
  return shape.looks = hides || chosen ? Uint8Array.from({length: count}, (_, i) => {
    if (hides && chart.isHidden(layer.plot, seriesOf(shape, i))) return GONE;
    return chosen && !isChosen(shape, i, chosen) ? FADED : FULL;
  }) : null;
}

/** Visit the shapes of this state that are not hidden. @param {Shape} shape @param {(i: number, look: number) => void} visit */
function eachShown(shape, visit) {
  const {offsets, chart: {state}, count} = shape;
  if (shape.from[0]) project(shape);
  const looks = looksOf(shape);
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
