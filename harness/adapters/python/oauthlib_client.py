# SPDX-License-Identifier: Apache-2.0
"""oauthlib's client, for the adapters of oauthlib and of what is built on it."""

from oauthlib import oauth1
from oauthlib.oauth1.rfc5849 import errors, signature

import adapter

FORM = "application/x-www-form-urlencoded"


def refused(problem):
    """oauthlib refuses with its own errors and with plain ValueError; subclasses of ValueError are accidents."""
    return isinstance(problem, errors.OAuth1Error) or type(problem) is ValueError


class Client(oauth1.Client):
    """oauthlib's client, asked what it signs and which signature it gets."""

    protocol_parameters = None

    def get_oauth_params(self, request):
        if self.protocol_parameters is None:
            return super().get_oauth_params(request)
        return [pair for pair in self.protocol_parameters if pair[0] != "oauth_signature"]

    def get_oauth_signature(self, request):
        self.signature = super().get_oauth_signature(request)
        return self.signature


def noting_base_string(method):
    def sign(base_string, client):
        client.base_string = base_string
        return method(base_string, client)
    return sign


Client.SIGNATURE_METHODS = {name: noting_base_string(method)
                            for name, method in oauth1.Client.SIGNATURE_METHODS.items()}


def client_options(client, token, method, nonce, timestamp, version, extra):
    """What a client is made with, from the members of oauth1.sign."""
    given = dict(extra)
    if given.keys() - {"oauth_callback", "oauth_verifier"}:
        raise adapter.Skip("protocol parameters other than oauth_callback and oauth_verifier")
    if version not in (None, "1.0"):
        raise adapter.Skip("another oauth_version")
    return {"client_key": client["key"], "client_secret": client.get("secret"),
            "rsa_key": adapter.pem(client.get("private_key")),
            "resource_owner_key": token and token["key"], "resource_owner_secret": token and token["secret"],
            "callback_uri": given.get("oauth_callback"), "verifier": given.get("oauth_verifier"),
            "signature_method": method, "nonce": nonce, "timestamp": timestamp}


def signed(client, header, **asked):
    """What the client signed, and what it sent without having been told to: it leaves none of them out."""
    out = {"signature": client.signature, "header": header}
    if hasattr(client, "base_string"):
        out["base_string"] = client.base_string
    sent = dict(signature.collect_parameters(headers={"Authorization": header}))
    return out, {name: sent["oauth_" + name] for name, value in asked.items() if value is None}


def content_type(headers):
    return {name.lower(): value for name, value in headers.items()}.get("content-type")


def is_form(headers):
    """Whether a mapping of header fields declares a form."""
    return (content_type(headers) or "").partition(";")[0].strip().lower() == FORM
