// How far a place is from a line.

/** @param {number} x @param {number} y @param {number} ax @param {number} ay @param {number} bx @param {number} by */
function segmentDistance(x, y, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay, along = dx * dx + dy * dy;
  const t = along > 0 ? clamped(((x - ax) * dx + (y - ay) * dy) / along, 0, 1) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
