// Files of the current view: PNG at the screen's resolution, SVG, rows as CSV.

/**
 * Give the reader a file.
 * @param {Blob} blob
 * @param {string} name
 */
function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/**
 * A file name from the title.
 * @param {Chart} chart
 * @param {string} extension
 */
function fileName(chart, extension) {
  const words = (chart.model.title || "chart").toLowerCase();
  return `${words.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "chart"}.${extension}`;
}

/**
 * The picture as one SVG. Without shapes: the words and lines that stand above the canvas.
 * @param {Chart} chart
 * @param {boolean} shapes
 * @returns {string}
 */
function svgText(chart, shapes) {
  const svg = /** @type {SVGSVGElement} */ (chart.svg.cloneNode(true));
  svg.setAttribute("xmlns", SVG_NS);
  svg.setAttribute("width", String(chart.width * (chart.model.scale ?? 1)));
  svg.setAttribute("height", String(chart.height * (chart.model.scale ?? 1)));
  if (shapes) {
    const under = svgElement("g", {class: "marks"});
    const {bg} = chart.model.colors;
    if (bg) svgElement("rect", {width: chart.width, height: chart.height, fill: chart.ink(bg)}, under);
    const surface = new VectorSurface(under);
    drawGrid(chart, surface);
    drawShapes(chart, surface);
    const first = [...svg.children].find((e) => e.tagName !== "title" && e.tagName !== "desc");
    svg.insertBefore(under, first ?? null);
  }
  return new XMLSerializer().serializeToString(svg);
}

/** @param {Chart} chart */
function saveSvg(chart) {
  download(new Blob([svgText(chart, true)], {type: "image/svg+xml"}), fileName(chart, "svg"));
}

/**
 * The picture as pixels: the canvas, and the words over it.
 * @param {Chart} chart
 * @returns {Promise<Blob|null>}
 */
async function pngBlob(chart) {
  const zoom = (chart.model.scale ?? 1) * Math.max(devicePixelRatio, 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(chart.width * zoom);
  canvas.height = Math.round(chart.height * zoom);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  drawPicture(chart, pen, zoom);
  const image = new Image();
  const words = new Blob([svgText(chart, false)], {type: "image/svg+xml"});
  image.src = URL.createObjectURL(words);
  await image.decode();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** @param {Chart} chart */
async function savePng(chart) {
  const blob = await pngBlob(chart);
  if (blob) download(blob, fileName(chart, "png"));
}

/**
 * A cell of a CSV file.
 * @param {any} column
 * @param {number} row
 */
function csvCell(column, row) {
  const value = column.values[row];
  if (column.type === "category") return quoted(column.levels?.[value] ?? "");
  if (Number.isNaN(value)) return "";
  return column.type === "time" ? isoTime(value) : String(value);
}

/** @param {number} ms */
function isoTime(ms) {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  return date.toISOString().replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$|Z$/, "");
}

/** @param {string} words */
function quoted(words) {
  return /[",\n\r]/.test(words) ? `"${words.replaceAll("\"", "\"\"")}"` : words;
}

/**
 * The rows in view as CSV, or the selected ones; one table after the other.
 * @param {Chart} chart
 * @returns {{text: string, rows: number}}
 */
function rowsInView(chart) {
  /** @type {Map<any, Uint8Array>} */
  const taken = new Map();
  for (const panel of chart.panels) {
    const [left, top, w, h] = panel.rect;
    const inside = (/** @type {number} */ x, /** @type {number} */ y) =>
      x >= left - 0.5 && x <= left + w + 0.5 && y >= top - 0.5 && y <= top + h + 0.5;
    rowsInside(chart, panel, inside, (layer, row) => {
      const chosen = chart.selected.get(layer.table);
      if (chart.selected.size && !chosen?.[row]) return;
      let rows = taken.get(layer);
      if (!rows) taken.set(layer, rows = new Uint8Array(layer.rows));
      rows[row] = 1;
    });
  }
  /** @type {string[]} */
  const lines = [];
  const tables = new Set();
  let count = 0;
  for (const [layer, rows] of taken) {
    const names = layer.columns.map((/** @type {any} */ c) => quoted(c.name)).join(",");
    // Two layers of one table would repeat its rows.
    const key = `${typeof layer.table === "number" ? layer.table : tables.size} ${names}`;
    if (tables.has(key)) continue;
    if (tables.size) lines.push("");
    tables.add(key);
    lines.push(names);
    rows.forEach((one, row) => {
      if (!one) return;
      lines.push(layer.columns.map((/** @type {any} */ c) => csvCell(c, row)).join(","));
      count++;
    });
  }
  return {text: lines.join("\n") + "\n", rows: count};
}

/**
 * Copy the rows in view, or save them where the clipboard is closed.
 * @param {Chart} chart
 * @returns {Promise<string>} what was done
 */
async function copyRows(chart) {
  const {text, rows} = rowsInView(chart);
  const words = `${formatNumber(rows)} ${rows === 1 ? "row" : "rows"}`;
  try {
    await navigator.clipboard.writeText(text);
    return `${words} copied`;
  } catch {
    download(new Blob([text], {type: "text/csv"}), fileName(chart, "csv"));
    return `${words} saved`;
  }
}
