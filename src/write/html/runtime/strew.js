// Many dots in a file: a symbol, and a line without ink that has it at each of its places. This is
// a sixth of an element for each dot, and overlaps add up in the same way.

/** Fewer dots of one look behind each other than this are elements. */
const SHORT_RUN = 8;

/** @param {any} surface @param {Shape} shape @param {Uint32Array} shown */
function strewDots(surface, shape, shown) {
  const {chart, looks, px, py} = shape, {group} = surface, number = chart.shapes.indexOf(shape);
  const lookOf = (/** @type {number} */ i) => looks ? looks[i] : FULL;
  const style = (/** @type {number} */ i) => `${fillOf(shape, i)} ${radiusOf(shape, i)} ${lookOf(i)}`;
  for (let from = 0, to = 0; from < shown.length; from = to) {
    const first = shown[from], look = lookOf(first), own = style(first), id = `dots-${number}-${from}`;
    while (to < shown.length && style(shown[to]) === own) to++;
    const run = shown.subarray(from, to);
    if (run.length < SHORT_RUN) {
      for (const i of run) drawDot(surface, shape, i, look, [px[i], py[i]]);
      continue;
    }
    const symbol = svgElement("marker", {id, markerUnits: "userSpaceOnUse", overflow: "visible"}, group);
    drawDot(vectorSurface(symbol), shape, first, look, [0, 0]);
    const points = Array.from(run, (i) => `${toHundredth(px[i])},${toHundredth(py[i])}`).join(" "), url = `url(#${id})`;
    svgElement("polyline", {points, fill: "none", "marker-start": url, "marker-mid": url, "marker-end": url}, group);
  }
}
