// Boxes and lassos: to zoom, or to select rows. Rows of one table are selected in all its plots.

/** @typedef {ReturnType<typeof makeSelector>} Selector */

/** @param {Chart} chart @param {Overlay} overlay */
function makeSelector(chart, overlay) {
  const band = svgElement("path", {class: "band"}, overlay.svg);
  /** @type {{panel: Panel, kind: string, more: boolean, points: number[][]}|null} */
  let drag = null;

  /** The box between the ends of the drag. @param {number[][]} points */
  function boxOfDrag(points) {
    const [[x0, y0], [x1, y1]] = [points[0], points[points.length - 1]];
    return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
  }

  /** Select the rows in a box or lasso. @param {NonNullable<typeof drag>} drag */
  function select({panel, kind, more, points}) {
    const [left, top, right, bottom] = boxOfDrag(points);
    const [xs, ys] = [0, 1].map((k) => points.map((point) => point[k]));
    if (!more) chart.selected.clear();
    rowsInside(chart, panel, (x, y) => kind === "lasso" ? inPolygon(xs, ys, 0, xs.length, x, y)
      : x >= left && x <= right && y >= top && y <= bottom, ({table, rows}, row) => {
      const chosen = chart.selected.get(table) ?? new Uint8Array(rows);
      chart.selected.set(table, chosen);
      chosen[row] = 1;
    });
    chart.changed("selection");
    const words = selectedWords(chart);
    overlay.say(words);
    overlay.tell(words);
  }

  const selector = {
    /** @param {Panel} panel @param {string} kind zoom, box or lasso @param {number[]} start @param {boolean} more add to what is selected */
    begin(panel, kind, start, more) {
      drag = {panel, kind, more, points: [start]};
    },

    /** @param {number} x @param {number} y */
    extend(x, y) {
      if (!drag) return;
      const {panel, kind, points} = drag;
      const [left, top, w, h] = panel.rect;
      const point = [Math.max(left, Math.min(x, left + w)), Math.max(top, Math.min(y, top + h))];
      if (kind === "lasso") points.push(point);
      else points[1] = point;
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
      if (!moved && drag.kind !== "zoom") selector.clear();
      else if (moved && drag.kind === "zoom") zoomTo(chart, drag.panel, boxOfDrag(drag.points));
      else if (moved) select(drag);
      selector.stop();
    },

    /** Select nothing. */
    clear() {
      if (!chart.selected.size) return;
      chart.selected.clear();
      chart.changed("selection");
      overlay.say("Selection cleared");
    },
  };
  return selector;
}

/** How much is selected, in words. @param {Chart} chart */
function selectedWords(chart) {
  let chosen = 0, all = 0;
  for (const rows of chart.selected.values()) {
    all += rows.length;
    chosen += rows.reduce((sum, one) => sum + one, 0);
  }
  return chosen ? `${formatNumber(chosen)} of ${formatNumber(all)} rows selected` : "Nothing selected";
}
