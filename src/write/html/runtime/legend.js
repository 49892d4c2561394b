// Lines of the legend as buttons: a click hides a series, a double click or Shift shows it alone.

/** @param {Chart} chart @param {Overlay} overlay @param {(box: number[]) => number[]} moved where a box of the first picture is now */
function makeLegend(chart, overlay, moved) {
  const leaves = [...chart.svg.querySelectorAll(".legend *")].filter((e) => !e.children.length);
  const {legend, ends} = chart.model;
  const keys = [...legend, ...ends].map((key) => {
    const button = makeElement("button", {type: "button", class: "key"}, overlay.root);
    listen(button, {click: ({shiftKey}) => press(key, shiftKey), dblclick: () => press(key, true)});
    const isEnd = ends.includes(key);
    return {key, button, isEnd, words: isEnd ? [] : leaves.filter((e) => isIn(e, key.box))};
  });

  /** Say what is hidden, to the eye and to the ear. */
  function say() {
    for (const {key: {plot, label}, button, words} of keys) {
      const hidden = chart.isHidden(plot, label);
      putAttributes(button, {"aria-pressed": !hidden, "aria-label": label,
        title: `${hidden ? "Show" : "Hide"} ${label} (double click: show it alone)`});
      for (const word of words) word.setAttribute("opacity", hidden ? "0.35" : "1");
    }
  }

  /** @param {{plot: number, label: string}} key @param {boolean} alone */
  function press({plot, label}, alone) {
    const hidden = new Set(chart.hidden.get(plot));
    if (alone) {
      // A long legend does not list all series.
      const unlisted = chart.layers.filter((layer) => layer.plot === plot)
        .flatMap(({columns, by}) => columns[by]?.levels ?? []);
      const others = keys.filter(({key}) => key.plot === plot).map(({key}) => key.label)
        .concat(unlisted).filter((other) => other !== label);
      const only = !hidden.has(label) && others.every((other) => hidden.has(other));
      hidden.clear();
      if (!only) others.forEach((other) => hidden.add(other));
    } else if (!hidden.delete(label)) hidden.add(label);
    chart.hidden.set(plot, hidden);
    chart.changed("hidden");
    say();
  }

  say();
  /** Part of each picture: buttons stay over their words. */
  return () => {
    for (const {key, button, isEnd} of keys) {
      const box = isEnd ? endBoxes.get(key) : moved(key.box);
      button.hidden = !box;
      if (box) overlay.putOver(button, box);
    }
  };
}

/** True when an element of the picture has its middle in a box. @param {Element} element @param {number[]} rect */
function isIn(element, rect) {
  const {x, y, width, height} = /** @type {SVGGraphicsElement} */ (element).getBBox();
  return holds({rect}, x + width / 2, y + height / 2, 0);
}
