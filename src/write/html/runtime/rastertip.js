// What readers are told of cells: the cell under the pointer, the cells in view as rows, and how to
// come to the rows behind them.

/** Cells larger than this many pixels of the window are more than the page can resolve. */
const COARSE = 3;
/** What the planes of a picture are called. */
const BANDS = ["red", "green", "blue"];

/** The sight and the cell under a place. @param {Chart} chart @param {Panel} panel @param {number} x @param {number} y */
function cellAt(chart, panel, x, y) {
  const now = RASTERS.get(chart);
  for (const [shape, sight] of [...now?.sights ?? []].reverse()) {
    if (shape.panel !== panel) continue;
    let shown = false;
    eachShown(shape, () => (shown = true));
    if (!shown) continue;
    const at = [x, y].map((v, k) => {
      const cells = Math.floor((v - sight.box[k]) / sight.cell[k]);
      return sight.turned[k] ? sight.size[k] - 1 - cells : cells;
    });
    if (at.some((v, k) => v < 0 || v >= sight.size[k])) continue;
    const cell = at.map((v, k) => v + sight.from[k]);
    const index = cell[1] * sight.level.size[0] + cell[0];
    const {planes} = sight.level;
    if (planes.some((cells) => sight.raster.floats ? !Number.isNaN(cells[index]) : cells[index] > 0)) {
      return {shape, sight, cell, index};
    }
  }
  return null;
}

/** Data at the ends of a cell. @param {Sight} sight @param {number} k @param {number} cell @param {Scale} scale */
function cellEnds({raster, level}, k, cell, scale) {
  const [lo, hi] = raster.edges[k].map((/** @type {number} */ v) => scale.straight(v));
  const step = (hi - lo) / raster.levels[0].size[k] * level.fold[k];
  return [cell, cell + 1].map((n) => scale.unstraight(Math.min(lo + n * step, hi)));
}

/** A range of an axis in words. @param {any} axis @param {number[]} ends */
function rangeWords(axis, ends) {
  const [lo, hi] = ends;
  if (axis.kind === "band") return axis.levels[Math.round((lo + hi) / 2)] ?? "";
  if (axis.kind === "time") return ends.map((ms) => formatDate(Math.round(ms))).join(" – ");
  // No more digits than tell neighbours apart.
  const power = exponentOf(Math.abs(hi - lo) || 1) - 1;
  const round = ends.map((v) => decimalOf(Math.round(v / decimalOf(1, power)), power));
  const labels = axis.years ? yearLabels(round) : sharedLabels(round);
  return labels.join(" – ");
}

/** What is said of the cell under the pointer; null without one. @param {Chart} chart @param {Panel} panel @param {number} x @param {number} y @returns {TipLine[]|null} */
function rasterTip(chart, panel, x, y) {
  const found = cellAt(chart, panel, x, y);
  if (!found) return null;
  const {shape, sight, cell, index} = found;
  const shade = chart.model.shades[sight.raster.shade];
  /** @type {TipLine[]} */
  const lines = shape.sides.map((/** @type {string} */ side, /** @type {number} */ k) => ({name: shade.columns[k],
    value: rangeWords(panel.model[side], cellEnds(sight, k, cell[k], panel[side]))}));
  const {planes, counts} = sight.level;
  if (shade.bands) {
    planes.forEach((cells, k) => lines.push({name: BANDS[k], value: formatNumber(Math.round(cells[index]))}));
    return lines;
  }
  if (!shade.names.length) {
    const value = planes[0][index];
    if (shade.holds !== "any") lines.push({name: shade.title ?? shade.holds, value: barWords(shade, value)});
    if (counts && !shade.faces) lines.push({name: "count", value: formatNumber(counts[index])});
    return lines;
  }
  const all = planes.map((cells, code) => ({n: cells[index] || 0, ...shade.names[code]}))
    .filter(({n, label}) => n > 0 && !chart.isHidden(shade.plot, label)).sort((a, b) => b.n - a.n);
  const total = all.reduce((sum, {n}) => sum + n, 0);
  if (!total) return null;
  lines.push({name: "count", value: formatNumber(total)});
  const share = (/** @type {number} */ n) => `${formatNumber(n)} (${formatNumber(Math.round(1000 * n / total) / 10)} %)`;
  for (const {n, name, color} of all.slice(0, 6)) lines.push({name, value: share(n), color});
  const rest = all.slice(6).reduce((sum, {n}) => sum + n, 0);
  if (rest) lines.push({name: `${all.length - 6} more`, value: share(rest)});
  return lines;
}

