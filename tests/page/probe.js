// What tests ask of a page: it runs before the page's own scripts.

/** Faults, and where and what things are on the page. */
const probe = {
  /** @type {string[]} Whatever a person would not want to happen. */
  faults: [],

  /** @type {any} What the runtime was told. */
  get model() {
    return JSON.parse(document.getElementById("vizcli-model")?.textContent ?? "null");
  },

  /** A place of the picture in the window. @param {number} x @param {number} y */
  place(x, y) {
    const stage = document.querySelector(".stage"), svg = document.querySelector(".stage > svg");
    const {left, top, width} = stage.getBoundingClientRect();
    const zoom = width / svg.viewBox.baseVal.width;
    return [left + x * zoom, top + y * zoom];
  },

  /** Where data is in the first view. @param {number} panel @param {any} x @param {any} y words on an axis of categories */
  data(panel, x, y) {
    const {h, v} = probe.model.panels[panel];
    const at = (axis, value) => {
      const {kind, levels, domains, range: [from, to]} = axis;
      const straight = (one) => (kind === "log" ? Math.log10(one) : Number(one));
      const number = kind === "band" ? levels.indexOf(value)
        : kind === "time" && typeof value === "string" ? Date.parse(value) : value;
      const [lo, hi] = (domains?.[0] ?? axis.domain).map(straight);
      return from + (straight(number) - lo) / (hi - lo) * (to - from);
    };
    return probe.place(at(h, x), at(v, y));
  },

  /** A share of a panel's width and height, from the left and the top. @param {number} panel @param {number} x @param {number} y */
  share(panel, x, y) {
    const [left, top, width, height] = probe.model.panels[panel].rect;
    return probe.place(left + x * width, top + y * height);
  },

  /** The middle of an element in the window. @param {string} selector */
  middle(selector) {
    const {left, top, width, height} = document.querySelector(selector).getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  },

  /** The labels of ticks: below a panel (h), left of it (v), right of it (right). @param {string} side @param {number} panel */
  ticks(side, panel) {
    const [left, top, width, height] = probe.model.panels[panel].rect;
    const found = [...document.querySelectorAll(".stage > svg > g.axes text")].filter((text) => {
      const x = Number(text.getAttribute("x")), y = Number(text.getAttribute("y"));
      if (y > top + height + 8) return side === "h" && x > left - 30 && x < left + width + 30;
      if (y < top - 8) return false;
      return x < left + width / 2 ? side === "v" : side === "right";
    });
    return found.map((text) => text.textContent);
  },

  /** What the tooltip says. */
  tip() {
    const tip = document.querySelector(".tip");
    if (!tip || tip.hidden) return "";
    const cells = [...tip.querySelectorAll(".tip-name,.tip-value")].map((cell) => cell.textContent);
    const lines = cells.filter((_, i) => i % 2 === 0).map((name, i) => `${name}: ${cells[2 * i + 1]}`);
    return lines.join("; ");
  },
};

{
  const note = (...words) => probe.faults.push(words.join(" "));
  addEventListener("error", (event) => note("error:", event.message));
  addEventListener("unhandledrejection", (event) => note("rejection:", event.reason));
  document.addEventListener("securitypolicyviolation", (event) =>
    note("policy:", event.violatedDirective, event.blockedURI));
  for (const name of ["error", "warn", "log"]) {
    const own = console[name];
    console[name] = (...words) => {
      note(`console.${name}:`, ...words);
      own.call(console, ...words);
    };
  }
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => note(name, "was called");
}
