// Light and dark: the reader's setting or the reader's choice; paper is always light.

/**
 * The dark one of a colour: the page says it, with its own opacity kept.
 * @param {Record<string, string>} map
 * @param {string} color
 */
function darkened(map, color) {
  return map[color] ?? (color.length > 7 && map[color.slice(0, 7)]
    ? map[color.slice(0, 7)] + color.slice(7) : color);
}

/**
 * Lightness of a colour as eyes see it, 0 to 1.
 * @param {string} color
 */
function luminance(color) {
  const [r, g, b] = channels(color).map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * How well two colours can be told apart, 1 to 21.
 * @param {string} a
 * @param {string} b
 */
function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/**
 * A colour for words: the given one, towards black or white until it can be read.
 * @param {Chart} chart
 * @param {string} wish
 */
function readableNow(chart, wish) {
  const color = chart.ink(wish);
  const ground = chart.ink(chart.model.colors.ground ?? "#ffffff");
  const goal = contrast("#000000", ground) >= contrast("#ffffff", ground) ? 0 : 255;
  for (let step = 0; step <= 17; step++) {
    const share = 0.06 * step;
    const mixed = "#" + channels(color).slice(0, 3).map((c) =>
      Math.round(c * 255 * (1 - share) + goal * share).toString(16).padStart(2, "0")).join("");
    if (contrast(mixed, ground) >= 4.5) return mixed;
  }
  return goal ? "#ffffff" : "#000000";
}

class Theme {
  /** @param {Chart} chart */
  constructor(chart) {
    this.chart = chart;
    /** @type {boolean|null} */
    this.choice = null;
    this.able = Boolean(chart.model.dark);
    this.reader = matchMedia("(prefers-color-scheme: dark)");
    this.reader.addEventListener("change", () => this.apply());
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
    /** @type {{element: Element, name: string, light: string}[]} */
    this.paints = [];
    for (const element of this.able ? chart.svg.querySelectorAll("[fill],[stroke]") : []) {
      for (const name of ["fill", "stroke"]) {
        const light = longColor(element.getAttribute(name));
        if (light) this.paints.push({element, name, light});
      }
    }
    this.apply();
  }

  /** Turn between light and dark. */
  toggle() {
    this.choice = !this.chart.dark;
    this.apply();
  }

  /** Wear what the reader wants. */
  apply() {
    this.wear(this.able && (this.choice ?? this.reader.matches));
  }

  /** @param {boolean} dark */
  wear(dark) {
    const {chart} = this;
    const root = document.documentElement;
    chart.dark = dark;
    if (this.able) {
      root.classList.toggle("dark", dark);
      root.classList.toggle("light", !dark);
      for (const {element, name, light} of this.paints) {
        element.setAttribute(name, chart.ink(light));
      }
    }
    chart.changed("theme");
  }

  /** @param {boolean} on */
  print(on) {
    this.chart.printing = on;
    if (on) this.wear(false);
    else this.apply();
    this.chart.paint();
  }
}

/**
 * A colour of the picture as the model writes it, none for what is no colour.
 * @param {string|null} color
 */
function longColor(color) {
  if (!color?.startsWith("#")) return null;
  return color.length === 4 ? "#" + [...color.slice(1)].map((c) => c + c).join("") : color;
}
