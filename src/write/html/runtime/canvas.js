// The surface of the screen: a canvas, crisp at any number of device pixels per page pixel.

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} zoom device pixels per page pixel
 */
function canvasSurface(pen, zoom) {
  pen.setTransform(zoom, 0, 0, zoom, 0, 0);
  pen.miterLimit = 4;
  return {
    pen, zoom,
    /** Width of a device pixel, and how many a page pixel has. */
    step: 1 / zoom, snap: zoom,

    /** @param {Outline} outline @param {boolean} closed @param {Paint|null} fill @param {Line|null} stroke */
    path({xs, ys, starts}, closed, fill, stroke) {
      pen.beginPath();
      starts.forEach((from, part) => {
        const end = starts[part + 1] ?? xs.length;
        pen.moveTo(xs[from], ys[from]);
        for (let i = from + 1; i < end; i++) pen.lineTo(xs[i], ys[i]);
        if (closed) pen.closePath();
      });
      inkPath(pen, fill, stroke);
    },
  };
}

/** Fill and stroke what was traced. @param {CanvasRenderingContext2D} pen @param {Paint|null} fill @param {Line|null} stroke */
function inkPath(pen, fill, stroke) {
  if (fill) {
    pen.globalAlpha = fill.opacity;
    pen.fillStyle = fill.color;
    pen.fill();
  }
  if (!stroke) return;
  pen.globalAlpha = stroke.opacity;
  pen.strokeStyle = stroke.color;
  pen.lineWidth = stroke.width;
  pen.lineJoin = stroke.round ? "round" : "miter";
  pen.lineCap = stroke.round ? "round" : "butt";
  pen.setLineDash(stroke.dash ?? []);
  pen.stroke();
}
