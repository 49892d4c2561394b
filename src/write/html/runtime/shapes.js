// Items of the model as shapes: where they are in the current view, which of them belong to the
// state of the widgets, which are hidden or faded.

/**
 * One coordinate of all vertices: pixels of the first view, shares of the panel, or data made
 * straight. `map` is what turns it into pixels of now.
 * @typedef {{unit: "px"|"pin"|"data", values: Numbers}} Coordinate
 */

/** How a shape shows: not at all, faded, or in full. */
const GONE = 0, FADED = 1, FULL = 2;

class Shape {
  /**
   * @param {Chart} chart
   * @param {any} item
   * @param {ArrayBuffer} buffer
   */
  constructor(chart, item, buffer) {
    this.chart = chart;
    this.item = item;
    this.type = item.type;
    /** @type {Panel} */
    this.panel = chart.panels[item.panel];
    this.layer = item.layer === null || item.layer === undefined ? null : chart.layers[item.layer];
    this.side = item.right ? "right" : "v";
    this.rows = readColumn(buffer, item.rows);
    this.offsets = readColumn(buffer, item.at);
    this.starts = readColumn(buffer, item.starts);
    this.fills = readColumn(buffer, item.fills);
    this.radii = typeof item.radius === "object" ? readColumn(buffer, item.radius) : null;
    this.x = this.coordinate(buffer, item.x, 0);
    this.y = this.coordinate(buffer, item.y, 1);
    this.w = readColumn(buffer, item.w);
    this.h = readColumn(buffer, item.h);
    const anchors = item.anchors ?? {};
    this.anchorX = readColumn(buffer, anchors.x);
    this.anchorY = readColumn(buffer, anchors.y);
    this.vertices = this.x?.values.length ?? 0;
    this.count = this.starts ? this.starts.length : this.vertices;
    this.px = new Float64Array(this.vertices);
    this.py = new Float64Array(this.vertices);
    /** How widths and heights of rectangles have grown. */
    this.grown = [1, 1];
    this.version = -1;
    /** @type {Uint8Array|null} */
    this.looks = null;
    this.shown = -1;
  }

  /**
   * @param {ArrayBuffer} buffer
   * @param {any} source
   * @param {number} which 0: across, 1: up
   * @returns {Coordinate|null}
   */
  coordinate(buffer, source, which) {
    if (!source) return null;
    if (source.column === undefined) {
      const unit = this.item.pin?.[which] ? "pin" : "px";
      return {unit, values: /** @type {Numbers} */ (readColumn(buffer, source))};
    }
    const {values} = this.layer.columns[source.column];
    const scale = this.panel.base[which === 0 ? "h" : this.side];
    const {rows} = this;
    const out = new Float64Array(rows ? rows.length : values.length);
    for (let i = 0; i < out.length; i++) out[i] = scale.straight(values[rows ? rows[i] : i]);
    return {unit: "data", values: out};
  }

  /**
   * The affine map from stored numbers to pixels of now.
   * @param {number} which
   * @returns {number[]}
   */
  map(which) {
    const {panel} = this;
    const unit = (which === 0 ? this.x : this.y)?.unit;
    if (unit === "pin") {
      const factor = panel.rect[which + 2] / panel.home[which + 2];
      return [factor, panel.rect[which] - factor * panel.home[which]];
    }
    const side = which === 0 ? "h" : this.side;
    const scale = panel[/** @type {"h"} */ (side)];
    return unit === "data" ? straightToPixel(scale) : affine(panel.base[side], scale);
  }

  /** Bring places up to date with the view. */
  project() {
    if (this.version === this.chart.version || !this.x || !this.y) return;
    this.version = this.chart.version;
    const maps = [this.map(0), this.map(1)];
    this.grown = [maps[0][0], maps[1][0]];
    this.move(this.x.values, this.px, maps[0], this.anchorX);
    this.move(this.y.values, this.py, maps[1], this.anchorY);
  }

