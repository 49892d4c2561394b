// Files of the current view: PNG at the screen's resolution, SVG, rows as CSV.

/** Give the reader a file named after the title. @param {Chart} chart @param {Blob} blob @param {string} extension */
function download(chart, blob, extension) {
  const words = (chart.model.title || "chart").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["chart"];
  const href = URL.createObjectURL(blob), name = `${words.join("-").slice(0, 60)}.${extension}`;
  makeElement("a", {href, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}

/** The picture as one SVG; without marks, the words that stand above the canvas. @param {Chart} chart @param {boolean} marks */
function svgBlob(chart, marks) {
  const svg = /** @type {SVGSVGElement} */ (chart.svg.cloneNode(true));
  svg.setAttribute("xmlns", SVG_NS);
  const under = svgElement("g", {class: "marks"}), {width, height, model} = chart, {bg} = model.colors;
  if (marks && bg) svgElement("rect", {width, height, fill: chart.ink(bg)}, under);
  if (marks) drawShapes(chart, vectorSurface(under));
  svg.insertBefore(under, svg.querySelector(":scope > g"));
  return new Blob([new XMLSerializer().serializeToString(svg)], {type: "image/svg+xml"});
}

/** @param {Chart} chart */
function saveSvg(chart) {
  download(chart, svgBlob(chart, true), "svg");
}

/** The canvas, and the words over it. @param {Chart} chart */
async function savePng(chart) {
  const zoom = chart.model.scale * Math.max(devicePixelRatio, 1);
  const width = Math.round(chart.width * zoom), height = Math.round(chart.height * zoom);
  const canvas = makeElement("canvas", {width, height}), pen = canvas.getContext("2d");
  drawPicture(chart, pen, zoom);
  const image = new Image();
  image.src = URL.createObjectURL(svgBlob(chart, false));
  await image.decode();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((/** @type {Blob|null} */ blob) => blob && download(chart, blob, "png"));
}

/** A cell of a CSV file. @param {any} column @param {number} row */
function csvCell({values, type, levels, rounded}, row) {
  const value = values[row];
  if (type === "category") return quoted(levels?.[value] ?? "");
  if (isNaN(value)) return "";
  const iso = type === "time" && Math.abs(value) <= 8.64e15 && new Date(value).toISOString();
  return iso ? iso.replace(/(T00:00:00)?(\.000)?Z$/, "") : String(rounded ? Number(value.toPrecision(8)) : value);
}

/** @param {string} words */
function quoted(words) {
  return /[",\n\r]/.test(words) ? `"${words.replaceAll("\"", "\"\"")}"` : words;
}

/** Copy the rows in view as CSV, or save them where the clipboard is closed; says what was done. @param {Chart} chart */
async function copyRows(chart) {
  const {marked, rasters} = chart.model;
  /** @type {string[]} One after the other. */
  const tables = [];
  const count = (marked ? markedRows(chart, tables) : 0) + (rasters.length ? rasterRows(chart, tables) : 0);
  const text = tables.join("\n"), words = `${formatNumber(count)} ${count === 1 ? "row" : "rows"}`;
  try {
    await navigator.clipboard.writeText(text);
    return `${words} copied`;
  } catch {
    download(chart, new Blob([text], {type: "text/csv"}), "csv");
    return `${words} saved`;
  }
}
