// Pixels onto a surface.

/** A canvas of pixels. @param {any} pixels @param {number} width @param {number} height @returns {HTMLCanvasElement} */
function pixelCanvas(pixels, width, height) {
  const canvas = makeElement("canvas", {width, height});
  const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

/** The part in a panel of an image that fills a box. @param {any} surface @param {any} image @param {number[]} box @param {number[]} panel */
function putImage({pen, group}, image, [x, y, width, height], panel, smooth = false) {
  if (group) {
    const [left, top, wide, high] = panel;
    const frame = svgElement("svg", {x: left, y: top, width: wide, height: high}, group);
    svgElement("image", {x: x - left, y: y - top, width, height, href: image.toDataURL(),
      preserveAspectRatio: "none", "image-rendering": "pixelated"}, frame);
    return;
  }
  pen.save();
  pen.beginPath();
  pen.rect(...panel);
  pen.clip();
  pen.globalAlpha = 1;
  pen.imageSmoothingEnabled = smooth;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, x, y, width, height);
  pen.restore();
}
