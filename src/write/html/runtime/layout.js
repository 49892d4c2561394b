// Where panels stand: as in the first picture, wider when the page is wide and may respond,
// further right when labels of a zoomed axis need room. Between the panels nothing is stretched.

/**
 * @param {Chart} chart
 * @param {number[]} rooms width of the labels left of each panel in the first view
 */
function makeLayout(chart, rooms) {
  const {model, svg, panels} = chart;
  const scale = model.scale ?? 1;
  let wide = model.width, factor = 1;
  const stretches = mergedStretches(panels);
  const movable = [...svg.querySelectorAll(":scope > g")].flatMap((group) => {
    const whole = group.classList.contains("legend");
    return (whole ? [group] : [...group.children]).map((element) => {
      const {x, width} = /** @type {SVGGraphicsElement} */ (element).getBBox();
      const hangs = Number(element.getAttribute("x") ?? x + width / 2);
      return {element, anchor: whole ? x : hangs, turn: element.getAttribute("transform") ?? ""};
    });
  });

  /** Where a place of the first picture is now. @param {number} x @param {boolean} left of a panel: after the added room */
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
    const sum = (/** @type {(s: typeof stretches[0]) => number} */ of) =>
      stretches.reduce((all, one) => all + of(one), 0);
    const all = sum((s) => s.to - s.from);
    factor = Math.max(0.1, (all + wide - model.width - sum((s) => s.room)) / all);
    chart.width = wide;
    svg.setAttribute("width", String(wide * scale));
    svg.setAttribute("viewBox", `0 0 ${wide} ${chart.height}`);
    for (const panel of panels) {
      const [x, y, w, h] = panel.home;
      const left = moved(x, true), width = moved(x + w, false) - left;
      panel.rect = [left, y, width, h];
      panel.h = panel.h.withRange(panel.base.h.range.map((/** @type {number} */ p) =>
        left + (p - x) / w * width));
    }
    for (const {element, anchor, turn} of movable) {
      element.setAttribute("transform", `translate(${hundredths(moved(anchor, false) - anchor)} 0) ${turn}`);
    }
    chart.changed("size");
  }

  if (model.responsive) {
    const fit = () => {
      const room = Math.max(240, Math.round(chart.figure.clientWidth / scale));
      if (room === wide) return;
      wide = room;
      apply();
    };
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(chart.figure);
    fit();
  }
  chart.on((what) => {
    if (what !== "reset" || !stretches.some((s) => s.room)) return;
    for (const stretch of stretches) stretch.room = 0;
    apply();
  });
  return {
    /** @param {number[]} box */
    moved: ([x, y, w, h]) => [moved(x, false), y, w, h],

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
  const spans = panels.map(({home: [x, , w]}) => ({from: x, to: x + w, room: 0}))
    .sort((a, b) => a.from - b.from);
  return spans.reduce((/** @type {typeof spans} */ merged, span) => {
    const last = merged.at(-1);
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else merged.push(span);
    return merged;
  }, []);
}
