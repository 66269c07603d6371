#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads results of `oauthspec vectors` for the scripts beside it.

usage: results.py check NAME FILE     fails where the adapter broke the protocol, died, hung or was not asked
       results.py compare FILE...     one line a file, named without its .jsonl: how many results of each status

Errors that adapters.json gives a reason for, as "known_errors", or the file of expectations beside the adapter, are
the library's and let the check pass.
"""

import collections
import fnmatch
import json
import pathlib
import sys

import table

BROKEN = ("error", "crash", "timeout", "not_run")
COLUMNS = ("pass", "fail", "warn", "skip", "unsupported", "vacuous", "inconclusive", "error", "crash", "timeout")


def results_of(path):
    """The results of a file; its other lines are about the run."""
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    if not any("end" in line for line in lines):
        raise SystemExit(f"{path}: the run did not come to its end")
    return [line["result"] for line in lines if "result" in line]


def known_errors(name):
    return next((one.get("known_errors", {}) for one in table.read() if one["name"] == name), {})


def expected_failures(name):
    """The patterns of the tests that the adapter's file of expectations names."""
    path = next((table.expectations(one) for one in table.read() if one["name"] == name), None)
    if path is None or not path.exists():
        return []
    return [one["id"] for one in json.loads(path.read_text(encoding="utf-8"))["expectations"]]


def check(name, path):
    results = results_of(path)
    counts = collections.Counter(result["status"] for result in results)
    print(f"{name}: " + ", ".join(f"{counts[status]} {status}" for status in sorted(counts)))
    known = known_errors(name)
    expected = expected_failures(name)
    broken = [one for one in results if one["status"] in BROKEN and one["test"] not in known and not (
        one["status"] == "error" and any(fnmatch.fnmatchcase(one["test"], pattern) for pattern in expected))]
    for one in broken:
        print(f"{one['status']}: {one['test']}: {one.get('message', '')}")
    # An error that is gone leaves an entry that is true no more.
    stale = sorted(test for test in known if any(one["test"] == test and one["status"] != "error" for one in results))
    for test in stale:
        print(f"no error any more: {test}: take it out of adapters.json")
    if not counts["pass"]:
        print("nothing passed: is this the library?")
    return 1 if broken or stale or not counts["pass"] else 0


def compare(paths):
    counts = {path: collections.Counter(result["status"] for result in results_of(path + ".jsonl")) for path in paths}
    # What nobody has makes no column.
    columns = [column for column in COLUMNS if any(count[column] for count in counts.values())]
    print(f"{'':<20}" + "".join(f"{column:>13}" for column in columns))
    for path, count in counts.items():
        print(f"{pathlib.Path(path).name:<20}" + "".join(f"{count[column]:>13}" for column in columns))
    print("Every failure, explained: " + ", ".join(path + ".txt" for path in paths))
    return 0


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "check":
        return check(*arguments[1:])
    if len(arguments) > 1 and arguments[0] == "compare":
        return compare(arguments[1:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
