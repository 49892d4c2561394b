// The lines and words of fitted axes at their places on the page, as the static picture has them.

/** The middle of the pixel that a place is in: a 1 px line there is crisp. @param {number} at */
function crispPlace(at) {
  return Math.floor(at) + 0.5;
}

/** To a hundredth of a pixel. @param {number} value */
function toHundredth(value) {
  return roundAway(value * 100) / 100;
}

/** Lines from left to right. @param {number[]} rect of a panel @param {number[]} all places down from its top @param {number} from @param {number} to */
function levelLines([, y], all, from, to) {
  return all.map((t) => [from, crispPlace(y + t), to, crispPlace(y + t)].map(toHundredth));
}

/** Upright lines. @param {number[]} rect of a panel @param {number[]} all places across it @param {number} from @param {number} to */
function uprightLines([x, , width], all, from, to, most = x + width - 0.5) {
  return all.map((t) => Math.min(crispPlace(x + t), most)).map((at) => [at, from, at, to].map(toHundredth));
}

/**
 * The grid lines of a panel, from x, y to x, y, in page pixels.
 * @param {any} panel with `rect` and `model`
 * @param {{h: Fitted, v: Fitted}} fitted
 * @returns {number[][]}
 */
function panelGrid({rect, model}, {h, v}) {
  const [x, y, width, height] = rect;
  // A line of the grid just above the axis would look like a second axis.
  const second = (/** @type {number} */ t) => model.h.line && height - t < 4 && height - t > 0.5;
  return [
    ...levelLines(rect, model.v.grid ? v.ticks.filter((t) => !second(t)) : [], x, x + width),
    ...uprightLines(rect, model.h.grid ? h.ticks : [], y, y + height),
  ];
}

/**
 * Axis lines, tick marks and labels of a panel, in page pixels.
 * @param {any} panel with `rect` and `model`
 * @param {{h: Fitted, v: Fitted, right: Fitted|null}} fitted
 * @returns {{lines: number[][], texts: Label[]}}
 */
function axisShapes({rect, model}, {h, v, right}) {
  const [x, y, width, height] = rect, edge = x + width, bottom = y + height;
  const below = model.h.labels, beside = model.v.labels, across = model.right?.labels ? right : null;
  const lines = [
    ...levelLines(rect, model.h.line ? [height].concat(v.zero ?? []) : [], x, edge),
    ...uprightLines(rect, model.v.line ? [0].concat(h.zero ?? []) : [], y, bottom, Infinity),
    ...uprightLines(rect, below && model.h.marks && !h.band ? h.ticks : [], bottom, bottom + 5),
    ...uprightLines(rect, below ? h.minor : [], bottom, bottom + 3),
    ...levelLines(rect, beside ? v.minor : [], x - 3, x),
    ...levelLines(rect, across?.minor ?? [], edge, edge + 3),
    ...levelLines(rect, across?.marked ? across.ticks : [], edge, edge + 5),
  ];
  const texts = [
    ...placedLabels(below ? h.labels : [], x, bottom),
    ...placedLabels(beside ? v.labels : [], x, y),
    ...placedLabels(across?.labels ?? [], edge, y),
  ];
  return {lines, texts};
}

/** @param {Label[]} labels @param {number} x @param {number} y */
function placedLabels(labels, x, y) {
  return labels.filter(({text}) => text)
    .map((label) => ({...label, x: toHundredth(label.x + x), y: toHundredth(label.y + y)}));
}

/**
 * Write lines and words as SVG.
 * @param {Element} group
 * @param {{lines: number[][], texts: Label[]}} shapes
 * @param {any} chart
 */
function drawAxis(group, {lines, texts}, chart) {
  if (lines.length) {
    const d = lines.map(([x0, y0, x1, y1]) => `M${x0} ${y0}L${x1} ${y1}`).join("");
    svgElement("path", {d, fill: "none", stroke: chart.ink(chart.model.colors.ink3)}, group);
  }
  for (const {x, y, text, anchor, rotate, color, size} of texts) {
    writeText(svgElement("text", {
      x, y, "font-size": toHundredth(size), fill: chart.ink(color),
      "text-anchor": anchor === "start" ? null : anchor,
      transform: rotate ? `rotate(${toHundredth(rotate)} ${x} ${y})` : null,
    }, group), text, size);
  }
}

/**
 * The words of an element, a small minus higher up for each superscript one: few fonts have that.
 * @param {Element} element
 * @param {string} text
 * @param {number} size
 */
function writeText(element, text, size) {
  const [first, ...others] = text.split("⁻");
  element.append(first);
  const rise = toHundredth(0.286 * size);
  for (const run of others) {
    const raised = {"font-size": toHundredth(0.612 * size), dy: -rise};
    svgElement("tspan", raised, element).textContent = MINUS;
    if (run) svgElement("tspan", {dy: rise}, element).textContent = run;
  }
}
