#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Authlib's OAuth1Session goes through the three-legged flow. usage: authlib_oauth1.py ORIGIN [CA]"""

import os
import sys

import requests
from authlib.integrations.requests_client import OAuth1Session

ORIGIN = sys.argv[1]
VERIFY = sys.argv[2] if len(sys.argv) > 2 else True
if ORIGIN.startswith("http:"):
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # The library's own switch, for tests on a loopback interface.


def main():
    client = OAuth1Session("client", "secret", redirect_uri="https://client.example/callback")
    client.verify = VERIFY
    client.fetch_request_token(ORIGIN + "/oauth1/initiate")
    url = client.create_authorization_url(ORIGIN + "/oauth1/authorize")
    page = requests.get(url, allow_redirects=False, verify=VERIFY, timeout=10)
    client.parse_authorization_response(page.headers["Location"])
    client.fetch_access_token(ORIGIN + "/oauth1/token")
    answer = client.get(ORIGIN + "/oauth1/resource?a=b%20c")
    assert answer.status_code == 200, answer.text
    print("ok oauth1 HMAC-SHA1")


main()
