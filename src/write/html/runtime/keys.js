// The keyboard: arrows pan, + and - zoom, 0 resets, u and r walk the history, letters pick tools.

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {Selector} selector */
function listenToKeys(chart, overlay, hover, selector) {
  const {figure, stage, model} = chart;
  putAttributes(stage, {tabindex: 0, role: "application", "aria-roledescription": "interactive chart",
    "aria-label": `${model.title || "Chart"}. Arrows pan, plus and minus zoom, `
      + `0 resets. Tab goes to ${model.marked ? "the points and " : ""}the legend.`});
  listen(stage, {keydown(event) {
    stage.classList.remove("touched");
    const {key, target, ctrlKey, metaKey, altKey} = event;
    if (target !== stage || ctrlKey || metaKey || altKey) return;
    /** @type {any} */
    const tool = figure.querySelector(`[role=radio][name^="${CSS.escape(key)}"]`);
    if (tool) tool.click();
    else if (key === "Escape") {
      selector.stop();
      selector.clear();
      stage.classList.remove("active");
      hover.place = null;
      chart.redraw();
    } else if (!moveByKey(chart, hover.place?.panel ?? chart.panels[0], key, event.shiftKey)) return;
    event.preventDefault();
  }});
  if (model.marked) walkPoints(chart, overlay, hover);
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
