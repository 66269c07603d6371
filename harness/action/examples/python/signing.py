# SPDX-License-Identifier: Apache-2.0
"""The library under test: a client of OAuth 1.0 that signs with HMAC-SHA1."""

import base64
import hashlib
import hmac
import urllib.parse


def encode(text):
    return urllib.parse.quote(text, safe="~")


def normalize(parameters):
    return "&".join(f"{name}={value}" for name, value in sorted((encode(n), encode(v)) for n, v in parameters))


def base_string(method, uri, parameters):
    return "&".join(map(encode, (method.upper(), uri, normalize(parameters))))


def sign(text, client_secret, token_secret=""):
    key = f"{encode(client_secret)}&{encode(token_secret)}"
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha1).digest()).decode()
