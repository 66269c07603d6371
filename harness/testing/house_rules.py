#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the rules of the house that no compiler knows.

usage: house_rules.py [--root DIR] [RULE ...]     (without RULE: all of them)

  layering      a room includes only the rooms below it; crypto libraries, Boost and CLI11 are named only where they may be
  ascii         sources and scripts are ASCII
  citations     every requirement that sources and vectors cite is in vectors/requirements/
  reject_codes  vectors/README.md lists the reject codes of the reference, with the same clauses and meanings
  definitions   no two files define a type, or a header's constant, of one name in one namespace: a program has room for one of them
  spdx          every source and script names its licence
  paths         no file names a path of some machine, or a package registry's host
"""

import json
import pathlib
import re
import subprocess
import sys

# Each room, and the rooms that it may include. Tests may include harness/testing too.
REFERENCE = {
    "base": set(),
    "codec": {"base"},
    "crypto": {"base"},
    "message": {"base", "codec"},
    "jose": {"base", "codec", "crypto"},
    "oauth1": {"base", "codec", "crypto", "message", "jose"},
    "oauth2": {"base", "codec", "crypto", "message", "jose"},
}
EVERY_REFERENCE = {f"harness/reference/{room}" for room in REFERENCE}
ROOMS = {f"harness/reference/{room}": {f"harness/reference/{below}" for below in rooms} for room, rooms in REFERENCE.items()}
ROOMS["harness/http"] = EVERY_REFERENCE
ROOMS["harness/vector"] = {"harness/reference/base", "harness/reference/codec"}
ROOMS["harness/result"] = {"harness/vector"} | ROOMS["harness/vector"]
ROOMS["harness/adapter"] = {"harness/vector"} | EVERY_REFERENCE
ROOMS["harness/runner"] = {"harness/vector", "harness/adapter", "harness/result"} | EVERY_REFERENCE
ROOMS["harness/defects"] = {"harness/runner"} | ROOMS["harness/runner"]
ROOMS["harness/selfcheck"] = {"harness/runner"} | ROOMS["harness/runner"]
ROOMS["harness/agent"] = {"harness/http"} | EVERY_REFERENCE
ROOMS["harness/flows"] = {"harness/http", "harness/agent"} | EVERY_REFERENCE
ROOMS["harness/checks"] = {"harness/http", "harness/agent", "harness/flows"} | EVERY_REFERENCE
ROOMS["harness/target"] = {"harness/checks", "harness/adapter", "harness/vector"} | ROOMS["harness/checks"]
ROOMS["harness/report"] = {"harness/vector", "harness/result", "harness/reference/base", "harness/reference/codec"}
ROOMS["harness/cli"] = {room for room in ROOMS if room.startswith("harness/")}
ROOMS["harness/testing"] = EVERY_REFERENCE
MODEL = {"mock_provider/model", "harness/http"} | EVERY_REFERENCE
ROOMS["mock_provider/model"] = MODEL
ROOMS["mock_provider/pages"] = MODEL
ROOMS["mock_provider/rules"] = MODEL
ROOMS["mock_provider/state"] = MODEL | {"mock_provider/rules"}
ROOMS["mock_provider/interaction"] = MODEL | {"mock_provider/rules", "mock_provider/state", "mock_provider/pages"}
ENDPOINTS = ROOMS["mock_provider/interaction"] | {"mock_provider/interaction"}
ROOMS["mock_provider/oauth1"] = ENDPOINTS
ROOMS["mock_provider/oauth2"] = ENDPOINTS
ROOMS["mock_provider/control"] = ENDPOINTS | {"harness/result"}
ROOMS["mock_provider/core"] = ENDPOINTS | {"mock_provider/oauth1", "mock_provider/oauth2", "mock_provider/control"}
ROOMS["mock_provider/defects"] = ROOMS["mock_provider/core"] | {"mock_provider/core", "harness/agent", "harness/flows", "harness/checks"}
ROOMS["mock_provider/testing"] = ROOMS["mock_provider/core"] | {"mock_provider/core", "harness/testing"}
ROOMS["mock_provider"] = {room for room in ROOMS if room.startswith(("mock_provider/", "harness/"))}
ROOMS["bench"] = ROOMS["mock_provider/testing"]
ROOMS["bench/command"] = {room for room in ROOMS if room.startswith("harness/")}

# Oracles judge the reference, so they know nothing of its codecs and parsers.
ROOMS["fuzz/check"] = {"harness/reference/base"}
ROOMS["fuzz/input"] = {f"harness/reference/{room}" for room in ("base", "message", "crypto")}
ROOMS["fuzz/oracle"] = {"fuzz/check", "fuzz/input"} | {f"harness/reference/{room}" for room in ("base", "message", "crypto")}
ROOMS["fuzz/subjects"] = {"fuzz/check", "fuzz/input", "fuzz/oracle", "harness/agent", "harness/adapter", "harness/vector", "harness/http"} | EVERY_REFERENCE
ROOMS["fuzz/planted"] = {"fuzz/subjects"} | ROOMS["fuzz/subjects"]
ROOMS["fuzz"] = {"fuzz/check", "fuzz/planted"}
ROOMS["fuzz/targets"] = {"fuzz"} | ROOMS["fuzz/planted"] | {"fuzz/planted"}
ROOMS["fuzz/mutate"] = {"fuzz/input"} | EVERY_REFERENCE
ROOMS["fuzz/baseline"] = {"fuzz/check"} | {f"harness/reference/{room}" for room in ("base", "codec")}
ROOMS["fuzz/engine"] = {"fuzz/check", "fuzz/mutate"}
ROOMS["fuzz/seeds"] = {"fuzz/input", "harness/adapter", "harness/vector"} | EVERY_REFERENCE
# Requests put to the whole provider, one after another.
ROOMS["fuzz/provider"] = {"fuzz/check", "fuzz/input", "fuzz/oracle"} | ROOMS["mock_provider/testing"] | {"mock_provider/defects", "harness/checks", "harness/flows", "harness/agent"}
ROOMS["fuzz/targets"] |= {"fuzz/provider"}
# Libraries of others, by their adapters, beside the reference.
ROOMS["fuzz/differential"] = {"fuzz/mutate", "fuzz/input", "harness/runner", "harness/adapter", "harness/vector", "harness/result"} | EVERY_REFERENCE
ROOMS["fuzz/planted"] |= {"fuzz/provider"} | ROOMS["fuzz/provider"]
# Libraries of others, put to the oracles.
ROOMS["fuzz/peers"] = {"fuzz", "fuzz/check", "fuzz/oracle"}
# The command.
ROOMS["fuzz/driver"] = {room for room in ROOMS if room.startswith(("fuzz/", "harness/"))}

# Where a library may be named.
LIBRARIES = {
    "openssl/": ("harness/reference/crypto/", "harness/http/", "bench/"),
    **{name: ("harness/reference/crypto/",) for name in (
        "botan/", "gcrypt.h", "gmp.h", "gnutls/", "intel-ipsec-mb.h", "mbedtls/", "nettle/", "sodium.h")},
    "CLI/": ("harness/cli/command_line/",),
    "boost/": ("harness/adapter/", "harness/http/", "fuzz/peers/", "bench/command/"),
}

SOURCES = (".h", ".cpp", ".def")
SCRIPTS = (".py", ".pl", ".sh", ".cmake", ".rb", ".js", ".mjs", ".css", ".pm", ".php", ".c", ".go", ".java")
CITATION = re.compile(r"\b(?:RFC[0-9]{4}-[0-9A-Z][0-9A-Za-z.]*-[0-9]+|EXT-[A-Za-z0-9.-]*[A-Za-z0-9])")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
NAMESPACE = re.compile(r"^namespace ?([\w:]*) ?\{$")
DEFINITION = re.compile(r"^(?:(?:struct|class|union|enum(?: class)?) (\w+)\b(?!::|<)(?![^{]*;)|inline constexpr [^=({]*?\b(k[A-Z]\w*)\b)")
# Written in pieces, so that this file keeps its own rule.
FOREIGN = re.compile("/wo" + r"rk/|/ro" + r"ot/|/ho" + r"me/[a-z]|registry\.np" + r"mjs|deb\.deb" + r"ian\.org|py" + r"pi\.org")


def files_of(root):
    """What git tracks or would track; in a folder without git, everything."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        names = listed.stdout.splitlines()
    else:
        names = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    return sorted(name for name in names if (root / name).is_file())


