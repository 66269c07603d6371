#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of the JSON that a client or resource server reads beside tokens: introspection, revocation,
device authorization and its polling, pushed requests. From the RFCs, with Python's standard library.

usage: oauth2_responses.py [FILE ...]     (without FILE: the five suites of ../oauth2)

Texts of JSON are Python texts here; header values are octets. The elder beside this file drives it.
"""

import calendar
import decimal
import json
import re
import sys

sys.dont_write_bytecode = True
import oauth1  # noqa: E402  (the driver, beside this file)
from oauth1 import Refusal, members, octets  # noqa: E402
from oauth2_resource import run, uri_parts  # noqa: E402

# The choices that the RFCs leave open; vectors/README.md says what they mean.
oauth1.POLICIES.update({
    "byte_order_mark": ("refused", "ignored"),
    "deep_json": ("refused", "accepted"),
    "duplicate_member": ("refused", "last"),
    "empty_scope_member": ("refused", "empty", "absent"),
    "error_with_status_200": ("stop", "wait"),
    "error_without_code": ("refused", "without_code"),
    "fraction_of_second": ("refused", "kept", "rounded_up"),
    "fractional_time": ("refused", "kept", "truncated"),
    "jsonp_error": ("ignored", "read", "refused"),
    "last_poll": ("stop", "wait"),
    "negative_time": ("refused", "kept"),
    "null_member": ("refused", "absent"),
    "number_as_text": ("refused", "read"),
    "number_notation": ("accepted", "refused"),
    "other_success_status": ("refused", "accepted"),
    "response_content_type": ("required", "ignored"),
    "scope_array": ("refused", "accepted"),
    "scope_character": ("refused", "kept"),
    "scope_spaces": ("refused", "tolerated"),
    "server_error": ("stop", "wait"),
    "token_state_unknown": ("refused", "inactive"),
    "verification_uri_scheme": ("refused", "accepted"),
    "verification_url": ("refused", "read"),
})

# --- JSON (RFC 8259) --------------------------------------------------------------------------------------------------

DEEP = 64
MARK = b"\xef\xbb\xbf"


class Number(decimal.Decimal):
    """A number as it is written; `plain` says whether by digits alone."""

    def __new__(cls, text):
        made = super().__new__(cls, text)
        made.plain = re.fullmatch(r"-?[0-9]+", text) is not None
        return made


def parse_json(text, choices):
    """The value of a text; a refusal where it is no JSON."""
    if text.startswith(MARK):
        if choices.take("byte_order_mark") == "refused":
            raise Refusal("json_invalid")
        text = text[3:]

    def unique(found):
        if len(dict(found)) != len(found) and choices.take("duplicate_member") == "refused":
            raise Refusal("json_duplicate_member")
        return dict(found)

    def no_constant(_):
        raise ValueError("no number of JSON")

    try:
        value = json.loads(text.decode("utf-8"), object_pairs_hook=unique, parse_int=Number, parse_float=Number,
                           parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Refusal("json_invalid") from None
    if depth(value) > DEEP and choices.take("deep_json") == "refused":
        raise Refusal("json_too_deep")
    return value


def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def header(response, name):
    return [octets(value) for field, value in response["headers"] if field.lower() == name]


def read_object(response, choices):
    """The object of a response's body."""
    types = [value.partition(b";")[0].strip(b" \t").lower() for value in header(response, "content-type")]
    # RFC7662-2.2-1, RFC8628-3.2-1, RFC9126-2.2-3, RFC8414-3.2-1, RFC9728-3.2-1, RFC7591-3.2.1-1
    if types != [b"application/json"] and choices.take("response_content_type") == "required":
        raise Refusal("content_type_unexpected")
    value = parse_json(octets(response["body"]), choices)
    if not isinstance(value, dict):
        raise Refusal("member_invalid")
    return value


def check_status(response, wanted, choices):
    if response["status"] == wanted:
        return
    if response["status"] // 100 != 2 or choices.take("other_success_status") == "refused":
        raise Refusal("status_unexpected")


# --- members ----------------------------------------------------------------------------------------------------------


class Object:
    """The members of an object, read with strict types."""

    def __init__(self, value, choices):
        self.value = value
        self.choices = choices

    def optional(self, name, read):
        if name not in self.value:
            return None
        if self.value[name] is None:
            if self.choices.take("null_member") == "refused":
                raise Refusal("member_invalid")
            return None
        return read(self.value[name], self.choices)

    def required(self, name, read):
        if name not in self.value:
            raise Refusal("member_missing")
        return read(self.value[name], self.choices)

    def others(self, known):
        return {name: plain(value) for name, value in self.value.items() if name not in known}


