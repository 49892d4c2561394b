// What is said of a mark, and the ring around it.

/** The ring around a mark. @param {Element} group @param {Hit} hit */
function drawRing(group, {shape, i, x, y}) {
  const {type, fine, panel, item, chart} = shape, surface = vectorSurface(group);
  const stroke = {color: chart.ink(chart.model.colors.ink), width: 1.5, opacity: 1};
  if (type === "rects") putRect(surface, boxInPanel(shape, i), 0, null, stroke);
  else if ((type === "dots" || fine) && holds(panel, x, y, 1)) {
    const r = fine ? 4.5 : radiusOf(shape, i) + 2;
    svgElement("circle", {cx: x, cy: y, r, ...shapeAttributes(null, stroke)}, group);
  } else if (item.closed && !fine) surface.path(areaInPanel(shape, i), true, null, stroke);
}

/** The colour by which a mark is known: of its outline, or of its fill where that is cut out of the ground. @param {Hit} hit @returns {string|null} */
function markColor({shape, i}) {
  const {chart, item} = shape, {ground} = chart.model.colors;
  return [item.stroke?.color, fillOf(shape, i)].find((color) => color && color !== ground) ?? null;
}

/** The columns of one row. @param {Hit} hit @returns {TipLine[]} */
function linesOfOne(hit) {
  const {columns, by} = hit.shape.layer;
  return columns.filter((/** @type {any} */ {hover}) => hover).map((/** @type {any} */ column) => ({
    name: column.name, value: formatValue(column, column.values[hit.row]),
    color: column === columns[by] ? markColor(hit) : null,
  }));
}
