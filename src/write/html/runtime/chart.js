// The shared state of the page: panels and their views, hidden series, the state of the
// widgets, the selection, the history of views. Everything else reads it and asks it for changes.

/**
 * One panel as it is now.
 * @typedef {{index: number, plot: number, model: any, home: number[], rect: number[],
 *   h: any, v: any, right: any, base: Record<string, any>, links: Record<string, string>}} Panel
 * Axes that move together: the domain now, and the one to which a reset returns.
 * @typedef {{name: string, domain: number[], home: number[], scale: any, finest: number,
 *   sides: {panel: Panel, side: string}[]}} Link
 */

/** The sides of a panel that may have an axis. */
const SIDES = ["h", "v", "right"];

class Chart {
  /**
   * @param {any} model
   * @param {ArrayBuffer} buffer
   * @param {HTMLElement} figure
   */
  constructor(model, buffer, figure) {
    this.model = model;
    this.figure = figure;
    this.stage = /** @type {HTMLElement} */ (figure.querySelector(".stage"));
    this.svg = /** @type {SVGSVGElement} */ (this.stage.querySelector("svg"));
    this.width = model.width;
    this.height = model.height;
    this.dark = false;
    this.state = 0;
    this.tool = "pan";
    /** Counts changes of places: whoever keeps places compares it. */
    this.version = 0;
    /** Counts changes of what is shown, hidden or selected. */
    this.shown = 0;
    /** True while a gesture goes on: quick drawing is better than fine drawing. */
    this.busy = false;
    /** @type {Map<number, Set<string>>} Hidden series by plot. */
    this.hidden = new Map();
    /** @type {Map<number, Uint8Array>} Selected rows by table. */
    this.selected = new Map();
    /** @type {((what: string) => void)[]} */
    this.listeners = [];
    /** @type {(() => void)[]} Called in order for each picture. */
    this.painters = [];
    this.frame = 0;
    /** @type {Map<string, Link>} */
    this.links = new Map();
    this.layers = model.layers.map((/** @type {any} */ layer) => readLayer(layer, buffer));
    this.panels = model.panels.map((/** @type {any} */ panel, /** @type {number} */ i) =>
      this.addPanel(panel, i));
    this.shapes = model.items.map((/** @type {any} */ item) => new Shape(this, item, buffer));
    for (const shape of this.shapes) limitZoom(this, shape);
    this.past = [this.views()];
    this.at = 0;
  }

  /**
   * @param {any} model
   * @param {number} index
   * @returns {Panel}
   */
  addPanel(model, index) {
    /** @type {Panel} */
    const panel = {
      index, plot: model.plot, model, home: model.rect, rect: model.rect,
      h: null, v: null, right: null, base: {}, links: {},
    };
    for (const side of SIDES) {
      const axis = model[side];
      if (!axis) continue;
      const scale = makeScale(axis);
      const name = axis.link ?? `${side}${index}`;
      panel.base[side] = scale;
      panel.links[side] = name;
      const home = axis.domains?.[0] ?? axis.domain;
      let link = this.links.get(name);
      if (!link) {
        link = {name, domain: home, home, scale, finest: 1e9, sides: []};
        this.links.set(name, link);
      }
      link.sides.push({panel, side});
      panel[/** @type {"h"} */ (side)] = scale.withDomain(link.domain);
    }
    return panel;
  }

  /** @param {(what: string) => void} listener */
  on(listener) {
    this.listeners.push(listener);
  }

  /**
   * Tell all that something changed, and draw with the next frame.
   * @param {string} what
   */
  changed(what) {
    if (what === "view" || what === "size") this.version++;
    else this.shown++;
    for (const listener of this.listeners) listener(what);
    this.redraw();
  }

