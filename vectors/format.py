#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the JSON files of this folder in their one canonical layout.

usage: format.py [--check] [FILE ...]     (without FILE: every JSON file below this folder)

What fits on a line of 120 columns stands on one line; all else is broken up, two spaces a level. With --check
nothing is written and the exit status is 1 when a file is laid out otherwise.
"""

import json
import pathlib
import sys

WIDTH = 120


def unique(pairs):
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"member {name!r} stands twice in one object")
    return dict(pairs)


def layout(value, indent=0, lead=0):
    """value as text; `lead` columns of its first line are taken by what stands before it."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or indent + lead + len(flat) < WIDTH:
        return flat
    pad = " " * (indent + 2)
    if isinstance(value, list):
        rows = [pad + layout(item, indent + 2) for item in value]
        return "[\n" + ",\n".join(rows) + "\n" + " " * indent + "]"
    rows = []
    for name, item in value.items():
        head = json.dumps(name, ensure_ascii=False) + ": "
        rows.append(pad + head + layout(item, indent + 2, len(head)))
    return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"


def main(arguments):
    check = "--check" in arguments
    here = pathlib.Path(__file__).resolve().parent
    named = [pathlib.Path(a) for a in arguments if a != "--check"]
    wrong = 0
    for path in named or sorted(here.rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        try:
            wanted = layout(json.loads(text, object_pairs_hook=unique)) + "\n"
        except ValueError as error:
            print(f"{path}: {error}", file=sys.stderr)
            wrong += 1
            continue
        if text == wanted:
            continue
        if check:
            print(f"{path}: not in the canonical layout; run vectors/format.py", file=sys.stderr)
            wrong += 1
        else:
            path.write_text(wanted, encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
