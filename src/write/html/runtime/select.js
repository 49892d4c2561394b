// Boxes and lassos: to zoom, or to select rows. Rows of one table are selected in all its plots.

/** @typedef {ReturnType<typeof makeSelector>} Selector */

/** @param {Chart} chart @param {Overlay} overlay */
function makeSelector(chart, overlay) {
  const band = svgElement("path", {class: "band"}, overlay.svg);
  /** @type {{panel: Panel, kind: string, more: boolean, points: number[][]}|null} */
  let drag = null;

  /** The box between the ends of the drag. @param {number[][]} points */
  function boxOfDrag(points) {
    const ends = [points[0], points[points.length - 1]];
    return [Math.min, Math.max].flatMap((end) => [0, 1].map((k) => end(...ends.map((point) => point[k]))));
  }

  /** Tell what is selected now. @param {string} none */
  function tell(none) {
    let chosen = 0, all = 0;
    for (const rows of chart.selected.values()) {
      all += rows.length;
      for (const one of rows) chosen += one;
    }
    chart.changed("selection");
    overlay.tell(chosen ? `${formatNumber(chosen)} of ${formatNumber(all)} rows selected` : none);
  }

  /** Select the rows in a box or lasso. @param {NonNullable<typeof drag>} drag */
  function select({panel, kind, more, points}) {
    const [left, top, right, bottom] = boxOfDrag(points);
    const [xs, ys] = [0, 1].map((k) => points.map((point) => point[k]));
    const inside = (/** @type {number} */ x, /** @type {number} */ y) => kind === "lasso"
      ? inPolygon(xs, ys, 0, xs.length, x, y) : x >= left && x <= right && y >= top && y <= bottom;
    if (!more) chart.selected.clear();
    rowsInside(chart, panel, inside, ({table, rows}, row) => {
      const chosen = chart.selected.get(table) ?? new Uint8Array(rows);
      chart.selected.set(table, chosen);
      chosen[row] = 1;
    });
    tell("Nothing selected");
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
      const {panel, kind, points} = drag;
      if (kind !== "zoom") moved ? select(drag) : selector.clear();
      else if (moved) zoomTo(chart, panel, boxOfDrag(points));
      selector.stop();
    },

    /** Select nothing. */
    clear() {
      if (!chart.selected.size) return;
      chart.selected.clear();
      tell("Selection cleared");
    },
  };
  return selector;
}
