# SPDX-License-Identifier: Apache-2.0
"""A connection that is never opened, for libraries over requests: every request gets the one response."""

import io

import requests
from urllib3 import HTTPResponse
from urllib3._collections import HTTPHeaderDict

import adapter


class Answering(requests.adapters.HTTPAdapter):
    """Answers what a session sends with a response of the protocol's shape."""

    def __init__(self, response):
        super().__init__()
        self.response = response
        self.requests = []

    def send(self, request, **options):
        self.requests.append(request)
        headers = HTTPHeaderDict((name, adapter.text(value)) for name, value in self.response["headers"])
        raw = HTTPResponse(io.BytesIO(adapter.octets(self.response["body"])), headers,
                                   self.response["status"], preload_content=False)
        return self.build_response(request, raw)


def credentials(given):
    """What oauth1.parse_credentials_response asks for, from the mapping that a session gives."""
    known = ("oauth_token", "oauth_token_secret", "oauth_callback_confirmed")
    return {"key": given["oauth_token"],
            # Sessions let a secret be missing.
            "secret": given.get("oauth_token_secret", ""),
            "extra": [pair for pair in given.items() if pair[0] not in known]}


def answered(session, response):
    """The session, with that response to all it asks."""
    session.mount("https://", Answering(response))
    return session


def recorded(session, response):
    """The list that all requests of the session go to, each answered with that response."""
    answering = Answering(response)
    for scheme in ("https://", "http://"):
        session.mount(scheme, answering)
    return answering.requests
