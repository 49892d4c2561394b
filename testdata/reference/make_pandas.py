"""Make pandas.json: what pandas and numpy say of small tables.

Run in any environment that has them; the committed numbers are those of pandas 3.1.1 and
numpy 2.4.6:

    python testdata/reference/make_pandas.py > testdata/reference/pandas.json

Missing values are null. `table` and `bins.values` are the inputs, everything else is output.
"""

import json
import sys

import numpy as np
import pandas as pd

AGGS = {
    "sum": "sum", "mean": "mean", "median": "median", "min": "min", "max": "max", "std": "std",
    "var": "var", "sem": "sem", "count": "count", "size": "size", "nunique": "nunique",
    "first": "first", "last": "last", "prod": "prod", "any": "any", "all": "all", "skew": "skew",
    "kurt": "kurt",
    "mode": lambda s: s.mode().iloc[0] if s.notna().any() else np.nan,
    "q25": lambda s: s.quantile(0.25), "q95": lambda s: s.quantile(0.95),
    "quantile:0.333": lambda s: s.quantile(0.333),
}
WORDS = {"count", "size", "nunique", "first", "last", "min", "max", "mode"}
RULES = ["auto", "fd", "scott", "sturges", "doane", "rice", "sqrt", 7]


def plain(values):
    """Values as JSON has them."""
    out = []
    for v in values:
        v = v.item() if hasattr(v, "item") else v
        out.append(None if v is None or v != v else v)
    return out


def table():
    rng = np.random.default_rng(1928)
    n = 120
    # `one` has one row, `two` and `three` too few for moments, `none` no value, `same` no spread.
    key = rng.choice(["b", "a", "zeta", "Ä"], n - 16).tolist()
    key += ["one"] + ["two"] * 2 + ["three"] * 3 + ["none"] * 3 + ["same"] * 4 + [None] * 3
    value = np.round(rng.normal(10, 3, n), 3)
    value[rng.random(n) < 0.2] = np.nan
    whole = rng.integers(-3, 9, n).astype(float)
    whole[rng.random(n) < 0.2] = np.nan
    word = rng.choice(["x", "yy", "Z"], n).astype(object)
    word[rng.random(n) < 0.2] = None
    frame = pd.DataFrame({"key": key, "value": value, "whole": whole, "word": word})
    frame["part"] = rng.integers(0, 2, n)
    frame.loc[frame.key.isin(["one", "two", "three"]), ["value", "whole"]] = np.array(
        [[1.5, 1.0], [2.5, 4.0], [4.0, 4.0], [1.0, 2.0], [2.0, 0.0], [4.0, 3.0]])
    frame.loc[frame.key == "none", ["value", "whole", "word"]] = [np.nan, np.nan, None]
    frame.loc[frame.key == "same", ["value", "whole"]] = [2.25, 5.0]
    return frame.sample(frac=1, random_state=7).reset_index(drop=True)


def groups(frame, keys, sort):
    by = frame.groupby(keys, sort=sort)
    out = {"keys": {k: plain(by.size().index.get_level_values(k)) for k in keys}}
    for column in ["value", "whole", "word"]:
        for name, how in AGGS.items():
            if column == "word" and name not in WORDS:
                continue
            if column == "word" and name in ("min", "max"):
                how = (lambda s: s.dropna().min()) if name == "min" else (lambda s: s.dropna().max())
            out[f"{column}:{name}"] = plain(by[column].agg(how))
    out["value:sum:min_count=2"] = plain(by["value"].sum(min_count=2))
    return out


def bins():
    rng = np.random.default_rng(7)
    sets = {
        "normal": np.round(rng.normal(3, 2, 500), 4),
        "skewed": np.round(rng.gamma(1.3, 20, 700), 4),
        "whole": rng.poisson(4, 300),
        "few": np.array([1.0, 2.0, 4.0]),
        "same": np.array([5.0, 5.0, 5.0, 5.0]),
    }
    out = []
    for name, values in sets.items():
        for rule in RULES:
            for span in [None, [1.0, 6.0]]:
                counts, edges = np.histogram(values, rule, span)
                density, _ = np.histogram(values, rule, span, density=True)
                out.append({
                    "set": name, "rule": rule, "range": span, "edges": edges.tolist(),
                    "counts": counts.tolist(), "density": plain(density)})
    return {"values": {k: v.tolist() for k, v in sets.items()}, "cases": out}


def main():
    frame = table()
    out = {
        "table": {c: plain(frame[c]) for c in frame},
        "by_key": groups(frame, ["key"], True),
        "by_appearance": groups(frame, ["key"], False),
        "by_both": groups(frame, ["key", "part"], True),
        "bins": bins(),
    }
    json.dump(out, sys.stdout, ensure_ascii=False, separators=(",", ":"))
    print()


main()
