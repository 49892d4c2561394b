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
    return Math.max(model.v?.labels ? v.reach.before : 0, model.h?.labels ? h.reach.before : 0);
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

/**
 * The room for labels of a panel, as the static picture gives it; null where it writes nothing.
 * @param {any} chart
 * @param {any} panel
 * @param {Fitted|undefined} before the last fit of the horizontal axis
 * @returns {AxisRoom|null}
 */
function roomOf(chart, panel, before) {
  const plots = chart.model.plots ?? [], all = chart.panels;
  const mates = all.filter((/** @type {any} */ other) => other.plot === panel.plot);
  const written = (/** @type {any} */ {model: {h, v}}) => h?.labels || v?.labels;
  if (!mates.some(written)) return null;
  const count = (/** @type {number} */ i) =>
    new Set(mates.map((/** @type {any} */ mate) => mate.rect[i])).size;
  const [cols, rows] = [count(0), count(1)], one = mates.length === 1;
  const shared = (/** @type {string} */ along) =>
    new Set(mates.map((/** @type {any} */ mate) => mate.model[along].link)).size === 1;
  const [wide, high] = plots[panel.plot]?.cell ?? [chart.width - 32, chart.height - 28];
  const [x, , width] = panel.rect;
  const most = one ? Math.min(0.15 * width, 60) : 0;
  // A view that moved keeps to the margins of the first one.
  const alone = all.length === mates.length;
  const beyond = [x, chart.width - x - width].map((margin, i) =>
    (alone ? Math.min(most, Math.max(margin - 4, 0))
      : before ? Math.min(most, i ? before.reach.after : before.reach.before) : most));
  const whole = shared("h") && cols * rows === mates.length;
  return {
    beyond: /** @type {[number, number]} */ (beyond),
    lean: one || whole ? 0.3 * wide : 8,
    depth: (0.4 * high) / (shared("h") ? 1 : rows),
    widest: (0.35 * wide) / (shared("v") ? 1 : cols),
  };
}

/** The grid lines of all panels. @param {any} chart @returns {number[][]} */
function gridLines(chart) {
  return chart.panels.flatMap((/** @type {any} */ panel) =>
    panelGrid(panel, FITTED.get(panel).fitted));
}

/** Draw the axes of all panels, when they changed. @param {any} chart @param {Element} group */
function drawAxes(chart, group) {
  const fits = chart.panels.map((/** @type {any} */ panel) => FITTED.get(panel).fitted);
  const last = FITTED.get(group);
  const same = last && last.dark === chart.dark
    && fits.every((/** @type {any} */ fit, /** @type {number} */ i) => fit === last.fits[i]);
  if (same) return;
  FITTED.set(group, {fits, dark: chart.dark});
  group.replaceChildren();
  chart.panels.forEach((/** @type {any} */ panel, /** @type {number} */ i) =>
    drawAxis(group, axisShapes(panel, fits[i]), chart));
}
