// Moves of the view: pan, zoom about a place, zoom to a box.

/**
 * Change the domains of a panel's axes: all, or those of one side.
 * @param {Chart} chart @param {Panel} panel @param {string|null} only
 * @param {(scale: Scale, which: number) => number[]|null} change from the scale to its new domain
 */
function moveView(chart, panel, only, change) {
  if (panel.model.zoom === false) return false;
  const follower = {x: "h", y: "v"}[/** @type {"x"} */ (chart.model.plots[panel.plot].autorange)];
  const domains = new Map();
  for (const side of SIDES) {
    if (!panel[side] || (only ? side !== only : side === follower)) continue;
    const domain = change(panel[side], side === "h" ? 0 : 1);
    if (domain) domains.set(panel.links[side], domain);
  }
  const moved = showDomains(chart, domains);
  if (moved && follower && only !== follower && chart.shapes.some(({from}) => from)) follow(chart, domains, follower);
  return moved;
}

/** Move what a panel shows by pixels. @param {Chart} chart @param {Panel} panel @param {number[]} by @param {string|null} only */
function panBy(chart, panel, by, only) {
  return moveView(chart, panel, only, (scale, which) => by[which] ? scale.moved(by[which]).domain : null);
}

/** Zoom about a place; a factor below 1 comes nearer. @param {Chart} chart @param {Panel} panel @param {number[]} place @param {number} factor @param {string|null} only */
function zoomAbout(chart, panel, place, factor, only) {
  return moveView(chart, panel, only, (scale, which) => scale.zoomed(place[which], factor).domain);
}

/**
 * The box that a drag means: as high or as wide as the panel where it is thin.
 * @param {Panel} panel @param {number[]} box left, top, right, bottom
 */
function boxMeant({rect: [x, y, w, h]}, [left, top, right, bottom]) {
  const wide = right - left, high = bottom - top;
  if (high < 6 || high * 8 < wide) return [left, y, right, y + h];
  return wide < 6 || wide * 8 < high ? [x, top, x + w, bottom] : [left, top, right, bottom];
}

/** Show what a box holds. @param {Chart} chart @param {Panel} panel @param {number[]} drawn */
function zoomTo(chart, panel, drawn) {
  const box = boxMeant(panel, drawn);
  const moved = moveView(chart, panel, null, (scale, which) => {
    const ends = [box[which], box[which + 2]];
    if (ends[1] - ends[0] === panel.rect[which + 2]) return null;
    return ends.map((end) => scale.invert(end)).sort((a, b) => a - b);
  });
  if (moved) keepView(chart);
}
