// Outlines of point symbols that are not circles. Each has the area of the circle of its radius.

/**
 * Corners of a regular polygon.
 * @param {number} corners
 * @param {number} radius
 * @param {number} first angle of the first corner
 */
function regularPolygon(corners, radius, first) {
  return Array.from({length: corners}, (_, i) => {
    const angle = first + 2 * Math.PI * i / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * Corners of a plus sign of this area: five squares.
 * @param {number} area
 */
function plusCorners(area) {
  const h = Math.sqrt(area / 5) / 2;
  const quarter = [[-h, -3 * h], [h, -3 * h], [h, -h]];
  const turns = [[1, 0], [0, 1], [-1, 0], [0, -1]];
  return turns.flatMap(([c, s]) => quarter.map(([x, y]) => [c * x - s * y, s * x + c * y]));
}

/**
 * The corners of a marker about the origin, y downwards.
 * @param {string} marker not a circle
 * @param {number} radius
 */
function markerCorners(marker, radius) {
  const area = Math.PI * radius * radius;
  const up = -Math.PI / 2;
  const triangle = Math.sqrt(4 * area / (3 * Math.sqrt(3)));
  switch (marker) {
    case "square":
      return regularPolygon(4, Math.sqrt(area / 2), up / 2);
    case "diamond":
      return regularPolygon(4, Math.sqrt(area / 2), up);
    case "triangle":
      return regularPolygon(3, triangle, up);
    case "triangle_down":
      return regularPolygon(3, triangle, -up);
    case "plus":
      return plusCorners(area);
    case "cross":
      return plusCorners(area).map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
    default: {
      const ratio = (3 - Math.sqrt(5)) / 2;
      const outer = Math.sqrt(area / (5 * Math.sin(Math.PI / 5) * ratio));
      const tips = regularPolygon(5, outer, up);
      const pits = regularPolygon(5, outer * ratio, up + Math.PI / 5);
      return tips.flatMap((tip, i) => [tip, pits[i]]);
    }
  }
}

/** How deep a point is in a polygon, negative outside. @param {number[][]} corners @param {number} x @param {number} y */
function depthIn(corners, x, y) {
  const [xs, ys] = [0, 1].map((k) => corners.map((corner) => corner[k]));
  const far = Math.min(...corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length];
    return segmentDistance(x, y, ax, ay, bx, by);
  }));
  return inPolygon(xs, ys, 0, xs.length, x, y) ? far : -far;
}
