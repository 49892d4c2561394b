// Pictures in the picture.

/** A picture in the picture, without smoothing. @param {Shape} shape @param {any} surface */
function drawImage(shape, surface) {
  const {item: {width, height}, pixels, panel} = shape;
  shape.canvas ??= pixelCanvas(pixels, width, height);
  eachShown(shape, (i) => putImage(surface, shape.canvas, boxOf(shape, i), panel.rect));
}
