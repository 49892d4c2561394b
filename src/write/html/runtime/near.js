// The shape nearest to the pointer.

/** The pointer may be so far from a point or a vertex. */
const REACH = 18;
/** A shape that holds the pointer yields to a point nearer than this. */
const HOLDS = 6;

/** The shape nearest to a place. @param {Chart} chart @param {Panel} panel @param {number} x @param {number} y */
function nearestHit(chart, panel, x, y) {
  /** @type {Hit|null} */
  let best = null;
  let least = REACH;
  for (const shape of shapesOf(chart, panel)) {
    /** @type {(i: number, v: number, px: number, py: number, score: number) => void} */
    const offer = (i, v, px, py, score) => {
      if (score > least) return;
      least = score;
      best = hitOf(shape, i, v, px, py, score);
    };
    const {type, fine, radii, widest} = shape, path = type === "path";
    if (type === "rects") eachShown(shape, (i) => offerBox(shape, i, x, y, offer));
    else if (path) eachShown(shape, (i) => offerPart(shape, i, x, y, offer));
    if (type === "rects" || (path && !fine)) continue;
    eachPlace(shape, (i, v, px, py) => {
      const dx = Math.abs(px - x);
      if (dx > REACH && dx > widest) return;
      const far = Math.hypot(dx, py - y), score = radii && far <= radii[i] ? Math.min(far, HOLDS) : far;
      if (score <= least && holds(panel, px, py, 1)) offer(i, v, px, py, score);
    });
  }
  return best;
}
