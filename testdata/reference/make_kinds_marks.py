"""kinds_marks.json: error bars, candles and tracks. pandas 3.1.1, scipy 1.17.1, Python 3.

Written from the tables in testdata/ alone; run from the repository's root.
"""

import json
import pathlib

import pandas as pd
from scipy.stats import t

HERE = pathlib.Path(__file__).parent
penguins = pd.read_csv(HERE.parent / "penguins.csv")
prices = pd.read_csv(HERE.parent / "prices.csv", parse_dates=["date"])


def errors():
    groups = penguins.dropna(subset=["sex"]).groupby(["species", "sex"])["body_mass_g"]
    table = groups.agg(["mean", "std", "sem", "count"]).reset_index()
    table["ci95"] = t.ppf(0.975, table["count"] - 1) * table["sem"]
    return {name: table[name].tolist() for name in ["species", "sex", "mean", "std", "sem", "ci95"]}


def two_columns():
    groups = penguins.groupby("island")[["bill_length_mm", "bill_depth_mm"]]
    mean, std = groups.mean(), groups.std()
    rows = [
        [island, column, mean.loc[island, column], std.loc[island, column]]
        for column in mean.columns
        for island in mean.index
    ]
    return {name: list(column) for name, column in zip(["island", "Variable", "value", "value_std"], zip(*rows))}


def quantiles():
    freedom = [*range(1, 121), 150, 500, 999, 1000, 1001, 1002, 5000, 10**5, 10**9]
    return {"freedom": freedom, "t975": [float(t.ppf(0.975, n)) for n in freedom]}


def months():
    table = prices.groupby(prices["date"].dt.month).agg(
        {"open": "first", "high": "max", "low": "min", "close": "last"}
    )
    return {"month": table.index.tolist()} | {name: table[name].tolist() for name in table}


everything = {
    "errors": errors(),
    "two_columns": two_columns(),
    "quantiles": quantiles(),
    "months": months(),
}
(HERE / "kinds_marks.json").write_text(json.dumps(everything, indent=1) + "\n")
