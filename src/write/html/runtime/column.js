// Names beside their slots.

/**
 * Labels of slots one above the other, wrapped where the slot is high enough; every k-th when
 * slots are lower than a line.
 * @param {Ticks} ticks
 * @param {boolean} foot they stand at the foot of their slots
 * @param {Place} place
 */
function wordColumn(ticks, foot, place) {
  const {scale, room, letters} = place, line = 14 * place.k, slot = Math.max(slotLength(scale), 1e-300);
  const most = clamped(Math.floor(slot / line), 1, 3);
  const {major} = everyTick(ticks, Math.max(Math.ceil((1.1 * letters.size) / slot), 1));
  const whole = major.map(({label}) => label);
  const each = (/** @type {typeof ellipsize} */ cut) =>
    whole.map((label) => wrapText(label, letters, room.widest, most, cut));
  const blocks = toldApart(whole, each(cutEnd), () => each(ellipsizeMiddle));
  return blocks.flatMap((lines, i) => {
    const {value} = major[i], high = line * (lines.length - 1);
    const bottom = Math.max(scale.map(value - 0.5), scale.map(value + 0.5));
    const middle = slotPlace(value, place) - high / 2;
    const first = foot ? bottom - 1 - high : middle + MIDDLE * letters.size;
    return lines.map((word, row) => labelOf(-8, first + line * row, word, "end", place));
  });
}
