// What is under the pointer, in words: the tooltip, the ring around the mark, the crosshair, and
// the line that is read aloud.

class Hover {
  /**
   * @param {Chart} chart
   * @param {Overlay} overlay
   */
  constructor(chart, overlay) {
    this.chart = chart;
    this.overlay = overlay;
    this.mode = chart.model.options?.hover ?? "nearest";
    this.crosshair = false;
    this.tip = makeElement("div", {class: "tip", role: "presentation"}, overlay.root);
    this.tip.hidden = true;
    this.group = svgElement("g", {class: "hover"}, overlay.svg);
    /** @type {{panel: Panel, x: number, y: number}|null} */
    this.place = null;
    /** @type {Hit|null} The mark to which the keyboard walked. */
    this.fixed = null;
    this.said = "";
    this.timer = 0;
  }

  /**
   * The pointer is here now, or nowhere.
   * @param {{panel: Panel, x: number, y: number}|null} place
   */
  move(place) {
    this.place = place;
    this.chart.redraw();
  }

  /** Part of each picture: say what is under the pointer. */
  draw() {
    const {chart, place, fixed} = this;
    this.group.replaceChildren();
    if (fixed && !chart.busy) {
      fixed.shape.project();
      const [x, y] = middleOf(fixed.shape, fixed.index);
      const vertex = fixed.shape.type === "path" && fixed.shape.item.per === "vertex";
      fixed.x = vertex ? fixed.shape.px[fixed.vertex] : x;
      fixed.y = vertex ? fixed.shape.py[fixed.vertex] : y;
      this.show([fixed], fixed.shape.panel, fixed.x, fixed.y);
      return;
    }
    if (!place || chart.busy) {
      this.tip.hidden = true;
      return;
    }
    const {panel, x, y} = place;
    if (this.crosshair) this.drawCross(panel, x, y);
    this.show(this.hits(panel, x, y), panel, x, y);
  }

  /**
   * @param {Panel} panel
   * @param {number} x
   * @param {number} y
   */
  hits(panel, x, y) {
    if (this.mode === "none") return [];
    if (this.mode === "vline") return hitsAlong(this.chart, panel, x, 0);
    if (this.mode === "hline") return hitsAlong(this.chart, panel, y, 1);
    const hit = nearestHit(this.chart, panel, x, y);
    return hit ? [hit] : [];
  }

  /**
   * Show the words for some hits.
   * @param {Hit[]} hits
   * @param {Panel} panel
   * @param {number} x
   * @param {number} y
   */
  show(hits, panel, x, y) {
    if (!hits.length) {
      this.tip.hidden = true;
      return;
    }
    const many = !this.fixed && (this.mode === "vline" || this.mode === "hline");
    if (many) this.drawRule(panel, hits[0]);
    for (const hit of hits) this.drawRing(hit);
    const lines = many ? linesOfMany(hits, this.mode) : linesOfOne(hits[0]);
    const key = lines.map((line) => `${line.name}\t${line.value}`).join("\n");
    if (key !== this.said) this.write(lines, hits[0].shape.layer.note);
    this.said = key;
    this.tip.hidden = false;
    this.overlay.putBeside(this.tip, x, y);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.overlay.say(spoken(lines)), 350);
  }

  /**
   * @param {TipLine[]} lines
   * @param {string|null} [note]
   */
  write(lines, note) {
    this.tip.replaceChildren();
    const table = makeElement("div", {class: "tip-rows"}, this.tip);
    for (const line of lines) {
      const name = makeElement("span", {class: "tip-name"}, table);
      if (line.color) {
        makeElement("i", {class: "swatch"}, name).style.background = this.chart.ink(line.color);
      }
      name.append(line.name);
      makeElement("span", {class: "tip-value"}, table).textContent = line.value;
    }
    if (note) makeElement("div", {class: "tip-note"}, this.tip).textContent = note;
  }

  /** @param {Hit} hit */
  drawRing(hit) {
    const {chart} = this;
    const {shape, index} = hit;
    const color = chart.ink(chart.model.colors.ink);
    const style = {fill: "none", stroke: color, "stroke-width": 1.5};
    if (shape.type === "rects") {
      const [x, y, w, h] = shape.box(index);
      const [left, top, width, height] = shape.panel.rect;
      const x0 = Math.max(x, left), y0 = Math.max(y, top);
      const size = {width: Math.max(Math.min(x + w, left + width) - x0, 0),
        height: Math.max(Math.min(y + h, top + height) - y0, 0)};
      svgElement("rect", {...style, x: x0, y: y0, ...size}, this.group);
      return;
    }
    if (shape.type === "path" && shape.item.per !== "vertex") return;
    const radius = shape.type === "dots" ? shape.radius(index) + 2 : 4.5;
    svgElement("circle", {...style, cx: hit.x, cy: hit.y, r: radius}, this.group);
  }

  /**
   * The line at which all series are read.
   * @param {Panel} panel
   * @param {Hit} hit
   */
  drawRule(panel, hit) {
    const [x, y, w, h] = panel.rect;
    const ends = this.mode === "vline" ? {x1: hit.x, x2: hit.x, y1: y, y2: y + h}
      : {x1: x, x2: x + w, y1: hit.y, y2: hit.y};
    const stroke = this.chart.ink(this.chart.model.colors.ink3);
    svgElement("line", {...ends, stroke}, this.group);
  }

  /**
   * @param {Panel} panel
   * @param {number} px
   * @param {number} py
   */
  drawCross(panel, px, py) {
    const [x, y, w, h] = panel.rect;
    const stroke = this.chart.ink(this.chart.model.colors.ink2);
    const style = {stroke, "stroke-dasharray": "3 3"};
    svgElement("line", {...style, x1: px, x2: px, y1: y, y2: y + h}, this.group);
    svgElement("line", {...style, x1: x, x2: x + w, y1: py, y2: py}, this.group);
  }
}

