// The colour bar of cells: its ticks follow the norm, which follows the view.

/** A decimal as exactly as a number can be. @param {number} mantissa @param {number} exponent */
function decimalOf(mantissa, exponent) {
  return Number(`${mantissa}e${exponent}`);
}

/** Ticks are no closer than this share of the bar. */
const APART = 0.07;

/**
 * A bar and what its ticks should be.
 * @typedef {{norm: Norm, range: number[], integer: boolean, want: number, tick: (v: number) => number[],
 *   inside: (v: number) => boolean, fits: (all: number[][]) => boolean}} Bar
 */

/** The ticks of a bar: places and values. @param {Norm} norm @param {string} how @param {boolean} integer @param {number} want @returns {number[][]} */
function barTicks(norm, how, integer, want) {
  const {range} = norm, [low, high] = range;
  const tick = (/** @type {number} */ v) => [norm.place(v), v];
  if (low >= high) return [tick(low)];
  const inside = (/** @type {number} */ v) => v >= low && v <= high && (!integer || Number.isInteger(v));
  const fits = (/** @type {number[][]} */ all) => all.every(([at], i) => !i || at - all[i - 1][0] >= APART - 1e-9);
  /** @type {Bar} */
  const bar = {norm, range, integer, want, tick, inside, fits};
  const found = how === "linear" ? evenTicks(bar) : how === "eq_hist" ? gapTicks(bar)
    : decadeTicks(bar) ?? gapTicks(bar);
  if (found.length >= 2) return found;
  const ends = (integer ? [Math.ceil(low), Math.floor(high)] : [low, high]).map(tick);
  return ends[0][1] < ends[1][1] && fits(ends) ? ends : ends.slice(1);
}

/** Multiples of the least round step that leaves room. @param {Bar} bar */
function evenTicks({range: [low, high], integer, want, tick, inside, fits}) {
  const least = (high - low) * Math.max(1 / want, APART), start = exponentOf(least);
  for (const power of [start, start + 1]) {
    for (const m of [1, 2, 5]) {
      const step = integer ? Math.max(1, decimalOf(m, power)) : decimalOf(m, power);
      if (step < least * (1 - 1e-9)) continue;
      const all = [];
      for (let n = Math.ceil(low / step); n <= high / step && all.length < 1000; n++) {
        const v = power < 0 && !integer ? decimalOf(n * m, power) : n * step;
        if (inside(v)) all.push(tick(v + 0));
      }
      if (fits(all)) return all;
    }
  }
  return [];
}

/** Powers of ten, also their halves and fifths, in about the wanted number. @param {Bar} bar @returns {number[][]|null} */
function decadeTicks({range: [low, high], want, tick, inside, fits}) {
  const top = exponentOf(Math.max(Math.abs(low), Math.abs(high)));
  const bottom = low > 0 ? exponentOf(low) : top - 17, [zero] = tick(0);
  /** @type {[number, number[]][]} */
  const offers = [[1, [1]], [1, [1, 5]], [1, [1, 2, 5]], [2, [1]], [3, [1]], [5, [1]], [10, [1]], [50, [1]]];
  const lists = offers.map(([every, mantissas]) => {
    const all = [];
    for (let power = bottom; power <= top; power++) {
      if (power % every) continue;
      for (const m of mantissas) {
        for (const v of [decimalOf(m, power), decimalOf(-m, power)]) {
          if (inside(v) && (low > 0 || Math.abs(tick(v)[0] - zero) >= APART)) all.push(tick(v));
        }
      }
    }
    if (low <= 0 && high >= 0) all.push([zero, 0]);
    return all.sort((a, b) => a[1] - b[1]);
  }).filter((all) => all.length >= 3 && fits(all)
    && [...all, [1]].every(([at], i) => at - (all[i - 1]?.[0] ?? 0) <= 0.51));
  const far = (/** @type {number[][]} */ all) => Math.abs(Math.log(all.length / want));
  return lists.sort((a, b) => far(a) - far(b))[0] ?? null;
}

/** The roundest value in the middle of each gap that has room. @param {Bar} bar */
function gapTicks({range: [low], norm, integer, want, tick}) {
  const room = Math.max(APART, 0.7 / (want - 1));
  /** @type {number[][]} */
  const found = integer ? [tick(Math.ceil(low))] : [];
  const fill = (/** @type {number} */ from, /** @type {number} */ to) => {
    if (to - from < 2 * room) return;
    const ends = [Math.max(0, from + room), Math.min(1, to - room)].map(norm.value);
    const middle = norm.value((Math.max(0, from) + Math.min(1, to)) / 2);
    const value = roundestBetween(ends, middle, integer);
    if (value === null) return;
    const place = norm.place(value);
    if (place - from < room - 1e-9 || to - place < room - 1e-9) return;
    found.push([place, value]);
    fill(from, place);
    fill(place, to);
  };
  fill(found[0]?.[0] ?? -room, 1 + room);
  return found.sort((a, b) => a[1] - b[1]);
}

