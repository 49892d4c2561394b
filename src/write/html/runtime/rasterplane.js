// One plane of cells in the colours of a map.

/** Colours in a table. */
const STEPS = 1024;

/** The colours of places, from 0 to 1, in a table. @param {Chart} chart @param {Shade} shade @returns {Uint32Array} */
function colorTable(chart, {colors, least, ink, opacity}) {
  if (ink) return inkTable(chart, ink, opacity);
  const alpha = Math.round(255 * opacity);
  return Uint32Array.from({length: STEPS}, (_, i) => {
    const place = lerpOf([least, 1], i / (STEPS - 1));
    const [r, g, b] = channels(colors[Math.round(place * (colors.length - 1))]);
    return packedColor([r, g, b, alpha]);
  });
}

/** Colour one plane. @param {Chart} chart @param {Shade} shade @param {Sight} sight @param {Norm} norm @param {Uint32Array} out */
function paintPlane(chart, shade, {raster: {full, floats}, planes: [cells]}, norm, out) {
  const table = colorTable(chart, shade), last = table.length - 1;
  const color = (/** @type {number} */ v) => table[norm.place(v) * last + 0.5 | 0];
  // Small counts look each colour up once.
  const known = new Uint32Array(floats ? 0 : 1 << 16);
  for (let i = 0; i < out.length; i++) {
    const v = cells[i];
    if (full(v)) out[i] = v < known.length ? known[v] ||= color(v) : color(v);
  }
}

/** What is said of a cell: its value, and of how many. @param {Shade} shade @param {Level} level @param {number} index @returns {TipLine[]} */
function valueLines(shade, {planes, counts}, index) {
  const {type, holds, title, faces} = shade, lines = [], [{[index]: v}] = planes;
  const value = formatValue(shade, type === "time" ? Math.round(v) : v);
  if (holds !== "any") lines.push({name: title ?? holds, value});
  if (counts && !faces) lines.push({name: "count", value: formatNumber(counts[index])});
  return lines;
}
