// Controls for keys that are mapped to nothing: a drop-down for words, a slider for numbers and
// times. A choice is a state: slices of the same rows.

/** @param {Chart} chart @param {ArrayBuffer} buffer */
function addWidgets(chart, buffer) {
  const {states, keys} = chart.model, codes = /** @type {Numbers} */ (readColumn(buffer, states.codes));
  const group = makeElement("div", {class: "widgets", role: "group", "aria-label": "Controls"});
  chart.figure.querySelector(".bar")?.prepend(group);
  const codeOf = (/** @type {number} */ state, /** @type {number} */ key) => codes[state * keys.length + key];

  /** @type {((code: number) => void)[]} */
  const setters = keys.map((/** @type {any} */ key, /** @type {number} */ i) => {
    const choose = (/** @type {number} */ code) => go(i, code);
    return (key.type === "category" ? addList : addSlider)(key, group, choose);
  });
  const show = () => setters.forEach((set, i) => set(codeOf(chart.state, i)));

  /** To the state with this code of a key that has most of the other codes of now. @param {number} key @param {number} code */
  function go(key, code) {
    let best = -1, most = -1;
    for (let state = 0; state < states.n; state++) {
      const same = keys.filter((/** @type {any} */ _, /** @type {number} */ k) =>
        codeOf(state, k) === codeOf(chart.state, k)).length;
      if (codeOf(state, key) === code && same > most) [best, most] = [state, same];
    }
    if (best >= 0) setState(chart, best);
    show();
  }
  show();
}

/** @param {any} key @param {Element} group @param {(code: number) => void} choose */
function addList({name, labels}, group, choose) {
  const label = makeElement("label", {class: "widget"}, group);
  makeElement("span", {}, label).append(name);
  const list = makeElement("select", {}, label);
  labels.forEach((/** @type {string} */ words, /** @type {number} */ value) =>
    makeElement("option", {value}, list).append(words));
  listen(list, {change: () => choose(Number(list.value))});
  return (/** @type {number} */ code) => {
    list.value = String(code);
  };
}

/** Show another state of the widgets; ranges follow where states have their own. @param {Chart} chart @param {number} state */
function setState(chart, state) {
  if (state === chart.state) return;
  chart.state = state;
  for (const link of chart.links.values()) {
    const {panel, side} = link.sides[0];
    const domain = panel.model[side].domains?.[state];
    if (!domain) continue;
    link.home = domain;
    setDomain(link, domain);
    chart.version++;
  }
  chart.changed("state");
}
