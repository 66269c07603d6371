#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests guard.py, with the program and with one of which an operation was made slower.

usage: guard_test.py BENCH_OPERATIONS PLANTED_BENCH_OPERATIONS
"""

import contextlib
import io
import json
import pathlib
import shutil
import sys
import tempfile
import unittest

import guard

PROGRAM, PLANTED = sys.argv[1:3]
VERSIONS = {"compiler": "GNU 12.2.0"}


class Growth(unittest.TestCase):
    def test_over_five_per_cent_is_growth_and_five_are_not(self):
        old = {"sign": {"instructions": 1000}, "verify": {"instructions": 1000}, "bearer": {"instructions": 1000}}
        self.assertEqual(guard.grown(old, {"sign": 1051, "verify": 1050, "bearer": 900, "new": 5}), {"sign": (1000, 1051)})

    def test_what_is_said_of_an_operation_stays_until_it_grows_again(self):
        before = {"versions": VERSIONS, "operations": {"sign": {"instructions": 1000, "why": "one more check"}}}
        self.assertEqual(guard.recorded(before, VERSIONS, {"sign": 990}, "unused")["operations"],
                         {"sign": {"instructions": 990, "why": "one more check"}})
        self.assertEqual(guard.recorded(before, VERSIONS, {"sign": 2000}, "two more")["operations"],
                         {"sign": {"instructions": 2000, "why": "two more"}})

    def test_other_operations_are_kept(self):
        before = {"versions": VERSIONS, "operations": {"verify": {"instructions": 7}}}
        self.assertEqual(list(guard.recorded(before, VERSIONS, {"sign": 1}, "")["operations"]), ["sign", "verify"])


@unittest.skipUnless(shutil.which("valgrind"), "there is no valgrind")
class Counting(unittest.TestCase):
    ONLY = ["--only", "percent_encode/30"]

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.counts = pathlib.Path(folder.name) / "counts.json"
        self.assertEqual(self.run_guard(PROGRAM, "--record")[0], 0)

    def run_guard(self, program, *more):
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            status = guard.main([program, "--counts", str(self.counts), *self.ONLY, *more])
        return status, told.getvalue()

    def test_a_slower_operation_is_found_until_a_word_is_said(self):
        self.assertEqual(self.run_guard(PROGRAM)[0], 0)
        status, told = self.run_guard(PLANTED)
        self.assertEqual(status, 1)
        self.assertRegex(told, r"percent_encode/30: \d+ instructions, \d+\.\d % more than \d+")
        self.assertEqual(self.run_guard(PLANTED, "--record")[0], 1)
        self.assertEqual(self.run_guard(PLANTED, "--record", "--why", "it decodes, too")[0], 0)
        self.assertEqual(json.loads(self.counts.read_text())["operations"]["percent_encode/30"]["why"], "it decodes, too")
        self.assertEqual(self.run_guard(PLANTED)[0], 0)

    def test_counts_of_other_versions_are_not_compared(self):
        document = json.loads(self.counts.read_text())
        document["versions"]["compiler"] = "another one"
        self.counts.write_text(json.dumps(document))
        status, told = self.run_guard(PLANTED)
        self.assertEqual(status, guard.NOT_COMPARED)
        self.assertIn("not compared: the counts are of compiler another one", told)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
