#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of OAuth 2.0's authorization request and of the responses that a client reads: those of both
endpoints, and of a protected resource that refuses. From the RFCs, with Python's standard library; oauth1.py drives it.

usage: oauth2_authorization.py [FILE ...]     (without FILE: the four suites of ../oauth2)

All texts are octets here, as in oauth1.py, but for those inside a JSON body.
"""

import json
import pathlib
import re
import sys
import urllib.parse

sys.dont_write_bytecode = True
import oauth1  # noqa: E402  (the driver, beside this file)
from oauth1 import (  # noqa: E402
    Refusal, decode_form, members, octets, pairs, same_or_null, same_parameters, same_text, same_url)

# The choices that the RFCs leave open; vectors/README.md says what they mean.
oauth1.POLICIES.update({
    "byte_order_mark": ("refused", "ignored"),
    "code_and_error": ("refused", "error"),
    "empty_description": ("refused", "absent", "kept"),
    "empty_member": ("refused", "absent"),
    "empty_parameter": ("refused", "left_out"),
    "empty_scope": ("refused", "as_requested", "empty"),
    "endpoint_fragment": ("refused", "kept", "dropped"),
    "error_beside_token": ("accepted", "refused"),
    "error_character": ("refused", "kept", "dropped"),
    "error_in_body": ("refused", "no_error", "read"),
    "error_status": ("refused", "accepted"),
    "expires_in_huge": ("refused", "ignored", "kept"),
    "expires_in_malformed": ("refused", "ignored"),
    "expires_in_notation": ("accepted", "refused"),
    "expires_in_text": ("refused", "converted", "ignored"),
    "insecure_endpoint": ("built", "refused"),
    "issuer_denied": ("refused", "accepted"),
    "issuer_missing": ("accepted", "refused"),
    "issuer_unannounced": ("refused", "accepted"),
    "json_utf8": ("refused", "kept"),
    "no_challenge": ("refused", "no_error"),
    "non_ascii": ("refused", "encoded"),
    "null_member": ("refused", "absent"),
    "other_success_status": ("refused", "accepted"),
    "parameter_in_endpoint": ("refused", "once"),
    "parameter_name": ("encoded", "refused"),
    "plain_method": ("left_out", "written"),
    "repeated_extension": ("refused", "kept"),
    "response_content_type": ("required", "ignored"),
    "scope_array": ("refused", "accepted"),
    "scope_character": ("refused", "kept"),
    "scope_spaces": ("refused", "tolerated"),
    "unexpected_state": ("refused", "ignored"),
    "value_character": ("refused", "kept"),
})

# --- character classes of RFC 6749 appendix A -----------------------------------------------------------------------

VSCHAR = re.compile(rb"[\x20-\x7E]+")
NQCHAR = re.compile(rb"[\x21\x23-\x5B\x5D-\x7E]+")
NQSCHAR = re.compile(rb"[\x20\x21\x23-\x5B\x5D-\x7E]+")
PARAM_NAME = re.compile(rb"[A-Za-z0-9\-._]+")
RESPONSE_TYPE = re.compile(rb"[_0-9A-Za-z]+(?: [_0-9A-Za-z]+)*")
CHALLENGE = re.compile(rb"[A-Za-z0-9\-._~]{43,128}")
CONTROL = re.compile(rb"[\x00-\x1F\x7F]")
# Up to here every reader of JSON has the same whole numbers (RFC 8259 section 6).
MANY_SECONDS = 2**53

PCHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
HOST = r"(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)"
URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:"
    rf"(?://{HOST}(?::[0-9]*)?(?:/{PCHAR}*)*|/(?:{PCHAR}+(?:/{PCHAR}*)*)?|{PCHAR}+(?:/{PCHAR}*)*|)"
    rf"(?:\?(?:{PCHAR}|[/?])*)?(?P<fragment>#(?:{PCHAR}|[/?])*)?".encode()
)


def absolute_uri(text, fragment=False):
    """RFC 3986 section 4.3, or with a fragment section 3."""
    found = URI.fullmatch(text)
    return bool(found) and (fragment or found["fragment"] is None)


# --- the authorization request (RFC 6749 sections 4.1.1 and 4.2.1) --------------------------------------------------

OWN_NAMES = (b"response_type", b"client_id", b"redirect_uri", b"scope", b"state", b"code_challenge",
             b"code_challenge_method", b"resource", b"request", b"request_uri")


def visible(text, choices):
    """A client_id or state: VSCHAR, or what the RFCs do not say of other characters."""
    if VSCHAR.fullmatch(text):
        return text
    if CONTROL.search(text) or choices.take("non_ascii") == "refused":
        raise Refusal("parameter_invalid")
    return text


def not_empty(text, choices):
    # RFC6749-3.1-7: a parameter without a value is as good as none
    if text is not None and not text:
        if choices.take("empty_parameter") == "refused":
            raise Refusal("parameter_invalid")
        return None
    return text


def request_scope(tokens):
    # RFC6749-A.4-1
    words = [octets(token) for token in tokens]
    if not all(NQCHAR.fullmatch(word) for word in words):
        raise Refusal("scope_invalid")
    return b" ".join(words)


def challenge_parameters(pkce, choices):
    method = pkce["code_challenge_method"]
    # RFC7636-4.3-3
    if method not in (None, "S256", "plain"):
        raise Refusal("challenge_method_unsupported")
    # RFC7636-4.2-6
    if not CHALLENGE.fullmatch(octets(pkce["code_challenge"])):
        raise Refusal("code_challenge_invalid")
    # RFC7636-4.3-2
    if method is None and choices.take("plain_method") == "written":
        method = "plain"
    return [(b"code_challenge", octets(pkce["code_challenge"])), (b"code_challenge_method", method and octets(method))]


def request_object(given):
    request, uri = given.get("request"), given.get("request_uri")
    # RFC9101-5-2, RFC9101-5.2-2
    if request is not None and uri is not None or uri is not None and not absolute_uri(octets(uri), fragment=True):
        raise Refusal("parameter_invalid")
    return request, uri


def request_parameters(given, choices):
    made = []
    request, request_uri = request_object(given)
    response_type = given["response_type"]
    if response_type is not None:
        # RFC6749-A.3-1
        if not RESPONSE_TYPE.fullmatch(octets(response_type)):
            raise Refusal("parameter_invalid")
        made.append((b"response_type", octets(response_type)))
    elif request is None and request_uri is None:
        # RFC6749-3.1.1-1
        raise Refusal("parameter_missing")
    if not given["client_id"]:
        raise Refusal("parameter_missing")
    made.append((b"client_id", visible(octets(given["client_id"]), choices)))
    if not_empty(given["redirect_uri"], choices) is not None:
        # RFC6749-3.1.2-1, RFC6749-3.1.2-3
        if not absolute_uri(octets(given["redirect_uri"])):
            raise Refusal("redirect_uri_invalid")
        made.append((b"redirect_uri", octets(given["redirect_uri"])))
    if not_empty(given["scope"], choices) is not None:
        made.append((b"scope", request_scope(given["scope"])))
    if not_empty(given["state"], choices) is not None:
        made.append((b"state", visible(octets(given["state"]), choices)))
    if given["pkce"] is not None:
        made += challenge_parameters(given["pkce"], choices)
    for resource in given.get("resource", []):
        # RFC8707-2-1, RFC8707-2-2
        if not absolute_uri(octets(resource)):
            raise Refusal("resource_invalid")
        made.append((b"resource", octets(resource)))
    made += [(b"request", request and octets(request)), (b"request_uri", request_uri and octets(request_uri))]
    return [pair for pair in made if pair[1] is not None] + further_parameters(given, choices)


def further_parameters(given, choices):
    extra = pairs(given["extra"])
    names = [name for name, _ in extra]
    # RFC6749-3.1-9
    if set(names) & set(OWN_NAMES):
        raise Refusal("parameter_duplicated")
    # erratum 5708: of parameters that this RFC does not define it says nothing
    if len(set(names)) < len(names) and choices.take("repeated_extension") == "refused":
        raise Refusal("parameter_duplicated")
    # RFC6749-8.2-1 binds who defines a parameter
    if not all(map(PARAM_NAME.fullmatch, names)) and choices.take("parameter_name") == "refused":
        raise Refusal("parameter_invalid")
    return extra


def beside_the_query(made, query, choices):
    """The parameters that still have to be added to an endpoint's own query."""
    there = decode_form(query or b"", choices)
    for name, value in there:
        rest = [pair for pair in made if pair[0] != name]
        if len(rest) < len(made):
            # RFC6749-3.1-2 and RFC6749-3.1-9 hold together only where it is the same parameter
            if (name, value) not in made or choices.take("parameter_in_endpoint") == "refused":
                raise Refusal("parameter_duplicated")
            made = rest
    return made


