#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reports of real runs, looked at by the programs that read such formats: xmllint, Perl's TAP harness, a JSON parser.

usage: formats_test.py OAUTHSPEC [TEST ...]
"""

import json
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import hostile_adapter

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
ADAPTER = shlex.join([sys.executable, str(HERE / "hostile_adapter.py")])
MEBIBYTE = 1 << 20
OAUTHSPEC = ""


def oauthspec(*arguments):
    return subprocess.run([OAUTHSPEC, *map(str, arguments)], capture_output=True, check=False)


def formats():
    """The names of all formats, as the help has them."""
    text = oauthspec("report", "--help").stdout.decode()
    return re.search(r"--format TEXT:\{([^}]*)\}", text).group(1).split(",")


def vector(test, sent, out):
    return {"id": test, "title": "a test", "requirements": ["RFC5849-3.6-2"], "level": "must", "flags": [],
            "source": "of its own", "in": sent, "expect": {"out": out}}


class Folder:
    """A temporary folder, with vectors of its own."""

    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="formats_test."))
        self.vectors = self.root / "vectors"
        (self.vectors / "oauth1").mkdir(parents=True)
        for part in ("schema", "requirements"):
            shutil.copytree(ROOT / "vectors" / part, self.vectors / part)
        shutil.copy(ROOT / "vectors" / "features.json", self.vectors)

    def add_suite(self, name, tests):
        suite = {"format": 1, "suite": "oauth1/" + name, "op": "oauth1." + name, "flags": {}, "tests": tests}
        (self.vectors / "oauth1" / (name + ".json")).write_text(json.dumps(suite, indent=1), encoding="utf-8")

    def run(self, *arguments):
        """Runs the vectors, with every report there is."""
        reports = [word for name in formats() for word in ("--" + name, self.root / name)]
        adapter = [] if "--adapter" in arguments else ["--adapter", ADAPTER]
        return oauthspec("vectors", "--vectors", self.vectors, "--results", self.root / "results", *adapter, *reports, *arguments)

    def octets(self, name):
        return (self.root / name).read_bytes()

    def remove(self):
        shutil.rmtree(self.root)


def counts_of(results):
    """How many results of each status a results file holds."""
    counts = {}
    for line in results.decode().strip().split("\n"):
        result = json.loads(line).get("result")
        if result:
            counts[result["status"]] = counts.get(result["status"], 0) + 1
    return counts


def tap_counts(tap):
    perl = subprocess.run(["perl", HERE / "tap_counts.pl"], input=tap, capture_output=True, check=False)
    assert perl.returncode == 0, perl.stderr.decode()
    return json.loads(perl.stdout)


def xmllint(xml, schema):
    """What xmllint complains of."""
    ran = subprocess.run(["xmllint", "--noout", "--schema", HERE / schema, "-"], input=xml, capture_output=True, check=False)
    return "" if ran.returncode == 0 else ran.stderr.decode()


class HostileAdapter(unittest.TestCase):
    """An adapter that tries to break each format."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        texts = [f"{way}:{number}" for way in ("out", "error", "reject", "stderr")
                 for number in range(len(hostile_adapter.HOSTILE))] + ["crash"]
        cls.folder.add_suite("percent_encode", [
            vector(text.replace(":", "-"), {"text": text}, "expected") for text in texts])
        cls.ran = cls.folder.run()
        cls.counts = counts_of(cls.folder.octets("results"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.remove()

    def test_nothing_passed(self):
        self.assertEqual(self.ran.returncode, 1, self.ran.stderr)
        self.assertEqual(self.counts, {"fail": 30, "error": 10, "crash": 1})

    def test_a_results_file_gives_the_same_reports(self):
        for name in formats():
            again = oauthspec("report", self.folder.root / "results", "--format", name, "--vectors", self.folder.vectors)
            self.assertEqual(again.returncode, 0, again.stderr)
            self.assertEqual(again.stdout, self.folder.octets(name), name)

    def test_no_format_holds_control_characters(self):
        for name in formats():
            text = self.folder.octets(name).decode("utf-8")
            found = re.search("[\x00-\x09\x0b-\x1f\x80-\x9f]", text)
            self.assertIsNone(found, f"{name}: {found}")

    def test_markdown_is_small_enough_for_github(self):
        self.assertLess(len(self.folder.octets("markdown")), MEBIBYTE)

    def test_perl_reads_tap(self):
        expected = {"planned": 41, "ok": 0, "not_ok": 41, "todo": 0, "skip": 0, "yaml": 41, "bailouts": 0, "unknown": 0}
        self.assertEqual(tap_counts(self.folder.octets("tap13")), expected)

    def test_version_14_differs_in_its_first_line(self):
        tap = self.folder.octets("tap")
        self.assertTrue(tap.startswith(b"TAP version 14\n"))
        self.assertEqual(tap.replace(b"TAP version 14\n", b"TAP version 13\n", 1), self.folder.octets("tap13"))

    def test_json_is_json(self):
        summary = json.loads(self.folder.octets("ctrf"))["results"]["summary"]
        self.assertEqual((summary["tests"], summary["failed"]), (41, 41))
        self.assertEqual(json.loads(self.folder.octets("badge"))["message"], "0/41 (0.0 %)")

    def test_xmllint_finds_junit_valid(self):
        for name, schema in (("junit", "junit.xsd"), ("junit-extended", "junit_extended.xsd")):
            self.assertEqual(xmllint(self.folder.octets(name), schema), "", name)

    def test_xmllint_refuses_what_surefire_has_no_place_for(self):
        self.assertIn("fails to validate", xmllint(self.folder.octets("junit-extended"), "junit.xsd"))


class Secrets(unittest.TestCase):
    """An adapter that repeats what it is told in every place there is."""

    SECRETS = ["client-Secret/1 +%7e", "token-Secret&2=\u00e9\"", "token-Key-3'<>"]

    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        cls.key = subprocess.run(["openssl", "genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
                                 capture_output=True, check=True, text=True).stdout
        secret = {"key": "public", "secret": cls.SECRETS[0]}
        tests = [cls.sign(client, way) for client in (secret, {"key": "public", "private_key": {"pem": cls.key}})
                 for way in ("out", "error", "reject", "stderr", "crash")]
        cls.folder.add_suite("sign", tests)
        cls.ran = cls.folder.run()

    @classmethod
    def sign(cls, client, way):
        method = "HMAC-SHA1" if "secret" in client else "RSA-SHA1"
        sent = {"request": {"method": "GET", "url": "http://example.com/", "headers": [], "body": ""}, "client": client,
                "token": {"key": cls.SECRETS[2], "secret": cls.SECRETS[1]}, "method": method, "nonce": way,
                "timestamp": "1", "version": None, "realm": None, "extra": []}
        return vector(f"{method.lower()}-{way}", sent, {"signature": "x"})

    @classmethod
    def tearDownClass(cls):
        cls.folder.remove()

    def hidden(self):
        """What may stand nowhere: the secrets, and every line of the key."""
        return self.SECRETS + [line for line in self.key.splitlines() if not line.startswith("-----")]

    def test_stand_in_no_report(self):
        self.assertEqual(self.ran.returncode, 1, self.ran.stderr)
        self.assertEqual(counts_of(self.folder.octets("results")), {"fail": 6, "error": 2, "crash": 2})
        for name in formats() + ["results"]:
            text = self.folder.octets(name).decode("utf-8")
            for secret in self.hidden():
                for form in (secret, json.dumps(secret)[1:-1], re.sub("[^A-Za-z0-9]", "", secret)[:12]):
                    self.assertNotIn(form, text, name)
        for stream in (self.ran.stdout, self.ran.stderr):
            for secret in self.hidden():
                self.assertNotIn(secret, stream.decode("utf-8"))

    def test_stand_there_on_request(self):
        """The search above would find them."""
        self.assertEqual(self.folder.run("--show-secrets").returncode, 1)
        for name in set(formats()) - {"badge", "grade", "har"}:  # These show nothing of a vector.
            self.assertIn("client-Secret/1 +%7e", self.folder.octets(name).decode("utf-8"), name)


class OtherRuns(unittest.TestCase):
    def setUp(self):
        self.folder = Folder()
        self.addCleanup(self.folder.remove)

    def test_a_killed_run_is_no_success(self):
        self.folder.add_suite("percent_encode", [vector("first", {"text": "out:7"}, ""), vector("second", {"text": "hang"}, "")])
        results, junit = self.folder.root / "results", self.folder.root / "junit"
        with subprocess.Popen([OAUTHSPEC, "vectors", "--adapter", ADAPTER, "--vectors", self.folder.vectors, "--results",
                               results, "--junit", junit], stdout=subprocess.DEVNULL) as process:
            while not results.exists() or b'"result"' not in results.read_bytes():
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        self.assertEqual(junit.read_bytes(), b"")
        for name in formats():
            report = oauthspec("report", results, "--format", name)
            self.assertEqual(report.returncode, 0)
            self.assertRegex(report.stdout.decode(), "killed|incomplete", name)
        tap = oauthspec("report", results, "--format", "tap13").stdout
        self.assertEqual(tap_counts(tap)["bailouts"], 1)

    def test_shards_become_one_run(self):
        self.folder.add_suite("percent_encode", [vector(f"test-{n}", {"text": "out:7"}, "") for n in range(30)])
        shards = []
        for n in (1, 2, 3):
            self.assertEqual(self.folder.run("--shard", f"{n}/3").returncode, 0)
            shards.append(self.folder.root / f"shard-{n}")
            (self.folder.root / "results").rename(shards[-1])
        whole = oauthspec("report", *reversed(shards), "--format", "tap13").stdout
        self.assertEqual(tap_counts(whole)["ok"], 30)
        self.assertEqual(tap_counts(whole)["bailouts"], 0)
        partial = oauthspec("report", *shards[:2], "--format", "badge").stdout
        self.assertEqual(json.loads(partial)["message"], "incomplete")

    def test_a_shard_that_is_empty_has_reports_even_where_its_adapter_does_not_start(self):
        self.folder.add_suite("percent_encode", [vector("first", {"text": "out:7"}, "")])
        for n in (1, 2):
            ran = self.folder.run("--shard", f"{n}/2", "--adapter", "false")
            self.assertEqual(ran.returncode, 3)
            again = oauthspec("report", self.folder.root / "results", "--format", "junit", "--vectors", self.folder.vectors)
            self.assertEqual(again.stdout, self.folder.octets("junit"))
            self.assertIn(b"ended early", again.stdout)

    def test_a_report_that_cannot_be_written_stops_the_run_before_it_begins(self):
        self.folder.add_suite("percent_encode", [vector("first", {"text": "out:7"}, "")])
        nowhere = self.folder.root / "none" / "out.xml"
        ran = oauthspec("vectors", "--adapter", ADAPTER, "--vectors", self.folder.vectors, "--junit", nowhere)
        self.assertEqual((ran.returncode, ran.stdout), (2, b""))
        self.assertIn(b"No such file or directory", ran.stderr)


if __name__ == "__main__":
    OAUTHSPEC = sys.argv.pop(1)
    unittest.main()
