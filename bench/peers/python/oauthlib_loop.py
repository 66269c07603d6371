# SPDX-License-Identifier: Apache-2.0
"""oauthlib: one client, as an application keeps it, told nonce and timestamp."""

import oauthlib
from oauthlib.oauth1 import Client

import loop

client = Client(loop.KEY, loop.SECRET, loop.TOKEN, loop.TOKEN_SECRET)


def sign(url, nonce, timestamp):
    client.nonce, client.timestamp = nonce, timestamp
    return client.sign(url)[1]["Authorization"]


loop.run(f"oauthlib {oauthlib.__version__}", sign)
