#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tells which sources of a target can be compiled together, for CMake's unity builds.

usage: group_sources.py SOURCE ...

Prints one line for each group, its sources separated by spaces; what fits nowhere is a line of its own. Sources stand together
where none mentions a name that another keeps to itself: so each of them means what it means alone, and none is held back by what
another calls its helpers.
"""

import functools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_SOURCES = 10
MOST_LINES = 2400

# What is no code, and what a string holds.
NO_CODE = re.compile(r'//[^\n]*|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
# clang-format closes an unnamed namespace with a comment.
ANONYMOUS = re.compile(r"^namespace \{\n(.*?)^\}  // namespace$", re.DOTALL | re.MULTILINE)
# Names of other namespaces, which are the same wherever they are said alike.
USING = re.compile(r"^(?:using (?:[\w:]*::)?(\w+)\b|namespace (\w+) =)[^;]*;", re.MULTILINE)
INCLUDE = re.compile(r'^#include "([^"]*)"', re.MULTILINE)
TYPE = re.compile(r"^(?:struct|class|union|enum(?: class| struct)?) (\w+)", re.MULTILINE)
# Of what belongs to a type, as of another type's of that name.
ALIAS = re.compile(r"^using (\w+) = [\w:]*?\b[A-Z]\w*::\1;", re.MULTILINE)
# GoogleTest's own: MATCHER_P(Name, ...).
MATCHER = re.compile(r"^MATCHER\w*\((\w+)", re.MULTILINE)
# A function's name stands before its parameters, a variable's before what it is set to.
OTHER = re.compile(r"^(?!using\b|namespace\b|template\b|TEST|INSTANTIATE|MATCHER)\w[^;={(\n]*?(?<![:\w])(\w+)(?:<[^;={(\n]*>)?(?:\[\w*\])? ?[;={(]", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")


def without_prose(text):
    return NO_CODE.sub("", text)


@functools.cache
def words_of_header(path):
    """What a header of ours says, and each that it reads."""
    header = ROOT / path
    if not header.exists():
        return frozenset()
    text = header.read_text(encoding="utf-8")
    return frozenset(WORD.findall(without_prose(text))).union(*map(words_of_header, INCLUDE.findall(text)))


class Source:
    def __init__(self, path):
        text = pathlib.Path(path).read_text(encoding="utf-8")
        code = without_prose(text)
        self.path = path
        self.lines = code.count("\n")
        self.words = set(WORD.findall(re.sub(r"^#include.*", "", code, flags=re.MULTILINE)))
        self.said = {match[0]: match[1] or match[2] for match in USING.finditer(code)}
        own = "".join(without_prose(part) for part in ANONYMOUS.findall(text))
        self.types = set(TYPE.findall(own)) | set(ALIAS.findall(own))
        self.own = self.types.union(*(pattern.findall(own) for pattern in (MATCHER, OTHER)))
        self.read = set().union(*map(words_of_header, INCLUDE.findall(text)))

    def bothers(self, other):
        names = self.own | {name for words, name in self.said.items() if words not in other.said}
        # A header says which function it means: it declares it, or reads what does. Of types with one name it may mean either.
        return not names.isdisjoint(other.words) or not self.types.isdisjoint(other.read)


def group(sources):
    groups = []
    for source in sources:
        for sharers in groups:
            if len(sharers) == MOST_SOURCES or sum(one.lines for one in sharers) + source.lines > MOST_LINES:
                continue
            if not any(source.bothers(one) or one.bothers(source) for one in sharers):
                sharers.append(source)
                break
        else:
            groups.append([source])
    return groups


def main(paths):
    for sharers in group([Source(path) for path in paths]):
        print(" ".join(source.path for source in sharers))


if __name__ == "__main__":
    main(sys.argv[1:])