/** The multiple of the greatest round step between two values. @param {number[]} ends @param {number} middle @param {boolean} integer @returns {number|null} */
function roundestBetween([low, high], middle, integer) {
  if (low <= 0 && high >= 0) return 0;
  const top = exponentOf(Math.max(Math.abs(low), Math.abs(high))) + 1;
  for (let power = top; power >= top - 16 && (!integer || power >= 0); power--) {
    for (const m of [5, 2, 1]) {
      const step = decimalOf(m, power);
      const first = Math.ceil(low / step), last = Math.floor(high / step);
      if (first > last) continue;
      const v = decimalOf(Math.max(first, Math.min(Math.round(middle / step), last)) * m, power);
      if (v >= low && v <= high) return v;
    }
  }
  return null;
}

/** A number in few characters: 12,345, 1.23M. @param {number} v */
function shortNumber(v) {
  const unit = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e5, "k"]].find(([least]) => v >= Number(least));
  if (!unit) return fixedNumber(v, 0, true);
  const scaled = v / (unit[1] === "k" ? 1e3 : Number(unit[0]));
  return trimZeros(scaled.toFixed(scaled < 10 ? 2 : scaled < 100 ? 1 : 0)) + unit[1];
}

/** The words of the ticks. @param {Shade} shade @param {number[]} values @returns {string[]} */
function barLabels({pattern, time, norm}, values) {
  if (pattern) return patternLabels(pattern, values);
  if (time) return values.map(formatDate);
  return norm === "linear" ? sharedLabels(values) : values.map((v) => v < 1e5 ? formatNumber(v) : shortNumber(v));
}

/** The ticks that a bar shows: places and words. @param {Shade} shade @param {Norm} norm @returns {[number, string][]} */
function barMarks(shade, norm) {
  const {ticks, whole, norm: how} = shade, [low, high] = norm.range;
  const asked = Array.isArray(ticks);
  const all = asked ? ticks.filter(([v]) => v >= low && v <= high).map(([v, word]) => [norm.place(v), v, word])
    : ticks === 0 ? [] : barTicks(norm, how, whole, ticks ?? 6);
  const labels = barLabels(shade, all.map(([, v]) => v));
  // The bar begins with the colour of the least value, wherever on the map that is.
  const least = Math.min(norm.place(low), 0.99);
  return all.map(([place, , word], i) => [(place - least) / (1 - least), word ?? labels[i]]);
}

/** Draws the bar of a layer anew when its norm changes. @param {Chart} chart @param {Shade} shade */
function makeBar(chart, shade) {
  const [left, top, width, height] = shade.bar;
  const legend = [...chart.svg.querySelectorAll(".legend *")].filter((e) => !e.children.length);
  const boxed = legend.map((element) => ({element, box: /** @type {SVGGraphicsElement} */ (element).getBBox()}));
  const image = boxed.find(({element, box}) => element.tagName === "image"
    && Math.abs(box.x - left) < 1 && Math.abs(box.y - top) < 1)?.element;
  const group = image?.parentElement;
  if (!image || !group) return () => {};
  for (const {element, box} of boxed) {
    const y = box.y + box.height / 2;
    if (box.x > left + width - 1 && y > top - 8 && y < top + height + 8) element.remove();
  }
  const marks = svgElement("g", {}, group);
  const {ink2, ink3} = chart.model.colors, size = 12 * chart.model.font;
  /** @type {Norm|null} */
  let last = null, dark = chart.dark;
  return (/** @type {Norm|null} */ norm) => {
    if (norm === last && dark === chart.dark) return;
    [last, dark] = [norm, chart.dark];
    marks.replaceChildren();
    if (!norm) return;
    const canvas = /** @type {HTMLCanvasElement} */ (makeElement("canvas", {width: 1, height: 256}));
    const least = Math.min(norm.place(norm.range[0]), 0.99), table = colorTable(chart, {...shade, opacity: 1});
    const colors = Uint32Array.from({length: 256}, (_, i) =>
      table[Math.round((least + (1 - least) * (255 - i) / 255) * (table.length - 1))]);
    canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(colors.buffer), 1, 256), 0, 0);
    image.setAttribute("href", canvas.toDataURL());
    let before = Infinity;
    for (const [place, words] of barMarks(shade, norm)) {
      const y = top + height * (1 - place);
      if (before - y < 1.2 * size) continue;
      before = y;
      svgElement("path", {d: `M${left + width} ${toHundredth(y)}h4`, stroke: chart.ink(ink3)}, marks);
      svgElement("text", {x: left + width + 8, y: toHundredth(y + 0.36 * size), "font-size": size,
        fill: chart.ink(ink2)}, marks).textContent = words;
    }
  };
}
