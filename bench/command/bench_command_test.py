#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs oauthspec-bench as its users do, on programs and loops that are scripts.

usage: bench_command_test.py OAUTHSPEC_BENCH
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

COMMAND = str(pathlib.Path(sys.argv[1]).resolve())

# Two rows, of which the second takes three times as long as the first; it says what it was asked.
PROGRAM = """#!/usr/bin/env python3
import json, re, sys
names = ["mac/one/300", "mac/two/300", "other"]
options = dict(word.lstrip("-").split("=", 1) for word in sys.argv[1:])
wanted = [name for name in names if re.search(options["benchmark_filter"], name)]
if "benchmark_list_tests" in options:
    print("\\n".join(wanted))
    sys.exit()
print(" ".join(sys.argv[1:]), file=sys.stderr)
if "other" in wanted:
    sys.exit("the key is missing")
repetitions = int(options["benchmark_repetitions"])
print("a table of its own")
json.dump({"benchmarks": [{"name": name, "run_type": "iteration", "cpu_time": 100 * 3 ** names.index(name), "time_unit": "ns"}
                                 for name in wanted for _ in range(repetitions)]}, open(options["benchmark_out"], "w"))
"""

LOOP = """#!/usr/bin/env python3
import sys
print('{"version":"1","signature":"%s","nonce":"kllo9940pd9333jh","timestamp":"1191242096"}' % sys.argv[1], flush=True)
for line in sys.stdin:
    print('{"signatures":%s,"seconds":%f}' % (line.strip(), int(line) * float(sys.argv[2])), flush=True)
"""
RIGHT = "tR3+Ty81lMeYAr/Fid0kMTYa/WM="


def write(file, text, mode=0o644):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)


class BenchCommand(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        write(self.tree / "bin/bench_mac", PROGRAM, 0o755)
        write(self.tree / "loop", LOOP, 0o755)
        self.add_set("backends", [{"program": "bench_mac", "filter": "^mac/"}], denominators=[{"rows": "^mac/", "name": "mac/one/300"}])
        self.add_set("broken", [{"program": "bench_mac", "filter": "^other"}])
        self.add_set("missing", [{"program": "bench_missing", "filter": "."}])
        self.add_set("peers", [{"program": "bench_mac", "filter": "one", "prefix": "ours: "}], peers=True, denominators=[{"rows": ".*", "name": "bare"}], chart="logarithmic bars")
        peers = [{"name": "bare", "ours": True, "command": "./loop '' 0.001"},
                 {"name": "right", "command": f"./loop {RIGHT} 0.004", "note": "by hand"},
                 {"name": "wrong", "command": "./loop AAAA 0.004"},
                 {"name": "absent", "command": "./nowhere"}]
        write(self.tree / "bench/peers/peers.json", json.dumps({"format": 1, "peers": peers}))

    def add_set(self, name, programs, **more):
        write(self.tree / f"bench/sets/{name}.json", json.dumps({"format": 1, "title": name, "programs": programs, "chart": "bars", **more}))

    def run_bench(self, *words):
        places = ["--tree", str(self.tree), "--bin", str(self.tree / "bin")]
        return subprocess.run([COMMAND, words[0], *places, *words[1:]], capture_output=True, text=True, check=False)

    def results(self, *words):
        ran = self.run_bench("run", *words, "--json", str(self.tree / "out.json"))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran, json.loads((self.tree / "out.json").read_text(encoding="utf-8"))["sets"]

    def test_list_shows_sets_and_what_is_not_built(self):
        ran = self.run_bench("list")
        self.assertEqual(ran.returncode, 0)
        self.assertIn("backends  backends\n", ran.stdout)
        self.assertIn("missing   missing (not built: bench_missing)\n", ran.stdout)

    def test_rows_are_compared(self):
        ran, sets = self.results("backends", "--compare", "--repetitions", "3", "--min-time", "0.01")
        self.assertRegex(ran.stdout, "mac/two/300 +300 ns +0.0 % +3333333 +3.00\n")
        rows = {row["name"]: row for row in sets[0]["rows"]}
        self.assertEqual(rows["mac/two/300"]["ratio"], 3)
        self.assertEqual(rows["mac/two/300"]["samples"], [300, 300, 300])
        self.assertTrue(sets[0]["interleaved"])

    def test_what_a_row_is_compared_with_is_measured_too(self):
        _, sets = self.results("backends", "--backend", "two", "--repetitions", "1")
        self.assertEqual([row["name"] for row in sets[0]["rows"]], ["mac/one/300", "mac/two/300"])
        _, sets = self.results("backends", "--backend", "one", "--repetitions", "1")
        self.assertEqual([row["name"] for row in sets[0]["rows"]], ["mac/one/300"])

    def test_loops_are_measured_and_wrong_ones_left_out(self):
        _, sets = self.results("peers", "--compare", "--repetitions", "2", "--min-time", "0.1")
        rows = {row["name"]: row for row in sets[0]["rows"]}
        self.assertEqual(sorted(rows), ["bare", "ours: mac/one/300", "right"])
        self.assertAlmostEqual(rows["right"]["ratio"], 4)
        self.assertEqual(rows["right"]["note"], "1; by hand")
        self.assertEqual([one["name"] for one in sets[0]["left_out"]], ["wrong", "absent"])
        self.assertIn("not the one of RFC 5849", sets[0]["left_out"][0]["why"])

    def test_page_and_charts_are_written(self):
        ran = self.run_bench("run", "backends", "peers", "--repetitions", "1", "--min-time", "0.05",
                             "--markdown", str(self.tree / "out.md"), "--svg", str(self.tree / "out.svg"))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("## peers\n", (self.tree / "out.md").read_text(encoding="utf-8"))
        for name in ("backends", "peers"):
            xml.etree.ElementTree.parse(self.tree / f"out-{name}.svg")

    def test_exit_codes(self):
        for words, status, said in [(["nothing"], 2, "there is no set nothing; the sets are backends, broken, missing, peers"),
                                    (["backends", "--filter", "("], 2, "no regular expression"),
                                    (["backends", "--filter", "none of them"], 2, "no row fits"),
                                    (["backends", "--json", "/nonexistent/out"], 2, "/nonexistent/out"),
                                    (["missing"], 3, "nothing of it is built"),
                                    (["broken"], 3, "the key is missing")]:
            with self.subTest(words=words):
                ran = self.run_bench("run", *words, "--repetitions", "1")
                self.assertEqual(ran.returncode, status)
                self.assertIn(said, ran.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
