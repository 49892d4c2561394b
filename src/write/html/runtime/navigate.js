// Moves of the view: pan, zoom about a place, zoom to a box, and the vertical range that follows
// the horizontal one when the page asks for it.

/**
 * The panel's axes that take part in a move.
 * @param {Panel} panel
 * @param {string|null} side one axis alone; null: all
 */
function movingSides(panel, side) {
  if (panel.model.zoom === false) return [];
  return SIDES.filter((s) => panel.links[s] && (side === null || s === side));
}

/**
 * The domain between two straightened numbers.
 * @param {any} scale
 * @param {number} lo
 * @param {number} hi
 */
function fromStraight(scale, lo, hi) {
  return [scale.unstraight(lo), scale.unstraight(hi)];
}

/**
 * Move all that a panel shows by pixels.
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {number[]} by
 * @param {string|null} side
 */
function panBy(chart, panel, by, side) {
  const domains = new Map();
  for (const s of movingSides(panel, side)) {
    const scale = panel[/** @type {"h"} */ (s)];
    const [a] = straightToPixel(scale);
    const shift = (s === "h" ? by[0] : by[1]) / a;
    if (!shift) continue;
    const [lo, hi] = scale.domain.map((/** @type {number} */ v) => scale.straight(v));
    domains.set(panel.links[s], fromStraight(scale, lo - shift, hi - shift));
  }
  return move(chart, panel, domains, side);
}

/**
 * Zoom about a place: a factor below 1 comes nearer.
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {number[]} place
 * @param {number} factor
 * @param {string|null} side
 */
function zoomAbout(chart, panel, place, factor, side) {
  const domains = new Map();
  for (const s of movingSides(panel, side)) {
    const scale = panel[/** @type {"h"} */ (s)];
    const [a, b] = straightToPixel(scale);
    const still = ((s === "h" ? place[0] : place[1]) - b) / a;
    const [lo, hi] = scale.domain.map((/** @type {number} */ v) => scale.straight(v));
    const ends = [lo, hi].map((end) => still + (end - still) * factor);
    domains.set(panel.links[s], fromStraight(scale, ends[0], ends[1]));
  }
  return move(chart, panel, domains, side);
}

/**
 * Show what a box holds. A box that is thin in one direction changes the other alone.
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {number[]} box left, top, right, bottom
 */
function zoomTo(chart, panel, [left, top, right, bottom]) {
  const wide = right - left, high = bottom - top;
  const domains = new Map();
  for (const s of movingSides(panel, null)) {
    const across = s === "h";
    if ((across ? wide : high) < 6 || (across ? wide * 8 < high : high * 8 < wide)) continue;
    const scale = panel[/** @type {"h"} */ (s)];
    const [a, b] = straightToPixel(scale);
    const ends = (across ? [left, right] : [top, bottom]).map((p) => (p - b) / a);
    domains.set(panel.links[s], fromStraight(scale, Math.min(...ends), Math.max(...ends)));
  }
  if (move(chart, panel, domains, null)) chart.keep();
}

/**
 * Show domains; the other axis follows where the page says so.
 * @param {Chart} chart
 * @param {Panel} panel
 * @param {Map<string, number[]>} domains
 * @param {string|null} side the axis that the reader moves, null for all
 */
function move(chart, panel, domains, side) {
  const follower = chart.model.options?.autorange;
  const follows = (/** @type {string} */ s) => follower === (s === "h" ? "x" : "y");
  if (!follower || (side && follows(side))) return chart.show(domains);
  for (const s of movingSides(panel, null)) if (follows(s)) domains.delete(panel.links[s]);
  const moved = chart.show(domains);
  if (moved) {
    const names = new Set([...domains.keys()].flatMap((name) =>
      (chart.links.get(name)?.sides ?? []).flatMap(({panel: p}) =>
        SIDES.filter((s) => p.links[s] && follows(s)).map((s) => p.links[s]))));
    chart.show(new Map([...names].flatMap((name) => {
      const range = visibleRange(chart, name);
      return range ? [[name, range]] : [];
    })));
  }
  return moved;
}

/**
 * The range of one axis that holds all marks within the view of the other, and a margin.
 * @param {Chart} chart
 * @param {string} name link
 * @returns {number[]|null}
 */
function visibleRange(chart, name) {
  const link = /** @type {Link} */ (chart.links.get(name));
  let lo = Infinity, hi = -Infinity;
  for (const {panel, side} of link.sides) {
    const scale = panel[/** @type {"h"} */ (side)];
    const [a, b] = straightToPixel(scale);
    const which = side === "h" ? 0 : 1;
    for (const shape of chart.shapes) {
      if (shape.panel !== panel || !shape.layer || !shape.x) continue;
      if (which === 1 && shape.side !== side) continue;
      for (const place of placesWithin(shape, which)) {
        const value = (place - b) / a;
        if (value < lo) lo = value;
        if (value > hi) hi = value;
      }
    }
  }
  if (!(hi > lo)) return null;
  const home = link.home.map((v) => link.scale.straight(v));
  const margin = (hi - lo) * 0.04;
  // What starts at the axis goes on starting there.
  const low = lo <= home[0] ? home[0] : lo - margin;
  return fromStraight(link.scale, low, hi + margin);
}

/**
 * The places along one axis of all vertices that are within the panel along the other.
 * @param {Shape} shape
 * @param {number} which
 * @returns {Iterable<number>}
 */
function* placesWithin(shape, which) {
  shape.project();
  const other = 1 - which;
  const from = shape.panel.rect[other], to = from + shape.panel.rect[other + 2];
  const [along, across] = which === 0 ? [shape.px, shape.py] : [shape.py, shape.px];
  const looks = shape.look();
  const [first, last] = shape.slice();
  for (let i = first; i < last; i++) {
    if (looks && looks[i] === GONE) continue;
    const end = shape.end(i);
    for (let v = shape.first(i); v < end; v++) {
      const size = shape.w ? shape.box(i).slice(2) : [0, 0];
      if (!(across[v] + size[other] >= from && across[v] <= to) || !isFinite(along[v])) continue;
      yield along[v];
      if (size[which]) yield along[v] + size[which];
    }
  }
}
