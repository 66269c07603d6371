#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""requests-oauthlib's OAuth2Session, each of its grants. usage: requests_oauthlib_oauth2.py ORIGIN [CA]"""

import os
import sys

import requests
from oauthlib.oauth2 import BackendApplicationClient, LegacyApplicationClient, MobileApplicationClient
from requests_oauthlib import OAuth2Session

ORIGIN = sys.argv[1]
VERIFY = sys.argv[2] if len(sys.argv) > 2 else True
CALLBACK = "https://client.example/callback"
if ORIGIN.startswith("http:"):
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # The library's own switch, for tests on a loopback interface.


def allowed(url):
    return requests.get(url, allow_redirects=False, verify=VERIFY, timeout=10).headers["Location"]


def resource(session):
    answer = session.get(ORIGIN + "/resource", verify=VERIFY)
    assert answer.status_code == 200, answer.text
    return answer.json()


def main():
    code = OAuth2Session("client", redirect_uri=CALLBACK, scope=["read", "write"])
    url, _state = code.authorization_url(ORIGIN + "/authorize")
    tokens = code.fetch_token(ORIGIN + "/token", authorization_response=allowed(url), client_secret="secret", verify=VERIFY)
    resource(code)
    print("ok authorization_code")
    code.refresh_token(ORIGIN + "/token", refresh_token=tokens["refresh_token"], auth=("client", "secret"), verify=VERIFY)
    resource(code)
    print("ok refresh_token")
    machine = OAuth2Session(client=BackendApplicationClient("client", scope=["read"]))
    machine.fetch_token(ORIGIN + "/token", client_id="client", client_secret="secret", verify=VERIFY)
    resource(machine)
    print("ok client_credentials")
    legacy = OAuth2Session(client=LegacyApplicationClient("client", scope=["read"]))
    legacy.fetch_token(ORIGIN + "/token", username="alice", password="wonderland", client_id="client", client_secret="secret", verify=VERIFY)
    resource(legacy)
    print("ok password")
    mobile = OAuth2Session(client=MobileApplicationClient("public"), redirect_uri=CALLBACK, scope=["read"])
    url, _state = mobile.authorization_url(ORIGIN + "/authorize")
    mobile.token_from_fragment(allowed(url))
    resource(mobile)
    print("ok implicit")


main()
