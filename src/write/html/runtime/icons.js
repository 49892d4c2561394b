// Buttons with pictures of 20 by 20, drawn as lines in the colour of words.

/** @type {Record<string, string>} */
const ICONS = {
  pan: "M10 2v16M2 10h16M10 2l-2.5 2.5M10 2l2.5 2.5M10 18l-2.5-2.5M10 18l2.5-2.5M2 10l2.5-2.5"
    + "M2 10l2.5 2.5M18 10l-2.5-2.5M18 10l-2.5 2.5",
  zoom: "M13 8.5a5 5 0 1 1-10 0a5 5 0 0 1 10 0zM12 12.5l5 5M8 6v5M5.5 8.5h5",
  box: "M3 6V3h3M9 3h2M14 3h3v3M17 9v2M17 14v3h-3M11 17H9M6 17H3v-3M3 11V9",
  lasso: "M6 12C2 11 2 4 10 4s9 6 3 8c-3 1-5 1-7 0zM6 12c-1 1-1 2.5 0 3s2 1 1 3",
  undo: "M7 4L3 8l4 4M3 8h9a4.5 4.5 0 0 1 0 9H8",
  redo: "M13 4l4 4l-4 4M17 8H8a4.5 4.5 0 0 0 0 9h4",
  reset: "M4 10a6.5 6.5 0 1 0 2-4.6M3 3v4h4",
  cross: "M10 2v16M2 10h16M13 10a3 3 0 1 1-6 0a3 3 0 0 1 6 0z",
  png: "M3 3h14v14H3zM3 14l4-4l3 3l3-4l4 4M8 7a1 1 0 1 1-2 0a1 1 0 0 1 2 0z",
  svg: "M4 16C6 4 14 16 16 4M2.5 14.5h3v3h-3zM14.5 2.5h3v3h-3z",
  copy: "M7 7h10v10H7zM13 7V3H3v10h4",
  full: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  dark: "M16.5 12.5A7 7 0 1 1 8 3.5a5.5 5.5 0 0 0 8.5 9z",
  play: "M6 4l10 6l-10 6z",
  pause: "M7 4v12M13 4v12",
};

/**
 * A button with a picture.
 * @param {string} icon
 * @param {string} words
 * @param {Element} parent
 * @param {() => void} action
 */
function iconButton(icon, words, parent, action) {
  const button = makeElement("button", {type: "button", class: "tool"}, parent);
  const picture = svgElement("svg", {viewBox: "0 0 20 20", "aria-hidden": true}, button);
  svgElement("path", {}, picture);
  button.addEventListener("click", action);
  setIcon(button, icon, words);
  return button;
}

/**
 * @param {Element} button
 * @param {string} icon
 * @param {string} words
 */
function setIcon(button, icon, words) {
  button.querySelector("path")?.setAttribute("d", ICONS[icon]);
  putAttributes(button, {"aria-label": words, title: words});
}
