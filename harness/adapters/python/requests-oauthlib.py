# SPDX-License-Identifier: Apache-2.0
"""Adapter for requests-oauthlib (OAuth 1.0): what requests sends once it has signed, and the session's other steps."""

import sys

# A file here has oauthlib's name: with this folder last on the path, the library is found.
sys.path.append(sys.path.pop(0))

import json

import requests
import requests_oauthlib
from requests.utils import to_native_string
from requests_oauthlib import oauth1_session

import adapter
import oauthlib_client
from answering import answered, credentials
from oauthlib_client import FORM, Client, client_options, is_form, signed

REFUSALS = (oauth1_session.TokenRequestDenied, oauth1_session.TokenMissing, oauth1_session.VerifierMissing,
            # What is no form is read as JSON, and what is neither is refused by the latter's error.
            json.JSONDecodeError, requests.exceptions.InvalidURL, requests.exceptions.MissingSchema)


def refused(problem):
    return isinstance(problem, REFUSALS) or oauthlib_client.refused(problem)


def prepared(request, authentication):
    """The request as requests sends it."""
    if request["method"] != request["method"].upper():
        raise adapter.Skip("a method in lower case: requests sends capitals")
    headers = adapter.fields(request["headers"])
    body = request["body"] if isinstance(request["body"], str) else adapter.octets(request["body"])
    sent = requests.Request(request["method"], request["url"], headers, data=body, auth=authentication).prepare()
    if to_native_string(sent.headers.get("Content-Type", "")) == FORM and not is_form(headers):
        raise adapter.Skip("a body that reads as a form and is none: the client declares it as one")
    return sent


def base_string(request, protocol_parameters):
    if not protocol_parameters:
        raise adapter.Skip("reading a request: there is no server side")
    authentication = requests_oauthlib.OAuth1("unused", client_class=Client)
    authentication.client.protocol_parameters = adapter.pairs(protocol_parameters)
    if prepared(request, authentication).url != request["url"]:
        raise adapter.Skip("this URL: requests sends another one")
    return authentication.client.base_string


def sign(request, client, token, method, nonce, timestamp, version, realm, extra, body_hash=False):
    # With the body comes its oauth_body_hash, without it there is none.
    authentication = requests_oauthlib.OAuth1(
        **client_options(client, token, method, nonce, timestamp, version, extra), realm=realm, client_class=Client,
        force_include_body=body_hash)
    sent = prepared(request, authentication)
    out, actual = signed(authentication.client, to_native_string(sent.headers["Authorization"]),
                         nonce=nonce, timestamp=timestamp, version=version)
    return out, actual if sent.url == request["url"] else {**actual, "url": sent.url}


def parse_credentials_response(kind, response):
    session = answered(requests_oauthlib.OAuth1Session("client", "secret", "temporary", "secret"), response)
    if kind == "temporary":
        return credentials(session.fetch_request_token("https://server.example.com/initiate"))
    return credentials(session.fetch_access_token("https://server.example.com/token", verifier="verifier"))


def parse_callback(url, token):
    given = requests_oauthlib.OAuth1Session("client", "secret", token, "secret").parse_authorization_response(url)
    # Sessions let a verifier be missing.
    return {"token": given["oauth_token"], "verifier": given.get("oauth_verifier", "")}


def authorization_url(endpoint, token, extra):
    return requests_oauthlib.OAuth1Session("client").authorization_url(endpoint, token, **adapter.once(extra))


adapter.run(
    {"name": "requests-oauthlib", "version": requests_oauthlib.__version__, "language": "python",
     "home": "https://github.com/requests/requests-oauthlib"},
    {
        "oauth1.base_string": base_string,
        "oauth1.sign": sign,
        "oauth1.parse_credentials_response": parse_credentials_response,
        "oauth1.parse_callback": parse_callback,
        "oauth1.authorization_url": authorization_url,
    },
    ["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "RSA-SHA1", "RSA-SHA256", "PLAINTEXT", "oauth_body_hash"],
    refused)
