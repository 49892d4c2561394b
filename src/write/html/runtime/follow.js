// The axis that follows what is in view along the other one.

/**
 * Let axes follow those that moved: they hold all marks in view.
 * @param {Chart} chart @param {Map<string, number[]>} domains that moved @param {string} follower side
 */
function follow(chart, domains, follower) {
  const panels = chart.panels.filter((panel) =>
    SIDES.some((side) => side !== follower && domains.has(panel.links[side])));
  const followers = new Set(panels.flatMap((panel) =>
    (follower === "h" ? ["h"] : ["v", "right"]).map((side) => panel.links[side])));
  showDomains(chart, new Map([...followers].flatMap((name) => {
    const link = chart.links.get(name);
    const range = link && rangeInView(chart, link);
    return range ? [[name, range]] : [];
  })));
}

/** The range of one axis that holds all marks within the view of the other. @param {Chart} chart @param {Link} link @returns {number[]|null} */
function rangeInView(chart, link) {
  let lo = Infinity, hi = -Infinity;
  for (const {panel, side} of link.sides) {
    const which = side === "h" ? 0 : 1;
    const [a, b] = straightToPixel(panel[side]);
    const from = panel.rect[1 - which], to = from + panel.rect[3 - which];
    for (const shape of chart.shapes) {
      if (shape.panel !== panel || !shape.layer || !shape.from || shape.sides[which] !== side) continue;
      eachShown(shape, (i) => {
        const size = shape.w ? boxOf(shape, i).slice(2) : [0, 0];
        for (let v = firstOf(shape, i); v < endOf(shape, i); v++) {
          const across = shape.places[1 - which][v], along = shape.places[which][v];
          if (!(across + size[1 - which] >= from && across <= to) || !isFinite(along)) continue;
          for (const end of [(along - b) / a, (along + size[which] - b) / a]) {
            lo = Math.min(lo, end);
            hi = Math.max(hi, end);
          }
        }
      });
    }
  }
  if (!(hi > lo)) return null;
  const {scale, home} = link;
  const first = scale.straight(home[0]);
  // What starts at the axis goes on starting there.
  const low = lo <= first ? first : lo - 0.04 * (hi - lo);
  return [low, hi + 0.04 * (hi - lo)].map((s) => scale.unstraight(s));
}
