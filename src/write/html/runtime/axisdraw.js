// The lines and words of fitted axes at their places on the page, as the static picture has them.

/** The middle of the pixel that a place is in: a 1 px line there is crisp. @param {number} at */
function crispPlace(at) {
  return Math.floor(at) + 0.5;
}

/** To a hundredth of a pixel. @param {number} value */
function toHundredth(value) {
  return roundAway(value * 100) / 100;
}

/**
 * The grid lines of a panel, from x, y to x, y, in page pixels.
 * @param {any} panel with `rect` and `model`
 * @param {{h: Fitted, v: Fitted}} fitted
 * @returns {number[][]}
 */
function panelGrid(panel, {h, v}) {
  const [x, y, width, height] = panel.rect;
  const {model} = panel, lines = [];
  for (const t of model.v?.grid ? v.ticks : []) {
    // A line of the grid just above the axis would look like a second axis.
    const above = height - t;
    if (model.h?.line && Math.abs(above) < 4 && above > 0.5) continue;
    const at = crispPlace(y + t);
    lines.push([x, at, x + width, at]);
  }
  for (const t of model.h?.grid ? h.ticks : []) {
    const at = Math.min(crispPlace(x + t), x + width - 0.5);
    lines.push([at, y, at, y + height]);
  }
  return lines.map((line) => line.map(toHundredth));
}

/**
 * Axis lines, tick marks and labels of a panel, in page pixels.
 * @param {any} panel with `rect` and `model`
 * @param {{h: Fitted, v: Fitted, right: Fitted|null}} fitted
 * @returns {{lines: number[][], texts: Label[]}}
 */
function axisShapes(panel, {h, v, right}) {
  const [x, y, width, height] = panel.rect;
  const {model} = panel, edge = x + width, bottom = y + height;
  const lines = [];
  const level = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ at) =>
    lines.push([from, crispPlace(at), to, crispPlace(at)]);
  if (model.h?.line) {
    level(x, edge, bottom);
    if (v.zero !== null) level(x, edge, y + v.zero);
  }
  if (model.v?.line) {
    for (const at of [x, ...(h.zero === null ? [] : [x + h.zero])]) {
      lines.push([crispPlace(at), y, crispPlace(at), bottom]);
    }
  }
  const down = (/** @type {number[]} */ ticks, /** @type {number} */ long) => {
    for (const t of ticks) {
      const at = Math.min(crispPlace(x + t), edge - 0.5);
      lines.push([at, bottom, at, bottom + long]);
    }
  };
  const below = Boolean(model.h?.labels), beside = Boolean(model.v?.labels);
  if (below && model.h.marks && !h.band) down(h.ticks, 5);
  if (below) down(h.minor, 3);
  if (beside) for (const t of v.minor) level(x - 3, x, y + t);
  const across = right && model.right?.labels ? right : null;
  for (const t of across?.minor ?? []) level(edge, edge + 3, y + t);
  for (const t of across?.marked ? across.ticks : []) level(edge, edge + 5, y + t);
  const texts = [
    ...placedLabels(below ? h.labels : [], x, bottom),
    ...placedLabels(beside ? v.labels : [], x, y),
    ...placedLabels(across?.labels ?? [], edge, y),
  ];
  return {lines: lines.map((line) => line.map(toHundredth)), texts};
}

/** @param {Label[]} labels @param {number} x @param {number} y */
function placedLabels(labels, x, y) {
  return labels.filter(({text}) => text !== "")
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
