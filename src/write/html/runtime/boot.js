// The start: read the model, take the picture over, draw. If anything fails, the static picture
// stays as it is and the console says why.

/**
 * Background, grid, marks and annotations.
 * @param {Chart} chart
 * @param {CanvasRenderingContext2D} pen
 * @param {number} zoom device pixels per page pixel
 */
function drawPicture(chart, pen, zoom) {
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
  const {bg} = chart.model.colors;
  if (bg) {
    pen.fillStyle = chart.ink(bg);
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  }
  const surface = new CanvasSurface(pen, zoom, chart.model.family);
  drawGrid(chart, surface);
  drawShapes(chart, surface);
}

/**
 * The canvas under the words.
 * @param {Chart} chart
 */
function addCanvas(chart) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  chart.stage.prepend(canvas);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  return () => {
    const ratio = chart.printing ? 3 : devicePixelRatio || 1;
    const wide = Math.round(chart.stage.clientWidth * ratio);
    const high = Math.round(chart.height * chart.zoom * ratio);
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    drawPicture(chart, pen, chart.zoom * ratio);
  };
}

/**
 * Make the static picture interactive.
 * @param {any} model
 * @param {ArrayBuffer} buffer
 */
function start(model, buffer) {
  const figure = /** @type {HTMLElement} */ (document.querySelector("figure.vizcli"));
  const chart = new Chart(model, buffer, figure);
  const bar = makeElement("div", {class: "bar"});
  const overlay = new Overlay(chart);
  const theme = new Theme(chart);
  const hover = new Hover(chart, overlay);
  const selector = new Selector(chart, overlay);
  const gestures = new Gestures(chart, overlay, hover, selector);
  const widgets = new Widgets(chart, overlay, buffer, bar);
  const toolbar = new Toolbar(chart, {hover, overlay, theme}, bar);
  new Keys(chart, {hover, overlay, selector, toolbar, gestures});
  const legend = new LegendButtons(chart, overlay);
  const drawCanvas = addCanvas(chart);
  const axes = svgElement("g", {class: "axes"});
  const ends = svgElement("g", {class: "ends"});
  const rooms = fitAxes(chart);
  const layout = new Layout(chart, rooms);
  chart.shifted = ([x, y, w, h]) => [layout.moved(x, false), y, w, h];
  chart.on((what) => what === "reset" && layout.reset());
  chart.painters = [
    () => layout.need(fitAxes(chart)) && fitAxes(chart),
    () => drawAxes(chart, axes),
    drawCanvas,
    () => drawEnds(chart, ends),
    () => overlay.draw(),
    () => legend.draw(),
    () => hover.draw(),
  ];
  // From here on nothing may fail: the static marks go, the drawn ones come.
  chart.paint();
  for (const name of ["grid", "marks", "annotation", "axes", "ends"]) {
    for (const group of chart.svg.querySelectorAll(`:scope > g.${name}`)) group.remove();
  }
  chart.svg.querySelector(":scope > rect")?.remove();
  chart.svg.append(axes, ends);
  figure.prepend(bar);
  figure.classList.add("live");
  chart.paint();
  watchRatio(chart);
  void widgets;
}

/**
 * Draw again when the page moves to a screen of other pixels.
 * @param {Chart} chart
 */
function watchRatio(chart) {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener("change", () => {
    chart.redraw();
    watchRatio(chart);
  }, {once: true});
  new ResizeObserver(() => chart.redraw()).observe(chart.stage);
}

/** @param {string} id */
function islandText(id) {
  return document.getElementById(id)?.textContent ?? "";
}

(async () => {
  try {
    const model = JSON.parse(islandText("vizcli-model"));
    start(model, await inflate(bytesOf(islandText("vizcli-data"))));
  } catch (error) {
    console.error("vizcli: the chart stays as a picture,", error);
  }
})();
