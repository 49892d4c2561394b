"""Writes penguins.csv, weather.csv, earthquakes.csv, energy.tsv and temperature.csv from the packages
that MAKE.md names, unpacked into two folders:

    python testdata/make_tables.py PALMERPENGUINS VEGA_DATASETS
"""

import csv
import json
import shutil
import sys
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).parent


def write(name, header, rows, delimiter=","):
    with (HERE / name).open("w", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def iso(milliseconds):
    """Milliseconds since 1970 as ISO 8601 in UTC."""
    time = datetime.fromtimestamp(milliseconds // 1000, timezone.utc)
    return f"{time:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z"


def earthquakes(source):
    """The events of magnitude 1 and more, oldest first."""
    rows = []
    for event in json.loads(source.read_text())["features"]:
        what = event["properties"]
        lon, lat, depth = event["geometry"]["coordinates"]
        if what["mag"] >= 1:
            kind = [what["mag"], what["magType"], what["type"], what["place"]]
            rows.append([iso(what["time"]), lat, lon, depth, *kind])
    return sorted(rows)


def main(penguins, vega):
    shutil.copyfile(penguins / "penguins.csv", HERE / "penguins.csv")
    shutil.copyfile(vega / "seattle-weather.csv", HERE / "weather.csv")
    shutil.copyfile(vega / "global-temp.csv", HERE / "temperature.csv")
    header = ["time", "lat", "lon", "depth", "mag", "mag_type", "type", "place"]
    write("earthquakes.csv", header, earthquakes(vega / "earthquakes.json"))
    with (vega / "iowa-electricity.csv").open(newline="") as source:
        header, *rows = csv.reader(source)
    write("energy.tsv", header, ([year[:4], *rest] for year, *rest in rows), delimiter="\t")


main(Path(sys.argv[1]) / "palmerpenguins/data", Path(sys.argv[2]) / "package/data")
