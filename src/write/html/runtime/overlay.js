// The layer above the picture: it takes the pointer, and holds the tooltip, the shapes of a
// selection, the buttons over the legend and the line that screen readers speak.

/**
 * An element with attributes. Words go in by textContent only.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {Element} [parent]
 * @returns {HTMLElement}
 */
function makeElement(name, attributes = {}, parent) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

class Overlay {
  /** @param {Chart} chart */
  constructor(chart) {
    this.chart = chart;
    this.root = makeElement("div", {class: "overlay"}, chart.stage);
    this.svg = svgElement("svg", {class: "over", "aria-hidden": "true"}, this.root);
    this.speaker = makeElement("div", {class: "unseen", "aria-live": "polite"}, this.root);
    this.hint = makeElement("div", {class: "hint"}, this.root);
    this.hintTimer = 0;
  }

  /** Keep the drawing's units those of the page. */
  draw() {
    const {width, height} = this.chart;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  /** @param {string} words */
  say(words) {
    if (this.speaker.textContent !== words) this.speaker.textContent = words;
  }

  /**
   * Show a short hint for a moment.
   * @param {string} words
   */
  tell(words) {
    this.hint.textContent = words;
    this.hint.classList.add("on");
    clearTimeout(this.hintTimer);
    this.hintTimer = setTimeout(() => this.hint.classList.remove("on"), 1500);
  }

  /**
   * Put an element beside a place of the page, inside the stage as far as it can be.
   * @param {HTMLElement} element
   * @param {number} x
   * @param {number} y
   */
  putBeside(element, x, y) {
    const {zoom} = this.chart;
    const width = element.offsetWidth, height = element.offsetHeight;
    const wide = this.root.clientWidth, high = this.root.clientHeight;
    let left = x * zoom + 14, top = y * zoom + 14;
    if (left + width > wide) left = x * zoom - 14 - width;
    if (top + height > high) top = y * zoom - 14 - height;
    left = Math.max(0, Math.min(left, wide - width));
    element.style.left = `${left}px`;
    element.style.top = `${Math.max(0, top)}px`;
  }

  /**
   * Put an element over a box of the page.
   * @param {HTMLElement} element
   * @param {number[]} box
   */
  putOver(element, [x, y, w, h]) {
    const {zoom} = this.chart;
    const {style} = element;
    style.left = `${x * zoom}px`;
    style.top = `${y * zoom}px`;
    style.width = `${w * zoom}px`;
    style.height = `${h * zoom}px`;
  }

  /**
   * The place of an event on the page.
   * @param {MouseEvent} event
   */
  place(event) {
    const bounds = this.root.getBoundingClientRect();
    const factor = this.chart.width / (bounds.width || 1);
    return {x: (event.clientX - bounds.left) * factor, y: (event.clientY - bounds.top) * factor};
  }
}
