#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts fuzz targets where OSS-Fuzz and ClusterFuzzLite look for them.

usage: package.py FUZZ_FOLDER PROGRAMS OUT

Of each target of FUZZ_FOLDER/targets/ there will be in OUT: its program; its seeds, corpus and regressions in one archive; its dictionary; its
options.
"""

import json
import pathlib
import shutil
import sys
import zipfile


def pack_seeds(fuzz, name, archive):
    """One input a name, however many folders hold it: they are named by their content."""
    inputs = {}
    for folder in ("corpus", "regressions"):
        for file in sorted((fuzz / folder / name).glob("*")):
            inputs[file.name] = file
    if not inputs:
        raise SystemExit(f"{name} has no corpus")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file_name, file in inputs.items():
            packed.write(file, file_name)


def write_options(program, description, options):
    # As fuzz/driver/engine.cpp has it.
    options.write_text(
        "[libfuzzer]\n"
        "use_counters = 0\n"
        f"max_len = {description['max_length']}\n"
        f"dict = {program}.dict\n"
        "timeout = 20\n"
        "rss_limit_mb = 2560\n",
        encoding="ascii")


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    fuzz, programs, out = (pathlib.Path(word) for word in sys.argv[1:])
    for file in sorted((fuzz / "targets").glob("*.json")):
        description = json.loads(file.read_text(encoding="utf-8"))
        program = f"fuzz_{file.stem}"
        shutil.copy(programs / program, out / program)
        shutil.copy(fuzz / "dictionaries" / f"{description['dictionary']}.dict", out / f"{program}.dict")
        pack_seeds(fuzz, file.stem, out / f"{program}_seed_corpus.zip")
        write_options(program, description, out / f"{program}.options")


if __name__ == "__main__":
    main()
