#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How each parser grows: a Markdown table out of what bench_hostile_input wrote with --benchmark_out.

usage: ratios.py FILE.json...

A row a parser, each column with the shape that is worst in it: processor time for 16 MiB by that for 1 MiB, where an input
that grows 16 times makes 16 of a linear parser; nanoseconds per octet of 16 MiB; and octets allocated per octet of them.
Less than 10 ms for 16 MiB are the speed of memory and not of a parser, and left out of the first column.
"""

import collections
import json
import sys

SMALL, LARGE = 1024 * 1024, 16 * 1024 * 1024
MICROSECONDS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}
LEAST = 10000.0


def measured(files):
    """By parser and shape, by octets: microseconds, and octets allocated per octet."""
    found = collections.defaultdict(lambda: collections.defaultdict(dict))
    for file in files:
        with open(file, encoding="utf-8") as text:
            runs = json.load(text)["benchmarks"]
        for run in runs:
            if run["run_type"] != "iteration":
                continue
            name, octets = run["name"].split("/min_time:")[0].rsplit("/", 1)
            parser, shape = name.split(": ", 1)
            time = run["cpu_time"] * MICROSECONDS[run["time_unit"]]
            found[parser][shape][int(octets)] = (time, run["memory/octet"])
    return found


def row(parser, shapes):
    whole = {shape: runs for shape, runs in shapes.items() if SMALL in runs and LARGE in runs}
    ratios = {shape: runs[LARGE][0] / runs[SMALL][0] for shape, runs in whole.items() if runs[LARGE][0] >= LEAST}
    times = {shape: runs[LARGE][0] * 1e3 / LARGE for shape, runs in whole.items()}
    memory = {shape: runs[LARGE][1] for shape, runs in whole.items()}
    cells = []
    for values in (ratios, times, memory):
        worst = max(values, key=values.get, default=None)
        cells.append("-" if worst is None or values[worst] < 0.05 else f"{values[worst]:.1f} ({worst})")
    return f"| {parser} | {' | '.join(cells)} |"


def main(files):
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    print("| parser | 16 MiB / 1 MiB, time | ns per octet | octets per octet |")
    print("|---|---|---|---|")
    for parser, shapes in sorted(measured(files).items()):
        print(row(parser, shapes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
