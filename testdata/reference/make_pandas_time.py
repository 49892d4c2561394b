"""Make pandas_time.json: what pandas says of bins of time, windows, changes and shares.

Run in any environment that has it; the committed numbers are those of pandas 3.1.1:

    python testdata/reference/make_pandas_time.py > testdata/reference/pandas_time.json

Times are ISO 8601 text; those of a zone are UTC. Missing values are null. `sets` are the inputs,
everything else is output.
"""

import json
import sys
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
RULES = [
    "s", "min", "10min", "h", "3h", "7h", "D", "2D", "5D", "B", "3B", "W", "W-MON", "W-WED", "2W",
    "SMS", "SME", "MS", "ME", "2MS", "2ME", "5ME", "QS", "QE", "QS-FEB", "QE-NOV", "2QS", "YS", "YE",
    "YS-APR", "YE-JUN", "2YE", "BMS", "BME", "BQS", "BQE-FEB", "BYS", "BYE",
]
AGGS = ["sum", "mean", "count", "max", "first", "std", "size"]
MOST = 60


def plain(values):
    out = []
    for v in values:
        v = v.item() if hasattr(v, "item") else v
        if isinstance(v, float) and np.isfinite(v):
            v = float(f"{v:.12g}")
            v = int(v) if v == int(v) and abs(v) < 1e15 else v
        out.append(None if v is None or v != v else v)
    return out


def iso(times):
    if getattr(times, "tz", None) is not None:
        times = times.tz_convert("UTC").tz_localize(None)
    return [t.isoformat().removesuffix("T00:00:00").removesuffix(":00") for t in times]


def sets():
    rng = np.random.default_rng(1963)

    def values(n, gaps=0.15):
        v = np.round(rng.normal(5, 3, n), 2)
        v[rng.random(n) < gaps] = np.nan
        return v

    def irregular(start, n, hours):
        gaps = np.round(rng.exponential(hours * 60, n)).astype("int64") + 1
        return pd.Timestamp(start) + pd.to_timedelta(np.cumsum(gaps), unit="min")

    hours = lambda start, end, step, zone: pd.date_range(start, end, freq=step, tz=zone)
    out = {
        "days": pd.date_range("2019-12-28", periods=40, freq="D"),
        "months": pd.date_range("1999-01-31", periods=30, freq="ME"),
        "irregular": irregular("2023-11-29T22:10", 26, 30),
        "holes": irregular("2016-02-20T06:30", 20, 6).append(irregular("2016-06-28T01:00", 20, 9)),
        "ends": pd.DatetimeIndex(["2016-02-29T00:00", "2016-02-29T23:59", "2016-03-31T12:00",
                                  "2016-03-31T12:00", "2016-04-30T00:00", "2016-12-31T00:00"]),
        "seconds": pd.Timestamp("2024-02-28T23:59:30") + pd.to_timedelta(np.arange(0, 95, 7), unit="s"),
        "one": pd.DatetimeIndex(["2024-02-29T13:45"]),
        "midnight": pd.DatetimeIndex(["2023-01-01T00:00"]),
        "spring": hours("2024-03-29T21:30", "2024-04-02T03:00", "70min", "Europe/Berlin"),
        "autumn": hours("2024-10-25T23:00", "2024-10-29T02:00", "70min", "Europe/Berlin"),
        "west": hours("2024-02-25T01:00", "2024-04-05T03:00", "11h", "America/New_York"),
        # The clock of Havana skips midnight in spring and repeats it in autumn.
        "havana": hours("2024-03-08T05:00", "2024-03-12T20:00", "5h", "America/Havana").append(
            hours("2024-11-01T05:00", "2024-11-05T20:00", "5h", "America/Havana")),
    }
    frames = {}
    for name, times in out.items():
        frame = pd.DataFrame({"v": values(len(times))}, index=times.as_unit("us"))
        frame["k"] = rng.choice(["a", "b"], len(frame))
        frames[name] = frame.iloc[rng.permutation(len(frame))] if name == "irregular" else frame
    return frames


def resampled(frames):
    cases, skipped = [], []
    for name, frame in frames.items():
        for rule in RULES:
            span = (frame.index.max() - frame.index.min()) / pd.Timedelta(1, "s")
            fine = {"s": 1, "min": 60, "10min": 600, "h": 3600, "3h": 10800, "7h": 25200}
            if span / fine.get(rule, 43200) > MOST:
                continue
            for closed, label in [(None, None), ("left", "right"), ("right", "left")]:
                if closed and rule not in ("3h", "2D", "D", "W", "ME", "MS", "SME", "QE-NOV"):
                    continue
                try:
                    bins = frame.v.resample(rule, closed=closed, label=label)
                    aggs = AGGS if rule in ("10min", "3h", "2D", "W", "ME", "QS") and not closed else ["sum"]
                    case = {"set": name, "rule": rule, "closed": closed, "label": label,
                            "times": iso(bins.sum().index)}
                    for agg in aggs :
                        case[agg] = plain(bins.agg(agg))
                    cases.append(case)
                except Exception as error:
                    skipped.append(f"{name} {rule} {closed}: {type(error).__name__} {error}")
    print("\n".join(skipped), file=sys.stderr)
    return cases


