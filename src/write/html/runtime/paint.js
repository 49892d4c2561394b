// The paint of marks.

/** What is left of the opacity of a shape that is not selected. */
const FADE = 0.15;

/** What is left of opacity in a look. @param {number} look */
function factorOf(look) {
  return look === FADED ? FADE : 1;
}

/** A paint in the colours of now, null without. @param {Chart} chart @param {any} paint @param {number} factor */
function paintNow(chart, paint, factor) {
  if (!paint?.color) return null;
  return {...paint, color: chart.ink(paint.color), opacity: (paint.opacity ?? 1) * factor};
}
