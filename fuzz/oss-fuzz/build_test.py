#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds all fuzz targets as services for fuzzing do, and looks at each one that comes of it.

Needs clang 19, and for libc++ the packages libc++-19-dev and libc++abi-19-dev. Takes ten minutes of a processor for each; with
--work what was compiled is kept there, and is not compiled again.
"""

import argparse
import configparser
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
LIBRARIES = ("libstdc++", "libc++")
# What OSS-Fuzz's base image compiles with, for one sanitizer as it does each time.
FLAGS = "-O1 -fno-omit-frame-pointer -gline-tables-only -Wno-error -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION -fsanitize=address"
# All that a target may ask of the machine that it runs on.
SYSTEM = re.compile(r"^(linux-vdso|ld-linux|lib(c|m|gcc_s|resolv|pthread|dl|rt|stdc\+\+|c\+\+|c\+\+abi|unwind))(-x86-64)?\.so\.\d+$")


def replay_archive(folder, flags):
    """An engine that is no libFuzzer: main() in an archive."""
    unit, archive = folder / "replay_main.o", folder / "libreplay.a"
    subprocess.run([CLANG, "-std=c++23", *flags.split(), "-c", str(SOURCE / "fuzz/engine/replay_main.cpp"), "-o", str(unit)], check=True)
    subprocess.run(["llvm-ar-19", "rcs", str(archive), str(unit)], check=True)
    return str(archive)


def build(folder, flags, engine):
    for name in ("work", "out", "src"):
        (folder / name).mkdir(exist_ok=True)
    source = folder / "src/oauthspec"
    source.unlink(missing_ok=True)
    source.symlink_to(SOURCE)
    environment = os.environ | {
        "CC": "clang-19", "CXX": CLANG, "CFLAGS": FLAGS, "CXXFLAGS": flags, "LIB_FUZZING_ENGINE": engine,
        "SRC": str(folder / "src"), "WORK": str(folder / "work"), "OUT": str(folder / "out")}
    ran = subprocess.run([str(SOURCE / "fuzz/oss-fuzz/build.sh")], env=environment, check=False, capture_output=True, text=True, errors="replace")
    if ran.returncode != 0:
        sys.exit(f"build.sh failed:\n{(ran.stdout + ran.stderr)[-5000:]}")
    return folder / "out"


def libraries_of(program):
    listed = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout
    return [pathlib.PurePath(line.split()[0]).name for line in listed.splitlines() if line.strip()]


class Wrong(Exception):
    """What is wrong with a target."""


def options_of(out, name):
    """What ClusterFuzz gives libFuzzer, as words; the dictionary where it will be."""
    options = configparser.ConfigParser()
    options.read(out / f"fuzz_{name}.options", encoding="ascii")
    if options.sections() != ["libfuzzer"]:
        raise Wrong(f"the options have the sections {options.sections()}")
    values = dict(options["libfuzzer"])
    described = json.loads((SOURCE / f"fuzz/targets/{name}.json").read_text(encoding="utf-8"))
    if values.get("max_len") != str(described["max_length"]):
        raise Wrong(f"max_len is {values.get('max_len')}")
    values["dict"] = str(out / values["dict"])
    return [f"-{option}={value}" for option, value in values.items()]


def unpack_seeds(out, name, folder):
    """How many there are: as many as in corpus and regressions."""
    with zipfile.ZipFile(out / f"fuzz_{name}_seed_corpus.zip") as packed:
        packed.extractall(folder)
    kept = {file.name for part in ("corpus", "regressions") for file in (SOURCE / "fuzz" / part / name).glob("*")}
    unpacked = {file.name for file in pathlib.Path(folder).iterdir()}
    if kept != unpacked:
        raise Wrong(f"{len(unpacked)} seeds of {len(kept)}: {kept ^ unpacked}")
    return len(unpacked)


def run(words, said):
    ran = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False, timeout=600)
    if ran.returncode != 0 or said not in ran.stderr:
        raise Wrong(f"exit code {ran.returncode}, without \"{said}\":\n{ran.stderr[-2000:]}")


def look_at(out, name, replays):
    program = out / f"fuzz_{name}"
    for needed in (program, out / f"fuzz_{name}.dict", out / f"fuzz_{name}.options"):
        if not needed.is_file() or needed.stat().st_size == 0:
            raise Wrong(f"{needed.name} is missing")
    foreign = [library for library in libraries_of(program) if not SYSTEM.match(library)]
    if foreign:
        raise Wrong(f"it needs {', '.join(foreign)}")
    options = options_of(out, name)
    with tempfile.TemporaryDirectory() as seeds:
        count = unpack_seeds(out, name, seeds)
        if replays:
            run([str(program), seeds], f"{count} inputs replayed")
        else:
            run([str(program), "-runs=0", *options, seeds], "INITED")
    return count


def build_and_look(library, folder):
    """How many targets are not as they should be."""
    replays = library == "libc++"
    flags = f"{FLAGS} -stdlib=libc++" if replays else f"{FLAGS} -fsanitize=fuzzer-no-link"
    engine = replay_archive(folder, flags) if replays else "-fsanitize=fuzzer"
    out = build(folder, flags, engine)
    wrong = 0
    for name in sorted(file.stem for file in (SOURCE / "fuzz/targets").glob("*.json")):
        try:
            print(f"{library}: {name}: ok, {look_at(out, name, replays)} seeds", flush=True)
        except Wrong as problem:
            wrong += 1
            print(f"{library}: {name}: {problem}", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=pathlib.Path, metavar="DIR")
    parser.add_argument("library", nargs="?", choices=LIBRARIES, help="else both")
    arguments = parser.parse_args()
    wrong = 0
    for library in [arguments.library] if arguments.library else LIBRARIES:
        if arguments.work:
            folder = arguments.work.resolve() / library
            folder.mkdir(parents=True, exist_ok=True)
            wrong += build_and_look(library, folder)
            continue
        with tempfile.TemporaryDirectory(prefix="oss-fuzz-") as scratch:
            wrong += build_and_look(library, pathlib.Path(scratch))
    print(f"{wrong} targets are not as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
