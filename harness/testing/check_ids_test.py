#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks that every check that a document names exists.

usage: check_ids_test.py OAUTHSPEC FILE.md ...

A check stands in backquotes as "topic/id"; "topic/" stands for all of a topic, ".../id" for one of the topic before it, "topic/some-*" for all that begin so.
"""

import pathlib
import re
import subprocess
import sys

NAMED = re.compile(r"`((?:\.\.\.|[a-z0-9-]+)/[a-z0-9.*-]*)`")


def main(arguments):
    oauthspec, *files = arguments
    listed = subprocess.run([oauthspec, "server", "--list"], capture_output=True, text=True, check=True).stdout
    known = {line.split()[0].removeprefix("server/") for line in listed.splitlines()}
    topics = {check.split("/")[0] for check in known}
    wrong = 0
    for file in files:
        topic = ""
        for name in NAMED.findall(pathlib.Path(file).read_text(encoding="utf-8")):
            head, tail = name.split("/", 1)
            topic = topic if head == "..." else head
            if topic not in topics:
                continue
            pattern = re.compile(re.escape(f"{topic}/{tail}").replace(r"\*", ".*") + (".*" if not tail else "") + "$")
            if not any(pattern.match(check) for check in known):
                print(f"{file}: there is no check {topic}/{tail}", file=sys.stderr)
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
