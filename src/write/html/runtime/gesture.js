// The pointer: pan, wheel, box zoom, selections, two fingers. Over an axis a gesture moves that
// axis alone.

/** How far beside a panel its axes can be grasped. */
const AXIS_ZONE = 44;

/** @typedef {{panel: Panel, side: string|null}} Zone a panel, or one of its axes */

/** @param {Chart} chart @param {number[]} place @returns {Zone|null} */
function zoneAt({panels}, [x, y]) {
  for (const side of [null, ...SIDES]) {
    const panel = panels.find((panel) => {
      const [left, top, w, h] = panel.rect;
      const beside = side === "h" ? [left, top + h, w, AXIS_ZONE]
        : [side === "v" ? left - AXIS_ZONE : left + w, top, AXIS_ZONE, h];
      return side ? panel[side] && holds({rect: beside}, x, y, 0) : holds(panel, x, y, 0);
    });
    if (panel) return {panel, side};
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
  let timer = 0;
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

  /** @param {PointerEvent} event */
  function down(event) {
    const {pointerId, shiftKey} = event;
    if (onButton(event) || event.button > 0) return;
    stage.classList.add("touched");
    stage.focus({preventScroll: true});
    const start = overlay.place(event), {tool} = chart;
    fingers.set(pointerId, start);
    hover.fixed = null;
    if (fingers.size > 1) {
      selector.stop();
      if (drag) drag.kind = "pinch";
      return;
    }
    // A finger does not hover: its touch asks what is there.
    const zone = point(start);
    if (!zone) return;
    root.setPointerCapture(pointerId);
    const kind = zone.side ? "pan" : tool === "pan" && shiftKey ? "zoom" : tool;
    drag = {zone, kind, start, moved: false};
    if (kind !== "pan") selector.begin(zone.panel, kind, start, shiftKey);
  }

  /** @param {PointerEvent} event */
  function move(event) {
    const place = overlay.place(event), [x, y] = place, finger = fingers.get(event.pointerId);
    if (!drag || !finger) {
      const zone = point(onButton(event) ? null : place);
      root.dataset.over = zone ? zone.side ?? "panel" : "";
      return;
    }
    const {zone: {panel, side}, kind, start} = drag;
    if (!drag.moved && distance(place, start) < 3) return;
    drag.moved = true;
    hover.place = null;
    root.classList.add("dragging");
    if (kind !== "pan" && kind !== "pinch") return selector.extend(x, y);
    chart.busy = true;
    // Of two fingers, each moves the picture by half.
    const other = [...fingers.values()].find((one) => one !== finger), share = other ? 0.5 : 1;
    panBy(chart, panel, [(x - finger[0]) * share, (y - finger[1]) * share], side);
    if (other) {
      const before = distance(finger, other), after = distance(place, other);
      const middle = [(x + other[0]) / 2, (y + other[1]) / 2];
      if (before > 10 && after > 10) zoomAbout(chart, panel, middle, before / after, side);
    }
    fingers.set(event.pointerId, place);
  }

  /** @param {PointerEvent} event */
  function up({pointerId, type}) {
    fingers.delete(pointerId);
    if (!drag || fingers.size) return;
    const {kind, moved} = drag;
    drag = null;
    root.classList.remove("dragging");
    if (kind === "pan" || kind === "pinch") settle();
    else if (type === "pointerup") selector.end(moved);
    else selector.stop();
  }

  /** @param {WheelEvent} event */
  function turn(event) {
    const place = overlay.place(event), zone = zoneAt(chart, place), {ctrlKey} = event;
    if (!zone || zone.panel.model.zoom === false) return;
    const {scrollHeight, clientHeight} = document.documentElement;
    const mine = ctrlKey || event.shiftKey || event.metaKey || scrollHeight <= clientHeight + 1;
    if (!mine && !stage.classList.contains("active")) {
      return overlay.tell("Click the chart, or hold Ctrl or Shift, to zoom with the wheel");
    }
    event.preventDefault();
    const turned = (event.deltaY || event.deltaX) * [1, 16, 400][event.deltaMode];
    const speed = ctrlKey && Math.abs(turned) < 30 ? 0.01 : 0.002;
    chart.busy = true;
    zoomAbout(chart, zone.panel, place, Math.exp(clamped(turned * speed, -0.5, 0.5)), zone.side);
    clearTimeout(timer);
    timer = setTimeout(settle, 250);
  }

  listen(root, {
    pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, wheel: turn,
    pointerleave: ({pointerType}) => pointerType !== "touch" && point(null),
    dblclick(event) {
      if (onButton(event)) return;
      resetView(chart);
      selector.clear();
    },
  });
  // Once the reader touched the chart, the wheel belongs to it.
  listen(stage, {focusin: () => stage.classList.add("active")});
  listen(document, {pointerdown: ({target}) =>
    chart.figure.contains(target) || stage.classList.remove("active")});
}

/** @param {number[]} a @param {number[]} b */
function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
