// Aggregated cells: a pyramid of coarser ones, the cells in view, made larger where they are lone,
// and drawn in their colours.

/**
 * Cells of one size: cells per finest cell along each axis, planes, how many values each cell has.
 * @typedef {{fold: number[], size: number[], planes: Numbers[], counts: Numbers|null}} Level
 * The cells of a level that are in view, where they are in pixels, and in colours.
 * @typedef {{raster: any, panel: Panel, side: string, level: Level, from: number[], size: number[], box: number[],
 *   planes: Numbers[], cell: number[], turned: boolean[], paint?: (() => void)|null, image?: HTMLCanvasElement}} Sight
 */

/** Points are spread until half of them touch, at most so far; others within so far make company. */
const FARTHEST = 3, COMPANY = 6;

/** The numbers of a plane, whose bytes lie apart. @param {ArrayBuffer} buffer @param {any} ref @returns {Numbers} */
function readCells(buffer, {at, n, bytes, float, base}) {
  const raw = new Uint8Array(buffer, at, n * bytes);
  if (bytes === 1) return raw;
  const out = new Uint8Array(n * bytes);
  for (let byte = 0; byte < bytes; byte++) {
    for (let i = 0, from = byte * n; i < n; i++) out[i * bytes + byte] = raw[from + i];
  }
  if (!float) return bytes === 2 ? new Uint16Array(out.buffer) : new Uint32Array(out.buffer);
  const floats = new Float32Array(out.buffer);
  return base ? Float64Array.from(floats, (v) => v + base) : floats;
}

/** The rasters of the model, ready to be drawn. @param {Chart} chart @param {ArrayBuffer} buffer */
function readRasters({model}, buffer) {
  for (const raster of model.rasters) {
    const [first] = raster.levels;
    raster.levels = raster.levels.map((/** @type {any} */ one) => ({
      size: one.size, fold: one.size.map((/** @type {number} */ n, /** @type {number} */ k) => first.size[k] / n),
      planes: one.planes.map((/** @type {any} */ ref) => readCells(buffer, ref)),
      counts: one.counts && readCells(buffer, one.counts),
    }));
    raster.floats = first.planes[0]?.float === true;
    raster.known = new Map();
  }
}

/** Two values of neighbours as one. @type {Record<string, (a: number, b: number, m: number, n: number) => number>} */
const JOIN = {
  count: (a, b) => a + b, sum: (a, b) => a + b, any: (a, b) => a | b,
  min: (a, b) => Math.min(a, b), max: (a, b) => Math.max(a, b),
  mean: (a, b, m, n) => (a * m + b * n) / (m + n),
};

/** A level with cells twice as long along one axis. @param {Level} level @param {number} axis @param {string} holds @param {boolean} floats @returns {Level} */
function halved({fold, size, planes, counts}, axis, holds, floats) {
  const [w, h] = size;
  const half = size.map((n, k) => k === axis ? Math.ceil(n / 2) : n);
  const step = axis ? w : 1, join = JOIN[holds];
  /** @type {(cells: Numbers, valued: boolean, both: (a: number, b: number, m: number, n: number) => number) => Numbers} */
  const put = (cells, valued, both) => {
    const out = valued ? new Float64Array(half[0] * half[1]) : new Uint32Array(half[0] * half[1]);
    for (let y = 0, to = 0; y < half[1]; y++) {
      for (let x = 0; x < half[0]; x++, to++) {
        const i = axis ? 2 * y * w + x : y * w + 2 * x;
        const j = (axis ? 2 * y + 1 < h : 2 * x + 1 < w) ? i + step : -1;
        const a = cells[i], b = j < 0 ? NaN : cells[j];
        if (valued) out[to] = Number.isNaN(b) ? a : Number.isNaN(a) ? b : both(a, b, counts?.[i] ?? 1, counts?.[j] ?? 1);
        else out[to] = j < 0 ? a : both(a, b, 1, 1);
      }
    }
    return out;
  };
  return {
    fold: fold.map((n, k) => k === axis ? 2 * n : n), size: half,
    planes: planes.map((cells) => put(cells, floats, join)),
    counts: counts && put(counts, false, JOIN.count),
  };
}

