// The surface of files: SVG elements for the same verbs as the canvas.

const SVG_NS = "http://www.w3.org/2000/svg";

/** An SVG element; attributes that are null are left out. @param {string} name @param {Record<string, any>} [attributes] @param {Element} [parent] @returns {SVGElement} */
function svgElement(name, attributes = {}, parent) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG_NS, name));
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  parent?.append(element);
  return element;
}

/** A number as files have it. @param {number} value */
function hundredths(value) {
  return String(Math.round(value * 100) / 100 || 0);
}

/** The attributes of a fill or a stroke. @param {string} name @param {Paint|null} paint */
function paintAttributes(name, paint) {
  const opacity = paint ? paint.opacity * channels(paint.color)[3] / 255 : 1;
  return {
    [name]: paint ? paint.color.slice(0, 7) : "none",
    [`${name}-opacity`]: opacity < 0.995 ? hundredths(opacity) : null,
  };
}

/** @param {Paint|null} fill @param {Line|null} stroke @returns {Record<string, any>} */
function shapeAttributes(fill, stroke) {
  if (!stroke) return paintAttributes("fill", fill);
  const end = stroke.round ? "round" : null;
  return {
    ...paintAttributes("fill", fill), ...paintAttributes("stroke", stroke),
    "stroke-width": stroke.width, "stroke-dasharray": stroke.dash?.join(" ") || null,
    "stroke-linejoin": end, "stroke-linecap": end,
  };
}

/** @param {Element} group into which shapes go */
function vectorSurface(group) {
  return {
    step: 0.25, snap: 1,

    /** @param {Outline} outline @param {boolean} closed @param {Paint|null} fill @param {Line|null} stroke */
    path({xs, ys, starts}, closed, fill, stroke) {
      const d = starts.map((from, part) => {
        const end = starts[part + 1] ?? xs.length;
        const points = xs.slice(from, end).map((x, i) => `${hundredths(x)} ${hundredths(ys[from + i])}`);
        return `M${points.join("L")}${closed ? "z" : ""}`;
      }).join("");
      svgElement("path", {d, ...shapeAttributes(fill, stroke)}, group);
    },

    /** @param {number} x @param {number} y @param {number} radius @param {Paint|null} fill @param {Line|null} stroke */
    circle(x, y, radius, fill, stroke) {
      const [cx, cy, r] = [x, y, radius].map(hundredths);
      svgElement("circle", {cx, cy, r, ...shapeAttributes(fill, stroke)}, group);
    },

    /** @param {number[]} box @param {number} corner @param {Paint|null} fill @param {Line|null} stroke */
    rect(box, corner, fill, stroke) {
      const [x, y, width, height] = box.map(hundredths);
      const rx = corner || null;
      svgElement("rect", {x, y, width, height, rx, ...shapeAttributes(fill, stroke)}, group);
    },

    /** The part of an image in a panel. @param {HTMLCanvasElement} image @param {number[]} box @param {number[]} panel */
    image(image, [x, y, w, h], [left, top, wide, high]) {
      const frame = svgElement("svg", {x: left, y: top, width: wide, height: high}, group);
      svgElement("image", {x: x - left, y: y - top, width: w, height: h, href: image.toDataURL(),
        preserveAspectRatio: "none", "image-rendering": "pixelated"}, frame);
    },

    /** @param {any} text */
    text({x, y, words, size, weight, color, anchor, rotate, halo, opacity}) {
      const [left, base] = [x, y].map(hundredths);
      const round = halo ? {stroke: halo, "stroke-width": 3, "stroke-linejoin": "round",
        "paint-order": "stroke"} : {};
      svgElement("text", {
        x: left, y: base, "font-size": size, "font-weight": weight === 700 ? 700 : null,
        "text-anchor": anchor === "start" ? null : anchor,
        transform: rotate ? `rotate(${rotate} ${left} ${base})` : null,
        ...paintAttributes("fill", {color, opacity}), ...round,
      }, group).textContent = words;
    },
  };
}
