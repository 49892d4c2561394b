// Names at the ends of lines: where each line leaves the view, moved apart as little as possible.

/** @type {WeakMap<object, number[]>} Where the names in view are. */
const endBoxes = new WeakMap();

/**
 * Places at least `apart` from each other in a range, moved as little as possible in the sense of
 * least squares from `wanted`, which rises: isotonic regression by pooling neighbours.
 * @param {number[]} wanted @param {number} apart @param {number} lo @param {number} hi
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
  return pools.flatMap(([sum, count]) => Array(count).fill(sum / count))
    .map((y, i) => clamped(y, lo, top) + apart * i);
}

/** The panel beside which a name stands. @param {Chart} chart @param {any} end */
function panelOf({panels}, {plot, box: [x, y, , h]}) {
  const beside = panels.filter((panel) => panel.plot === plot && panel.home[0] < x
    && y + h / 2 >= panel.home[1] - 20 && y + h / 2 <= panel.home[1] + panel.home[3] + 20);
  return beside.sort((a, b) => b.home[0] - a.home[0])[0];
}

/** Visit the lines of a series: from a vertex to before another. @param {Chart} chart @param {Panel} panel @param {string} label @param {(shape: Shape, from: number, to: number) => void} visit */
function eachLine({shapes}, panel, label, visit) {
  for (const shape of shapes) {
    if (!shape.fine || shape.panel !== panel || shape.item.closed) continue;
    eachShown(shape, (i) => seriesOf(shape, i) === label && visit(shape, firstOf(shape, i), endOf(shape, i)));
  }
}

/** Where a line leaves the panel on the right: at its end, or where the edge cuts it. @param {Chart} chart @param {Panel} panel @param {any} end @returns {number} */
function leavesAt(chart, panel, end) {
  const right = panel.rect[0] + panel.rect[2];
  let y = panel.v.map(end.value);
  eachLine(chart, panel, end.label, ({px, py}, from, to) => {
    let v = to - 1;
    if (!(px[v] > right + 0.5)) return;
    while (v > from && px[v - 1] > right) v--;
    if (v > from) y = py[v - 1] + (right - px[v - 1]) / (px[v] - px[v - 1]) * (py[v] - py[v - 1]);
  });
  return y;
}

/** True when some of a line is in view. @param {Chart} chart @param {Panel} panel @param {string} label */
function isInView(chart, panel, label) {
  const out = newOutline();
  eachLine(chart, panel, label, ({px, py}, from, to) => cutLine(px, py, from, to, panel.rect, out));
  return out.xs.length > 0;
}

/** Draw the names of all panels. @param {Chart} chart @param {Element} group */
function drawEnds(chart, group) {
  group.replaceChildren();
  const {ends, font, colors} = chart.model;
  for (const end of ends) endBoxes.delete(end);
  const size = 12 * font;
  for (const panel of chart.panels) {
    const [left, top, width, height] = panel.rect;
    // A line that leaves above or below has its name in that corner.
    const seen = ends.filter((/** @type {any} */ end) => panelOf(chart, end) === panel)
      .map((/** @type {any} */ end) => {
        const at = leavesAt(chart, panel, end), from = clamped(at, top, top + height);
        return {end, from, beyond: Math.abs(at - from) > 0.5};
      })
      .filter((/** @type {any} */ {end, beyond}) => !beyond || isInView(chart, panel, end.label))
      .sort((/** @type {any} */ a, /** @type {any} */ b) => a.from - b.from);
    const places = spreadPlaces(seen.map((/** @type {any} */ s) => s.from), 15 * font, top, top + height);
    // A name that moved far is led to its line.
    const led = (/** @type {any} */ {from, beyond}, /** @type {number} */ i) => !beyond && Math.abs(places[i] - from) > 8;
    const x = left + width + (seen.some(led) ? 22 : 8);
    seen.forEach((/** @type {any} */ one, /** @type {number} */ i) => {
      const {end, from} = one, y = places[i], opacity = chart.isHidden(end.plot, end.label) ? 0.35 : 1;
      svgElement("text", {x: toHundredth(x), y: toHundredth(y + 0.36 * size), "font-size": size,
        fill: chart.ink(end.color), opacity}, group).textContent = end.label;
      endBoxes.set(end, [x - 4, y - 0.65 * size, end.box[2] + 8, 1.3 * size]);
      const d = `M${left + width + 3} ${toHundredth(from)}L${x - 3} ${toHundredth(y)}`;
      if (led(one, i)) svgElement("path", {d, stroke: chart.ink(colors.ink3), opacity}, group);
    });
  }
}
