// The surface of files: SVG elements for the same verbs as the canvas.

const SVG_NS = "http://www.w3.org/2000/svg";

/**
 * An SVG element with attributes.
 * @param {string} name
 * @param {Record<string, string|number|null|undefined>} [attributes]
 * @param {Element} [parent]
 * @returns {SVGElement}
 */
function svgElement(name, attributes = {}, parent) {
  const element = document.createElementNS(SVG_NS, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  parent?.append(element);
  return /** @type {SVGElement} */ (element);
}

/**
 * A coordinate as files have it.
 * @param {number} value
 */
function hundredths(value) {
  return String(Math.round(value * 100) / 100 || 0);
}

class VectorSurface {
  /** @param {Element} group into which shapes go */
  constructor(group) {
    this.group = group;
    this.step = 0.25;
    this.snap = 1;
  }

  /**
   * @param {any} fill
   * @returns {Record<string, any>}
   */
  fill(fill) {
    if (!fill) return {fill: "none"};
    const [, , , alpha] = channels(fill.color);
    const opacity = fill.opacity * alpha;
    return {
      fill: fill.color.slice(0, 7),
      "fill-opacity": opacity < 0.995 ? hundredths(opacity) : null,
    };
  }

  /**
   * @param {any} stroke
   * @returns {Record<string, any>}
   */
  stroke(stroke) {
    if (!stroke) return {};
    const end = stroke.round ? "round" : null;
    return {
      stroke: stroke.color.slice(0, 7), "stroke-width": stroke.width,
      "stroke-opacity": stroke.opacity < 0.995 ? hundredths(stroke.opacity) : null,
      "stroke-dasharray": stroke.dash?.length ? stroke.dash.join(" ") : null,
      "stroke-linejoin": end, "stroke-linecap": end,
    };
  }

  /**
   * @param {Outline} outline
   * @param {boolean} closed
   * @param {any} fill
   * @param {any} stroke
   */
  path({xs, ys, starts}, closed, fill, stroke) {
    const data = [];
    for (let part = 0; part < starts.length; part++) {
      const end = starts[part + 1] ?? xs.length;
      for (let i = starts[part]; i < end; i++) {
        data.push(i === starts[part] ? "M" : "L", hundredths(xs[i]), " ", hundredths(ys[i]));
      }
      if (closed) data.push("z");
    }
    svgElement("path", {...this.fill(fill), ...this.stroke(stroke), d: data.join("")}, this.group);
  }

  /** @param {any} dots */
  dots({shape, shown, looks, opacity, stroke}) {
    const group = svgElement("g", this.stroke(stroke), this.group);
    for (const i of shown) {
      const factor = looks && looks[i] === FADED ? FADE : 1;
      const color = shape.fill(i);
      const fill = this.fill(color && {color: shape.chart.ink(color), opacity: opacity * factor});
      if (stroke && factor < 1) fill["stroke-opacity"] = hundredths(stroke.opacity * factor);
      const x = shape.px[i], y = shape.py[i], radius = shape.radius(i);
      const corners = markerCorners(shape.item.marker, radius);
      if (!corners) {
        const place = {cx: hundredths(x), cy: hundredths(y), r: hundredths(radius)};
        svgElement("circle", {...fill, ...place}, group);
        continue;
      }
      const points = corners.map(([dx, dy]) => `${hundredths(x + dx)},${hundredths(y + dy)}`);
      svgElement("polygon", {...fill, points: points.join(" ")}, group);
    }
  }

  /**
   * @param {any[]} boxes
   * @param {number} opacity
   * @param {number} radius
   * @param {any} stroke
   */
  rects(boxes, opacity, radius, stroke) {
    const group = svgElement("g", this.stroke(stroke), this.group);
    for (const {x, y, w, h, fill, factor} of boxes) {
      svgElement("rect", {
        ...this.fill(fill && {color: fill, opacity: opacity * factor}),
        x: hundredths(x), y: hundredths(y), width: hundredths(w), height: hundredths(h),
        rx: radius || null,
        "stroke-opacity": stroke && factor < 1 ? hundredths(stroke.opacity * factor) : null,
      }, group);
    }
  }

  /** @param {any} text */
  text(text) {
    const x = hundredths(text.x), y = hundredths(text.y);
    const halo = text.halo ? {
      stroke: text.halo, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke",
    } : {};
    const element = svgElement("text", {
      x, y, "font-size": text.size, "font-weight": text.weight === 400 ? null : text.weight,
      "text-anchor": text.anchor === "start" ? null : text.anchor,
      transform: text.rotate ? `rotate(${text.rotate} ${x} ${y})` : null,
      ...this.fill({color: text.color, opacity: text.opacity}), ...halo,
    }, this.group);
    element.textContent = text.words;
  }
}
