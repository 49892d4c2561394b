// Items of the model as shapes: where they are in the current view, which of them belong to the
// state of the widgets, which are hidden or faded.

/**
 * A coordinate of all vertices: pixels of the first view, shares of the panel, or straight data.
 * @typedef {{unit: "px"|"pin"|"data", values: Numbers}} Coordinate
 * @typedef {Record<string, any>} Shape
 */

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
  shape.from = [item.x, item.y].map((source, which) => readCoordinate(shape, source, which, read));
  const n = shape.from[0]?.values.length ?? 0;
  shape.places = [shape.px, shape.py] = [new Float64Array(n), new Float64Array(n)];
  shape.count = shape.starts?.length ?? n;
  shape.widest = (shape.radii ?? [radius ?? 0]).reduce(
    (/** @type {number} */ a, /** @type {number} */ b) => b > a ? b : a, 0);
  return shape;
}

/** @param {Shape} shape @param {any} source @param {number} which 0: across, 1: up @param {(ref: any) => any} read @returns {Coordinate|null} */
function readCoordinate({chart, item, layer, panel, rows, sides}, source, which, read) {
  if (!source) return null;
  const side = sides[which], scale = panel.base[side];
  if (source.column === undefined) {
    const unit = item.pin?.[which] ? "pin" : "px", link = chart.links.get(panel.links[side]);
    // Single precision cannot be enlarged without end.
    if (link && unit === "px") link.finest = 2e4;
    return {unit, values: source.length ? source : read(source)};
  }
  const {values} = layer.columns[source.column];
  const straight = (/** @type {number} */ row) => scale.straight(values[row]);
  return {unit: "data", values: Float64Array.from(rows ?? values.keys(), straight)};
}

/** The affine map from stored numbers to pixels of now. @param {Shape} shape @param {number} which */
function mapOf(shape, which) {
  const {panel} = shape, {unit} = shape.from[which], side = shape.sides[which];
  if (unit === "pin") {
    const factor = panel.rect[which + 2] / panel.home[which + 2];
    return [factor, panel.rect[which] - factor * panel.home[which]];
  }
  const scale = panel[side];
  return unit === "data" ? straightToPixel(scale) : affine(panel.base[side], scale);
}

/** Bring places up to date with the view. @param {Shape} shape */
function project(shape) {
  const {chart, anchors} = shape;
  if (shape.version === chart.version || !shape.from[0]) return;
  shape.version = chart.version;
  for (const which of [0, 1]) {
    const to = shape.places[which], {values} = shape.from[which], fixed = anchors[which];
    const [a, b] = mapOf(shape, which);
    [shape.grown[which], shape.shift[which]] = [a, b];
    // Vertices keep their distance from the anchor of their part.
    for (let part = 0; fixed && part < shape.count; part++) {
      const shift = (a - 1) * fixed[part] + b;
      for (let i = firstOf(shape, part); i < endOf(shape, part); i++) to[i] = values[i] + shift;
    }
    if (fixed) continue;
    for (let i = 0; i < to.length; i++) to[i] = a * values[i] + b;
    // Lines across the whole panel are crisp.
    const crisp = shape.starts && shape.item.pin && !shape.item.pin[which];
    if (crisp) to.forEach((/** @type {number} */ v, /** @type {number} */ i) => to[i] = crispPlace(v));
  }
}

/** The first vertex of a shape. @param {Shape} shape @param {number} i */
function firstOf({starts}, i) {
  return starts ? starts[i] : i;
}

/** The vertex after the last of a shape. @param {Shape} shape @param {number} i */
function endOf({starts, px}, i) {
  return starts ? starts[i + 1] ?? px.length : i + 1;
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

/** True when all rows of a shape are selected. @param {Shape} shape @param {number} i @param {Uint8Array} chosen */
function isChosen(shape, i, chosen) {
  let v = firstOf(shape, i);
  const end = shape.fine ? endOf(shape, i) : v + 1;
  // What stands for no row is as chosen as the others.
  while (v < end && chosen[rowOf(shape, i, v) ?? -1] !== 0) v++;
  return v === end;
}

/** Visit the shapes of this state that are not hidden. @param {Shape} shape @param {(i: number, look: number) => void} visit */
function eachShown(shape, visit) {
  const {offsets, chart: {state}, count} = shape;
  project(shape);
  const looks = looksOf(shape);
  const [first, end] = offsets ? [offsets[state], offsets[state + 1]] : [0, count];
  for (let i = first; i < end; i++) {
    const look = looks ? looks[i] : FULL;
    if (look !== GONE) visit(i, look);
  }
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

/** The rectangle of a shape: x, y, width, height. @param {Shape} shape @param {number} i */
function boxOf({px, py, w, h, grown}, i) {
  return [px[i], py[i], w[i] * grown[0], h[i] * grown[1]];
}

/** The colour of a shape as it is stored, null when it is hollow. @param {Shape} shape @param {number} i @returns {string|null} */
function fillOf({item, fills}, i) {
  const {fill} = item;
  return Array.isArray(fill) ? fill[fills ? fills[i] : 0] ?? null : fill?.color ?? null;
}

/** @param {Shape} shape @param {number} i @returns {number} */
function radiusOf({radii, item}, i) {
  return radii ? radii[i] : item.radius;
}

/** True when a place is in a panel, or at its edge. @param {Panel} panel @param {number} x @param {number} y */
function holds({rect: [left, top, width, height]}, x, y, slack = 0.01) {
  return x >= left - slack && x <= left + width + slack
    && y >= top - slack && y <= top + height + slack;
}
