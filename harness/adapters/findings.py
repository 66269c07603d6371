#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes FINDINGS.md: what each library gets wrong, by section of the RFC.

usage: findings.py update [FILE...]   writes it; FILE is NAME.jsonl, a library's results of `oauthspec vectors`
       findings.py check              fails where the file is not what the expectations say

What a library gets wrong stands in its expectations, each with its reason and the vectors that show it. The version, and how
many vectors passed, come from results; those of a library without a FILE stay as they are, so that no library need be there.
"""

import collections
import json
import pathlib
import re
import sys

import results
import table

PATH = table.ROOT / "harness/adapters/FINDINGS.md"
# "(RFC 5849 section 3.4.1.2)", the end of a reason.
SECTION = re.compile(r"^(?P<what>.*\S) \((?P<section>[^()]+ section [0-9][0-9.]*)\)$")
REQUIREMENT = re.compile(r"^RFC(\d+)-(.+)-\d+$")
HEAD = """# Findings

What the vectors found in each library, as `harness/adapters/compare.sh` left it here: statements of an RFC that the library does not
keep, the number of vectors that show it, and one of them to run. `oauthspec vectors --adapter COMMAND TEST` shows what was sent, expected
and got; `oauthspec adapters` has each COMMAND. Statements that only SHOULD be kept are counted as warned and not listed.

Each line is an entry of `<language>/<name>.expect.json` beside this file. An entry that is no longer true, because the library or its
adapter changed, fails the tests. The versions are those of Debian 12 and of the lock file here.
"""


def fits(pattern):
    """A glob over test names, as the runner reads it: "**" across segments, "*" within one."""
    pieces = re.split(r"(\*\*|\*)", pattern)
    return re.compile("".join({"**": ".*", "*": "[^/]*"}.get(piece, re.escape(piece)) for piece in pieces))


def vectors():
    """The requirements of each test, by its whole name."""
    found = {}
    for path in sorted((table.ROOT / "vectors").glob("oauth?/*.json")):
        suite = json.loads(path.read_text(encoding="utf-8"))
        found.update({f"{suite['suite']}/{test['id']}": test["requirements"] for test in suite["tests"]})
    return found


def section_of(requirements):
    """Where the first requirement stands, for a reason that does not say it."""
    found = REQUIREMENT.match(requirements[0]) if requirements else None
    return f"RFC {found[1]} section {found[2]}" if found else "elsewhere"


def order(section):
    """Sections in the order of their numbers: 3.4.2 before 3.10."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"[ .]", section)]


def findings_of(adapter, tests):
    """{(section, what): names of tests} of one library."""
    found = collections.defaultdict(list)
    path = table.expectations(adapter)
    entries = json.loads(path.read_text(encoding="utf-8"))["expectations"] if path.exists() else []
    for entry in entries:
        pattern = fits(entry["id"])
        names = [name for name in tests if pattern.fullmatch(name)]
        if not names:
            raise SystemExit(f"{path.name}: {entry['id']} names no vector")
        if entry["expect"] == "skip":
            continue  # What cannot be asked is no finding.
        told = SECTION.match(entry["reason"])
        what = told["what"] if told else entry["reason"]
        if "issue" in entry:
            what += f" ([reported]({entry['issue']}))"
        found[told["section"] if told else section_of(tests[names[0]]), what].extend(names)
    return found


def rows_of(adapter, tests):
    found = findings_of(adapter, tests)
    if not found:
        return ["Nothing was found."]
    rows = ["| where | what it does | vectors | one of them |", "|---|---|---|---|"]
    for section, what in sorted(found, key=lambda key: (order(key[0]), key[1])):
        names = found[section, what]
        rows.append(f"| {section} | {what.replace('|', chr(92) + '|')} | {len(names)} | `{names[0]}` |")
    return rows


def tally_of(path):
    """The line under a library's name, from its results."""
    lines = results.lines_of(path)
    implementation = next(line["run"]["implementation"] for line in lines if "run" in line)
    counts = results.counts_of(lines)
    told = ", ".join(f"{counts[column]} {column}" for column in results.COLUMNS if counts[column])
    return f"{implementation['name']} {implementation['version']} ({implementation['language']}): {told}."


def tallies_of(text):
    """The lines under the libraries' names, as the file has them: {name: line}."""
    return dict(re.findall(r"^## (\S+)\n\n(.+)$", text, re.MULTILINE))


def document(tallies):
    tests = vectors()
    parts = [HEAD]
    for adapter in table.read():
        tally = tallies.get(adapter["name"], f"{adapter['library']} ({adapter['language']}): not run yet.")
        parts.append("\n".join([f"## {adapter['name']}", "", tally, "", *rows_of(adapter, tests), ""]))
    return "\n".join(parts)


def main(arguments):
    known = tallies_of(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}
    if arguments[:1] == ["update"]:
        known.update({pathlib.Path(path).stem: tally_of(path) for path in arguments[1:]})
        PATH.write_text(document(known), encoding="utf-8")
        return 0
    if arguments == ["check"]:
        wanted = document(known)
        if PATH.exists() and PATH.read_text(encoding="utf-8") == wanted:
            return 0
        print("harness/adapters/FINDINGS.md is not what the expectations say; "
              "harness/adapters/findings.py update brings it up to date", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
