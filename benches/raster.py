#!/usr/bin/env python3
"""Whole processes from a file of points to a PNG: vizcli beside Datashader, dask, DuckDB, polars.

    cargo build --release
    python3 benches/points.py 10M points.parquet
    python3 benches/raster.py points.parquet [--vizcli PATH] [--rounds 5] [--rivals-only]

The file is one of benches/points.py: Parquet or CSV. Rivals run in the Python that runs this script,
and need pandas, pyarrow, pillow and: datashader; dask[dataframe]; duckdb; matplotlib (drawing what
DuckDB counts); polars. Those that are not installed are left out, and named. A rival is the shortest
script that does the same job on the same 900x525 cells. polars only reads the two columns: what reading
alone takes, a floor for the others.
Python's start and Datashader's compilation (each process compiles anew) are part of its time,
as they are for who runs it from a shell; "1000 rows" is what they take alone, with a file that small.

Everything of a job is run by turns, once to warm up and then --rounds times. Prints medians of the wall
time, their ratio to vizcli's, and the peak resident memory. Times of one run compare with each other
and with nothing else.
"""

import argparse
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile

from rivals import ROOT, by_turns

# Run as: python -c SCRIPT file picture. `read` and `points` are filled in.
DATASHADER = """
import sys
import {module} as frames, datashader as ds, datashader.transfer_functions as tf
df = frames.{read}
{more}
agg = ds.Canvas(900, 525).points(df, {points})
tf.set_background(tf.shade(agg), "white").to_pil().save(sys.argv[2])
"""
DUCKDB = """
import sys
import duckdb, numpy as np
from PIL import Image
cells = duckdb.sql(f'''
    with r as (select min(x) x0, max(x) x1, min(y) y0, max(y) y1 from '{sys.argv[1]}')
    select least(cast(floor((x - x0) / (x1 - x0) * 900) as integer), 899) i,
           least(cast(floor((y - y0) / (y1 - y0) * 525) as integer), 524) j, count(*) n
    from '{sys.argv[1]}', r where x is not null and y is not null group by all''').fetchnumpy()
grid = np.zeros((525, 900))
grid[524 - cells['j'], cells['i']] = cells['n']
shade = np.log1p(grid) / np.log1p(grid.max())
Image.fromarray((255 - 255 * shade).astype('uint8')).save(sys.argv[2])
"""
IMSHOW = """
import sys
import duckdb, matplotlib, numpy as np
matplotlib.use('agg')
import matplotlib.pyplot as plt
from matplotlib.colors import LogNorm
ends = duckdb.sql(f"select min(x), max(x), min(y), max(y) from '{sys.argv[1]}'")
[(x0, x1, y0, y1)] = ends.fetchall()
cells = duckdb.sql(f'''
    select least(cast(floor((x - {x0}) / ({x1} - {x0}) * 900) as integer), 899) i,
           least(cast(floor((y - {y0}) / ({y1} - {y0}) * 525) as integer), 524) j, count(*) n
    from '{sys.argv[1]}' where x is not null and y is not null group by all''').fetchnumpy()
grid = np.zeros((525, 900))
grid[cells['j'], cells['i']] = cells['n']
figure, axes = plt.subplots(figsize=(11, 6.5))
image = axes.imshow(grid, origin='lower', extent=(x0, x1, y0, y1), aspect='auto', norm=LogNorm())
figure.colorbar(image)
figure.savefig(sys.argv[2])
"""
POLARS = """
import sys
import polars as pl
print(pl.{scan}(sys.argv[1]).select("x", "y").collect().height)
"""
# A job: its name, what vizcli is told, what Datashader draws, and what it has to do before.
JOBS = [
    ("count per cell", ["-x", "x"], ["x", "y"], '"x", "y"', ""),
    (
        "mean of a third column",
        ["-x", "x", "--color-by", "value", "--aggregator", "mean"],
        ["x", "y", "value"],
        '"x", "y", ds.mean("value")',
        "",
    ),
    (
        "count of 8 categories",
        ["-x", "x", "--by", "category"],
        ["x", "y", "category"],
        '"x", "y", ds.by("category")',
        'df["category"] = df["category"].astype("category")',
    ),
    (
        "count along time",
        ["-x", "time"],
        ["time", "y"],
        '"time", "y"',
        'df["time"] = {time}.astype("int64")',
    ),
]


