// What all series have at an x or a y: their marks, and a tip of them.

/** More series than this are not told at once. */
const MOST_LINES = 16;

/** Show what all series have where the pointer is. @param {Hover} hover @param {string} mode @param {Chart} chart */
function showAlong(hover, mode, chart) {
  const along = mode === "vline" ? 0 : 1;
  const {panel, x, y} = /** @type {{panel: Panel, x: number, y: number}} */ (hover.place);
  const hits = hitsAlong(chart, panel, [x, y][along], along);
  if (!hits.length) return;
  hover.rule(panel, along, along ? hits[0].y : hits[0].x, chart.model.colors.ink3, null);
  hover.show(hits, x, y, linesOfMany(hits, along, [y, x][along]));
}

/**
 * The mark of each series at an x or a y: those as near as the nearest of all.
 * @param {Chart} chart @param {Panel} panel @param {number} place @param {number} which 0: x, 1: y
 */
function hitsAlong(chart, panel, place, which) {
  /** @type {Map<string, Hit>} */
  const best = new Map();
  let least = Infinity;
  const from = panel.rect[which] - 1, to = from + panel.rect[which + 2] + 2;
  eachMark(chart, panel, (shape, i, v, x, y) => {
    const at = which ? y : x;
    const half = shape.w ? boxOf(shape, i)[which + 2] / 2 : 0;
    const score = Math.max(0, Math.abs(at - place) - half);
    if (!(score <= least + 0.75) || at + half < from || at - half > to) return;
    least = Math.min(least, score);
    const key = `${shape.item.layer} ${seriesOf(shape, i)}`;
    const known = best.get(key);
    if (!known || score < known.score) best.set(key, hitOf(shape, i, v, x, y, score));
  });
  const at = (/** @type {Hit} */ {x, y}) => which ? y : x;
  const hits = [...best.values()].filter((hit) => hit.score <= least + 0.75);
  // Midway between two places, one of them is meant.
  return hits.filter((hit) => hit.score === 0 || Math.abs(at(hit) - at(hits[0])) < 1)
    .sort((a, b) => (which ? a.x - b.x : a.y - b.y));
}

/**
 * One line for the place, then one for each series; of very many, those nearest to the pointer.
 * @param {Hit[]} hits @param {number} along @param {number} at the pointer's other place
 * @returns {TipLine[]}
 */
function linesOfMany(hits, along, at) {
  const [{row, shape: {layer, chart: {model}}}] = hits;
  const [own, other] = Boolean(along) !== model.plots[layer.plot].swap ? ["y", "x"] : ["x", "y"];
  const far = (/** @type {Hit} */ hit) => Math.abs((along ? hit.x : hit.y) - at);
  const limit = hits.map(far).sort((a, b) => a - b)[MOST_LINES - 1] ?? Infinity;
  const near = hits.filter((hit) => far(hit) <= limit).slice(0, MOST_LINES), left = hits.length - near.length;
  const place = layer.columns.find((/** @type {any} */ {channels}) => channels.includes(own));
  const lines = place ? [{name: place.name, value: formatValue(place, place.values[row])}] : [];
  return lines.concat(near.map((hit) => {
    const {columns, by} = hit.shape.layer;
    const measured = columns.filter((/** @type {any} */ {channels}) => channels.includes(other));
    const others = columns.filter((/** @type {any} */ column) =>
      column.hover && !column.channels.includes(own) && column !== columns[by]);
    const values = measured.length ? measured : others;
    const words = values.map((/** @type {any} */ column) => formatValue(column, column.values[hit.row]));
    const name = seriesOf(hit.shape, hit.i) || values[0]?.name || "";
    return {name, value: words.join(", "), color: markColor(hit)};
  }), left ? [{name: `${left} more`, value: ""}] : []);
}
