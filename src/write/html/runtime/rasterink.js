// Cells in one colour, which grows opaque.

/** The colours of places, from 0 to 1, in a table. @param {Chart} chart @param {string} ink @param {number} opacity @returns {Uint32Array} */
function inkTable(chart, ink, opacity) {
  const [r, g, b] = channels(chart.ink(ink));
  return Uint32Array.from({length: 4096}, (_, i) => packedColor([r, g, b, denseAlpha(i / 4095, opacity)]));
}
