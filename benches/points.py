#!/usr/bin/env python3
"""Points for the raster benchmarks: a handful of Gaussian clusters and one far outlier.

    python3 benches/points.py 10M points.parquet
    python3 benches/points.py 1B --float32 points32.parquet
    python3 benches/points.py 10M --csv points.csv

Needs numpy and pyarrow. Columns: x, y, value (f64), category (8 words, as a dictionary), time
(timestamps in microseconds that increase, unevenly). With --float32 x and y alone, as f32. Parquet is
snappy, a million rows a group; rows are written group by group, so memory does not grow with their
number. The same arguments give the same rows: each group has a seed of its own.
"""

import argparse

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

GROUP = 1_000_000
WORDS = ["amber", "blue", "coral", "dune", "ember", "fern", "gold", "heath"]
# Where clusters lie, how wide they are in x and y, and their share of the rows.
CENTERS = np.array([[0.0, 0.0], [3.0, 2.0], [-4.0, 3.5], [2.5, -4.0], [-2.0, -3.0]])
WIDTHS = np.array([[1.0, 1.0], [0.3, 0.6], [0.8, 0.2], [1.5, 0.4], [0.1, 0.1]])
SHARES = [0.35, 0.25, 0.2, 0.15, 0.05]
OUTLIER = [40.0, -25.0]
START = 1_700_000_000_000_000  # microseconds


def rows(text):
    """10M is ten million."""
    units = {"k": 10**3, "M": 10**6, "B": 10**9}
    return int(float(text[:-1]) * units[text[-1]]) if text[-1] in units else int(float(text))


def group(number, count, float32):
    """The rows of one group."""
    rng = np.random.default_rng([20, number])
    cluster = rng.choice(len(SHARES), size=count, p=SHARES)
    places = rng.standard_normal((2, count))
    for axis in (0, 1):
        places[axis] *= WIDTHS[cluster, axis]
        places[axis] += CENTERS[cluster, axis]
    if number == 0:
        places[:, count // 2] = OUTLIER
    if float32:
        x, y = places.astype(np.float32)
        return pa.table({"x": x, "y": y})
    x, y = places
    words = ((cluster + rng.integers(0, 4, count)) % len(WORDS)).astype(np.int8)
    at = START + 1000 * (np.arange(count) + number * GROUP) + rng.integers(0, 1000, count)
    return pa.table({
        "x": x,
        "y": y,
        "value": np.hypot(x, y) + rng.standard_normal(count),
        "category": pa.DictionaryArray.from_arrays(pa.array(words), WORDS),
        "time": pa.array(at, pa.timestamp("us")),
    })


def write(path, count, float32, as_csv):
    """Stream the groups to a file."""
    writer = None
    for number in range(-(-count // GROUP)):
        table = group(number, min(GROUP, count - number * GROUP), float32)
        if as_csv and not float32:
            place = table.schema.get_field_index("category")
            table = table.set_column(place, "category", table["category"].cast(pa.string()))
        if writer is None:
            writer = (
                pa.csv.CSVWriter(path, table.schema)
                if as_csv
                else pa.parquet.ParquetWriter(path, table.schema, compression="snappy")
            )
        writer.write_table(table, GROUP)
    writer.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=rows, help="as in 1000000, 10M, 1B")
    parser.add_argument("path")
    parser.add_argument("--float32", action="store_true", help="x and y alone, as f32")
    parser.add_argument("--csv", action="store_true")
    given = parser.parse_args()
    if given.rows < 1:
        parser.error("at least one row")
    write(given.path, given.rows, given.float32, given.csv)


main()
