// Where the vertices of a shape are in the current view.

/**
 * A coordinate of all vertices: pixels of the first view, shares of the panel, or straight data.
 * @typedef {{unit: "px"|"pin"|"data", values: Numbers}} Coordinate
 */

/** Read where the vertices of a shape are, and what else it has by vertex. @param {Shape} shape @param {ArrayBuffer} buffer */
function readPlaces(shape, buffer) {
  const read = (/** @type {any} */ ref) => readColumn(buffer, ref);
  const {item, type} = shape, {place, radius} = item;
  Object.assign(shape, {
    /** True for lines whose vertices stand for rows, not their parts. */
    fine: type === "path" && item.per === "vertex",
    radii: radius?.t ? read(radius) : null, anchors: [read(item.anchors?.x), read(item.anchors?.y)],
    version: -1, grown: [1, 1], shift: [0, 0],
  });
  for (const name of ["rows", "starts", "fills", "w", "h", "dx", "dy", "pixels"]) shape[name] = read(item[name]);
  if (place) [item.x, item.y, shape.w, shape.h] = place.map((/** @type {number} */ v) => [v]);
  shape.from = [item.x, item.y].map((source, which) => source && readCoordinate(shape, source, which, read));
  const n = shape.from[0]?.values.length ?? 0;
  shape.places = [shape.px, shape.py] = [new Float64Array(n), new Float64Array(n)];
  shape.count = shape.starts?.length ?? n;
  shape.widest = (shape.radii ?? [radius ?? 0]).reduce(
    (/** @type {number} */ a, /** @type {number} */ b) => b > a ? b : a, 0);
}

/** @param {Shape} shape @param {any} source @param {number} which 0: across, 1: up @param {(ref: any) => any} read @returns {Coordinate} */
function readCoordinate({chart, item, layer, panel, rows, sides}, source, which, read) {
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

/**
 * How pixels of one view become pixels of another: new = a * old + b.
 * @param {Scale} from
 * @param {Scale} to
 */
function affine(from, to) {
  const [a, b] = straightToPixel(from), [c, d] = straightToPixel(to);
  return [c / a, d - b * (c / a)];
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
  if (shape.version === chart.version) return;
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

/** The vertex after the last of a shape. @param {Shape} shape @param {number} i */
function endOf({starts, px}, i) {
  return starts ? starts[i + 1] ?? px.length : i + 1;
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
