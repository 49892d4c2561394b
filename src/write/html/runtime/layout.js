// Where panels stand: as in the first picture, wider when the page is wide and may respond,
// further right when labels of a zoomed axis need room. Between the panels nothing is stretched.

class Layout {
  /**
   * @param {Chart} chart
   * @param {number[]} rooms width of the labels left of each panel in the first view
   */
  constructor(chart, rooms) {
    this.chart = chart;
    this.rooms = rooms;
    this.wide = chart.model.width;
    /** Merged stretches of the page that panels take: from, to, and room added before. */
    this.stretches = mergedStretches(chart.panels);
    this.movable = [];
    for (const group of chart.svg.querySelectorAll(":scope > g")) {
      const whole = group.classList.contains("legend");
      for (const element of whole ? [group] : group.children) {
        const box = /** @type {SVGGraphicsElement} */ (element).getBBox();
        const anchor = whole || box.width === 0 ? box.x : anchorOf(element, box);
        this.movable.push({element, anchor, turn: element.getAttribute("transform") ?? ""});
      }
    }
    if (!chart.model.options?.responsive) return;
    new ResizeObserver(() => this.fit()).observe(chart.figure);
    this.fit();
  }

  /** Take the width that the page offers. */
  fit() {
    const {chart} = this;
    const wide = Math.max(240, Math.round(chart.figure.clientWidth / (chart.model.scale ?? 1)));
    if (wide === this.wide) return;
    this.wide = wide;
    this.apply();
  }

  /**
   * Give labels the room that they need now: more when they grew, none back before a reset.
   * @param {number[]} rooms
   */
  need(rooms) {
    let grown = false;
    this.chart.panels.forEach((panel, i) => {
      const more = Math.ceil(rooms[i] - this.rooms[i]);
      const stretch = this.stretches.find((s) => panel.home[0] >= s.from - 1 && panel.home[0] < s.to);
      if (!stretch || Math.abs(panel.home[0] - stretch.from) > 1 || more <= stretch.room) return;
      stretch.room = more;
      grown = true;
    });
    if (grown) this.apply();
    return grown;
  }

  /** Take added room back. */
  reset() {
    if (!this.stretches.some((s) => s.room)) return;
    for (const stretch of this.stretches) stretch.room = 0;
    this.apply();
  }

  /** Move everything to its place. */
  apply() {
    const {chart, stretches} = this;
    const all = stretches.reduce((sum, s) => sum + s.to - s.from, 0);
    const room = stretches.reduce((sum, s) => sum + s.room, 0);
    this.factor = Math.max(0.1, (all + this.wide - chart.model.width - room) / all);
    chart.width = this.wide;
    chart.svg.setAttribute("width", String(this.wide * (chart.model.scale ?? 1)));
    chart.svg.setAttribute("viewBox", `0 0 ${this.wide} ${chart.height}`);
    for (const panel of chart.panels) {
      const [x, y, w, h] = panel.home;
      const left = this.moved(x, true), right = this.moved(x + w, false);
      panel.rect = [left, y, right - left, h];
      const flipped = panel.base.h.range[0] > panel.base.h.range[1];
      const inset = panel.base.h.range.map((p) => (p - x) / w);
      panel.h = panel.h.withRange(inset.map((share) => left + share * (right - left)));
      void flipped;
    }
    for (const {element, anchor, turn} of this.movable) {
      const by = this.moved(anchor, false) - anchor;
      element.setAttribute("transform", by ? `translate(${hundredths(by)} 0) ${turn}` : turn);
    }
    chart.changed("size");
  }

  /**
   * Where a place of the first picture is now.
   * @param {number} x
   * @param {boolean} inside a panel's left edge: after the added room
   */
  moved(x, inside) {
    let by = 0;
    for (const {from, to, room} of this.stretches) {
      if (x < from || (x === from && !inside)) break;
      by += room + (Math.min(x, to) - from) * ((this.factor ?? 1) - 1);
    }
    return x + by;
  }
}

/**
 * The stretches of the page that panels take, merged where they overlap.
 * @param {Panel[]} panels
 */
function mergedStretches(panels) {
  const spans = panels.map(({home: [x, , w]}) => ({from: x, to: x + w, room: 0}))
    .sort((a, b) => a.from - b.from);
  /** @type {typeof spans} */
  const merged = [];
  for (const span of spans) {
    const last = merged[merged.length - 1];
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else merged.push(span);
  }
  return merged;
}

/**
 * The place by which a text hangs; of other shapes, their middle.
 * @param {Element} element
 * @param {DOMRect} box
 */
function anchorOf(element, box) {
  const x = element.getAttribute("x");
  return element.tagName === "text" && x ? Number(x) : box.x + box.width / 2;
}
