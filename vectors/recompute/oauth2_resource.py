#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of bearer tokens, challenges, resource indicators and well-known URIs from the RFCs, with
Python's standard library; oauth1.py drives it.

usage: oauth2_resource.py [FILE ...]     (without FILE: the four suites of ../oauth2)

All texts are octets here, as in oauth1.py.
"""

import pathlib
import re
import sys

sys.dont_write_bytecode = True
import oauth1  # noqa: E402  (the driver, beside this file)
from oauth1 import Refusal, escape_fault, members, octets, pairs, percent_decode, same_text  # noqa: E402

# The choices that the RFCs leave open; vectors/README.md says what they mean.
oauth1.POLICIES.update({
    "default_port": ("kept", "dropped"),
    "dot_segments": ("kept", "removed", "refused"),
    "empty_access_token": ("refused", "ignored"),
    "empty_field": ("refused", "none"),
    "escaped_non_ascii": ("accepted", "refused"),
    "host_case": ("kept", "lowered"),
    "identifier_userinfo": ("kept", "refused"),
    "obs_text": ("octets", "latin1", "refused"),
    "openid_configuration": ("inserted", "appended"),
    "other_credentials": ("ignored", "refused"),
    "path_slash": ("kept", "removed"),
    "plus_in_query": ("refused", "space", "plus"),
    "resource_comparison": ("exact", "normalised"),
    "resource_missing": ("accepted", "refused"),
    "tab_after_scheme": ("refused", "accepted"),
    "terminating_slashes": ("one", "all"),
    "token_character": ("refused", "accepted"),
    "unquoted_non_token": ("refused", "accepted"),
})

# --- challenges (RFC 7235 sections 2.1 and 4.1) -----------------------------------------------------------------------

TCHAR = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]"
WHITE = rb"[ \t]*"
# RFC 7230 section 3.2.6
QUOTED = rb'"((?:[\t \x21\x23-\x5B\x5D-\x7E\x80-\xFF]|\\[\t \x21-\x7E\x80-\xFF])*)"'
END = rb"(?=[ \t]*(?:,|\Z))"
# RFC7235-2.1-5, with what else stands before a comma, for servers that leave the quotation marks out
PARAMETER = re.compile(
    rb"(" + TCHAR + rb"+)" + WHITE + rb"=" + WHITE
    + rb"(?:" + QUOTED + rb"|(" + TCHAR + rb"+)|([\x21\x23-\x2B\x2D-\x7E]+))" + END)
# RFC7235-2.1-4, RFC7235-2.1-6
SCHEME = re.compile(rb"(" + TCHAR + rb"+)(?: +([A-Za-z0-9\-._~+/]+=*)" + END + rb"| +|" + END + rb")")
COMMAS = re.compile(rb"[ \t,]*")


def parameter_value(found, choices):
    _, quoted, token, other = found.groups()
    if other is not None:
        if choices.take("unquoted_non_token") == "refused":
            raise Refusal("challenge_malformed")
        return other
    value = token if quoted is None else re.sub(rb"\\(.)", rb"\1", quoted, flags=re.DOTALL)
    if not value.isascii():
        taken = choices.take("obs_text")
        if taken == "refused":
            raise Refusal("challenge_malformed")
        if taken == "latin1":
            return value.decode("latin-1").encode("utf-8")
    return value


def field_challenges(field, choices):
    """The challenges of one header field."""
    if re.search(rb"\r\n[ \t]", field):
        if choices.take("line_folding") == "refused":
            raise Refusal("challenge_malformed")
        field = re.sub(rb"(?:\r\n[ \t])+", b" ", field)
    found, at = [], COMMAS.match(field).end()
    while at < len(field):
        parameter = PARAMETER.match(field, at)
        scheme = None if parameter else SCHEME.match(field, at)
        if parameter and found and found[-1]["token68"] is None:
            # RFC7235-2.1-2
            found[-1]["parameters"].append((parameter[1].lower(), parameter_value(parameter, choices)))
        elif scheme:
            # RFC7235-2.1-1
            found.append({"scheme": scheme[1].lower(), "token68": scheme[2], "parameters": []})
        else:
            raise Refusal("challenge_malformed")
        at = (parameter or scheme).end()
        # RFC7235-4.1-3: commas to spare. Behind a scheme its first parameter follows without one.
        behind = COMMAS.match(field, at)
        if b"," not in behind[0] and behind.end() < len(field) and (parameter or scheme[2] is not None):
            raise Refusal("challenge_malformed")
        first_parameter = scheme and b"," not in behind[0] and behind.end() < len(field)
        if first_parameter and not PARAMETER.match(field, behind.end()):
            raise Refusal("challenge_malformed")
        at = behind.end()
    if not found and choices.take("empty_field") == "refused":
        raise Refusal("challenge_malformed")
    return found


def check_once(challenge, choices):
    names = [name for name, _ in challenge["parameters"]]
    # RFC7235-2.1-3 binds the server
    if len(names) != len(set(names)) and choices.take("duplicate_parameter") == "refused":
        raise Refusal("challenge_malformed")


def op_parse_www_authenticate(given, choices):
    # RFC7235-4.1-1, RFC7235-4.1-2
    found = [one for field in given["fields"] for one in field_challenges(octets(field), choices)]
    for challenge in found:
        check_once(challenge, choices)
    return found


def same_challenges(wanted, got):
    return len(wanted) == len(got) and all(
        octets(one["scheme"]) == other["scheme"]
        and (None if one["token68"] is None else octets(one["token68"])) == other["token68"]
        and sorted(pairs(one["parameters"])) == sorted(other["parameters"])
        for one, other in zip(wanted, got))


# --- bearer tokens (RFC 6750 sections 2 and 3) ------------------------------------------------------------------------

B64TOKEN = re.compile(rb"[A-Za-z0-9\-._~+/]+=*")
VSCHAR = re.compile(rb"[\x20-\x7E]+")


class NoToken(Exception):
    """The request is refused for its shape."""


def header_token(request, choices):
    """The token of the Authorization header field, and whether the field has other credentials."""
    tokens, others = [], False
    for field in request.values("authorization"):
        scheme, space, rest = field.partition(b" ")
        if scheme.lower().startswith(b"bearer\t") and choices.take("tab_after_scheme") == "accepted":
            scheme, space, rest = field.partition(b"\t")
        # RFC6750-2.1-4
        if scheme.lower() != b"bearer":
            others = others or bool(space)
            continue
        # RFC6750-2.1-3
        token = rest.lstrip(b" ")
        if not B64TOKEN.fullmatch(token):
            raise NoToken
        tokens.append(token)
    # RFC6750-3.1-1
    if len(tokens) > 1:
        raise NoToken
    return tokens, others


def form_parts(text, plus):
    for piece in text.split(b"&"):
        name, _, value = piece.partition(b"=")
        yield tuple(percent_decode(part.replace(b"+", plus)) for part in (name, value))


def parameter_tokens(text, in_query, header_has_one, choices):
    """The values of access_token in a query or form."""
    if escape_fault(text) and choices.take("malformed_escape") == "refused":
        raise NoToken
    plain = [value for name, value in form_parts(text, b"+") if name == b"access_token"]
    found = [value for name, value in form_parts(text, b" ") if name == b"access_token"]
    # RFC6750-2.3-1 names RFC 3986, which knows no "+" for a space
    if in_query and plain != found:
        taken = choices.take("plus_in_query")
        if taken == "refused":
            raise NoToken
        found = plain if taken == "plus" else found
    # RFC6750-3.1-1
    if len(found) > 1:
        raise NoToken
    for value in found:
        if not value and header_has_one and choices.take("empty_access_token") == "ignored":
            return []
        # RFC6749-A.12-1
        if not VSCHAR.fullmatch(value):
            raise NoToken
        if not in_query and not B64TOKEN.fullmatch(value) and choices.take("token_character") == "refused":
            raise NoToken
    return found


def form_body(request, choices):
    """The form of the body, where it may hold a token."""
    # RFC6750-2.2-5, RFC6750-2.2-1
    if request.method in (b"GET", b"HEAD") or not request.has_form(choices):
        return b""
    return request.body


def bearer_token(request, placements, choices):
    """(token, placement); None where there is none."""
    found, others = [], False
    if "header" in placements:
        tokens, others = header_token(request, choices)
        found += [(token, "header") for token in tokens]
    if "body" in placements:
        body = form_body(request, choices)
        tokens = parameter_tokens(body, False, bool(found), choices)
        # RFC6750-2.2-4
        if tokens and not body.isascii():
            raise NoToken
        if tokens and not percent_decode(body).isascii() and choices.take("escaped_non_ascii") == "refused":
            raise NoToken
        found += [(token, "body") for token in tokens]
    if "query" in placements:
        query = request.url.partition(b"#")[0].partition(b"?")[2]
        found += [(token, "query") for token in parameter_tokens(query, True, bool(found), choices)]
    # RFC6750-2-2
    if len(found) > 1:
        raise NoToken
    if found and others and choices.take("other_credentials") == "refused":
        raise NoToken
    return found[0] if found else None


def written_challenge(realm, scope, error):
    named = (("realm", realm), ("scope", None if scope is None else " ".join(scope)), ("error", error))
    # RFC6750-3-2, RFC6750-3-4, RFC6750-3-6
    return {"scheme": b"bearer", "token68": None,
            "parameters": [(name.encode(), value.encode()) for name, value in named if value is not None]}


def op_bearer_token(given, choices):
    try:
        found = bearer_token(oauth1.Request(given["request"]), given["placements"], choices)
    except NoToken:
        # RFC6750-3.1-1, RFC6750-3.1-2
        status, error = 400, "invalid_request"
    else:
        if found:
            return {"verdict": "accepted", "token": found[0], "placement": found[1]}
        # RFC6750-3.1-9, RFC7235-2.1-7
        status, error = 401, None
    return {"verdict": "refused", "status": status, "error": error, "reason": "bearer_invalid",
            "www_authenticate": written_challenge(given["realm"], given["scope"], error)}


def same_challenge(wanted, got):
    try:
        found = field_challenges(octets(wanted), oauth1.Choices({}))
    except Refusal:
        return False
    return [(one["scheme"], sorted(one["parameters"])) for one in found] == [(got["scheme"], sorted(got["parameters"]))]


def same(wanted, got):
    return wanted == got


# --- URIs (RFC 3986) --------------------------------------------------------------------------------------------------

PCHAR = rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
ABSOLUTE = re.compile(
    rb"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):(?://(?:(?P<userinfo>(?:(?!@)" + PCHAR + rb")*)@)?"
    rb"(?P<host>\[[0-9A-Fa-f:.]+\]|(?:(?![:@])" + PCHAR + rb")*)(?::(?P<port>[0-9]*))?(?P<path>(?:/" + PCHAR + rb"*)*)"
    rb"|(?P<rootless>" + PCHAR + rb"(?:" + PCHAR + rb"|/)*|/(?!/)(?:" + PCHAR + rb"|/)*|))"
    rb"(?:\?(?P<query>(?:" + PCHAR + rb"|[/?])*))?(?:#(?P<fragment>(?:" + PCHAR + rb"|[/?])*))?")


def uri_parts(text):
    """The parts of a URI; None where the text is none."""
    found = ABSOLUTE.fullmatch(text)
    return found and found.groupdict()


UNRESERVED_ESCAPE = re.compile(rb"%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])")


def normalised(text):
    """RFC 3986 sections 6.2.2 and 6.2.3, dot segments aside."""
    part = uri_parts(text)
    if part is None or part["host"] is None:
        return text
    default = {b"https": b"443", b"http": b"80"}.get(part["scheme"].lower())
    port = b":" + part["port"] if part["port"] and part["port"] != default else b""
    path = UNRESERVED_ESCAPE.sub(lambda found: percent_decode(found[0]), part["path"]) or b"/"
    query = b"" if part["query"] is None else b"?" + part["query"]
    userinfo = b"" if part["userinfo"] is None else part["userinfo"] + b"@"
    return part["scheme"].lower() + b"://" + userinfo + part["host"].lower() + port + path + query


# --- resource indicators (RFC 8707 section 2) -------------------------------------------------------------------------


def is_known(resource, known, choices):
    if known is None or resource in known:
        return True
    alike = normalised(resource) in {normalised(one) for one in known}
    return alike and choices.take("resource_comparison") == "normalised"


def op_parse_resource(given, choices):
    known = None if given["known"] is None else [octets(one) for one in given["known"]]
    # RFC6749-3.1-7, RFC6749-3.2-7
    asked = [value for name, value in pairs(given["parameters"]) if name == b"resource" and value]
    refused = {"verdict": "refused", "error": "invalid_target", "reason": "resource_invalid"}
    if not asked and known is not None and choices.take("resource_missing") == "refused":
        return refused
    for resource in asked:
        part = uri_parts(resource)
        # RFC8707-2-1, RFC8707-2-2, RFC8707-2-7
        if part is None or part["fragment"] is not None or not is_known(resource, known, choices):
            return refused
    return {"verdict": "accepted", "resource": asked}


def same_set(wanted, got):
    return {octets(one) for one in wanted} == set(got)


# --- well-known URIs (RFC 8414 section 3, RFC 9728 section 3) --------------------------------------------------------


def without_dots(path):
    """RFC 3986 section 5.2.4, of an absolute path."""
    out = []
    pieces = path.split(b"/")[1:]
    for n, piece in enumerate(pieces):
        if piece == b"..":
            out = out[:-1]
        elif piece != b".":
            out.append(piece)
        if piece in (b".", b"..") and n == len(pieces) - 1:
            out.append(b"")
    return b"".join(b"/" + piece for piece in out)


def well_known_path(path, of_resource, choices):
    """The path of the identifier, as it stands behind the suffix."""
    if b".." in path.split(b"/"):
        taken = choices.take("dot_segments")
        if taken == "refused":
            raise Refusal("identifier_invalid")
        path = without_dots(path) if taken == "removed" else path
    # RFC9728-3.1-2
    if of_resource:
        if path == b"/" or len(path) > 1 and path.endswith(b"/") and choices.take("path_slash") == "removed":
            return path[:-1]
        return path
    # RFC8414-3.1-2
    if path.endswith(b"//") and choices.take("terminating_slashes") == "all":
        return path.rstrip(b"/")
    return path.removesuffix(b"/")


def well_known_place(part, choices):
    """Scheme and authority, in the spelling that is chosen."""
    scheme, host = part["scheme"], part["host"]
    if (scheme.lower(), host.lower()) != (scheme, host) and choices.take("host_case") == "lowered":
        scheme, host = scheme.lower(), host.lower()
    port = b"" if part["port"] is None else b":" + part["port"]
    if port == b":443" and choices.take("default_port") == "dropped":
        port = b""
    userinfo = b""
    if part["userinfo"] is not None:
        if choices.take("identifier_userinfo") == "refused":
            raise Refusal("identifier_invalid")
        userinfo = part["userinfo"] + b"@"
    return scheme + b"://" + userinfo + host + port


def op_metadata_url(given, choices):
    part, suffix = uri_parts(octets(given["identifier"])), octets(given["suffix"])
    of_resource = suffix == b"oauth-protected-resource"
    # RFC8414-2-2, RFC9728-1.2-1
    if part is None or part["scheme"].lower() != b"https" or not part["host"] or part["fragment"] is not None:
        raise Refusal("identifier_invalid")
    if part["query"] is not None and not of_resource:
        raise Refusal("identifier_invalid")
    path = well_known_path(part["path"], of_resource, choices)
    place, query = well_known_place(part, choices), b"" if part["query"] is None else b"?" + part["query"]
    # RFC 8414 section 5: OpenID Connect Discovery puts it at the end
    if suffix == b"openid-configuration" and path and choices.take("openid_configuration") == "appended":
        return place + path + b"/.well-known/" + suffix
    # RFC8414-3-1, RFC9728-3-1
    return place + b"/.well-known/" + suffix + path + query


oauth1.OPS.update({
    "oauth2.bearer_token": (op_bearer_token, members(
        verdict=same, token=same_text, placement=same, error=same, status=same, www_authenticate=same_challenge,
        reason=same)),
    "oauth2.parse_www_authenticate": (op_parse_www_authenticate, same_challenges),
    "oauth2.parse_resource": (op_parse_resource, members(verdict=same, resource=same_set, error=same, reason=same)),
    "oauth2.metadata_url": (op_metadata_url, same_text),
})
SUITES = ("bearer_token", "parse_www_authenticate", "parse_resource", "metadata_url")

# --- what the RFCs print ----------------------------------------------------------------------------------------------


def printed():
    """(where, what is computed, what the RFC prints)."""
    none = oauth1.Choices({})
    found = field_challenges(b'Newauth realm="apps", type=1,   title="Login to \\"apps\\"", Basic realm="simple"', none)
    yield "RFC 7235 section 4.1", [one["scheme"] for one in found], [b"newauth", b"basic"]
    yield "RFC 7235 section 4.1, title", found[0]["parameters"][2], (b"title", b'Login to "apps"')
    request = {"method": "GET", "url": "https://server.example.com/resource?access_token=mF_9.B5f-4.1JqM&p=q",
               "headers": [], "body": ""}
    yield ("RFC 6750 section 2.3", bearer_token(oauth1.Request(request), ["query"], none),
           (b"mF_9.B5f-4.1JqM", "query"))
    for issuer, path in (("https://example.com", ""), ("https://example.com/issuer1", "/issuer1")):
        yield ("RFC 8414 section 3.1", op_metadata_url(
            {"identifier": issuer, "suffix": "oauth-authorization-server"}, none),
            b"https://example.com/.well-known/oauth-authorization-server" + path.encode())


def run(suites, literals, arguments):
    """Computes what the RFCs print, and then the files; the exit status."""
    sys.stdout.reconfigure(errors="backslashreplace")
    here = pathlib.Path(__file__).resolve().parent
    tests = wrong = 0
    for where, computed, wanted in literals:
        if computed != wanted:
            print(f"{where}: printed {wanted}, computed {computed}")
            wrong += 1
    named = [pathlib.Path(name) for name in arguments]
    for path in named or [here.parent / "oauth2" / f"{name}.json" for name in suites]:
        count, differ = oauth1.recompute(path)
        tests += count
        wrong += differ
    if not tests:
        print("no vector was read")
    return 1 if wrong or not tests else 0


if __name__ == "__main__":
    sys.exit(run(SUITES, printed(), sys.argv[1:]))
