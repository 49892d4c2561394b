// Boxes and lassos: to zoom, or to select rows.

/**
 * @typedef {ReturnType<typeof makeSelector>} Selector
 * @typedef {{panel: Panel, kind: string, more: boolean, points: number[][]}} Drag
 */

/** @param {Chart} chart @param {Overlay} overlay */
function makeSelector(chart, overlay) {
  const band = svgElement("path", {class: "band"}, overlay.svg);
  /** @type {Drag|null} */
  let drag = null;

  /** The box between the ends of the drag. @param {number[][]} points */
  function boxOfDrag(points) {
    const ends = [points[0], points[points.length - 1]];
    return [Math.min, Math.max].flatMap((end) => [0, 1].map((k) => end(...ends.map((point) => point[k]))));
  }

  const selector = {
    /** @param {Panel} panel @param {string} kind zoom, box or lasso @param {number[]} start @param {boolean} more add to what is selected */
    begin(panel, kind, start, more) {
      drag = {panel, kind, more, points: [start]};
    },

    /** @param {number} x @param {number} y */
    extend(x, y) {
      if (!drag) return;
      const {panel, kind, points} = drag, [left, top, w, h] = panel.rect;
      const point = [clamped(x, left, left + w), clamped(y, top, top + h)];
      points[kind === "lasso" ? points.length : 1] = point;
      const drawn = boxOfDrag(points);
      const [x0, y0, x1, y1] = kind === "zoom" ? boxMeant(panel, drawn) : drawn;
      band.setAttribute("d", kind === "lasso" ? `M${points.join("L")}z` : `M${x0} ${y0}H${x1}V${y1}H${x0}z`);
    },

    /** Forget the drag. */
    stop() {
      drag = null;
      band.removeAttribute("d");
    },

    /** @param {boolean} moved false: it was a click */
    end(moved) {
      if (!drag) return;
      const {panel, kind, points} = drag, box = boxOfDrag(points);
      if (!moved) kind === "zoom" || selector.clear();
      else if (kind === "zoom") zoomTo(chart, panel, box);
      else chooseRows(chart, overlay, drag, box);
      selector.stop();
    },

    /** Select nothing. */
    clear() {
      if (!chart.selected.size) return;
      chart.selected.clear();
      tellChosen(chart, overlay, "Selection cleared");
    },
  };
  return selector;
}
