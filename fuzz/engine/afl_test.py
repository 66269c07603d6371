#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows that AFL++ finds a bug with our mutator of JWTs that it does not find without.

The planted bug takes an audience that only begins as the right one does. It is behind a signature, which no change of octets can make, and
no token of the corpus has such an audience. With the mutator the bug has to be found within S seconds (300); without it, AFL++
may not find it in ten times as many executions. Builds what it needs with the preset afl, unless DIR has it. Needs clang 19 and
Debian's afl++.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
RIGHT, PLANTED, MUTATOR = "fuzz_client_assertion", "fuzz_client_assertion_planted", "libfuzz_mutator_jwt.so"
BUG = "audience-by-its-beginning"
BROKEN = "what RFC 7523 section 3 does not allow is refused"


def build():
    for words in (["--preset", "afl"], ["--build", "--preset", "afl", "--target", RIGHT, PLANTED]):
        subprocess.run(["cmake", *words], cwd=SOURCE, check=True, stdout=subprocess.DEVNULL)
    return SOURCE / "build/afl/bin"


def environment(**more):
    ours = {"OAUTHSPEC_PLANTED": BUG, "AFL_NO_UI": "1", "AFL_SKIP_CPUFREQ": "1", "AFL_NO_AFFINITY": "1", "AFL_INPUT_LEN_MAX": "4096",
            "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1", "AFL_BENCH_UNTIL_CRASH": "1"}
    return os.environ | ours | more


def fuzz(program, output, limit, **more):
    """Runs AFL++ until something crashes; gives what it printed, the executions, and what crashed."""
    words = ["afl-fuzz", "-i", str(SOURCE / "fuzz/corpus/client_assertion"), "-o", str(output), "-s", "1", "-m", "none", "-t", "20000",
             "-x", str(SOURCE / "fuzz/dictionaries/jwt.dict"), *limit, "--", str(program)]
    ran = subprocess.run(words, env=environment(**more), capture_output=True, text=True, errors="replace", check=False)
    stats = output / "default/fuzzer_stats"
    if not stats.is_file():
        sys.exit(f"AFL++ did not run:\n{ran.stdout[-2000:]}")
    values = dict(line.split(":", 1) for line in stats.read_text(encoding="utf-8").splitlines())
    executions = next(int(value) for name, value in values.items() if name.strip() == "execs_done")
    return ran.stdout, executions, sorted((output / "default/crashes").glob("id:*"))


def replay(program, inputs):
    """Whether all is well, and what the program printed."""
    ran = subprocess.run([str(program), *map(str, inputs)], env=environment(), capture_output=True, text=True, errors="replace", check=False,
                         timeout=600)
    return ran.returncode == 0, ran.stdout + ran.stderr


def check(condition, what, printed=""):
    if not condition:
        sys.exit(f"not so: {what}\n{printed[-3000:]}")
    print(f"ok: {what}", flush=True)


def look(binaries, seconds, work):
    program, mutator = binaries / PLANTED, binaries / MUTATOR
    well, printed = replay(program, sorted((SOURCE / "fuzz/corpus/client_assertion").iterdir()))
    check(well, "no input of the corpus meets the bug", printed)
    printed, executions, crashes = fuzz(program, work / "with", ["-V", str(seconds)], AFL_CUSTOM_MUTATOR_LIBRARY=str(mutator))
    loading = [line for line in printed.splitlines() if "Loading custom mutator library" in line and MUTATOR in line]
    check(loading, "AFL++ loads the mutator", printed)
    check(crashes, f"AFL++ finds the bug with the mutator: {executions} executions", printed)
    well, printed = replay(program, crashes[:1])
    check(not well and BROKEN in printed, "what it found breaks the property", printed)
    well, printed = replay(binaries / RIGHT, crashes[:1])
    check(well, "and does not without the bug", printed)
    printed, executions, crashes = fuzz(program, work / "without", ["-E", str(10 * executions)])
    check(not crashes, f"AFL++ does not find it without the mutator: {executions} executions", printed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--seconds", type=int, default=300, metavar="S")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="afl-test-") as work:
        look(arguments.bin or build(), arguments.seconds, pathlib.Path(work))


if __name__ == "__main__":
    main()
