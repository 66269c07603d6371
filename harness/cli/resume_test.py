#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills a run of many vectors at moments that nobody chose, goes on with it each time, and holds what comes of it against a run that
nobody killed: no finished result is lost or run again, and the totals are the same.

usage: resume_test.py OAUTHSPEC [SEED]
"""

import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

CARELESS = pathlib.Path(__file__).parent / "testing" / "careless_adapter.py"
SUITES = ["oauth1/sign", "oauth1/percent_decode", "oauth1/parse_credentials_response"]
FEWEST_KILLS = 2
MOST_KILLS = 200


class Runs:
    """Runs with the same arguments, but for the results file."""

    def __init__(self, oauthspec, folder, seconds):
        self.expectations = folder / "careless.expect.json"
        adapter = f"python3 '{CARELESS}' '{oauthspec}' {seconds}"
        self.command = [oauthspec, "vectors", "--adapter", adapter, "--jobs", "2", "--expectations", str(self.expectations), *SUITES]

    def start(self, *options):
        return subprocess.Popen([*self.command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def finish(self, *options):
        with self.start(*options) as process:
            output, errors = process.communicate()
        if process.returncode not in (0, 1):
            raise SystemExit(f"{options} ended with {process.returncode}: {errors}")
        return output


def lines_of(path):
    """The whole lines of a file that may be cut short."""
    if not path.exists():
        return []
    return path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]


def result_lines(path):
    return [line for line in lines_of(path) if line.startswith('{"result"')]


def results_of(path):
    return [json.loads(line)["result"] for line in result_lines(path)]


def statuses(path):
    return collections.Counter((one["test"], one["status"], one.get("before")) for one in results_of(path))


def spoil(path, results):
    """Makes one entry of an expectations file stale, and another one wrong, so that a run has something of every kind."""
    known = json.loads(path.read_text(encoding="utf-8"))
    passed = next(one["test"] for one in results if one["status"] == "pass")
    known["expectations"].append({"id": passed, "expect": "fail", "reason": "it passes"})
    next(one for one in known["expectations"] if one["expect"] == "crash")["expect"] = "timeout"
    path.write_text(json.dumps(known), encoding="utf-8")


def kill_and_resume(runs, path, chance, seconds):
    """Goes on until a run comes to its end; gives its output, its exit code, and how many were killed."""
    for kills in range(MOST_KILLS):
        before = result_lines(path)  # A run that was killed before its first result begins anew.
        with runs.start("--results", str(path), "--resume") as process:
            try:
                # Longer and longer, so that a machine that is busy comes to the end, too.
                output, errors = process.communicate(timeout=seconds * chance.uniform(0.1, 0.4 + 0.05 * kills))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                if result_lines(path)[:len(before)] != before:
                    raise SystemExit("a result that was in the file is in it no more") from None
                continue
        if process.returncode not in (0, 1):
            raise SystemExit(f"a resumed run ended with {process.returncode}: {errors}")
        return output, process.returncode, kills
    raise SystemExit(f"{MOST_KILLS} runs were killed, and none came to its end")


def totals(output):
    return next(line for line in output.splitlines() if "applicable passed" in line)


def main(arguments):
    oauthspec = str(pathlib.Path(arguments[0]).resolve())
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        whole, killed = folder / "whole.jsonl", folder / "killed.jsonl"
        runs = Runs(oauthspec, folder, 0.001)
        runs.finish("--update-expectations", "--results", str(whole))
        spoil(runs.expectations, results_of(whole))
        started = time.monotonic()
        shown = runs.finish("--results", str(whole))
        seconds = time.monotonic() - started
        kills = 0
        while kills < FEWEST_KILLS:  # The machine may have been busier when it was measured.
            killed.unlink(missing_ok=True)
            output, code, kills = kill_and_resume(runs, killed, chance, seconds)
            seconds /= 2
        expected, found = statuses(whole), statuses(killed)
        end = json.loads(lines_of(killed)[-1])["end"]
    kinds = collections.Counter(status for _, status, _ in expected)
    print(f"seed {seed}: {kills} runs killed, {sum(found.values())} results: {dict(sorted(kinds.items()))}")
    if expected != found:
        print(f"lost or changed: {expected - found}\nadded or changed: {found - expected}", file=sys.stderr)
        return 1
    if totals(shown) != totals(output) or end["counts"] != dict(kinds) or end["exit_code"] != code:
        print(f"{totals(shown)}\n{totals(output)}\n{end}", file=sys.stderr)
        return 1
    return 0 if {"pass", "xfail", "xpass", "crash", "skip"} <= set(kinds) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
