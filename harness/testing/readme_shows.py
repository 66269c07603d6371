#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a program and checks that a README shows what it prints, as a block of its own.

usage: readme_shows.py README COMMAND [ARGUMENT ...]
"""

import pathlib
import subprocess
import sys


def main(arguments):
    readme, *command = arguments
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if not printed.strip():
        print(f"{command[0]} printed nothing", file=sys.stderr)
        return 1
    if f"```\n{printed}```" not in pathlib.Path(readme).read_text(encoding="utf-8"):
        print(f"{readme} does not show what {' '.join(command)} prints:\n{printed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