  /** Draw with the next frame of the screen, once. */
  redraw() {
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  /** Draw now. */
  paint() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const painter of this.painters) painter();
  }

  /** Page pixels to pixels of the screen's layout. */
  get zoom() {
    return this.stage.clientWidth / this.width || 1;
  }

  /**
   * The colour as the theme has it.
   * @param {string} color
   * @returns {string}
   */
  ink(color) {
    return this.dark && this.model.dark ? darkened(this.model.dark, color) : color;
  }

  /**
   * Show other ranges, as far as they can be shown.
   * @param {Map<string, number[]>} domains by link
   * @returns {boolean} whether anything moved
   */
  show(domains) {
    let moved = false;
    for (const [name, wish] of domains) {
      const link = this.links.get(name);
      const domain = link && limited(link, wish);
      if (!domain || (domain[0] === link.domain[0] && domain[1] === link.domain[1])) continue;
      link.domain = domain;
      this.place(link);
      moved = true;
    }
    if (moved) this.changed("view");
    return moved;
  }

  /**
   * Give the scales of a link its domain.
   * @param {Link} link
   */
  place(link) {
    for (const {panel, side} of link.sides) {
      const key = /** @type {"h"} */ (side);
      panel[key] = panel[key].withDomain(link.domain);
    }
  }

  /** The domains of all links now. */
  views() {
    return new Map([...this.links].map(([name, link]) => [name, link.domain]));
  }

  /** Keep the view of now for undo. */
  keep() {
    const now = this.views();
    const last = this.past[this.at];
    if ([...now].every(([name, domain]) => String(last.get(name)) === String(domain))) return;
    this.past.length = this.at + 1;
    this.past.push(now);
    if (this.past.length > 100) this.past.shift();
    this.at = this.past.length - 1;
    this.changed("history");
  }

  /**
   * Go to an earlier or a later view.
   * @param {number} step
   */
  travel(step) {
    const to = this.at + step;
    if (to < 0 || to >= this.past.length) return;
    this.at = to;
    this.show(this.past[to]);
    this.changed("history");
  }

  /** Back to the first view. */
  reset() {
    this.show(new Map([...this.links].map(([name, link]) => [name, link.home])));
    this.keep();
    this.changed("reset");
  }

  /**
   * Show another state of the widgets. Ranges follow where each state has its own.
   * @param {number} state
   */
  setState(state) {
    if (state === this.state) return;
    this.state = state;
    for (const link of this.links.values()) {
      const {panel, side} = link.sides[0];
      const domains = panel.model[side].domains;
      if (!domains?.[state]) continue;
      link.home = domains[state];
      link.domain = link.home;
      this.place(link);
      this.version++;
    }
    this.changed("state");
  }

  /**
   * True when the reader hid the series.
   * @param {number} plot
   * @param {string} label
   */
  isHidden(plot, label) {
    return this.hidden.get(plot)?.has(label) ?? false;
  }
}

/**
 * A layer of the model with its columns at hand. Layers of the same table share rows.
 * @param {any} layer
 * @param {ArrayBuffer} buffer
 */
function readLayer(layer, buffer) {
  const columns = layer.columns.map((/** @type {any} */ column) => ({
    ...column, values: readColumn(buffer, column.values),
  }));
  return {...layer, columns, table: layer.table ?? layer};
}

/**
 * The domain that comes nearest to the wish and can be drawn: in order, neither so narrow that
 * numbers lose their meaning nor absurdly wide. None when there is no such domain.
 * @param {Link} link
 * @param {number[]} wish
 * @returns {number[]|null}
 */
function limited(link, wish) {
  const {scale, home, finest} = link;
  const [from, to] = home.map((v) => scale.straight(v));
  let [lo, hi] = wish.map((v) => scale.straight(v));
  if (!Number.isFinite(lo) || !Number.isFinite(hi) || !(hi > lo)) return null;
  const whole = to - from;
  const least = Math.max(whole / finest, Math.max(Math.abs(lo), Math.abs(hi)) * 1e-11);
  if (hi - lo < least) return null;
  if (scale.kind === "band") {
    if (hi - lo >= whole) return home;
    const shift = Math.max(from - lo, 0) + Math.min(to - hi, 0);
    return [lo + shift, hi + shift];
  }
  const widest = scale.kind === "log" ? Math.max(whole, 1) * 20 : whole * 1000;
  if (hi - lo > widest || (scale.kind === "log" && (lo < -300 || hi > 300))) return null;
  return wish;
}

/**
 * Shapes whose places are stored in single precision cannot be enlarged without end.
 * @param {Chart} chart
 * @param {any} shape
 */
function limitZoom(chart, shape) {
  shape.panel && [shape.x, shape.y].forEach((coordinate, i) => {
    const side = i === 0 ? "h" : shape.side;
    const link = chart.links.get(shape.panel.links[side]);
    if (link && coordinate && coordinate.unit === "px") link.finest = Math.min(link.finest, 2e4);
  });
}
