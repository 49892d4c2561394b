// The axes of all panels of a chart: fitted when their view or size changed, and drawn.

/** What the panels of a chart were last fitted to. @type {WeakMap<any, any>} */
const FITTED = new WeakMap();

/**
 * Fit the axes of all panels.
 * @param {any} chart
 * @returns {number[]} by panel, the width of what stands left of it
 */
function fitAxes(chart) {
  const known = new Map();
  return chart.panels.map((/** @type {any} */ panel) => {
    const last = FITTED.get(panel);
    const now = [panel.rect, panel.h, panel.v, panel.right];
    const kept = last && now.every((part, i) => part === last.now[i]) ? last : null;
    const fitted = kept ? kept.fitted : fitPanel(chart, panel, known, last?.fitted);
    if (!kept) FITTED.set(panel, {now, fitted});
    const {h, v} = fitted, {model} = panel;
    return Math.max(model.v.labels ? v.reach.before : 0, model.h.labels ? h.reach.before : 0);
  });
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
  const room = roomOf(chart, panel, before?.h);
  const fit = (/** @type {"h"|"v"|"right"} */ along, /** @type {Fitted|null} */ left = null) => {
    const axis = model[along], scale = panel[along];
    const [origin, length] = along === "h" ? [x, width] : [y, height];
    const range = scale.range.map((/** @type {number} */ px) => px - origin);
    const rooms = Object.values(room ?? {});
    const name = [along, panel.plot, axis.link, scale.domain, range, length, rooms].join(" ");
    const found = (axis.link && !left && known.get(name))
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
    panelGrid(panel, FITTED.get(panel).fitted));
}

/** Draw the axes of all panels, when they changed. @param {any} chart @param {Element} group */
function drawAxes(chart, group) {
  const fits = chart.panels.map((/** @type {any} */ panel) => FITTED.get(panel).fitted);
  const now = [chart.dark, ...fits], last = FITTED.get(group);
  if (last && now.every((part, i) => part === last[i])) return;
  FITTED.set(group, now);
  group.replaceChildren();
  chart.panels.forEach((/** @type {any} */ panel, /** @type {number} */ i) =>
    drawAxis(group, axisShapes(panel, fits[i]), chart));
}

/**
 * The room for labels of a panel, as the static picture gives it; null where it writes nothing.
 * @param {any} chart
 * @param {any} panel
 * @param {Fitted|undefined} before the last fit of the horizontal axis
 * @returns {AxisRoom|null}
 */
function roomOf(chart, panel, before) {
  if (chart.panels.length > 1) return roomAmong(chart, panel, before);
  const {rect: [x, , width], model: {h, v}} = panel;
  const beyond = (/** @type {number} */ margin) => clamped(margin - 4, 0, Math.min(0.15 * width, 60));
  const wide = chart.width - 32, high = chart.height - 28;
  return h.labels || v.labels ? {
    beyond: [beyond(x), beyond(chart.width - x - width)],
    lean: 0.3 * wide, depth: 0.4 * high, widest: 0.35 * wide,
  } : null;
}
