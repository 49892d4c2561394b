// The pointer: pan, wheel, box zoom, selections, two fingers. Over an axis a gesture moves that
// axis alone.

/** How far beside a panel its axes can be grasped. */
const AXIS_ZONE = 44;

/** @typedef {{panel: Panel, side: string|null}} Zone a panel, or one of its axes */

/** @param {Chart} chart @param {number[]} place @returns {Zone|null} */
function zoneAt(chart, [x, y]) {
  const inside = chart.panels.find((panel) => holds(panel, x, y, 0));
  if (inside) return {panel: inside, side: null};
  for (const panel of chart.panels) {
    const [left, top, w, h] = panel.rect;
    /** @type {Record<string, number[]>} */
    const zones = {h: [left, top + h, w, AXIS_ZONE], v: [left - AXIS_ZONE, top, AXIS_ZONE, h],
      right: [left + w, top, AXIS_ZONE, h]};
    const side = SIDES.find((side) => panel[side] && holds({rect: zones[side]}, x, y, 0));
    if (side) return {panel, side};
  }
  return null;
}

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {Selector} selector */
function listenToPointer(chart, overlay, hover, selector) {
  const {root} = overlay, {stage} = chart;
  /** @type {Map<number, number[]>} */
  const fingers = new Map();
  /** @type {{zone: Zone, kind: string, start: number[], moved: boolean}|null} */
  let drag = null;
  let wheelTimer = 0;
  const onButton = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("button");

  /** A gesture is over: draw finely, keep the view. */
  function settle() {
    chart.busy = false;
    keepView(chart);
    chart.redraw(true);
  }

  /** Say what is at a place. @param {number[]|null} place */
  function point(place) {
    const zone = place && zoneAt(chart, place);
    hover.place = place && zone && !zone.side ? {panel: zone.panel, x: place[0], y: place[1]} : null;
    chart.redraw();
    return zone;
  }

  root.addEventListener("pointerdown", (event) => {
    if (onButton(event) || event.button > 0) return;
    stage.classList.add("touched");
    stage.focus({preventScroll: true});
    const start = overlay.place(event), {tool} = chart;
    fingers.set(event.pointerId, start);
    hover.fixed = null;
    if (fingers.size > 1) {
      selector.stop();
      if (drag) drag.kind = "pinch";
      return;
    }
    // A finger does not hover: its touch asks what is there.
    const zone = point(start);
    if (!zone) return;
    root.setPointerCapture(event.pointerId);
    const kind = zone.side ? "pan" : tool === "pan" && event.shiftKey ? "zoom" : tool;
    drag = {zone, kind, start, moved: false};
    if (kind !== "pan") selector.begin(zone.panel, kind, start, event.shiftKey);
  });

  root.addEventListener("pointermove", (event) => {
    const [x, y] = overlay.place(event), finger = fingers.get(event.pointerId);
    if (!drag || !finger) {
      const zone = point(onButton(event) ? null : [x, y]);
      root.dataset.over = zone ? zone.side ?? "panel" : "";
      return;
    }
    const {zone: {panel, side}, kind, start} = drag;
    if (!drag.moved && distance([x, y], start) < 3) return;
    drag.moved = true;
    hover.place = null;
    root.classList.add("dragging");
    if (kind !== "pan" && kind !== "pinch") return selector.extend(x, y);
    chart.busy = true;
    const by = [x - finger[0], y - finger[1]];
    const other = [...fingers.values()].find((one) => one !== finger);
    if (kind === "pinch" && other) {
      const before = distance(finger, other), after = distance([x, y], other);
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
  root.addEventListener("pointerleave", ({pointerType}) => pointerType !== "touch" && point(null));

  root.addEventListener("wheel", (event) => {
    const place = overlay.place(event), zone = zoneAt(chart, place);
    if (!zone || zone.panel.model.zoom === false) return;
    const {scrollHeight, clientHeight} = document.documentElement;
    const mine = event.ctrlKey || event.shiftKey || event.metaKey || scrollHeight <= clientHeight + 1;
    if (!mine && !stage.classList.contains("active")) {
      return overlay.tell("Click the chart, or hold Ctrl or Shift, to zoom with the wheel");
    }
    event.preventDefault();
    const turned = (event.deltaY || event.deltaX) * [1, 16, 400][event.deltaMode];
    const speed = event.ctrlKey && Math.abs(turned) < 30 ? 0.01 : 0.002;
    chart.busy = true;
    zoomAbout(chart, zone.panel, place, Math.exp(clamped(turned * speed, -0.5, 0.5)), zone.side);
    clearTimeout(wheelTimer);
    wheelTimer = setTimeout(settle, 250);
  }, {passive: false});

  root.addEventListener("dblclick", (event) => {
    if (onButton(event)) return;
    resetView(chart);
    selector.clear();
  });
  // Once the reader touched the chart, the wheel belongs to it.
  stage.addEventListener("focusin", () => stage.classList.add("active"));
  document.addEventListener("pointerdown", ({target}) => {
    if (!chart.figure.contains(/** @type {Node} */ (target))) stage.classList.remove("active");
  });
}

/** @param {number[]} a @param {number[]} b */
function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