def text_of(root, name):
    return (root / name).read_text(encoding="utf-8", errors="replace")


def room_of(name):
    """The room that a file stands in, longest name first."""
    fitting = [room for room in ROOMS if name.startswith(room + "/")]
    return max(fitting, key=len, default=None)


def layering(root, names):
    for name in names:
        room = room_of(name)
        if room is None or not name.endswith(SOURCES):
            continue
        allowed = ROOMS[room] | {room}
        if name.endswith("_test.cpp"):
            allowed = allowed | {"harness/testing"} | EVERY_REFERENCE
            if name.startswith("mock_provider/"):  # a provider is put together for each of its tests
                allowed = allowed | {"mock_provider/testing"} | ROOMS["mock_provider/testing"]
        for number, line in enumerate(text_of(root, name).splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            mark, target = found.groups()
            for library, places in LIBRARIES.items():
                if target.startswith(library) and not name.startswith(places):
                    yield f"{name}:{number}: {library.removesuffix('/')} may be named only in {' and '.join(places)}"
            if mark == '"' and room_of(target) not in allowed:
                yield f"{name}:{number}: {room} may not include {target}"


def ascii_only(root, names):
    for name in names:
        if not name.endswith(SOURCES + SCRIPTS) and pathlib.PurePath(name).name != "CMakeLists.txt":
            continue
        for number, line in enumerate((root / name).read_bytes().splitlines(), 1):
            if not line.isascii():
                yield f"{name}:{number}: an octet that is no ASCII"


def citations(root, names):
    known = set()
    for name in names:
        if name.startswith("vectors/requirements/") and name.endswith(".json"):
            known.update(entry["id"] for entry in json.loads(text_of(root, name))["requirements"])
    for name in names:
        if not name.endswith(SOURCES + (".py", ".pl")) or name.startswith("harness/testing/house_rules"):
            continue
        for number, line in enumerate(text_of(root, name).splitlines(), 1):
            for cited in CITATION.findall(line):
                if cited not in known:
                    yield f"{name}:{number}: {cited} is in no catalogue"


def reject_codes(root, _names):
    table = re.compile(r'^OAUTHSPEC_ERROR\((\w+), "([^"]+)", "((?:[^"\\]|\\.)*)"\)$', re.MULTILINE)
    row = re.compile(r"^\| `([a-z0-9_]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
    coded = {(name, clause, meaning.replace('\\"', '"'))
             for name, clause, meaning in table.findall(text_of(root, "harness/reference/base/error_codes.def"))}
    section = text_of(root, "vectors/README.md").partition("## Reject codes")[2].partition("\n## ")[0]
    told = set(row.findall(section))
    if not coded:
        yield "harness/reference/base/error_codes.def: no code was found"
    for name, clause, meaning in sorted(coded - told):
        yield f"vectors/README.md: the reject codes lack: | `{name}` | {clause} | {meaning} |"
    for name, _clause, _meaning in sorted(told - coded):
        yield f"vectors/README.md: the row of `{name}` is not that of error_codes.def"


def definitions(root, names):
    where = {}
    for name in names:
        if not name.endswith(SOURCES[:2]):
            continue
        namespaces = []
        for number, line in enumerate(text_of(root, name).splitlines(), 1):
            # clang-format has these at the begin of a line, and says what each "}" closes.
            if opened := NAMESPACE.match(line):
                namespaces.append(opened[1])
            elif line.startswith("}  // namespace") and namespaces:
                namespaces.pop()
            elif (defined := DEFINITION.match(line)) and "" not in namespaces:
                where.setdefault("::".join([*namespaces, defined[1] or defined[2]]), []).append(f"{name}:{number}")
    for defined, places in sorted(where.items()):
        if len({place.partition(":")[0] for place in places}) > 1:
            yield f"{places[1]}: {defined} is defined in {places[0]}, too"


def spdx(root, names):
    for name in names:
        if name.endswith(SOURCES[:2] + SCRIPTS) and "SPDX-License-Identifier: Apache-2.0" not in text_of(root, name)[:200]:
            yield f"{name}: no SPDX-License-Identifier in its head"


def paths(root, names):
    for name in names:
        for number, line in enumerate(text_of(root, name).splitlines(), 1):
            if FOREIGN.search(line):
                yield f"{name}:{number}: names a path of some machine, or a registry's host"


RULES = {"layering": layering, "ascii": ascii_only, "citations": citations, "reject_codes": reject_codes, "definitions": definitions,
         "spdx": spdx, "paths": paths}


def main(arguments):
    root = pathlib.Path(__file__).resolve().parents[2]
    if arguments[:1] == ["--root"] and len(arguments) > 1:
        root, arguments = pathlib.Path(arguments[1]), arguments[2:]
    unknown = [rule for rule in arguments if rule not in RULES]
    if unknown:
        print(__doc__, file=sys.stderr)
        return 2
    names = files_of(root)
    broken = 0
    for rule in arguments or RULES:
        for complaint in RULES[rule](root, names):
            print(f"{rule}: {complaint}", file=sys.stderr)
            broken += 1
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
