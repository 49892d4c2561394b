// Many dots, painted pixel by pixel: each is a small mask of how much of each pixel it covers,
// made once per size and place between pixels, and laid over the layer like ink. This is many
// times as fast as asking the canvas for each dot, and overlaps add up in the same way.

/** A dot may stand at so many places between two pixels. */
const PHASES = 4;
/** Tested points along the side of a pixel. */
const SAMPLES = 6;

/** @type {Map<string, {size: number, middle: number, fill: Float32Array, stroke: Float32Array|null}>} */
const masks = new Map();

/**
 * The mask of a symbol whose centre is a fraction of a pixel right and below a pixel's corner.
 * @param {string} marker
 * @param {number} radius in device pixels
 * @param {number} border width of the outline, 0 without
 * @param {number} phase which of the places
 */
function dotMask(marker, radius, border, phase) {
  const key = `${marker} ${radius} ${border} ${phase}`;
  const known = masks.get(key);
  if (known) return known;
  const corners = markerCorners(marker, radius);
  const reach = corners ? Math.max(...corners.map(([x, y]) => Math.hypot(x, y))) : radius;
  const middle = Math.ceil(reach + border) + 1;
  const size = 2 * middle + 1;
  const cx = middle + (phase % PHASES + 0.5) / PHASES;
  const cy = middle + (Math.floor(phase / PHASES) + 0.5) / PHASES;
  const fill = new Float32Array(size * size);
  const stroke = border > 0 ? new Float32Array(size * size) : null;
  for (let at = 0; at < fill.length; at++) {
    const x = at % size - cx, y = Math.floor(at / size) - cy;
    for (let s = 0; s < SAMPLES * SAMPLES; s++) {
      const dx = x + (s % SAMPLES + 0.5) / SAMPLES;
      const dy = y + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES;
      const edge = corners ? edgeDistance(corners, dx, dy) : radius - Math.hypot(dx, dy);
      if (edge >= 0) fill[at] += 1 / (SAMPLES * SAMPLES);
      if (stroke && Math.abs(edge) <= border / 2) stroke[at] += 1 / (SAMPLES * SAMPLES);
    }
  }
  const mask = {size, middle, fill, stroke};
  if (masks.size > 5000) masks.clear();
  masks.set(key, mask);
  return mask;
}

/**
 * The distance of a point from the outline of a polygon, negative outside.
 * @param {number[][]} corners
 * @param {number} x
 * @param {number} y
 */
function edgeDistance(corners, x, y) {
  let nearest = Infinity, inside = false;
  let [ax, ay] = corners[corners.length - 1];
  for (const [bx, by] of corners) {
    nearest = Math.min(nearest, segmentDistance(x, y, ax, ay, bx, by));
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
    [ax, ay] = [bx, by];
  }
  return inside ? nearest : -nearest;
}

/**
 * The distance of a point from a segment.
 * @param {number} x
 * @param {number} y
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 */
function segmentDistance(x, y, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay;
  const along = dx * dx + dy * dy;
  const t = along > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / along)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/**
 * Red, green, blue and opacity of `#rrggbb` or `#rrggbbaa`, 0 to 1.
 * @param {string} color
 */
function channels(color) {
  const number = (/** @type {number} */ at) => parseInt(color.slice(at, at + 2), 16) / 255;
  return [number(1), number(3), number(5), color.length > 7 ? number(7) : 1];
}

/** @type {{width: number, height: number, ink: Float32Array, pixels: ImageData, canvas: OffscreenCanvas, stamp: Uint8Array}|null} */
let splatLayer = null;

/**
 * An empty layer of so many pixels, the last one where it fits.
 * @param {number} width
 * @param {number} height
 */
function emptyLayer(width, height) {
  if (splatLayer && splatLayer.width === width && splatLayer.height === height) {
    splatLayer.ink.fill(0);
    return splatLayer;
  }
  splatLayer = {
    width, height, ink: new Float32Array(width * height * 4),
    pixels: new ImageData(width, height), canvas: new OffscreenCanvas(width, height),
    stamp: new Uint8Array(0),
  };
  return splatLayer;
}

