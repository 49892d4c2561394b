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
function panelGrid({rect: [x, y, width, height], model}, {h, v}) {
  // A line of the grid just above the axis would look like a second axis.
  const second = (/** @type {number} */ t) => model.h.line && height - t < 4 && height - t > 0.5;
  /** @type {number[][]} */
  const lines = [];
  for (const t of model.v.grid ? v.ticks : []) {
    if (!second(t)) lines.push([x, crispPlace(y + t), x + width, crispPlace(y + t)]);
  }
  for (const t of model.h.grid ? h.ticks : []) {
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
function axisShapes({rect: [x, y, width, height], model}, {h, v, right}) {
  const edge = x + width, bottom = y + height;
  /** @type {number[][]} */
  const lines = [];
  /** @param {number[]} all places down the panel @param {number} from @param {number} to */
  const level = (all, from, to) => {
    for (const at of all) lines.push([from, crispPlace(y + at), to, crispPlace(y + at)]);
  };
  /** @param {number[]} all places across the panel @param {number} from @param {number} to */
  const upright = (all, from, to, most = edge - 0.5) => {
    for (const t of all) {
      const at = Math.min(crispPlace(x + t), most);
      lines.push([at, from, at, to]);
    }
  };
  if (model.h.line) level([height].concat(v.zero ?? []), x, edge);
  if (model.v.line) upright([0].concat(h.zero ?? []), y, bottom, Infinity);
  const below = model.h.labels, beside = model.v.labels, across = model.right?.labels ? right : null;
  if (below && model.h.marks && !h.band) upright(h.ticks, bottom, bottom + 5);
  if (below) upright(h.minor, bottom, bottom + 3);
  if (beside) level(v.minor, x - 3, x);
  if (across) level(across.minor, edge, edge + 3);
  if (across?.marked) level(across.ticks, edge, edge + 5);
  const texts = [
    ...placedLabels(below ? h.labels : [], x, bottom),
    ...placedLabels(beside ? v.labels : [], x, y),
    ...placedLabels(across?.labels ?? [], edge, y),
  ];
  return {lines: lines.map((line) => line.map(toHundredth)), texts};
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