/** The level whose cells are so many of the finest ones long, or the nearest that can be had. @param {any} raster @param {string} holds @param {number[]} fold @returns {Level} */
function levelOf(raster, holds, fold) {
  const fits = raster.levels.filter((/** @type {Level} */ one) => one.fold.every((n, k) => n <= fold[k]));
  const base = fits.at(-1) ?? raster.levels[0];
  const axis = fold[0] > base.fold[0] ? 0 : fold[1] > base.fold[1] ? 1 : -1;
  if (axis < 0 || !JOIN[holds]) return base;
  const name = fold.join();
  if (!raster.known.has(name)) {
    const finer = levelOf(raster, holds, fold.map((n, k) => k === axis ? n / 2 : n));
    const able = finer.size[axis] > 1 && finer.fold[axis] < fold[axis];
    raster.known.set(name, able ? halved(finer, axis, holds, raster.floats) : finer);
  }
  return raster.known.get(name);
}

/**
 * The cells of a raster in view, near a device pixel long but no longer than a pixel of the window
 * where there are such. @param {Chart} chart @param {any} raster @param {Shape} shape @param {number} zoom device pixels per page pixel @returns {Sight|null}
 */
function sightOf(chart, raster, {panel, sides}, zoom) {
  const {holds} = chart.model.shades[raster.shade], side = sides[1];
  const finest = raster.levels[0].size;
  const ends = [panel.h, panel[side]].map((scale, k) => raster.edges[k].map((/** @type {number} */ v) => scale.map(v)));
  const longest = zoom / chart.zoom();
  const fold = ends.map(([a, b], k) => {
    const cell = Math.abs(b - a) / finest[k] * zoom;
    const most = Math.max(0, Math.floor(Math.log2(longest / cell) + 0.01));
    return 2 ** Math.max(0, Math.min(most, Math.round(Math.log2(1 / cell))));
  });
  const level = levelOf(raster, holds, fold);
  const cell = ends.map(([a, b], k) => (b - a) / finest[k] * level.fold[k]);
  const from = [0, 0], size = [0, 0];
  for (const k of [0, 1]) {
    const edges = [panel.rect[k], panel.rect[k] + panel.rect[k + 2]].map((px) => (px - ends[k][0]) / cell[k]);
    from[k] = Math.max(0, Math.floor(Math.min(...edges) + 1e-6));
    size[k] = Math.min(level.size[k], Math.ceil(Math.max(...edges) - 1e-6)) - from[k];
    if (!(size[k] > 0)) return null;
  }
  const cut = (/** @type {Numbers} */ cells) => windowOf(cells, level.size[0], from, size);
  const sight = {raster, panel, side, level, from, size, box: [0, 0, 0, 0], cell: [0, 0],
    planes: level.planes.map(cut), turned: [cell[0] < 0, cell[1] < 0]};
  putSight(sight);
  return sight;
}

/** Put the cells of a sight where they are now. @param {Sight} sight */
function putSight({raster, panel, side, level, from, size, box, cell}) {
  [panel.h, panel[side]].forEach((scale, k) => {
    const [first, last] = raster.edges[k].map((/** @type {number} */ v) => scale.map(v));
    const step = (last - first) / raster.levels[0].size[k] * level.fold[k];
    const [a, b] = [from[k], from[k] + size[k]].map((n) => first + n * step);
    box[k] = Math.min(a, b);
    box[k + 2] = Math.abs(b - a);
    cell[k] = Math.abs(step);
  });
}

/** A part of a plane. @param {Numbers} cells @param {number} width @param {number[]} from @param {number[]} size */
function windowOf(cells, width, [x, y], [w, h]) {
  const out = new /** @type {any} */ (cells.constructor)(w * h);
  for (let row = 0; row < h; row++) {
    const at = (y + row) * width + x;
    out.set(/** @type {any} */ (cells).subarray(at, at + w), row * w);
  }
  return out;
}

