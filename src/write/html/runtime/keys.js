// The keyboard: arrows pan, + and - zoom, 0 resets, u and r walk the history, letters pick tools.
// A second stop of the Tab key walks from mark to mark.

class Keys {
  /**
   * @param {Chart} chart
   * @param {Record<string, any>} parts
   */
  constructor(chart, {hover, overlay, selector, toolbar, gestures}) {
    Object.assign(this, {chart, hover, overlay});
    const {stage, model} = chart;
    stage.tabIndex = 0;
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-roledescription", "interactive chart");
    stage.setAttribute("aria-label", `${model.title || "Chart"}. Arrows pan, plus and minus zoom, `
      + "0 resets. Tab goes to the points and the legend.");
    stage.addEventListener("keydown", (event) => {
      if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
      const tool = DRAG_TOOLS.find(([, , key]) => key === event.key);
      if (tool) toolbar.choose(tool[0]);
      else if (event.key === "Escape") {
        selector.stop();
        selector.clear();
        gestures.activate(false);
        hover.move(null);
      } else if (!this.view(event.key, event.shiftKey)) return;
      event.preventDefault();
    });
    this.points = makeElement("div", {class: "points", tabindex: "0", role: "application"}, overlay.root);
    this.points.setAttribute("aria-label", "Points: arrows go from one to the next");
    this.points.addEventListener("keydown", (event) => this.walk(event));
    this.points.addEventListener("blur", () => this.fix(null));
    this.at = -1;
  }

  /**
   * Keys that change the view.
   * @param {string} key
   * @param {boolean} far
   */
  view(key, far) {
    const {chart} = this;
    const panel = this.hover.place?.panel ?? chart.panels[0];
    const [x, y, w, h] = panel.rect;
    const step = far ? 0.5 : 0.1;
    const middle = [x + w / 2, y + h / 2];
    if (key === "ArrowLeft") panBy(chart, panel, [w * step, 0], "h");
    else if (key === "ArrowRight") panBy(chart, panel, [-w * step, 0], "h");
    else if (key === "ArrowUp") panBy(chart, panel, [0, h * step], "v");
    else if (key === "ArrowDown") panBy(chart, panel, [0, -h * step], "v");
    else if (key === "+" || key === "=") zoomAbout(chart, panel, middle, 0.8, null);
    else if (key === "-" || key === "_") zoomAbout(chart, panel, middle, 1.25, null);
    else if (key === "0") chart.reset();
    else if (key === "u") chart.travel(-1);
    else if (key === "r") chart.travel(1);
    else return false;
    if (key !== "u" && key !== "r") chart.keep();
    return true;
  }

  /** All marks that the view shows: from left to right within a series. */
  marks() {
    /** @type {Hit[]} */
    const marks = [];
    for (const panel of this.chart.panels) {
      for (const shape of shapesOf(this.chart, panel).reverse()) {
        shape.project();
        const looks = shape.look();
        const [from, to] = shape.slice();
        for (let i = from; i < to; i++) {
          if (looks && looks[i] === GONE) continue;
          const perVertex = shape.type === "path" && shape.item.per === "vertex";
          const end = perVertex ? shape.end(i) : shape.first(i) + 1;
          for (let v = shape.first(i); v < end; v++) {
            if (inPanel(shape, v)) marks.push(hitOf(shape, i, v, 0));
          }
        }
      }
    }
    return marks;
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10,
      PageUp: -10, Home: -1e9, End: 1e9}[event.key];
    if (event.key === "Escape") this.chart.stage.focus();
    if (!step) return;
    event.preventDefault();
    const marks = this.marks();
    if (!marks.length) return;
    this.at = Math.max(0, Math.min(this.at + step, marks.length - 1));
    this.fix(marks[this.at]);
  }

  /** @param {Hit|null} hit */
  fix(hit) {
    this.hover.fixed = hit;
    if (!hit) this.hover.place = null;
    this.chart.redraw();
  }
}
