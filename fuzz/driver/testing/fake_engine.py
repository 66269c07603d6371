#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Stands in for a program fuzz_<target> of libFuzzer: takes the same words, says the same, and writes the same files.

What it does is told by the name that it is started under: fuzz_grows and fuzz_idle find new inputs, many or none; fuzz_crashes crashes at
once, each time with another input; fuzz_flaky crashes in every second run of an input; fuzz_broken ends with an error and finds nothing.
An input crashes where "BUG" is in it. fuzz_<target>_planted finds the bug that OAUTHSPEC_PLANTED names by what it is called: "replayed", "soon",
"even-seeds", "never". With -runs=N it takes some processor's time for each of them: fuzz_slow twenty times what the others do.
"""

import hashlib
import json
import os
import pathlib
import sys
import time

NAME = pathlib.Path(sys.argv[0]).name
FLAGS = dict(word[1:].partition("=")[::2] for word in sys.argv[1:] if word.startswith("-"))
PATHS = [pathlib.Path(word) for word in sys.argv[1:] if not word.startswith("-")]


def say(text):
    print(text, file=sys.stderr, flush=True)


def put(folder, octets):
    """Writes an input as slowly as an engine may: half of it stays where it is killed meanwhile."""
    with open(folder / hashlib.sha1(octets).hexdigest(), "wb", buffering=0) as file:
        file.write(octets[: len(octets) // 2])
        time.sleep(0.01)
        file.write(octets[len(octets) // 2 :])


def crash(octets, artifact=None):
    say("PROPERTY BROKEN: what is right stays right (../../fuzz/oracle/thing.cpp:12)")
    say("==7== ERROR: libFuzzer: deadly signal")
    say("    #0 0x55 in __sanitizer_print_stack_trace (fuzz+0x12)")
    say("    #1 0x7f in abort stdlib/abort.c:79:7")
    say("    #2 0x55 in oauthspec::fuzz::holds(bool) /src/fuzz/check/holds.cpp:16:3")
    say("    #3 0x55 in oauthspec::fuzz::(anonymous namespace)::check_thing(Thing const&) /src/fuzz/oracle/thing.cpp:12:3")
    say("    #4 0x55 in LLVMFuzzerTestOneInput /src/fuzz/targets/thing.cpp:8:1")
    say("")
    say("SUMMARY: libFuzzer: deadly signal")
    if artifact:
        artifact.write_bytes(octets)
        say(f"artifact_prefix=''; Test unit written to {artifact}")
    sys.exit(77)


def flaky_turn():
    """Whether this run crashes: every second one does."""
    count = pathlib.Path(os.environ["FLAKY_COUNT"])
    runs = len(count.read_text()) if count.exists() else 0
    count.write_text("x" * (runs + 1))
    return runs % 2 == 0


def replay(file):
    octets = file.read_bytes()
    if b"BUG" in octets and (NAME != "fuzz_flaky" or flaky_turn()):
        crash(octets)
    say("Executed")


def merge(into, folders):
    known = set().union(*(set(file.read_bytes()) for file in into.iterdir()))
    files = sorted((file for folder in folders for file in folder.iterdir()), key=lambda file: (file.stat().st_size, file.name))
    for file in files:
        if not set(file.read_bytes()) <= known:
            known |= set(file.read_bytes())
            put(into, file.read_bytes())


def fuzz(corpus):
    known = sum(len(list(folder.iterdir())) for folder in PATHS)
    runs, coverage = known, 100 + known
    say(f"#{runs}\tINITED cov: {coverage} ft: 200 corp: {known}/9b exec/s: 0 rss: 30Mb")
    if NAME == "fuzz_broken":
        say("no such flag")
        sys.exit(3)
    if NAME == "fuzz_crashes":
        octets = b"--BUG--" + os.urandom(4)
        crash(octets, pathlib.Path(FLAGS["artifact_prefix"] + "crash-" + hashlib.sha1(octets).hexdigest()))
    end = time.monotonic() + float(FLAGS["max_total_time"])
    while time.monotonic() < end:
        time.sleep(0.02)
        runs += 1000
        if NAME == "fuzz_grows":
            coverage += 1
            put(corpus, os.urandom(8))
            say(f"#{runs}\tNEW    cov: {coverage} ft: 210 corp: {coverage - 100}/99b lim: 4 exec/s: 50000 rss: 30Mb L: 8/8 MS: 1 CopyPart-")
    say(f"#{runs}\tDONE   cov: {coverage} ft: 210 corp: {coverage - 100}/99b lim: 4 exec/s: 50000 rss: 31Mb")
    say(f"stat::number_of_executed_units: {runs}")


def planted():
    bug, seed = os.environ["OAUTHSPEC_PLANTED"], int(FLAGS.get("seed", "0"))
    if bug == "list":
        say("INFO: Seed: 1")
        for name in ("replayed", "soon", "even-seeds", "never"):
            print(json.dumps({"name": name, "description": f"It is found: {name}.", "pattern": "RFC 5849 3.6"}))
        return
    with open(pathlib.Path(sys.argv[0]).parent / "runs", "a", encoding="ascii") as runs:
        runs.write(f"{bug} {seed}\n")
    artifact = pathlib.Path(FLAGS["artifact_prefix"] + "crash-1")
    if bug == "replayed":
        crash(b"BUG", artifact)
    say("#3\tINITED cov: 100 ft: 200 corp: 1/9b exec/s: 0 rss: 30Mb")
    if bug == "soon" or (bug == "even-seeds" and seed % 2 == 0):
        spend(0.2)
        crash(b"BUG", artifact)
    time.sleep(float(FLAGS["max_total_time"]))


def spend(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def paced():
    runs = int(FLAGS["runs"])
    spend(runs * (2e-3 if NAME == "fuzz_slow" else 1e-4))
    say(f"stat::number_of_executed_units: {runs}")


def main():
    for flag in ("artifact_prefix", "exact_artifact_path"):
        if flag in FLAGS and not pathlib.Path(FLAGS[flag] + "x").parent.is_dir():
            say(f"ERROR: The required directory \"{FLAGS[flag]}\" does not exist")
            sys.exit(1)
    out = pathlib.Path(FLAGS.get("exact_artifact_path", "/dev/null"))
    if NAME.endswith("_planted"):
        planted()
    elif "runs" in FLAGS and "minimize_crash" not in FLAGS:
        paced()
    elif "merge" in FLAGS:
        merge(PATHS[0], PATHS[1:])
    elif "minimize_crash" in FLAGS:
        out.write_bytes(b"--BUG")
    elif "cleanse_crash" in FLAGS:
        out.write_bytes(b"  BUG")
    elif PATHS and PATHS[0].is_file():
        replay(PATHS[0])
    else:
        fuzz(PATHS[0])


main()
