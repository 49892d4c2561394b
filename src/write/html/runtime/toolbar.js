// The tools: what dragging does, the history of views, saving and copying. The buttons are in the
// document; each does what its name says.

/** Where arrows lead among buttons and points. @type {Record<string, number>} */
const ARROW_STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

/** @param {Chart} chart @param {Overlay} overlay @param {Hover} hover @param {() => void} turnTheme */
function makeToolbar(chart, overlay, hover, turnTheme) {
  const {figure, stage} = chart, root = /** @type {HTMLElement} */ (figure.querySelector(".tools"));
  if (!document.fullscreenEnabled) removeAll("[name=full]", root);
  const buttons = [...root.querySelectorAll("button")];
  /** @type {Record<string, () => any>} */
  const actions = {
    undo: () => travel(chart, -1),
    redo: () => travel(chart, 1),
    reset: () => resetView(chart),
    cross: () => hover.crosshair = !hover.crosshair,
    png: () => savePng(chart),
    svg: () => saveSvg(chart),
    copy: async () => overlay.tell(await copyRows(chart)),
    full: () => document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen(),
    dark: turnTheme,
  };

  /** Say what is chosen, and whether there are other views. */
  function say() {
    const {past, at, tool} = chart;
    for (const button of buttons) {
      const {name} = button, step = {undo: -1, redo: 1}[name];
      putAttributes(button, {
        "aria-checked": actions[name] ? null : name === tool,
        "aria-pressed": name === "cross" ? hover.crosshair : null,
        "aria-disabled": step ? !past[at + step] : null,
      });
    }
  }

  /** @param {string} tool */
  function choose(tool) {
    chart.tool = stage.dataset.tool = tool;
    say();
  }

  for (const button of buttons) {
    const {name} = button, act = actions[name] ?? (() => choose(name));
    button.title = button.getAttribute("aria-label") ?? "";
    listen(button, {click() {
      act();
      say();
    }});
  }
  chart.on((what) => what === "history" && say());
  walkByArrows(root, buttons);
  choose(chart.tool);
}

/** One stop of the Tab key for all buttons: arrows go from one to the next. @param {HTMLElement} root @param {HTMLElement[]} buttons */
function walkByArrows(root, buttons) {
  const stop = (/** @type {Element} */ at) => {
    for (const button of buttons) button.tabIndex = button === at ? 0 : -1;
  };
  listen(root, {
    focusin: ({target}) => stop(target),
    keydown(event) {
      const step = ARROW_STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      buttons.at((buttons.indexOf(event.target) + step) % buttons.length)?.focus();
    },
  });
  stop(buttons[0]);
}
