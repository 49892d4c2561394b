// Values by their rank: every colour is used by as many cells.

/** Bins of numbers. */
const BINS = 65536;

/** By the share of cells that have no greater value. @param {Numbers[]} all @param {Raster} raster @param {number[]} range @returns {Norm} */
function rankNorm(all, raster, range) {
  const [low, high] = range, reach = high - low, exact = !reach || (!raster.floats && reach < BINS);
  const count = exact ? reach + 1 : BINS, width = exact ? 1 : reach / BINS, half = exact ? 0 : 0.5;
  const shares = new Float64Array(count);
  let total = 0, levels = 0, sum = 0, last = 0;
  eachValue(all, raster, (v) => {
    shares[Math.min((v - low) / width | 0, count - 1)]++;
    total++;
  });
  // Between the bins that hold values, shares rise in a straight line.
  shares.forEach((n, bin) => {
    if (!n) return;
    levels++;
    sum += n;
    for (let i = last + 1; i < bin; i++) shares[i] = lerpOf([shares[last], sum / total], (i - last) / (bin - last));
    shares[bin] = sum / total;
    last = bin;
  });
  // Few levels are not as far apart as two colours can be.
  const [first] = shares, multiple = 1.5 - (levels - 2) / 196;
  const start = multiple > 1 ? Math.max(0, 1 - multiple * (1 - first)) : first;
  return {
    range,
    place: (v) => {
      const at = clamped((v - low) / width - half, 0, count - 1), i = Math.floor(at);
      const share = shares[i] + ((shares[i + 1] ?? 1) - shares[i]) * (at - i);
      return start < 1 ? Math.max(0, (share - start) / (1 - start)) : 1;
    },
    value: (place) => {
      const level = start + place * (1 - start), i = lastFitting(count, (bin) => shares[bin] < level);
      if (place >= 1) return high;
      if (i < 0) return low;
      return Math.min(high, low + (i + half + (level - shares[i]) / (shares[i + 1] - shares[i])) * width);
    },
  };
}