def grouped(frames):
    cases = []
    for name, rule in [("irregular", "W-MON"), ("holes", "ME"), ("days", "5D"),
                       ("autumn", "D")]:
        bins = frames[name].groupby("k").v.resample(rule)
        total, mean = bins.sum(), bins.mean()
        cases.append({"set": name, "rule": rule, "k": list(total.index.get_level_values(0)),
                      "times": iso(total.index.get_level_values(1)), "sum": plain(total),
                      "mean": plain(mean)})
    return cases


def windows(frames):
    out = []
    functions = ["mean", "sum", "min", "max", "median", "std", "var", "count", "q25"]

    def of(rolling, f):
        return rolling.quantile(0.25) if f == "q25" else getattr(rolling, f)()

    def add(name, words, result):
        out.append({"set": name, **words, "out": plain(result)})

    for name in ["seconds", "irregular", "ends", "one"]:
        v = frames[name].sort_index().v
        spans = ["20s", "30s"] if name == "seconds" else ["3D", "36h"]
        for f in functions if name != "irregular" else ["mean", "median", "var"]:
            for n in [1, 3]:
                add(name, {"rolling": str(n), "f": f}, of(v.rolling(n), f))
            add(name, {"rolling": "4", "f": f, "center": True, "min_periods": 2},
                of(v.rolling(4, center=True, min_periods=2), f))
            add(name, {"rolling": "5", "f": f, "center": True}, of(v.rolling(5, center=True), f))
            add(name, {"rolling": spans[0], "f": f}, of(v.rolling(spans[0]), f))
            add(name, {"rolling": spans[1], "f": f, "center": True},
                of(v.rolling(spans[1], center=True), f))
            add(name, {"expanding": f}, of(v.expanding(), f))
            add(name, {"expanding": f, "min_periods": 4}, of(v.expanding(4), f))
        for kind, number in [("span", 7), ("com", 0.5), ("halflife", 2.5), ("alpha", 0.3)]:
            add(name, {"ewm": kind, "number": number}, v.ewm(**{kind: number}).mean())
        add(name, {"ewm": "span", "number": 3, "min_periods": 3}, v.ewm(span=3, min_periods=3).mean())
        for f in ["cumsum", "cumprod", "cummax", "cummin"]:
            add(name, {"step": f}, getattr(v, f)())
        for n in [1, 3]:
            add(name, {"step": "diff", "periods": n}, v.diff(n))
            add(name, {"step": "pct_change", "periods": n}, v.pct_change(n))
        add(name, {"norm": "sum"}, v / v.sum())
        add(name, {"norm": "max"}, v / v.max())
        add(name, {"norm": "first"}, v / v[v.notna()].iloc[0])
        add(name, {"norm": "zscore"}, (v - v.mean()) / v.std())
        add(name, {"norm": "minmax"}, (v - v.min()) / (v.max() - v.min()))
    return out


def by_key(frame):
    """The same, along every series of its own."""
    frame = frame.sort_index()
    by = frame.groupby("k").v
    return {
        "rolling": plain(by.transform(lambda v: v.rolling(3, min_periods=1).mean())),
        "cumsum": plain(by.cumsum()), "diff": plain(by.diff()), "pct_change": plain(by.pct_change()),
        "share": plain(by.transform(lambda v: v / v.sum())),
        "ewm": plain(by.transform(lambda v: v.ewm(span=4).mean())),
    }


def parts(frames):
    out = {}
    for name in ["ends", "irregular", "havana", "one"]:
        t = pd.Series(frames[name].index).dt
        out[name] = {p: plain(getattr(t, p)) for p in [
            "year", "quarter", "month", "day", "hour", "minute", "second", "dayofweek", "dayofyear"]}
        out[name]["week"] = plain(t.isocalendar().week)
        out[name]["month_name"] = list(t.month_name())
        out[name]["day_name"] = list(t.day_name())
        out[name]["date"] = [str(d) for d in t.date]
    return out


def tables():
    frame = pd.DataFrame({
        "i": [3, 1, 1, 2, 3, 2], "c": ["x", "y", "x", "y", "y", "x"], "v": [1.5, 2, 3, np.nan, 5, 6]})
    again = pd.concat([frame, frame.iloc[[0, 1]].assign(v=[4.5, 8])])
    wide = frame.pivot(index="i", columns="c", values="v").reset_index()
    table = again.pivot_table(index="i", columns="c", values="v", aggfunc="mean").reset_index()
    long = wide.melt(id_vars="i", var_name="Variable")
    counts = again.c.value_counts()
    columns = lambda f: {c: plain(f[c]) for c in f}
    return {"rows": columns(again), "pivot": columns(wide), "pivot_table": columns(table),
            "melt": columns(long), "value_counts": {"c": list(counts.index), "count": plain(counts)}}


def main():
    frames = sets()
    zone = lambda f: None if f.index.tz is None else str(f.index.tz)
    out = {
        "sets": {n: {"zone": zone(f), "t": iso(f.index), "v": plain(f.v), "k": list(f.k)}
                 for n, f in frames.items()},
        "resample": resampled(frames),
        "grouped": grouped(frames),
        "windows": windows(frames),
        "by_key": by_key(frames["days"]),
        "parts": parts(frames),
        "tables": tables(),
    }
    json.dump(out, sys.stdout, ensure_ascii=False, separators=(",", ":"))
    print()


main()
