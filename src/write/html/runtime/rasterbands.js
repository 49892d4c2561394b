// Cells of red, green and blue, as they are.

/** What the planes are called. */
const BANDS = ["red", "green", "blue"];

/** Planes as colours. @param {Shade} shade @param {Numbers[]} planes @param {Uint32Array} out */
function paintBands({opacity}, planes, out) {
  const alpha = Math.round(255 * opacity);
  for (let i = 0; i < out.length; i++) {
    const color = planes.map((cells) => Math.round(cells[i]));
    if (!color.some(Number.isNaN)) out[i] = packedColor([...color, alpha]);
  }
}

/** What is said of a cell. @param {Level} level @param {number} index @returns {TipLine[]} */
function bandLines({planes}, index) {
  return planes.map((cells, k) => ({name: BANDS[k], value: formatNumber(Math.round(cells[index]))}));
}
