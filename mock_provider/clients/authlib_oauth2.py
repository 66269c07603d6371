#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Authlib's OAuth2Session: code with PKCE, refreshing, client credentials, password, JWT client authentication, revocation and
introspection. usage: authlib_oauth2.py ORIGIN [CA]"""

import os
import sys

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import ClientSecretJWT

ORIGIN = sys.argv[1]
VERIFY = sys.argv[2] if len(sys.argv) > 2 else True
CALLBACK = "https://client.example/callback"
JWT_SECRET = "jwt-client-secret-of-at-least-64-octets-for-HMAC-with-SHA-512-01234567"
if ORIGIN.startswith("http:"):
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # The library's own switch, for tests on a loopback interface.


def session(client, secret, **keywords):
    made = OAuth2Session(client, secret, **keywords)
    made.verify = VERIFY
    return made


def resource(made):
    answer = made.get(ORIGIN + "/resource")
    assert answer.status_code == 200, answer.text


def main():
    verifier = "a" * 43
    code = session("client", "secret", redirect_uri=CALLBACK, scope="read write", code_challenge_method="S256")
    url, state = code.create_authorization_url(ORIGIN + "/authorize", code_verifier=verifier)
    page = requests.get(url, allow_redirects=False, verify=VERIFY, timeout=10)
    tokens = code.fetch_token(ORIGIN + "/token", authorization_response=page.headers["Location"], state=state, code_verifier=verifier)
    resource(code)
    print("ok authorization_code")
    tokens = code.refresh_token(ORIGIN + "/token", refresh_token=tokens["refresh_token"])
    resource(code)
    print("ok refresh_token")
    answer = code.introspect_token(ORIGIN + "/introspect", token=tokens["access_token"])
    assert answer.json()["active"] is True, answer.text
    code.revoke_token(ORIGIN + "/revoke", token=tokens["access_token"])
    answer = code.introspect_token(ORIGIN + "/introspect", token=tokens["access_token"])
    assert answer.json()["active"] is False, answer.text
    print("ok introspection, revocation")
    machine = session("client", "secret", scope="read")
    machine.fetch_token(ORIGIN + "/token", grant_type="client_credentials")
    resource(machine)
    print("ok client_credentials")
    legacy = session("client", "secret", scope="read")
    legacy.fetch_token(ORIGIN + "/token", username="alice", password="wonderland")
    resource(legacy)
    print("ok password")
    asserting = session("jwt-client", JWT_SECRET, scope="read", token_endpoint_auth_method=ClientSecretJWT(ORIGIN + "/token"))
    asserting.fetch_token(ORIGIN + "/token", grant_type="client_credentials")
    resource(asserting)
    print("ok client_secret_jwt")


main()
