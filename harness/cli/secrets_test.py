#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs all vectors against the reference, and against an adapter that gives back whatever it was asked, and looks for their secrets
in all that was written.

usage: secrets_test.py OAUTHSPEC

Which texts are secret is worked out here once more, apart from the C++: by the marks of the schemas and by names. They are
looked for as they are, percent-encoded, form-encoded and in Base64. Not looked for are texts of less than four octets; a text is let pass
inside a longer name of a parameter ("token" in "oauth_token"), as the name of a member ("secret"), and on the terminal where titles and
requirements have the same word. With --show-secrets they must be found, or this would prove nothing.
"""

import base64
import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "vectors"
ECHO = pathlib.Path(__file__).parent / "testing" / "echo_adapter.py"
SHORTEST = 4
# What is shorter, or a word, stands in other tests' texts by chance.
DISTINCTIVE = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z]{8,}")

NAMES = re.compile(r"oauth_(token|token_secret|verifier|session_handle)|(client|token|consumer|oauth_consumer)_secret|password|"
                   r"(access|refresh|id|subject|actor)_token|(client_)?assertion|device_code|code_verifier|code|token", re.IGNORECASE)
# What may hold a secret's text by chance: an ordinary word.
INNOCENT = re.compile(r"\b(oauth_token_secret|oauth_token|oauth_verifier|token_secret|consumer_secret|client_secret|access_token|token_type)\b")
# Begins where a name does, or each octet of a long one would be tried.
PARAMETER = re.compile(r"(?<![\w.%-])([\w.%-]+)\s*=\s*(?:\"([^\"]*)\"?|([^&\"]*))")


@functools.cache
def schema_file(name):
    return json.loads((VECTORS / "schema" / name).read_text(encoding="utf-8"))


def marked(schema, node, value):
    """Every value that the schema marks."""
    while "$ref" in node and not node.get("sensitive"):
        name, _, pointer = node["$ref"].partition("#/definitions/")
        schema = schema_file(name) if name else schema
        node = schema["definitions"][pointer]
    if node.get("sensitive"):
        yield value
    for branches in ("allOf", "anyOf", "oneOf"):
        for branch in node.get(branches, []):
            yield from marked(schema, branch, value)
    if isinstance(value, dict):
        for name, part in node.get("properties", {}).items():
            if name in value:
                yield from marked(schema, part, value[name])
    if isinstance(value, list) and isinstance(node.get("items"), dict):
        for part in value:
            yield from marked(schema, node["items"], part)


def text_of(value):
    if isinstance(value, dict) and list(value) == ["b64"]:
        return base64.b64decode(value["b64"]).decode(errors="surrogateescape")
    return value if isinstance(value, str) else None


def marked_texts(value):
    """The secret texts of a marked value; of a key, the lines and members that are private."""
    if isinstance(value, dict) and "kty" in value:
        yield from (value[name] for name in ("d", "p", "q", "dp", "dq", "qi", "k") if name in value)
    elif text_of(value) is not None:
        yield from (line for line in text_of(value).split("\n") if not line.startswith("-----"))
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from marked_texts(part)


def decodings(text):
    yield text
    yield urllib.parse.unquote(text, errors="surrogateescape")
    yield urllib.parse.unquote_plus(text, errors="surrogateescape")


def secret_parts(name, value, plaintext):
    if NAMES.fullmatch(name):
        yield value
    elif name.lower() == "oauth_signature":
        for decoded in decodings(value):
            if plaintext or "&" in decoded:
                for part in decoded.split("&"):
                    yield from decodings(part)


def named_texts(value, plaintext):
    """The texts of an `in` that names tell."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and text_of(value[1]) is not None:
        yield from secret_parts(value[0], text_of(value[1]), plaintext)
    text = text_of(value)
    if text is not None:
        for name, quoted, bare in PARAMETER.findall(text):
            for part in secret_parts(urllib.parse.unquote(name, errors="replace"), quoted or bare, plaintext):
                yield from decodings(part)
        yield from re.findall(r"://[^/?#@:]*:([^/?#@]+)@", text)
        try:
            for name, member in json.loads(text).items():
                yield from secret_parts(name, str(member), plaintext)
        except (ValueError, AttributeError, RecursionError):  # The last one: a text that is nested on purpose.
            pass
    elif isinstance(value, (dict, list)):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(part, str) and isinstance(name, str) and name not in ("code", "token"):
                yield from secret_parts(name, part, plaintext)
            yield from named_texts(part, plaintext)


def secrets_of(schema, test):
    given = test["in"]
    plaintext = "PLAINTEXT" in json.dumps(given)
    texts = {text for value in marked(schema, schema["definitions"]["in"], given) for text in marked_texts(value)}
    texts |= set(named_texts(given, plaintext))
    octets = {text: text.encode(errors="surrogateescape") for text in texts}
    return {text: found for text, found in octets.items() if len(found) >= SHORTEST}


@functools.cache
def forms(text, octets):
    return {
        text,
        json.dumps(text, ensure_ascii=False)[1:-1],
        urllib.parse.quote(octets, safe=""),
        urllib.parse.quote_plus(octets),
        base64.b64encode(octets).decode(),
        base64.urlsafe_b64encode(octets).decode().rstrip("="),
    }


