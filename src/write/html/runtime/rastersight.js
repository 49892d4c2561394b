// The cells of a raster that are in view, and where they are.

/**
 * Cells in view: those of a level from the first ones on, where the level's first ones begin and how
 * far it is to the next in pixels, as they are and as they are shown, and in colours.
 * @typedef {{raster: Raster, panel: Panel, side: string, level: Level, from: number[], size: number[],
 *   steps: number[][], planes: Numbers[], paint?: (() => void)|null, image?: HTMLCanvasElement}} Sight
 */

/** The scales that cells lie along. @param {Sight} sight @returns {Scale[]} */
function scalesOf({panel, side}) {
  return [panel.h, panel[side]];
}

/** Along both axes: where cells of so many of the finest ones begin, and how far it is from one to the next. @param {any} sight */
function stepsOf(sight, fold = sight.level.fold) {
  const {edges, levels: [{size}]} = sight.raster;
  return scalesOf(sight).map((scale, k) => {
    const [first, last] = edges[k].map((/** @type {number} */ v) => scale.map(v));
    return [first, (last - first) / size[k] * fold[k]];
  });
}

/** How long cells are, along both axes, times so much; the shorter first. @param {Sight} sight @param {number} zoom */
function lengthsOf({steps}, zoom) {
  return steps.map(([, step]) => Math.abs(step) * zoom).sort((a, b) => a - b);
}

/**
 * The cells of a raster in view, near a device pixel long but no longer than a pixel of the window
 * where there are such. @param {Chart} chart @param {Raster} raster @param {Shape} shape @param {number} zoom device pixels per page pixel @returns {Sight|null}
 */
function sightOf(chart, raster, {panel, sides: [, side]}, zoom) {
  const shade = chart.model.shades[raster.shade], fold = stepsOf({raster, panel, side}, [1, 1]).map(([, step]) => {
    const length = Math.abs(step) * zoom;
    const most = Math.floor(Math.log2(zoom / chart.zoom() / length) + 0.01);
    return 2 ** Math.max(0, Math.min(most, Math.round(-Math.log2(length))));
  });
  const level = levelOf(raster, shade.holds, fold), steps = stepsOf({raster, panel, side, level});
  const parts = steps.map(([first, step], k) => {
    const start = panel.rect[k];
    const ends = [start, start + panel.rect[k + 2]].map((px) => (px - first) / step);
    const from = Math.max(0, Math.floor(Math.min(...ends) + 1e-6));
    return [from, Math.min(level.size[k], Math.ceil(Math.max(...ends) - 1e-6)) - from];
  });
  const [from, size] = [0, 1].map((which) => parts.map((part) => part[which]));
  if (!size.every(isPositive)) return null;
  const planes = level.planes.map((cells) => windowOf(cells, level.size[0], from, size));
  const sight = {raster, panel, side, level, from, size, steps, planes};
  if (shade.spread !== 0) growSight(shade, sight);
  return sight;
}

/** A part of a plane. @param {Numbers} cells @param {number} width @param {number[]} from @param {number[]} size */
function windowOf(cells, width, [x, y], [w, h]) {
  const out = new /** @type {any} */ (cells.constructor)(w * h);
  for (let row = 0; row < h; row++) {
    const at = (y + row) * width + x;
    out.set(/** @type {any} */ (cells).subarray(at, at + w), row * w);
  }
  return out;
}
