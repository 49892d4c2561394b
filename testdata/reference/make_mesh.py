"""Write mesh.json: what datashader makes of curved grids and of triangles that turn either way.

Run in an environment with datashader 0.19.1, xarray and numpy, from the top of the repository:

    python testdata/reference/make_mesh.py
"""

import json
from pathlib import Path

import datashader as ds
import numpy as np
import pandas as pd
import xarray as xr

HERE = Path(__file__).parent
num = lambda v: None if np.isnan(v) else float(f"{v:.12g}")
nest = lambda a: [[num(v) for v in row] for row in np.asarray(a, dtype=float)]


def bent(ny, nx):
    """Middles of a grid that is turned and bent, and values with a hole; the test makes the same."""
    j, i = np.mgrid[0:ny, 0:nx]
    x = 0.31 + 0.93 * i + 0.37 * j + 0.05 * j**2
    y = 0.17 + 0.81 * j - 0.29 * i + 0.03 * i * j
    z = (10 * j + i).astype(float)
    z[ny // 2, nx // 3] = np.nan
    return x, y, z


# Datashader rounds corners left of or below the canvas towards zero, vizcli always down: none is there.
cases = []
for name, (ny, nx), width, height, x_range, y_range, how in (
    ("coarse", (5, 7), 24, 18, None, None, "mean"),
    ("in part", (5, 7), 20, 15, (-1, 6), (-3, 3), "mean"),
    ("fine", (30, 40), 10, 8, (-1, 45), (-14, 30), "mean"),
    ("fine, most", (30, 40), 10, 8, (-1, 45), (-14, 30), "max"),
    ("fine, how many", (30, 40), 10, 8, (-1, 45), (-14, 30), "count"),
    ("one cell a pixel", (9, 11), 16, 12, None, None, "mean"),
):
    x, y, z = bent(ny, nx)
    grid = xr.DataArray(z, dims=("j", "i"), coords={"x": (("j", "i"), x), "y": (("j", "i"), y)}, name="z")
    canvas = ds.Canvas(plot_width=width, plot_height=height, x_range=x_range, y_range=y_range)
    made = canvas.quadmesh(grid, "x", "y", getattr(ds, how)("z"))
    cases.append({
        "name": name, "sort": "quads", "how": how, "size": [ny, nx], "cells": [width, height],
        "x_range": [float(v) for v in made.attrs["x_range"]], "y_range": [float(v) for v in made.attrs["y_range"]],
        "rows": nest(made.data),
    })

rng = np.random.default_rng(4)
vertices = pd.DataFrame({"x": rng.uniform(0, 10, 30), "y": rng.uniform(0, 8, 30), "z": rng.uniform(0, 5, 30)}).round(3)
corners = np.array([rng.choice(30, 3, replace=False) for _ in range(40)])
place = vertices[["x", "y"]].to_numpy()[corners]
(ax, ay), (bx, by) = (place[:, 1] - place[:, 0]).T, (place[:, 2] - place[:, 0]).T
turn = ax * by - ay * bx
corners[turn < 0] = corners[turn < 0][:, [0, 2, 1]]
canvas = ds.Canvas(plot_width=26, plot_height=19, x_range=(1, 9.5), y_range=(-1, 7))
for how in ("linear", "nearest"):
    made = canvas.trimesh(vertices, pd.DataFrame(corners, columns=["a", "b", "c"]), interpolate=how)
    cases.append({
        "name": f"triangles, {how}", "sort": how, "how": "mean", "cells": [26, 19],
        "x": list(vertices.x), "y": list(vertices.y), "z": list(vertices.z), "triangles": corners.tolist(),
        "x_range": [1, 9.5], "y_range": [-1, 7], "rows": nest(made.data),
    })
with open(HERE / "mesh.json", "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