/**
 * Paint dots onto a layer, and the layer onto the canvas.
 * @param {CanvasSurface} surface
 * @param {any} dots
 */
function splatDots(surface, {shape, shown, looks, opacity, stroke}) {
  const {chart, item, panel} = shape;
  const slow = chart.busy && shown.length > 20000;
  const zoom = slow ? Math.min(surface.zoom, 1) : surface.zoom;
  const margin = 2 + (shape.radii ? 60 : Math.ceil(2 * item.radius));
  const left = Math.floor((panel.rect[0] - margin) * zoom);
  const top = Math.floor((panel.rect[1] - margin) * zoom);
  const layer = emptyLayer(
    Math.ceil((panel.rect[2] + 2 * margin) * zoom) + 1,
    Math.ceil((panel.rect[3] + 2 * margin) * zoom) + 1);
  const palette = (item.fill ?? []).map((/** @type {string} */ c) => channels(chart.ink(c)));
  const edge = stroke && channels(stroke.color);
  const border = stroke ? stroke.width * zoom : 0;
  for (const i of shown) {
    const x = shape.px[i] * zoom - left, y = shape.py[i] * zoom - top;
    const col = Math.floor(x), row = Math.floor(y);
    const phase = Math.floor((x - col) * PHASES) + PHASES * Math.floor((y - row) * PHASES);
    const radius = Math.round(shape.radius(i) * zoom * 8) / 8;
    const mask = dotMask(item.marker ?? "circle", radius, border, phase);
    const factor = looks && looks[i] === FADED ? FADE : 1;
    const color = palette[shape.fills ? shape.fills[i] : 0];
    if (color) layInk(layer, mask.fill, mask, col, row, color, opacity * factor * color[3]);
    if (edge && mask.stroke) {
      layInk(layer, mask.stroke, mask, col, row, edge, stroke.opacity * factor * edge[3]);
    }
  }
  showLayer(surface, layer, left / zoom, top / zoom, zoom);
}

/**
 * Lay one mask of ink over a layer, with its pixel of the middle at a place.
 * @param {{width: number, height: number, ink: Float32Array}} layer
 * @param {Float32Array} cover
 * @param {{size: number, middle: number}} mask
 * @param {number} col
 * @param {number} row
 * @param {number[]} color
 * @param {number} opacity
 */
function layInk({width, height, ink}, cover, {size, middle}, col, row, [r, g, b], opacity) {
  const x0 = col - middle, y0 = row - middle;
  if (x0 < 0 || y0 < 0 || x0 + size > width || y0 + size > height) return;
  let at = 0;
  for (let y = 0; y < size; y++) {
    let to = ((y0 + y) * width + x0) * 4;
    for (let x = 0; x < size; x++, at++, to += 4) {
      const a = cover[at] * opacity;
      if (a === 0) continue;
      const rest = 1 - a;
      ink[to] = ink[to] * rest + r * a;
      ink[to + 1] = ink[to + 1] * rest + g * a;
      ink[to + 2] = ink[to + 2] * rest + b * a;
      ink[to + 3] = ink[to + 3] * rest + a;
    }
  }
}

/**
 * Turn ink into pixels and draw them.
 * @param {CanvasSurface} surface
 * @param {NonNullable<typeof splatLayer>} layer
 * @param {number} x page pixels
 * @param {number} y
 * @param {number} zoom device pixels per page pixel of the layer
 */
function showLayer(surface, layer, x, y, zoom) {
  const {ink, pixels, canvas, width, height} = layer;
  const {data} = pixels;
  for (let i = 0; i < ink.length; i += 4) {
    const a = ink[i + 3];
    data[i + 3] = a * 255;
    if (a === 0) continue;
    data[i] = ink[i] / a * 255;
    data[i + 1] = ink[i + 1] / a * 255;
    data[i + 2] = ink[i + 2] / a * 255;
  }
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.putImageData(pixels, 0, 0);
  const exact = zoom === surface.zoom;
  surface.pen.imageSmoothingEnabled = !exact;
  surface.pen.drawImage(canvas, x, y, width / zoom, height / zoom);
}
