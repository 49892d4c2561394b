// The cells in view as rows.

/** Add the cells in view as CSV, a table for each layer; says how many. @param {Chart} chart @param {string[]} tables */
function rasterRows(chart, tables) {
  let count = 0;
  /** @type {Map<Shade, string[]>} */
  const known = new Map();
  for (const [shape, sight] of lastSeen.sights) {
    if (!isShown(shape)) continue;
    const {raster, panel, level, from, size: [w, h]} = sight, shade = chart.model.shades[raster.shade];
    const facets = chart.panels.some((other) => other !== panel && other.plot === panel.plot);
    const {columns, names} = shade, heading = quoted(panel.model.heading ?? "");
    const line = (/** @type {any[]} */ [x, y, panel, category, value]) =>
      [x, y, ...facets ? [panel] : [], ...names.length ? [category] : [], value].join();
    const lines = known.get(shade) ?? [line([...columns.map(quoted), "panel", "category", "value"])];
    known.set(shade, lines);
    const places = scalesOf(sight).map((scale, k) => Array.from({length: sight.size[k]}, (_, n) => {
      const [a, b] = cellEnds(sight, k, from[k] + n);
      return endWords(scale, scale.unstraight((a + b) / 2));
    }));
    for (let i = 0; i < w * h; i++) {
      const x = i % w, y = i / w | 0;
      level.planes.forEach((cells, code) => {
        const v = cells[(from[1] + y) * level.size[0] + from[0] + x];
        if (!raster.full(v)) return;
        count++;
        lines.push(line([places[0][x], places[1][y], heading, quoted(names[code]?.name ?? ""), v]));
      });
    }
  }
  for (const lines of known.values()) tables.push(lines.join("\n") + "\n");
  return count;
}
