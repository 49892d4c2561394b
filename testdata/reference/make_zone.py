"""Make zone.json: what pandas makes of times whose clock is set forward and back.

Run in any environment that has it and pyarrow; the committed numbers are those of pandas 3.1.1:

    python testdata/reference/make_zone.py > testdata/reference/zone.json

Times are ISO 8601 with their offset. Missing values are null.
"""

import json
from pathlib import Path

import pandas as pd

ODD = Path(__file__).parent.parent / "odd"
frame = pd.read_parquet(ODD / "zoned.parquet").dropna(subset="t").set_index("t")
autumn = frame[frame.index < "2021-01-01"]
spring = frame[frame.index >= "2021-01-01"]


def rows(series):
    return [[t.isoformat(), None if v != v else round(float(v), 10)] for t, v in series.items()]


def clock(times):
    """The rows that a clock shows, as it shows them."""
    return times.tz_localize(None)


out = {"resample": [], "rolling": {}, "select": {}}
for season, part in [("autumn", autumn), ("spring", spring)]:
    for rule in ["30min", "h", "2h", "3h", "D", "W"]:
        for agg in ["sum", "count", "mean"]:
            values = part["load"].resample(rule).agg(agg)
            out["resample"].append({"season": season, "rule": rule, "agg": agg, "rows": rows(values)})
    one = part[part["place"] == "a"]["load"]
    out["rolling"][season] = rows(one.rolling("2h").mean())
    out.setdefault("mean", {})[season] = part.groupby("t")["load"].size().index.to_series().mean().isoformat()
shown = clock(frame.index)
out["select"]["hour"] = int(((shown >= "2020-10-25T02:00") & (shown < "2020-10-25T03:00")).sum())
out["select"]["before"] = int((shown < "2020-10-25T02:30").sum())
out["select"]["skipped"] = int((shown < "2021-03-28T02:30").sum())
out["select"]["second"] = int((frame.index >= pd.Timestamp("2020-10-25T02:00+01:00")).sum())
out["select"]["one"] = int((frame.index == pd.Timestamp("2020-10-25T02:30+01:00")).sum())
out["select"]["part"] = int((frame.index.hour == 2).sum())
print(json.dumps(out, separators=(",", ":")).replace('{"season"', '\n{"season"'))