def op_authorization_url(given, choices):
    endpoint = octets(given["endpoint"])
    if not absolute_uri(endpoint, fragment=True):
        raise Refusal("uri_invalid")
    if endpoint.lower().startswith(b"http:") and choices.take("insecure_endpoint") == "refused":
        raise Refusal("uri_scheme_unsupported")
    endpoint, mark, fragment = endpoint.partition(b"#")
    end = b""
    if mark:
        # RFC6749-3.1-3 binds the server
        taken = choices.take("endpoint_fragment")
        if taken == "refused":
            raise Refusal("uri_invalid")
        end = mark + fragment if taken == "kept" else b""
    front, _, query = endpoint.partition(b"?")
    made = beside_the_query(request_parameters(given, choices), query, choices)
    if re.fullmatch(rb"[^:]+://[^/]*", front) and choices.take("empty_path") == "slash":
        front += b"/"
    # RFC6749-3.1-2, RFC6749-4.1.1-5, RFC6749-B-1
    added = urllib.parse.urlencode(made).encode()
    return front + b"?" + (query + b"&" if query else b"") + added + end


# --- what both kinds of response have in common ---------------------------------------------------------------------


def value_text(text, code, choices):
    """A code or token: VSCHAR, none of it a control character."""
    # RFC6749-A.11-1, RFC6749-A.12-1, RFC6749-A.17-1
    if not text or CONTROL.search(text):
        raise Refusal(code)
    if not VSCHAR.fullmatch(text) and choices.take("value_character") == "refused":
        raise Refusal(code)
    return text


