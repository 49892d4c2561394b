// Words that stand with the marks.

/** The words whose places are in the panel. @param {Shape} shape @param {any} surface */
function drawWords(shape, surface) {
  const {chart, item, px, py, panel} = shape;
  const [x0, y0, w, h] = panel.rect;
  eachShown(shape, (i, look) => {
    const x = px[i], y = py[i];
    const inside = holds(panel, item.pin?.[0] ? x0 : x, item.pin?.[1] ? y0 : Math.min(y, y0 + h));
    if (!inside || y > y0 + h + item.size || x > x0 + w + 200) return;
    // Words that would come to lie on those of an axis wait until they are wholly in the panel.
    const [homeX, , homeW] = panel.home;
    const first = shape.from[0].unit === "px" ? reachBeyond(shape, i, shape.from[0].values[i], homeX, homeW) : 0;
    if (reachBeyond(shape, i, x, x0, w) > Math.max(first, 0) + 4) return;
    const at = [x + (shape.dx?.[i] ?? 0), y + (shape.dy?.[i] ?? 0)];
    putWords(surface, shape, at, item.words[i], look === FADED ? 0.3 : 1);
  });
}

/** @param {any} surface @param {Shape} shape @param {number[]} at @param {string} words @param {number} opacity */
function putWords({pen, group}, {chart, item}, at, words, opacity) {
  const {size, weight, anchor, rotate} = item, color = chart.ink(item.color);
  const halo = item.halo && chart.ink(item.halo);
  if (group) {
    const [x, y] = at.map(toHundredth);
    svgElement("text", {
      x, y, "font-size": size, "font-weight": weight === 700 ? 700 : null,
      "text-anchor": anchor === "start" ? null : anchor,
      transform: rotate ? `rotate(${rotate} ${x} ${y})` : null,
      ...paintAttributes("fill", {color, opacity}),
      ...halo && {stroke: halo, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke"},
    }, group).textContent = words;
    return;
  }
  pen.save();
  pen.translate(...at);
  pen.rotate((rotate ?? 0) * Math.PI / 180);
  pen.globalAlpha = opacity;
  pen.font = `${weight ?? 400} ${size}px ${fontsOf(chart)}`;
  pen.textAlign = anchor === "middle" ? "center" : anchor ?? "start";
  if (halo) {
    Object.assign(pen, {strokeStyle: halo, lineWidth: 3, lineJoin: "round"});
    pen.setLineDash([]);
    pen.strokeText(words, 0, 0);
  }
  pen.fillStyle = color;
  pen.fillText(words, 0, 0);
  pen.restore();
}

/** The fonts of the picture, as CSS. @param {Chart} chart */
function fontsOf({svg}) {
  const names = (svg.getAttribute("font-family") ?? "sans-serif").split(",");
  return names.map((name) => JSON.stringify(name.trim())).join();
}

/** How far level words would reach beyond a panel. @param {Shape} shape @param {number} i @param {number} at @param {number} from @param {number} wide of the panel */
function reachBeyond({chart, item, dx}, i, at, from, wide) {
  if (item.rotate || item.pin?.[0]) return 0;
  const long = textWidth(item.words[i], {widths: chart.model.widths, size: item.size});
  const left = at + (dx?.[i] ?? 0) - long * ({middle: 0.5, end: 1}[/** @type {"end"} */ (item.anchor)] ?? 0);
  return Math.max(from - left, left + long - from - wide);
}
