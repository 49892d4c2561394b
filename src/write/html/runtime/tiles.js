// Tiles of many dots, for the time in which these are only moved: each is painted once, when it
// comes into view. At rest the dots themselves are painted.

/** Pixels of the screen along a side of a tile, and most tiles that are kept. */
const TILE = 256, MOST_TILES = 300;

/** Where dots were, how large a step is, and what else they look like; and the tiles of that. @typedef {{steps: number[], look: string, from: number[], tiles: Map<number, OffscreenCanvas>, stamps: Stamp[]}} Tiling */

/** @type {WeakMap<Shape, Tiling>} */
const TILINGS = new WeakMap();

/** Whether dots look as they did when they were painted last, but for their places. @param {any} surface @param {Shape} shape */
function isMoved({zoom}, shape) {
  const {chart, grown: steps, shift: from} = shape;
  const look = [chart.shown, chart.dark, zoom].join(" "), last = TILINGS.get(shape);
  const same = last?.look === look && last.tiles.size < MOST_TILES
    && steps.every((/** @type {number} */ step, /** @type {number} */ k) => Math.abs(step / last.steps[k] - 1) < 1e-9);
  if (!same) TILINGS.set(shape, {steps: [...steps], look, from: [...from], tiles: new Map(), stamps: []});
  return same;
}

/** A tile by its column and row. @param {number} col @param {number} row */
function tileName(col, row) {
  return col * 65536 + row;
}

/** Draw the tiles that are in view. @param {any} surface @param {Shape} shape */
function drawTiles({pen, zoom}, shape) {
  const {panel: {rect}, shift} = shape, {from, tiles, stamps} = /** @type {Tiling} */ (TILINGS.get(shape));
  const moved = [0, 1].map((k) => Math.round((shift[k] - from[k]) * zoom));
  const [[left, right], [top, bottom]] = [0, 1].map((k) =>
    [rect[k], rect[k] + rect[k + 2]].map((end) => Math.floor((end * zoom - moved[k]) / TILE)));
  /** @type {[number, number, number][]} */
  const seen = [];
  /** @type {Map<number, number[]>} The dots of tiles that are new. */
  const lists = new Map();
  for (let row = top; row <= bottom; row++) {
    for (let col = left; col <= right; col++) {
      const name = tileName(col, row);
      seen.push([name, col * TILE + moved[0], row * TILE + moved[1]]);
      if (!tiles.has(name)) lists.set(name, []);
    }
  }
  if (lists.size) listDots(shape, lists, moved, zoom);
  pen.save();
  pen.beginPath();
  pen.rect(...rect);
  pen.clip();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 1;
  for (const [name, x, y] of seen) {
    const list = lists.get(name);
    if (list) tiles.set(name, makeTile(shape, list, [x, y], zoom, stamps));
    pen.drawImage(tiles.get(name), x, y);
  }
  pen.restore();
}

/** Put each dot on the lists of the tiles that it touches. @param {Shape} shape @param {Map<number, number[]>} lists @param {number[]} moved @param {number} zoom */
function listDots(shape, lists, moved, zoom) {
  const {px, py} = shape, reach = tileReach(shape, zoom);
  eachShown(shape, (i) => {
    const x = px[i] * zoom - moved[0], y = py[i] * zoom - moved[1];
    const right = Math.floor((x + reach) / TILE), bottom = Math.floor((y + reach) / TILE);
    for (let row = Math.floor((y - reach) / TILE); row <= bottom; row++) {
      for (let col = Math.floor((x - reach) / TILE); col <= right; col++) lists.get(tileName(col, row))?.push(i);
    }
  });
}

/** Pixels of the screen that a dot reaches from its centre at most. @param {Shape} shape @param {number} zoom */
function tileReach(shape, zoom) {
  return Math.ceil(dotReach(shape) * zoom) + 3;
}

/** A tile with these dots. @param {Shape} shape @param {number[]} list @param {number[]} corner @param {number} zoom @param {Stamp[]} stamps */
function makeTile(shape, list, [left, top], zoom, stamps) {
  const margin = 2 * tileReach(shape, zoom), image = new ImageData(TILE + 2 * margin, TILE + 2 * margin);
  layDots(shape, list, image, [left - margin, top - margin], zoom, stamps);
  return canvasOf(image, TILE, TILE, margin);
}
