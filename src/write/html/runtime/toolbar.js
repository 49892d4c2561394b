// The tools: what dragging does, the history of views, saving and copying.

/** What dragging does: name, words, key. */
const DRAG_TOOLS = [
  ["pan", "Pan (drag)", "p"],
  ["zoom", "Box zoom (Shift and drag)", "z"],
  ["box", "Box select (Shift adds)", "b"],
  ["lasso", "Lasso select (Shift adds)", "l"],
];

/** Where arrows lead among buttons and points. @type {Record<string, number>} */
const ARROW_STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

/** @typedef {ReturnType<typeof makeToolbar>} Toolbar */

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {ReturnType<typeof makeTheme>} theme @param {Element} bar */
function makeToolbar(chart, overlay, hover, theme, bar) {
  const root = makeElement("div", {class: "tools", role: "toolbar", "aria-label": "Chart tools"}, bar);
  const group = (attributes = {}) => makeElement("div", {class: "group", ...attributes}, root);
  const radios = group({role: "radiogroup", "aria-label": "Dragging"});
  const buttons = DRAG_TOOLS.map(([name, words]) =>
    putAttributes(iconButton(name, words, radios, () => choose(name)), {role: "radio"}));
  /** @param {string} tool */
  function choose(tool) {
    chart.tool = chart.stage.dataset.tool = tool;
    buttons.forEach((button, i) => button.setAttribute("aria-checked", DRAG_TOOLS[i][0] === tool));
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
    cross.setAttribute("aria-pressed", hover.crosshair);
    undo.setAttribute("aria-disabled", chart.at === 0);
    redo.setAttribute("aria-disabled", chart.at === chart.past.length - 1);
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
  const stop = (/** @type {EventTarget|null} */ at) => buttons.forEach((button) => button.tabIndex = button === at ? 0 : -1);
  root.addEventListener("focusin", ({target}) => stop(target));
  root.addEventListener("keydown", (event) => {
    const step = ARROW_STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.findIndex((button) => button.tabIndex === 0);
    buttons.at((at + step) % buttons.length)?.focus();
  });
  stop(buttons[0]);
}