def plain(value):
    """The value with numbers of Python."""
    if isinstance(value, Number):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value


def of_type(kind):
    def read(value, _choices):
        if not isinstance(value, kind):
            raise Refusal("member_invalid")
        return plain(value)

    return read


text, truth, an_object = of_type(str), of_type(bool), of_type(dict)


def not_empty(value, choices):
    if not text(value, choices):
        raise Refusal("member_invalid")
    return value


def texts(value, _choices):
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refusal("member_invalid")
    return value


def uri(value, choices):
    if uri_parts(text(value, choices).encode("utf-8")) is None:
        raise Refusal("member_invalid")
    return value


def whole(fraction=None, branches=None, as_text=False, negative=None, least=0):
    """Reads a number of seconds: what else than digits may be open to choice."""

    def read(value, choices):
        if isinstance(value, str) and as_text and re.fullmatch("[0-9]+", value):
            if choices.take("number_as_text") == "read":
                return int(value)
        if not isinstance(value, Number) or not value.is_finite() or value.adjusted() > 15:
            raise Refusal("member_invalid")
        if value != value.to_integral_value():
            taken = "refused" if fraction is None else choices.take(fraction)
            if taken == "refused":
                raise Refusal("member_invalid")
            return branches[taken](value)
        if not value.plain and choices.take("number_notation") == "refused":
            raise Refusal("member_invalid")
        if value < least and (negative is None or choices.take(negative) == "refused"):
            raise Refusal("member_invalid")
        return int(value)

    return read


SCOPE_TOKEN = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]+")


def scope(value, choices):
    """RFC 6749 section 3.3."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        if choices.take("scope_array") == "accepted":
            return value
    if not isinstance(value, str):
        raise Refusal("member_invalid")
    if not value:
        taken = choices.take("empty_scope_member")
        if taken == "refused":
            raise Refusal("scope_invalid")
        return [] if taken == "empty" else None
    tokens = value.split(" ")
    if "" in tokens and choices.take("scope_spaces") == "refused":
        raise Refusal("scope_invalid")
    tokens = [token for token in tokens if token]
    strange = [token for token in tokens if not SCOPE_TOKEN.fullmatch(token)]
    if any(re.search(r"[\x00-\x1F\x7F]", token) for token in strange):
        raise Refusal("scope_invalid")
    if strange and choices.take("scope_character") == "refused":
        raise Refusal("scope_invalid")
    return tokens


# --- introspection (RFC 7662 section 2.2) ----------------------------------------------------------------------------

TIME = whole("fractional_time", {"kept": float, "truncated": int}, negative="negative_time")


def audience(value, choices):
    # RFC7662-2.2-7
    return [value] if isinstance(value, str) else texts(value, choices)


INTROSPECTION = {
    "scope": scope, "client_id": text, "username": text, "token_type": text, "exp": TIME, "iat": TIME, "nbf": TIME,
    "sub": text, "aud": audience, "iss": text, "jti": text, "cnf": an_object,
}


def state_unknown(refusal, choices):
    """RFC6749-7-1, RFC7662-2.2-2: what does not say that the token is active does not make it so."""
    if choices.take("token_state_unknown") == "refused":
        raise refusal
    return {"active": False}


def op_parse_introspection(given, choices):
    response = given["response"]
    # RFC7662-2.3-1, RFC7662-2.3-2
    if response["status"] != 200:
        return state_unknown(Refusal("status_unexpected"), choices)
    try:
        value = read_object(response, choices)
    except Refusal as refusal:
        marked = octets(response["body"]).startswith(MARK)
        if refusal.code in ("json_invalid", "member_invalid") and not marked and choices.open is None:
            return state_unknown(refusal, choices)
        raise
    if not isinstance(value.get("active"), bool):
        return state_unknown(Refusal("member_invalid" if "active" in value else "member_missing"), choices)
    # RFC7662-2.2-12: of an inactive token nothing else is read
    if not value["active"]:
        return {"active": False}
    found = Object(value, choices)
    read = {name: found.optional(name, reader) for name, reader in INTROSPECTION.items()}
    return {"active": True, **read, "extra": found.others({"active", *INTROSPECTION})}


# --- errors and revocation (RFC 6749 section 5.2, RFC 7009 section 2.2) ----------------------------------------------

NQSCHAR = re.compile(r"[\x20-\x21\x23-\x5B\x5D-\x7E]+")


def error_of(value, choices):
    """The code and the two texts of an error response's object."""
    found = Object(value, choices)
    read = {"error": found.required("error", text), "error_description": found.optional("error_description", text),
            "error_uri": found.optional("error_uri", text)}
    if not all(one is None or NQSCHAR.fullmatch(one) for one in read.values()):
        raise Refusal("member_invalid")
    return read


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TIME_OF_DAY = r"(?P<h>[01][0-9]|2[0-3]):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9]|60)"
# RFC 7231 section 7.1.1.1
DATES = [re.compile(form) for form in (
    r"[A-Z][a-z]{2}, (?P<day>[0-9]{2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4}) " + TIME_OF_DAY + " GMT",
    r"[A-Z][a-z]+day, (?P<day>[0-9]{2})-(?P<month>[A-Z][a-z]{2})-(?P<year>[0-9]{2}) " + TIME_OF_DAY + " GMT",
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>[ 0-9][0-9]) " + TIME_OF_DAY + " (?P<year>[0-9]{4})",
)]


