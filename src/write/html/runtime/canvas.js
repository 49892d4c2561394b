// The surface of the screen: a canvas, crisp at any number of device pixels per page pixel.

/** More dots than this are painted by pixel. */
const MANY_DOTS = 2000;

class CanvasSurface {
  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} zoom device pixels per page pixel
   * @param {string} family of letters
   */
  constructor(pen, zoom, family) {
    this.pen = pen;
    this.zoom = zoom;
    this.family = family;
    /** Width of a device pixel, and how many a page pixel has. */
    this.step = 1 / zoom;
    this.snap = zoom;
    pen.setTransform(zoom, 0, 0, zoom, 0, 0);
    pen.miterLimit = 4;
  }

  /** @param {any} stroke */
  setStroke(stroke) {
    const {pen} = this;
    pen.strokeStyle = stroke.color;
    pen.lineWidth = stroke.width;
    pen.lineJoin = stroke.round ? "round" : "miter";
    pen.lineCap = stroke.round ? "round" : "butt";
    pen.setLineDash(stroke.dash ?? []);
  }

  /**
   * @param {Outline} outline
   * @param {boolean} closed
   * @param {any} fill
   * @param {any} stroke
   */
  path(outline, closed, fill, stroke) {
    const {pen} = this;
    const {xs, ys, starts} = outline;
    pen.beginPath();
    for (let part = 0; part < starts.length; part++) {
      const end = starts[part + 1] ?? xs.length;
      let i = starts[part];
      pen.moveTo(xs[i], ys[i]);
      for (i++; i < end; i++) pen.lineTo(xs[i], ys[i]);
      if (closed) pen.closePath();
    }
    if (fill) {
      pen.globalAlpha = fill.opacity;
      pen.fillStyle = fill.color;
      pen.fill();
    }
    if (stroke) {
      pen.globalAlpha = stroke.opacity;
      this.setStroke(stroke);
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  /** @param {{shape: Shape, shown: Uint32Array, looks: Uint8Array|null, opacity: number, stroke: any}} dots */
  dots(dots) {
    if (dots.shown.length > MANY_DOTS) splatDots(this, dots);
    else this.eachDot(dots);
  }

  /** @param {any} dots */
  eachDot({shape, shown, looks, opacity, stroke}) {
    const {pen} = this;
    if (stroke) this.setStroke(stroke);
    for (const i of shown) {
      const factor = looks && looks[i] === FADED ? FADE : 1;
      const fill = shape.fill(i);
      pen.beginPath();
      this.marker(shape.item.marker, shape.px[i], shape.py[i], shape.radius(i));
      if (fill) {
        pen.globalAlpha = opacity * factor;
        pen.fillStyle = shape.chart.ink(fill);
        pen.fill();
      }
      if (stroke) {
        pen.globalAlpha = stroke.opacity * factor;
        pen.stroke();
      }
    }
    pen.globalAlpha = 1;
  }

  /**
   * Trace a point symbol.
   * @param {string} marker
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  marker(marker, x, y, radius) {
    const corners = markerCorners(marker, radius);
    if (!corners) {
      this.pen.arc(x, y, Math.max(radius, 0), 0, 2 * Math.PI);
      return;
    }
    corners.forEach(([dx, dy], i) => {
      if (i === 0) this.pen.moveTo(x + dx, y + dy);
      else this.pen.lineTo(x + dx, y + dy);
    });
    this.pen.closePath();
  }

  /**
   * @param {{x: number, y: number, w: number, h: number, fill: string|null, factor: number}[]} boxes
   * @param {number} opacity
   * @param {number} radius of corners
   * @param {any} stroke
   */
  rects(boxes, opacity, radius, stroke) {
    const {pen} = this;
    if (stroke) this.setStroke(stroke);
    for (const {x, y, w, h, fill, factor} of boxes) {
      if (fill) {
        pen.globalAlpha = opacity * factor;
        pen.fillStyle = fill;
      }
      if (fill && !radius) pen.fillRect(x, y, w, h);
      if (!radius && !stroke) continue;
      pen.beginPath();
      pen.roundRect(x, y, w, h, Math.min(radius, w / 2, h / 2));
      if (fill && radius) pen.fill();
      if (!stroke) continue;
      pen.globalAlpha = stroke.opacity * factor;
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  /** @param {any} text */
  text(text) {
    const {pen} = this;
    pen.save();
    pen.translate(text.x, text.y);
    if (text.rotate) pen.rotate(text.rotate * Math.PI / 180);
    pen.globalAlpha = text.opacity;
    pen.font = `${text.weight} ${text.size}px ${fontList(this.family)}`;
    pen.textAlign = text.anchor === "middle" ? "center" : text.anchor;
    if (text.halo) {
      pen.strokeStyle = text.halo;
      pen.lineWidth = 3;
      pen.lineJoin = "round";
      pen.setLineDash([]);
      pen.strokeText(text.words, 0, 0);
    }
    pen.fillStyle = text.color;
    pen.fillText(text.words, 0, 0);
    pen.restore();
  }
}

/**
 * Names of fonts, in quotes where they have spaces.
 * @param {string} family
 */
function fontList(family) {
  return family.split(",").map((name) => name.includes(" ") ? `"${name.trim()}"` : name).join(",");
}
