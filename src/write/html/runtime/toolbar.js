// The tools: what dragging does, the history of views, saving and copying.

/** What dragging does: words by name. The first letter of a name is its key. @type {Record<string, string>} */
const DRAG_TOOLS = {
  pan: "Pan (drag)",
  zoom: "Box zoom (Shift and drag)",
  box: "Box select (Shift adds)",
  lasso: "Lasso select (Shift adds)",
};

/** Where arrows lead among buttons and points. @type {Record<string, number>} */
const ARROW_STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

/** @typedef {ReturnType<typeof makeToolbar>} Toolbar */

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {ReturnType<typeof makeTheme>} theme @param {Element} bar */
function makeToolbar(chart, overlay, hover, theme, bar) {
  const root = makeElement("div", {class: "tools", role: "toolbar", "aria-label": "Chart tools"}, bar);
  const group = (attributes = {}) => makeElement("div", {class: "group", ...attributes}, root);
  const radios = group({role: "radiogroup", "aria-label": "Dragging"});
  for (const name in DRAG_TOOLS) {
    putAttributes(iconButton(name, DRAG_TOOLS[name], radios, () => choose(name)), {role: "radio"});
  }
  /** @param {string} tool */
  function choose(tool) {
    chart.tool = chart.stage.dataset.tool = tool;
    Object.keys(DRAG_TOOLS).forEach((name, i) => radios.children[i].setAttribute("aria-checked", name === tool));
  }

  const views = group();
  const undo = iconButton("undo", "Undo the last view (u)", views, () => travel(chart, -1));
  const redo = iconButton("redo", "Redo the view (r)", views, () => travel(chart, 1));
  iconButton("reset", "Reset (double click, 0)", views, () => resetView(chart));
  const cross = iconButton("cross", "Crosshair", views, () => {
    hover.crosshair = !hover.crosshair;
    say();
  });
  const say = () => {
    putAttributes(cross, {"aria-pressed": hover.crosshair});
    putAttributes(undo, {"aria-disabled": !chart.past[chart.at - 1]});
    putAttributes(redo, {"aria-disabled": !chart.past[chart.at + 1]});
  };

  const files = group();
  iconButton("png", "Save as PNG", files, () => savePng(chart));
  iconButton("svg", "Save as SVG", files, () => saveSvg(chart));
  iconButton("copy", "Copy the rows in view, or those selected", files, async () =>
    overlay.tell(await copyRows(chart)));
  if (document.fullscreenEnabled) {
    iconButton("full", "Full screen", files, () => document.fullscreenElement
      ? document.exitFullscreen() : chart.figure.requestFullscreen());
  }
  if (theme.able) iconButton("dark", "Light or dark", files, theme.toggle);
  chart.on((what) => what === "history" && say());
  walkByArrows(root);
  choose(chart.tool);
  say();
  return {choose};
}

/** One stop of the Tab key for all buttons: arrows go from one to the next. @param {HTMLElement} root */
function walkByArrows(root) {
  const buttons = [...root.querySelectorAll("button")];
  const stop = (/** @type {Element} */ at) => {
    for (const button of buttons) button.tabIndex = button === at ? 0 : -1;
  };
  listen(root, {
    focusin: ({target}) => stop(target),
    keydown(event) {
      const step = ARROW_STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      buttons.at((buttons.indexOf(event.target) + step) % buttons.length)?.focus();
    },
  });
  stop(buttons[0]);
}
