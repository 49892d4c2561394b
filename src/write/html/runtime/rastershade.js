// How cells get their colours: where values are on the map, by the cells in view.

/** Bins of numbers under eq_hist, and colours in a table. */
const BINS = 65536, STEPS = 1024;
/** Opacity of the least and the greatest of what is shown by opacity. */
const FAINT = 40;

/** @typedef {Record<string, any>} Shade */
/**
 * Which value is where, from 0 to 1.
 * @typedef {{range: number[], place: (v: number) => number, value: (place: number) => number}} Norm
 */

/** Visit the values of cells that are not empty. @param {Numbers[]} all @param {boolean} floats @param {(v: number) => void} visit */
function eachValue(all, floats, visit) {
  for (const cells of all) {
    for (let i = 0; i < cells.length; i++) {
      const v = cells[i];
      if (floats ? Number.isFinite(v) : v > 0) visit(v);
    }
  }
}

/** The ends of the values; null without any. @param {Shade} shade @param {Numbers[]} all @param {boolean} floats @returns {number[]|null} */
function valueRange({limits, robust, center, diverging, norm}, all, floats) {
  let low = Infinity, high = -Infinity;
  if (robust && norm !== "eq_hist") {
    /** @type {number[]} */
    const list = [];
    eachValue(all, floats, (v) => list.push(v));
    const sorted = Float64Array.from(list).sort();
    [low, high] = [0.02, 0.98].map((share) => {
      const at = share * (sorted.length - 1), i = Math.floor(at);
      return sorted[i] + (at - i) * ((sorted[i + 1] ?? sorted[i]) - sorted[i]);
    });
  } else {
    eachValue(all, floats, (v) => {
      if (v < low) low = v;
      if (v > high) high = v;
    });
  }
  if (norm === "eq_hist") return low <= high ? [low, high] : null;
  low = limits[0] ?? low;
  high = limits[1] ?? high;
  if (!Number.isFinite(low + high)) return null;
  const middle = center ?? (diverging && low < 0 && high > 0 ? 0 : null);
  if (middle !== null && (limits[0] === null || limits[1] === null)) {
    const half = Math.max(middle - low, high - middle);
    [low, high] = [middle - half, middle + half];
  }
  return low <= high ? [low, high] : [high, low];
}

/** The norm of cells; null when all are empty. @param {Shade} shade @param {Numbers[]} all @param {boolean} floats @returns {Norm|null} */
function makeNorm(shade, all, floats) {
  const range = valueRange(shade, all, floats);
  if (!range) return null;
  const [low, high] = range;
  if (shade.norm === "eq_hist") return rankNorm(all, floats, range);
  const raise = {log: Math.log1p, cbrt: (/** @type {number} */ v) => v ** (1 / 3)}[/** @type {"log"} */ (shade.norm)]
    ?? ((/** @type {number} */ v) => v);
  const lower = {log: Math.expm1, cbrt: (/** @type {number} */ v) => v ** 3}[/** @type {"log"} */ (shade.norm)]
    ?? ((/** @type {number} */ v) => v);
  const top = raise(high - low);
  return {
    range,
    place: (v) => top > 0 ? Math.max(0, Math.min(raise(Math.max(0, Math.min(v, high) - low)) / top, 1)) : 1,
    value: (place) => place >= 1 ? high : Math.min(high, low + lower(place * top)),
  };
}

/** By the share of cells that have no greater value. @param {Numbers[]} all @param {boolean} floats @param {number[]} range @returns {Norm} */
function rankNorm(all, floats, [low, high]) {
  const reach = high - low, exact = reach <= 0 || (!floats && reach < BINS);
  const count = exact ? Math.max(0, reach) + 1 : BINS, width = exact ? 1 : reach / BINS;
  const bins = new Uint32Array(count);
  let total = 0;
  eachValue(all, floats, (v) => {
    bins[Math.min((v - low) / width | 0, count - 1)]++;
    total++;
  });
  /** @type {number[][]} Values that occur, and the shares up to them. */
  const [values, shares] = [[], []];
  /** The last of these at or below each bin. */
  const last = new Int32Array(count);
  let sum = 0;
  for (let bin = 0; bin < count; bin++) {
    if (bins[bin]) {
      sum += bins[bin];
      values.push(exact ? bin : (bin + 0.5) * width);
      shares.push(sum / total);
    }
    last[bin] = values.length - 1;
  }
  const slope = -0.5 / 98;
  const multiple = slope * values.length + 1.5 - 2 * slope;
  const start = multiple > 1 ? Math.max(0, 1 - multiple * (1 - shares[0])) : shares[0];
  const share = (/** @type {number} */ v) => {
    const beyond = Math.max(0, Math.min(v, high) - low);
    let i = last[Math.min(beyond / width | 0, count - 1)];
    if (i >= 0 && beyond < values[i]) i--;
    if (i < 0) return shares[0];
    if (i + 1 >= values.length) return 1;
    return shares[i] + (shares[i + 1] - shares[i]) * (beyond - values[i]) / (values[i + 1] - values[i]);
  };
  return {
    range: [low, high],
    place: (v) => start < 1 ? Math.max(0, Math.min((share(v) - start) / (1 - start), 1)) : 1,
    value: (place) => {
      const level = start + place * (1 - start);
      if (place >= 1) return high;
      let i = -1;
      for (let step = 1 << 16; step; step >>= 1) if (shares[i + step] < level) i += step;
      if (i < 0) return low;
      const more = i + 1 < values.length
        ? (level - shares[i]) / (shares[i + 1] - shares[i]) * (values[i + 1] - values[i]) : 0;
      return Math.min(high, low + values[i] + more);
    },
  };
}

