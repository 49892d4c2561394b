// How near the pointer is to bars and cells.

/** @param {Shape} shape @param {number} i @param {number} x @param {number} y @param {(...hit: number[]) => void} offer */
function offerBox(shape, i, x, y, offer) {
  const [left, top, w, h] = boxOf(shape, i);
  const thin = w < 3 ? 1.5 : 0, flat = h < 3 ? 1.5 : 0;
  const inside = x >= left - thin && x <= left + w + thin && y >= top - flat && y <= top + h + flat;
  if (inside) offer(i, i, left + w / 2, top + h / 2, HOLDS);
}
