// The start: read the model, take the picture over, draw. If anything fails, the static picture
// stays as it is and the console says why.

/** Background, grid, marks and annotations. @param {Chart} chart @param {CanvasRenderingContext2D} pen @param {number} zoom device pixels per page pixel */
function drawPicture(chart, pen, zoom) {
  const {bg} = chart.model.colors, {width, height} = pen.canvas;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.globalAlpha = 1;
  pen.fillStyle = bg ? chart.ink(bg) : "#0000";
  pen.fillRect(0, 0, width, height);
  drawShapes(chart, canvasSurface(pen, zoom));
}

/** The canvas under the words; returns what draws on it. @param {Chart} chart */
function addCanvas(chart) {
  const canvas = /** @type {HTMLCanvasElement} */ (makeElement("canvas", {"aria-hidden": true}));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  chart.stage.prepend(canvas);
  return () => {
    const zoom = chart.zoom() * (chart.printing ? 3 : devicePixelRatio || 1);
    const width = Math.round(chart.width * zoom), height = Math.round(chart.height * zoom);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, {width, height});
    drawPicture(chart, pen, zoom);
  };
}

/** Make the static picture interactive. @param {any} model @param {ArrayBuffer} buffer */
function start(model, buffer) {
  const figure = /** @type {HTMLElement} */ (document.querySelector(".stage")?.parentElement);
  const chart = makeChart(model, buffer, figure), {svg} = chart;
  const {rasters, keys, legend, ends: names} = model;
  if (rasters.length) readRasters(chart, buffer);
  const overlay = makeOverlay(chart), turnTheme = makeTheme(chart);
  const hover = makeHover(chart, overlay), selector = makeSelector(chart, overlay);
  if (keys.length) addWidgets(chart, buffer);
  listenToPointer(chart, overlay, hover, selector);
  listenToKeys(chart, overlay, hover, selector);
  makeToolbar(chart, overlay, hover, turnTheme);
  const drawCanvas = addCanvas(chart), layout = makeLayout(chart, fitAxes(chart));
  const axes = svgElement("g", {class: "axes"}), ends = svgElement("g", {class: "ends"});
  const noteCells = rasters.length ? makeRasters(chart) : null;
  const placeLegend = legend.length || names.length ? makeLegend(chart, overlay, layout.moved) : null;
  chart.drawScene = () => {
    layout.need(fitAxes(chart));
    drawAxes(chart, axes);
    drawCanvas();
    noteCells?.();
    if (names.length) drawEnds(chart, ends);
    overlay.draw();
    placeLegend?.();
  };
  chart.drawHover = hover.draw;
  chart.paint();
  // All is well: the static marks go, the drawn ones come.
  removeAll(":scope > :is(rect, .grid, .marks, .annotation, .axes, .ends)", svg);
  svg.append(axes, ends);
  figure.classList.add("live");
  new ResizeObserver(() => chart.redraw(true)).observe(chart.stage);
  watchPixels(chart);
}

/** Remove the elements of a selector. @param {string} selector @param {ParentNode} root */
function removeAll(selector, root) {
  root.querySelectorAll(selector).forEach((element) => element.remove());
}

/** Draw again when the page moves to a screen of other pixels. @param {Chart} chart */
function watchPixels(chart) {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
    chart.redraw(true);
    watchPixels(chart);
  }, {once: true});
}

// The loader sends the inflated data.
document.addEventListener("vizcli", (event) => {
  try {
    const model = /** @type {any} */ (document.getElementById("vizcli-model")).textContent;
    start(JSON.parse(model), /** @type {CustomEvent} */ (event).detail);
  } catch (error) {
    removeAll(".bar, .stage > :not(svg)", document);
    console.error("the page stays a picture:", error);
  }
}, {once: true});
