#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads adapters.json for the scripts beside it. What of it is installed, `oauthspec adapters` says.

usage: table.py list            one adapter a line: name, language, library, how to run it
       table.py names           the names
       table.py needs NAME...   what to install, one a line: "apt PACKAGE", "make FOLDER/TARGET" or "npm FOLDER"

The exit status is 2 where there is no such adapter.
"""

import json
import pathlib
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


def main(arguments):
    adapters = read()
    if arguments == ["list"]:
        for one in adapters:
            print(f"{one['name']:<20} {one['language']:<12} {one['library']:<20} {one['command']}")
    elif arguments == ["names"]:
        print("\n".join(one["name"] for one in adapters))
    elif len(arguments) > 1 and arguments[0] == "needs":
        print("\n".join(dict.fromkeys(line for name in arguments[1:] for line in needs(find(adapters, name)))))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
