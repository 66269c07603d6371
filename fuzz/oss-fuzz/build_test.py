#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds all fuzz targets as services for fuzzing do, and looks at each one that comes of it.

usage: build_test.py [libstdc++ | libc++]     (without a word: both)

Needs clang 19, and for libc++ the packages libc++-19-dev and libc++abi-19-dev. Takes some minutes for each.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
CLANG = "clang++-19"
# What OSS-Fuzz's base image compiles with.
FLAGS = ("-O1 -fno-omit-frame-pointer -gline-tables-only -Wno-error -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION "
         "-fsanitize=address,undefined -fsanitize=fuzzer-no-link")
# All that a target may ask of the machine that it runs on.
SYSTEM = re.compile(r"^(linux-vdso|ld-linux|lib(c|m|gcc_s|resolv|pthread|dl|rt|stdc\+\+|c\+\+|c\+\+abi|unwind)\b)")


def replay_archive(folder, flags):
    """An engine that is no libFuzzer: main() in an archive."""
    unit, archive = folder / "replay_main.o", folder / "libreplay.a"
    subprocess.run([CLANG, "-std=c++23", *flags.split(), "-c", str(SOURCE / "fuzz/engine/replay_main.cpp"), "-o", str(unit)], check=True)
    subprocess.run(["llvm-ar-19", "rcs", str(archive), str(unit)], check=True)
    return str(archive)


def build(folder, flags, engine):
    for name in ("work", "out", "src"):
        (folder / name).mkdir()
    (folder / "src/oauthspec").symlink_to(SOURCE)
    environment = os.environ | {
        "CC": "clang-19", "CXX": CLANG, "CFLAGS": FLAGS, "CXXFLAGS": flags, "LIB_FUZZING_ENGINE": engine,
        "SRC": str(folder / "src"), "WORK": str(folder / "work"), "OUT": str(folder / "out")}
    subprocess.run([str(SOURCE / "fuzz/oss-fuzz/build.sh")], env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder / "out"


def libraries_of(program):
    listed = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout
    return [pathlib.PurePath(line.split()[0]).name for line in listed.splitlines() if line.strip()]


def look_at(out, name, replays):
    """What is wrong with one target; nothing where all is well."""
    program = out / f"fuzz_{name}"
    for needed in (program, out / f"fuzz_{name}.dict", out / f"fuzz_{name}.options"):
        if not needed.is_file() or needed.stat().st_size == 0:
            return f"{needed.name} is missing"
    foreign = [library for library in libraries_of(program) if not SYSTEM.match(library)]
    if foreign:
        return f"{program.name} needs {', '.join(foreign)}"
    with tempfile.TemporaryDirectory() as seeds:
        with zipfile.ZipFile(out / f"fuzz_{name}_seed_corpus.zip") as packed:
            packed.extractall(seeds)
        words = [str(program), seeds] if replays else [str(program), "-runs=0", f"-dict={out}/fuzz_{name}.dict", seeds]
        ran = subprocess.run(words, capture_output=True, check=False, timeout=600)
        if ran.returncode != 0:
            return f"{program.name} fails on its seeds:\n{ran.stderr.decode(errors='replace')[-2000:]}"
    return None


def main():
    wanted = sys.argv[1:] or ["libstdc++", "libc++"]
    names = sorted(file.stem for file in (SOURCE / "fuzz/targets").glob("*.json"))
    for name in names:  # what packages are made of
        json.loads((SOURCE / f"fuzz/targets/{name}.json").read_text(encoding="utf-8"))
    failed = False
    for library in wanted:
        with tempfile.TemporaryDirectory(prefix="oss-fuzz-") as scratch:
            folder = pathlib.Path(scratch)
            replays = library == "libc++"
            flags = f"{FLAGS} -stdlib=libc++" if replays else FLAGS
            engine = replay_archive(folder, flags) if replays else "-fsanitize=fuzzer"
            out = build(folder, flags, engine)
            for name in names:
                problem = look_at(out, name, replays)
                failed = failed or problem is not None
                print(f"{library}: {name}: {problem or 'ok'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
