// Many dots, painted pixel by pixel: each is a small stamp of ink, made once per size, colour and
// place between pixels, and laid over the layer before it. This is many times as fast as asking
// the canvas for each dot, and overlaps add up in the same way. While they are only moved, tiles of
// them move instead.

/** A dot may stand at so many places between two pixels, across and down. */
const PHASES = 8;

/**
 * The pixels that a dot inks: offsets in the layer, the ink in packed channels times their opacity,
 * and how much of the ground it leaves, in 256ths.
 * @typedef {{at: Int32Array, ink: Int32Array, rest: Int32Array}} Stamp
 */

/**
 * The pixels that a symbol covers, when its centre is a little right and below a pixel's corner:
 * offset, share of the inside, share of the outline.
 * @param {string} marker @param {number} radius in device pixels
 * @param {number} border width of the outline, 0 without
 * @param {number} phase which of the places between pixels @param {number} width of the layer
 * @param {number} least share of a pixel that is worth painting
 */
function dotCover(marker, radius, border, phase, width, least) {
  const corners = marker === "circle" ? null : markerCorners(marker, radius);
  const reach = corners ? Math.max(...corners.map(([x, y]) => Math.hypot(x, y))) : radius;
  const far = Math.ceil(reach + border) + 1;
  const cx = (phase % PHASES + 0.5) / PHASES, cy = ((phase / PHASES | 0) + 0.5) / PHASES;
  const cover = [];
  for (let y = -far; y <= far; y++) {
    for (let x = -far; x <= far; x++) {
      const dx = x - cx + 0.5, dy = y - cy + 0.5;
      const depth = corners ? depthIn(corners, dx, dy) : radius - Math.hypot(dx, dy);
      const [inside, outer, inner] = [0, border / 2, -border / 2].map((grown) => clamped(depth + grown + 0.5, 0, 1));
      const edge = outer - inner;
      if (inside + edge > least) cover.push([y * width + x, inside, edge]);
    }
  }
  return cover;
}

/**
 * The stamp of a dot: its inside, and its outline over it.
 * @param {number[][]} cover @param {Paint|null} fill @param {Paint|null} stroke @returns {Stamp}
 */
function inkStamp(cover, fill, stroke) {
  const ink = cover.map((pixel) => [fill, stroke].reduce((below, paint, k) => {
    if (!paint) return below;
    const [r, g, b, alpha] = channels(paint.color);
    const a = pixel[k + 1] * paint.opacity * alpha / 255;
    return [r, g, b, 255].map((c, i) => c * a + below[i] * (1 - a));
  }, [0, 0, 0, 0]));
  const packed = ink.map((c) => c[3] << 24 | c[2] << 16 | c[1] << 8 | c[0]);
  return {
    at: Int32Array.from(cover, ([at]) => at), ink: Int32Array.from(packed),
    rest: Int32Array.from(ink, (c) => Math.round(256 - c[3] * 256 / 255)),
  };
}

/**
 * Some dots on a layer of pixels.
 * @param {Shape} shape @param {Iterable<number>} shown @param {ImageData} image
 * @param {number[]} corner of the layer, in pixels of the screen @param {number} zoom such pixels per page pixel
 * @param {Stamp[]} stamps by size, phase, look and colour, for layers of this width
 * @param {number} least share of a pixel that is worth painting
 */
function layDots(shape, shown, image, [left, top], zoom, stamps, least = 0) {
  const {item, px, py, looks, fills, radii} = shape;
  const wide = image.width, layer = new Int32Array(image.data.buffer).fill(0);
  const colors = Math.max(item.fill?.length ?? 0, 1), line = (item.stroke?.width ?? 0) * zoom;
  for (const i of shown) {
    const x = px[i] * zoom - left, y = py[i] * zoom - top;
    const col = x | 0, row = y | 0;
    const phase = ((x - col) * PHASES | 0) + PHASES * ((y - row) * PHASES | 0);
    const size = Math.round((radii ? radii[i] : item.radius) * zoom * 8);
    const look = looks ? looks[i] : FULL;
    const key = ((size * PHASES ** 2 + phase) * 3 + look) * colors + (fills ? fills[i] : 0);
    stamps[key] ??= inkStamp(dotCover(item.marker, size / 8, line, phase, wide, least),
      ...dotPaints(shape, i, look));
    layInk(layer, row * wide + col, stamps[key]);
  }
  showInk(image);
}

/** Lay a stamp over the layer, half the channels of a pixel at a time. @param {Int32Array} layer @param {number} middle @param {Stamp} stamp */
function layInk(layer, middle, {at, ink, rest}) {
  for (let k = 0; k < at.length; k++) {
    const to = middle + at[k], below = layer[to], left = rest[k];
    const even = (Math.imul(below & 0xff00ff, left) + 0x800080) >>> 8 & 0xff00ff;
    const odd = (Math.imul(below >>> 8 & 0xff00ff, left) + 0x800080) & 0xff00ff00;
    layer[to] = (even | odd) + ink[k] | 0;
  }
}

/** Turn ink into pixels. @param {ImageData} image */
function showInk({data}) {
  for (let at = 3; at < data.length; at += 4) {
    const a = data[at];
    if (a === 0 || a === 255) continue;
    for (let k = 1; k < 4; k++) data[at - k] *= 255 / a;
  }
}

/** A canvas with a part of an image: what is at `margin` comes to its corner. @param {ImageData} image @param {number} width @param {number} height @param {number} margin */
function canvasOf(image, width, height, margin = 0) {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d", {willReadFrequently: true})?.putImageData(image, -margin, -margin);
  return canvas;
}

/** @type {ImageData|null} The layer of the last time. */
let splatLayer = null;

/** @param {any} surface @param {Shape} shape @param {Uint32Array} shown */
function splatDots(surface, shape, shown) {
  const {chart, panel: {rect: [x0, y0, w, h]}} = shape, {pen} = surface;
  if (chart.busy && isMoved(surface, shape)) return drawTiles(surface, shape);
  const hurry = chart.busy && shown.length > 20000, zoom = hurry ? Math.min(surface.zoom, 1) : surface.zoom;
  const margin = dotReach(shape) + 3 / zoom;
  const [left, top] = [x0, y0].map((at) => Math.floor((at - margin) * zoom));
  const [wide, high] = [w, h].map((long) => Math.ceil((long + 2 * margin) * zoom) + 1);
  if (splatLayer?.width !== wide || splatLayer.height !== high) splatLayer = new ImageData(wide, high);
  layDots(shape, shown, splatLayer, [left, top], zoom, [], hurry ? 0.3 : 0);
  pen.globalAlpha = 1;
  pen.imageSmoothingEnabled = hurry;
  pen.drawImage(canvasOf(splatLayer, wide, high), left / zoom, top / zoom, wide / zoom, high / zoom);
}

/** How far dots reach from their centres, and more. @param {Shape} shape */
function dotReach({widest, item}) {
  return Math.ceil(2 * widest + (item.stroke?.width ?? 0));
}