def scope_tokens(text, choices):
    """The value of a scope that the server wrote; None where it counts as requested."""
    if not text:
        taken = choices.take("empty_scope")
        if taken == "refused":
            raise Refusal("scope_invalid")
        return None if taken == "as_requested" else []
    words = text.split(b" ")
    if b"" in words and choices.take("scope_spaces") == "refused":
        raise Refusal("scope_invalid")
    words = [word for word in words if word]
    # RFC6749-A.4-1
    if any(CONTROL.search(word) for word in words):
        raise Refusal("scope_invalid")
    if not all(NQCHAR.fullmatch(word) for word in words) and choices.take("scope_character") == "refused":
        raise Refusal("scope_invalid")
    return words


def seconds(number, code, choices):
    """A whole number that is not negative; None where it is ignored."""
    if number > MANY_SECONDS:
        taken = choices.take("expires_in_huge")
        if taken == "refused":
            raise Refusal(code)
        return number if taken == "kept" else None
    return number


def no_seconds(code, choices):
    if choices.take("expires_in_malformed") == "refused":
        raise Refusal(code)


def human_text(text, allowed, code, choices):
    """error_description or error_uri; None where it is dropped."""
    if text is not None and not allowed.fullmatch(text):
        taken = choices.take("error_character")
        if taken == "refused":
            raise Refusal(code)
        return text if taken == "kept" else None
    return text


# --- the authorization response (RFC 6749 sections 4.1.2 and 4.2.2) -------------------------------------------------

RESPONSE_NAMES = (b"code", b"access_token", b"token_type", b"expires_in", b"scope", b"state", b"iss", b"error",
                  b"error_description", b"error_uri")
FORM = b"application/x-www-form-urlencoded"


def fields(message, name):
    return [octets(value) for field, value in message["headers"] if field.lower() == name]


def media_type(value):
    return value.partition(b";")[0].strip(b" \t").lower()


def arrived(url, redirect_uri):
    """RFC8252-8.10-2: whether the response arrived where the request named."""
    front, _, query = url.partition(b"#")[0].partition(b"?")
    wanted, _, own = redirect_uri.partition(b"?")
    # a request by http has a path, be it "/" only
    if re.fullmatch(rb"https?://[^/]+", wanted):
        wanted += b"/"
    return front == wanted and (not own or query == own or query.startswith(own + b"&"))


def response_text(given):
    request = given["request"]
    url, _, fragment = octets(request["url"]).partition(b"#")
    if given["response_mode"] == "fragment":
        return fragment
    if given["response_mode"] == "query":
        return url.partition(b"?")[2]
    # EXT-form-post-1
    if request["method"] != "POST":
        raise Refusal("method_invalid")
    if [media_type(value) for value in fields(request, "content-type")] != [FORM]:
        raise Refusal("content_type_unexpected")
    return octets(request["body"])


