// The pointer: pan, wheel, box zoom, selections, two fingers. Over an axis a gesture moves that
// axis alone.

/** How far beside a panel its axes can be grasped. */
const AXIS_ZONE = 44;

/**
 * Where a gesture is: in a panel, or over one of its axes.
 * @typedef {{panel: Panel, side: string|null}} Zone
 */

/**
 * @param {Chart} chart
 * @param {number} x
 * @param {number} y
 * @returns {Zone|null}
 */
function zoneAt(chart, x, y) {
  for (const panel of chart.panels) {
    const [left, top, w, h] = panel.rect;
    if (x >= left && x <= left + w && y >= top && y <= top + h) return {panel, side: null};
  }
  for (const panel of chart.panels) {
    const [left, top, w, h] = panel.rect;
    const across = x >= left && x <= left + w, along = y >= top && y <= top + h;
    if (across && y > top + h && y <= top + h + AXIS_ZONE) return {panel, side: "h"};
    if (along && x < left && x >= left - AXIS_ZONE) return {panel, side: "v"};
    const right = panel.right && x > left + w && x <= left + w + AXIS_ZONE;
    if (along && right) return {panel, side: "right"};
  }
  return null;
}

class Gestures {
  /**
   * @param {Chart} chart
   * @param {Overlay} overlay
   * @param {Hover} hover
   * @param {Selector} selector
   */
  constructor(chart, overlay, hover, selector) {
    this.chart = chart;
    this.overlay = overlay;
    this.hover = hover;
    this.selector = selector;
    /** Once the reader touched the chart, the wheel belongs to it. */
    this.active = false;
    /** @type {Map<number, {x: number, y: number}>} */
    this.fingers = new Map();
    /** @type {{zone: Zone, kind: string, x: number, y: number, moved: boolean}|null} */
    this.drag = null;
    this.wheelTimer = 0;
    const {root} = overlay;
    root.addEventListener("pointerdown", (event) => this.down(event));
    root.addEventListener("pointermove", (event) => this.moveTo(event));
    root.addEventListener("pointerup", (event) => this.up(event));
    root.addEventListener("pointercancel", (event) => this.up(event));
    root.addEventListener("pointerleave", () => hover.move(null));
    root.addEventListener("wheel", (event) => this.wheel(event), {passive: false});
    root.addEventListener("dblclick", (event) => this.twice(event));
    document.addEventListener("pointerdown", (event) => {
      if (!chart.figure.contains(/** @type {Node} */ (event.target))) this.activate(false);
    });
    chart.stage.addEventListener("focus", () => this.activate(true));
  }

  /** @param {boolean} active */
  activate(active) {
    this.active = active;
    this.chart.stage.classList.toggle("active", active);
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (onButton(event) || event.button > 0) return;
    this.chart.stage.focus({preventScroll: true});
    this.activate(true);
    const {x, y} = this.overlay.place(event);
    this.fingers.set(event.pointerId, {x, y});
    this.hover.fixed = null;
    const zone = zoneAt(this.chart, x, y);
    if (this.fingers.size > 1) {
      this.selector.stop();
      if (this.drag) this.drag.kind = "pinch";
      return;
    }
    if (!zone) return;
    this.overlay.root.setPointerCapture(event.pointerId);
    this.drag = {zone, kind: this.kindOf(zone, event), x, y, moved: false};
    if (this.drag.kind !== "pan") {
      this.selector.begin(zone.panel, this.drag.kind, x, y, event.shiftKey);
    }
  }

  /**
   * What dragging does here.
   * @param {Zone} zone
   * @param {PointerEvent} event
   */
  kindOf(zone, event) {
    const {tool} = this.chart;
    if (zone.side) return "pan";
    return tool === "pan" && event.shiftKey ? "zoom" : tool;
  }

  /** @param {PointerEvent} event */
  moveTo(event) {
    const {x, y} = this.overlay.place(event);
    const {drag} = this;
    const finger = this.fingers.get(event.pointerId);
    if (!drag || !finger) {
      const zone = onButton(event) ? null : zoneAt(this.chart, x, y);
      this.overlay.root.dataset.over = zone ? zone.side ?? "panel" : "";
      this.hover.move(zone && !zone.side ? {panel: zone.panel, x, y} : null);
      return;
    }
    if (drag.kind === "pinch") this.pinch(event.pointerId, x, y);
    else if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < 3) return;
    else if (drag.kind === "pan") {
      this.chart.busy = true;
      panBy(this.chart, drag.zone.panel, [x - finger.x, y - finger.y], drag.zone.side);
    } else this.selector.extend(x, y);
    drag.moved = true;
    finger.x = x;
    finger.y = y;
    this.overlay.root.classList.add("dragging");
  }

  /**
   * Two fingers: zoom about their middle, and move with it.
   * @param {number} id
   * @param {number} x
   * @param {number} y
   */
  pinch(id, x, y) {
    const {chart, drag} = this;
    const still = [...this.fingers].find(([other]) => other !== id)?.[1];
    const moved = this.fingers.get(id);
    if (!still || !moved || !drag) return;
    chart.busy = true;
    const before = Math.hypot(moved.x - still.x, moved.y - still.y);
    const after = Math.hypot(x - still.x, y - still.y);
    const {panel, side} = drag.zone;
    panBy(chart, panel, [(x - moved.x) / 2, (y - moved.y) / 2], side);
    const middle = [(x + still.x) / 2, (y + still.y) / 2];
    if (after > 10 && before > 10) zoomAbout(chart, panel, middle, before / after, side);
  }

  /** @param {PointerEvent} event */
  up(event) {
    this.fingers.delete(event.pointerId);
    const {drag} = this;
    if (!drag || this.fingers.size) return;
    this.drag = null;
    this.overlay.root.classList.remove("dragging");
    if (drag.kind === "pan" || drag.kind === "pinch") this.settle();
    else if (event.type === "pointercancel") this.selector.stop();
    else this.selector.end(drag.moved);
  }

  /** A gesture is over: draw finely, keep the view. */
  settle() {
    this.chart.busy = false;
    this.chart.keep();
    this.chart.redraw();
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    const {chart} = this;
    const {x, y} = this.overlay.place(event);
    const zone = zoneAt(chart, x, y);
    if (!zone || zone.panel.model.zoom === false) return;
    const held = event.ctrlKey || event.shiftKey || event.metaKey;
    if (!held && !this.active && pageScrolls()) {
      this.overlay.tell("Click the chart, or hold Ctrl or Shift, to zoom with the wheel");
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const turned = (event.deltaY || event.deltaX) * lines;
    const speed = event.ctrlKey && Math.abs(turned) < 30 ? 0.01 : 0.002;
    const factor = Math.exp(Math.max(-0.5, Math.min(0.5, turned * speed)));
    chart.busy = true;
    zoomAbout(chart, zone.panel, [x, y], factor, zone.side);
    clearTimeout(this.wheelTimer);
    this.wheelTimer = setTimeout(() => this.settle(), 250);
  }

  /** @param {MouseEvent} event */
  twice(event) {
    if (onButton(event)) return;
    this.chart.reset();
    this.selector.clear();
  }
}

/** @param {Event} event */
function onButton(event) {
  return event.target instanceof Element && event.target.closest("button") !== null;
}

/** True when the wheel could scroll the page. */
function pageScrolls() {
  const page = document.scrollingElement ?? document.documentElement;
  return page.scrollHeight > page.clientHeight + 1;
}
