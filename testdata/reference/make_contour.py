"""Make contour.json: what contourpy says of the bands of a plane.

Run with Python 3.11, numpy 2.4.6 and contourpy 1.3.3:

    python testdata/reference/make_contour.py

The plane has uneven places, a y that falls and missing values. Bands are told by their areas:
of each pair of levels, and of what is below the first and above the last.
"""

import json
import pathlib

import numpy as np
from contourpy import contour_generator

LEVELS = [-1.0, -0.4, 0.0, 0.25, 0.8]


def area(points):
    x, y = points[:, 0], points[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def main():
    x = np.array([-3.0, -2.5, -1.0, -0.2, 0.1, 0.9, 1.0, 2.4, 3.1, 5.0])
    y = np.array([70.0, 66.0, 61.5, 55.0, 54.0, 40.0, 33.0])
    gx, gy = np.meshgrid(x, y)
    z = np.round(1.3 * np.sin(1.4 * gx) * np.cos(gy / 9) + 0.05 * gx, 4)
    for j, i in [(0, 0), (3, 4), (3, 5), (6, 8), (2, 9)]:
        z[j, i] = np.nan
    generator = contour_generator(x, y, np.ma.masked_invalid(z), name="serial", corner_mask=True,
                                  fill_type="OuterOffset")
    edges = [-1e9, *LEVELS, 1e9]
    bands = []
    for low, high in zip(edges, edges[1:]):
        points, offsets = generator.filled(low, high)
        bands.append(abs(sum(area(p[a:b]) for p, o in zip(points, offsets)
                             for a, b in zip(o, o[1:]))))
    out = {"x": x.tolist(), "y": y.tolist(), "levels": LEVELS, "bands": bands,
           "z": [None if np.isnan(v) else float(v) for v in z.ravel()]}
    path = pathlib.Path(__file__).with_name("contour.json")
    path.write_text(json.dumps(out, indent=None, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
