// The tools: what dragging does, the history of views, saving and copying.

/** What dragging does: name, words, key. */
const DRAG_TOOLS = [
  ["pan", "Pan (drag)", "p"],
  ["zoom", "Box zoom (Shift and drag)", "z"],
  ["box", "Box select (Shift adds)", "b"],
  ["lasso", "Lasso select (Shift adds)", "l"],
];

/** @typedef {ReturnType<typeof makeToolbar>} Toolbar */

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {ReturnType<typeof makeTheme>} theme @param {Element} bar */
function makeToolbar(chart, overlay, hover, theme, bar) {
  const root = makeElement("div", {class: "tools", role: "toolbar", "aria-label": "Chart tools"}, bar);
  const group = (attributes = {}) => makeElement("div", {class: "group", ...attributes}, root);
  /** @param {Element} parent @param {string} icon @param {string} words @param {() => void} action */
  const add = (parent, icon, words, action) => {
    const button = iconButton(icon, words, parent);
    button.addEventListener("click", action);
    return button;
  };

  const radios = group({role: "radiogroup", "aria-label": "Dragging"});
  const choices = DRAG_TOOLS.map(([name, words]) => {
    const button = add(radios, name, words, () => choose(name));
    button.setAttribute("role", "radio");
    return {name, button};
  });
  /** @param {string} tool */
  function choose(tool) {
    chart.tool = tool;
    chart.stage.dataset.tool = tool;
    for (const {name, button} of choices) button.setAttribute("aria-checked", String(name === tool));
  }

  const views = group();
  const undo = add(views, "undo", "Undo the last view (u)", () => travel(chart, -1));
  const redo = add(views, "redo", "Redo the view (r)", () => travel(chart, 1));
  add(views, "reset", "Reset (double click, 0)", () => resetView(chart));
  const cross = add(views, "cross", "Crosshair", () => {
    hover.crosshair = !hover.crosshair;
    cross.setAttribute("aria-pressed", String(hover.crosshair));
  });
  cross.setAttribute("aria-pressed", "false");
  const say = () => {
    undo.setAttribute("aria-disabled", String(chart.at === 0));
    redo.setAttribute("aria-disabled", String(chart.at === chart.past.length - 1));
  };

  const files = group();
  add(files, "png", "Save as PNG", () => savePng(chart));
  add(files, "svg", "Save as SVG", () => saveSvg(chart));
  add(files, "copy", "Copy the rows in view, or those selected", async () =>
    overlay.tell(await copyRows(chart)));
  if (document.fullscreenEnabled) {
    add(files, "full", "Full screen", () => document.fullscreenElement
      ? document.exitFullscreen() : chart.figure.requestFullscreen());
  }
  if (theme.able) add(files, "dark", "Light or dark", theme.toggle);
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
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.findIndex((button) => button.tabIndex === 0);
    buttons.at((at + step) % buttons.length)?.focus();
  });
  stop(buttons[0]);
}
