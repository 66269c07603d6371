#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes requests.tsv, which every loop of this folder signs: a line a request, with its URL, nonce and timestamp between tabs.

usage: requests.py [--check]     (--check: say whether the file is what this would write)

The first is the one of OAuth Core 1.0 Revision A, appendix A.5. The others differ from it in the name of the file, the nonce and the
timestamp, by as many octets, so that a processor cannot learn them by heart and all are as much work.
"""

import hashlib
import pathlib
import sys

REQUESTS = 512
FILE = pathlib.Path(__file__).resolve().parent / "requests.tsv"


def lines():
    yield "http://photos.example.net/photos?file=vacation.jpg&size=original\tkllo9940pd9333jh\t1191242096"
    for number in range(1, REQUESTS):
        picture, nonce = (hashlib.sha256(f"{what} {number}".encode()).hexdigest() for what in ("picture", "nonce"))
        yield f"http://photos.example.net/photos?file={picture[:8]}.jpg&size=original\t{nonce[:16]}\t{1191242096 + number}"


def main(arguments):
    text = "".join(line + "\n" for line in lines())
    if arguments == ["--check"]:
        if FILE.read_text(encoding="ascii") == text:
            return 0
        print("requests.tsv is not what requests.py writes", file=sys.stderr)
        return 1
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    FILE.write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
