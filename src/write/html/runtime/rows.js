// The rows behind the marks in view.

/** The rows of marks in view as CSV, or the selected ones, by table. @param {Chart} chart */
function markedRows(chart) {
  const {layers, panels, selected} = chart;
  /** @type {Map<string, {layer: Layer, rows: Set<number>}>} */
  const taken = new Map();
  const namesOf = (/** @type {Layer} */ {columns}) => columns.map((/** @type {any} */ {name}) => quoted(name)).join();
  // Two layers of one table would repeat its rows.
  const keys = new Map(layers.map((layer) => [layer, `${layer.table} ${namesOf(layer)}`]));
  for (const panel of panels) {
    rowsInside(chart, panel, (x, y) => holds(panel, x, y, 0.5), (layer, row) => {
      if (selected.size && !selected.get(layer.table)?.[row]) return;
      const key = /** @type {string} */ (keys.get(layer)), known = taken.get(key) ?? {layer, rows: new Set()};
      taken.set(key, known);
      known.rows.add(row);
    });
  }
  let count = 0;
  const tables = [...taken.values()].map(({layer, rows}) => {
    count += rows.size;
    const line = (/** @type {number} */ row) =>
      layer.columns.map((/** @type {any} */ column) => csvCell(column, row)).join();
    return [namesOf(layer), ...[...rows].sort((a, b) => a - b).map(line), ""].join("\n");
  });
  return {text: tables, count};
}