def http_date(written):
    """Seconds since 1970; None for other text. Two digits of a year are of this century."""
    found = next(filter(None, (form.fullmatch(written) for form in DATES)), None)
    if not found or found["month"] not in MONTHS:
        return None
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    month, day = MONTHS.index(found["month"]) + 1, int(found["day"])
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return calendar.timegm((year, month, day, int(found["h"]), int(found["m"]), int(found["s"])))


def retry_after(response, now):
    """RFC 7231 section 7.1.3."""
    values = header(response, "retry-after")
    if not values:
        return None
    written = values[0].decode("latin-1")
    if re.fullmatch("[0-9]+", written):
        return int(written)
    date = http_date(written)
    return None if date is None else max(date - now, 0)


NO_ERROR = {"error": None, "error_description": None, "error_uri": None}


def op_parse_revocation_response(given, choices):
    response = given["response"]
    if response["status"] == 200:
        # RFC7009-2.2-3 has the body ignored; RFC7009-2.3-2 puts errors there
        error = re.fullmatch(rb'[\w.]+\(\{"error":"([a-z_]+)"\}\);', octets(response["body"]))
        taken = choices.take("jsonp_error") if error else "ignored"
        if taken == "refused":
            raise Refusal("error_response")
        if taken == "read":
            return {"revoked": False, **NO_ERROR, "error": error[1].decode()}
        # RFC7009-2.2-1
        return {"revoked": True, "retry_after": None, **NO_ERROR}
    if response["status"] // 100 == 2:
        check_status(response, 200, choices)
        return {"revoked": True}
    found = {"revoked": False, "retry_after": retry_after(response, given["now"]), **NO_ERROR}
    try:
        return {**found, **error_of(read_object(response, choices), choices)}
    except Refusal:
        if choices.open is not None:
            raise
        # RFC7009-2.2.1-3: the token exists still, and the request may be made again
        if response["status"] != 503 and choices.take("error_without_code") == "refused":
            raise
        return found


# --- devices (RFC 8628 sections 3.2 and 3.5) -------------------------------------------------------------------------

