"""prices.csv: SYNTHETIC daily prices. Standard library only; the seed makes it repeat."""

import csv
import datetime
import math
import pathlib
import random

HERE = pathlib.Path(__file__).parent
random.seed(20240102)

day = datetime.date(2024, 1, 2)
price = 84.0
with open(HERE / "prices.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["date", "open", "high", "low", "close", "volume"])
    while day < datetime.date(2025, 1, 1):
        # No trade on Saturdays and Sundays, and on a few holidays.
        if day.weekday() < 5 and (day.month, day.day) not in {(5, 1), (12, 25), (12, 26)}:
            drift = 0.0006 + 0.004 * math.sin(day.toordinal() / 23)
            first = price * (1 + random.gauss(0, 0.004))
            last = first * (1 + random.gauss(drift, 0.013))
            if random.random() < 0.04:
                last = first  # a doji: it closes where it opened
            high = max(first, last) * (1 + abs(random.gauss(0, 0.006)))
            low = min(first, last) * (1 - abs(random.gauss(0, 0.006)))
            volume = int(random.lognormvariate(11, 0.4))
            table.writerow([day, *(f"{v:.2f}" for v in (first, high, low, last)), volume])
            price = last
        day += datetime.timedelta(days=1)
