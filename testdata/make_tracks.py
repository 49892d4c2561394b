"""tracks.csv: SYNTHETIC tracks of two boats. Standard library only; the seed makes it repeat."""

import csv
import math
import pathlib
import random

HERE = pathlib.Path(__file__).parent
random.seed(7)

BOATS = {"Alma": (0.0, 0.0, 0.4), "Bente": (2600.0, 400.0, 2.2)}

with open(HERE / "tracks.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["boat", "minute", "east", "north", "speed"])
    for boat, (east, north, heading) in BOATS.items():
        for minute in range(160):
            speed = 2.6 + 1.4 * math.sin(minute / 13 + len(boat)) + random.gauss(0, 0.15)
            heading += random.gauss(0.045, 0.09)
            east += speed * 20 * math.cos(heading)
            north += speed * 20 * math.sin(heading)
            lost = 70 <= minute < 76 and boat == "Bente"  # no signal: a gap in the track
            place = ("", "") if lost else (f"{east:.0f}", f"{north:.0f}")
            table.writerow([boat, minute, *place, f"{speed:.2f}"])
