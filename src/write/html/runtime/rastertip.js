// What readers are told of the cell under the pointer.

/** True when a shape belongs to the state of now. @param {Shape} shape */
function isShown(shape) {
  let shown = false;
  eachShown(shape, () => shown = true);
  return shown;
}

/** The ends of a cell, where the axis is straight. @param {Sight} sight @param {number} k the axis @param {number} cell */
function cellEnds(sight, k, cell) {
  const {raster: {edges, levels: [{size}]}, level} = sight, scale = scalesOf(sight)[k];
  const [lo, hi] = edges[k].map((/** @type {number} */ v) => scale.straight(v));
  const step = (hi - lo) / size[k] * level.fold[k];
  return [cell, cell + 1].map((n) => Math.min(lo + n * step, hi));
}

/** Numbers with so many digits more than tell them apart. @param {number[]} ends @param {number} digits */
function roundedEnds(ends, digits) {
  const power = exponentOf(Math.abs(ends[1] - ends[0]) || 1) - digits;
  return ends.map((v) => unscale(Math.round(unscale(v, power)), -power));
}

/** A range of an axis in words. @param {any} axis @param {number[]} ends */
function rangeWords({kind, levels, years}, ends) {
  if (kind === "band") return levels[Math.round((ends[0] + ends[1]) / 2)] ?? "";
  const words = kind === "time" ? ends.map((ms) => formatDate(Math.round(ms)))
    : (years ? yearLabels : sharedLabels)(roundedEnds(ends, 1));
  return words.join(" – ");
}

/** What is said of the cell under the pointer; null without one. @param {Chart} chart @param {Panel} panel @param {number} x @param {number} y @returns {TipLine[]|null} */
function rasterTip(chart, panel, x, y) {
  for (const [shape, sight] of [...lastSeen.sights].reverse()) {
    const {raster, side, level, from, size, steps} = sight;
    if (shape.panel !== panel || !isShown(shape)) continue;
    const cell = steps.map(([first, step], k) => Math.floor(([x, y][k] - first) / step));
    const index = cell[1] * level.size[0] + cell[0];
    if (cell.some((at, k) => at < from[k] || at >= from[k] + size[k])) continue;
    if (!level.planes.some((cells) => raster.full(cells[index]))) continue;
    const shade = chart.model.shades[raster.shade];
    const lines = shade.bands ? bandLines(level, index)
      : shade.names.length ? shareLines(chart, shade, level, index) : valueLines(shade, level, index);
    return lines && ["h", side].map((along, k) => {
      const ends = cellEnds(sight, k, cell[k]).map((v) => panel[along].unstraight(v));
      return {name: shade.columns[k], value: rangeWords(panel.model[along], ends)};
    }).concat(lines);
  }
  return null;
}
