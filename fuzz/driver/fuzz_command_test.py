#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs oauthspec-fuzz as its users do, against engines that are a script: so it is quick and needs no compiler.

usage: fuzz_command_test.py OAUTHSPEC_FUZZ [TEST ...]

Where build/fuzz/bin of the source has fuzz_percent, a run of it is a test, too.
"""

import contextlib
import hashlib
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

FUZZ = ""
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
TARGETS = ["broken", "crashes", "flaky", "grows", "idle"]
SECONDS = 60


def whole(files):
    """The names of those that no engine was killed in the middle of: the others get another name."""
    return {file.name for file in files if file.name.endswith(hashlib.sha1(file.read_bytes()).hexdigest())}


class House:
    """A tree with targets, their programs and a folder of work, as the command's options name them."""

    def __init__(self, folder, targets):
        self.root = pathlib.Path(folder)
        self.tree, self.bin, self.work = self.root / "tree", self.root / "bin", self.root / "work"
        for made in (self.tree / "fuzz" / "targets", self.bin):
            made.mkdir(parents=True)
        for target in targets:
            description = {"title": f"what {target}", "spec": "RFC 5849 3.6", "kind": "codec", "max_length": 64, "dictionary": "thing",
                           "mutator": "octets"}
            (self.tree / "fuzz" / "targets" / f"{target}.json").write_text(json.dumps(description))
            shutil.copy(HERE / "testing" / "fake_engine.py", self.bin / f"fuzz_{target}")
        self.environment = {**os.environ, "FLAKY_COUNT": str(self.root / "count")}

    def words(self, command, *words):
        return [FUZZ, command, "--tree", str(self.tree), "--bin", str(self.bin), "--work", str(self.work), *map(str, words)]

    def run(self, command, *words, **more):
        return subprocess.run(self.words(command, *words), capture_output=True, text=True, timeout=SECONDS, check=False,
                              stdin=subprocess.DEVNULL, env=self.environment, **more)

    def start(self, command, *words):
        return subprocess.Popen(self.words(command, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)

    def night(self):
        return json.loads((self.work / "night.json").read_text())

    def inputs_of(self, target):
        return (self.work / target / "corpus").glob("*")

    def inputs(self, target):
        return {file.name for file in self.inputs_of(target)}

    def whole_inputs(self, target):
        return whole(self.inputs_of(target))


class Case(unittest.TestCase):
    targets = TARGETS

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.house = House(folder.name, self.targets)

    def ended(self, done, code):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    @contextlib.contextmanager
    def small_disk(self, size):
        """The folder of work, on a disk of that size."""
        self.house.work.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(self.house.work)], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("a file system can be mounted by root alone")
        try:
            yield self.house.work
        finally:
            subprocess.run(["umount", str(self.house.work)], check=True)

    def assert_named_by_content(self, folder):
        files = list(folder.iterdir())
        self.assertTrue(files)
        for file in files:
            self.assertEqual(file.name, hashlib.sha1(file.read_bytes()).hexdigest())


class List(Case):
    def test_shows_every_target_and_what_it_has(self):
        corpus = self.house.tree / "fuzz" / "corpus" / "idle"
        corpus.mkdir(parents=True)
        (corpus / "one").write_text("1")
        (self.house.bin / "fuzz_grows").unlink()
        told = {one["name"]: one for one in json.loads(self.ended(self.house.run("list", "--json"), 0))}
        self.assertEqual(sorted(told), TARGETS)
        self.assertEqual(told["idle"], {"name": "idle", "title": "what idle", "spec": "RFC 5849 3.6", "kind": "codec", "max_length": 64,
                                        "dictionary": "thing", "mutator": "octets", "corpus": 1, "regressions": 0, "grown": 0, "built": True})
        self.assertFalse(told["grows"]["built"])
        self.assertRegex(self.ended(self.house.run("list"), 0), r"(?m)^idle +codec +octets +1 +0 +yes +what idle")

    def test_names_what_is_no_description(self):
        (self.house.tree / "fuzz" / "targets" / "odd.json").write_text("{}")
        done = self.house.run("list")
        self.ended(done, 3)
        self.assertIn("odd.json", done.stderr)


class Usage(Case):
    def test_is_told(self):
        self.assertIn("overnight", self.ended(self.house.run("--help"), 0))
        for words in [("run", "nothing"), ("overnight",), ("overnight", "--resume"), ("frobnicate",), ("triage", "/nowhere")]:
            self.ended(self.house.run(*words), 2)


class Seeds(unittest.TestCase):
    def test_are_the_vectors_inputs_each_once(self):
        with tempfile.TemporaryDirectory() as folder:
            words = [FUZZ, "seeds", folder, "percent", "--tree", str(SOURCE)]
            first = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=True).stdout
            again = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=True).stdout
            files = list((pathlib.Path(folder) / "percent").iterdir())
            self.assertGreater(len(files), 50)
            self.assertTrue(first.startswith(f"{len(files)} new"), first)
            self.assertTrue(again.startswith("0 new"), again)
            for file in files:
                self.assertEqual(file.name, hashlib.sha1(file.read_bytes()).hexdigest())


