"""Write stations.csv: wind at sixty stations that do not exist.

Run from the top of the repository: python testdata/make_stations.py
"""

import math
import random
from pathlib import Path

random.seed(12)
places = []
while len(places) < 60:
    place = (random.uniform(5.8, 15.2), random.uniform(47.3, 54.9))
    if all(math.dist(place, other) > 0.62 for other in places):
        places.append(place)
rows = ["station,lon,lat,direction,speed"]
for number, (lon, lat) in enumerate(places, start=1):
    # Air turns counterclockwise around a low, and goes in.
    dx, dy = (lon - 9.5) * 0.63, lat - 52.2
    far = math.hypot(dx, dy)
    direction = math.atan2(dy, dx) + math.pi / 2 + 0.35 + random.gauss(0, 0.12)
    speed = max(0.0, 17 * far / 1.6 * math.exp(0.8 - far / 2) + random.gauss(0, 0.6))
    direction = math.remainder(direction, 2 * math.pi)
    rows.append(f"S{number:02},{lon:.3f},{lat:.3f},{direction:.3f},{speed:.1f}")
Path("testdata/stations.csv").write_text("\n".join(rows) + "\n")
