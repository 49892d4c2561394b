// The colour bar of cells: its ticks follow the norm, which follows the view.

/** Ticks are no closer than this share of the bar. */
const APART = 0.07;

/**
 * A bar and what its ticks should be.
 * @typedef {{norm: Norm, whole: boolean, want: number, tick: (v: number) => number[], fits: (all: number[][]) => boolean}} Bar
 */

/** The ticks of a bar: places and values. @param {Norm} norm @param {Shade} shade @returns {number[][]} */
function barTicks(norm, {norm: how, whole, ticks}) {
  const [low, high] = norm.range;
  const tick = (/** @type {number} */ v) => [norm.place(v), v];
  if (low >= high) return [tick(low)];
  const fits = (/** @type {number[][]} */ all) => all.every(([at], i) => !i || at - all[i - 1][0] >= APART - 1e-9);
  /** @type {Bar} */
  const bar = {norm, whole, want: ticks ?? 6, tick, fits};
  const found = how === "linear" ? evenTicks(bar) : how === "eq_hist" ? gapTicks(bar)
    : decadeTicks(bar) ?? gapTicks(bar);
  if (found.length > 1) return found;
  const ends = (whole ? [Math.ceil(low), Math.floor(high)] : [low, high]).map(tick);
  return ends[0][1] < ends[1][1] && fits(ends) ? ends : ends.slice(1);
}

/** The words of ticks. @param {Shade} shade @param {number[]} values */
function barLabels(shade, values) {
  const writer = new TickWriter(shade), plain = shade.norm === "linear" ? sharedLabels : shortNumbers;
  return shade.type === "time" ? writer.times(values) : writer.numbers(values, plain);
}

/** The ticks that a bar shows: places and words. @param {Shade} shade @param {Norm} norm @returns {[number, string][]} */
function barMarks(shade, norm) {
  const {ticks} = shade, [low, high] = norm.range;
  /** @type {any[][]} */
  const all = Array.isArray(ticks)
    ? ticks.filter(([v]) => v >= low && v <= high).map(([v, word]) => [norm.place(v), v, word])
    : ticks === 0 ? [] : barTicks(norm, shade);
  const labels = barLabels(shade, all.map(([, v]) => v)), least = leastPlace(norm);
  return all.map(([place, , word], i) => [(place - least) / (1 - least), word ?? labels[i].label]);
}

/** Where on the map a bar begins: with the colour of the least value. @param {Norm} norm */
function leastPlace({place, range}) {
  return Math.min(place(range[0]), 0.99);
}

/** Draws the bar of a layer anew when its norm changes. @param {Chart} chart @param {Shade} shade */
function makeBar(chart, shade) {
  const [left, top, width, height] = shade.bar, right = left + width;
  const {svg, model: {colors: {ink2}, font}} = chart, size = 12 * font;
  const [x, y, edge, words] = [left, top, right, right + 8].map(toHundredth);
  const image = svg.querySelector(`.legend image[x="${x}"][y="${y}"]`);
  for (const element of svg.querySelectorAll(`.legend :is(path[d^="M${edge} "], text[x="${words}"])`)) {
    const box = /** @type {SVGGraphicsElement} */ (element).getBBox(), middle = box.y + box.height / 2;
    if (middle > top - 8 && middle < top + height + 8) element.remove();
  }
  const marks = svgElement("g", {}, /** @type {any} */ (image?.parentElement));
  /** @type {Norm|null} */
  let last = null;
  return (/** @type {Norm|null} */ norm) => {
    if (norm === last) return;
    last = norm;
    marks.replaceChildren();
    if (!norm) return;
    const table = colorTable(chart, {...shade, opacity: 1}), least = leastPlace(norm);
    const pixels = Uint32Array.from({length: 256}, (_, i) =>
      table[Math.round(lerpOf([1, least], i / 255) * (table.length - 1))]);
    image?.setAttribute("href", pixelCanvas(pixels.buffer, 1, 256).toDataURL());
    /** @type {number[][]} */
    const lines = [];
    /** @type {Label[]} */
    const texts = [];
    for (const [place, text] of barMarks(shade, norm)) {
      const y = toHundredth(top + height * (1 - place));
      if ((lines.at(-1)?.[1] ?? Infinity) - y < 1.2 * size) continue;
      lines.push([edge, y, edge + 4, y]);
      texts.push({x: words, y: toHundredth(y + MIDDLE * size), text, anchor: "start", rotate: 0, color: ink2, size});
    }
    drawAxis(marks, {lines, texts}, chart);
  };
}
