#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests the scripts beside it, on a project of its own in a folder that is thrown away."""

import contextlib
import io
import json
import pathlib
import tempfile
import unittest

import findings
import results
import table


def entry(pattern, reason, expect="fail", **more):
    return {"id": pattern, "expect": expect, "reason": reason, **more}


class Project(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.put(table, "ROOT", self.root)
        self.put(findings, "PATH", self.root / "harness/adapters/FINDINGS.md")
        self.write("harness/adapters/adapters.json", {"format": 1, "adapters": [
            {"name": "lib", "language": "c", "library": "The Lib", "protocols": ["oauth1"], "command": "lib", "install": {}}]})
        self.write("vectors/oauth1/sign.json", {"suite": "oauth1/sign", "tests": [
            {"id": name, "requirements": [f"RFC5849-3.{number}-1"]} for number, name in enumerate(("a", "b-1", "b-2"))]})
        self.expect(entry("oauth1/sign/b-*", "sorts numbers (RFC 5849 section 3.4.10)"),
                    entry("oauth1/sign/a", "drops | (RFC 5849 section 3.4.2)", issue="https://example.com/1"))

    def put(self, module, name, value):
        before = getattr(module, name)
        setattr(module, name, value)
        self.addCleanup(setattr, module, name, before)

    def write(self, name, value):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        return str(path)

    def expect(self, *entries):
        self.write("harness/adapters/c/lib.expect.json", {"format": 1, "expectations": entries})

    def results(self, *statuses, end=True):
        lines = [{"run": {"implementation": {"name": "The Lib", "version": "1.2", "language": "c"}}}]
        lines += [{"result": {"test": f"t{number}", **status}} for number, status in enumerate(statuses)]
        lines += [{"end": {}}] if end else []
        return self.write("lib.jsonl", "".join(json.dumps(line) + "\n" for line in lines))

    def run_main(self, module, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = module.main(list(arguments))
        return code, out.getvalue() + err.getvalue()

    def text(self):
        return findings.PATH.read_text(encoding="utf-8")


class Findings(Project):
    def test_has_a_row_for_each_reason_in_the_order_of_sections(self):
        self.assertEqual(self.run_main(findings, "update"), (0, ""))
        self.assertIn("| RFC 5849 section 3.4.2 | drops \\| ([reported](https://example.com/1)) | 1 | `oauth1/sign/a` |\n"
                      "| RFC 5849 section 3.4.10 | sorts numbers | 2 | `oauth1/sign/b-1` |\n", self.text())

    def test_takes_a_section_from_the_vector_where_the_reason_has_none(self):
        self.expect(entry("oauth1/sign/b-1", "is wrong"))
        findings.main(["update"])
        self.assertIn("| RFC 5849 section 3.1 | is wrong | 1 |", self.text())

    def test_leaves_out_what_cannot_be_asked(self):
        self.expect(entry("oauth1/sign/a", "has no parameter for it", "skip"))
        findings.main(["update"])
        self.assertIn("Nothing was found.", self.text())

    def test_takes_versions_and_counts_from_results_and_keeps_them(self):
        findings.main(["update"])
        self.assertIn("The Lib (c): not run yet.", self.text())
        path = self.results({"status": "pass"}, {"status": "xfail", "before": "fail"}, {"status": "unsupported"})
        findings.main(["update", path])
        tally = "The Lib 1.2 (c): 1 pass, 1 fail, 1 unsupported."
        self.assertIn(tally, self.text())
        self.expect()
        findings.main(["update"])
        self.assertIn(tally, self.text())

    def test_check_finds_what_is_out_of_date(self):
        self.assertEqual(self.run_main(findings, "check")[0], 1, "there is no file")
        findings.main(["update"])
        self.assertEqual(self.run_main(findings, "check"), (0, ""))
        self.expect(entry("oauth1/sign/a", "another reason (RFC 5849 section 3.4.2)"))
        code, told = self.run_main(findings, "check")
        self.assertEqual(code, 1)
        self.assertIn("findings.py update brings it up to date", told)

    def test_a_pattern_that_names_no_vector_is_a_mistake(self):
        self.expect(entry("oauth1/sign/c", "gone"))
        with self.assertRaisesRegex(SystemExit, "oauth1/sign/c names no vector"):
            findings.main(["check"])

    def test_globs_stay_within_a_segment_unless_they_are_double(self):
        self.assertTrue(findings.fits("oauth1/*/a-*").fullmatch("oauth1/sign/a-1"))
        self.assertFalse(findings.fits("oauth1/*").fullmatch("oauth1/sign/a"))
        self.assertTrue(findings.fits("oauth1/**").fullmatch("oauth1/sign/a"))
        self.assertFalse(findings.fits("oauth1/sign/a.b").fullmatch("oauth1/sign/a-b"))


class Results(Project):
    def test_counts_a_failure_that_was_expected_as_a_failure(self):
        path = self.results({"status": "pass"}, {"status": "xfail", "before": "fail"}, {"status": "fail"})
        code, told = self.run_main(results, path)
        self.assertEqual(code, 0)
        self.assertEqual(told.split(), ["pass", "fail", "lib", "1", "2"])

    def test_refuses_a_run_without_its_end(self):
        with self.assertRaisesRegex(SystemExit, "did not come to its end"):
            self.run_main(results, self.results({"status": "pass"}, end=False))


class Table(Project):
    def test_names_what_has_to_be_installed_once(self):
        adapter = {"name": "other", "language": "c", "library": "o", "protocols": ["oauth1"], "command": "o",
                   "install": {"apt": ["gcc", "make"], "make": "folder/target"}}
        path = self.root / "harness/adapters/adapters.json"
        value = json.loads(path.read_text(encoding="utf-8"))
        value["adapters"] = [adapter, {**adapter, "name": "third"}]
        path.write_text(json.dumps(value), encoding="utf-8")
        self.assertEqual(self.run_main(table, "needs", "other", "third"), (0, "apt gcc\napt make\nmake folder/target\n"))

    def test_knows_no_other_name(self):
        with self.assertRaises(SystemExit):
            self.run_main(table, "needs", "nobody")


if __name__ == "__main__":
    unittest.main()
