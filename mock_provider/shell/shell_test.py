#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts oauthspec-provider as its users do: what it says, whom it lets in, how it ends.

usage: shell_test.py PROVIDER [TEST ...]
"""

import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

PROVIDER = ""
FORM = b"grant_type=client_credentials&client_id=client&client_secret=secret"
SECONDS = 30


class Running:
    """A provider that listens; ends with the block."""

    def __init__(self, *options):
        self.process = subprocess.Popen([PROVIDER, "--port", "0", "--exit-with-parent", *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.communicate())
        self.at = json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.communicate(timeout=SECONDS)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()

    def end_by(self, number):
        self.process.send_signal(number)
        return self.process.wait(SECONDS)

    def open(self, path, data=None, origin="origin", context=None):
        return urllib.request.urlopen(self.at[origin] + path, data, SECONDS, context=context)

    def token(self, **more):
        return json.load(self.open("/token", FORM, **more))


def run(*options):
    return subprocess.run([PROVIDER, *options], capture_output=True, text=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)


class Announcement(unittest.TestCase):
    def test_is_one_line_with_addresses_that_answer(self):
        with Running() as provider:
            at = provider.at
            self.assertEqual(at["issuer"], at["origin"])
            self.assertIsNone(at["tls_origin"])
            self.assertEqual(at["pid"], provider.process.pid)
            metadata = json.load(urllib.request.urlopen(at["metadata"], timeout=SECONDS))
            self.assertEqual(metadata["issuer"], at["issuer"])
            keys = json.load(urllib.request.urlopen(metadata["jwks_uri"], timeout=SECONDS))["keys"]
            self.assertEqual(sorted(key["kty"] for key in keys), ["EC", "RSA"])
            output, errors = provider.process.communicate(timeout=SECONDS)
            self.assertEqual((output, errors), ("", ""))
            self.assertEqual(provider.process.returncode, 0)

    def test_names_the_issuer_that_a_request_came_to(self):
        with Running("--issuer", "http://provider.test:9") as provider:
            port = provider.at["origin"].rpartition(":")[2]
            for host, issuer in [(f"localhost:{port}", f"http://localhost:{port}"), ("provider.test:9", "http://provider.test:9"),
                                 ("unknown.test", provider.at["origin"])]:
                request = urllib.request.Request(provider.at["metadata"], headers={"Host": host})
                self.assertEqual(json.load(urllib.request.urlopen(request, timeout=SECONDS))["issuer"], issuer)


class Tls(unittest.TestCase):
    def test_is_trusted_by_the_certificate_that_was_written(self):
        with tempfile.TemporaryDirectory() as folder:
            ca = pathlib.Path(folder) / "ca.pem"
            with Running("--tls-port", "0", "--ca-out", str(ca)) as provider:
                trusting = ssl.create_default_context(cafile=str(ca))
                self.assertTrue(provider.token(origin="tls_origin", context=trusting)["access_token"])
                metadata = json.load(provider.open("/.well-known/oauth-authorization-server", origin="tls_origin", context=trusting))
                self.assertEqual(metadata["issuer"], provider.at["tls_origin"])
                with self.assertRaises(urllib.error.URLError):
                    provider.open("/jwks", origin="tls_origin")

    def test_takes_a_certificate(self):
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = pathlib.Path(folder) / "key.pem", pathlib.Path(folder) / "certificate.pem"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                            "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
                           check=True, capture_output=True)
            with Running("--tls-port", "0", "--certificate", str(certificate), "--key", str(key)) as provider:
                trusting = ssl.create_default_context(cafile=str(certificate))
                self.assertTrue(provider.token(origin="tls_origin", context=trusting)["access_token"])
            wrong = run("--port", "0", "--tls-port", "0", "--certificate", str(key), "--key", str(key))
            self.assertEqual(wrong.returncode, 2, wrong.stderr)


class End(unittest.TestCase):
    def test_is_asked_for_by_signals(self):
        for number, code in [(signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGINT, 130)]:
            with Running() as provider:
                self.assertEqual(provider.end_by(number), code)

    def test_closes_an_idle_connection_and_frees_the_port(self):
        with Running() as provider:
            port = int(provider.at["origin"].rpartition(":")[2])
            with socket.create_connection(("127.0.0.1", port), SECONDS) as idle:
                idle.settimeout(SECONDS)
                self.assertEqual(provider.end_by(signal.SIGTERM), 0)
                try:
                    self.assertEqual(idle.recv(1), b"")
                except ConnectionResetError:
                    pass  # As good an end as any: the process may be gone before the connection is.
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", port))

    def test_comes_with_the_end_of_stdin(self):
        with Running() as provider:
            provider.process.stdin.write("passed over\n")
            provider.process.stdin.flush()
            self.assertTrue(provider.token()["access_token"])
            provider.process.stdin.close()
            self.assertEqual(provider.process.wait(SECONDS), 0)


class Requests(unittest.TestCase):
    def test_from_many_threads_get_a_token_each(self):
        with Running() as provider:
            tokens, lock = set(), threading.Lock()

            def ask():
                for _ in range(25):
                    token = provider.token()["access_token"]
                    with lock:
                        tokens.add(token)

            threads = [threading.Thread(target=ask) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(len(tokens), 200)

    def test_are_logged_without_their_queries(self):
        with Running("--log") as provider:
            provider.token()
            with self.assertRaises(urllib.error.HTTPError) as refused:
                provider.open("/resource?access_token=very-secret")
            refused.exception.close()
            port = int(provider.at["origin"].rpartition(":")[2])
            with socket.create_connection(("127.0.0.1", port), SECONDS) as odd:
                odd.sendall(b"no request\r\n\r\n")
                odd.settimeout(SECONDS)
                self.assertIn(b" 400 ", odd.recv(4096))
            _, errors = provider.process.communicate(timeout=SECONDS)
        lines = errors.splitlines()
        self.assertEqual(lines[0], f"POST {provider.at['origin']}/token 200")
        self.assertEqual(lines[1], f"GET {provider.at['origin']}/resource 401 invalid_token token_invalid")
        self.assertTrue(lines[2].startswith("- - 400 "), lines[2])
        self.assertNotIn("very-secret", errors)

    def test_are_answered_alike_for_the_same_seed(self):
        answers = []
        for seed in ("7", "7", "8"):
            with Running("--seed", seed) as provider:
                answers.append(provider.token()["access_token"])
                _, errors = provider.process.communicate(timeout=SECONDS)
                self.assertIn("--seed", errors)
        self.assertEqual(answers[0], answers[1])
        self.assertNotEqual(answers[0], answers[2])


class Settings(unittest.TestCase):
    def test_of_the_command_line_are_kept(self):
        with Running("--profile", "oauth21", "--token-format", "jwt") as provider:
            metadata = json.load(provider.open("/.well-known/oauth-authorization-server"))
            self.assertNotIn("password", metadata["grant_types_supported"])
            self.assertEqual(provider.token()["access_token"].count("."), 2)

    def test_of_a_file_are_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "config.json"
            file.write_text(json.dumps({"scopes": ["cats"], "lifetimes": {"access_token": 7}, "profile": "bcp",
                                        "clients": [{"client_id": "client", "client_secret": "secret"}]}), encoding="utf-8")
            with Running("--config", str(file)) as provider:
                token = provider.token()
                self.assertEqual((token["scope"], token["expires_in"]), ("cats", 7))
            listed = run("--config", str(file), "--list-clients")
            self.assertEqual(listed.returncode, 0)
            self.assertIn("client_secret_basic", listed.stdout)
            self.assertNotIn("second", listed.stdout)

    def test_plant_a_defect(self):
        listed = run("--list-defects")
        self.assertEqual(listed.returncode, 0)
        self.assertIn("registration-is-200 RFC7591-3.2.1-1 ", listed.stdout)
        metadata = json.dumps({"redirect_uris": ["https://client.example/cb"]}).encode()
        for options, status in [([], 201), (["--defect", "registration-is-200"], 200)]:
            with Running(*options) as provider:
                request = urllib.request.Request(provider.at["origin"] + "/register", metadata, {"Content-Type": "application/json"})
                self.assertEqual(urllib.request.urlopen(request, timeout=SECONDS).status, status)
        unknown = run("--port", "0", "--defect", "registration-is-20")
        self.assertEqual((unknown.returncode, unknown.stdout), (2, ""))
        self.assertIn("near it are registration-is-200", unknown.stderr)

    def test_that_are_wrong_are_told_with_their_place(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "config.json"
            for text, said in [("{", f"{file}:1: "), ('{\n"profil": "bcp"}', f"{file}:1: the member \"profil\" is unknown"),
                               ('{\n"lifetimes": {\n"code": 0}}', f"{file}:3: /lifetimes/code: "),
                               ('{"clients": [\n{"client_id": "a", "redirect_uris": ["/cb"]}]}', f"{file}:2: /clients/0/redirect_uris/0: "),
                               ('{"approve_as": "nobody"}', f"{file}:1: /approve_as: is no user")]:
                file.write_text(text, encoding="utf-8")
                result = run("--port", "0", "--config", str(file))
                self.assertEqual((result.returncode, result.stdout), (2, ""), text)
                self.assertTrue(result.stderr.startswith("oauthspec-provider: " + said), result.stderr)
                self.assertEqual(result.stderr.count("\n"), 1)

    def test_that_cannot_be_are_a_mistake_in_usage(self):
        missing = os.path.join(os.sep, "nowhere", "at-all.pem")
        for options in (["--nonsense"], ["--port", "70000"], ["--profile", "rfc1"], ["--certificate", "x"], ["--ca-out", "x"],
                        ["--approve-as", "nobody", "--port", "0"], ["--issuer", "http://a/b", "--port", "0"], ["--config", missing],
                        ["--port", "0", "--tls-port", "0", "--ca-out", missing]):
            result = run(*options)
            self.assertEqual((result.returncode, result.stdout), (2, ""), options)
            self.assertTrue(result.stderr, options)
        for option, words in ("--profile", "bcp,oauth21,rfc6749"), ("--token-format", "jwt,opaque"):
            self.assertEqual(run(option, "x").stderr.splitlines()[0], f"{option}: x not in {{{words}}}")

    def test_of_addresses_that_cannot_be_used_are_told(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            for options in (["--port", str(taken.getsockname()[1])], ["--port", "0", "--listen", "0.0.0.0"], ["--port", "0", "--listen", "x"]):
                result = run(*options)
                self.assertEqual((result.returncode, result.stdout), (3, ""), options)
                self.assertIn("oauthspec-provider: ", result.stderr)
        with Running("--listen", "0.0.0.0", "--any-address") as provider:
            port = provider.at["origin"].rpartition(":")[2]
            self.assertEqual(urllib.request.urlopen(f"http://127.0.0.1:{port}/jwks", timeout=SECONDS).status, 200)

    def test_have_help_and_a_version(self):
        self.assertIn("--exit-with-parent", run("--help").stdout)
        self.assertRegex(run("--version").stdout, r"^oauthspec-provider \d")


if __name__ == "__main__":
    PROVIDER = sys.argv.pop(1)
    unittest.main()
