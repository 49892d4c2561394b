// A control for numbers and times: a slider with a play button.

/** Pictures of 20 by 20 on the button. @type {Record<string, string>} */
const PLAY_PICTURES = {Play: "M6 4l10 6l-10 6z", Pause: "M7 4v12M13 4v12"};

/** @param {any} key @param {Element} group @param {(code: number) => void} choose */
function addSlider({name, labels}, group, choose) {
  const box = makeElement("div", {class: "widget"}, group), label = makeElement("label", {}, box);
  makeElement("span", {}, label).append(name);
  const max = labels.length - 1;
  const slider = makeElement("input", {type: "range", min: 0, max, step: 1}, label);
  const words = makeElement("output", {}, label);
  const button = makeElement("button", {class: "tool"}, box);
  const picture = svgElement("path", {}, svgElement("svg", {viewBox: "0 0 20 20"}, button));
  let timer = 0;
  const run = (/** @type {boolean} */ on) => {
    clearInterval(timer);
    timer = on ? setInterval(step, clamped(20000 / (max + 1), 100, 700)) : 0;
    const word = on ? "Pause" : "Play", title = `${word} ${name}`;
    putAttributes(picture, {d: PLAY_PICTURES[word]});
    putAttributes(button, {"aria-label": title, title});
  };
  const step = () => choose(Number(slider.value) < max ? Number(slider.value) + 1 : 0);
  listen(button, {click() {
    run(!timer);
    if (timer) step();
  }});
  listen(slider, {input() {
    run(false);
    choose(Number(slider.value));
  }});
  run(false);
  return (/** @type {number} */ code) => {
    slider.value = String(code);
    slider.setAttribute("aria-valuetext", labels[code]);
    words.textContent = labels[code];
  };
}
