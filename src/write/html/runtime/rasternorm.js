// Where values of cells are on the map, by the cells in view.

/**
 * Which value is where, from 0 to 1.
 * @typedef {{range: number[], place: (v: number) => number, value: (place: number) => number}} Norm
 */

/** Visit the finite values of cells. @param {Numbers[]} all @param {Raster} raster @param {(v: number) => void} visit */
function eachValue(all, {full}, visit) {
  for (const cells of all) {
    for (let i = 0; i < cells.length; i++) {
      const v = cells[i];
      if (full(v) && Number.isFinite(v)) visit(v);
    }
  }
}

/** The norm of cells; null when all are empty. @param {Shade} shade @param {Numbers[]} all @param {Raster} raster @returns {Norm|null} */
function makeNorm(shade, all, raster) {
  let low = Infinity, high = -Infinity;
  if (shade.robust) [low, high] = middleOf(all, raster);
  else {
    eachValue(all, raster, (v) => {
      if (v < low) low = v;
      if (v > high) high = v;
    });
  }
  if (shade.norm !== "eq_hist") return bentNorm(shade, [low, high]);
  return low <= high ? rankNorm(all, raster, [low, high]) : null;
}
