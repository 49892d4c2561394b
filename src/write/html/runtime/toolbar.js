// The tools: what dragging does, the history of views, saving and copying.

/** @type {[string, string, string][]} What dragging does: name, words, key. */
const DRAG_TOOLS = [
  ["pan", "Pan (drag)", "p"],
  ["zoom", "Box zoom (Shift and drag)", "z"],
  ["box", "Box select (Shift adds)", "b"],
  ["lasso", "Lasso select (Shift adds)", "l"],
];

class Toolbar {
  /**
   * @param {Chart} chart
   * @param {Record<string, any>} parts hover, overlay, theme
   * @param {Element} bar
   */
  constructor(chart, parts, bar) {
    this.chart = chart;
    const {hover, overlay, theme} = parts;
    this.root = makeElement("div", {class: "tools", role: "toolbar"}, bar);
    this.root.setAttribute("aria-label", "Chart tools");
    const radios = makeElement("div", {class: "group", role: "radiogroup"}, this.root);
    radios.setAttribute("aria-label", "Dragging");
    this.radios = DRAG_TOOLS.map(([name, words]) => {
      const button = iconButton(name, words, radios);
      button.setAttribute("role", "radio");
      button.addEventListener("click", () => this.choose(name));
      return {name, button};
    });
    radios.addEventListener("keydown", (event) => this.walk(/** @type {KeyboardEvent} */ (event)));
    const views = makeElement("div", {class: "group"}, this.root);
    this.undo = this.add(views, "undo", "Undo the last view", () => chart.travel(-1));
    this.redo = this.add(views, "redo", "Redo the view", () => chart.travel(1));
    this.add(views, "reset", "Reset (double click, 0)", () => chart.reset());
    const cross = this.add(views, "cross", "Crosshair", () => {
      hover.crosshair = !hover.crosshair;
      cross.setAttribute("aria-pressed", String(hover.crosshair));
    });
    cross.setAttribute("aria-pressed", "false");
    const files = makeElement("div", {class: "group"}, this.root);
    this.add(files, "png", "Save as PNG", () => savePng(chart));
    this.add(files, "svg", "Save as SVG", () => saveSvg(chart));
    this.add(files, "copy", "Copy the rows in view, or those selected", async () =>
      overlay.tell(await copyRows(chart)));
    if (document.fullscreenEnabled) {
      this.add(files, "full", "Full screen", () => toggleFull(chart.figure));
    }
    if (theme.able) this.add(files, "dark", "Light or dark", () => theme.toggle());
    chart.on((what) => (what === "history" || what === "reset") && this.say());
    this.choose(chart.tool);
    this.say();
  }

  /**
   * @param {Element} group
   * @param {string} icon
   * @param {string} words
   * @param {() => void} action
   */
  add(group, icon, words, action) {
    const button = iconButton(icon, words, group);
    button.addEventListener("click", action);
    return button;
  }

  /** @param {string} tool */
  choose(tool) {
    this.chart.tool = tool;
    this.chart.stage.dataset.tool = tool;
    for (const {name, button} of this.radios) {
      button.setAttribute("aria-checked", String(name === tool));
      button.tabIndex = name === tool ? 0 : -1;
    }
  }

  /**
   * Arrows walk among the radio buttons.
   * @param {KeyboardEvent} event
   */
  walk(event) {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (!step) return;
    event.preventDefault();
    const n = this.radios.length;
    const at = this.radios.findIndex(({name}) => name === this.chart.tool);
    const next = this.radios[(at + step + n) % n];
    this.choose(next.name);
    next.button.focus();
  }

  /** Undo and redo can be used when there is something to undo. */
  say() {
    const {chart} = this;
    const set = (/** @type {HTMLElement} */ button, /** @type {boolean} */ able) =>
      button.setAttribute("aria-disabled", String(!able));
    set(this.undo, chart.at > 0);
    set(this.redo, chart.at < chart.past.length - 1);
  }
}

/** @param {Element} figure */
function toggleFull(figure) {
  if (document.fullscreenElement) document.exitFullscreen();
  else figure.requestFullscreen();
}
