// The shared state of the page: panels and their views, hidden series, the state of the widgets,
// the selection, the history of views. Everything else reads it and asks it for changes.

/**
 * @typedef {Record<string, any>} Panel a panel as it is now: plot, model, home and rect; its scales
 *   by side; `base`, its scales in the first view; `links`, the names of its links by side
 * @typedef {{domain: number[], home: number[], scale: Scale, finest: number,
 *   sides: {panel: Panel, side: string}[]}} Link axes that move together
 * @typedef {Record<string, any>} Layer
 * @typedef {ReturnType<typeof makeChart>} Chart
 */

/** The sides of a panel that may have an axis. */
const SIDES = ["h", "v", "right"];

/** @param {any} model @param {ArrayBuffer} buffer @param {HTMLElement} figure */
function makeChart(model, buffer, figure) {
  const stage = /** @type {HTMLElement} */ (figure.querySelector(".stage"));
  /** @type {((what: string) => void)[]} */
  const listeners = [];
  let frame = 0;
  let stale = true;
  const chart = {
    model, figure, stage,
    svg: /** @type {SVGSVGElement} */ (stage.querySelector("svg")),
    width: model.width, height: model.height,
    dark: false, printing: false, state: 0, tool: "pan",
    /** Counts changes of places: whoever keeps places compares it. */
    version: 0,
    /** Counts changes of what is hidden or selected. */
    shown: 0,
    /** True while a gesture goes on: quick drawing is better than fine drawing. */
    busy: false,
    /** @type {Map<number, Set<string>>} Hidden series by plot. */
    hidden: new Map(),
    /** @type {Map<any, Uint8Array>} Selected rows by table. */
    selected: new Map(),
    /** @type {Map<string, Link>} */
    links: new Map(),
    /** @type {Layer[]} */
    layers: model.layers.map((/** @type {any} */ layer) => readLayer(layer, buffer)),
    /** @type {Panel[]} */
    panels: [],
    /** @type {Shape[]} */
    shapes: [],
    /** @type {Map<string, number[]>[]} Views for undo and redo, and which of them is shown. */
    past: [],
    at: 0,
    /** Draws the picture. */
    drawScene: () => {},
    /** Draws what is under the pointer. */
    drawHover: () => {},

    /** @param {(what: string) => void} listener */
    on: (listener) => listeners.push(listener),

    /** Tell all that something changed, and draw it. @param {string} what */
    changed(what) {
      chart[what === "view" || what === "size" ? "version" : "shown"]++;
      for (const listener of listeners) listener(what);
      chart.redraw(true);
    },

    /** Draw with the next frame of the screen: the picture too, or only the pointer's. */
    redraw(scene = false) {
      stale ||= scene;
      frame ||= requestAnimationFrame(chart.paint);
    },

    /** Draw now. */
    paint() {
      cancelAnimationFrame(frame);
      frame = 0;
      if (stale) chart.drawScene();
      stale = false;
      chart.drawHover();
    },

    /** Pixels of the window per pixel of the page. */
    zoom: () => stage.clientWidth / chart.width || 1,

    /** The colour as the theme has it. @param {string} color @returns {string} */
    ink: (color) => chart.dark ? darkened(model.dark, color) : color,

    /** @param {number} plot @param {any} label */
    isHidden: (plot, label) => Boolean(chart.hidden.get(plot)?.has(label)),
  };
  chart.panels = model.panels.map((/** @type {any} */ panel) => addPanel(chart, panel, buffer));
  chart.shapes = model.items.map((/** @type {any} */ item) => makeShape(chart, item, buffer));
  chart.past = [viewsOf(chart)];
  return chart;
}

/** A layer with its columns at hand. @param {any} layer @param {ArrayBuffer} buffer @returns {Layer} */
function readLayer(layer, buffer) {
  for (const column of layer.columns) column.values = readColumn(buffer, column.values);
  return layer;
}

/** @param {Chart} chart @param {any} model @param {ArrayBuffer} buffer @returns {Panel} */
function addPanel(chart, model, buffer) {
  const {rect, plot} = model;
  /** @type {Panel} */
  const panel = {plot, model, home: rect, rect, base: {}, links: {}};
  for (const side of SIDES) {
    const axis = model[side];
    if (!axis) continue;
    if (axis.order) axis.order.values = readColumn(buffer, axis.order.values);
    const scale = makeScale(axis), name = axis.link, home = axis.domains?.[0] ?? axis.domain;
    /** @type {Link} */
    const link = chart.links.get(name) ?? {domain: home, home, scale, finest: 1e9, sides: []};
    chart.links.set(name, link);
    link.sides.push({panel, side});
    panel.base[side] = scale;
    panel.links[side] = name;
    panel[side] = scale.withDomain(link.domain);
  }
  return panel;
}

/** @param {Link} link @param {number[]} domain */
function setDomain(link, domain) {
  link.domain = domain;
  for (const {panel, side} of link.sides) panel[side] = panel[side].withDomain(domain);
}

/** Show other ranges by link, as far as they can be. @param {Chart} chart @param {Map<string, number[]>} domains */
function showDomains(chart, domains) {
  let moved = false;
  for (const [name, wish] of domains) {
    const link = chart.links.get(name), domain = link && limited(link, wish);
    if (!domain || String(domain) === String(link.domain)) continue;
    setDomain(link, domain);
    moved = true;
  }
  if (moved) chart.changed("view");
  return moved;
}

/**
 * The domain that comes nearest to the wish and can be drawn: in order, neither so narrow that
 * numbers lose their meaning nor absurdly wide.
 * @param {Link} link @param {number[]} wish @returns {number[]|null}
 */
function limited({scale, home, finest}, wish) {
  const [from, to] = scale.straights(home), [lo, hi] = scale.straights(wish), {kind} = scale;
  const whole = to - from, wide = hi - lo;
  const least = Math.max(whole / finest, -lo * 1e-11, hi * 1e-11);
  if (!(wide >= least && wide > 0 && wide < Infinity)) return null;
  if (kind === "band") {
    const shift = Math.max(from - lo, 0) + Math.min(to - hi, 0);
    return wide < whole ? [lo + shift, hi + shift] : home;
  }
  const far = kind === "log" ? lo < -300 || hi > 300 || wide > Math.max(whole, 1) * 20 : wide > whole * 1000;
  return far ? null : wish;
}

/** The domains of all links now. @param {Chart} chart */
function viewsOf(chart) {
  return new Map([...chart.links].map(([name, link]) => [name, link.domain]));
}

/** Keep the view of now for undo. @param {Chart} chart */
function keepView(chart) {
  const now = viewsOf(chart), {past, at} = chart;
  if (String([...now]) === String([...past[at]])) return;
  chart.past = [...past.slice(Math.max(0, at - 98), at + 1), now];
  chart.at = chart.past.length - 1;
  chart.changed("history");
}

/** Go to an earlier or a later view. @param {Chart} chart @param {number} step */
function travel(chart, step) {
  const view = chart.past[chart.at + step];
  if (!view) return;
  chart.at += step;
  showDomains(chart, view);
  chart.changed("history");
}

/** Back to the first view. @param {Chart} chart */
function resetView(chart) {
  showDomains(chart, new Map([...chart.links].map(([name, link]) => [name, link.home])));
  keepView(chart);
  chart.changed("reset");
}
