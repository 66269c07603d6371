#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An adapter whose percent-encoding is right, but for a tilde before what is escaped: no vector has the two beside each other."""

import json
import sys
import urllib.parse


def encode(text):
    return urllib.parse.quote(text, safe="~").replace("~%", "%7E%")


for line in sys.stdin:
    message = json.loads(line)
    if "hello" in message:
        answer = {"hello": {"protocol": 1, "impl": {"name": "tilde", "version": "1", "language": "python", "home": ""},
                            "ops": ["oauth1.percent_encode"], "features": []}}
    elif "bye" in message:
        break
    elif isinstance(message["in"]["text"], str):
        answer = {"id": message["id"], "out": encode(message["in"]["text"])}
    else:
        answer = {"id": message["id"], "skip": {"need": "octets"}}
    print(json.dumps(answer), flush=True)