def check_state(found, sent, choices):
    state = found.get(b"state") or None
    if sent is None:
        if state is not None and choices.take("unexpected_state") == "refused":
            raise Refusal("state_mismatch")
        return
    # RFC6749-4.1.2-9, RFC6749-10.12-1
    if state != octets(sent):
        raise Refusal("state_mismatch")


def check_issuer(found, given, choices):
    issuer, supported = given["issuer"], given["iss_supported"]
    if b"iss" not in found:
        # RFC9207-2.4-10, RFC9207-2.4-12
        if supported or issuer is not None and choices.take("issuer_missing") == "refused":
            raise Refusal("issuer_mismatch")
        return
    # RFC9207-2.4-14
    if issuer is None:
        return
    # RFC9207-2.4-3, RFC9207-2.4-4
    if found[b"iss"] != octets(issuer):
        raise Refusal("issuer_mismatch")
    # RFC9207-2.4-11
    if not supported:
        open_choice = "issuer_unannounced" if supported is None else "issuer_denied"
        if choices.take(open_choice) == "refused":
            raise Refusal("issuer_mismatch")


def denied(found, choices):
    # RFC6749-A.7-1
    if not NQSCHAR.fullmatch(found[b"error"]):
        raise Refusal("parameter_invalid")
    return {
        "error": found[b"error"],
        "error_description": human_text(found.get(b"error_description") or None, NQSCHAR, "parameter_invalid", choices),
        "error_uri": human_text(found.get(b"error_uri") or None, NQCHAR, "parameter_invalid", choices),
    }


def granted_token(found, choices):
    # RFC6749-4.2.2-2, RFC6749-4.2.2-3
    if not found.get(b"access_token") or not found.get(b"token_type"):
        raise Refusal("parameter_missing")
    lifetime = found.get(b"expires_in") or None
    if lifetime is not None:
        # RFC6749-A.14-1
        if re.fullmatch(rb"[0-9]+", lifetime):
            lifetime = seconds(int(lifetime), "parameter_invalid", choices)
        else:
            lifetime = no_seconds("parameter_invalid", choices)
    return {
        "access_token": value_text(found[b"access_token"], "parameter_invalid", choices),
        "token_type": found[b"token_type"],
        "expires_in": lifetime,
        "scope": scope_tokens(found[b"scope"], choices) if b"scope" in found else None,
    }


def outcome(found, response_type, choices):
    wanted = b"code" if response_type == "code" else b"access_token"
    if found.get(b"error"):
        if found.get(wanted) and choices.take("code_and_error") == "refused":
            raise Refusal("parameter_invalid")
        return denied(found, choices)
    if response_type == "token":
        return granted_token(found, choices)
    # RFC6749-4.1.2-1
    if not found.get(b"code"):
        raise Refusal("parameter_missing")
    return {"code": value_text(found[b"code"], "parameter_invalid", choices)}


def op_parse_authorization_response(given, choices):
    redirect_uri = given["redirect_uri"]
    if redirect_uri is not None and not arrived(octets(given["request"]["url"]), octets(redirect_uri)):
        raise Refusal("redirect_uri_mismatch")
    # RFC6749-B-2
    received = decode_form(response_text(given), choices)
    names = [name for name, _ in received]
    # RFC6749-3.1-10
    if any(names.count(name) > 1 for name in RESPONSE_NAMES):
        raise Refusal("parameter_duplicated")
    found = {name: value for name, value in received if name in RESPONSE_NAMES}
    check_state(found, given["state"], choices)
    check_issuer(found, given, choices)
    read = dict.fromkeys(("code", "access_token", "error", "token_type", "expires_in", "scope", "error_description",
                          "error_uri"))
    read.update(outcome(found, given["response_type"], choices))
    # RFC6749-4.1.2-10, RFC6749-4.2.2-9
    extra = [pair for pair in received if pair[0] not in RESPONSE_NAMES]
    return {**read, "state": found.get(b"state") or None, "iss": found.get(b"iss"), "extra": extra}


# --- JSON bodies ----------------------------------------------------------------------------------------------------


def unique(found):
    if len({name for name, _ in found}) < len(found):
        raise Refusal("json_duplicate_member")
    return dict(found)


