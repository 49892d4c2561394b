// The second stop of the Tab key: it walks from mark to mark.

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover */
function walkPoints(chart, overlay, hover) {
  const points = makeElement("div", {class: "points", tabindex: 0, role: "application",
    "aria-label": "Points. Arrows go from one to the next"}, overlay.root);
  let at = -1;
  const fix = (/** @type {Hit|null} */ hit) => {
    hover.fixed = hit;
    chart.redraw();
  };
  listen(points, {blur: () => fix(null), keydown(event) {
    const step = {...ARROW_STEPS, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9}[event.key];
    if (event.key === "Escape") chart.stage.focus();
    if (!step) return;
    event.preventDefault();
    const marks = marksInView(chart);
    at = clamped(at + step, 0, marks.length - 1);
    fix(marks[at] ?? null);
  }});
  chart.on((what) => (what === "view" || what === "size") && fix(null));
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