/** Channels as one number, as canvases store them. @param {number[]} rgba */
function packedColor([r, g, b, a]) {
  return (a << 24 | b << 16 | g << 8 | r) >>> 0;
}

/** The colours of places, from 0 to 1, in a table. @param {Chart} chart @param {Shade} shade @returns {Uint32Array} */
function colorTable(chart, {colors, least, ink, opacity}) {
  if (ink) {
    const [r, g, b] = channels(chart.ink(ink));
    return Uint32Array.from({length: 4096}, (_, i) =>
      packedColor([r, g, b, Math.round(opacity * Math.floor(FAINT + (255 - FAINT) * i / 4095 + 1e-9))]));
  }
  const alpha = Math.round(255 * opacity);
  return Uint32Array.from({length: STEPS}, (_, i) => {
    const color = colors[Math.round((least + (1 - least) * i / (STEPS - 1)) * (colors.length - 1))];
    return packedColor([...channels(color ?? "#00000000").slice(0, 3), alpha]);
  });
}

/** Colour one plane. @param {Chart} chart @param {Shade} shade @param {Numbers} cells @param {boolean} floats @param {Norm} norm @param {Uint32Array} out */
function paintPlane(chart, shade, cells, floats, norm, out) {
  const table = colorTable(chart, shade), last = table.length - 1;
  const color = (/** @type {number} */ v) => table[norm.place(v) * last + 0.5 | 0];
  const [low, high] = norm.range;
  // Counts of a small range look each colour up once.
  const known = !floats && high - low < BINS ? Uint32Array.from({length: Math.floor(high) + 1 - Math.floor(low)},
    (_, i) => color(Math.floor(low) + i)) : null;
  for (let i = 0; i < out.length; i++) {
    const v = cells[i];
    if (floats ? Number.isNaN(v) : !v) continue;
    out[i] = known?.[v - Math.floor(low)] ?? color(v);
  }
}

/** Mix the colours of categories by their counts; what is dense is opaque. @param {Chart} chart @param {Shade} shade @param {Numbers[]} planes @param {number[]} codes of the planes @param {Numbers} totals @param {Norm} norm @param {Uint32Array} out */
function paintMixed(chart, shade, planes, codes, totals, norm, out) {
  const colors = codes.map((code) => channels(chart.ink(shade.names[code].color)));
  const known = new Map();
  for (let i = 0; i < out.length; i++) {
    const total = totals[i];
    if (!(total > 0)) continue;
    let r = 0, g = 0, b = 0;
    for (let k = 0; k < planes.length; k++) {
      const n = planes[k][i];
      if (!(n > 0)) continue;
      r += n * colors[k][0];
      g += n * colors[k][1];
      b += n * colors[k][2];
    }
    let alpha = known.get(total);
    if (alpha === undefined) {
      alpha = Math.floor(FAINT + (255 - FAINT) * norm.place(total) + 1e-9);
      alpha = Math.round(alpha * shade.opacity);
      known.set(total, alpha);
    }
    out[i] = packedColor([r / total, g / total, b / total, alpha]);
  }
}

/** Planes of red, green and blue as they are. @param {Shade} shade @param {Numbers[]} planes @param {Uint32Array} out */
function paintBands({opacity}, planes, out) {
  const alpha = Math.round(255 * opacity);
  for (let i = 0; i < out.length; i++) {
    const color = planes.map((cells) => Math.round(cells[i]));
    if (!color.some(Number.isNaN)) out[i] = packedColor([...color, alpha]);
  }
}