def no_constant(_):
    raise Refusal("json_invalid")


def json_object(message, choices):
    types = [media_type(value) for value in fields(message, "content-type")]
    # RFC6749-5.1-2, RFC6749-5.2-15
    if types != [b"application/json"] and choices.take("response_content_type") == "required":
        raise Refusal("content_type_unexpected")
    body = octets(message["body"])
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        if choices.take("json_utf8") == "refused":
            raise Refusal("json_invalid") from None
        text = body.decode("utf-8", "replace")
    if text.startswith("\ufeff"):
        if choices.take("byte_order_mark") == "refused":
            raise Refusal("json_invalid")
        text = text[1:]
    try:
        value = json.loads(text, object_pairs_hook=unique, parse_constant=no_constant)
    except json.JSONDecodeError:
        raise Refusal("json_invalid") from None
    if not isinstance(value, dict):
        raise Refusal("member_invalid")
    return value


def optional(value, name, choices):
    """The member, or None where it is absent or counts as absent."""
    if name in value and value[name] is None and choices.take("null_member") == "refused":
        raise Refusal("member_invalid")
    return value.get(name)


def text_member(value, name):
    if name not in value:
        raise Refusal("member_missing")
    # RFC6749-5.1-3
    if not isinstance(value[name], str) or not value[name]:
        raise Refusal("member_invalid")
    return value[name].encode()


# --- the token response (RFC 6749 section 5.1) ----------------------------------------------------------------------


def lifetime_member(value, choices):
    given = optional(value, "expires_in", choices)
    if given is None:
        return None
    if isinstance(given, str) and re.fullmatch(r"[0-9]+", given, re.ASCII):
        taken = choices.take("expires_in_text")
        if taken == "refused":
            raise Refusal("member_invalid")
        return int(given) if taken == "converted" else None
    whole = isinstance(given, (int, float)) and not isinstance(given, bool) and given >= 0 and given % 1 == 0
    if not whole:
        return no_seconds("member_invalid", choices)
    if given <= MANY_SECONDS and isinstance(given, float) and choices.take("expires_in_notation") == "refused":
        raise Refusal("member_invalid")
    return seconds(given, "member_invalid", choices)


def scope_member(value, choices):
    given = optional(value, "scope", choices)
    if given is None:
        return None
    if isinstance(given, list) and all(isinstance(token, str) for token in given):
        if choices.take("scope_array") == "refused":
            raise Refusal("member_invalid")
        return [token.encode() for token in given]
    if not isinstance(given, str):
        raise Refusal("member_invalid")
    return scope_tokens(given.encode(), choices)


def refresh_member(value, choices):
    given = optional(value, "refresh_token", choices)
    if given is None:
        return None
    if given == "":
        if choices.take("empty_member") == "refused":
            raise Refusal("member_invalid")
        return None
    return value_text(text_member(value, "refresh_token"), "member_invalid", choices)


def type_member(value, given):
    name = text_member(value, "token_type")
    # RFC6749-A.13-1
    if not NQCHAR.fullmatch(name):
        raise Refusal("member_invalid")
    known = {octets(one).lower() for one in given["token_types"]}
    # RFC8693-2.2.1-3
    if given["grant"] == "token_exchange":
        known.add(b"n_a")
    # RFC6749-5.1-7, RFC6749-7.1-1
    if name.lower() not in known:
        raise Refusal("token_type_unsupported")
    return name


def op_parse_token_response(given, choices):
    message = given["response"]
    if not 200 <= message["status"] < 300:
        raise Refusal("error_response")
    # RFC6749-5.1-1
    if message["status"] != 200 and choices.take("other_success_status") == "refused":
        raise Refusal("error_response")
    value = json_object(message, choices)
    # RFC6749-5.1-5
    token = value_text(text_member(value, "access_token"), "member_invalid", choices)
    if "error" in value and choices.take("error_beside_token") == "refused":
        raise Refusal("error_response")
    issued = None
    if given["grant"] == "token_exchange":
        # RFC8693-2.2.1-2
        issued = text_member(value, "issued_token_type")
        if not absolute_uri(issued, fragment=True):
            raise Refusal("member_invalid")
    own = ("access_token", "token_type", "expires_in", "refresh_token", "scope", "issued_token_type")
    return {
        "access_token": token,
        "token_type": type_member(value, given),
        "expires_in": lifetime_member(value, choices),
        "refresh_token": refresh_member(value, choices),
        "scope": scope_member(value, choices),
        "issued_token_type": issued,
        # RFC9449-8.2-1
        "dpop_nonce": (fields(message, "dpop-nonce") or [None])[0],
        # RFC6749-5.1-13
        "extra": {name: one for name, one in value.items() if name not in own},
    }


