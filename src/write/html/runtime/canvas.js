// The surface of the screen: a canvas, crisp at any number of device pixels per page pixel.

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} zoom device pixels per page pixel
 * @param {string} family of letters
 */
function canvasSurface(pen, zoom, family) {
  pen.setTransform(zoom, 0, 0, zoom, 0, 0);
  pen.miterLimit = 4;
  const fonts = family.split(",").map((name) => JSON.stringify(name.trim())).join(",");

  /** Fill and stroke what was traced. @param {Paint|null} fill @param {Line|null} stroke */
  function ink(fill, stroke) {
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

  return {
    pen, zoom,
    /** Width of a device pixel, and how many a page pixel has. */
    step: 1 / zoom, snap: zoom,

    /** @param {Outline} outline @param {boolean} closed @param {Paint|null} fill @param {Line|null} stroke */
    path({xs, ys, starts}, closed, fill, stroke) {
      pen.beginPath();
      for (let part = 0; part < starts.length; part++) {
        const end = starts[part + 1] ?? xs.length;
        let i = starts[part];
        pen.moveTo(xs[i], ys[i]);
        for (i++; i < end; i++) pen.lineTo(xs[i], ys[i]);
        if (closed) pen.closePath();
      }
      ink(fill, stroke);
    },

    /** @param {number} x @param {number} y @param {number} radius @param {Paint|null} fill @param {Line|null} stroke */
    circle(x, y, radius, fill, stroke) {
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      ink(fill, stroke);
    },

    /** @param {number[]} box @param {number} corner @param {Paint|null} fill @param {Line|null} stroke */
    rect([x, y, w, h], corner, fill, stroke) {
      pen.beginPath();
      if (corner) pen.roundRect(x, y, w, h, Math.min(corner, w / 2, h / 2));
      else pen.rect(x, y, w, h);
      ink(fill, stroke);
    },

    /** A part of the page that a canvas fills, cut at a panel. @param {CanvasImageSource} image @param {number[]} box @param {number[]} panel */
    image(image, [x, y, w, h], [left, top, wide, high], smooth = false) {
      pen.save();
      pen.beginPath();
      pen.rect(left, top, wide, high);
      pen.clip();
      pen.globalAlpha = 1;
      pen.imageSmoothingEnabled = smooth;
      pen.imageSmoothingQuality = "high";
      pen.drawImage(image, x, y, w, h);
      pen.restore();
    },

    /** @param {any} text */
    text({x, y, words, size, weight, color, anchor, rotate, halo, opacity}) {
      pen.save();
      pen.translate(x, y);
      pen.rotate((rotate ?? 0) * Math.PI / 180);
      pen.globalAlpha = opacity;
      pen.font = `${weight ?? 400} ${size}px ${fonts}`;
      pen.textAlign = anchor === "middle" ? "center" : anchor ?? "start";
      if (halo) {
        Object.assign(pen, {strokeStyle: halo, lineWidth: 3, lineJoin: "round"});
        pen.setLineDash([]);
        pen.strokeText(words, 0, 0);
      }
      pen.fillStyle = color;
      pen.fillText(words, 0, 0);
      pen.restore();
    },
  };
}
