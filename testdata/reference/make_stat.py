"""Make stat.json: what scipy, numpy, matplotlib, contourpy and pandas say of small samples.

Run in any environment that has them; the committed numbers are those of scipy 1.17.1,
numpy 2.4.6, matplotlib 3.11.2, contourpy 1.3.3 and pandas 3.1.1:

    python testdata/reference/make_stat.py > testdata/reference/stat.json

The inputs are in the file too, beside the results. Missing values are null.
"""

import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.cbook as cbook
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from contourpy import contour_generator
from matplotlib.ticker import MaxNLocator
from pandas.plotting import andrews_curves, autocorrelation_plot, radviz
from scipy.stats import gaussian_kde, norm


def plain(values):
    """Values as JSON has them."""
    return [None if v is None or v != v else v for v in np.asarray(values, float).tolist()]


def samples(rng):
    return {
        "normal": np.round(rng.normal(3, 2, 150), 4),
        "skewed": np.round(rng.gamma(1.3, 20, 150), 3),
        "whole": rng.poisson(4, 90).astype(float),
        "far": np.append(np.round(rng.normal(0, 1, 40), 3), [25.0, -30.0, 8.0]),
        "few": np.array([1.0, 2.0, 4.0]),
        "one": np.array([5.0]),
        "same": np.full(6, 0.1),
    }


def density(sets):
    out = []
    for name in ["normal", "skewed", "far", "few"]:
        values = sets[name]
        for rule in ["scott", "silverman", 0.3, 1.2]:
            kde = gaussian_kde(values, bw_method=rule)
            at = np.linspace(values.min() - 5, values.max() + 5, 25)
            out.append({
                "set": name, "rule": rule, "bandwidth": float(np.sqrt(kde.covariance[0, 0])),
                "at": at.tolist(), "density": kde(at).tolist()})
    return out


def bivariate(rng):
    """scipy's factors, but a kernel without correlation: a product of two."""
    x, y = np.round(rng.normal(0, 1, 60), 3), np.round(rng.normal(50, 400, 60), 2)
    gx, gy = np.linspace(-3, 3, 9), np.linspace(-1000, 1100, 7)
    out = []
    for rule in ["scott", "silverman", 0.5]:
        factor = gaussian_kde(np.vstack([x, y]), bw_method=rule).factor
        bw = [factor * x.std(ddof=1), factor * y.std(ddof=1)]
        kx = norm.pdf(gx[:, None], loc=x[None, :], scale=bw[0])
        ky = norm.pdf(gy[:, None], loc=y[None, :], scale=bw[1])
        out.append({"rule": rule, "bandwidth": plain(bw), "density": plain((ky @ kx.T / 60).ravel())})
    return {"x": plain(x), "y": plain(y), "gx": plain(gx), "gy": plain(gy), "cases": out}


def boxes(sets):
    out = []
    for name, values in sets.items():
        for whis in [1.5, 0.7, 3.0]:
            found = cbook.boxplot_stats(values, whis=whis)[0]
            numbers = [found[k] for k in ["whislo", "q1", "med", "q3", "whishi"]]
            out.append({
                "set": name, "whis": whis, "numbers": plain(numbers),
                "outliers": sorted(found["fliers"].tolist())})
    return out


def hexbin(rng):
    x, y = np.round(rng.normal(0, 1, 200), 3), np.round(rng.normal(100, 30, 200), 2)
    c = np.round(rng.gamma(2, 3, 200), 3)
    std = lambda v: np.std(v, ddof=1) if len(v) > 1 else -1.0
    reductions = {
        "count": None, "mean": np.mean, "sum": np.sum, "min": np.min, "max": np.max,
        "median": np.median, "std": std}
    out = []
    for gridsize in [(10, 5), (7, 4), (3, 8), (1, 1)]:
        for extent in [None, (-1.0, 1.5, 80.0, 130.0)]:
            figure, ax = plt.subplots()
            case = {"gridsize": gridsize, "extent": extent}
            for name, reduction in reductions.items():
                how = {"mincnt": 1} if reduction is None else {
                    "C": c, "reduce_C_function": reduction, "mincnt": 1}
                found = ax.hexbin(x, y, gridsize=gridsize, extent=extent, **how)
                case[name] = plain(np.round(found.get_array(), 13))
            offsets, corners = found.get_offsets(), found.get_paths()[0].vertices
            case["x"], case["y"] = plain(offsets[:, 0]), plain(offsets[:, 1])
            case["size"] = plain(corners.max(axis=0) - corners.min(axis=0))
            plt.close(figure)
            out.append(case)
    return {"x": plain(x), "y": plain(y), "c": plain(c), "cases": out}