/** Sums of all cells below and left of each corner, to count any rectangle. @param {Uint8Array} full @param {number} w @param {number} h */
function cornerSums(full, w, h) {
  const sums = new Uint32Array((w + 1) * (h + 1));
  for (let y = 0; y < h; y++) {
    for (let x = 0, row = 0, at = (y + 1) * (w + 1) + 1; x < w; x++, at++) {
      row += full[y * w + x];
      sums[at] = sums[at - w - 1] + row;
    }
  }
  return sums;
}

/** The cells that have no other one in the square around them, and how many cells there are. @param {Uint8Array} full @param {Uint32Array} sums @param {number[]} size @param {number} radius */
function loneCells(full, sums, [w, h], radius) {
  const lone = [];
  for (let y = 0; y < h; y++) {
    const low = Math.max(0, y - radius) * (w + 1), high = Math.min(h, y + radius + 1) * (w + 1);
    for (let x = 0; x < w; x++) {
      if (!full[y * w + x]) continue;
      const left = Math.max(0, x - radius), right = Math.min(w, x + radius + 1);
      if (sums[high + right] - sums[high + left] - sums[low + right] + sums[low + left] === 1) lone.push(y * w + x);
    }
  }
  return lone;
}

/** Make cells larger, so that lone ones are seen. @param {Shade} shade @param {Sight} sight */
function growSight({spread, scale}, sight) {
  const {raster, planes, size} = sight, [w, h] = size;
  // Pixels of the picture per cell: cells that are larger than pixels need no help.
  const per = Math.min(1 / (scale * Math.max(...sight.cell)), 4);
  const round = (/** @type {number} */ pixels) => Math.round(pixels * per);
  const empty = (/** @type {number} */ v) => raster.floats ? Number.isNaN(v) : !v;
  const greater = (/** @type {Numbers} */ cells, /** @type {number[][]} */ offsets, /** @type {Iterable<number>} */ all) => {
    const out = /** @type {any} */ (cells).slice();
    for (const i of all) {
      const v = cells[i];
      if (empty(v)) continue;
      const x = i % w, y = i / w | 0;
      for (const [dx, dy] of offsets) {
        if (x + dx < 0 || x + dx >= w || y + dy < 0 || y + dy >= h) continue;
        const to = i + dy * w + dx;
        if (empty(out[to]) || out[to] < v) out[to] = v;
      }
    }
    return out;
  };
  const square = (/** @type {number} */ r, round = false) => Array.from({length: (2 * r + 1) ** 2}, (_, i) =>
    [i % (2 * r + 1) - r, (i / (2 * r + 1) | 0) - r]).filter(([x, y]) => !round || Math.hypot(x, y) <= r + 0.5);
  const full = new Uint8Array(w * h);
  for (const cells of planes) for (let i = 0; i < full.length; i++) if (!empty(cells[i])) full[i] = 1;
  /** @type {number[]} */
  const all = [];
  for (let i = 0; i < full.length; i++) if (full[i]) all.push(i);
  let radius = spread === null ? 0 : round(spread);
  if (spread === null && all.length && per > 0.3) {
    const sums = cornerSums(full, w, h), most = round(FARTHEST);
    const lone = (/** @type {number} */ r) => loneCells(full, sums, size, r);
    while (radius < most && 1 - lone(2 * (radius + 1)).length / all.length <= 0.5) radius++;
    if (!radius && round(1)) {
      const far = lone(round(COMPANY)), offsets = square(round(1));
      sight.planes = planes.map((cells) => greater(cells, offsets, far));
    }
  }
  if (radius) sight.planes = planes.map((cells) => greater(cells, square(radius, true), all));
}

/** The totals of planes. @param {Numbers[]} planes @param {boolean} floats @returns {Numbers} */
function totalOf(planes, floats) {
  const out = new Float64Array(planes[0]?.length ?? 0);
  for (const cells of planes) for (let i = 0; i < out.length; i++) if (cells[i] > 0) out[i] += cells[i];
  return floats ? out.map((v) => v || NaN) : out;
}

/** What was drawn last, by chart. @type {WeakMap<any, {key: string, sights: Map<Shape, Sight>, norms: (Norm|null)[], cost: number, done: number}>} */
const RASTERS = new WeakMap();

