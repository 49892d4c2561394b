// Which shapes are hidden or faded.

/** The row behind a shape or one of its vertices. @param {Shape} shape @param {number} i @param {number} [v] @returns {number|null} */
function rowOf(shape, i, v = firstOf(shape, i)) {
  const row = shape.rows?.[shape.fine ? v : i] ?? NaN;
  return isNaN(row) ? null : row;
}

/** The series that a shape belongs to. @param {Shape} shape @param {number} i @returns {string|null} */
function seriesOf(shape, i) {
  const {columns, by, name} = shape.layer ?? {}, column = columns?.[by];
  if (!column) return name ?? null;
  return column.levels?.[column.values[rowOf(shape, i) ?? -1]] ?? null;
}

/** How each shape shows; null when all show in full. @param {Shape} shape @returns {Uint8Array|null} */
function looksOf(shape) {
  const {chart, layer, rows, count} = shape;
  if (shape.shown === chart.shown) return shape.looks;
  shape.shown = chart.shown;
  const hides = chart.hidden.get(layer?.plot)?.size, chosen = rows && chart.selected.get(layer?.table);
  return shape.looks = hides || chosen ? Uint8Array.from({length: count}, (_, i) => {
    if (hides && chart.isHidden(layer.plot, seriesOf(shape, i))) return GONE;
    return chosen && !isChosen(shape, i, chosen) ? FADED : FULL;
  }) : null;
}
