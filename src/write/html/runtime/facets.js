// Several panels: how much room labels have beside their neighbours.

/**
 * The room for labels of one of several panels; null where its plot has none.
 * @param {any} chart
 * @param {any} panel
 * @param {Fitted|undefined} before the last fit of the horizontal axis
 * @returns {AxisRoom|null}
 */
function roomAmong(chart, panel, before) {
  const all = chart.panels, mates = all.filter((/** @type {any} */ other) => other.plot === panel.plot);
  if (!mates.some((/** @type {any} */ {model: {h, v}}) => h.labels || v.labels)) return null;
  /** How many different ones they have. @param {(mate: any) => any} what */
  const count = (what) => new Set(mates.map(what)).size;
  const [cols, rows] = [0, 1].map((i) => count(({rect}) => rect[i])), one = mates.length === 1;
  const [across, up] = ["h", "v"].map((along) => count(({model}) => model[along].link) === 1);
  const wide = chart.width - 32, high = chart.height - 28, [x, , width] = panel.rect;
  const most = one ? Math.min(0.15 * width, 60) : 0;
  // A view that moved keeps to the margins of the first one.
  const alone = all.length === mates.length, {reach} = before ?? {};
  const beyond = [[x, reach?.before], [chart.width - x - width, reach?.after]].map(([margin, was = most]) =>
    Math.min(most, alone ? Math.max(margin - 4, 0) : was));
  const whole = across && cols * rows === mates.length;
  return {
    beyond: /** @type {[number, number]} */ (beyond),
    lean: one || whole ? 0.3 * wide : 8,
    depth: (0.4 * high) / (across ? 1 : rows),
    widest: (0.35 * wide) / (up ? 1 : cols),
  };
}