  /**
   * @param {Numbers} from
   * @param {Float64Array} to
   * @param {number[]} map
   * @param {Numbers|null} anchors one per part: its vertices keep their distance from it
   */
  move(from, to, [a, b], anchors) {
    if (!anchors) {
      for (let i = 0; i < to.length; i++) to[i] = a * from[i] + b;
      return;
    }
    for (let part = 0; part < this.count; part++) {
      const shift = a * anchors[part] + b - anchors[part];
      const end = this.end(part);
      for (let i = this.first(part); i < end; i++) to[i] = from[i] + shift;
    }
  }

  /** @param {number} part */
  first(part) {
    return this.starts ? this.starts[part] : part;
  }

  /** @param {number} part */
  end(part) {
    return this.starts ? this.starts[part + 1] ?? this.vertices : part + 1;
  }

  /** The shapes of this state, from and up to. */
  slice() {
    if (!this.offsets) return [0, this.count];
    return [this.offsets[this.chart.state], this.offsets[this.chart.state + 1]];
  }

  /**
   * The row behind a shape; none for decoration.
   * @param {number} i
   * @returns {number|null}
   */
  row(i) {
    if (!this.rows) return null;
    return this.rows[this.starts && this.item.per === "vertex" ? this.starts[i] : i] ?? null;
  }

  /**
   * The row behind a vertex.
   * @param {number} i shape
   * @param {number} vertex
   */
  vertexRow(i, vertex) {
    return this.rows && this.item.per === "vertex" ? this.rows[vertex] : this.row(i);
  }

  /**
   * The name of the series that a shape belongs to.
   * @param {number} i
   * @returns {string|null}
   */
  series(i) {
    const {layer} = this;
    if (!layer) return null;
    if (layer.by === null || layer.by === undefined) return layer.name ?? null;
    const row = this.row(i);
    const column = layer.columns[layer.by];
    return row === null ? null : column.levels?.[column.values[row]] ?? null;
  }

  /** How each shape shows; null when all show in full. */
  look() {
    const {chart, layer} = this;
    if (this.shown === chart.shown) return this.looks;
    this.shown = chart.shown;
    this.looks = null;
    const hidden = layer && chart.hidden.get(layer.plot);
    const chosen = layer && this.rows && chart.selected.get(layer.table);
    if (!hidden?.size && !chosen) return null;
    const looks = new Uint8Array(this.count).fill(FULL);
    for (let i = 0; i < looks.length; i++) {
      const name = hidden?.size ? this.series(i) : null;
      if (name !== null && hidden?.has(name)) looks[i] = GONE;
      else if (chosen && !this.chosen(i, chosen)) looks[i] = FADED;
    }
    this.looks = looks;
    return looks;
  }

  /**
   * True when all rows of a shape are selected.
   * @param {number} i
   * @param {Uint8Array} chosen
   */
  chosen(i, chosen) {
    if (!this.starts || this.item.per !== "vertex") {
      const row = this.row(i);
      return row === null || chosen[row] === 1;
    }
    const end = this.end(i);
    for (let v = this.first(i); v < end; v++) {
      if (!chosen[/** @type {Numbers} */ (this.rows)[v]]) return false;
    }
    return true;
  }

  /**
   * The rectangle of a shape: x, y, width, height.
   * @param {number} i
   */
  box(i) {
    const w = /** @type {Numbers} */ (this.w)[i] * this.grown[0];
    const h = /** @type {Numbers} */ (this.h)[i] * this.grown[1];
    return [this.px[i], this.py[i], w, h];
  }

  /**
   * The colour of a shape, none when it is hollow.
   * @param {number} i
   * @returns {string|null}
   */
  fill(i) {
    const palette = this.item.fill;
    if (!palette) return null;
    if (!Array.isArray(palette)) return palette.color;
    return palette[this.fills ? this.fills[i] : 0] ?? null;
  }

  /** @param {number} i */
  radius(i) {
    return this.radii ? this.radii[i] : this.item.radius;
  }
}

/**
 * The affine map from data made straight to pixels.
 * @param {any} scale
 * @returns {number[]}
 */
function straightToPixel(scale) {
  const [lo, hi] = scale.domain.map((/** @type {number} */ v) => scale.straight(v));
  const a = (scale.range[1] - scale.range[0]) / (hi - lo);
  return [a, scale.range[0] - a * lo];
}
