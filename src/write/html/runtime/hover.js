// What is under the pointer, in words: the tooltip, the ring around the mark, the crosshair, and
// the line that is read aloud.

/**
 * @typedef {{name: string, value: string, color?: string|null}} TipLine
 * @typedef {ReturnType<typeof makeHover>} Hover
 */

/** More series than this are not told at once. */
const MOST_LINES = 16;

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
      const {place, fixed} = hover;
      tip.hidden = true;
      if (chart.busy) return;
      if (fixed) return show([fixed], fixed.x, fixed.y, linesOfOne(fixed));
      if (!place) return;
      const {panel, x, y} = place;
      if (hover.crosshair) {
        rule(panel, 0, x, colors.ink2, "3 3");
        rule(panel, 1, y, colors.ink2, "3 3");
      }
      const mode = plots[panel.plot]?.hover ?? "nearest";
      if (mode === "none") return;
      const along = mode === "vline" ? 0 : mode === "hline" ? 1 : -1;
      const nearest = along < 0 ? nearestHit(chart, panel, x, y) : null;
      const hits = along < 0 ? nearest ? [nearest] : [] : hitsAlong(chart, panel, [x, y][along], along);
      if (along >= 0 && hits.length) {
        rule(panel, along, along ? hits[0].y : hits[0].x, colors.ink3, null);
      }
      if (!hits.length) {
        const lines = chart.model.rasters?.length ? rasterTip(chart, panel, x, y) : null;
        return lines ? show([], x, y, lines) : undefined;
      }
      show(hits, x, y, along < 0 ? linesOfOne(hits[0]) : linesOfMany(hits, along, [y, x][along]));
    },
  };

  /** A line across a panel. @param {Panel} panel @param {number} which @param {number} at @param {string} color @param {string|null} dash */
  function rule({rect: [x, y, w, h]}, which, at, color, dash) {
    const ends = which ? {x1: x, x2: x + w, y1: at, y2: at} : {x1: at, x2: at, y1: y, y2: y + h};
    svgElement("line", {...ends, stroke: chart.ink(color), "stroke-dasharray": dash}, group);
  }

  /** @param {Hit[]} hits @param {number} x @param {number} y @param {TipLine[]} lines */
  function show(hits, x, y, lines) {
    for (const hit of hits) ring(hit);
    const words = lines.map(({name, value}) => `${name} ${value}`).join(", ");
    if (words !== said) write(lines, hits[0]?.shape.layer.note);
    said = words;
    tip.hidden = false;
    overlay.putBeside(tip, x, y);
    clearTimeout(timer);
    timer = setTimeout(() => overlay.say(words), 350);
  }

  /** @param {TipLine[]} lines @param {string|null} note */
  function write(lines, note) {
    tip.replaceChildren();
    const table = makeElement("div", {class: "tip-rows"}, tip);
    for (const {name, value, color} of lines) {
      const cell = makeElement("span", {class: "tip-name"}, table);
      if (color) makeElement("i", {class: "swatch"}, cell).style.background = chart.ink(color);
      cell.append(name);
      makeElement("span", {class: "tip-value"}, table).textContent = value;
    }
    if (note) makeElement("div", {class: "tip-note"}, tip).textContent = note;
  }

  /** @param {Hit} hit */
  function ring({shape, i, x, y}) {
    const style = {fill: "none", stroke: chart.ink(colors.ink), "stroke-width": 1.5};
    if (shape.type === "rects") {
      const [x0, y0, w, h] = boxOf(shape, i);
      const [left, top, right, bottom] = [x0, y0, x0 + w, y0 + h].map((v, k) => {
        const from = shape.panel.rect[k % 2];
        return Math.max(from, Math.min(v, from + shape.panel.rect[k % 2 + 2]));
      });
      svgElement("rect", {...style, x: left, y: top, width: right - left, height: bottom - top}, group);
    } else if ((shape.type === "dots" || shape.fine) && holds(shape.panel, x, y, 1)) {
      const r = shape.type === "dots" ? radiusOf(shape, i) + 2 : 4.5;
      svgElement("circle", {...style, cx: x, cy: y, r}, group);
    } else if (shape.item.closed && !shape.fine) {
      const {xs, ys} = newOutline();
      cutPolygon(shape.px, shape.py, firstOf(shape, i), endOf(shape, i), shape.panel.rect, {xs, ys, starts: []});
      svgElement("path", {...style, d: `M${xs.map((v, k) => [v, ys[k]]).join("L")}z`}, group);
    }
  }
  return hover;
}

/** The colour by which a mark is known: of its fill and its outline the one that shows. @param {Hit} hit @returns {string|null} */
function markColor({shape, i}) {
  const {ground} = shape.chart.model.colors;
  const [best] = [fillOf(shape, i), shape.item.stroke?.color].filter(Boolean)
    .map((color) => ({color, shows: contrast(color, ground)})).sort((a, b) => b.shows - a.shows);
  return best?.shows > 1.1 ? best.color : null;
}

/** The columns of one row. @param {Hit} hit @returns {TipLine[]} */
function linesOfOne(hit) {
  const {columns, by} = hit.shape.layer;
  return columns.flatMap((/** @type {any} */ column, /** @type {number} */ i) =>
    column.hover === false ? [] : [{name: column.name, value: wordsOf(column, hit.row),
      color: i === by ? markColor(hit) : null}]);
}

/**
 * One line for the place, then one for each series; of very many, those nearest to the pointer.
 * @param {Hit[]} hits @param {number} along @param {number} at the pointer's other place
 * @returns {TipLine[]}
 */
function linesOfMany(hits, along, at) {
  const {model} = hits[0].shape.chart;
  const [own, other] = Boolean(along) !== model.plots[hits[0].shape.layer.plot].swap ? ["y", "x"] : ["x", "y"];
  const far = (/** @type {Hit} */ hit) => Math.abs((along ? hit.x : hit.y) - at);
  const limit = hits.map(far).sort((a, b) => a - b)[MOST_LINES - 1] ?? Infinity;
  const near = hits.filter((hit) => far(hit) <= limit).slice(0, MOST_LINES);
  const has = (/** @type {any} */ column, /** @type {string} */ channel) => column.channels?.includes(channel);
  const place = hits[0].shape.layer.columns.find((/** @type {any} */ c) => has(c, own));
  const lines = place ? [{name: place.name, value: wordsOf(place, hits[0].row)}] : [];
  const more = hits.length > near.length ? [{name: `${hits.length - near.length} more`, value: ""}] : [];
  return lines.concat(near.map((hit) => {
    const {layer} = hit.shape;
    const measured = layer.columns.filter((/** @type {any} */ c) => has(c, other));
    const others = layer.columns.filter((/** @type {any} */ c, /** @type {number} */ i) =>
      c.hover !== false && !has(c, own) && i !== layer.by);
    const values = measured.length ? measured : others;
    const words = values.map((/** @type {any} */ column) => wordsOf(column, hit.row));
    const name = seriesOf(hit.shape, hit.i) || values[0]?.name || "";
    return {name, value: words.join(", "), color: markColor(hit)};
  }), more);
}

/** A value of a column in words. @param {any} column @param {number} row @returns {string} */
function wordsOf(column, row) {
  const value = column.values[row];
  if (column.type === "category") return column.levels?.[value] ?? "missing";
  return Number.isNaN(value) ? "missing" : formatValue(column, value);
}
