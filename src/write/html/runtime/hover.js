// What is under the pointer, in words: the tooltip, the ring around the mark, the crosshair, and
// the line that is read aloud.

/**
 * @typedef {{name: string, value: string, color?: string|null}} TipLine
 * @typedef {ReturnType<typeof makeHover>} Hover
 */

/** @param {Chart} chart @param {Overlay} overlay */
function makeHover(chart, overlay) {
  const {colors, plots} = chart.model;
  const tip = makeElement("div", {class: "tip", hidden: ""}, overlay.root);
  const group = svgElement("g", {}, overlay.svg);
  let said = "", timer = 0;
  const hover = {
    crosshair: false,
    /** @type {{panel: Panel, x: number, y: number}|null} Where the pointer is. */
    place: null,
    /** @type {Hit|null} The mark to which the keyboard walked. */
    fixed: null,

    /** Part of each picture: say what is under the pointer. */
    draw() {
      group.replaceChildren();
      const {place, fixed, crosshair} = hover;
      tip.hidden = true;
      if (chart.busy) return;
      if (fixed) return hover.show([fixed], fixed.x, fixed.y, linesOfOne(fixed));
      if (!place) return;
      const {panel, x, y} = place, mode = plots[panel.plot].hover;
      if (crosshair) [x, y].forEach((at, which) => hover.rule(panel, which, at, colors.ink2, "3 3"));
      if (mode === "none") return;
      if (mode !== "nearest") return showAlong(hover, mode, chart);
      const hit = nearestHit(chart, panel, x, y);
      const lines = hit ? linesOfOne(hit) : chart.model.rasters.length && rasterTip(chart, panel, x, y);
      if (lines) hover.show(hit ? [hit] : [], x, y, lines);
    },

    /** A line across a panel. @param {Panel} panel @param {number} which @param {number} at @param {string} color @param {string|null} dash */
    rule({rect: [x, y, w, h]}, which, at, color, dash) {
      const ends = which ? {x1: x, x2: x + w, y1: at, y2: at} : {x1: at, x2: at, y1: y, y2: y + h};
      svgElement("line", {...ends, stroke: chart.ink(color), "stroke-dasharray": dash}, group);
    },

    /** @param {Hit[]} hits @param {number} x @param {number} y @param {TipLine[]} lines */
    show(hits, x, y, lines) {
      hits.forEach(ring);
      const words = lines.map(({name, value}) => `${name} ${value}`).join(", ");
      if (words !== said) write(lines);
      said = words;
      tip.hidden = false;
      overlay.putBeside(tip, x, y);
      clearTimeout(timer);
      timer = setTimeout(() => overlay.say(words), 350);
    },
  };

  /** @param {TipLine[]} lines */
  function write(lines) {
    tip.replaceChildren();
    const table = makeElement("div", {class: "tip-rows"}, tip);
    for (const {name, value, color} of lines) {
      const cell = makeElement("span", {class: "tip-name"}, table);
      if (color) makeElement("i", {class: "swatch"}, cell).style.background = chart.ink(color);
      cell.append(name);
      makeElement("span", {class: "tip-value"}, table).append(value);
    }
  }

  /** @param {Hit} hit */
  function ring({shape, i, x, y}) {
    const {type, fine, panel, item} = shape, surface = vectorSurface(group);
    const stroke = {color: chart.ink(colors.ink), width: 1.5, opacity: 1};
    if (type === "rects") putRect(surface, boxInPanel(shape, i), 0, null, stroke);
    else if ((type === "dots" || fine) && holds(panel, x, y, 1)) {
      const r = fine ? 4.5 : radiusOf(shape, i) + 2;
      svgElement("circle", {cx: x, cy: y, r, ...shapeAttributes(null, stroke)}, group);
    } else if (item.closed && !fine) surface.path(areaInPanel(shape, i), true, null, stroke);
  }
  return hover;
}

/** The colour by which a mark is known: of its outline, or of its fill where that is cut out of the ground. @param {Hit} hit @returns {string|null} */
function markColor({shape, i}) {
  const {chart, item} = shape, {ground} = chart.model.colors;
  return [item.stroke?.color, fillOf(shape, i)].find((color) => color && color !== ground) ?? null;
}

/** The columns of one row. @param {Hit} hit @returns {TipLine[]} */
function linesOfOne(hit) {
  const {columns, by} = hit.shape.layer;
  return columns.filter((/** @type {any} */ {hover}) => hover).map((/** @type {any} */ column) => ({
    name: column.name, value: formatValue(column, column.values[hit.row]),
    color: column === columns[by] ? markColor(hit) : null,
  }));
}
