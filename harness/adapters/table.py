#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads adapters.json for the scripts beside it.

usage: table.py list            one adapter a line: name, language, library, how to run it
       table.py names           the names
       table.py command NAME    how to run an adapter
       table.py needs NAME...   what to install, one a line: "apt PACKAGE", "make FOLDER/TARGET" or "npm FOLDER"
       table.py missing NAME    what of that is not there

The exit status is 2 where there is no such adapter.
"""

import json
import pathlib
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def read():
    return json.loads((ROOT / "harness/adapters/adapters.json").read_text(encoding="utf-8"))["adapters"]


def find(adapters, name):
    found = [one for one in adapters if one["name"] == name]
    if not found:
        print(f"No adapter is called {name}; there are: {', '.join(one['name'] for one in adapters)}", file=sys.stderr)
        sys.exit(2)
    return found[0]


def needs(adapter):
    for kind, what in adapter["install"].items():
        for one in what if isinstance(what, list) else [what]:
            yield f"{kind} {one}"


def expectations(adapter):
    """Where the failures of the library are listed, each with its reason."""
    return ROOT / "harness/adapters" / adapter["language"] / (adapter["name"] + ".expect.json")


def has_package(name):
    """Whether Debian's package is there; where there is no dpkg, the command has to tell."""
    if shutil.which("dpkg-query") is None:
        return True
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", name], capture_output=True, text=True,
                           check=False)
    return shown.stdout == "installed"


def missing(adapter):
    lacking = [name for name in adapter["install"].get("apt", []) if not has_package(name)]
    program = shlex.split(adapter["command"])[0]
    return lacking + ([] if shutil.which(ROOT / program) else [program])


def main(arguments):
    adapters = read()
    if arguments == ["list"]:
        for one in adapters:
            print(f"{one['name']:<20} {one['language']:<12} {one['library']:<20} {one['command']}")
    elif arguments == ["names"]:
        print("\n".join(one["name"] for one in adapters))
    elif len(arguments) == 2 and arguments[0] == "command":
        print(find(adapters, arguments[1])["command"])
    elif len(arguments) > 1 and arguments[0] == "needs":
        print("\n".join(dict.fromkeys(line for name in arguments[1:] for line in needs(find(adapters, name)))))
    elif len(arguments) == 2 and arguments[0] == "missing":
        print("\n".join(missing(find(adapters, arguments[1]))))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
