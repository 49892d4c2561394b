#!/usr/bin/env python3
"""Whole processes beside their rival, in one run: vizcli and gnuplot (pngcairo), by turns.

    cargo build --release && python3 benches/rivals.py [path to vizcli]

Needs gnuplot (Debian: gnuplot-nox). Prints, for each job, the median wall time of both, the ratio
and the peak memory. Times of one run compare with each other and with nothing else.
"""

import math
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLOT = """set terminal pngcairo size 800,500
set output '{out}'
set datafile separator ','
set key autotitle columnhead
set grid
plot '{csv}' using 1:2 with lines lw 2
"""


def table(path, rows):
    """A walk with a season, as CSV: 16 MB for a million rows."""
    rng = random.Random(7)
    level = 0.0
    with open(path, "w") as out:
        out.write("t,value\n")
        for row in range(rows):
            level += rng.gauss(0, 1)
            out.write(f"{row},{level + 40 * math.sin(row / 5000):.5f}\n")


def run(command):
    """Wall seconds, and peak resident memory in MiB; none of a command that fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    return (wall, usage.ru_maxrss / 1024) if status == 0 else None


def by_turns(commands, rounds):
    """Run named commands by turns; of each the median of the wall seconds and the peak memory.

    A first round warms the page cache. What fails in it is not run again, and has none.
    """
    taken = {name: [] for name, command in commands.items() if run(command)}
    for _ in range(rounds):
        for name, runs in taken.items():
            runs.append(run(commands[name]) or sys.exit(f"failed: {name}"))
    return {
        name: (statistics.median(wall for wall, _ in runs), max(peak for _, peak in runs))
        for name, runs in taken.items()
    }


def versus(name, ours, theirs, rounds):
    """Run both by turns and print what they took."""
    found = by_turns({"vizcli": ours, "gnuplot": theirs}, rounds)
    if len(found) < 2:
        sys.exit(f"{name}: only {', '.join(found) or 'nothing'} ran")
    (us, our_peak), (them, their_peak) = found["vizcli"], found["gnuplot"]
    print(
        f"{name:<28} vizcli {us * 1e3:8.1f} ms {our_peak:6.0f} MiB   "
        f"gnuplot {them * 1e3:8.1f} ms {their_peak:6.0f} MiB   {them / us:5.1f} times as fast"
    )


def main():
    default = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/vizcli"
    vizcli = sys.argv[1] if len(sys.argv) > 1 else str(default)
    gnuplot = shutil.which("gnuplot") or sys.exit("no gnuplot: apt-get install gnuplot-nox")
    with tempfile.TemporaryDirectory() as folder:
        for name, rows, rounds in (("20-row CSV to PNG", 20, 41), ("1,000,000-row CSV to PNG", 10**6, 9)):
            csv = os.path.join(folder, f"{rows}.csv")
            table(csv, rows)
            script = os.path.join(folder, f"{rows}.gp")
            with open(script, "w") as out:
                out.write(PLOT.format(csv=csv, out=os.path.join(folder, "gnuplot.png")))
            ours = [vizcli, "line", csv, "-x", "t", "-y", "value", "-q", "-o", os.path.join(folder, "v.png")]
            versus(name, ours, [gnuplot, script], rounds)


if __name__ == "__main__":
    main()
