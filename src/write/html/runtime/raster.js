// Aggregated cells in their colours: made anew when the view or what is hidden changes.

/** @typedef {Record<string, any>} Shade */

/** What was seen last. @type {{key: string, sights: Map<Shape, Sight>, norms: (Norm|null)[], cost: number, done: number}} */
let lastSeen = {key: "", sights: new Map(), norms: [], cost: 0, done: -1e9};

/** The cells in view of all rasters, coloured. @param {Chart} chart @param {number} zoom */
function rastersNow(chart, zoom) {
  const {model, version, dark, busy, hidden} = chart;
  const key = JSON.stringify([version, dark, zoom, [...hidden].map(([plot, all]) => [plot, ...all])]);
  if (lastSeen.key === key) return lastSeen;
  const begin = performance.now(), {cost, done} = lastSeen;
  // While a gesture goes on, no more than half of the time is spent on new colours.
  if (busy && begin - done < Math.min(cost, 400)) {
    for (const sight of lastSeen.sights.values()) sight.steps = stepsOf(sight);
    return lastSeen;
  }
  const sights = new Map();
  /** @type {Record<string, Sight|null>} */
  const known = {};
  for (const shape of chart.shapes.filter(({type}) => type === "raster")) {
    const {raster, panel} = shape.item, name = `${raster} ${panel}`;
    const sight = known[name] ??= sightOf(chart, model.rasters[raster], shape, zoom);
    if (sight) sights.set(shape, sight);
  }
  const norms = model.shades.map((/** @type {Shade} */ shade, /** @type {number} */ number) =>
    shadeAll(chart, shade, /** @type {any[]} */ (Object.values(known)).filter((sight) => sight?.raster.shade === number)));
  const end = performance.now();
  return lastSeen = {key, sights, norms, cost: 2 * (end - begin), done: end};
}

/** Colour what is seen of a layer, all panels and states alike. @param {Chart} chart @param {Shade} shade @param {Sight[]} sights @returns {Norm|null} */
function shadeAll(chart, shade, sights) {
  const {names, bands} = shade, mixed = names.length > 0;
  const values = sights.map(({planes}) => mixed ? totalOf(shownPlanes(chart, shade, planes), planes[0]) : planes[0]);
  const norm = bands || !sights[0] ? null : makeNorm(shade, values, sights[0].raster);
  sights.forEach((sight, i) => sight.paint = () => {
    const [width, height] = sight.size, out = new Uint32Array(width * height);
    sight.paint = null;
    if (bands) paintBands(shade, sight.planes, out);
    else if (norm && mixed) paintMixed(chart, shade, sight, values[i], norm, out);
    else if (norm) paintPlane(chart, shade, sight, norm, out);
    // The first row is the lowest of the data: mostly the last line of the page.
    const [back, down] = sight.steps.map(([, step]) => step < 0);
    for (let y = 0; back !== down && y < height; y++) out.subarray(y * width, (y + 1) * width).reverse();
    if (down) out.reverse();
    sight.image = pixelCanvas(out.buffer, width, height);
  });
  return norm;
}

/** Channels as one number, as canvases store them. @param {number[]} rgba */
function packedColor([r, g, b, a]) {
  return (a << 24 | b << 16 | g << 8 | r) >>> 0;
}

/** @param {Shape} shape @param {any} surface */
function drawRaster(shape, surface) {
  const {chart, panel} = shape, zoom = surface.zoom ?? 2 * chart.zoom();
  const sight = rastersNow(chart, zoom).sights.get(shape);
  if (!sight) return;
  const {steps, from, size} = sight;
  const [[x, w], [y, h]] = steps.map(([first, step], k) => {
    const length = size[k] * step;
    return [first + from[k] * step + Math.min(length, 0), Math.abs(length)];
  });
  // Cells smaller than pixels are averaged, so that none is lost.
  const smooth = lengthsOf(sight, zoom)[0] < 0.99;
  eachShown(shape, () => {
    sight.paint?.();
    putImage(surface, sight.image, [x, y, w, h], panel.rect, smooth);
  });
}
