// Colours without the outermost values.

/** The ends of the middle 96 % of the values. @param {Numbers[]} all @param {Raster} raster */
function middleOf(all, raster) {
  /** @type {number[]} */
  const list = [];
  eachValue(all, raster, (v) => list.push(v));
  const sorted = Float64Array.from(list).sort();
  return [0.02, 0.98].map((share) => {
    const at = share * (sorted.length - 1), i = Math.floor(at);
    return lerpOf([sorted[i], sorted[i + 1] ?? sorted[i]], at - i);
  });
}
