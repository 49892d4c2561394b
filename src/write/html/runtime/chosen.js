// The rows that a reader selects. Those of one table are selected in all its plots.

/** True when all rows of a shape are selected. @param {Shape} shape @param {number} i @param {Uint8Array} chosen */
function isChosen(shape, i, chosen) {
  let v = firstOf(shape, i);
  const end = shape.fine ? endOf(shape, i) : v + 1;
  // What stands for no row is as chosen as the others.
  while (v < end && chosen[rowOf(shape, i, v) ?? -1] !== 0) v++;
  return v === end;
}

/** Tell what is selected now. @param {Chart} chart @param {Overlay} overlay @param {string} none */
function tellChosen(chart, overlay, none) {
  let chosen = 0, all = 0;
  for (const rows of chart.selected.values()) {
    all += rows.length;
    for (const one of rows) chosen += one;
  }
  chart.changed("selection");
  overlay.tell(chosen ? `${formatNumber(chosen)} of ${formatNumber(all)} rows selected` : none);
}

/** Select the rows in a box or lasso. @param {Chart} chart @param {Overlay} overlay @param {Drag} drag @param {number[]} box */
function chooseRows(chart, overlay, {panel, kind, more, points}, [left, top, right, bottom]) {
  const [xs, ys] = [0, 1].map((k) => points.map((point) => point[k]));
  const inside = (/** @type {number} */ x, /** @type {number} */ y) => kind === "lasso"
    ? inPolygon(xs, ys, 0, xs.length, x, y) : x >= left && x <= right && y >= top && y <= bottom;
  if (!more) chart.selected.clear();
  rowsInside(chart, panel, inside, ({table, rows}, row) => {
    const chosen = chart.selected.get(table) ?? new Uint8Array(rows);
    chart.selected.set(table, chosen);
    chosen[row] = 1;
  });
  tellChosen(chart, overlay, "Nothing selected");
}
