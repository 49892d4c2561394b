// The surface of files: SVG elements for what is drawn on the canvas.

const SVG_NS = "http://www.w3.org/2000/svg";

/** An SVG element; attributes that are null are left out. @param {string} name @param {Record<string, any>} [attributes] @param {Element} [parent] @returns {SVGElement} */
function svgElement(name, attributes = {}, parent) {
  return putAttributes(/** @type {any} */ (document.createElementNS(SVG_NS, name)), attributes, parent);
}

/** @template {Element} T @param {T} element @param {Record<string, any>} attributes those that are null are left out @param {Element} [parent] @returns {T} */
function putAttributes(element, attributes, parent) {
  parent?.append(element);
  for (const name in attributes) {
    if ((attributes[name] ?? null) !== null) element.setAttribute(name, attributes[name]);
  }
  return element;
}

/** The attributes of a fill or a stroke. @param {string} name @param {Paint|null} paint */
function paintAttributes(name, paint) {
  const opacity = paint ? paint.opacity * channels(paint.color)[3] / 255 : 1;
  return {
    [name]: paint ? paint.color.slice(0, 7) : "none",
    [`${name}-opacity`]: opacity < 0.995 ? toHundredth(opacity) : null,
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
    group, step: 0.25, snap: 1,

    /** @param {Outline} outline @param {boolean} closed @param {Paint|null} fill @param {Line|null} stroke */
    path({xs, ys, starts}, closed, fill, stroke) {
      const d = starts.map((from, part) => {
        const points = xs.slice(from, starts[part + 1]).map((x, i) =>
          `${toHundredth(x)} ${toHundredth(ys[from + i])}`);
        return `M${points.join("L")}${closed ? "z" : ""}`;
      }).join("");
      svgElement("path", {d, ...shapeAttributes(fill, stroke)}, group);
    },
  };
}
