"""Writes diseases.csv: SYNTHETIC disease rates. Nothing in it was ever measured.

Shaped like weekly case counts by US state, one row per state and four-week period, in cases per
100,000 people. Made so that the traps of real surveillance data occur:

  - the rows come in two blocks (1930-1937, then 1938-2000), so `year` is not sorted;
  - `pertussis` is empty in the whole first block: 1,248 rows before its first number;
  - `pertussis` is empty again in 1956-1973, and `measles` in 1997-2000: years whose sum is a sum of nothing;
  - single periods and whole stretches are missing in some states.

Only the standard library; the same bytes on every machine: `python testdata/make_diseases.py`.
"""

import csv
import math
import random
from pathlib import Path

SEED = 1963
PERIODS = range(1, 53, 4)  # first week of each four-week period; the last starts in week 49
BLOCKS = [range(1930, 1938), range(1938, 2001)]

# state: reporting level, parity of its strong measles years, strength of the two-year cycle
STATES = {
    "Alabama": (0.70, 0, 0.55),
    "California": (0.95, 0, 0.25),
    "Florida": (0.65, 1, 0.45),
    "Illinois": (0.90, 0, 0.40),
    "Michigan": (1.35, 1, 0.50),
    "New York": (1.05, 1, 0.45),
    "Ohio": (0.90, 0, 0.50),
    "Pennsylvania": (0.95, 1, 0.40),
    "Texas": (1.10, 0, 0.30),
    "Virginia": (1.15, 1, 0.60),
    "Washington": (1.45, 0, 0.45),
    "Wisconsin": (1.80, 1, 0.50),
}

# share of the level before the vaccine, by year from 1963; later years follow measles_level
AFTER_VACCINE = [0.80, 0.92, 0.62, 0.34, 0.13, 0.045, 0.04, 0.06, 0.09, 0.05, 0.035, 0.03]


def measles_level(year):
    """Share of the level of the years before the vaccine."""
    if year < 1963:
        return 1.0
    if year - 1963 < len(AFTER_VACCINE):
        return AFTER_VACCINE[year - 1963]
    if year in (1989, 1990, 1991):
        return {1989: 0.022, 1990: 0.035, 1991: 0.013}[year]
    return 0.03 * math.exp(-(year - 1975) / 5.0) + 0.0006


def pertussis_level(year):
    """Share of the level of 1938: falls with vaccination, comes back a little."""
    fall = 1.0 if year < 1944 else math.exp(-(year - 1944) / 5.5)
    back = 0.012 * max(0.0, (year - 1985) / 15.0)
    return max(fall, 0.006) + back


def bell(week, peak, width):
    """A yearly bell around `peak`, in weeks, going round the end of the year."""
    away = (week - peak + 26) % 52 - 26
    return math.exp(-0.5 * (away / width) ** 2)


def noise(rng, sigma):
    """A log-normal factor with mean one, by Box and Muller from rng.random() alone."""
    u, v = 1.0 - rng.random(), rng.random()
    normal = math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)
    return math.exp(sigma * normal - sigma * sigma / 2.0)


def whole_state(rng, state):
    """{(year, week): (measles, pertussis)} for one state; None is missing."""
    level, parity, cycle = STATES[state]
    gaps = [rng.choice(range(1931, 1996)) for _ in range(3)]  # half a year without reports each
    rows = {}
    for year in (y for block in BLOCKS for y in block):
        strong = 1.0 + cycle if year % 2 == parity else 1.0 - cycle
        outbreak = strong * noise(rng, 0.30)
        wave = (1.0 + 0.35 * math.cos(2.0 * math.pi * (year + parity) / 4.0)) * noise(rng, 0.20)
        for week in PERIODS:
            measles = 62.0 * level * measles_level(year) * outbreak
            measles *= (bell(week, 14, 7.5) + 0.03) * noise(rng, 0.25)
            pertussis = 14.0 * level * pertussis_level(year) * wave
            pertussis *= (0.55 + 0.45 * bell(week, 27, 11)) * noise(rng, 0.25)
            lost = (year in gaps and week < 26) or rng.random() < (0.03 if year < 1975 else 0.12)
            lost_too = rng.random() < 0.04
            rows[year, week] = (
                None if lost or year >= 1997 else round(measles, 2),
                None if lost_too or year < 1938 or 1956 <= year <= 1973 else round(pertussis, 2),
            )
    return rows


def main():
    rng = random.Random(SEED)
    states = {state: whole_state(rng, state) for state in STATES}
    with (Path(__file__).parent / "diseases.csv").open("w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["year", "week", "state", "measles", "pertussis"])
        for block in BLOCKS:
            for state, rows in states.items():
                for year in block:
                    for week in PERIODS:
                        writer.writerow([year, week, state, *rows[year, week]])


main()
