// Boxes and lassos: to zoom, or to select rows. Rows of one table are selected in all its plots.

class Selector {
  /**
   * @param {Chart} chart
   * @param {Overlay} overlay
   */
  constructor(chart, overlay) {
    this.chart = chart;
    this.overlay = overlay;
    this.shape = svgElement("path", {class: "band"}, overlay.svg);
    /** @type {{panel: Panel, kind: string, more: boolean, points: number[][]}|null} */
    this.drag = null;
  }

  /**
   * @param {Panel} panel
   * @param {string} kind zoom, box or lasso
   * @param {number} x
   * @param {number} y
   * @param {boolean} more add to what is selected
   */
  begin(panel, kind, x, y, more) {
    this.drag = {panel, kind, more, points: [[x, y]]};
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  extend(x, y) {
    const {drag} = this;
    if (!drag) return;
    const [left, top, w, h] = drag.panel.rect;
    const point = [
      Math.max(left, Math.min(x, left + w)), Math.max(top, Math.min(y, top + h))];
    if (drag.kind === "lasso") drag.points.push(point);
    else drag.points[1] = point;
    this.shape.setAttribute("d", this.outline());
  }

  /** The drawn band as path data. */
  outline() {
    const {drag} = this;
    if (!drag || drag.points.length < 2) return "";
    if (drag.kind === "lasso") return `M${drag.points.map((p) => p.join(" ")).join("L")}z`;
    const [left, top, right, bottom] = this.box();
    return `M${left} ${top}H${right}V${bottom}H${left}z`;
  }

  /** The box between the corners, as it would be zoomed to. */
  box() {
    const points = this.drag?.points ?? [];
    const [[x0, y0], [x1, y1]] = [points[0], points[points.length - 1]];
    const box = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
    const wide = box[2] - box[0], high = box[3] - box[1];
    const [left, top, w, h] = this.drag?.panel.rect ?? [0, 0, 0, 0];
    if (this.drag?.kind === "zoom" && (high < 6 || high * 8 < wide)) [box[1], box[3]] = [top, top + h];
    else if (this.drag?.kind === "zoom" && (wide < 6 || wide * 8 < high)) {
      [box[0], box[2]] = [left, left + w];
    }
    return box;
  }

  /** Forget the band. */
  stop() {
    this.drag = null;
    this.shape.removeAttribute("d");
  }

  /** @param {boolean} moved false: it was a click */
  end(moved) {
    const {drag, chart} = this;
    if (!drag) return;
    if (!moved) {
      if (drag.kind !== "zoom" && !drag.more) this.clear();
    } else if (drag.kind === "zoom") {
      const points = drag.points;
      const [[x0, y0], [x1, y1]] = [points[0], points[1] ?? points[0]];
      zoomTo(chart, drag.panel, [
        Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]);
    } else {
      this.select(drag);
    }
    this.stop();
  }

  /** @param {{panel: Panel, kind: string, more: boolean, points: number[][]}} drag */
  select({panel, kind, more, points}) {
    const {chart} = this;
    const [left, top, right, bottom] = this.box();
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
    const inside = (/** @type {number} */ x, /** @type {number} */ y) => kind === "lasso"
      ? holdsPoint(xs, ys, 0, xs.length, x, y)
      : x >= left && x <= right && y >= top && y <= bottom;
    if (!more) chart.selected.clear();
    let any = false;
    rowsInside(chart, panel, inside, (layer, row) => {
      let chosen = chart.selected.get(layer.table);
      if (!chosen) {
        chosen = new Uint8Array(layer.rows);
        chart.selected.set(layer.table, chosen);
      }
      chosen[row] = 1;
      any = true;
    });
    if (!any && !more) chart.selected.clear();
    chart.changed("selection");
    this.overlay.say(this.count());
    this.overlay.tell(this.count());
  }

  /** How much is selected, in words. */
  count() {
    const {chart} = this;
    let chosen = 0, rows = 0;
    for (const one of chart.selected.values()) {
      rows += one.length;
      for (let i = 0; i < one.length; i++) chosen += one[i];
    }
    if (!chosen) return "Nothing selected";
    const noun = rows === 1 ? "row" : "rows";
    return `${formatNumber(chosen)} of ${formatNumber(rows)} ${noun} selected`;
  }

  /** Select nothing. */
  clear() {
    if (!this.chart.selected.size) return;
    this.chart.selected.clear();
    this.chart.changed("selection");
    this.overlay.say("Selection cleared");
  }
}