class Build(Case):
    def test_of_a_missing_compiler_says_how_to_get_it(self):
        (self.house.tree / "CMakePresets.json").write_text("{}")
        bare = self.house.root / "bare"
        bare.mkdir()
        for command in (["build"], ["run", "grows"], ["overnight", "--minutes", "1"]):
            done = subprocess.run([FUZZ, *command, "--tree", str(self.house.tree)], capture_output=True, text=True, timeout=SECONDS, check=False,
                                  env={"PATH": str(bare)})
            self.ended(done, 3)
            self.assertIn("cmake, ninja, clang++-19 are not in PATH", done.stderr)
            self.assertIn("apt-get install cmake ninja-build clang-19 libclang-rt-19-dev", done.stderr)

    def test_that_fails_shows_the_end_of_what_it_said(self):
        (self.house.tree / "CMakePresets.json").write_text("{}")
        tools = self.house.root / "tools"
        tools.mkdir()
        for tool in ("cmake", "ninja", "clang++-19"):
            (tools / tool).write_text("#!/bin/sh\nn=0; while [ $n -lt 200 ]; do n=$((n+1)); echo noise $n; done; echo 'no rule for it'; exit 1\n")
            (tools / tool).chmod(0o755)
        done = subprocess.run([FUZZ, "build", "--tree", str(self.house.tree)], capture_output=True, text=True, timeout=SECONDS, check=False,
                              env={"PATH": f"{tools}:/bin:/usr/bin"})
        self.ended(done, 3)
        self.assertIn("no rule for it", done.stderr)
        self.assertNotIn("noise 100\n", done.stderr)

    def test_is_not_tried_in_a_folder_that_the_user_named(self):
        (self.house.bin / "fuzz_grows").unlink()
        done = self.house.run("run", "grows")
        self.ended(done, 3)
        self.assertIn("fuzz_grows", done.stderr)


class Run(Case):
    def test_grows_the_corpus_and_says_what_it_did(self):
        told = self.ended(self.house.run("run", "grows", "--time", "1", "--seed", "7"), 0)
        found = len(self.house.inputs("grows"))
        self.assertGreater(found, 5)
        self.assertRegex(told, rf"^grows: .* k executions, 50.0 k/s, coverage \d+, \d+ inputs, {found} inputs in .* \(0 before\)\n$")
        self.assert_named_by_content(self.house.work / "grows" / "corpus")

    def test_that_finds_something_says_how_to_look_into_it(self):
        told = self.ended(self.house.run("run", "crashes", "--time", "5"), 1)
        self.assertIn("crashes: what is right stays right", told)
        command = told.partition("oauthspec fuzz triage ")[2].split()
        self.assertTrue(pathlib.Path(command[0]).is_file(), told)
        self.assertEqual(command[1:], ["--target", "crashes"])

    def test_names_an_input_that_is_there_where_enough_were_kept(self):
        kept = self.house.work / "crashes" / "crashes" / "property-what-is-right-stays-right"
        kept.mkdir(parents=True)
        for number in range(20):
            (kept / f"crash-{number}").write_text(f"BUG {number}")
        told = self.ended(self.house.run("run", "crashes", "--time", "5"), 1)
        self.assertTrue(pathlib.Path(told.partition("oauthspec fuzz triage ")[2].split()[0]).is_file(), told)
        self.assertEqual(len(list(kept.iterdir())), 20)

    def test_of_an_engine_that_does_not_work_is_told(self):
        done = self.house.run("run", "broken")
        self.ended(done, 3)
        self.assertIn("no such flag", done.stderr)

    def test_is_ended_by_an_interrupt(self):
        running = self.house.start("run", "grows", "--time", "1000")
        wait_until(lambda: self.house.inputs("grows"))
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=SECONDS)
        self.assertEqual(running.returncode, 130, err)
        self.assertIn("grows: ", out)
        self.assertEqual(engines_of(self.house), [])
        self.assert_named_by_content(self.house.work / "grows" / "corpus")


def wait_until(true, seconds=SECONDS):
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError("it did not come to pass")
        time.sleep(0.02)


