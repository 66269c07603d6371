#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures what the runner costs beyond the adapter: the vectors through `oauthspec vectors`, and the same questions to the
same adapter through pipe_loop, which judges nothing. The adapter is the reference, a fast one.

usage: measure_runner.py [--rounds N] [--jobs N] [--bin FOLDER]

  --rounds N     how often each is run, in turn (15)
  --jobs N       how many adapters side by side (2)
  --bin FOLDER   where oauthspec and pipe_loop are (build/release/bin)

Each is run with all cases and with one. The difference is what the cases take; loading the vectors and starting the adapters are
in both. CPU seconds are those of all processes together: on a machine whose processors are all busy, they say how long it takes.
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


def read_calls():
    """The name and the question of every test, as a line."""
    for path in sorted((ROOT / "vectors").glob("oauth?/*.json")):
        suite = json.loads(path.read_text(encoding="utf-8"))
        for test in suite["tests"]:
            call = {"id": 0, "op": suite["op"], "in": test["in"]}
            yield f"{suite['suite']}/{test['id']}", json.dumps(call, ensure_ascii=False, separators=(",", ":")) + "\n"


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
    calls = list(read_calls())
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for count, pattern in ((len(calls), []), (1, [calls[0][0]])):
            questions = pathlib.Path(folder) / str(count)
            questions.write_text("".join(line for _, line in calls[:count]), encoding="utf-8")
            run = [oauthspec, "vectors", *pattern, "--adapter", adapter, "-j", str(options.jobs)]
            commands["pipe loop", count] = [pipe_loop, str(options.jobs), str(questions), adapter]
            commands["vectors", count] = run
            commands["vectors --results", count] = [*run, "--results", f"{folder}/results.jsonl"]
        samples = {name: [] for name in commands}
        for _ in range(options.rounds + 1):
            for name, command in commands.items():
                samples[name].append(measure(command))
    report(len(calls), {name: all_of[1:] for name, all_of in samples.items()})  # The first round warms up.
    return 0


def report(cases, samples):
    for index, kind in enumerate(("wall", "CPU")):
        median = {name: statistics.median(sample[index] for sample in all_of) for name, all_of in samples.items()}

        def of_a_case(name):
            return (median[name, cases] - median[name, 1]) / (cases - 1) * 1e6

        print(f"{kind}, medians of {len(samples['vectors', 1])} runs")
        for name in dict.fromkeys(name for name, _ in samples):
            print(f"  {name:<18} {cases} cases {median[name, cases] * 1000:6.1f} ms, one {median[name, 1] * 1000:6.1f} ms: "
                  f"{of_a_case(name):5.1f} us a case, {of_a_case(name) / of_a_case('pipe loop'):.2f} times the pipe loop's")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
