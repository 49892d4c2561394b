"""Edges of cells as xarray 2026.9 infers them from their middles: edges.json."""

import json
import pathlib

import numpy as np
from xarray.plot.utils import _infer_interval_breaks

MIDDLES = {
    "even": [0.0, 2.5, 5.0, 7.5],
    "falling": [75.0, 72.5, 70.0],
    "uneven": [-3.0, 0.5, 1.0, 10.0, 11.5],
    "two": [10.0, 20.0],
    "pressures": [1000.0, 850.0, 500.0, 100.0, 10.0],
}

out = []
for name, middles in MIDDLES.items():
    for scale in ("linear", "log"):
        if scale == "log" and min(middles) <= 0:
            continue
        edges = _infer_interval_breaks(np.array(middles), check_monotonic=True, scale=scale)
        out.append({"name": name, "log": scale == "log", "middles": middles, "edges": edges.tolist()})
here = pathlib.Path(__file__).parent
(here / "edges.json").write_text(json.dumps(out, indent=1) + "\n")
