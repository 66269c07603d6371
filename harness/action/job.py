# SPDX-License-Identifier: Apache-2.0
"""Does on this machine what GitHub and GitLab do with a job, as far as its own shell steps go.

What a step `uses` is another action, and is passed over; of expressions it knows those that action.yml has.
"""

import os
import pathlib
import re
import subprocess

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXPRESSION = re.compile(r"\$\{\{ *([^}]+?) *\}\}")


class Reference(list):
    """GitLab's !reference."""


class Loader(yaml.SafeLoader):
    """YAML as both write it: `on` is a name, and GitLab has a tag of its own."""


Loader.add_constructor("!reference", lambda loader, node: Reference(loader.construct_sequence(node)))
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def load(path):
    return yaml.load(pathlib.Path(path).read_text(encoding="utf-8"), Loader)


class Unknown(Exception):
    """An expression that this does not know."""


class Composite:
    """One use of action.yml in a job of GitHub."""

    def __init__(self, inputs, workspace, environment, action=ROOT):
        self.action = load(action / "action.yml")
        declared = self.action["inputs"]
        if set(inputs) - set(declared):
            raise Unknown(f"inputs {set(inputs) - set(declared)}")
        self.inputs = {name: str(inputs.get(name, about.get("default", ""))) for name, about in declared.items()}
        self.workspace = workspace
        self.steps = {}
        self.log = ""
        self.summary = workspace.parent / "summary.md"
        self.environment = {**environment, "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(action),
                            "GITHUB_WORKSPACE": str(workspace), "GITHUB_STEP_SUMMARY": str(self.summary)}

    def value(self, expression):
        kind, *names = expression.split(".")
        if kind == "inputs" and len(names) == 1:
            return self.inputs[names[0]]
        if kind == "steps" and len(names) == 3 and names[1] == "outputs":
            return self.steps.get(names[0], {}).get(names[2], "")
        raise Unknown(expression)

    def text(self, template):
        return EXPRESSION.sub(lambda found: self.value(found[1]), template)

    def holds(self, condition, failed):
        """Whether a step runs: comparisons joined by "&&", as GitHub has them."""
        parts = [part.strip() for part in condition.split("&&")] if condition else []
        if failed and "always()" not in parts:
            return False
        for part in parts:
            compared = re.fullmatch(r"(\S+) (==|!=) '([^']*)'", part)
            if compared is None and part != "always()":
                raise Unknown(part)
            if compared and (self.value(compared[1]) == compared[3]) != (compared[2] == "=="):
                return False
        return True

    def run(self):
        """Runs the steps; gives the exit status of the first that failed, or 0."""
        status = 0
        for step in self.action["runs"]["steps"]:
            if not self.holds(step.get("if", ""), status != 0) or "run" not in step:
                continue
            status = self.run_step(step) or status
        return status

    def run_step(self, step):
        if step["shell"] != "bash":
            raise Unknown(step["shell"])
        output = self.workspace.parent / "output"
        output.write_text("", encoding="utf-8")
        environment = {name: self.text(value) for name, value in step.get("env", {}).items()}
        ran = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], check=False,
                             cwd=self.workspace / self.text(step.get("working-directory", ".")), text=True,
                             env={**self.environment, **environment, "GITHUB_OUTPUT": str(output)},
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.log += ran.stdout
        lines = output.read_text(encoding="utf-8").splitlines()
        self.steps[step.get("id")] = dict(line.split("=", 1) for line in lines)
        return ran.returncode

    def outputs(self):
        return {name: self.text(about["value"]) for name, about in self.action["outputs"].items()}


def gitlab_job(file, template):
    """The job of a .gitlab-ci.yml that extends the template's: {variables, before_script, script, ...}."""
    known = load(template)
    extending = [job for job in load(file).values() if isinstance(job, dict) and "extends" in job]
    if len(extending) != 1:
        raise Unknown(f"{len(extending)} jobs that extend another one")
    job = {**known[extending[0]["extends"]], **extending[0]}
    job["variables"] = {**known[extending[0]["extends"]]["variables"], **extending[0].get("variables", {})}
    for name in ("before_script", "script"):
        job[name] = [line for part in job[name]
                     for line in (known[part[0]][part[1]] if isinstance(part, Reference) else [part])]
    return job


def run_gitlab_job(job, project, environment):
    """Runs its scripts in one shell, as a runner does; gives the process."""
    variables = {"CI_PROJECT_DIR": str(project)}
    for name, value in job["variables"].items():
        variables[name] = re.sub(r"\$(\w+)", lambda found: variables.get(found[1], os.environ.get(found[1], "")), str(value))
    script = "\n".join(job["before_script"] + job["script"])
    return subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=project, check=False, text=True,
                          env={**environment, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
