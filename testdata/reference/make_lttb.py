"""Make lttb.json: which rows two implementations of LTTB keep of small series.

Run in any environment that has numpy, tsdownsample and lttb; the committed numbers are those of
tsdownsample 0.1.5.1, lttb 0.3.2 and numpy 2.4.6:

    python testdata/reference/make_lttb.py > testdata/reference/lttb.json

Each is asked where it follows Steinarsson's text. tsdownsample takes the middle of a bucket's ends for
the mean of its x, which is the same where x is evenly spaced. lttb makes the first buckets larger where
rows do not divide evenly, so it is asked where they do.
"""

import json
import sys

import lttb
import numpy as np
from tsdownsample import LTTBDownsampler


def main():
    rng = np.random.default_rng(2013)
    out = []
    for rows in [10, 57, 200, 431]:
        sets = {
            "walk": np.cumsum(rng.normal(size=rows)),
            "noise": rng.normal(size=rows),
            "spikes": np.sin(np.arange(rows) / 9) + 8 * (rng.random(rows) > 0.97),
        }
        even = np.arange(rows, dtype=float)
        uneven = np.round(np.cumsum(0.01 + rng.exponential(3, rows)), 3)
        for name, y in sets.items():
            y = np.round(y, 5)
            of_even = {
                count: LTTBDownsampler().downsample(even, y, n_out=count).tolist()
                for count in [3, 4, 9, 40, 111]
                if count < rows
            }
            of_uneven = {
                count: np.searchsorted(uneven, lttb.downsample(np.c_[uneven, y], n_out=count)[:, 0]).tolist()
                for count in range(3, rows)
                if (rows - 2) % (count - 2) == 0
            }
            for x, kept in [(even, of_even), (uneven, of_uneven)]:
                out.append({"name": name, "x": x.tolist(), "y": y.tolist(), "kept": kept})
    json.dump(out, sys.stdout, separators=(",", ":"))
    print()


main()
