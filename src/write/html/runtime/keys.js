// The keyboard: arrows pan, + and - zoom, 0 resets, u and r walk the history, letters pick tools.
// A second stop of the Tab key walks from mark to mark.

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {Selector} selector @param {Toolbar} toolbar */
function listenToKeys(chart, overlay, hover, selector, toolbar) {
  const {stage, model} = chart;
  putAttributes(stage, {tabindex: 0, role: "application", "aria-roledescription": "interactive chart",
    "aria-label": `${model.title || "Chart"}. Arrows pan, plus and minus zoom, `
      + "0 resets. Tab goes to the points and the legend."});
  listen(stage, {keydown(event) {
    stage.classList.remove("touched");
    const {key, target, ctrlKey, metaKey, altKey} = event;
    if (target !== stage || ctrlKey || metaKey || altKey) return;
    const tool = DRAG_TOOLS.find((name) => name[0] === key);
    if (tool) toolbar.choose(tool);
    else if (key === "Escape") {
      selector.stop();
      selector.clear();
      stage.classList.remove("active");
      hover.place = null;
      chart.redraw();
    } else if (!moveByKey(chart, hover.place?.panel ?? chart.panels[0], key, event.shiftKey)) return;
    event.preventDefault();
  }});

  const points = makeElement("div", {class: "points", tabindex: 0, role: "application",
    "aria-label": "Points. Arrows go from one to the next"}, overlay.root);
  let at = -1;
  const fix = (/** @type {Hit|null} */ hit) => {
    hover.fixed = hit;
    chart.redraw();
  };
  listen(points, {blur: () => fix(null), keydown(event) {
    const step = {...ARROW_STEPS, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9}[event.key];
    if (event.key === "Escape") stage.focus();
    if (!step) return;
    event.preventDefault();
    const marks = marksInView(chart);
    at = clamped(at + step, 0, marks.length - 1);
    fix(marks[at] ?? null);
  }});
  chart.on((what) => (what === "view" || what === "size") && fix(null));
}

/** Move the view by a key; false when it is none of these keys. @param {Chart} chart @param {Panel} panel @param {string} key @param {boolean} far */
function moveByKey(chart, panel, key, far) {
  const [x, y, w, h] = panel.rect, step = far ? 0.5 : 0.1;
  const arrow = {ArrowLeft: [w, 0], ArrowRight: [-w, 0], ArrowUp: [0, h], ArrowDown: [0, -h]}[key];
  const factor = {"+": 0.8, "=": 0.8, "-": 1.25, "_": 1.25}[key];
  if (arrow) panBy(chart, panel, arrow.map((v) => v * step), arrow[0] ? "h" : "v");
  else if (factor) zoomAbout(chart, panel, [x + w / 2, y + h / 2], factor, null);
  else if (key === "0") resetView(chart);
  else if (key === "u" || key === "r") travel(chart, key === "u" ? -1 : 1);
  else return false;
  if (arrow || factor) keepView(chart);
  return true;
}

/** All marks in view, series by series. @param {Chart} chart */
function marksInView(chart) {
  /** @type {Hit[]} */
  const marks = [];
  for (const panel of chart.panels) {
    eachMark(chart, panel, (shape, i, v, x, y) =>
      holds(panel, x, y, 1) && marks.push(hitOf(shape, i, v, x, y, 0)));
  }
  return marks;
}
