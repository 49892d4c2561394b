// Pictures in the picture.

/** A picture in the picture, without smoothing. @param {Shape} shape @param {any} surface */
function drawImage(shape, surface) {
  const {item: {width, height}, pixels, panel} = shape;
  if (!shape.canvas) {
    shape.canvas = makeElement("canvas", {width, height});
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
    shape.canvas.getContext("2d").putImageData(image, 0, 0);
  }
  eachShown(shape, (i) => putImage(surface, shape.canvas, boxOf(shape, i), panel.rect));
}

/** The part in a panel of an image that fills a box. @param {any} surface @param {HTMLCanvasElement} image @param {number[]} box @param {number[]} panel */
function putImage({pen, group}, image, [x, y, w, h], panel, smooth = false) {
  const [left, top, width, height] = panel;
  if (group) {
    const frame = svgElement("svg", {x: left, y: top, width, height}, group);
    svgElement("image", {x: x - left, y: y - top, width: w, height: h, href: image.toDataURL(),
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
  pen.drawImage(image, x, y, w, h);
  pen.restore();
}
