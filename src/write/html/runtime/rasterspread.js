// Points as cells are made larger, so that lone ones are seen.

/** Points are spread until half of them touch, at most so far; others within so far make company. */
const FARTHEST = 3, COMPANY = 6;

/** The cells that have no other one in the square around them. @param {number[]} all the cells that are full @param {Uint32Array} sums of those below and left of each corner @param {number[]} size @param {number} radius */
function loneCells(all, sums, [w, h], radius) {
  return all.filter((i) => {
    const x = i % w, y = i / w | 0;
    const left = Math.max(0, x - radius), right = Math.min(w, x + radius + 1);
    const low = Math.max(0, y - radius) * (w + 1), high = Math.min(h, y + radius + 1) * (w + 1);
    return sums[high + right] - sums[high + left] - sums[low + right] + sums[low + left] === 1;
  });
}

/** Steps from a cell to those around it, no further than `most`. @param {number} radius @param {number} most */
function stepsAround(radius, most) {
  const side = 2 * radius + 1;
  return Array.from({length: side * side}, (_, i) => [i % side - radius, (i / side | 0) - radius])
    .filter((step) => Math.hypot(...step) <= most);
}

/** Make cells larger. @param {Shade} shade @param {Sight} sight */
function growSight({spread, scale}, sight) {
  const {raster: {full}, planes, size} = sight, [w, h] = size;
  // Pixels of the picture per cell: cells that are larger than pixels need no help.
  const per = Math.min(1 / lengthsOf(sight, scale)[1], 4);
  const round = (/** @type {number} */ pixels) => Math.round(pixels * per);
  /** @type {number[]} */
  const all = [];
  const sums = new Uint32Array((w + 1) * (h + 1));
  const here = new Uint8Array(w * h);
  for (const cells of planes) for (let i = 0; i < here.length; i++) if (full(cells[i])) here[i] = 1;
  for (let i = 0; i < here.length; i++) {
    const at = i + (i / w | 0) + w + 2;
    if (here[i]) all.push(i);
    sums[at] = sums[at - 1] + sums[at - w - 1] - sums[at - w - 2] + here[i];
  }
  /** @param {number[]} cells @param {number[][]} steps */
  const grow = (cells, steps) => sight.planes = planes.map((plane) => grownPlane(plane, cells, steps, sight));
  if (spread) return grow(all, stepsAround(round(spread), round(spread) + 0.5));
  if (per <= 0.3) return;
  const lone = (/** @type {number} */ radius) => loneCells(all, sums, size, radius);
  let radius = 0;
  while (radius < round(FARTHEST) && 2 * lone(2 * (radius + 1)).length >= all.length) radius++;
  if (radius) grow(all, stepsAround(radius, radius + 0.5));
  else grow(lone(round(COMPANY)), stepsAround(round(1), Infinity));
}

/** A plane in which some cells are larger; greater values win. @param {Numbers} plane @param {number[]} cells @param {number[][]} steps @param {Sight} sight */
function grownPlane(plane, cells, steps, {raster: {full}, size: [w, h]}) {
  const out = /** @type {any} */ (plane).slice();
  for (const i of cells) {
    if (!full(plane[i])) continue;
    for (const [dx, dy] of steps) {
      const x = i % w + dx, y = (i / w | 0) + dy, to = y * w + x;
      if (x >= 0 && x < w && y >= 0 && y < h && !(out[to] >= plane[i])) out[to] = plane[i];
    }
  }
  return out;
}
