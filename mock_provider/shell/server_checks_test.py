#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts `oauthspec server` and `oauthspec doctor` to oauthspec-provider, over http and https, as their users do; and to a server that
gets into trouble in the middle of a run.

usage: server_checks_test.py OAUTHSPEC PROVIDER [TEST ...]
"""

import collections
import json
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

OAUTHSPEC = ""
PROVIDER = ""
SECONDS = 120
CONFIGURATION = json.loads((pathlib.Path(__file__).parents[1] / "server.json").read_text())
KEY = pathlib.Path(__file__).parents[1] / "keys" / "key-client.pem"


class Provider:
    """A provider that listens; ends with the block."""

    def __init__(self, *options):
        self.process = subprocess.Popen([PROVIDER, "--port", "0", "--exit-with-parent", *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.at = json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate(timeout=SECONDS)


class Trouble:
    """Passes requests on to a provider, but for those that it answers itself: `plan` has what to do by the number of the request."""

    def __init__(self, upstream, plan, dies_at=None):
        self.upstream = upstream
        self.plan = plan
        self.dies_at = dies_at
        self.requests = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.origin = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                while self.one(connection):
                    pass
            except OSError:
                pass

    def one(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return False
            head += piece
        head, _, body = head.partition(b"\r\n\r\n")
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            body += connection.recv(65536)
        with self.lock:
            self.requests += 1
            number = self.requests
        if self.dies_at is not None and number >= self.dies_at:
            self.listener.close()
            return False
        trouble = self.plan.get(number)
        if trouble is not None:
            return trouble(connection, head)
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        with socket.create_connection(self.upstream) as upstream:
            upstream.sendall(b"\r\n".join([*lines, b"Connection: close", b"", body]))
            while piece := upstream.recv(65536):
                connection.sendall(piece)
        return False


def dies(_connection, _head):
    return False


def hangs(connection, _head):
    connection.settimeout(30)
    connection.recv(1)
    return False


def garbage(connection, _head):
    connection.sendall(b"\x16\x03\x01 this is no HTTP \xff\xfe\r\n\r\n")
    return False


def goes_in_circles(connection, head):
    target = head.split(b" ")[1]
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + target + b"\r\nContent-Length: 0\r\n\r\n")
    return True


def is_huge(connection, _head):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000000\r\n\r\n")
    block = b"<p>" + b"x" * 99_997
    for _ in range(1000):
        connection.sendall(block)
    return True


class WithConfiguration(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def enterContext(self, context):  # Python 3.11 has it.
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def write(self, origin, change=lambda value: None, issuer=None):
        value = json.loads(json.dumps(CONFIGURATION).replace("http://127.0.0.1:8801", origin))
        value.pop("$schema")
        value["oauth2"]["issuer"] = issuer or origin
        value["oauth2"]["clients"]["asserting"]["key"] = {"file": str(KEY)}
        change(value)
        file = self.folder / "server.json"
        file.write_text(json.dumps(value))
        return file

    def run_command(self, *words):
        return subprocess.run([OAUTHSPEC, *map(str, words)], capture_output=True, text=True, timeout=SECONDS, check=False,
                              stdin=subprocess.DEVNULL)

    def results(self, file):
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        return [line["result"] for line in lines if "result" in line], lines[-1].get("end")

    def server(self, config, *options):
        file = self.folder / "results.jsonl"
        ended = self.run_command("server", "--config", config, "--without-waiting", "--results", file, *options)
        return ended, *self.results(file)

    def assert_all_pass(self, ended, results):
        bad = [(one["test"], one["status"], one.get("message")) for one in results if one["status"] not in ("pass", "unsupported")]
        # What only https can show is inconclusive without.
        bad = [one for one in bad if one[1:] != ("inconclusive", "the server is on this machine, without TLS")]
        self.assertEqual((ended.returncode, bad), (0, []), ended.stderr)
        self.assertGreater(sum(one["status"] == "pass" for one in results), 300)


class Checks(WithConfiguration):
    def test_http(self):
        provider = self.enterContext(Provider())
        ended, results, end = self.server(self.write(provider.at["origin"]))
        self.assert_all_pass(ended, results)
        self.assertEqual(end["exit_code"], 0)

    def test_https(self):
        authority = self.folder / "ca.pem"
        provider = self.enterContext(Provider("--tls-port", "0", "--ca-out", str(authority)))

        def trusting(value):
            value["connection"] = {"authority": str(authority)}

        ended, results, _ = self.server(self.write(provider.at["tls_origin"], trusting))
        self.assert_all_pass(ended, results)

    def test_profiles(self):
        for profile in ("bcp", "oauth21"):
            provider = self.enterContext(Provider("--profile", profile))

            def claiming(value):
                value["documents"] += ["rfc9700", "rfc6819"] + (["draft-ietf-oauth-v2-1"] if profile == "oauth21" else [])
                del value["oauth2"]["resource_owner_password"]

            ended, results, _ = self.server(self.write(provider.at["origin"], claiming))
            self.assert_all_pass(ended, results)

    def test_what_waits(self):
        lifetimes = self.folder / "provider.json"
        lifetimes.write_text('{"lifetimes": {"access_token": 2, "pushed_request": 2, "device_code": 3, "device_interval": 1}}')
        provider = self.enterContext(Provider("--config", str(lifetimes)))
        file = self.folder / "results.jsonl"
        started = time.monotonic()
        ended = self.run_command("server", "--config", self.write(provider.at["origin"]), "--patience", 45, "--results", file,
                                 "protected-resource", "pushed-authorization", "device-grant", "code-grant")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertLess(time.monotonic() - started, 60)
        statuses = {one["test"]: one["status"] for one in self.results(file)[0]}
        self.assertEqual(statuses["server/protected-resource/an-expired-token-is-refused"], "pass")
        self.assertEqual(statuses["server/pushed-authorization/request-uri-expires"], "pass")
        self.assertEqual(statuses["server/device-grant/a-device-code-expires"], "pass")
        # Ten minutes are more than its patience.
        self.assertEqual(statuses["server/code-grant/a-code-expires-soon"], "inconclusive")

    def test_a_defect_is_told(self):
        provider = self.enterContext(Provider("--defect", "code-used-twice"))
        ended, results, _ = self.server(self.write(provider.at["origin"]), "code-grant")
        failed = [one for one in results if one["status"] == "fail"]
        self.assertEqual(ended.returncode, 1)
        self.assertIn("server/code-grant/a-code-is-used-once", [one["test"] for one in failed])
        self.assertIn("RFC6749-4.1.2-6", ended.stdout)
        expected = self.folder / "expect.json"
        words = ["server", "--config", self.write(provider.at["origin"]), "--without-waiting", "code-grant", "--expectations", expected]
        self.run_command(*words, "--update-expectations")
        self.assertEqual(self.run_command(*words).returncode, 0)

    def test_secrets_stay_secret(self):
        provider = self.enterContext(Provider())
        page = self.folder / "report.html"
        ended, results, _ = self.server(self.write(provider.at["origin"]), "-v", "--html", page)
        written = ended.stdout + ended.stderr + (self.folder / "results.jsonl").read_text() + page.read_text()
        self.assertNotIn("wonderland", written)
        self.assertNotIn("second-secret", written)
        self.assertNotIn("Basic Y2xpZW50OnNlY3JldA==", written)
        # A code, as the provider issued it, stands in no Location.
        self.assertNotRegex(written, r"callback\?code=(?!\*)")
        self.assertTrue(any(one.get("exchanges") for one in results))

    def test_other_documents_are_held_against_nobody(self):
        provider = self.enterContext(Provider("--defect", "code-used-twice"))

        def modest(value):
            value["documents"] = ["rfc6750"]

        config = self.write(provider.at["origin"], modest)
        ended, results, _ = self.server(config, "--also", "rfc6749", "code-grant")
        self.assertEqual(ended.returncode, 0, ended.stdout)
        failed = [one for one in results if one["status"] == "fail"]
        self.assertTrue(failed)
        self.assertTrue(all(one["also"] for one in failed))
        self.assertEqual(self.run_command("server", "--config", config, "--also", "rfc1234").returncode, 2)

    def test_the_exchange_that_decides(self):
        provider = self.enterContext(Provider("--defect", "form-answered-with-302"))
        _, results, _ = self.server(self.write(provider.at["origin"]), "--also", "rfc9700", "consent-page/303")
        self.assertEqual([one["status"] for one in results], ["warn"], results)
        decisive = [one for one in results[0]["exchanges"] if one.get("decisive")]
        self.assertEqual([(one["request"]["method"], one["response"]["status"]) for one in decisive], [("POST", 302)])
        self.assertIn("password", decisive[0]["request"]["body"])
        self.assertIn("POST %s" % decisive[0]["request"]["url"].partition("?")[0], results[0]["message"])

    def test_verbose_shows_what_was_sent(self):
        provider = self.enterContext(Provider("--defect", "code-used-twice"))
        ended, _, _ = self.server(self.write(provider.at["origin"]), "-v", "code-grant/a-code-is-used-once")
        self.assertIn("sent body    grant_type=authorization_code", ended.stdout)
        self.assertRegex(ended.stdout, r"number 1 of \d+\n")

    def test_list(self):
        listed = self.run_command("server", "--list").stdout.splitlines()
        self.assertGreater(len(listed), 330)
        for line in listed:
            self.assertRegex(line, r"^server/[a-z0-9-]+/[a-z0-9.-]+  (must|should|may)  [A-Za-z0-9.-]+  [A-Za-z]")
        one = self.run_command("server", "--list", "code-grant/a-code-is-used-once").stdout
        self.assertEqual(one.count("\n"), 1)

    def test_a_program_signs_in(self):
        provider = self.enterContext(Provider("--approve-as", "alice"))

        def by_program(value):
            value["sign_in"] = {"command": [sys.executable, "-c",
                                            "import sys, http.client, urllib.parse as u\n"
                                            "at = u.urlsplit(sys.argv[1])\n"
                                            "c = http.client.HTTPConnection(at.netloc)\n"
                                            "c.request('GET', at.path + '?' + at.query)\n"
                                            "print(c.getresponse().getheader('Location') or sys.argv[1])"]}

        ended, results, _ = self.server(self.write(provider.at["origin"], by_program), "code-grant")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertGreater(sum(one["status"] == "pass" for one in results), 8)

    def test_an_interrupted_run_keeps_its_results(self):
        provider = self.enterContext(Provider())
        file = self.folder / "results.jsonl"
        with subprocess.Popen([OAUTHSPEC, "server", "--config", self.write(provider.at["origin"]), "--results", file],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while not file.exists() or file.read_text().count("\n") < 50:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(SECONDS), 130)
        results, end = self.results(file)
        self.assertEqual(end["exit_code"], 130)
        self.assertGreater(sum(one["status"] == "pass" for one in results), 40)
        self.assertGreater(sum(one["status"] == "not_run" for one in results), 0)


class Doctor(WithConfiguration):
    def doctor(self, *arguments, **more):
        return self.run_command("doctor", "--config", self.write(*arguments, **more))

    def assert_fault(self, ended, code, *texts):
        self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)
        for text in texts:
            self.assertIn(text, ended.stdout + ended.stderr)

    def test_finds_nothing_wrong(self):
        provider = self.enterContext(Provider())
        ended = self.doctor(provider.at["origin"])
        self.assertEqual(ended.returncode, 0, ended.stdout)
        self.assertNotIn("fault", ended.stdout)

    def test_faults(self):
        origin = self.enterContext(Provider()).at["origin"]

        def change(*path, to):
            def apply(value):
                for name in path[:-1]:
                    value = value[name]
                value[path[-1]] = to
            return apply

        clients = ("oauth2", "clients")
        self.assert_fault(self.doctor(origin, change(*clients, "second", "client_secret", to="wrong")), 2,
                          "oauth2.clients.second", "invalid_client", "Correct client_id, client_secret")
        self.assert_fault(self.doctor(origin, change(*clients, "public", "redirect_uris", to=["https://other.example/cb"])), 2,
                          "oauth2.clients.public", "Register https://other.example/cb")
        self.assert_fault(self.doctor(origin, change("sign_in", "form", "password", to="looking-glass")), 2, "after it had sent the password",
                          "it reads \"", "Correct sign_in.form.username and password")
        self.assert_fault(self.doctor(origin, change(*clients, "confidential", "scope", to="unknown")), 2, "invalid_scope")
        self.assert_fault(self.doctor(origin, change("oauth2", "resource", to=origin + "/jwks")), 2, "without a token")
        self.assert_fault(self.doctor(origin, change("oauth2", "resource", to=origin + "/resource/profile")), 2, "fresh token")
        self.assert_fault(self.doctor(origin, change("oauth2", "resource_owner_password", "password", to="x")), 2, "invalid_grant")
        self.assert_fault(self.doctor(origin, change("oauth1", "clients", "first", "client_secret", to="x")), 2, "oauth1.clients.first")
        self.assert_fault(self.doctor(origin, change("oauth2", "resource", to="http://127.0.0.1:1/r")), 3, "Start the server")
        self.assert_fault(self.doctor(origin, change("oauth2", "issuer", to=origin + "/nowhere")), 2,
                          "fault       the metadata: ", "answered with 404", "name oauth2.endpoints.authorization and token")
        self.assert_fault(self.doctor(origin, change("oauth2", "endpoints", to={"token": origin + "/nowhere"})), 2,
                          "the token endpoint " + origin + "/nowhere", "status 404", "Correct oauth2.endpoints.token")
        self.assert_fault(self.doctor(origin, change("oauth2", "endpoints", to={"authorization": origin + "/nowhere"})), 2,
                          "a page with the status 404", "Correct oauth2.endpoints.authorization")
        self.assert_fault(self.doctor("http://127.0.0.1:1"), 3, "unreachable the metadata: ", "Start the server")
        self.assert_fault(self.doctor(origin, change("oauth3", to={})), 2, "oauth3")

    def test_an_authority_that_is_not_trusted(self):
        provider = self.enterContext(Provider("--tls-port", "0"))
        self.assert_fault(self.doctor(provider.at["tls_origin"]), 3, "certificate")

    def test_faults_are_no_failed_checks(self):
        origin = self.enterContext(Provider()).at["origin"]

        def wrong(value):
            value["oauth2"]["clients"]["confidential"]["client_secret"] = "wrong"

        file, page = self.folder / "results.jsonl", self.folder / "report.html"
        config = self.write(origin, wrong)
        ended = self.run_command("server", "--config", config, "--results", file, "--html", page)
        self.assertEqual(ended.returncode, 2, ended.stdout)
        self.assertIn("Correct client_id", ended.stderr)
        self.assertFalse(file.exists() or page.exists(), "a refused run leaves nothing behind that looks like a report")
        # Whoever wants it all the same is told how, and can replay what they see.
        self.assertIn("--unexamined", self.run_command("doctor", "--config", config).stdout)
        ended = self.run_command("server", "--config", config, "--unexamined", "client-authentication", "--results", file)
        self.assertIn("--unexamined", json.loads(file.read_text().splitlines()[0])["run"]["replay"])


class InTrouble(WithConfiguration):
    """A server that gets into trouble in the middle of a run."""

    def start(self, plan, **more):
        trouble_free = socket.create_server(("127.0.0.1", 0))
        trouble_free.close()
        config = self.folder / "provider.json"
        proxy = Trouble(None, plan, **more)
        config.write_text(json.dumps({"issuers": [proxy.origin]}))
        provider = self.enterContext(Provider("--config", str(config)))
        proxy.upstream = ("127.0.0.1", int(provider.at["origin"].rpartition(":")[2]))
        self.addCleanup(proxy.listener.close)

        def hasty(value):
            value["connection"] = {"timeout_seconds": 1}

        return self.write(proxy.origin, hasty)

    def test_costs_one_check_each(self):
        plan = {200: dies, 260: hangs, 320: garbage, 500: is_huge}
        plan.update({number: goes_in_circles for number in range(400, 404)})
        ended, results, end = self.server(self.start(plan))
        statuses = collections.Counter(one["status"] for one in results)
        bad = [(one["test"], one["status"], one.get("message")) for one in results if one["status"] not in ("pass", "unsupported")]
        self.assertNotIn("fail", statuses, bad)
        self.assertNotIn("not_run", statuses, bad)
        self.assertGreaterEqual(len(bad), 3, bad)
        self.assertLessEqual(len(bad), 8, bad)
        self.assertGreater(statuses["pass"], 290)
        self.assertEqual(ended.returncode, 1)
        self.assertEqual(end["exit_code"], 1)

    def test_ends_the_run_when_it_is_gone(self):
        ended, results, end = self.server(self.start({}, dies_at=300))
        statuses = collections.Counter(one["status"] for one in results)
        self.assertEqual(ended.returncode, 3, ended.stdout)
        self.assertEqual(statuses["error"], 3, statuses)
        self.assertGreater(statuses["pass"], 20)
        self.assertGreater(statuses["not_run"], 100)
        self.assertIn("3 checks one after another", end["note"])


def main(arguments):
    global OAUTHSPEC, PROVIDER
    OAUTHSPEC, PROVIDER = arguments[1:3]
    unittest.main(argv=[arguments[0], *arguments[3:]])


if __name__ == "__main__":
    main(sys.argv)