def datashader(module, is_csv, columns, points, more):
    """The shortest script for Datashader, on frames of pandas or dask."""
    if is_csv:
        read = f"read_csv(sys.argv[1], usecols={columns})"
        time = 'frames.to_datetime(df["time"])'
    else:
        read = f"read_parquet(sys.argv[1], columns={columns})"
        time = 'df["time"]'
    if module != "pandas" and "category" in columns:
        more += '.cat.as_known()'
    script = DATASHADER.format(module=module, read=read, points=points, more=more.format(time=time))
    return [sys.executable, "-c", script]


def commands(job, given, out):
    """What runs in a job, by name."""
    name, flags, columns, points, more = job
    is_csv = given.file.endswith(".csv")
    picture = os.path.join(out, "picture.png")
    size = ["--frame-width", "900", "--frame-height", "525"]
    vizcli = [given.vizcli, "scatter", given.file, *flags, "-y", "y", *size, "-q", "-o", picture]
    found = {} if given.rivals_only else {"vizcli": vizcli}
    if not given.rivals_only and name == JOBS[0][0]:
        found["vizcli --threads 1"] = [*vizcli, "--threads", "1"]
    rivals = {"Datashader, pandas": ("datashader", datashader("pandas", is_csv, columns, points, more))}
    rivals["Datashader, dask"] = ("dask", datashader("dask.dataframe", is_csv, columns, points, more))
    if name == JOBS[0][0]:
        scan = "scan_csv" if is_csv else "scan_parquet"
        rivals["DuckDB, group by"] = ("duckdb", [sys.executable, "-c", DUCKDB])
        rivals["DuckDB, imshow"] = ("matplotlib", [sys.executable, "-c", IMSHOW])
        rivals["polars, reading only"] = ("polars", [sys.executable, "-c", POLARS.format(scan=scan)])
    for rival, (package, command) in rivals.items():
        if importlib.util.find_spec(package):
            found[rival] = [*command, given.file, picture]
    if "Datashader, pandas" in found:
        few = os.path.join(out, "few" + pathlib.Path(given.file).suffix)
        found["Datashader, 1000 rows"] = [*rivals["Datashader, pandas"][1], few, picture]
    return found


def write_few(out, given, whole):
    """A file of a thousand rows, with the columns and the format of the one that is drawn."""
    path = os.path.join(out, "few" + pathlib.Path(given.file).suffix)
    flags = ["--csv"] if given.file.endswith(".csv") else []
    flags += [] if whole else ["--float32"]
    subprocess.run([sys.executable, ROOT / "benches/points.py", "1k", path, *flags], check=True)


def columns_of(path):
    """Whether the file has more than x and y: of CSV, by its first line."""
    if path.endswith(".csv"):
        with open(path) as text:
            return "value" in text.readline()
    # The names stand in the last bytes of a Parquet file.
    with open(path, "rb") as data:
        data.seek(-min(65_536, os.path.getsize(path)), os.SEEK_END)
        return b"category" in data.read()


def main():
    default = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/vizcli"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="Parquet or CSV of benches/points.py")
    parser.add_argument("--vizcli", default=str(default))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rivals-only", action="store_true")
    given = parser.parse_args()
    if not given.rivals_only and not pathlib.Path(given.vizcli).exists():
        sys.exit(f"no {given.vizcli}: cargo build --release, or --vizcli PATH")
    packages = ["datashader", "dask", "duckdb", "matplotlib", "polars"]
    missing = [name for name in packages if not importlib.util.find_spec(name)]
    with open(given.file, "rb") as data:
        while data.read(1 << 24):  # into the page cache
            pass
    print(
        f"{given.file}: {os.path.getsize(given.file) / 1e6:.0f} MB, {len(os.sched_getaffinity(0))} cores, "
        f"page cache warm, median of {given.rounds} rounds by turns"
    )
    if missing:
        print(f"not installed: {', '.join(missing)}")
    whole = columns_of(given.file)
    jobs = JOBS if whole else JOBS[:1]
    with tempfile.TemporaryDirectory() as out:
        write_few(out, given, whole)
        for job in jobs:
            print(f"\n{job[0]:<26}  {'median s':>9} {'ratio':>7} {'peak MiB':>9}", flush=True)
            wanted = commands(job, given, out)
            found = by_turns(wanted, given.rounds)
            ours = found.get("vizcli", (None,))[0]
            for name in wanted:
                if name not in found:
                    print(f"  {name:<24}     failed")
                    continue
                wall, peak = found[name]
                ratio = f"{wall / ours:7.1f}" if ours else "      -"
                print(f"  {name:<24}  {wall:9.3f} {ratio} {peak:9.0f}", flush=True)


if __name__ == "__main__":
    main()
