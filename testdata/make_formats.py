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
    pages()


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


def pages():
    """Columns whose small pages differ in rows, in both versions of pages and in most encodings."""
    count = 150
    rows = range(count)
    gaps = [None if i % 11 == 3 or 65 < i < 90 else i for i in rows]
    start = datetime(2020, 10, 24, 20)
    times = [None if i is None else start + timedelta(seconds=977 * i) for i in gaps]
    some = [None if i is None else float("nan") if i % 50 == 7 else (i * 37 % 1009) / 8 for i in gaps]
    columns = {
        "x": (pa.float64(), [(i * i * 7919 % 10007) / 16 for i in rows]),
        "some": (pa.float64(), some),
        "narrow": (pa.float32(), some),
        "n": (pa.int64(), [i * 1_000_003 - 2**40 for i in rows]),
        "few": (pa.int32(), [None if i is None else i % 7 * 1000 for i in gaps]),
        "byte": (pa.int8(), [i % 256 - 128 for i in rows]),
        "u16": (pa.uint16(), [i * 90 for i in rows]),
        "large": (pa.uint32(), [2**32 - 1 - i for i in rows]),
        "whole": (pa.uint64(), [2**64 - 1 - i if i % 3 else i for i in rows]),
        "day": (pa.date32(), [date(1960, 1, 1) + timedelta(days=31 * i) for i in rows]),
        "ms": (pa.timestamp("ms"), times),
        "us": (pa.timestamp("us", "UTC"), times),
        "ns": (pa.timestamp("ns"), times),
        "yes": (pa.bool_(), [None if i is None else i % 3 == 0 or i % 5 == 1 for i in gaps]),
        "name": (pa.string(), [None if i is None else ["ö", "", "b", "abc"][i * i % 4] for i in gaps]),
        "label": (pa.string(), [f"row {i}" for i in rows]),
        "none": (pa.float64(), [None] * count),
    }
    def table(names, **types):
        fields = [pa.field(n, types.get(n, columns[n][0]), any(v is None for v in columns[n][1])) for n in names]
        return pa.table([pa.array(columns[f.name][1], f.type, from_pandas=False) for f in fields], pa.schema(fields))
    flat = table(columns)
    flat = flat.append_column("level", flat["name"].dictionary_encode())
    small = {"row_group_size": 75, "data_page_size": 250, "write_batch_size": 16, "dictionary_pagesize_limit": 300}
    parquet.write_table(flat, ODD / "pages-1.parquet", compression="snappy", write_statistics=["x"], **small)
    parquet.write_table(flat, ODD / "pages-2.parquet", compression="zstd", data_page_version="2.0", write_statistics=False, **small)
    berlin = pa.timestamp("us", "Europe/Berlin")
    rare = {"n": "DELTA_BINARY_PACKED", "x": "BYTE_STREAM_SPLIT", "label": "DELTA_BYTE_ARRAY"}
    parquet.write_table(table(["n", "x", "label", "us", "some"], us=berlin), ODD / "pages-rare.parquet",
                        compression="gzip", use_dictionary=False, column_encoding=rare, **small)


diseases()
penguins()
weather()
odd()
