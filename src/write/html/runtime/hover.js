// What is under the pointer, in words: the tooltip, the ring around the mark, the crosshair, and
// the line that is read aloud.

/**
 * @typedef {{name: string, value: string, color?: string|null}} TipLine
 * @typedef {ReturnType<typeof makeHover>} Hover
 */

/** @param {Chart} chart @param {Overlay} overlay */
function makeHover(chart, overlay) {
  const {colors, plots, marked, rasters} = chart.model;
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
      if (marked && mode !== "nearest") return showAlong(hover, mode, chart);
      const hit = marked && nearestHit(chart, panel, x, y);
      const lines = hit ? linesOfOne(hit) : rasters.length && rasterTip(chart, panel, x, y);
      if (lines) hover.show(hit ? [hit] : [], x, y, lines);
    },

    /** A line across a panel. @param {Panel} panel @param {number} which @param {number} at @param {string} color @param {string|null} dash */
    rule({rect: [x, y, w, h]}, which, at, color, dash) {
      const ends = which ? {x1: x, x2: x + w, y1: at, y2: at} : {x1: at, x2: at, y1: y, y2: y + h};
      svgElement("line", {...ends, stroke: chart.ink(color), "stroke-dasharray": dash}, group);
    },

    /** @param {Hit[]} hits @param {number} x @param {number} y @param {TipLine[]} lines */
    show(hits, x, y, lines) {
      hits.forEach((hit) => drawRing(group, hit));
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

  return hover;
}