# --- error responses (RFC 6749 section 5.2, RFC 6750 section 3, RFC 7235 section 2.1) -------------------------------

TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
PARAMETER = re.compile(rf'({TOKEN})[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|({TOKEN}))(?=[ \t]*(?:,|$))'.encode(), re.DOTALL)
FIRST_PARAMETER = re.compile(rb"[ \t]+" + PARAMETER.pattern, re.DOTALL)
SCHEME = re.compile(rf"({TOKEN})(?=[ \t]*(?:,|$)|[ \t]+)".encode())
LIST_GAP = re.compile(rb"[ \t,]*")
ELEMENT_END = re.compile(rb"[ \t]*(?:,|$)")
TOKEN68 = re.compile(rb"[ \t]+[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))")


def challenges(field):
    """[(scheme, {name: value})] of one field."""
    found, at = [], 0
    while True:
        # RFC 7230 section 7: empty elements of a list mean nothing
        at = LIST_GAP.match(field, at).end()
        if at == len(field):
            return found
        parameter = PARAMETER.match(field, at)
        if parameter and found:
            name = parameter[1].lower()
            # RFC6750-3-5, RFC6750-3-7, RFC6750-3-9
            if name in found[-1][1]:
                raise Refusal("challenge_malformed")
            quoted = parameter[2]
            found[-1][1][name] = parameter[3] if quoted is None else re.sub(rb"\\(.)", rb"\1", quoted, flags=re.DOTALL)
            at = parameter.end()
        else:
            scheme = SCHEME.match(field, at)
            if not scheme:
                raise Refusal("challenge_malformed")
            found.append((scheme[1].lower(), {}))
            blob = TOKEN68.match(field, scheme.end())
            at = blob.end() if blob else scheme.end()
            # a parameter follows the scheme after a space, everything else after a comma
            if not blob and FIRST_PARAMETER.match(field, at):
                continue
        if not ELEMENT_END.match(field, at):
            raise Refusal("challenge_malformed")


def told(message):
    """The challenge that says most: of Bearer and DPoP the one that has an error."""
    read = [challenges(field) for field in fields(message, "www-authenticate")]
    ours = [names for field in read for scheme, names in field if scheme in (b"bearer", b"dpop")]
    return next((names for names in ours if b"error" in names), ours[0] if ours else None)


def without_challenge(message, choices):
    try:
        error = json.loads(octets(message["body"]))["error"].encode()
    except (ValueError, TypeError, LookupError, AttributeError):
        error = None
    taken = choices.take("error_in_body" if error else "no_challenge")
    if taken == "refused":
        raise Refusal("header_scheme")
    return {"error": error if taken == "read" else None}


def resource_error(message, choices):
    # a challenge may stand beside a success, too
    if message["status"] < 400:
        raise Refusal("status_unexpected")
    names = told(message)
    if names is None:
        return without_challenge(message, choices)
    # RFC6750-3-11, RFC6750-3-13
    for name, allowed in ((b"error", NQSCHAR), (b"error_description", NQSCHAR), (b"error_uri", NQCHAR)):
        if name in names and not allowed.fullmatch(names[name]):
            raise Refusal("member_invalid")
    scope = names.get(b"scope")
    # RFC6750-3-10
    if scope is not None and not all(NQCHAR.fullmatch(word) for word in scope.split(b" ")):
        raise Refusal("scope_invalid")
    texts = ("error", "error_description", "error_uri", "realm", "resource_metadata")
    read = {name: names.get(name.encode()) for name in texts}
    return {**read, "scope": None if scope is None else scope.split(b" ")}


def described(value, name, allowed, choices):
    given = optional(value, name, choices)
    if given is None:
        return None
    if given == "":
        taken = choices.take("empty_description")
        if taken == "refused":
            raise Refusal("member_invalid")
        return b"" if taken == "kept" else None
    return human_text(text_member(value, name), allowed, "member_invalid", choices)


