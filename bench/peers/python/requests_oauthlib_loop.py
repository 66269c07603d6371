# SPDX-License-Identifier: Apache-2.0
"""requests-oauthlib: a request of requests, prepared and signed but not sent."""

import requests
import requests_oauthlib

import loop

authentication = requests_oauthlib.OAuth1(loop.KEY, loop.SECRET, loop.TOKEN, loop.TOKEN_SECRET)


def sign(url, nonce, timestamp):
    authentication.client.nonce, authentication.client.timestamp = nonce, timestamp
    return requests.Request("GET", url, auth=authentication).prepare().headers["Authorization"]


loop.run(f"requests-oauthlib {requests_oauthlib.__version__}", sign)
