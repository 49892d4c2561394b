// The layer above the picture: it takes the pointer, and holds the tooltip, the shapes of a
// selection, the buttons over the legend and the line that screen readers speak.

/** @typedef {ReturnType<typeof makeOverlay>} Overlay */

/** An element with attributes. Words go in by textContent only. @param {string} name @param {Record<string, any>} [attributes] @param {Element} [parent] @returns {any} */
function makeElement(name, attributes = {}, parent) {
  return putAttributes(document.createElement(name), attributes, parent);
}

/** Listen to the events of these names, also to prevent what they do by themselves. @param {EventTarget} target @param {Record<string, (event: any) => void>} listeners */
function listen(target, listeners) {
  for (const name in listeners) target.addEventListener(name, listeners[name], {passive: false});
}

/** @param {Chart} chart */
function makeOverlay(chart) {
  const root = /** @type {HTMLElement} */ (makeElement("div", {class: "overlay"}, chart.stage));
  const svg = svgElement("svg", {class: "over", "aria-hidden": true}, root);
  const speaker = makeElement("div", {class: "unseen", "aria-live": "polite"}, root);
  const hint = makeElement("div", {class: "hint"}, root);
  let timer = 0;
  return {
    root, svg,

    /** Keep the units of drawn shapes those of the page. */
    draw: () => svg.setAttribute("viewBox", `0 0 ${chart.width} ${chart.height}`),

    /** Say something to those who listen. @param {string} words */
    say(words) {
      if (speaker.textContent !== words) speaker.textContent = words;
    },

    /** Show a short hint for a moment, and say it. @param {string} words */
    tell(words) {
      this.say(words);
      hint.textContent = words;
      hint.classList.add("on");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("on"), 1500);
    },

    /** Put an element beside a place, inside the stage. @param {HTMLElement} element @param {number} x @param {number} y */
    putBeside({style, offsetWidth: wide, offsetHeight: high}, x, y) {
      const beside = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ room) => {
        const after = at * chart.zoom() + 14, fits = after + size <= room ? after : after - 28 - size;
        return `${Math.max(0, Math.min(fits, room - size))}px`;
      };
      style.left = beside(x, wide, root.clientWidth);
      style.top = beside(y, high, root.clientHeight);
    },

    /** Put an element over a box of the page. @param {HTMLElement} element @param {number[]} box */
    putOver({style}, box) {
      const [left, top, width, height] = box.map((v) => `${v * chart.zoom()}px`);
      Object.assign(style, {left, top, width, height});
    },

    /** The place of an event on the page. @param {MouseEvent} event */
    place(event) {
      const {left, top, width} = root.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top].map((v) => v * chart.width / (width || 1));
    },
  };
}
