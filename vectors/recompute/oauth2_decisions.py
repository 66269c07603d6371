#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of what OAuth 2.0's servers decide before they answer: where to redirect to, whether a code
verifier fits, who the client is, and what a scope holds; with what a client writes for them. From the RFCs, with
Python's standard library; oauth1.py drives it.

usage: oauth2_decisions.py [FILE ...]     (without FILE: the seven suites of ../oauth2)

All texts are octets here, as in oauth1.py.
"""

import base64
import hashlib
import ipaddress
import pathlib
import re
import sys
import urllib.parse

sys.dont_write_bytecode = True
import oauth1  # noqa: E402  (the driver, beside this file)
from oauth1 import Refusal, decode_received, members, octets, same_text  # noqa: E402

# The choices that the RFCs leave open; vectors/README.md says what they mean.
oauth1.POLICIES.update({
    "base64_padding": ("refused", "tolerated"),
    "base64_unused_bits": ("refused", "tolerated"),
    "control_character": ("refused", "encoded"),
    "empty_challenge": ("refused", "omitted"),
    "empty_client_id": ("refused", "accepted"),
    "empty_method": ("refused", "omitted"),
    "empty_redirect_uri": ("refused", "omitted"),
    "empty_scope": ("refused", "as_requested", "empty"),
    "escaped_control_character": ("refused", "kept"),
    "insecure_redirect_uri": ("accepted", "refused"),
    "localhost_port": ("refused", "accepted"),
    "loopback_port": ("refused", "accepted"),
    "method_without_challenge": ("accepted", "refused"),
    "non_ascii": ("refused", "encoded"),
    "none_registered": ("refused", "accepted"),
    "other_loopback": ("refused", "accepted"),
    "response_parameter_registered": ("accepted", "refused"),
    "scheme_without_period": ("refused", "accepted"),
    "script_scheme": ("refused", "accepted"),
    "userinfo_in_redirect_uri": ("accepted", "refused"),
})

CONTROL = re.compile(rb"[\x00-\x1F\x7F]")


def refused(reason, **more):
    return {"verdict": b"refused", "reason": reason.encode(), **more}


# --- redirection URIs (RFC 6749 section 3.1.2, RFC 8252 sections 7 and 8) -------------------------------------------

UNRESERVED = rb"A-Za-z0-9\-._~"
DELIMITERS = rb"!$&'()*+,;="
ESCAPE = rb"%[0-9A-Fa-f]{2}"
PCHAR = rb"(?:[" + UNRESERVED + DELIMITERS + rb":@]|" + ESCAPE + rb")"
AUTHORITY = (
    rb"(?:(?P<userinfo>(?:[" + UNRESERVED + DELIMITERS + rb":]|" + ESCAPE + rb")*)@)?"
    rb"(?P<host>\[[0-9A-Fa-f:.]+\]|(?:[" + UNRESERVED + DELIMITERS + rb"]|" + ESCAPE + rb")*)"
    rb"(?::(?P<port>[0-9]*))?"
)
# RFC 3986 section 4.3: absolute-URI has no fragment
ABSOLUTE_URI = re.compile(
    rb"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):"
    rb"(?://" + AUTHORITY + rb"(?P<path>(?:/" + PCHAR + rb"*)*)"
    rb"|/(?:" + PCHAR + rb"+(?:/" + PCHAR + rb"*)*)?|" + PCHAR + rb"+(?:/" + PCHAR + rb"*)*|)"
    rb"(?:\?(?P<query>(?:" + PCHAR + rb"|[/?])*))?"
)
SCRIPTS = (b"javascript", b"data", b"vbscript")
# Not private use: these are in IANA's registry.
REGISTERED_SCHEMES = (b"http", b"https", b"urn")


def absolute_uri(text):
    found = ABSOLUTE_URI.fullmatch(text)
    if found and (found["host"] or b"").startswith(b"["):
        try:
            ipaddress.IPv6Address(found["host"][1:-1].decode())
        except ValueError:
            return None
    return found


def doubts(uri, native, choices):
    """Whether the server refuses a URI that is registered just so, for what the RFCs leave to it."""
    scheme = uri["scheme"].lower()
    if scheme in SCRIPTS:
        return choices.take("script_scheme") == "refused"
    # RFC8252-8.4-6
    if native and b"." not in scheme and scheme not in REGISTERED_SCHEMES:
        return choices.take("scheme_without_period") == "refused"
    if uri["userinfo"] is not None:
        return choices.take("userinfo_in_redirect_uri") == "refused"
    names = {pair.partition(b"=")[0] for pair in (uri["query"] or b"").split(b"&")}
    if names & {b"code", b"state"}:
        return choices.take("response_parameter_registered") == "refused"
    # RFC6749-3.1.2.1-1, RFC9700-2.6-6
    if scheme == b"http" and not native:
        return choices.take("insecure_redirect_uri") == "refused"
    return False


def loopback_kind(host):
    """Which loopback address the host is, as an IP literal; None for names and for all other addresses."""
    # RFC8252-7.3-1 shows these two
    if host in (b"127.0.0.1", b"[::1]"):
        return "shown"
    try:
        address = ipaddress.ip_address(host.strip(b"[]").decode())
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return "other" if address.is_loopback or mapped and mapped.is_loopback else None


def without_port(uri):
    """All of the URI but its port and the colon before it."""
    text, end = uri.string, uri.end("host")
    after = uri.end("port") if uri["port"] is not None else end
    return text[:end], text[after:]


def port_differs_alone(known, uri, choices):
    known = absolute_uri(known)
    if not known or known["host"] is None or uri["host"] is None or uri["userinfo"] is not None:
        return False
    # RFC8252-8.4-4: all else is compared as it is written
    if known["scheme"] != b"http" or without_port(known) != without_port(uri):
        return False
    kind = loopback_kind(uri["host"])
    if uri["host"] == b"localhost":
        if choices.take("localhost_port") == "refused":
            return False
    elif kind is None or kind == "other" and choices.take("other_loopback") == "refused":
        return False
    port = uri["port"]
    usual = port is None or re.fullmatch(rb"[1-9][0-9]{0,4}", port) and int(port) < 65536
    return bool(usual) or choices.take("loopback_port") == "accepted"


def op_match_redirect_uri(given, choices):
    registered = [octets(text) for text in given["registered"]]
    requested = given["requested"] if given["requested"] is None else octets(given["requested"])
    native = given["application_type"] == "native"
    if requested == b"" and len(registered) == 1 and choices.take("empty_redirect_uri") == "omitted":
        # RFC6749-3.1-7
        requested = None
    if requested is None:
        # RFC6749-3.1.2.3-1, RFC6749-3.1.2.3-2
        if len(registered) != 1:
            return refused("redirect_uri_missing")
        requested = registered[0]
    # RFC6749-3.1.2-1, RFC6749-3.1.2-4
    uri = absolute_uri(requested)
    if not uri:
        return refused("redirect_uri_invalid")
    accepted = {"verdict": b"accepted", "redirect_uri": requested}
    # RFC6749-3.1.2.3-4: RFC 3986 section 6.2.1
    if requested in registered:
        return refused("redirect_uri_invalid") if doubts(uri, native, choices) else accepted
    # RFC6749-3.1.2.2-1: a native app is a public client
    if not registered and not native and choices.take("none_registered") == "accepted":
        return accepted
    if native and any(port_differs_alone(known, uri, choices) for known in registered):
        return accepted
    return refused("redirect_uri_mismatch")


# --- code challenges (RFC 7636 section 4) ---------------------------------------------------------------------------

PROOF = re.compile(rb"[" + UNRESERVED + rb"]{43,128}")


def transformed(verifier, method):
    # RFC7636-4.2-1, RFC7636-4.2-2, RFC7636-A-1
    if method == b"plain":
        return verifier
    return base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=")


def op_pkce_challenge(given, _choices):
    method, verifier = octets(given["method"]), octets(given["code_verifier"])
    # RFC7636-4.3-3
    if method not in (b"plain", b"S256"):
        raise Refusal("challenge_method_unsupported")
    # RFC7636-4.1-1
    if not PROOF.fullmatch(verifier):
        raise Refusal("code_verifier_invalid")
    return transformed(verifier, method)


def invalid_request(reason):
    return refused(reason, error=b"invalid_request")


def invalid_grant(reason):
    # RFC7636-4.6-3, RFC6749-5.2-1
    return refused(reason, error=b"invalid_grant", status=400)


def without_challenge(given, method, verifier, choices):
    # RFC7636-4.4.1-1
    if given["required"]:
        return invalid_request("verifier_mismatch")
    # RFC9700-2.1.1-9
    if verifier:
        return invalid_grant("verifier_mismatch")
    if method is not None and given["code_challenge"] is None:
        if choices.take("method_without_challenge") == "refused":
            return invalid_request("verifier_mismatch")
    if given["code_challenge"] == "" and choices.take("empty_challenge") == "refused":
        return invalid_request("code_challenge_invalid")
    return {"verdict": b"accepted"}


def op_pkce_verify(given, choices):
    challenge, method, verifier = (
        None if given[name] is None else octets(given[name])
        for name in ("code_challenge", "code_challenge_method", "code_verifier"))
    # RFC6749-3.1-7, RFC6749-3.2-7: what is empty was not sent
    if not challenge:
        return without_challenge(given, method, verifier, choices)
    if method == b"":
        if choices.take("empty_method") == "refused":
            return invalid_request("challenge_method_unsupported")
        method = None
    # RFC7636-4.3-2
    method = b"plain" if method is None else method
    # RFC7636-4.4.1-3
    if method not in (b"plain", b"S256") or method.decode() not in given["methods"]:
        return invalid_request("challenge_method_unsupported")
    # RFC7636-4.2-6
    if not PROOF.fullmatch(challenge):
        return invalid_request("code_challenge_invalid")
    # RFC7636-4.6-4
    if not verifier:
        return invalid_grant("verifier_mismatch")
    # RFC7636-4.1-2
    if not PROOF.fullmatch(verifier):
        return invalid_grant("code_verifier_invalid")
    # RFC7636-4.5-2, RFC7636-4.6-1
    if transformed(verifier, method) != challenge:
        return invalid_grant("verifier_mismatch")
    return {"verdict": b"accepted"}


# --- Basic credentials (RFC 6749 section 2.3.1, RFC 7617 section 2) -------------------------------------------------


def op_basic_authorization(given, choices):
    parts = [octets(given[name]) for name in ("client_id", "client_secret")]
    for part in parts:
        # RFC6749-A.1-1, RFC6749-A.2-1
        if CONTROL.search(part) and choices.take("control_character") == "refused":
            raise Refusal("parameter_invalid")
        if not part.isascii() and choices.take("non_ascii") == "refused":
            raise Refusal("parameter_invalid")
    # RFC6749-2.3.1-2
    return b"Basic " + base64.b64encode(b":".join(urllib.parse.quote_plus(part).encode() for part in parts))


BASIC = re.compile(rb"([^ ]*)(?: +(.*))?", re.DOTALL)


def basic_octets(text, choices):
    """RFC 4648 section 4, with what a reader may overlook."""
    digits = text.rstrip(b"=")
    # sections 3.3 and 4: no other characters, and no group of one
    if not re.fullmatch(rb"[A-Za-z0-9+/]*", digits) or len(digits) % 4 == 1:
        raise Refusal("base64_invalid")
    padding = b"=" * (-len(digits) % 4)
    if text != digits + padding:
        # section 3.2
        if text != digits or choices.take("base64_padding") == "refused":
            raise Refusal("base64_invalid")
    plain = base64.b64decode(digits + padding)
    # section 3.5
    if base64.b64encode(plain) != digits + padding and choices.take("base64_unused_bits") == "refused":
        raise Refusal("base64_invalid")
    return plain


def op_parse_basic_authorization(given, choices):
    scheme, credentials = BASIC.fullmatch(octets(given["header"])).groups()
    if scheme.lower() != b"basic":
        raise Refusal("header_scheme")
    plain = basic_octets(credentials or b"", choices)
    # RFC 7617 section 2: the first colon, and no control characters
    name, colon, secret = plain.partition(b":")
    if not colon or CONTROL.search(plain):
        raise Refusal("credentials_invalid")
    # RFC6749-2.3.1-3, RFC6749-B-2
    read = [decode_received(part.replace(b"+", b" "), choices) for part in (name, secret)]
    if any(map(CONTROL.search, read)) and choices.take("escaped_control_character") == "refused":
        raise Refusal("credentials_invalid")
    if not read[0] and choices.take("empty_client_id") == "refused":
        raise Refusal("credentials_invalid")
    return dict(zip(("client_id", "client_secret"), read))


def credentials_written(text):
    """The scheme and the two texts of a field value; the text itself where it is no such value."""
    found = re.fullmatch(rb"(?i:basic) ([A-Za-z0-9+/]+={0,2})", text)
    pair = base64.b64decode(found[1]) if found else b""
    name, colon, secret = pair.partition(b":")
    # an encoder may escape more than it has to, not less
    if not colon or not re.fullmatch(rb"[!-~]*", pair):
        return text
    return tuple(urllib.parse.unquote_to_bytes(part.replace(b"+", b" ")) for part in (name, secret))


def same_credentials(wanted, got):
    return credentials_written(octets(wanted)) == credentials_written(got)


# --- scopes (RFC 6749 section 3.3) ----------------------------------------------------------------------------------

# RFC6749-A.4-1
SCOPE = re.compile(rb"[!#-\[\]-~]+(?: [!#-\[\]-~]+)*")


def scope_tokens(text):
    if not SCOPE.fullmatch(text):
        raise Refusal("scope_invalid")
    return frozenset(text.split(b" "))


def op_parse_scope(given, _choices):
    return scope_tokens(octets(given["text"]))


def op_compare_scope(given, choices):
    requested, granted = given["requested"], given["granted"]
    asked = frozenset() if requested is None else scope_tokens(octets(requested))
    if granted == "":
        taken = choices.take("empty_scope")
        if taken == "refused":
            raise Refusal("scope_invalid")
        given_tokens = asked if taken == "as_requested" else frozenset()
    else:
        # RFC6749-5.1-10
        given_tokens = asked if granted is None else scope_tokens(octets(granted))
    # RFC6749-3.3-1
    missing, additional = asked - given_tokens, given_tokens - asked
    return {"changed": asked != given_tokens, "sufficient": not missing, "missing": missing, "additional": additional}


def same_set(wanted, got):
    return {octets(token) for token in wanted} == got


def same_json(wanted, got):
    return type(wanted) is type(got) and wanted == got


oauth1.OPS.update({
    "oauth2.match_redirect_uri": (
        op_match_redirect_uri, members(verdict=same_text, redirect_uri=same_text, reason=same_text)),
    "oauth2.pkce_challenge": (op_pkce_challenge, same_text),
    "oauth2.pkce_verify": (
        op_pkce_verify, members(verdict=same_text, error=same_text, status=same_json, reason=same_text)),
    "oauth2.basic_authorization": (op_basic_authorization, same_credentials),
    "oauth2.parse_basic_authorization": (
        op_parse_basic_authorization, members(client_id=same_text, client_secret=same_text)),
    "oauth2.parse_scope": (op_parse_scope, same_set),
    "oauth2.compare_scope": (
        op_compare_scope, members(changed=same_json, sufficient=same_json, missing=same_set, additional=same_set)),
})

# --- what the RFCs print --------------------------------------------------------------------------------------------


def printed():
    """(where, what is computed, what the RFC prints)."""
    none = oauth1.Choices({})
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    yield ("RFC 7636 appendix A", base64.urlsafe_b64encode(bytes([3, 236, 255, 224, 193])).rstrip(b"="), b"A-z_4ME")
    yield ("RFC 7636 appendix B", op_pkce_challenge({"code_verifier": verifier, "method": "S256"}, none),
           b"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    yield ("RFC 6749 section 2.3.1", op_basic_authorization(
        {"client_id": "s6BhdRkqt3", "client_secret": "7Fjfp0ZBr1KtDRbnfVdmIw"}, none),
        b"Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3")
    yield ("RFC 7617 section 2", op_parse_basic_authorization({"header": "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}, none),
           {"client_id": b"Aladdin", "client_secret": b"open sesame"})
    yield ("RFC 7617 section 2.1", op_parse_basic_authorization({"header": "Basic dGVzdDoxMjPCow=="}, none),
           {"client_id": b"test", "client_secret": b"123\xc2\xa3"})
    for port, host in ((51004, "127.0.0.1"), (61023, "[::1]")):
        requested = f"http://{host}:{port}/oauth2redirect/example-provider"
        yield ("RFC 8252 section 7.3", op_match_redirect_uri(
            {"registered": [f"http://{host}/oauth2redirect/example-provider"], "requested": requested,
             "application_type": "native"}, none), {"verdict": b"accepted", "redirect_uri": requested.encode()})


def main(arguments):
    sys.stdout.reconfigure(errors="backslashreplace")
    here = pathlib.Path(__file__).resolve().parent
    wrong = 0
    for where, computed, wanted in printed():
        if computed != wanted:
            print(f"{where}: printed {wanted}, computed {computed}")
            wrong += 1
    suites = ("match_redirect_uri", "pkce_challenge", "pkce_verify", "basic_authorization", "parse_basic_authorization",
              "parse_scope", "compare_scope")
    tests = 0
    named = [pathlib.Path(name) for name in arguments]
    for path in named or [here.parent / "oauth2" / f"{name}.json" for name in suites]:
        count, differ = oauth1.recompute(path)
        tests += count
        wrong += differ
    if not tests:
        print("no vector was read")
    return 1 if wrong or not tests else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
