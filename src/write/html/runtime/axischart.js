// The axes of all panels of a chart: fitted when their view or size changed, and drawn.

/**
 * Fit the axes of all panels.
 * @param {any} chart
 * @returns {number[]} by panel, the width of what stands left of it
 */
function fitAxes(chart) {
  const known = new Map();
  return chart.panels.map((/** @type {any} */ panel) => {
    const {model, rect, h, v, right, fitted} = panel;
    if (isNew(panel, [rect, h, v, right])) panel.fitted = fitPanel(chart, panel, known, fitted);
    return Math.max(...["h", "v"].map((along) => model[along].labels ? panel.fitted[along].reach.before : 0));
  });
}

/** What things were last made of. @type {WeakMap<object, any[]>} */
const MADE_OF = new WeakMap();

/** Whether something must be made anew: what it is made of is not what it was. @param {object} it @param {any[]} now */
function isNew(it, now) {
  const last = MADE_OF.get(it);
  MADE_OF.set(it, now);
  return !last || now.some((part, i) => part !== last[i]);
}

/**
 * Fit the axes of a panel; panels that share an axis share the fit.
 * @param {any} chart
 * @param {any} panel
 * @param {Map<string, Fitted>} known
 * @param {any} before the last fit
 */
function fitPanel(chart, panel, known, before) {
  const {model, rect: [x, y, width, height]} = panel;
  const room = (chart.panels.length > 1 ? roomAmong : roomAlone)(chart, panel, before?.h);
  const fit = (/** @type {"h"|"v"|"right"} */ along, /** @type {Fitted|null} */ left = null) => {
    const axis = model[along], scale = panel[along];
    const [origin, length] = along === "h" ? [x, width] : [y, height];
    const range = scale.range.map((/** @type {number} */ px) => px - origin);
    const name = JSON.stringify([along, panel.plot, axis.link, scale.domain, range, length, room]);
    const found = !left && known.get(name)
      || fitAxis(axis, scale.withRange(range), along, length, room, chart, left);
    known.set(name, found);
    return found;
  };
  const v = fit("v");
  return {h: fit("h"), v, right: model.right ? fit("right", v) : null};
}

/** The grid lines of all panels. @param {any} chart @returns {number[][]} */
function gridLines(chart) {
  return chart.panels.flatMap((/** @type {any} */ panel) =>
    panelGrid(panel, panel.fitted));
}

/** Draw the axes of all panels, when they changed. @param {any} chart @param {Element} group */
function drawAxes(chart, group) {
  const fits = chart.panels.map((/** @type {any} */ {fitted}) => fitted);
  if (!isNew(group, [chart.dark, ...fits])) return;
  group.replaceChildren();
  for (const panel of chart.panels) drawAxis(group, axisShapes(panel, panel.fitted), chart);
}
