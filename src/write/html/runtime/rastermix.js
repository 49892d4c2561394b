// Cells of categories: mixed colours, and what each category has.

/** The planes that are not hidden, and what they are. @param {Chart} chart @param {Shade} shade @param {Numbers[]} planes */
function shownPlanes(chart, {plot, names}, planes) {
  return planes.map((cells, code) => ({cells, ...names[code]}))
    .filter(({label}) => !chart.isHidden(plot, label));
}

/** The totals of planes. @param {{cells: Numbers}[]} planes @param {Numbers} like @returns {Numbers} */
function totalOf(planes, like) {
  const out = new Float64Array(like.length);
  for (const {cells} of planes) for (let i = 0; i < out.length; i++) out[i] += cells[i] || 0;
  return out;
}

/** Mix the colours of categories by their counts; what is dense is opaque. @param {Chart} chart @param {Shade} shade @param {Sight} sight @param {Numbers} totals @param {Norm} norm @param {Uint32Array} out */
function paintMixed(chart, shade, sight, totals, norm, out) {
  const all = shownPlanes(chart, shade, sight.planes), colors = all.map(({color}) => channels(chart.ink(color)));
  for (let i = 0; i < out.length; i++) {
    const total = totals[i];
    if (!total) continue;
    let r = 0, g = 0, b = 0;
    for (let k = 0; k < all.length; k++) {
      const n = all[k].cells[i] || 0;
      r += n * colors[k][0];
      g += n * colors[k][1];
      b += n * colors[k][2];
    }
    out[i] = packedColor([r / total, g / total, b / total, denseAlpha(norm.place(total), shade.opacity)]);
  }
}

/** What is said of a cell: its total, and the categories that have most of it. @param {Chart} chart @param {Shade} shade @param {Level} level @param {number} index @returns {TipLine[]|null} */
function shareLines(chart, shade, {planes}, index) {
  const all = shownPlanes(chart, shade, planes).map(({cells, name, color}) => ({n: cells[index], name, color}))
    .filter(({n}) => n > 0).sort((a, b) => b.n - a.n);
  if (!all.length) return null;
  const sum = (/** @type {typeof all} */ some) => some.reduce((sum, {n}) => sum + n, 0), total = sum(all);
  if (all.length > 6) all.splice(6, Infinity, {n: sum(all.slice(6)), name: `${all.length - 6} more`, color: null});
  return [{name: "count", value: formatNumber(total)}, ...all.map(({n, name, color}) => ({name, color,
    value: `${formatNumber(n)} (${formatNumber(Math.round(1000 * n / total) / 10)} %)`}))];
}
