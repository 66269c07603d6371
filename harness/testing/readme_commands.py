#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the commands that a README shows, and checks that they print what it shows.

usage: readme_commands.py README OAUTHSPEC

A command stands in a fenced block behind "$ ", and goes on while its lines end in "\\" or "|"; what it prints is the rest of
the block. Commands run from the root of the repository, with OAUTHSPEC for build/release/bin/oauthspec.
"""

import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"^```[a-z]*\n\$ (.*?)^```$", re.MULTILINE | re.DOTALL)


def split(block):
    """The command, and what it prints."""
    lines = block.splitlines(keepends=True)
    end = next(number for number, line in enumerate(lines) if not line.rstrip().endswith(("\\", "|"))) + 1
    return "".join(lines[:end]), "".join(lines[end:])


def main(arguments):
    readme, oauthspec = pathlib.Path(arguments[0]), arguments[1]
    root = pathlib.Path(__file__).resolve().parents[2]
    blocks = BLOCK.findall(readme.read_text(encoding="utf-8"))
    if not blocks:
        print(f"{readme} shows no command", file=sys.stderr)
        return 1
    wrong = 0
    for command, shown in map(split, blocks):
        command = command.replace("build/release/bin/oauthspec", oauthspec)
        printed = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, text=True, check=False).stdout
        if printed != shown:
            print(f"{readme}: {command}shows\n{shown}and prints\n{printed}", file=sys.stderr)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
