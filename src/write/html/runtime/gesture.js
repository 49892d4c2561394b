// The pointer: pan, wheel, box zoom, selections, two fingers. Over an axis a gesture moves that
// axis alone.

/** How far beside a panel its axes can be grasped. */
const AXIS_ZONE = 44;

/** @typedef {{panel: Panel, side: string|null}} Zone a panel, or one of its axes */

/** @param {Chart} chart @param {number} x @param {number} y @returns {Zone|null} */
function zoneAt(chart, x, y) {
  const inside = chart.panels.find((panel) => holds(panel, x, y, 0));
  if (inside) return {panel: inside, side: null};
  for (const panel of chart.panels) {
    const [left, top, w, h] = panel.rect;
    const across = x >= left && x <= left + w, along = y >= top && y <= top + h;
    if (across && y > top && y <= top + h + AXIS_ZONE) return {panel, side: "h"};
    if (along && x < left && x >= left - AXIS_ZONE) return {panel, side: "v"};
    if (along && panel.right && x > left && x <= left + w + AXIS_ZONE) return {panel, side: "right"};
  }
  return null;
}

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {Selector} selector */
function listenToPointer(chart, overlay, hover, selector) {
  const {root} = overlay;
  /** @type {Map<number, number[]>} */
  const fingers = new Map();
  /** @type {{zone: Zone, kind: string, start: number[], moved: boolean}|null} */
  let drag = null;
  let wheelTimer = 0;
  // Once the reader touched the chart, the wheel belongs to it.
  const active = (/** @type {boolean} */ on) => chart.stage.classList.toggle("active", on);
  const onButton = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("button");

  /** A gesture is over: draw finely, keep the view. */
  function settle() {
    chart.busy = false;
    keepView(chart);
    chart.redraw(true);
  }

  /** Say what is at a place. @param {Zone|null} zone @param {number[]} place */
  function point(zone, [x, y]) {
    hover.place = zone && !zone.side ? {panel: zone.panel, x, y} : null;
    chart.redraw();
  }

  root.addEventListener("pointerdown", (event) => {
    if (onButton(event) || event.button > 0) return;
    chart.stage.classList.add("touched");
    chart.stage.focus({preventScroll: true});
    const start = overlay.place(event);
    fingers.set(event.pointerId, start);
    hover.fixed = null;
    if (fingers.size > 1) {
      selector.stop();
      if (drag) drag.kind = "pinch";
      return;
    }
    const zone = zoneAt(chart, start[0], start[1]);
    // A finger does not hover: its touch asks what is there.
    point(zone, start);
    if (!zone) return;
    root.setPointerCapture(event.pointerId);
    const {tool} = chart;
    const kind = zone.side ? "pan" : tool === "pan" && event.shiftKey ? "zoom" : tool;
    drag = {zone, kind, start, moved: false};
    if (kind !== "pan") selector.begin(zone.panel, kind, start, event.shiftKey);
  });

  root.addEventListener("pointermove", (event) => {
    const [x, y] = overlay.place(event);
    const finger = fingers.get(event.pointerId);
    if (!drag || !finger) {
      const zone = onButton(event) ? null : zoneAt(chart, x, y);
      root.dataset.over = zone ? zone.side ?? "panel" : "";
      point(zone, [x, y]);
      return;
    }
    const {zone: {panel, side}, kind, start} = drag;
    if (!drag.moved && Math.hypot(x - start[0], y - start[1]) < 3) return;
    drag.moved = true;
    hover.place = null;
    root.classList.add("dragging");
    if (kind !== "pan" && kind !== "pinch") {
      selector.extend(x, y);
      return;
    }
    chart.busy = true;
    const by = [x - finger[0], y - finger[1]];
    const other = [...fingers.values()].find((one) => one !== finger);
    if (kind === "pinch" && other) {
      const before = Math.hypot(finger[0] - other[0], finger[1] - other[1]);
      const after = Math.hypot(x - other[0], y - other[1]);
      panBy(chart, panel, by.map((v) => v / 2), side);
      const middle = [(x + other[0]) / 2, (y + other[1]) / 2];
      if (before > 10 && after > 10) zoomAbout(chart, panel, middle, before / after, side);
    } else panBy(chart, panel, by, side);
    fingers.set(event.pointerId, [x, y]);
  });

  const up = (/** @type {PointerEvent} */ event) => {
    fingers.delete(event.pointerId);
    if (!drag || fingers.size) return;
    const {kind, moved} = drag;
    drag = null;
    root.classList.remove("dragging");
    if (kind === "pan" || kind === "pinch") settle();
    else if (event.type === "pointercancel") selector.stop();
    else selector.end(moved);
  };
  root.addEventListener("pointerup", up);
  root.addEventListener("pointercancel", up);
  root.addEventListener("pointerleave", ({pointerType}) => pointerType !== "touch" && point(null, [0, 0]));

  root.addEventListener("wheel", (event) => {
    const [x, y] = overlay.place(event);
    const zone = zoneAt(chart, x, y);
    if (!zone || zone.panel.model.zoom === false) return;
    const {scrollHeight, clientHeight} = document.documentElement;
    const mine = event.ctrlKey || event.shiftKey || event.metaKey || scrollHeight <= clientHeight + 1;
    if (!mine && !chart.stage.classList.contains("active")) {
      overlay.tell("Click the chart, or hold Ctrl or Shift, to zoom with the wheel");
      return;
    }
    event.preventDefault();
    const turned = (event.deltaY || event.deltaX) * [1, 16, 400][event.deltaMode];
    const speed = event.ctrlKey && Math.abs(turned) < 30 ? 0.01 : 0.002;
    chart.busy = true;
    const factor = Math.exp(Math.max(-0.5, Math.min(0.5, turned * speed)));
    zoomAbout(chart, zone.panel, [x, y], factor, zone.side);
    clearTimeout(wheelTimer);
    wheelTimer = setTimeout(settle, 250);
  }, {passive: false});

  root.addEventListener("dblclick", (event) => {
    if (onButton(event)) return;
    resetView(chart);
    selector.clear();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!chart.figure.contains(/** @type {Node} */ (event.target))) active(false);
  });
  chart.stage.addEventListener("focusin", () => active(true));
}
