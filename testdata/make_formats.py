"""Writes the tables of this folder in further formats; needs pyarrow:

    python testdata/make_formats.py
"""

import bz2
import csv
import gzip
import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as parquet

HERE = Path(__file__).parent
ODD = HERE / "odd"


def value(text):
    """A cell of penguins.csv or diseases.csv as what it is."""
    if text in ("", "NA"):
        return None
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def columns(name):
    """A CSV file as {column: values}; a number column with a fraction anywhere is all floats."""
    with (HERE / name).open(newline="") as source:
        rows = list(csv.DictReader(source))
    table = {key: [value(row[key]) for row in rows] for key in rows[0]}
    for key, cells in table.items():
        if any(isinstance(cell, float) for cell in cells):
            table[key] = [None if cell is None else float(cell) for cell in cells]
    return table


def records(table):
    return [dict(zip(table, row)) for row in zip(*table.values())]


def diseases():
    table = pa.table(columns("diseases.csv"))
    note = {"note": "SYNTHETIC: made by testdata/make_diseases.py, nothing in it was measured"}
    # Several row groups, so that readers have to join them.
    parquet.write_table(
        table.replace_schema_metadata(note), HERE / "diseases.parquet", compression="zstd", row_group_size=4096
    )


def penguins():
    table = columns("penguins.csv")
    lines = [json.dumps(record) for record in records(table)]
    (HERE / "penguins.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
    (HERE / "penguins.ndjson").write_text("\n".join(lines) + "\n")
    feather.write_feather(pa.table(table), HERE / "penguins.arrow", compression="zstd")
    parquet.write_table(pa.table(table), HERE / "penguins.parquet", compression="snappy")


def weather():
    plain = (HERE / "weather.csv").read_bytes()
    (HERE / "weather.csv.gz").write_bytes(gzip.compress(plain, mtime=0))
    (HERE / "weather.csv.bz2").write_bytes(bz2.compress(plain))
    with pa.CompressedOutputStream(str(HERE / "weather.csv.zst"), "zstd") as out:
        out.write(plain)


def odd():
    """Types that delimited text does not have."""
    utc = [datetime(2024, 3, 10, hour, 30, tzinfo=timezone.utc) for hour in (5, 6, 7)]
    types = pa.table({
        "nan": pa.array([1.5, float("nan"), None], pa.float64()),
        "infinite": pa.array([1.0, float("inf"), float("-inf")], pa.float32()),
        "small": pa.array([1, None, -128], pa.int8()),
        "big": pa.array([1, None, 2**64 - 1], pa.uint64()),
        "flag": pa.array([True, None, False]),
        "day": pa.array([date(2024, 2, 29), None, date(1899, 12, 31)]),
        "utc": pa.array(utc, pa.timestamp("us", "UTC")),
        "zoned": pa.array(utc, pa.timestamp("ms", "America/New_York")),
        "naive": pa.array([t.replace(tzinfo=None) for t in utc], pa.timestamp("ns")),
        "category": pa.array(["b", "a", "b"]).dictionary_encode(),
        "large": pa.array(["x", None, "z"], pa.large_string()),
        "empty": pa.nulls(3),
    })
    parquet.write_table(types, ODD / "types.parquet", compression="zstd")
    feather.write_feather(types, ODD / "types.arrow", compression="uncompressed")
    parquet.write_table(types.slice(0, 0), ODD / "no-rows.parquet")
    with pa.ipc.new_stream(str(ODD / "stream.arrows"), types.schema) as out:
        out.write_table(types)
    ordered()
    zoned()


def ordered():
    """An ordered category, whose order is not that of its rows or letters."""
    places = pa.array([1, 3, None, 0, 1], pa.int8())
    words = pa.array(["low", "mid", "never", "high"])
    table = pa.table({
        "level": pa.DictionaryArray.from_arrays(places, words, ordered=True),
        "bytes": pa.array([b"\xff", b"a", None, b"", b"b"]),
        "clock": pa.array([3_600_500_000, None, 0, 1, 86_399_000_000], pa.time64("us")),
        "n": pa.array([1, 2, 3, 4, 5], pa.int16()),
    })
    parquet.write_table(table, ODD / "ordered.parquet", row_group_size=2)
    feather.write_feather(table, ODD / "ordered.arrow", compression="zstd")
    with pa.ipc.new_stream(str(ODD / "ordered.arrows"), table.schema) as out:
        out.write_table(table, max_chunksize=2)


def zoned():
    """Half hours around both changes of the clock of Berlin, of two places, and one without a time."""
    starts = [datetime(2020, 10, 24, 20, tzinfo=timezone.utc), datetime(2021, 3, 27, 20, tzinfo=timezone.utc)]
    times = [start + timedelta(minutes=30 * i) for start in starts for i in range(64)]
    times = [time for time in times for _ in range(2)] + [None]
    rows = range(len(times))
    table = pa.table({
        "t": pa.array(times, pa.timestamp("us", "Europe/Berlin")),
        "place": pa.array(["ab"[i % 2] for i in rows]),
        "load": pa.array([None if i % 23 == 7 else (i * 37 % 101) / 4 for i in rows], pa.float64()),
    })
    parquet.write_table(table, ODD / "zoned.parquet", compression="zstd")
    feather.write_feather(table.set_column(0, "t", table["t"].cast(pa.timestamp("ms", "Europe/Berlin"))),
                          ODD / "zoned.arrow", compression="uncompressed")


diseases()
penguins()
weather()
odd()
