// The rows behind the marks in view.

/** Add the rows of marks in view as CSV, or the selected ones, by table; says how many. @param {Chart} chart @param {string[]} tables */
function markedRows(chart, tables) {
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
  for (const {layer, rows} of taken.values()) {
    count += rows.size;
    const line = (/** @type {number} */ row) =>
      layer.columns.map((/** @type {any} */ column) => csvCell(column, row)).join();
    tables.push([namesOf(layer), ...[...rows].sort((a, b) => a - b).map(line), ""].join("\n"));
  }
  return count;
}
