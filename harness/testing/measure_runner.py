#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures what the runner costs beyond the adapter: the vectors through `oauthspec vectors`, and the same questions to the
same adapter through pipe_loop, which judges nothing. The adapter is the reference, a fast one.

usage: measure_runner.py [--rounds N] [--jobs N] [--bin FOLDER]

  --rounds N     how often each is run, in turn (15)
  --jobs N       how many adapters side by side (2)
  --bin FOLDER   where oauthspec and pipe_loop are (build/release/bin)

What `oauthspec vectors` takes to load the vectors is measured as `oauthspec list`, and taken off where it says so. CPU
seconds are those of all processes together: on a machine whose processors are all busy, they say how long it takes.
"""

import argparse
import json
import pathlib
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def write_calls(path):
    """Every question of the vectors, one a line; says how many."""
    number = 0
    with open(path, "w", encoding="utf-8") as file:
        for suite_path in sorted((ROOT / "vectors").glob("oauth?/*.json")):
            suite = json.loads(suite_path.read_text(encoding="utf-8"))
            for test in suite["tests"]:
                call = {"id": number, "op": suite["op"], "in": test["in"]}
                file.write(json.dumps(call, ensure_ascii=False, separators=(",", ":")) + "\n")
                number += 1
    return number


def measure(command):
    """Wall and CPU seconds of one run."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{shlex.join(command)}\nended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(arguments):
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("-h", "--help", action="store_true")
    options = parser.parse_args(arguments)
    if options.help:
        print(__doc__)
        return 0
    oauthspec, pipe_loop = (str((options.bin / name).resolve()) for name in ("oauthspec", "pipe_loop"))
    adapter = f"exec {shlex.quote(oauthspec)} adapter"
    with tempfile.TemporaryDirectory() as folder:
        calls = f"{folder}/calls.jsonl"
        cases = write_calls(calls)
        run = [oauthspec, "vectors", "--adapter", adapter, "-j", str(options.jobs)]
        commands = {
            "pipe loop": [pipe_loop, str(options.jobs), calls, adapter],
            "vectors": run,
            "vectors --results": [*run, "--results", f"{folder}/results.jsonl"],
            "list": [oauthspec, "list"],
        }
        samples = {name: [] for name in commands}
        for _ in range(options.rounds + 1):
            for name, command in commands.items():
                samples[name].append(measure(command))
    report(cases, {name: all_of[1:] for name, all_of in samples.items()})  # The first round warms up.
    return 0


def report(cases, samples):
    for index, kind in enumerate(("wall", "CPU")):
        median = {name: statistics.median(sample[index] for sample in all_of) for name, all_of in samples.items()}
        bare = median["pipe loop"]
        print(f"{kind}, medians of {len(samples['list'])} runs of {cases} cases")
        for name in samples:
            print(f"  {name:<18} {median[name] * 1000:7.1f} ms")
        for name in ("vectors", "vectors --results"):
            own = median[name] - median["list"]
            print(f"  {name:<18} {own / cases * 1e6:7.1f} us a case without loading, {own / bare:.2f} times the pipe loop's "
                  f"{bare / cases * 1e6:.1f} us; {median[name] / bare:.2f} times with loading")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
