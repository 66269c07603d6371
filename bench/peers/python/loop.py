# SPDX-License-Identifier: Apache-2.0
"""What the loops in Python have in common: see README.md beside this folder."""

import json
import re
import resource
import sys
from urllib.parse import unquote

KEY, SECRET = "dpf43f3p2l4k3l03", "kd94hf93k423kf44"
TOKEN, TOKEN_SECRET = "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00"


def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def parameter(header, name):
    return unquote(re.search(f'oauth_{name}="([^"]*)"', header).group(1))


def run(version, sign):
    """`sign` takes URL, nonce and timestamp, and gives the Authorization header field."""
    with open(sys.argv[1], encoding="ascii") as lines:
        requests = [line.rstrip("\n").split("\t") for line in lines]
    header = sign(*requests[0])
    header = header.decode() if isinstance(header, bytes) else header
    print(json.dumps({"version": version, **{name: parameter(header, name) for name in ("signature", "nonce", "timestamp")}}), flush=True)
    number = 0
    for asked in sys.stdin:
        count = int(asked)
        start = seconds()
        for _ in range(count):
            sign(*requests[number])
            number = (number + 1) % len(requests)
        print(json.dumps({"signatures": count, "seconds": seconds() - start}), flush=True)
