// One panel: how much room labels have beside it.

/**
 * The room for labels of the one panel, as the static picture gives it; null where it writes nothing.
 * @param {any} chart
 * @param {any} panel
 * @returns {AxisRoom|null}
 */
function roomAlone(chart, {rect: [x, , width], model: {h, v}}) {
  const most = Math.min(0.15 * width, 60), wide = chart.width - 32;
  return h.labels || v.labels ? {
    beyond: [clamped(x - 4, 0, most), clamped(chart.width - x - width - 4, 0, most)],
    lean: 0.3 * wide, depth: 0.4 * (chart.height - 28), widest: 0.35 * wide,
  } : null;
}
