// Where panels stand: as in the first picture, wider when the page is wide and may respond,
// further right when labels of a zoomed axis need room. Between the panels nothing is stretched.

/** Where letters would be smaller than this part of their size, a picture responds as if it were asked to. */
const LEGIBLE = 0.55;

/**
 * @param {Chart} chart
 * @param {number[]} rooms width of the labels left of each panel in the first view
 */
function makeLayout(chart, rooms) {
  const {model, svg, panels} = chart, {scale} = model;
  let factor = 1;
  const stretches = mergedStretches(panels);
  const movable = [...svg.querySelectorAll(":scope > .legend, :scope > g:not(.legend) > *")].map((element) => {
    const {x, width} = /** @type {SVGGraphicsElement} */ (element).getBBox();
    const anchor = element.matches(".legend") ? x : Number(element.getAttribute("x") ?? x + width / 2);
    return {element, anchor, turn: element.getAttribute("transform") ?? ""};
  });

  /** Where a place of the first picture is now. @param {number} x @param {boolean} [left] of a panel: after the added room */
  function moved(x, left) {
    let by = 0;
    for (const {from, to, room} of stretches) {
      if (x < from || (x === from && !left)) break;
      by += room + (Math.min(x, to) - from) * (factor - 1);
    }
    return x + by;
  }

  /** Move everything to its place. */
  function apply() {
    const wide = chart.width;
    let all = 0, left = wide - model.width;
    for (const {from, to, room} of stretches) {
      all += to - from;
      left -= room;
    }
    factor = Math.max(0.1, (all + left) / all);
    putAttributes(svg, {width: wide * scale, viewBox: `0 0 ${wide} ${chart.height}`});
    for (const panel of panels) {
      const [x, y, w, h] = panel.home, left = moved(x, true), width = moved(x + w) - left;
      panel.rect = [left, y, width, h];
      panel.h = panel.h.withRange(panel.base.h.range.map((/** @type {number} */ p) => left + (p - x) / w * width));
    }
    for (const {element, anchor, turn} of movable) {
      element.setAttribute("transform", `translate(${toHundredth(moved(anchor) - anchor)} 0) ${turn}`);
    }
    chart.changed("size");
  }

  const fit = () => {
    const room = Math.max(240, Math.round(chart.figure.clientWidth / scale));
    const wish = model.responsive || room < LEGIBLE * model.width ? room : model.width;
    if (wish === chart.width) return;
    chart.width = wish;
    apply();
  };
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(chart.figure);
  fit();
  chart.on((what) => {
    if (what !== "reset" || !stretches.some(({room}) => room)) return;
    for (const stretch of stretches) stretch.room = 0;
    apply();
  });
  return {
    /** @param {number[]} box */
    moved: ([x, y, w, h]) => [moved(x), y, w, h],

    /** Give labels the room that they need now: more when they grew, none back before a reset. @param {number[]} now */
    need(now) {
      let grown = false;
      panels.forEach(({home}, i) => {
        const stretch = stretches.find(({from}) => Math.abs(home[0] - from) < 1);
        const more = Math.ceil(now[i] - rooms[i]);
        if (!stretch || more <= stretch.room) return;
        stretch.room = more;
        grown = true;
      });
      if (grown) apply();
    },
  };
}

/** The stretches of the page that panels take, merged where they overlap. @param {Panel[]} panels */
function mergedStretches(panels) {
  /** @type {{from: number, to: number, room: number}[]} */
  const merged = [];
  for (const {home: [x, , w]} of [...panels].sort((a, b) => a.home[0] - b.home[0])) {
    const last = merged.at(-1);
    if (last && x < last.to) last.to = Math.max(last.to, x + w);
    else merged.push({from: x, to: x + w, room: 0});
  }
  return merged;
}