/** The cells in view of all rasters, coloured. @param {Chart} chart @param {number} zoom */
function rastersNow(chart, zoom) {
  const {model} = chart;
  const hidden = [...chart.hidden].map(([plot, all]) => `${plot}:${[...all]}`).join();
  const key = [chart.version, chart.dark, zoom, hidden].join(" ");
  const last = RASTERS.get(chart);
  if (last?.key === key) return last;
  const begin = performance.now();
  // While a gesture goes on, no more than half of the time is spent on new colours.
  if (chart.busy && last && begin - last.done < Math.min(last.cost, 400)) {
    for (const sight of last.sights.values()) putSight(sight);
    return last;
  }
  const sights = new Map(), known = new Map();
  for (const shape of chart.shapes) {
    if (shape.type !== "raster") continue;
    const raster = model.rasters[shape.item.raster];
    const name = `${shape.item.raster} ${shape.item.panel}`;
    if (!known.has(name)) {
      const sight = sightOf(chart, raster, shape, zoom);
      if (sight) growSight(model.shades[raster.shade], sight);
      known.set(name, sight);
    }
    if (known.get(name)) sights.set(shape, known.get(name));
  }
  const norms = model.shades.map((/** @type {Shade} */ shade, /** @type {number} */ number) => {
    const own = [...known.values()].filter((sight) => sight?.raster.shade === number);
    return shadeAll(chart, shade, own);
  });
  const done = performance.now();
  const now = {key, sights, norms, cost: 2 * (done - begin), done};
  RASTERS.set(chart, now);
  return now;
}

/** Colour what is seen of a layer, all panels and states alike. @param {Chart} chart @param {Shade} shade @param {Sight[]} sights @returns {Norm|null} */
function shadeAll(chart, shade, sights) {
  const codes = shade.names.map((/** @type {any} */ _, /** @type {number} */ code) => code)
    .filter((/** @type {number} */ code) => !chart.isHidden(shade.plot, shade.names[code].label));
  const shown = (/** @type {Sight} */ sight) => codes.map((/** @type {number} */ code) => sight.planes[code]);
  const floats = sights[0]?.raster.floats ?? false;
  const values = sights.map((sight) => shade.names.length ? totalOf(shown(sight), floats) : sight.planes[0]);
  const norm = makeNorm(shade, values, floats);
  sights.forEach((sight, i) => (sight.paint = () => {
    const [width, height] = sight.size;
    const canvas = /** @type {HTMLCanvasElement} */ (makeElement("canvas", {width, height}));
    sight.image = canvas;
    sight.paint = null;
    if (!norm) return;
    const out = new Uint32Array(width * height);
    if (shade.bands) paintBands(shade, sight.planes, out);
    else if (shade.names.length) paintMixed(chart, shade, shown(sight), codes, values[i], norm, out);
    else paintPlane(chart, shade, values[i], floats, norm, out);
    // The first row is the lowest of the data: mostly the last line of the page.
    const lines = Array.from({length: height}, (_, y) => out.subarray(y * width, (y + 1) * width));
    if (sight.turned[0]) for (const line of lines) line.reverse();
    if (sight.turned[1]) lines.reverse();
    const flipped = new Uint32Array(out.length);
    lines.forEach((line, y) => flipped.set(line, y * width));
    const image = new ImageData(new Uint8ClampedArray(flipped.buffer), width, height);
    canvas.getContext("2d")?.putImageData(image, 0, 0);
  }));
  return norm;
}

/** @param {Shape} shape @param {any} surface */
function drawRaster(shape, surface) {
  const zoom = surface.zoom ?? 2 * shape.chart.zoom();
  const sight = rastersNow(shape.chart, zoom).sights.get(shape);
  if (!sight) return;
  // Cells smaller than pixels are averaged, so that none is lost.
  const smooth = Math.min(...sight.cell) * zoom < 0.99;
  eachShown(shape, () => {
    sight.paint?.();
    putImage(surface, sight.image, sight.box, shape.panel.rect, smooth);
  });
}