def engines_of(house):
    """The processes that run one of the house's programs."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(house.bin).encode() + b"/fuzz_" in line and FUZZ.encode() not in line:
            found.append(int(process.name))
    return found


class Overnight(Case):
    targets = ["crashes", "grows", "idle"]

    def test_gives_each_target_its_turn_and_sums_up(self):
        told = self.ended(self.house.run("overnight", "--minutes", "0.13", "--slice", "1", "--cores", "2"), 1)
        self.assertIn("1 crash", told)
        summary = json.loads((self.house.work / "night-summary.json").read_text())
        self.assertTrue(summary["ended"])
        by_name = {target["name"]: target for target in summary["targets"]}
        self.assertEqual(sorted(by_name), self.targets)
        for target in summary["targets"]:
            self.assertGreater(target["slices"], 0, target)
        # Its inputs differ, its crash is one; and it gets few of the slices, though each is over at once: a hundred would fit.
        self.assertEqual([(one["target"], one["name"]) for one in summary["crashes"]], [("crashes", "property-what-is-right-stays-right")])
        self.assertEqual(summary["crashes"][0]["times"], by_name["crashes"]["slices"])
        self.assertLess(by_name["crashes"]["slices"], 20)
        self.assertGreater(by_name["grows"]["new_inputs"], 10)
        self.assertTrue(pathlib.Path(summary["crashes"][0]["input"]).is_file())
        self.assert_named_by_content(self.house.work / "grows" / "corpus")
        page = (self.house.work / "night-summary.html").read_text()
        self.assertIn("what is right stays right", page)
        self.assertNotIn("src=", page)

    def test_killed_at_any_moment_loses_nothing_and_goes_on(self):
        words = ("--slice", "1", "--cores", "2")
        known, found = set(), set()
        for cut in range(4):
            begin = ("--minutes", "5") if cut == 0 else ("--resume",)
            running = self.house.start("overnight", *begin, *words)
            wait_until(lambda: (self.house.inputs("grows") - known) or running.poll() is not None)
            time.sleep(0.4 * cut)
            running.kill()
            running.communicate(timeout=SECONDS)
            self.assertEqual(running.returncode, -signal.SIGKILL)
            # The engines end with it.
            wait_until(lambda: not engines_of(self.house))
            self.assertLessEqual(known, self.house.inputs("grows"))
            known = self.house.whole_inputs("grows")
            crashes = list((self.house.work / "crashes" / "crashes").rglob("crash-*"))
            self.assertLessEqual(found, {file.name for file in crashes})
            found = whole(crashes)
            night = self.house.night()
            self.assertFalse(night["ended"])
        self.assertGreater(night["spent_seconds"], 0)
        self.assertTrue(found)
        # The last of it: what is left of its time is set to little, as if the night were nearly over.
        night["wanted_seconds"] = night["spent_seconds"] + 2
        (self.house.work / "night.json").write_text(json.dumps(night))
        told = self.ended(self.house.run("overnight", "--resume"), 1)
        self.assertIn("1 crash", told)
        after = self.house.night()
        self.assertTrue(after["ended"])
        self.assertGreaterEqual(after["slices"], night["slices"])
        self.assertGreaterEqual(after["crashes"][0]["times"], len(found))
        self.assertLessEqual(known, self.house.inputs("grows"))
        self.assertEqual(list((self.house.work / "crashes" / "crashes").glob("crash-*")), [])
        self.ended(self.house.run("overnight", "--resume"), 2)

    def test_mends_what_a_killed_engine_left(self):
        corpus = self.house.work / "idle" / "corpus"
        corpus.mkdir(parents=True)
        (corpus / ("0" * 40)).write_bytes(b"half of wha")
        (corpus / ("1" * 40)).write_bytes(b"")
        self.ended(self.house.run("overnight", "--minutes", "0.01", "idle"), 0)
        self.assertEqual(self.house.inputs("idle"), {hashlib.sha1(b"half of wha").hexdigest()})

    def test_keeps_another_out_of_its_folder(self):
        running = self.house.start("overnight", "--minutes", "5", "idle")
        wait_until((self.house.work / "night.json").exists)
        done = self.house.run("overnight", "--minutes", "5", "idle")
        self.ended(done, 3)
        self.assertIn("another night", done.stderr)
        running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=SECONDS)
        self.assertEqual(running.returncode, 130, err)
        self.assertIn("It ended early: it was interrupted", out)
        self.assertTrue((self.house.work / "night-summary.html").is_file())
        self.assertFalse(self.house.night()["ended"])
        self.assertEqual(err, "")

    def test_goes_on_with_other_cores_and_slices_where_told(self):
        for words, as_told in ((("--minutes", "5", "--cores", "1", "--slice", "5"), (1, 5)), (("--resume",), (1, 5)),
                               (("--resume", "--cores", "2"), (2, 5)), (("--resume", "--slice", "1"), (2, 1))):
            running = self.house.start("overnight", *words)
            wait_until(lambda: engines_of(self.house))
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=SECONDS)
            self.assertEqual(running.returncode, 130)
            night = self.house.night()
            self.assertEqual((night["cores"], night["slice_seconds"]), as_told)

    def test_goes_on_for_no_other_time_and_with_no_other_targets(self):
        for words in ("--hours", "1"), ("--minutes", "1"), ("idle",):
            self.ended(self.house.run("overnight", "--resume", *words), 2)

    def test_takes_two_engines_that_crash_alike_for_crashes(self):
        (self.house.bin / "fuzz_idle").write_text("""#!/bin/sh
for word; do
  case "$word" in
    -artifact_prefix=*) echo BUG >"${word#*=}crash-1"; echo "Test unit written to ${word#*=}crash-1";;
  esac