/** A value of a cell in words. @param {Shade} shade @param {number} value */
function barWords({pattern, time}, value) {
  if (pattern) return barLabels({pattern, time, norm: "linear"}, [value])[0];
  return time ? formatDate(Math.round(value)) : formatNumber(value);
}

/** The cells in view as CSV, a table for each layer. @param {Chart} chart */
function rasterRows(chart) {
  let count = 0;
  /** @type {Map<Shade, string[]>} */
  const tables = new Map();
  for (const [shape, {raster, level, from, size}] of RASTERS.get(chart)?.sights ?? []) {
    let shown = false;
    eachShown(shape, () => (shown = true));
    if (!shown) continue;
    const shade = chart.model.shades[raster.shade], {panel} = shape;
    const facets = chart.panels.some((/** @type {Panel} */ other) => other !== panel && other.plot === panel.plot);
    const head = [...shade.columns, ...facets ? ["panel"] : [], ...shade.names.length ? ["category"] : [], "value"];
    const lines = tables.get(shade) ?? [head.map(quoted).join(",")];
    tables.set(shade, lines);
    const middle = [panel.h, panel[shape.sides[1]]].map((scale, k) => Array.from({length: size[k]}, (_, n) => {
      const [a, b] = cellEnds(/** @type {any} */ ({raster, level}), k, from[k] + n, scale).map((v) => scale.straight(v));
      const v = scale.unstraight((a + b) / 2);
      if (scale.kind === "band") return quoted(scale.levels[Math.round(v)] ?? "");
      return scale.kind === "time" ? new Date(v).toISOString().replace(/Z$/, "") : String(v);
    }));
    for (let i = 0; i < size[0] * size[1]; i++) {
      const x = i % size[0], y = i / size[0] | 0;
      level.planes.forEach((cells, code) => {
        const v = cells[(from[1] + y) * level.size[0] + from[0] + x];
        if (raster.floats ? Number.isNaN(v) : !v) return;
        count++;
        lines.push([middle[0][x], middle[1][y], ...facets ? [quoted(panel.model.heading ?? "")] : [],
          ...shade.names.length ? [quoted(shade.names[code].name)] : [], v].join(","));
      });
    }
  }
  return {count, text: [...tables.values()].map((lines) => lines.join("\n") + "\n")};
}

/** A range as the command line takes it. @param {Scale} scale */
function limitsOf({kind, domain}) {
  if (kind === "time") {
    return domain.map((ms) => new Date(ms).toISOString().replace(/(T00:00:00)?(\.000)?Z$/, "")).join();
  }
  const power = exponentOf(Math.abs(domain[1] - domain[0]) || 1) - 4;
  return domain.map((v) => kind === "log" ? Number(v.toPrecision(6))
    : decimalOf(Math.round(v / decimalOf(1, power)), power)).join();
}

/** The colour bars, and the note that says when cells are all there is. @param {Chart} chart */
function makeRasters(chart) {
  const {shades} = chart.model;
  const bars = shades.map((/** @type {Shade} */ shade) => shade.bar ? makeBar(chart, shade) : () => {});
  const note = makeElement("p", {class: "cells", hidden: ""});
  chart.stage.after(note);
  const words = makeElement("span", {}, note), command = makeElement("code", {}, note);
  return () => {
    const now = RASTERS.get(chart);
    bars.forEach((/** @type {(norm: Norm|null) => void} */ draw, /** @type {number} */ i) => draw(now?.norms[i] ?? null));
    const coarse = [...now?.sights ?? []].find(([, {cell}]) => Math.max(...cell) * chart.zoom() > COARSE
      && cell.every((side) => side * chart.zoom() > 1));
    note.hidden = !coarse;
    if (!coarse) return;
    const [{panel}, {raster, side}] = coarse, {rows, flags} = shades[raster.shade];
    const options = [panel.h, panel[side]].flatMap((scale, k) =>
      scale.kind === "band" ? [] : `${flags[k]} ${limitsOf(scale)}`);
    words.textContent = `${fixedNumber(rows, 0, true)} rows as cells; zoomed in beyond the cells: `
      + "the same command draws this region anew with ";
    command.textContent = options.join(" ");
  };
}
