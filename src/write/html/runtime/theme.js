// Light and dark: the reader's setting or the reader's choice; paper is always light.

/** Red, green, blue and opacity of `#rrggbb` or `#rrggbbaa`, 0 to 255. @param {string} color */
function channels(color) {
  return [1, 3, 5, 7].map((at) => color.length > at ? parseInt(color.slice(at, at + 2), 16) : 255);
}

/** The dark one of a colour; its own opacity is kept. @param {Record<string, string>} map @param {string} color */
function darkened(map, color) {
  return map[color] ?? (map[color.slice(0, 7)] ?? color.slice(0, 7)) + color.slice(7);
}

/** How well two colours can be told apart, 1 to 21. @param {string} a @param {string} b */
function contrast(a, b) {
  const [low, high] = [a, b].map((color) => {
    const [r, g, b] = channels(color).map((c) =>
      c <= 0.04045 * 255 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }).sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** A colour for words: the given one, towards black or white until it can be read. @param {Chart} chart @param {string} wish */
function readableNow(chart, wish) {
  const ground = chart.ink(chart.model.colors.ground ?? "#ffffff");
  const goal = contrast("#000000", ground) >= contrast("#ffffff", ground) ? 0 : 255;
  let mixed = wish;
  for (let share = 0; share < 1.03; share += 0.06) {
    mixed = "#" + channels(chart.ink(wish)).slice(0, 3).map((c) =>
      Math.round(c + (goal - c) * share).toString(16).padStart(2, "0")).join("");
    if (contrast(mixed, ground) >= 4.5) break;
  }
  return mixed;
}

/** @param {Chart} chart */
function makeTheme(chart) {
  const able = Boolean(chart.model.dark);
  const reader = matchMedia("(prefers-color-scheme: dark)");
  /** @type {boolean|null} */
  let choice = null;
  const paints = [...chart.svg.querySelectorAll("[fill],[stroke]")].flatMap((element) =>
    ["fill", "stroke"].flatMap((name) => {
      const color = element.getAttribute(name) ?? "";
      if (!able || !color.startsWith("#")) return [];
      const light = color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color;
      return [{element, name, light}];
    }));

  /** Wear what the reader wants. */
  function apply() {
    chart.dark = able && !chart.printing && (choice ?? reader.matches);
    document.documentElement.classList.toggle("dark", chart.dark);
    for (const {element, name, light} of paints) element.setAttribute(name, chart.ink(light));
    chart.changed("theme");
  }

  const print = (/** @type {boolean} */ on) => {
    chart.printing = on;
    apply();
    chart.paint();
  };
  reader.addEventListener("change", apply);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  apply();
  return {
    able,
    /** Turn between light and dark. */
    toggle() {
      choice = !chart.dark;
      apply();
    },
  };
}
