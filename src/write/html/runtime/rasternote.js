// The note that says when cells are all there is, and how to come to the rows behind them.

/** Cells larger than this many pixels of the window are more than the page can resolve. */
const COARSE = 3;

/** A value of an axis in a file or a command. @param {Scale} scale @param {number} v */
function endWords({kind, levels}, v) {
  return kind === "band" ? quoted(levels[Math.round(v)] ?? "") : csvCell({values: [v], type: kind}, 0);
}

/** A range as the command line takes it. @param {Scale} scale */
function limitsOf(scale) {
  const {kind, domain} = scale;
  const ends = kind === "time" ? domain
    : kind === "log" ? domain.map((v) => Number(v.toPrecision(6))) : roundedEnds(domain, 4);
  return ends.map((v) => endWords(scale, v)).join();
}

/** The colour bars and the notes; returns what draws them. @param {Chart} chart */
function makeRasters(chart) {
  const {figure, model: {shades}} = chart, notes = figure.querySelectorAll("p.cells");
  const bars = shades.map((/** @type {Shade} */ shade) => shade.bar && makeBar(chart, shade));
  return () => shades.forEach((/** @type {Shade} */ {flags}, /** @type {number} */ i) => {
    bars[i]?.(lastSeen.norms[i]);
    const coarse = [...lastSeen.sights.values()].find((sight) => {
      const [shorter, longer] = lengthsOf(sight, chart.zoom());
      return sight.raster.shade === i && longer > COARSE && shorter > 1;
    });
    const note = /** @type {HTMLElement} */ (notes[i]);
    note.hidden = !coarse;
    if (coarse) note.children[0].textContent = scalesOf(coarse).flatMap((scale, k) =>
      scale.kind === "band" ? [] : `${flags[k]} ${limitsOf(scale)}`).join(" ");
  });
}