def endpoint_error(message, choices):
    # RFC6749-5.2-1
    if message["status"] < 400 and choices.take("error_status") == "refused":
        raise Refusal("status_unexpected")
    value = json_object(message, choices)
    # RFC6749-5.2-2
    error = text_member(value, "error")
    # RFC6749-5.2-12
    if not NQSCHAR.fullmatch(error):
        raise Refusal("member_invalid")
    own = ("error", "error_description", "error_uri")
    return {
        "error": error,
        "error_description": described(value, "error_description", NQSCHAR, choices),
        "error_uri": described(value, "error_uri", NQCHAR, choices),
        "extra": {name: one for name, one in value.items() if name not in own},
    }


def op_parse_error(given, choices):
    message = given["response"]
    read = (resource_error if given["endpoint"] == "resource" else endpoint_error)(message, choices)
    return {**read, "dpop_nonce": (fields(message, "dpop-nonce") or [None])[0]}


# --- equality -------------------------------------------------------------------------------------------------------


def same_set(wanted, got):
    return wanted is None and got is None or None not in (wanted, got) and {octets(one) for one in wanted} == set(got)


def same_json(wanted, got):
    # True is 1 to Python, and no number of JSON
    return json.dumps(wanted, sort_keys=True) == json.dumps(got, sort_keys=True) or (
        isinstance(wanted, (int, float)) and isinstance(got, (int, float)) and wanted == got)


def same_caseless(wanted, got):
    return wanted is None and got is None or None not in (wanted, got) and octets(wanted).lower() == got.lower()


TEXTS = dict.fromkeys(("error_description", "error_uri"), same_or_null)
oauth1.OPS.update({
    "oauth2.authorization_url": (op_authorization_url, same_url),
    "oauth2.parse_authorization_response": (op_parse_authorization_response, members(
        code=same_or_null, access_token=same_or_null, error=same_or_null, token_type=same_caseless,
        expires_in=same_json, scope=same_set, state=same_or_null, iss=same_or_null, extra=same_parameters, **TEXTS)),
    "oauth2.parse_token_response": (op_parse_token_response, members(
        access_token=same_text, token_type=same_caseless, expires_in=same_json, refresh_token=same_or_null,
        scope=same_set, issued_token_type=same_or_null, dpop_nonce=same_or_null, extra=same_json)),
    "oauth2.parse_error": (op_parse_error, members(
        error=same_or_null, scope=same_set, realm=same_or_null, resource_metadata=same_or_null, dpop_nonce=same_or_null,
        extra=same_json, **TEXTS)),
})

# --- what the RFCs print --------------------------------------------------------------------------------------------


def printed():
    """(where, what is computed, what the RFC prints)."""
    none = oauth1.Choices({})
    plain = {"response_type": "code", "client_id": "s6BhdRkqt3", "redirect_uri": None, "scope": None, "state": None,
             "pkce": None, "extra": []}
    yield ("RFC 6749 appendix B", urllib.parse.quote_plus(b" %&+\xc2\xa3\xe2\x82\xac"), "+%25%26%2B%C2%A3%E2%82%AC")
    yield ("RFC 6749 section 4.1.1", sorted(decode_form(op_authorization_url(
        {**plain, "endpoint": "https://server.example.com/authorize", "state": "xyz",
         "redirect_uri": "https://client.example.com/cb"}, none).partition(b"?")[2], none)),
        sorted(decode_form(b"response_type=code&client_id=s6BhdRkqt3&state=xyz"
                           b"&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb", none)))
    yield ("RFC 9126 section 4", op_authorization_url(
        {**plain, "endpoint": "https://as.example.com/authorize", "response_type": None,
         "request_uri": "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c"}, none),
        b"https://as.example.com/authorize?client_id=s6BhdRkqt3&request_uri=urn%3Aietf%3Aparams"
        b"%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c")
    yield ("RFC 9449 section 7.2", challenges(b'Bearer, DPoP algs="ES256 PS256"'),
           [(b"bearer", {}), (b"dpop", {b"algs": b"ES256 PS256"})])


def main(arguments):
    sys.setrecursionlimit(50000)
    sys.stdout.reconfigure(errors="backslashreplace")
    here = pathlib.Path(__file__).resolve().parent
    wrong = 0
    for where, computed, wanted in printed():
        if computed != wanted:
            print(f"{where}: printed {wanted}, computed {computed}")
            wrong += 1
    suites = ("authorization_url", "parse_authorization_response", "parse_token_response", "parse_error")
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
