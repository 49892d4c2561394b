// What is dense is opaque.

/** Opacity of the least of what is shown by opacity. */
const FAINT = 40;

/** The opacity of a place, from 0 to 1. @param {number} place @param {number} opacity of all */
function denseAlpha(place, opacity) {
  return Math.round(opacity * Math.floor(FAINT + (255 - FAINT) * place + 1e-9));
}
