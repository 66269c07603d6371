#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the processor's instructions of a fixed set of operations, and says which grew: a guard against slowness that no clock disturbs.

usage: guard.py BENCH_OPERATIONS [--counts FILE] [--only OPERATION]... [--record [--why TEXT]]

  --counts   the counts to compare with; else counts.json beside this file
  --only     these operations alone
  --record   write the counts instead of comparing them. Where one grew by over 5 %, --why says for what; that stays beside it

The exit status is 0 where none grew by over 5 %, 1 where one did, 2 at a wrong command line, and 77 where nothing was compared: there is no
valgrind, or the counts were made with other versions of compiler, libcrypto, C library or valgrind, of which each makes other instructions.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

COUNTS = pathlib.Path(__file__).resolve().parent / "counts.json"
MOST = 1.05
NOT_COMPARED = 77
FEW, MANY = 20, 120
# One path through each library, whatever the processor has: valgrind itself shows some features of it and hides others.
PINNED = {"OAUTHSPEC_SIMD": "portable", "OPENSSL_ia32cap": "0:0", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX512F,-AVX512VL,-ERMS,-FSRM",
          "LC_ALL": "C"}


def output_of(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def libcrypto_of(program):
    """What libcrypto says of itself, in the file that the program would load."""
    found = re.search(r"libcrypto\S* => (\S+)", output_of("ldd", program))
    said = re.search(rb"OpenSSL \d[\w.]+ \d+ [A-Z][a-z]{2} \d{4}", pathlib.Path(found.group(1)).read_bytes()) if found else None
    return said.group().decode() if said else "none"


def versions_of(program):
    return {"compiler": output_of(program, "--compiler"), "libcrypto": libcrypto_of(program), "libc": "-".join(platform.libc_ver()),
            "machine": platform.machine(), "valgrind": output_of("valgrind", "--version")}


def instructions(program, operation, times):
    """Of one whole run."""
    with tempfile.NamedTemporaryFile() as out:
        words = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", program, operation, str(times)]
        # No variable but these: even their number moves what lies on the stack.
        ran = subprocess.run(words, env={"PATH": os.environ["PATH"], **PINNED}, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            raise RuntimeError(f"{operation}: {ran.stderr.strip()}")
        return int(re.search(rb"^(?:summary|totals): (\d+)", pathlib.Path(out.name).read_bytes(), re.MULTILINE).group(1))


def count(program, operation):
    """Of one operation: the difference of two runs, in which the start of the program is the same."""
    return round((instructions(program, operation, MANY) - instructions(program, operation, FEW)) / (MANY - FEW))


def grown(old, new):
    """The operations that take over 5 % more instructions, with both counts."""
    return {name: (old[name]["instructions"], number) for name, number in new.items()
            if name in old and number > MOST * old[name]["instructions"]}


def table(old, new):
    lines = []
    for name, number in new.items():
        before = old.get(name, {}).get("instructions")
        change = f"{100 * (number / before - 1):+.1f} %" if before else "new"
        lines.append(f"{name:<24}{number:>12}{change:>10}")
    return "\n".join(lines)


def recorded(before, versions, new, why):
    """The file to write. What was said of an operation stays, until it grows again."""
    old = before["operations"]
    told = grown(old, new) if before["versions"] == versions else {}
    operations = dict(old)
    for name, number in new.items():
        words = why if name in told else old.get(name, {}).get("why", "")
        operations[name] = {"instructions": number, **({"why": words} if words else {})}
    return {"format": 1, "versions": versions, "operations": dict(sorted(operations.items()))}


def read(file):
    if not file.exists():
        return {"format": 1, "versions": {}, "operations": {}}
    return json.loads(file.read_text(encoding="utf-8"))


def differences(before, versions):
    return [f"{name} {before.get(name)}, here {version}" for name, version in versions.items() if before.get(name) != version]


def record(file, before, versions, new, why):
    more = grown(before["operations"], new) if before["versions"] == versions else {}
    if more and not why:
        print(f"{', '.join(more)}: grew by over 5 %; say for what with --why", file=sys.stderr)
        return 1
    file.write_text(json.dumps(recorded(before, versions, new, why), indent=2) + "\n", encoding="utf-8")
    return 0


def compare(before, new):
    known = before["operations"]
    more = grown(known, new)
    for name, (old, now) in more.items():
        print(f"{name}: {now} instructions, {100 * (now / old - 1):.1f} % more than {old}: make it as quick as it was, or record it with "
              "guard.py --record --why", file=sys.stderr)
    missing = sorted(set(new) - set(known))
    if missing:
        print(f"{', '.join(missing)}: not counted yet; guard.py --record does", file=sys.stderr)
    return 1 if more or missing else 0


def arguments_of(words):
    parser = argparse.ArgumentParser(usage=__doc__.partition("usage: ")[2].partition("\n")[0], add_help=True)
    parser.add_argument("program")
    parser.add_argument("--counts", type=pathlib.Path, default=COUNTS)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--why", default="")
    return parser.parse_args(words)


def main(words):
    given = arguments_of(words)
    if not shutil.which("valgrind"):
        print("not compared: there is no valgrind")
        return NOT_COMPARED
    program = str(pathlib.Path(given.program).resolve())
    operations = output_of(program, "--list").splitlines()
    unknown = [name for name in given.only if name not in operations]
    if unknown:
        print(f"{', '.join(unknown)}: no operation; there are {', '.join(operations)}", file=sys.stderr)
        return 2
    versions, before = versions_of(program), read(given.counts)
    other = differences(before["versions"], versions)
    if other and not given.record:
        print(f"not compared: the counts are of {'; '.join(other)}")
        return NOT_COMPARED
    new = {name: count(program, name) for name in given.only or operations}
    print(table(before["operations"], new))
    return record(given.counts, before, versions, new, given.why) if given.record else compare(before, new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