def strings(value, names):
    """Every text in a value; the names of members, too, where an adapter made them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from [name] if names else []
            yield from strings(part, names)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, names)


def finds(secrets, haystack, prose=""):
    shown = {text: [form for form in forms(text, octets) if form in haystack and form not in prose] for text, octets in secrets.items()}
    if not any(shown.values()):  # As nearly always; taking out the words is what costs.
        return set()
    haystack = INNOCENT.sub("", haystack)
    return {text for text, found in shown.items() if any(form in haystack for form in found)}


def library():
    """By the whole name of a test: its secrets, and the words that the vectors themselves put beside it."""
    catalogue = {}
    for path in sorted((VECTORS / "requirements").glob("*.json")):
        catalogue.update((entry["id"], entry["text"]) for entry in json.loads(path.read_text(encoding="utf-8"))["requirements"])
    tests = {}
    for path in sorted(VECTORS.glob("oauth?/*.json")):
        suite = json.loads(path.read_text(encoding="utf-8"))
        schema = schema_file(f"{suite['op']}.schema.json")
        for test in suite["tests"]:
            prose = [test["id"], test["title"], suite["op"], "secret", "token"]
            prose += [catalogue[one] for one in test["requirements"]] + [suite["flags"][one]["effect"] for one in test["flags"]]
            tests[f"{suite['suite']}/{test['id']}"] = (secrets_of(schema, test), " ".join(prose))
    return tests


def results_in(path):
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        if line.startswith('{"result"'):
            yield json.loads(line)["result"]


def leaks_of_results(path, tests):
    """What the results file shows of each test's own secrets."""
    for result in results_in(path):
        texts = [text for member in ("got", "message", "stderr") for text in strings(result.get(member), True)]
        texts += [text for member in ("sent", "expected") for text in strings(result.get(member), False)]
        for text in finds(tests[result["test"]][0], "\n".join(texts)):
            yield f"{result['test']}: {text!r} is in the results"


def leaks_of_others(path, tests):
    """What stands beside an answer of another test's secrets, whose question was under way or had just been."""
    results = list(results_in(path))
    # What a vector has in the open is no secret, whoever else takes it for one: a public key, say.
    shown_anyway = "\n".join(text for one in results for text in strings([one["sent"], one.get("expected")], True))
    everybody = {text for found, _ in tests.values() for text in found if DISTINCTIVE.fullmatch(text)}
    beside = [(one["test"], one.get("message", "") + one.get("stderr", "")) for one in results]
    # Nearly none stands anywhere, which one search in all of it tells; a distinctive text has no line break.
    beside_all = "\n".join(shown for _, shown in beside)
    suspects = {text for text in everybody if text in beside_all and text not in shown_anyway}
    for test, shown in beside:
        yield from (f"{test}: {text!r} of another test is in the results" for text in suspects if text in shown)


def leaks_of_output(output, tests):
    """What the terminal shows of them; each test is a line, or a block that begins with its status and its name."""
    for block in re.split(r"\n(?=[a-z_]+ +oauth\d/)", output):
        found = re.match(r"[a-z_]+ +(oauth\d/[^: \n]+)", block)
        if found and found.group(1) in tests:
            secrets, prose = tests[found.group(1)]
            for text in finds(secrets, block, prose):
                yield f"{found.group(1)}: {text!r} is shown"


def leaks_of_run(oauthspec, arguments, tests):
    with tempfile.TemporaryDirectory() as folder:
        results = pathlib.Path(folder) / "results.jsonl"
        run = subprocess.run([oauthspec, "vectors", "--verbose", "--results", str(results), *arguments], cwd=ROOT, capture_output=True,
                             check=False)
        errors = run.stderr.decode(errors="replace")
        if not results.exists() or run.returncode > 3:
            raise SystemExit(f"{arguments} ended with {run.returncode}: {errors}")
        yield from leaks_of_results(results, tests)
        yield from leaks_of_others(results, tests)
        yield from leaks_of_output(run.stdout.decode(errors="replace"), tests)
        names = " ".join(tests)  # They are on stderr, too.
        everybody = {text: octets for secrets, _ in tests.values() for text, octets in secrets.items()}
        yield from (f"{text!r} is on stderr" for text in finds(everybody, errors, names))


def main(arguments):
    oauthspec = pathlib.Path(arguments[0]).resolve()
    tests = library()

    def echo(how):
        return ["--adapter", f"python3 '{ECHO}' '{VECTORS / 'schema'}' '{VECTORS / 'features.json'}' {how}"]

    runs = {"reference": []} | {how: echo(how) for how in ("text", "error")}
    some = ["oauth1/parse_credentials_response", "oauth1/sign", "oauth2/parse_token_response", "oauth2/token_request"]
    runs |= {how: [*echo(how), *some] for how in ("out", "names", "reject", "skip", "late")}
    # Each breach of the protocol costs a new start.
    runs["garbage"] = [*echo("garbage"), "oauth1/parse_callback"]
    leaks = [f"{name}: {leak}" for name, options in runs.items() for leak in leaks_of_run(oauthspec, options, tests)]
    print("\n".join(leaks), file=sys.stderr)
    secrets = {text for found, _ in tests.values() for text in found}
    print(f"{len(secrets)} secrets of {sum(bool(found) for found, _ in tests.values())} tests, {len(leaks)} leaks")
    unmasked = [*leaks_of_run(oauthspec, ["--show-secrets", *echo("out"), "oauth1/sign", "oauth1/parse_credentials_response"], tests)]
    print(f"{len(unmasked)} with --show-secrets")
    return 1 if leaks or len(unmasked) < 100 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