def ring_area(points):
    x, y = points[:, 0], points[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def contour():
    x = np.linspace(-3, 3, 9) ** 3 / 9
    y = np.linspace(-2, 2.5, 8)
    gx, gy = np.meshgrid(x, y)
    grids = {
        "hill": np.exp(-gx**2 - gy**2),
        "saddle": gx * gy + 0.1 * gx,
        "waves": np.sin(2.1 * gx) * np.cos(1.7 * gy) + 0.05 * gx,
    }
    holed = grids["waves"].copy()
    holed[3, 4] = holed[0, 0] = holed[5, 6] = np.nan
    grids["holed"] = holed
    out = []
    for name, z in grids.items():
        masked = np.ma.masked_invalid(z)
        for level in [-0.4, 0.013, 0.1, 0.31]:
            generator = contour_generator(x, y, masked, name="serial", corner_mask=True,
                                          fill_type="OuterOffset")
            lines = generator.lines(level)
            points, offsets = generator.filled(level, 1e9)
            area = sum(ring_area(p[a:b]) for p, o in zip(points, offsets) for a, b in zip(o, o[1:]))
            out.append({
                "grid": name, "level": level,
                "closed": sum(bool((l[0] == l[-1]).all()) for l in lines), "count": len(lines),
                "length": sum(float(np.hypot(*np.diff(l, axis=0).T).sum()) for l in lines),
                "points": [plain(p) for p in sorted({tuple(p) for l in lines for p in l.tolist()})],
                "area": area})
    return {"x": plain(x), "y": plain(y), "grids": {k: plain(v.ravel()) for k, v in grids.items()},
            "cases": out}


def levels():
    spans = [(0, 1), (0.013, 0.98), (-3, 17), (1e-7, 3e-7), (-250, 1234.5), (5, 6.1), (0, 0.159)]
    return [{"low": low, "high": high, "count": n,
             "levels": plain(MaxNLocator(n + 1, min_n_ticks=1).tick_values(low, high))}
            for low, high in spans for n in [1, 3, 5, 7, 10, 20]]


def series(rng):
    figure, ax = plt.subplots()
    walk = pd.Series(np.round(np.cumsum(rng.normal(0, 1, 60)) + 40, 3))
    autocorrelation_plot(walk, ax=ax)
    grey = sorted(line.get_ydata()[0] for line in ax.lines[:5])
    auto = {"values": plain(walk), "r": plain(ax.lines[5].get_ydata()), "bands": plain(grey)}
    # An odd number of columns: with an even one pandas uses the second column twice.
    frame = pd.DataFrame(np.round(rng.normal(2, 3, (6, 5)), 3), columns=list("abcde"))
    frame["class"] = list("xyxyzz")
    figure, ax = plt.subplots()
    andrews_curves(frame, "class", ax=ax, samples=23)
    curves = [plain(line.get_ydata()) for line in ax.lines if len(line.get_xdata()) == 23]
    at = plain(ax.lines[0].get_xdata())
    figure, ax = plt.subplots()
    radviz(frame, "class", ax=ax)
    dots = {kind.get_label(): plain(kind.get_offsets().ravel()) for kind in ax.collections}
    return {"autocorrelation": auto, "columns": {c: plain(frame[c]) for c in "abcde"},
            "class": frame["class"].tolist(), "andrews": {"at": at, "curves": curves},
            "radviz": dots}


def main():
    rng = np.random.default_rng(1977)
    sets = samples(rng)
    out = {
        "samples": {k: plain(v) for k, v in sets.items()},
        "density": density(sets),
        "bivariate": bivariate(rng),
        "boxes": boxes(sets),
        "hexbin": hexbin(rng),
        "contour": contour(),
        "levels": levels(),
        "series": series(rng),
    }
    json.dump(out, sys.stdout, ensure_ascii=False, separators=(",", ":"))
    print()


main()
