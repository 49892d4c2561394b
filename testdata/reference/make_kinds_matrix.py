"""Make kinds_matrix.json: what pandas.plotting draws of a small table with gaps.

Run in any environment that has pandas and matplotlib; the committed numbers are those of
pandas 3.1 and matplotlib 3.11:

    python testdata/reference/make_kinds_matrix.py > testdata/reference/kinds_matrix.json

The table is in the file too. Missing values are null. pandas draws rows with gaps in part; rows
that are complete are what is compared.
"""

import json

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from pandas.plotting import (
    andrews_curves,
    autocorrelation_plot,
    lag_plot,
    parallel_coordinates,
    radviz,
    scatter_matrix,
)

NAMES = ["a", "b", "c", "d"]


def plain(values):
    return [None if v != v else v for v in np.ma.filled(np.ma.asarray(values, float), np.nan).tolist()]


def table():
    rng = np.random.default_rng(7)
    frame = pd.DataFrame(
        {
            "a": np.round(rng.normal(3, 2, 24), 3),
            "b": np.round(rng.gamma(1.3, 20, 24), 2),
            "c": rng.poisson(4, 24).astype(float),
            "d": np.round(rng.uniform(-1, 1, 24), 4),
            "kind": rng.choice(["x", "y", "z"], 24),
        }
    )
    frame.loc[[3, 17], "a"] = np.nan
    frame.loc[[5], "c"] = np.nan
    return frame


def pairs(whole):
    found = {}
    axes = scatter_matrix(whole[NAMES], diagonal="hist")
    for i, row in enumerate(NAMES):
        for j, column in enumerate(NAMES):
            if i != j:
                x, y = np.asarray(axes[i][j].collections[0].get_offsets()).T
                found[f"{row},{column}"] = {"x": plain(x), "y": plain(y)}
    return found


def lines(axes, count):
    """Lines of rows, not of the axes, as one list."""
    return [plain(line.get_ydata()) for line in axes.get_lines()[:count]]


def main():
    frame = table()
    whole = frame.dropna().reset_index(drop=True)
    result = {
        "table": {name: [None if v != v else v for v in frame[name].tolist()] for name in frame},
        "pairs": pairs(whole),
    }
    plt.figure()
    result["parallel"] = lines(parallel_coordinates(whole, "kind", cols=NAMES), len(whole))
    plt.figure()
    # Of an odd number of columns: with an even one, np.resize in pandas repeats a coefficient.
    axes = andrews_curves(whole[["a", "b", "c", "kind"]], "kind", samples=5)
    result["andrews"] = lines(axes, len(whole))
    plt.figure()
    axes = radviz(whole, "kind")
    result["radviz"] = {
        c.get_label(): np.asarray(c.get_offsets()).tolist() for c in axes.collections if len(c.get_offsets())
    }
    for lag in (1, 4):
        plt.figure()
        offsets = np.ma.asarray(lag_plot(frame["a"], lag=lag).collections[0].get_offsets())
        x, y = offsets.T
        keep = ~(np.ma.getmaskarray(x) | np.ma.getmaskarray(y) | np.isnan(x.data) | np.isnan(y.data))
        result[f"lag {lag}"] = {"value": plain(x[keep]), "later": plain(y[keep])}
    plt.figure()
    axes = autocorrelation_plot(frame["a"].dropna())
    result["autocorrelation"] = plain(axes.get_lines()[-1].get_ydata())
    bands = [line.get_ydata()[0] for line in axes.get_lines()[:5]]
    result["bands"] = sorted(float(b) for b in bands if b != 0)
    print(json.dumps(result, indent=None))


main()
