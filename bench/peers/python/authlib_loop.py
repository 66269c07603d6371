# SPDX-License-Identifier: Apache-2.0
"""Authlib: its client authentication. It makes nonce and timestamp by two functions of its module, which are replaced."""

import os

import authlib
from authlib.oauth1.rfc5849 import client_auth

import loop

# Authlib takes http only where this is set.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
client = client_auth.ClientAuth(loop.KEY, client_secret=loop.SECRET, token=loop.TOKEN, token_secret=loop.TOKEN_SECRET)


def sign(url, nonce, timestamp):
    client_auth.generate_nonce = lambda: nonce
    client_auth.generate_timestamp = lambda: timestamp
    return client.sign("GET", url, {}, b"")[1]["Authorization"]


loop.run(f"Authlib {authlib.__version__}", sign)
