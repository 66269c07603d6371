#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What ratios.py makes of measurements that are known."""

import contextlib
import io
import json
import pathlib
import tempfile
import unittest

import ratios


def run(name, octets, time, unit="ms", memory=1.0):
    return {"name": f"{name}/{octets}/min_time:0.005", "run_type": "iteration", "cpu_time": time, "time_unit": unit,
            "memory/octet": memory}


class Ratios(unittest.TestCase):
    def table(self, *runs):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "runs.json")
            file.write_text(json.dumps({"benchmarks": runs}), encoding="utf-8")
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                self.assertEqual(ratios.main([str(file)]), 0)
        return printed.getvalue().splitlines()[2:]

    def test_each_column_names_the_shape_that_is_worst_in_it(self):
        self.assertEqual(
            self.table(run("p: even", 1048576, 10), run("p: even", 16777216, 160, memory=40.0),
                       run("p: steep", 1048576, 1000, "us"), run("p: steep", 16777216, 100)),
            ["| p | 100.0 (steep) | 9.5 (even) | 40.0 (even) |"])

    def test_what_takes_no_time_has_no_growth(self):
        self.assertEqual(self.table(run("p: refused", 1048576, 1, "ns", 0.0), run("p: refused", 16777216, 90, "ns", 0.0)),
                         ["| p | - | - | - |"])

    def test_other_lengths_and_fits_are_passed_over(self):
        fit = {"name": "p: s/min_time:0.005_BigO", "run_type": "aggregate"}
        self.assertEqual(self.table(fit, run("p: s", 1024, 9), run("p: s", 1048576, 1), run("p: s", 16777216, 17)),
                         ["| p | 17.0 (s) | 1.0 (s) | 1.0 (s) |"])


if __name__ == "__main__":
    unittest.main()
