#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts results of `oauthspec vectors`: one line a file, and a column for each status.

usage: results.py FILE...     (a file is named NAME.jsonl)

A failure that was expected counts as the failure it is.
"""

import collections
import json
import pathlib
import sys

COLUMNS = ("pass", "fail", "warn", "skip", "unsupported", "vacuous", "flaky", "xpass", "inconclusive", "error", "crash", "timeout")


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    if not any("end" in line for line in lines):
        raise SystemExit(f"{path}: the run did not come to its end")
    return lines


def status_of(result):
    """What came of the test itself, whatever was expected of it."""
    return result.get("before", result["status"]) if result["status"] == "xfail" else result["status"]


def counts_of(lines):
    return collections.Counter(status_of(line["result"]) for line in lines if "result" in line)


def main(paths):
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    counts = {pathlib.Path(path).stem: counts_of(lines_of(path)) for path in paths}
    # What nobody has makes no column.
    columns = [column for column in COLUMNS if any(count[column] for count in counts.values())]
    width = max(map(len, counts)) + 2
    print(" " * width + "".join(f"{column:>13}" for column in columns))
    for name, count in counts.items():
        print(f"{name:<{width}}" + "".join(f"{count[column]:>13}" for column in columns))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
