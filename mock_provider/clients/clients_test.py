#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Real clients, written by nobody here, go through their flows with the provider: without TLS and with it.

usage: clients_test.py PROVIDER [NAME ...]     (exit 77: all is well, but some are not installed)
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
NODE = HERE.parents[1] / "harness/adapters/node_modules/.bin/node"

# Each client: how it is run, and what it must have gone through.
PYTHON = ["/usr/bin/python3"]  # Debian's own, which has Debian's packages.
NODE_JS = [str(NODE)]
CLIENTS = {
    "requests_oauthlib_oauth1.py": (PYTHON, ["oauth1 HMAC-SHA1", "oauth1 HMAC-SHA256", "oauth1 HMAC-SHA512"]),
    "requests_oauthlib_oauth2.py": (PYTHON, ["authorization_code", "refresh_token", "client_credentials", "password", "implicit"]),
    "authlib_oauth1.py": (PYTHON, ["oauth1 HMAC-SHA1"]),
    "authlib_oauth2.py": (PYTHON, ["authorization_code", "refresh_token", "introspection, revocation", "client_credentials", "password", "client_secret_jwt"]),
    "openid_client.mjs": (NODE_JS, ["authorization_code", "refresh_token", "pushed authorization request", "client_credentials", "DPoP", "device_code", "introspection, revocation"]),
    "oauth4webapi.mjs": (NODE_JS, ["authorization_code", "refresh_token", "client_credentials"]),
    "simple_oauth2.mjs": (NODE_JS, ["authorization_code", "refresh_token", "client_credentials", "password"]),
    "ruby_oauth.rb": (["ruby"], ["oauth1 HMAC-SHA1"]),
    "pecl_oauth.php": (["php"], ["oauth1 HMAC-SHA1"]),
    "curl.sh": (["bash"], ["client_credentials", "authorization_code", "device_code", "introspection"]),
}


# What each needs beside its command, as a command that fails without it.
LIBRARIES = {
    "requests_oauthlib_oauth1.py": [*PYTHON, "-c", "import requests_oauthlib"],
    "requests_oauthlib_oauth2.py": [*PYTHON, "-c", "import requests_oauthlib"],
    "authlib_oauth1.py": [*PYTHON, "-c", "import authlib, requests"],
    "authlib_oauth2.py": [*PYTHON, "-c", "import authlib, requests"],
    "ruby_oauth.rb": ["ruby", "-e", "require 'oauth'"],
    "pecl_oauth.php": ["php", "-r", "exit(extension_loaded('oauth') ? 0 : 1);"],
    "curl.sh": ["bash", "-c", "command -v curl jq"],
}
SKIPPED = 77  # CTest's


def is_installed(name):
    command = LIBRARIES.get(name, [*CLIENTS[name][0], "--version"])
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def run(name, origin, ca):
    """What the client printed, and what it complained of."""
    command, flows = CLIENTS[name]
    environment = dict(os.environ)
    if ca:
        # Each library has its own way of being told; some believe the environment before the program.
        for variable in ("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
            environment[variable] = ca
    done = subprocess.run([*command, name, origin, *([ca] if ca else [])], cwd=HERE, env=environment, capture_output=True, text=True,
                          timeout=60, check=False)
    missing = [flow for flow in flows if f"ok {flow}" not in done.stdout.splitlines()]
    return done, missing


def main(arguments):
    provider, wanted = arguments[0], arguments[1:] or list(CLIENTS)
    names = [name for name in wanted if is_installed(name)]
    for name in wanted:
        if name not in names:
            print(f"left out, for it is not installed: {name}")
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        ca = os.path.join(folder, "ca.pem")
        with subprocess.Popen([provider, "--port", "0", "--tls-port", "0", "--ca-out", ca, "--approve-as", "alice", "--exit-with-parent"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            listening = json.loads(process.stdout.readline())
            for name in names:
                for origin, trusted in ((listening["origin"], None), (listening["tls_origin"], ca)):
                    started = time.monotonic()
                    done, missing = run(name, origin, trusted)
                    good = done.returncode == 0 and not missing
                    print(f"{'ok' if good else 'FAILED'} {name} {origin} {time.monotonic() - started:.1f} s")
                    if not good:
                        failures += 1
                        print(f"  did not go through: {missing}\n{done.stdout}{done.stderr}")
            process.stdin.close()
            process.wait(timeout=10)
    if failures:
        return 1
    return 0 if names == wanted else SKIPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
