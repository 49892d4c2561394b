// Controls for keys that are mapped to nothing: a drop-down for words, a slider with a play button
// for numbers and times. A choice is a state: slices of the same rows.

class Widgets {
  /**
   * @param {Chart} chart
   * @param {Overlay} overlay
   * @param {ArrayBuffer} buffer
   * @param {Element} bar
   */
  constructor(chart, overlay, buffer, bar) {
    this.chart = chart;
    this.overlay = overlay;
    this.keys = chart.model.keys ?? [];
    const {states} = chart.model;
    if (!states || !this.keys.length) return;
    this.codes = /** @type {Numbers} */ (readColumn(buffer, states.codes));
    this.count = states.n;
    const group = makeElement("div", {class: "widgets", role: "group"}, bar);
    group.setAttribute("aria-label", "Controls");
    /** @type {((code: number) => void)[]} */
    this.setters = this.keys.map((/** @type {any} */ key, /** @type {number} */ i) =>
      key.type === "category" ? this.addList(key, i, group) : this.addSlider(key, i, group));
    this.show();
  }

  /**
   * The code of a key in a state.
   * @param {number} state
   * @param {number} key
   */
  code(state, key) {
    return /** @type {Numbers} */ (this.codes)[state * this.keys.length + key];
  }

  /**
   * Go to the state with this code of one key that has most of the other codes of now.
   * @param {number} key
   * @param {number} code
   */
  choose(key, code) {
    let best = -1, most = -1;
    for (let state = 0; state < (this.count ?? 0); state++) {
      if (this.code(state, key) !== code) continue;
      let same = 0;
      for (let k = 0; k < this.keys.length; k++) {
        if (this.code(state, k) === this.code(this.chart.state, k)) same++;
      }
      if (same > most) [best, most] = [state, same];
    }
    if (best >= 0) this.chart.setState(best);
    this.show();
  }

  /** Let all controls show the state. */
  show() {
    this.setters?.forEach((set, key) => set(this.code(this.chart.state, key)));
  }

  /**
   * @param {any} key
   * @param {number} index
   * @param {Element} group
   */
  addList(key, index, group) {
    const label = makeElement("label", {class: "widget"}, group);
    makeElement("span", {}, label).textContent = key.name;
    const list = /** @type {HTMLSelectElement} */ (makeElement("select", {}, label));
    key.labels.forEach((/** @type {string} */ words, /** @type {number} */ code) => {
      makeElement("option", {value: String(code)}, list).textContent = words;
    });
    list.addEventListener("change", () => this.choose(index, Number(list.value)));
    return (/** @type {number} */ code) => {
      list.value = String(code);
    };
  }

  /**
   * @param {any} key
   * @param {number} index
   * @param {Element} group
   */
  addSlider(key, index, group) {
    const box = makeElement("div", {class: "widget"}, group);
    const label = makeElement("label", {}, box);
    makeElement("span", {}, label).textContent = key.name;
    const last = key.labels.length - 1;
    const slider = /** @type {HTMLInputElement} */ (makeElement("input", {
      type: "range", min: "0", max: String(last), step: "1", value: "0"}, label));
    const words = makeElement("output", {}, label);
    const play = iconButton("play", `Play ${key.name}`, box);
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      setIcon(play, "play", `Play ${key.name}`);
    };
    const step = () => this.choose(index, Number(slider.value) >= last ? 0
      : Number(slider.value) + 1);
    play.addEventListener("click", () => {
      if (timer) return stop();
      setIcon(play, "pause", `Pause ${key.name}`);
      step();
      timer = setInterval(step, Math.max(100, Math.min(700, 20000 / (last + 1))));
    });
    slider.addEventListener("input", () => {
      if (timer) stop();
      this.choose(index, Number(slider.value));
    });
    return (/** @type {number} */ code) => {
      slider.value = String(code);
      slider.setAttribute("aria-valuetext", key.labels[code]);
      words.textContent = key.labels[code];
    };
  }
}