done
echo 'ERROR: libFuzzer: deadly signal'
exit 77
""")
        # Three that end so and left no input would end the night.
        self.ended(self.house.run("overnight", "--minutes", "0.1", "--cores", "2", "idle"), 1)
        self.assertGreater(self.house.night()["targets"][0]["slices"], 3)

    def test_of_engines_that_do_not_work_ends_soon(self):
        for name in self.targets:
            (self.house.bin / f"fuzz_{name}").write_text("#!/bin/sh\necho 'no such flag' >&2\nexit 3\n")
        done = self.house.run("overnight", "--minutes", "5")
        self.ended(done, 3)
        self.assertIn("no such flag", done.stderr)

    def test_of_one_engine_that_does_not_work_among_others_ends(self):
        (self.house.bin / "fuzz_grows").write_text("#!/bin/sh\nsleep 0.3\necho 'no such library' >&2\nexit 3\n")
        done = self.house.run("overnight", "--minutes", "5", "--slice", "1", "--cores", "1", "idle", "grows")
        self.ended(done, 3)
        self.assertIn("no such library", done.stderr)

    def test_names_what_is_wrong_with_a_state(self):
        self.house.work.mkdir()
        for text in ("", "{", "[]", '{"format": 2}', '{"format": 1}'):
            (self.house.work / "night.json").write_text(text)
            done = self.house.run("overnight", "--resume")
            self.ended(done, 2)
            self.assertIn("night.json", done.stderr)


class FullDisk(Case):
    targets = ["grows", "idle"]

    def test_leaves_the_state_as_it_was(self):
        self.ended(self.house.run("overnight", "--minutes", "0.02", "--slice", "1"), 0)
        before = (self.house.work / "night.json").read_bytes()
        done = self.house.run("overnight", "--minutes", "0.02", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        self.ended(done, 3)
        self.assertIn("night.json: cannot be written: File too large", done.stderr)
        self.assertIn("make room", done.stderr)
        self.assertEqual((self.house.work / "night.json").read_bytes(), before)
        self.assertEqual([file.name for file in self.house.work.iterdir() if file.name.startswith(".")], [])

    def test_ends_a_night_with_all_that_it_found(self):
        with self.small_disk("17m"):
            running = self.house.start("overnight", "--minutes", "5", "--slice", "1")
            wait_until(lambda: self.house.inputs("grows"))
            (self.house.work / "ballast").write_bytes(bytes(4 << 20))
            _, err = running.communicate(timeout=SECONDS)
            self.assertEqual(running.returncode, 3, err)
            self.assertIn("the disk is full, or nearly", err)
            self.assert_named_by_content(self.house.work / "grows" / "corpus")
            (self.house.work / "ballast").unlink()
            night = self.house.night()
            self.assertFalse(night["ended"])
            night["wanted_seconds"] = night["spent_seconds"] + 1
            (self.house.work / "night.json").write_text(json.dumps(night))
            self.ended(self.house.run("overnight", "--resume"), 0)

    def test_for_what_is_told_is_an_error(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run(self.house.words("list"), stdout=full, stderr=subprocess.PIPE, text=True, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 3, done.stderr)


class Corpora(Case):
    targets = ["grows", "idle"]

    def setUp(self):
        super().setUp()
        self.more = self.house.root / "more"
        self.more.mkdir()
        for name, text in (("long", "abcdef"), ("short", "ab"), ("same", "ba"), ("other", "xyz")):
            (self.more / name).write_text(text)

    def test_are_merged_by_what_they_reach(self):
        told = self.ended(self.house.run("merge", "idle", self.more), 0)
        self.assertTrue(told.startswith("3 new inputs in "), told)
        self.assert_named_by_content(self.house.work / "idle" / "corpus")
        self.assertTrue(self.ended(self.house.run("merge", "idle", self.more), 0).startswith("0 new"))
        self.ended(self.house.run("merge", "idle", self.more, "--repository"), 0)
        self.assertEqual(len(list((self.house.tree / "fuzz" / "corpus" / "idle").iterdir())), 3)

    def test_are_made_small_and_stay_so(self):
        corpus = self.house.work / "idle" / "corpus"
        shutil.copytree(self.more, corpus)
        self.assertIn(": 4 files before, 3 after, 11 octets", self.ended(self.house.run("minimise", "idle"), 0))
        self.assertIn(": 3 files before, 3 after, 11 octets", self.ended(self.house.run("minimise", "idle"), 0))
        self.assertEqual([path.name for path in corpus.parent.iterdir() if path.name.startswith(".")], [])

    def test_are_left_alone_where_the_engine_fails(self):
        corpus = self.house.work / "idle" / "corpus"
        shutil.copytree(self.more, corpus)
        (self.house.bin / "fuzz_idle").write_text("#!/bin/sh\nexit 1\n")
        self.ended(self.house.run("minimise", "idle"), 3)
        self.assertEqual(sorted(path.read_text() for path in corpus.iterdir()), ["ab", "abcdef", "ba", "xyz"])

    def test_are_there_at_any_moment(self):
        corpus = self.house.work / "idle" / "corpus"
        shutil.copytree(self.more, corpus)
        running = self.house.start("minimise", "idle")
        while running.poll() is None:
            self.assertTrue(corpus.is_dir())
        self.assertEqual(running.communicate(timeout=SECONDS)[1], "")
        self.assertEqual(len(list(corpus.iterdir())), 3)

    def test_are_left_alone_on_a_disk_that_fills_up(self):
        with self.small_disk("17m") as disk:
            corpus = disk / "idle" / "corpus"
            shutil.copytree(self.more, corpus)
            (disk / "ballast").write_bytes(bytes(4 << 20))
            for words in ("minimise", "idle"), ("merge", "idle", self.more), ("run", "idle", "--time", "1"):
                done = self.house.run(*words)
                self.ended(done, 3)
                self.assertIn("the disk is full, or nearly", done.stderr)
            self.assertEqual(sorted(path.read_text() for path in corpus.iterdir()), ["ab", "abcdef", "ba", "xyz"])

    def test_of_which_some_were_not_written_whole_replace_none(self):
        corpus = self.house.work / "idle" / "corpus"
        shutil.copytree(self.more, corpus)
        engine = self.house.bin / "fuzz_idle"
        engine.write_text(engine.read_text().replace("    put(into, file.read_bytes())", '    (into / ("0" * 40)).write_bytes(b"")'))
        self.assertIn('(into / ("0"', engine.read_text())
        done = self.house.run("minimise", "idle")
        self.ended(done, 3)
        self.assertIn("not written whole", done.stderr)
        self.assertEqual(len(list(corpus.iterdir())), 4)

    def test_are_not_made_small_while_they_grow(self):
        for words in ("overnight", "--minutes", "5", "grows"), ("run", "grows", "--time", "100"):
            running = self.house.start(*words)
            wait_until(lambda: engines_of(self.house))
            done = self.house.run("minimise", "grows")
            self.ended(done, 3)
            self.assertIn("another command is at work on these corpora", done.stderr)
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=SECONDS)

    def test_with_an_input_that_crashes_are_merged_and_it_is_told(self):
        engine = self.house.bin / "fuzz_idle"
        engine.write_text(engine.read_text().replace("def merge(into, folders):\n", "def merge(into, folders):\n    pathlib.Path(FLAGS['artifact_prefix'] + 'crash-1').write_bytes(b'BUG')\n"))
        self.assertIn("idle: what is right stays right", self.ended(self.house.run("merge", "idle", self.more), 1))

    def test_travel(self):
        away = self.house.root / "away"
        (away / "idle").mkdir(parents=True)
        (away / "idle" / "any name").write_text("from elsewhere")
        self.assertIn("idle: 1 new", self.ended(self.house.run("import", away), 0))
        self.assertIn("nothing new", self.ended(self.house.run("import", away), 0))
        done = self.house.run("import", away / "idle")
        self.ended(done, 3)
        self.assertIn("none of its folders has the name of a target", done.stderr)
        there = self.house.root / "there"
        self.assertIn("idle: 1 new", self.ended(self.house.run("export", there), 0))
        self.assert_named_by_content(there / "idle")


class Triage(Case):
    def test_reproduces_reduces_names_and_adds(self):
        found = self.house.work / "idle" / "crashes" / "crash-1"
        found.parent.mkdir(parents=True)
        found.write_bytes(b"a long way to the BUG \x00\xff and on")
        told = self.ended(self.house.run("triage", found, "--add"), 1)
        self.assertIn("5 of 5 runs crashed; 5 octets, 31 as found", told)
        report = (self.house.work / "idle" / "reports" / "property-what-is-right-stays-right.md").read_text()
        self.assertIn("# idle: what is right stays right", report)
        self.assertIn("00000000  20 20 42 55 47", report)
        self.assertIn("oauthspec::fuzz::check_thing (thing.cpp:12)\n", report)
        self.assertIn("OAUTHSPEC_FUZZ_MEMORY=sanitizer build/fuzz/bin/fuzz_idle input", report)
        regressions = self.house.tree / "fuzz" / "regressions" / "idle"
        self.assert_named_by_content(regressions)
        self.assertEqual([file.read_bytes() for file in regressions.iterdir()], [b"  BUG"])
        self.assertIn("was there already", self.ended(self.house.run("triage", found, "--add"), 1))
        # The draft's own command makes the same input.
        command = next(line for line in report.splitlines() if line.startswith("printf"))
        subprocess.run(["sh", "-c", command], check=True, cwd=self.house.root)
        self.assertEqual((self.house.root / "input").read_bytes(), b"  BUG")

    def test_takes_no_program_that_does_not_work_for_a_crash(self):
        file = self.house.root / "file"
        file.write_bytes(b"BUG")
        (self.house.bin / "fuzz_idle").write_text("#!/bin/sh\necho 'no such flag' >&2\nexit 3\n")
        done = self.house.run("triage", file, "--target", "idle", "--add")
        self.ended(done, 3)
        self.assertIn("no such flag", done.stderr)
        self.assertFalse((self.house.tree / "fuzz" / "regressions" / "idle").exists())

    def test_writes_through_links_and_to_what_is_no_file(self):
        file = self.house.root / "file"
        file.write_bytes(b"BUG")
        there, link = self.house.root / "there.md", self.house.root / "link.md"
        there.write_text("old")
        link.symlink_to(there)
        self.ended(self.house.run("triage", file, "--target", "idle", "--report", link), 1)
        self.assertTrue(link.is_symlink())
        self.assertIn("# idle:", there.read_text())
        self.assertIn("# idle:", self.ended(self.house.run("triage", file, "--target", "idle", "--report", "/dev/stdout"), 1))

    def test_says_what_is_flaky_and_what_does_not_crash(self):
        file = self.house.root / "file"
        file.write_bytes(b"BUG")
        told = self.ended(self.house.run("triage", file, "--target", "flaky", "--runs", "4"), 1)
        self.assertIn("2 of 4 runs crashed", told)
        self.assertIn("**Flaky**", (self.house.work / "flaky" / "reports" / "property-what-is-right-stays-right.md").read_text())
        file.write_bytes(b"fine")
        self.assertIn("none of 5 runs crashed", self.ended(self.house.run("triage", file, "--target", "idle"), 0))
        self.ended(self.house.run("triage", file), 2)


class Score(Case):
    targets = ["idle"]

    def setUp(self):
        super().setUp()
        shutil.copy(HERE / "testing" / "fake_engine.py", self.house.bin / "fuzz_idle_planted")
        self.file = self.house.root / "score.json"

    def made(self):
        """The runs since this was last asked."""
        note = self.house.bin / "runs"
        lines = note.read_text().splitlines() if note.exists() else []
        note.unlink(missing_ok=True)
        return sorted(lines)

    def score(self, *words, code=1):
        return self.ended(self.house.run("score", "--file", self.file, "--seeds", "3", "--limit", "1", *words), code)

    def test_tells_of_each_bug_how_soon_it_is_found(self):
        told = self.score()
        self.assertIn("| idle | replayed | RFC 5849 3.6 | 3 of 3 | 0.", told)
        self.assertIn("| idle | even-seeds | RFC 5849 3.6 | 1 of 3 | not found | no |", told)
        self.assertIn("| idle | never | RFC 5849 3.6 | 0 of 3 | not found | no |", told)
        self.assertIn("\n2 of 4 found, slowest median 0.", told)
        self.assertIn("; 1 by the corpus alone\n", told)
        runs = {(run["bug"], run["seed"]): run for run in json.loads(self.file.read_text())["runs"]}
        self.assertEqual(len(runs), 12)
        self.assertEqual(runs["replayed", 1].keys(), {"target", "bug", "seed", "seconds", "found", "replay"})
        self.assertEqual([run["replay"] for run in runs.values() if run["found"]].count(True), 3)
        self.assertTrue(runs["even-seeds", 2]["found"])
        # The processor's time, not the clock's.
        self.assertGreaterEqual(runs["soon", 1]["seconds"], 0.2)
        self.assertLess(runs["never", 1]["seconds"], 0.9)
        self.assertEqual(list(self.house.work.glob(".score*")), [])

    def test_makes_no_run_twice_and_all_again_of_what_changed(self):
        self.score()
        self.assertEqual(len(self.made()), 12)
        before = self.file.read_bytes()
        self.score()
        self.assertEqual(self.made(), [])
        self.assertEqual(self.file.read_bytes(), before)
        state = json.loads(before)
        state["runs"] = [run for run in state["runs"] if run["bug"] != "soon" or run["seed"] != 2]
        self.file.write_text(json.dumps(state))
        self.score()
        self.assertEqual(self.made(), ["soon 2"])
        corpus = self.house.tree / "fuzz" / "corpus" / "idle"
        corpus.mkdir(parents=True)
        (corpus / "one").write_text("1")
        self.score()
        self.assertEqual(len(self.made()), 12)
        program = self.house.bin / "fuzz_idle_planted"
        program.write_text(program.read_text() + "# another build\n")
        self.score()
        self.assertEqual(len(self.made()), 12)

    def test_loses_no_run_to_a_lower_limit(self):
        self.score()
        before = self.file.read_bytes()
        longer = json.loads(before) | {"limit_seconds": 300}
        self.file.write_text(json.dumps(longer))
        done = self.house.run("score", "--file", self.file, "--limit", "1")
        self.ended(done, 2)
        self.assertIn("the 12 runs of", done.stderr)
        self.assertEqual(json.loads(self.file.read_text()), longer)

    def test_keeps_another_off_its_file(self):
        running = self.house.start("score", "--file", self.file, "--seeds", "3", "--limit", "1", "--cores", "1")
        wait_until(self.file.exists)
        done = self.house.run("score", "--file", self.file)
        self.ended(done, 3)
        self.assertIn("another score is entered there", done.stderr)
        running.kill()
        running.communicate(timeout=SECONDS)

    def test_goes_on_after_it_was_killed(self):
        running = self.house.start("score", "--file", self.file, "--seeds", "3", "--limit", "1", "--cores", "1")
        wait_until(lambda: self.file.exists() and len(json.loads(self.file.read_text())["runs"]) > 4)
        running.kill()
        running.communicate(timeout=SECONDS)
        wait_until(lambda: not engines_of(self.house))
        entered = {f"{run['bug']} {run['seed']}" for run in json.loads(self.file.read_text())["runs"]}
        every = {f"{bug} {seed}" for bug in ("replayed", "soon", "even-seeds", "never") for seed in (1, 2, 3)}
        self.made()
        self.score()
        # An engine that was being started when the command was killed may have noted its run only now, so one may stand twice.
        self.assertEqual(set(self.made()), every - entered)

    def test_is_fine_where_all_are_found(self):
        program = self.house.bin / "fuzz_idle_planted"
        program.write_text(program.read_text().replace(', "even-seeds", "never"', ""))
        self.assertIn("\n2 of 2 found", self.score(code=0))

    def test_of_a_program_that_does_not_work_is_told(self):
        program = self.house.bin / "fuzz_idle_planted"
        whole = program.read_text()
        for broken in ("#!/bin/sh\nexit 3\n", "#!/bin/sh\nexit 0\n", whole.replace("    artifact = ", "    sys.exit(9)\n    artifact = ")):
            program.write_text(broken)
            self.assertEqual(self.house.run("score", "--file", self.file, "--limit", "1").returncode, 3, broken[:30])
        program.write_text(whole)
        self.file.write_text("[]")
        done = self.house.run("score", "--file", self.file)
        self.ended(done, 2)
        self.assertIn("score.json", done.stderr)


class Speed(Case):
    targets = ["idle", "slow"]

    def setUp(self):
        super().setUp()
        shutil.copy(HERE / "testing" / "fake_engine.py", self.house.bin / "fuzz_baseline_percent_decode")

    def ratio(self, told, target):
        row = next(line for line in told.splitlines() if line.startswith(f"| {target} |"))
        return float(row.split("|")[4])

    def test_is_told_beside_the_trivial_target(self):
        told = self.ended(self.house.run("speed", "--seconds", "0.1", "--rounds", "1"), 1)
        self.assertLess(self.ratio(told, "slow"), self.ratio(told, "idle"))
        self.assertRegex(told, r"\| slow \| codec \| .* \| 0.4 \| too slow \|")
        self.assertIn("| baseline_percent_decode | | ", told)
        self.assertEqual(list(self.house.work.glob(".speed*")), [])

    def test_of_targets_that_are_fast_enough_is_fine(self):
        description = self.house.tree / "fuzz" / "targets" / "slow.json"
        description.write_text(description.read_text().replace("codec", "sequence"))
        told = self.ended(self.house.run("speed", "slow", "--seconds", "0.1", "--rounds", "1"), 0)
        self.assertNotIn("idle", told)

    def test_of_an_engine_that_does_not_work_is_told(self):
        (self.house.bin / "fuzz_idle").write_text("#!/bin/sh\necho 'no such flag' >&2\nexit 3\n")
        done = self.house.run("speed", "idle", "--seconds", "0.2")
        self.ended(done, 3)
        self.assertIn("no such flag", done.stderr)
        (self.house.bin / "fuzz_baseline_percent_decode").unlink()
        self.ended(self.house.run("speed", "slow"), 3)


class Coverage(Case):
    targets = ["idle", "slow"]
    covered = "SF:{tree}/harness/reference/codec/uri.cpp\nFN:1,whole\nFNDA:{called},whole\nDA:1,1\nDA:2,1\nDA:3,{called}\nend_of_record\n"

    def setUp(self):
        super().setUp()
        for target in self.targets:
            (self.house.tree / "fuzz" / "corpus" / target).mkdir(parents=True)
            (self.house.tree / "fuzz" / "corpus" / target / "one").write_text("1")
            self.script(self.house.bin / f"fuzz_{target}", f'echo "$@" >"$LLVM_PROFILE_FILE"; echo {target} "$@" >>{self.house.root}/replayed')
        tools = self.house.root / "tools"
        tools.mkdir()
        self.script(tools / "llvm-profdata-19", 'while [ "$1" != -o ]; do shift; done; out=$2; shift 2; cat "$@" >"$out"')
        self.script(tools / "llvm-cov-19", f'echo "$@" >>{self.house.root}/asked; [ "$1" = show ] || cat {self.house.root}/lcov')
        self.tell(called=1)
        self.house.environment["PATH"] = f"{tools}:/bin:/usr/bin"

    def script(self, file, text):
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)

    def tell(self, called):
        (self.house.root / "lcov").write_text(self.covered.format(tree=self.house.tree, called=called))

    def test_replays_all_and_tells_what_is_reached(self):
        regressions = self.house.tree / "fuzz" / "regressions" / "slow"
        regressions.mkdir(parents=True)
        (regressions / "two").write_text("2")
        lcov, html = self.house.root / "out.lcov", self.house.root / "html"
        self.script(self.house.bin / "fuzz_whole_reference", "exit 1")
        told = self.ended(self.house.run("coverage", "--lcov", lcov, "--html", html), 0)
        self.assertIn("| parsers | 3 | 3 | 100.0 % |", told)
        self.assertNotIn("whole", told)
        corpus = self.house.tree / "fuzz" / "corpus"
        self.assertEqual((self.house.root / "replayed").read_text(), f"idle {corpus}/idle\nslow {corpus}/slow {regressions}\n")
        self.assertEqual(lcov.read_text(), (self.house.root / "lcov").read_text())
        export, show = (self.house.root / "asked").read_text().splitlines()
        self.assertIn(f"-object {self.house.bin}/fuzz_slow -object {self.house.bin}/fuzz_whole_reference {self.house.tree}/harness/reference", export)
        self.assertIn(f"-format=html -output-dir={html}", show)
        self.assertEqual(list(self.house.work.glob(".coverage*")), [])

    def test_below_the_floor_is_told(self):
        self.tell(called=0)
        done = self.house.run("coverage")
        self.assertIn("- harness/reference/codec/uri.cpp:1 whole\n", self.ended(done, 1))
        self.assertIn("66.67 % of the parsers' lines are reached, 95 % have to be", done.stderr)
        self.ended(self.house.run("coverage", "--floor", "66"), 0)

    def test_of_what_fails_is_told(self):
        self.script(self.house.bin / "fuzz_slow", "echo broken; exit 1")
        done = self.house.run("coverage")
        self.ended(done, 3)
        self.assertIn("broken", done.stderr)
        (self.house.root / "tools" / "llvm-profdata-19").unlink()
        self.house.environment["PATH"] = f"{self.house.root}/tools"
        (self.house.root / "tools" / "sh").symlink_to("/bin/sh")
        done = self.house.run("coverage", "idle")
        self.ended(done, 3)
        self.assertIn("llvm-profdata-19 is missing; on Debian: apt-get install clang-19 llvm-19", done.stderr)


class Adapter(unittest.TestCase):
    """A library beside the reference."""

    def run_it(self, adapter, *words):
        return subprocess.run([FUZZ, "adapter", "--adapter", adapter, *words], capture_output=True, text=True, timeout=SECONDS, check=False)

    def test_the_reference_agrees_with_itself(self):
        done = self.run_it(f"{pathlib.Path(FUZZ).with_name('oauthspec')} adapter", "--inputs", "200", "oauth2.parse_scope")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("200 inputs, 0 differences", done.stdout)

    def test_what_differs_becomes_a_vector(self):
        with tempfile.TemporaryDirectory() as out:
            done = self.run_it(f"{sys.executable} {HERE / 'testing' / 'tilde_adapter.py'}", "--inputs", "5000", "--time", "40", "--out", out)
            self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
            self.assertRegex(done.stdout, r'sent         \{"text":"~[^"]{1,6}"\}')
            suite = json.loads((pathlib.Path(out) / "oauth1" / "found_percent_encode.json").read_text())
            self.assertTrue(suite["tests"][0]["expect"]["out"].startswith("~%"), suite)
            kept = (pathlib.Path(out) / "oauth1" / "found_percent_encode.json")
            kept.write_text("what somebody made of it")
            self.run_it(f"{sys.executable} {HERE / 'testing' / 'tilde_adapter.py'}", "--inputs", "5000", "--time", "40", "--out", out)
            self.assertEqual(kept.read_text(), "what somebody made of it")
            self.assertTrue(kept.with_name("found_percent_encode_2.json").exists())

    def test_an_adapter_that_does_not_start(self):
        done = self.run_it("exit 1")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)

    def test_an_op_that_is_not_offered(self):
        done = self.run_it(f"{sys.executable} {HERE / 'testing' / 'tilde_adapter.py'}", "oauth2.parse_scope")
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn("offers none of these ops", done.stderr)
        done = self.run_it(f"{sys.executable} {HERE / 'testing' / 'tilde_adapter.py'}", "oauth1.percent_encode", "no.such_op")
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn("no.such_op: ", done.stderr)


@unittest.skipUnless((SOURCE / "build" / "fuzz" / "bin" / "fuzz_percent").exists(), "fuzz_percent is not built")
class RealEngine(unittest.TestCase):
    def test_runs_and_is_minimised(self):
        with tempfile.TemporaryDirectory() as work:
            def run(*words):
                return subprocess.run([FUZZ, *words, "--tree", str(SOURCE), "--work", work], capture_output=True, text=True, timeout=300, check=False)

            done = run("run", "percent", "--time", "3", "--seed", "1")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertRegex(done.stdout, r"^percent: [\d.]+ [kM] executions")
            done = run("minimise", "percent")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    FUZZ = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