/** @typedef {{name: string, value: string, color?: string|null}} TipLine */

/**
 * The colour by which a mark is known.
 * @param {Hit} hit
 */
function markColor({shape, index}) {
  return shape.fill(index) ?? shape.item.stroke?.color ?? null;
}

/**
 * The columns of one row.
 * @param {Hit} hit
 * @returns {TipLine[]}
 */
function linesOfOne(hit) {
  const {layer} = hit.shape;
  /** @type {TipLine[]} */
  const lines = [];
  layer.columns.forEach((/** @type {any} */ column, /** @type {number} */ i) => {
    if (column.hover === false) return;
    const color = i === layer.by ? markColor(hit) : null;
    lines.push({name: column.name, value: wordsOf(column, hit.row), color});
  });
  return lines;
}

/**
 * One line for the place, then one for each series.
 * @param {Hit[]} hits
 * @param {string} mode
 * @returns {TipLine[]}
 */
function linesOfMany(hits, mode) {
  const [along, across] = mode === "vline" ? ["x", "y"] : ["y", "x"];
  const with_ = (/** @type {any} */ layer, /** @type {string} */ channel) =>
    layer.columns.find((/** @type {any} */ column) => column.channels?.includes(channel));
  /** @type {TipLine[]} */
  const lines = [];
  const place = with_(hits[0].shape.layer, along);
  if (place) lines.push({name: place.name, value: wordsOf(place, hits[0].row)});
  for (const hit of hits) {
    const {layer} = hit.shape;
    const name = hit.shape.series(hit.index) ?? layer.name ?? "";
    const column = with_(layer, across);
    const others = layer.columns.filter((/** @type {any} */ c, /** @type {number} */ i) =>
      c.hover !== false && c !== place && i !== layer.by && !c.channels?.includes(along));
    const values = column ? [column] : others;
    const value = values.map((/** @type {any} */ c) => wordsOf(c, hit.row)).join(", ");
    lines.push({name: name || column?.name || "", value, color: markColor(hit)});
  }
  return lines;
}

/**
 * A value of a column in words.
 * @param {any} column
 * @param {number} row
 * @returns {string}
 */
function wordsOf(column, row) {
  const value = column.values[row];
  if (column.type === "category") return column.levels?.[value] ?? "missing";
  return Number.isNaN(value) ? "missing" : formatValue(column, value);
}

/**
 * The lines as one sentence.
 * @param {TipLine[]} lines
 */
function spoken(lines) {
  return lines.map((line) => `${line.name} ${line.value}`).join(", ");
}
