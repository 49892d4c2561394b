"""Make kinds_dist.json: what pandas, scipy and matplotlib say of testdata/penguins.csv.

Run in any environment that has them; the committed numbers are those of scipy 1.17.1,
numpy 2.4.6, matplotlib 3.11.2 and pandas 3.1.1:

    python testdata/reference/make_kinds_dist.py > testdata/reference/kinds_dist.json

Each case is a command and the rows that `-o rows.csv` has to give: some of them, by number, where
there are many.
"""

import itertools
import json
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.cbook as cbook
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy.stats import gaussian_kde

FILE = "testdata/penguins.csv"
DATA = pd.read_csv(pathlib.Path(__file__).parents[1] / "penguins.csv")
KEY = ["species"]


def groups(keys, column):
    """Values by group, in the order of appearance."""
    known = DATA.dropna(subset=keys) if keys else DATA
    for key, rows in known.groupby(keys, sort=False) if keys else [((), known)]:
        yield list(key), rows[column].dropna().to_numpy(float)


def case(command, columns, rows, every=1):
    rows = list(rows)
    return {
        "command": f"{command} -o - --format csv -q",
        "columns": columns,
        "count": len(rows),
        "every": every,
        "rows": rows[::every],
    }


def box(keys, column, whis=1.5):
    for key, values in groups(keys, column):
        numbers = cbook.boxplot_stats(values, whis=whis)[0]
        low, high = numbers["whislo"], numbers["whishi"]
        yield key + [float(v) for v in (low, numbers["q1"], numbers["med"], numbers["q3"], high)]


def curve(keys, column, cut, samples, method="scott", log=False):
    for key, values in groups(keys, column):
        values = np.log10(values) if log else values
        kde = gaussian_kde(values, bw_method=method)
        width = np.sqrt(kde.covariance[0, 0])
        at = np.linspace(values.min() - cut * width, values.max() + cut * width, samples)
        for x, y in zip(at, kde(at)):
            yield key + [float(10**x if log else x), float(y)]


def seen(rows):
    """Without both ends of every curve, as far as they are below 0.5 % of its height."""
    for _, part in itertools.groupby(rows, key=lambda row: row[:-2]):
        part = list(part)
        least = 0.005 * max(row[-1] for row in part)
        high = [number for number, row in enumerate(part) if row[-1] >= least]
        yield from part[high[0] : high[-1] + 1]


def below(keys, column, samples):
    all_groups = list(groups(keys, column))
    kdes = [gaussian_kde(values) for _, values in all_groups]
    widths = [np.sqrt(kde.covariance[0, 0]) for kde in kdes]
    low = min(v.min() - 3 * w for (_, v), w in zip(all_groups, widths))
    high = max(v.max() + 3 * w for (_, v), w in zip(all_groups, widths))
    for (key, _), kde in zip(all_groups, kdes):
        for x in np.linspace(low, high, samples):
            yield key + [float(x), float(kde.integrate_box_1d(-np.inf, x))]


def hexagons(x, y, gridsize, z=None, reduce=None, mincnt=None, log=False):
    rows = DATA.dropna(subset=[c for c in (x, y, z) if c])
    scale = "log" if log else "linear"
    found = plt.figure().add_subplot().hexbin(
        rows[x], rows[y], C=None if z is None else rows[z], gridsize=gridsize,
        reduce_C_function=reduce or np.mean, mincnt=mincnt or 1, xscale=scale, yscale=scale,
    )
    plt.close("all")
    values = found.get_array()
    places = found.get_offsets()
    # On logarithmic axes matplotlib gives logarithms.
    places = 10**places if log else places
    for (cx, cy), value in zip(places, values):
        if value == value:
            yield [float(cx), float(cy), float(value)]


MASS, BILL, DEPTH = "body_mass_g", "bill_length_mm", "bill_depth_mm"
CASES = [
    case(f"box {FILE} -y {MASS} --by species", KEY + ["low", "q1", "median", "q3", "high"],
         box(KEY, MASS)),
    case(f"box {FILE} -x species -y {BILL} --by sex --whis 1",
         ["species", "sex", "low", "q1", "median", "q3", "high"],
         box(["species", "sex"], BILL, 1.0)),
    case(f"density {FILE} -y {MASS} --by species", KEY + ["x", "density"],
         curve(KEY, MASS, 3, 200), 17),
    case(f"density {FILE} -y {MASS} --bandwidth silverman --cut 1 --by species",
         KEY + ["x", "density"], curve(KEY, MASS, 1, 200, "silverman"), 29),
    case(f"density {FILE} -y {MASS} --bandwidth 0.2", ["x", "density"],
         curve([], MASS, 3, 200, 0.2), 9),
    case(f"density {FILE} -y {MASS} --logx", ["x", "density"],
         curve([], MASS, 3, 200, log=True), 9),
    case(f"density {FILE} -y {MASS} --by species --cumulative", KEY + ["x", "share"],
         below(KEY, MASS, 200), 23),
    case(f"violin {FILE} -y {BILL} --by species", KEY + ["y", "density"],
         curve(KEY, BILL, 0, 100), 11),
    case(f"violin {FILE} -y {BILL} --by species --cut 2 --logy", KEY + ["y", "density"],
         curve(KEY, BILL, 2, 100, log=True), 11),
    case(f"ridge {FILE} -y {BILL} --by species", KEY + ["x", "density"],
         seen(curve(KEY, BILL, 3, 200)), 31),
    case(f"hexbin {FILE} -x {BILL} -y {DEPTH} --gridsize 12,7", ["x", "y", "count"],
         hexagons(BILL, DEPTH, (12, 7)), 3),
    case(f"hexbin {FILE} -x {BILL} -y {DEPTH} --gridsize 9,5 --min-count-cell 3",
         ["x", "y", "count"], hexagons(BILL, DEPTH, (9, 5), mincnt=3), 2),
    case(f"hexbin {FILE} -x {BILL} -y {DEPTH} --z {MASS} --gridsize 12,7", ["x", "y", "value"],
         hexagons(BILL, DEPTH, (12, 7), MASS), 3),
    case(f"hexbin {FILE} -x {BILL} -y {DEPTH} --z {MASS} --agg max --gridsize 12,7",
         ["x", "y", "value"], hexagons(BILL, DEPTH, (12, 7), MASS, np.max), 3),
    case(f"hexbin {FILE} -x {BILL} -y {DEPTH} --gridsize 8,4 --loglog", ["x", "y", "count"],
         hexagons(BILL, DEPTH, (8, 4), log=True), 2),
]

json.dump({"cases": CASES}, sys.stdout, indent=None, separators=(",", ":"))
print()