LIFETIME = whole(as_text=True)
INTERVAL = whole("fraction_of_second", {"kept": float, "rounded_up": lambda value: int(value) + 1}, as_text=True)
DEVICE = {"device_code", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval"}


def op_parse_device_authorization(given, choices):
    check_status(given["response"], 200, choices)
    found = Object(read_object(given["response"], choices), choices)
    old = "verification_uri" not in found.value and "verification_url" in found.value
    name = "verification_url" if old and choices.take("verification_url") == "read" else "verification_uri"
    read = {
        # RFC8628-3.2-2, RFC8628-3.2-3, RFC8628-3.2-4, RFC8628-3.2-5, RFC8628-3.2-6
        "device_code": found.required("device_code", not_empty), "user_code": found.required("user_code", not_empty),
        "verification_uri": found.required(name, uri),
        "verification_uri_complete": found.optional("verification_uri_complete", uri),
        "expires_in": found.required("expires_in", LIFETIME),
    }
    interval = found.optional("interval", INTERVAL)
    if not read["verification_uri"].lower().startswith("https:"):
        if choices.take("verification_uri_scheme") == "refused":
            raise Refusal("member_invalid")
    # RFC8628-3.2-9
    return {**read, "interval": 5 if interval is None else interval, "extra": found.others(DEVICE)}


class Device:
    """RFC 8628 section 3.5: `interval` is what the server wants, `pause` how long the device waits."""

    def __init__(self, given, choices):
        # RFC8628-3.2-9
        self.interval = self.pause = 5 if given["interval"] is None else given["interval"]
        self.end = given["start"] + given["expires_in"]
        self.choices = choices

    def wait(self, at, pause):
        slower, self.pause = pause > self.pause, pause
        # RFC8628-3.2-7
        if at >= self.end or at + pause >= self.end and self.choices.take("last_poll") == "stop":
            return {"action": "stop", "error": "expired_token"}
        return {"action": "wait", "seconds": pause, "slower": slower}

    def unsaid(self, at, choice):
        """An answer from which nothing follows by the RFC."""
        if self.choices.take(choice) == "stop":
            return {"action": "stop", "error": None}
        return self.wait(at, self.interval)

    def on_object(self, at, status, value):
        token, code = value.get("access_token"), value.get("error")
        # RFC8628-3.5-1, RFC6749-5.1-5
        if status == 200 and isinstance(token, str) and token:
            return {"action": "done"}
        if status == 200 and "error" not in value:
            return self.unsaid(at, "server_error")
        if status == 200 and code == "authorization_pending":
            return self.unsaid(at, "error_with_status_200")
        # RFC8628-3.5-7, RFC8628-3.5-8
        if code == "authorization_pending":
            return self.wait(at, self.interval)
        # RFC8628-3.5-9
        if code == "slow_down":
            self.interval += 5
            return self.wait(at, self.interval)
        # RFC8628-3.5-11
        return {"action": "stop", "error": code if isinstance(code, str) else None}

    def step(self, item):
        if "timeout" in item:
            # RFC8628-3.5-13, RFC8628-3.5-14
            return self.wait(item["at"], max(2 * self.pause, 1))
        response = item["response"]
        try:
            value = read_object(response, self.choices)
        except Refusal:
            return self.unsaid(item["at"], "server_error")
        return self.on_object(item["at"], response["status"], value)


def op_device_poll(given, choices):
    device = Device(given, choices)
    return [device.step(item) for item in given["sequence"]]


def same_steps(wanted, got):
    return len(wanted) == len(got) and all(
        all(name in other and exact(one[name], other[name]) for name in one) for one, other in zip(wanted, got))


# --- pushed authorization requests (RFC 9126 section 2.2) ------------------------------------------------------------


def op_parse_par_response(given, choices):
    # RFC9126-2.2-1
    check_status(given["response"], 201, choices)
    found = Object(read_object(given["response"], choices), choices)
    # RFC9126-2.2-2: a positive integer
    return {"request_uri": found.required("request_uri", uri),
            "expires_in": found.required("expires_in", whole(least=1)),
            "extra": found.others({"request_uri", "expires_in"})}


# --- equality ---------------------------------------------------------------------------------------------------------


def exact(wanted, got):
    """Equality of JSON values: a truth value is no number."""
    if isinstance(wanted, bool) or isinstance(got, bool):
        return wanted is got
    if isinstance(wanted, dict) and isinstance(got, dict):
        return wanted.keys() == got.keys() and all(exact(wanted[name], got[name]) for name in wanted)
    if isinstance(wanted, list) and isinstance(got, list):
        return len(wanted) == len(got) and all(map(exact, wanted, got))
    return wanted == got


def as_set(wanted, got):
    if wanted is None or got is None:
        return wanted is got
    return set(wanted) == set(got)


def like(kind):
    """The equality of the members that a table of readers gives."""
    return {name: as_set if reader in (scope, texts, audience) else exact for name, reader in kind.items()}


oauth1.OPS.update({
    "oauth2.parse_introspection": (op_parse_introspection, members(**like(INTROSPECTION), active=exact, extra=exact)),
    "oauth2.parse_revocation_response": (op_parse_revocation_response, members(
        revoked=exact, retry_after=exact, error=exact, error_description=exact, error_uri=exact)),
    "oauth2.parse_device_authorization": (op_parse_device_authorization, members(
        **dict.fromkeys(DEVICE, exact), extra=exact)),
    "oauth2.device_poll": (op_device_poll, same_steps),
    "oauth2.parse_par_response": (op_parse_par_response, members(request_uri=exact, expires_in=exact, extra=exact)),
})
SUITES = ("parse_introspection", "parse_revocation_response", "parse_device_authorization", "device_poll",
          "parse_par_response")

# --- what the RFCs print ----------------------------------------------------------------------------------------------


def printed():
    """(where, what is computed, what the RFC prints)."""
    for written in ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"):
        yield "RFC 7231 section 7.1.1.1", http_date(written), 784111777


if __name__ == "__main__":
    sys.exit(run(SUITES, printed(), sys.argv[1:]))
