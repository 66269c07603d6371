#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the shell steps of action.yml and gitlab.yml, with the examples beside them, as far as one machine can.

usage: OAUTHSPEC=BINARY action_test.py [TEST...]
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import job

OAUTHSPEC = os.environ.get("OAUTHSPEC", str(job.ROOT / "build/release/bin/oauthspec"))
EXAMPLES = {"python": "python3", "javascript": "node", "ruby": "ruby"}
GOOD = "python3 " + str(job.ROOT / "harness/adapters/example/minimal.py")
# Programs of a bare machine, in place of those that would install and build.
STUBS = {
    "apt-get": 'echo "apt-get $*"\n',
    "dpkg-query": "printf installed\n",
    "cmake": 'echo "cmake $*"\ncase $1 in --build)\n'
             '  mkdir -p build/release/bin\n'
             f"  printf '#!/bin/sh\\nexec {OAUTHSPEC} \"$@\"\\n' >build/release/bin/oauthspec\n"
             '  chmod +x build/release/bin/oauthspec ;;\nesac\n',
}


class Job(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.workspace = self.folder / "workspace"
        self.workspace.mkdir()
        programs = str(job.ROOT / "harness/adapters/node_modules/.bin")
        self.environment = {"PATH": f"{os.environ['PATH']}:{programs}", "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def use(self, action=job.ROOT, **inputs):
        inputs = {name.replace("_", "-"): value for name, value in {"binary": OAUTHSPEC, **inputs}.items()}
        return job.Composite(inputs, self.workspace, self.environment, action)

    def example(self, language):
        if not shutil.which(EXAMPLES[language], path=self.environment["PATH"]):
            self.skipTest(f"there is no {EXAMPLES[language]}")
        shutil.copytree(job.HERE / "examples" / language, self.workspace, dirs_exist_ok=True)
        workflow = job.load(self.workspace / ".github/workflows/oauthspec.yml")
        steps = workflow["jobs"]["oauthspec"]["steps"]
        ours = [step for step in steps if step.get("uses", "").startswith("OWNER/oauthspec@")]
        self.assertEqual(len(ours), 1)
        return ours[0]["with"]

    def copy_of_the_project(self):
        """A folder with what the scripts need, and a PATH on which nothing is installed or built in earnest."""
        copy = self.folder / "project"
        for path in job.ROOT.glob("harness/action/**/*"):
            if path.is_file() and "__pycache__" not in path.parts:
                (copy / path.relative_to(job.ROOT)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy / path.relative_to(job.ROOT))
        for name in ("action.yml", "CMakeLists.txt", "CMakePresets.json", "harness/install_packages.sh"):
            shutil.copy(job.ROOT / name, copy / name)
        stubs = self.folder / "stubs"
        stubs.mkdir()
        for name, text in STUBS.items():
            (stubs / name).write_text("#!/bin/sh\n" + text, encoding="utf-8")
            (stubs / name).chmod(0o755)
        self.environment["PATH"] = f"{stubs}:{self.environment['PATH']}"
        return copy

    def assert_reports(self, junit="oauthspec/junit.xml", html="oauthspec/report.html"):
        self.assertGreater(len(list(xml.etree.ElementTree.parse(self.workspace / junit).iter("testcase"))), 100)
        self.assertIn("<html", (self.workspace / html).read_text(encoding="utf-8")[:2000])


class Action(Job):
    def test_takes_inputs_by_the_environment_alone(self):
        steps = job.load(job.ROOT / "action.yml")["runs"]["steps"]
        given = [value for step in steps for value in step.get("env", {}).values()]
        for step in steps:
            self.assertNotIn("${{", step.get("run", ""), step["name"])
        self.assertTrue(all(re.fullmatch(r"\$\{\{ inputs\.[a-z-]+ \}\}", value) for value in given), given)

    def test_uses_every_input(self):
        text = (job.ROOT / "action.yml").read_text(encoding="utf-8")
        for name in job.load(job.ROOT / "action.yml")["inputs"]:
            self.assertIn(f"inputs.{name}", text)

    def test_ends_with_0_and_leaves_reports(self):
        used = self.use(adapter=GOOD)
        self.assertEqual(used.run(), 0, used.log)
        self.assertEqual(used.outputs(), {"exit-code": "0", "results": "oauthspec/results.jsonl"})
        self.assert_reports()
        self.assertIn("urllib.parse", used.summary.read_text(encoding="utf-8"))

    def test_names_every_file_as_it_is_asked_to(self):
        (self.workspace / "sub").mkdir()
        used = self.use(adapter=GOOD, working_directory="sub", results="a b/r.jsonl", junit="j.xml", html="", markdown="m/m.md")
        self.assertEqual(used.run(), 0, used.log)
        found = sorted(str(path.relative_to(self.workspace)) for path in self.workspace.rglob("*") if path.is_file())
        self.assertEqual(found, ["sub/a b/r.jsonl", "sub/j.xml", "sub/m/m.md"])

    def test_ends_with_1_where_the_library_fails(self):
        inputs = self.example("python")
        del inputs["expectations"]
        used = self.use(**inputs)
        self.assertEqual(used.run(), 1, used.log)
        self.assertIn("::error title=oauthspec::not everything is as expected", used.log)
        self.assertEqual(used.outputs()["exit-code"], "1")
        self.assert_reports()
        lenient = self.use(**inputs, **{"fail-on": "unusable"})
        self.assertEqual(lenient.run(), 0, lenient.log)
        self.assertEqual(lenient.outputs()["exit-code"], "1")

    def test_ends_with_1_where_the_adapter_breaks_the_protocol(self):
        faulty = f"python3 {job.ROOT}/harness/selfcheck/testing/faulty_adapter.py strict"
        used = self.use(adapter=faulty)
        self.assertEqual(used.run(), 1, used.log)
        self.assertIn("broken  unknown-members", used.log)
        self.assert_reports()
        unchecked = self.use(adapter=faulty, selfcheck="false")
        self.assertEqual(unchecked.run(), 0, unchecked.log)

    def test_ends_with_3_where_the_adapter_does_not_start(self):
        for fail_on in ("unexpected", "unusable"):
            used = self.use(adapter="echo no such module >&2; exit 1", fail_on=fail_on)
            self.assertEqual(used.run(), 3, used.log)
            self.assertIn("no such module", used.log)

    def test_ends_with_2_on_a_mistake_in_its_settings(self):
        for inputs in ({"adapter": ""}, {"patterns": "no/such/test"}, {"fail_on": "never"}, {"selfcheck": "no"},
                       {"results": "a\nb=c"}, {"shard": "3/2"}, {"jobs": "many"}, {"expectations": "missing.json"}):
            used = self.use(**{"adapter": GOOD, **inputs})
            self.assertEqual(used.run(), 2, f"{inputs}: {used.log}")

    def test_makes_no_commands_of_its_inputs(self):
        hostile = "'; touch stolen; \"$(touch stolen)\" `touch stolen`\n--vectors=/\n$(touch stolen)"
        for name in ("patterns", "shard", "jobs", "timeout", "expectations", "results", "junit", "fail_on", "selfcheck"):
            self.use(**{"adapter": GOOD, name: hostile}).run()
            self.assertEqual(list(self.workspace.rglob("stolen")), [], name)

    def test_divides_the_vectors_into_shards(self):
        names = []
        for part in (1, 2):
            used = self.use(adapter=GOOD, shard=f"{part}/2")
            self.assertEqual(used.run(), 0, used.log)
            # Not splitlines(): a text may hold other line ends than this one.
            lines = (self.workspace / "oauthspec/results.jsonl").read_text(encoding="utf-8").split("\n")
            names += [json.loads(line)["result"]["test"] for line in lines if line.startswith('{"result"')]
        listed = subprocess.run([OAUTHSPEC, "list"], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(sorted(names), sorted(listed))

    def test_lets_no_adapter_give_commands_to_github(self):
        used = self.use(adapter="echo ::set-env name=PATH::stolen >&2; exec false")
        used.run()
        begin, end = used.log.index("::stop-commands::"), used.log.index("::set-env")
        token = re.match(r"::stop-commands::(\S+)", used.log[begin:])[1]
        self.assertNotIn(f"::{token}::", used.log[begin + 20:end])
        self.assertIn(f"::{token}::", used.log[end:])

    def test_builds_once_and_takes_what_was_built_after_that(self):
        copy = self.copy_of_the_project()
        first = self.use(copy, adapter=GOOD, binary="")
        self.assertEqual(first.run(), 0, first.log)
        self.assertIn("cmake --build --preset release --target oauthspec", first.log)
        self.assertEqual(first.steps["key"]["folder"], str(copy / "build/release/bin"))
        again = self.use(copy, adapter=GOOD, binary="")
        self.assertEqual(again.run(), 0, again.log)
        self.assertNotIn("cmake", again.log)
        self.assertIn("oauthspec is there already", again.log)
        (copy / "CMakeLists.txt").write_text("# changed\n", encoding="utf-8")
        changed = self.use(copy, adapter=GOOD, binary="")
        self.assertEqual(changed.run(), 0, changed.log)
        self.assertIn("cmake --build", changed.log)
        self.assertNotEqual(changed.steps["key"]["key"], first.steps["key"]["key"])


class Examples(Job):
    """Each example's workflow, with its expectations: as expected with them, and not without."""

    def on_github(self, language):
        inputs = self.example(language)
        used = self.use(**inputs)
        self.assertEqual(used.run(), 0, used.log)
        self.assertIn("0 broken", used.log)
        self.assertRegex(used.log, r", [1-9][0-9]* known failures")
        self.assert_reports()
        without = self.use(**{name: value for name, value in inputs.items() if name != "expectations"})
        self.assertEqual(without.run(), 1, without.log)

    def on_gitlab(self, language):
        self.example(language)
        copy = self.copy_of_the_project()
        git = ["git", "-C", str(copy), "-c", "user.name=x", "-c", "user.email=x@example.com"]
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "x"], ["tag", "v0.1.0"]):
            subprocess.run(git + words, check=True, capture_output=True)
        task = job.gitlab_job(self.workspace / ".gitlab-ci.yml", job.HERE / "gitlab.yml")
        self.assertEqual(task["image"], "debian:12")
        task["variables"]["OAUTHSPEC_REPOSITORY"] = str(copy)
        ran = job.run_gitlab_job(task, self.workspace, self.environment)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn("apt-get -q install -y --no-install-recommends", ran.stdout)
        self.assertRegex(ran.stdout, r", [1-9][0-9]* known failures")
        self.assert_reports(junit=task["artifacts"]["reports"]["junit"])
        again = job.run_gitlab_job(task, self.workspace, self.environment)
        self.assertEqual(again.returncode, 0, again.stdout)
        self.assertIn("oauthspec is there already", again.stdout)


class Server(Job):
    """The example of a server, against the mock provider."""

    SECRETS = {"CLIENT_SECRET": "secret", "ALICE_PASSWORD": "wonderland"}

    def setUp(self):
        super().setUp()
        provider = pathlib.Path(OAUTHSPEC).with_name("oauthspec-provider")
        if not provider.exists():
            self.skipTest("there is no oauthspec-provider beside oauthspec")
        self.provider = subprocess.Popen([provider, "--port", "0", "--exit-with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.provider.communicate)
        origin = json.loads(self.provider.stdout.readline())["origin"]
        shutil.copytree(job.HERE / "examples/server", self.workspace, dirs_exist_ok=True)
        config = self.workspace / "server.json"
        config.write_text(config.read_text(encoding="utf-8").replace("http://127.0.0.1:8801", origin), encoding="utf-8")
        starter = self.workspace / "start_my_server"
        starter.write_text("#!/bin/sh\n", encoding="utf-8")
        starter.chmod(0o755)
        self.environment.update(self.SECRETS)

    def inputs(self):
        steps = job.load(self.workspace / ".github/workflows/oauthspec.yml")["jobs"]["oauthspec"]["steps"]
        given = next(step["with"] for step in steps if step.get("uses", "").startswith("OWNER/oauthspec@"))
        return {name: str(value).lower() if isinstance(value, bool) else value for name, value in given.items()}

    def test_on_github(self):
        used = self.use(**self.inputs())
        self.assertEqual(used.run(), 0, used.log)
        self.assert_reports()
        self.assertEqual(json.loads((self.workspace / "oauthspec/results.sarif").read_text(encoding="utf-8"))["version"], "2.1.0")
        self.assertNotIn("wonderland", used.log)

    def test_on_gitlab(self):
        copy = self.copy_of_the_project()
        git = ["git", "-C", str(copy), "-c", "user.name=x", "-c", "user.email=x@example.com"]
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "x"], ["tag", "v0.1.0"]):
            subprocess.run(git + words, check=True, capture_output=True)
        task = job.gitlab_job(self.workspace / ".gitlab-ci.yml", job.HERE / "gitlab.yml")
        task["variables"]["OAUTHSPEC_REPOSITORY"] = str(copy)
        ran = job.run_gitlab_job(task, self.workspace, self.environment)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assert_reports()

    def test_ends_with_2_where_the_configuration_does_not_fit(self):
        self.environment["CLIENT_SECRET"] = "wrong"
        used = self.use(**self.inputs())
        self.assertEqual(used.run(), 2, used.log)
        self.assertIn("oauth2.clients.confidential", used.log)

    def test_ends_with_3_where_the_server_is_not_there(self):
        self.provider.communicate()
        used = self.use(**self.inputs())
        self.assertEqual(used.run(), 3, used.log)

    def test_takes_a_library_or_a_server(self):
        used = self.use(adapter=GOOD, **self.inputs())
        self.assertEqual(used.run(), 2, used.log)


for one in EXAMPLES:
    setattr(Examples, f"test_{one}_on_github", lambda self, language=one: self.on_github(language))
    setattr(Examples, f"test_{one}_on_gitlab", lambda self, language=one: self.on_gitlab(language))


if __name__ == "__main__":
    sys.exit(unittest.main())
