#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""requests-oauthlib's OAuth1Session goes through the three-legged flow. usage: requests_oauthlib_oauth1.py ORIGIN [CA]"""

import sys

import requests
from requests_oauthlib import OAuth1Session

ORIGIN = sys.argv[1]
VERIFY = sys.argv[2] if len(sys.argv) > 2 else True
CALLBACK = "https://client.example/callback"


def session(**keywords):
    made = OAuth1Session("client", client_secret="secret", **keywords)
    made.verify = VERIFY
    return made


def authorized(callback, signature_method):
    first = session(callback_uri=callback, signature_method=signature_method)
    temporary = first.fetch_request_token(ORIGIN + "/oauth1/initiate")
    page = requests.get(first.authorization_url(ORIGIN + "/oauth1/authorize"), allow_redirects=False, verify=VERIFY, timeout=10)
    answer = first.parse_authorization_response(page.headers["Location"])
    second = session(resource_owner_key=temporary["oauth_token"], resource_owner_secret=temporary["oauth_token_secret"],
                     verifier=answer["oauth_verifier"], signature_method=signature_method)
    token = second.fetch_access_token(ORIGIN + "/oauth1/token")
    return session(resource_owner_key=token["oauth_token"], resource_owner_secret=token["oauth_token_secret"],
                   signature_method=signature_method)


def main():
    methods = ["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512"] + (["PLAINTEXT"] if ORIGIN.startswith("https:") else [])
    for method in methods:
        client = authorized(CALLBACK, method)
        answer = client.get(ORIGIN + "/oauth1/resource", params={"a": "b c", "d": "e+f&g"})
        assert answer.status_code == 200, answer.text
        answer = client.post(ORIGIN + "/oauth1/resource", data={"status": "Ladies + Gentlemen"})
        assert answer.status_code == 200, answer.text
        print("ok oauth1", method)


main()
