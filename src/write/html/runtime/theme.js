// Light and dark: the reader's setting or the reader's choice; paper is always light.

/** Red, green, blue and opacity of `#rrggbb` or `#rrggbbaa`, 0 to 255. @param {string} color */
function channels(color) {
  return [1, 3, 5, 7].map((at) => color.length > at ? parseInt(color.slice(at, at + 2), 16) : 255);
}

/** The dark one of a colour; its own opacity is kept. @param {Record<string, string>} map @param {string} color */
function darkened(map, color) {
  return map[color] ?? (map[color.slice(0, 7)] ?? color.slice(0, 7)) + color.slice(7);
}

/** @param {Chart} chart */
function makeTheme(chart) {
  const reader = matchMedia("(prefers-color-scheme: dark)");
  /** @type {boolean|null} */
  let choice = null;
  const paints = ["fill", "stroke"].flatMap((name) =>
    [...chart.svg.querySelectorAll(`[${name}^="#"]`)].map((element) => {
      const color = element.getAttribute(name) ?? "";
      return {element, name, light: color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color};
    }));

  /** Wear what the reader wants. */
  function apply() {
    chart.dark = Boolean(chart.model.dark) && !chart.printing && (choice ?? reader.matches);
    document.documentElement.classList.toggle("dark", chart.dark);
    const [r, g, b] = channels(chart.ink(chart.model.colors.ground));
    chart.figure.classList.toggle("night", 0.299 * r + 0.587 * g + 0.114 * b < 128);
    for (const {element, name, light} of paints) element.setAttribute(name, chart.ink(light));
    chart.changed("theme");
  }

  const print = (/** @type {Event} */ {type}) => {
    chart.printing = type === "beforeprint";
    apply();
    chart.paint();
  };
  listen(reader, {change: apply});
  listen(window, {beforeprint: print, afterprint: print});
  apply();
  /** Turn between light and dark. */
  return () => {
    choice = !chart.dark;
    apply();
  };
}
