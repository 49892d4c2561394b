// Names at the ends of lines: where each line leaves the view, moved apart as little as possible.

/** Least distance between neighbouring names, before the page's factor. */
const NAMES_APART = 15;
/** A name that moved further is led to its line. */
const LED = 8;

/**
 * Places at least `apart` from each other within a range, moved as little as possible in the
 * sense of least squares from `wanted`, which rises. Isotonic regression by pooling neighbours.
 * @param {number[]} wanted
 * @param {number} apart
 * @param {number} lo
 * @param {number} hi
 */
function spreadPlaces(wanted, apart, lo, hi) {
  const top = Math.max(lo, hi - apart * (wanted.length - 1));
  /** @type {[number, number][]} */
  const pools = [];
  wanted.forEach((y, i) => {
    let [sum, count] = [y - apart * i, 1];
    for (let last = pools.at(-1); last && last[0] / last[1] > sum / count; last = pools.at(-1)) {
      pools.pop();
      sum += last[0];
      count += last[1];
    }
    pools.push([sum, count]);
  });
  const means = pools.flatMap(([sum, count]) => Array(count).fill(sum / count));
  return means.map((y, i) => Math.max(lo, Math.min(y, top)) + apart * i);
}

/**
 * Where a line leaves the panel on the right: at its end, or where the edge cuts it.
 * @param {Chart} chart
 * @param {any} end
 * @returns {number} NaN where it cannot be seen
 */
function leavesAt(chart, end) {
  const panel = chart.panels[end.panel];
  const [left, top, width, height] = panel.rect;
  const right = left + width;
  let y = panel.v.map(end.value);
  for (const shape of chart.shapes) {
    if (shape.type !== "path" || shape.panel !== panel || shape.item.layer !== end.layer) continue;
    if (shape.item.closed || shape.item.per !== "vertex") continue;
    shape.project();
    const [from, to] = shape.slice();
    for (let i = from; i < to; i++) {
      if (shape.series(i) !== end.label) continue;
      const last = shape.end(i) - 1;
      if (shape.px[last] <= right + 0.5) continue;
      let v = last;
      while (v > shape.first(i) && shape.px[v - 1] > right) v--;
      const share = (right - shape.px[v - 1]) / (shape.px[v] - shape.px[v - 1]);
      if (v > shape.first(i)) y = shape.py[v - 1] + share * (shape.py[v] - shape.py[v - 1]);
    }
  }
  return y >= top - 0.5 && y <= top + height + 0.5 ? y : NaN;
}

/** @type {WeakMap<object, number[]|null>} Where the names are now. */
const endBoxes = new WeakMap();

/**
 * The box of a name at the end of a line, none when it is out of view.
 * @param {Chart} chart
 * @param {any} end
 */
function endBox(chart, end) {
  return endBoxes.get(end) ?? null;
}

/**
 * Draw the names of all panels.
 * @param {Chart} chart
 * @param {Element} group
 */
function drawEnds(chart, group) {
  group.replaceChildren();
  for (const panel of chart.panels) {
    const ends = (chart.model.ends ?? []).filter((/** @type {any} */ e) => e.panel === panel.index);
    if (ends.length) drawEndsOf(chart, panel, ends, group);
  }
}

/**
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {any[]} ends
 * @param {Element} group
 */
function drawEndsOf(chart, panel, ends, group) {
  const factor = chart.model.font ?? 1;
  const size = 12 * factor;
  for (const end of ends) endBoxes.set(end, null);
  const seen = ends.map((end) => ({end, y: leavesAt(chart, end)}))
    .filter(({y}) => !Number.isNaN(y)).sort((a, b) => a.y - b.y);
  const [left, top, width, height] = panel.rect;
  const places = spreadPlaces(seen.map(({y}) => y), NAMES_APART * factor, top, top + height);
  const led = seen.some(({y}, i) => Math.abs(places[i] - y) > LED);
  const x = left + width + (led ? 22 : 8);
  seen.forEach(({end, y}, i) => {
    const hidden = chart.isHidden(end.plot, end.label);
    const attributes = {
      x: hundredths(x), y: hundredths(places[i] + 0.36 * size), "font-size": size,
      fill: readableNow(chart, end.color), opacity: hidden ? 0.35 : null,
    };
    svgElement("text", attributes, group).textContent = end.label;
    endBoxes.set(end, [x - 4, places[i] - size * 0.65, end.box[2] + 8, size * 1.3]);
    if (Math.abs(places[i] - y) <= LED || hidden) return;
    const d = `M${left + width + 3} ${hundredths(y)}L${x - 3} ${hundredths(places[i])}`;
    svgElement("path", {d, fill: "none", stroke: chart.ink(chart.model.colors.ink3)}, group);
  });
}
