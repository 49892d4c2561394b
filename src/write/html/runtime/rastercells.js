// The cells of rasters, and coarser ones made of them.

/**
 * Cells of one size: cells per finest cell along each axis, planes, how many values each cell has.
 * @typedef {{fold: number[], size: number[], planes: Numbers[], counts: Numbers|null}} Level
 * @typedef {Record<string, any>} Raster
 */

/** The numbers of a plane, whose bytes lie apart. @param {ArrayBuffer} buffer @param {any} ref @returns {Numbers} */
function readCells(buffer, {at, n, bytes, float, base}) {
  const raw = new Uint8Array(buffer, at, n * bytes), out = new Uint8Array(n * bytes);
  for (let i = 0; i < out.length; i++) out[i] = raw[i % bytes * n + (i / bytes | 0)];
  if (!float) return new [Uint8Array, Uint16Array, Uint32Array][bytes >> 1](out.buffer);
  const floats = new Float32Array(out.buffer);
  return base ? Float64Array.from(floats, (v) => v + base) : floats;
}

/** The rasters of the model, ready to be drawn. @param {Chart} chart @param {ArrayBuffer} buffer */
function readRasters({model, links}, buffer) {
  // Cells cannot be enlarged without end.
  for (const link of links.values()) link.finest = 2e4;
  for (const raster of model.rasters) {
    for (const level of raster.levels) {
      level.planes = level.planes.map((/** @type {any} */ ref) => readCells(buffer, ref));
      level.counts &&= readCells(buffer, level.counts);
    }
    // NaN is empty, and so are no rows.
    raster.full = raster.counts ? isPositive : (/** @type {number} */ v) => v <= Infinity;
  }
}

/** @param {number} v */
function isPositive(v) {
  return v > 0;
}

/** @param {number} a @param {number} b */
function sumOf(a, b) {
  return a + b;
}

/** Two values of neighbours as one, by how many are in each. @typedef {(a: number, b: number, m?: any, n?: any) => number} Join @type {Record<string, Join>} */
const JOIN = {
  count: sumOf, sum: sumOf, any: Math.max, min: Math.min, max: Math.max,
  mean: (a, b, m, n) => (a * m + b * n) / (m + n),
};

/** A level with cells twice as long along one axis. @param {Raster} raster @param {Level} level @param {number} axis @param {string} holds @returns {Level} */
function halved({floats, full}, {fold, size, planes, counts}, axis, holds) {
  const [w, h] = size, by = axis ? [1, 2] : [2, 1], [wide, high] = size.map((n, k) => Math.ceil(n / by[k]));
  /** @type {(cells: Numbers, out: any, join: Join) => Numbers} */
  const put = (cells, out, join) => {
    for (let to = 0; to < wide * high; to++) {
      const x = to % wide * by[0], y = (to / wide | 0) * by[1], i = y * w + x, j = axis ? i + w : i + 1;
      const a = cells[i], b = (axis ? y + 1 < h : x + 1 < w) ? cells[j] : NaN;
      out[to] = !full(b) ? a : !full(a) ? b : join(a, b, counts?.[i], counts?.[j]);
    }
    return out;
  };
  const room = () => new (floats ? Float64Array : Uint32Array)(wide * high);
  return {
    fold: fold.map((n, k) => n * by[k]), size: [wide, high],
    planes: planes.map((cells) => put(cells, room(), JOIN[holds])),
    counts: counts && put(counts, room(), sumOf),
  };
}

/** The level whose cells are so many of the finest ones long, or the nearest that can be had. @param {Raster} raster @param {string} holds @param {number[]} fold @returns {Level} */
function levelOf(raster, holds, fold) {
  /** @type {Level[]} */
  const levels = raster.levels, fits = levels.filter((one) => one.fold.every((n, k) => n <= fold[k]));
  const [best = levels[0]] = fits.sort((a, b) => a.size[0] * a.size[1] - b.size[0] * b.size[1]);
  const axis = fold.findIndex((n, k) => n >= 2 * best.fold[k] && best.size[k] > 1);
  if (axis < 0 || !JOIN[holds]) return best;
  levels.push(halved(raster, best, axis, holds));
  return levelOf(raster, holds, fold);
}
