// Lines of the legend as buttons: a click hides a series, a double click or Shift shows it alone.

class LegendButtons {
  /**
   * @param {Chart} chart
   * @param {Overlay} overlay
   */
  constructor(chart, overlay) {
    this.chart = chart;
    this.overlay = overlay;
    const leaves = [...chart.svg.querySelectorAll(".legend *")].filter((e) => !e.children.length);
    this.buttons = [...chart.model.legend ?? [], ...chart.model.ends ?? []].map((key) => {
      const button = makeElement("button", {type: "button", class: "key"}, overlay.root);
      button.addEventListener("click", (event) => this.press(key, event.shiftKey));
      button.addEventListener("dblclick", () => this.press(key, true));
      const isEnd = key.value !== undefined;
      return {key, button, isEnd, words: isEnd ? [] : leaves.filter((e) => within(e, key.box))};
    });
    chart.on((what) => what === "hidden" && this.say());
    this.say();
  }

  /** Say what is hidden, to the eye and to the ear. */
  say() {
    for (const {key, button, words} of this.buttons) {
      const hidden = this.chart.isHidden(key.plot, key.label);
      button.setAttribute("aria-pressed", String(!hidden));
      button.setAttribute("aria-label", `${key.label}, ${hidden ? "hidden" : "shown"}`);
      button.title = `${hidden ? "Show" : "Hide"} ${key.label} (double click: show it alone)`;
      for (const word of words) word.classList.toggle("off", hidden);
      for (const word of words) {
        if (hidden) word.setAttribute("opacity", "0.35");
        else word.removeAttribute("opacity");
      }
    }
  }

  /** Part of each picture: buttons stay over their words. */
  draw() {
    for (const {key, button, isEnd} of this.buttons) {
      const box = isEnd ? endBox(this.chart, key) : this.chart.shifted?.(key.box) ?? key.box;
      button.hidden = !box;
      if (box) this.overlay.putOver(button, box);
    }
  }

  /**
   * @param {{plot: number, label: string}} key
   * @param {boolean} alone
   */
  press({plot, label}, alone) {
    const {chart} = this;
    const hidden = new Set(chart.hidden.get(plot));
    const labels = new Set(this.buttons.filter(({key}) => key.plot === plot)
      .map(({key}) => key.label));
    if (alone) {
      const only = !hidden.has(label) && hidden.size === labels.size - 1;
      hidden.clear();
      if (!only) for (const other of labels) if (other !== label) hidden.add(other);
    } else if (!hidden.delete(label)) {
      hidden.add(label);
    }
    chart.hidden.set(plot, hidden);
    chart.changed("hidden");
  }
}

/**
 * True when an element of the picture has its middle in a box.
 * @param {Element} element
 * @param {number[]} box
 */
function within(element, [x, y, w, h]) {
  if (!(element instanceof SVGGraphicsElement)) return false;
  const place = element.getBBox();
  const across = place.x + place.width / 2, down = place.y + place.height / 2;
  return across >= x && across <= x + w && down >= y && down <= y + h;
}
