#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of OAuth 1.0 from RFC 5849, with nothing but Python's standard library.

usage: oauth1.py [FILE ...]     (without FILE: every file of ../oauth1)

Prints one line a suite and one for each value that differs. The exit status is 1 when anything differs, an op
is unknown or nothing was read. All texts are octets here; JSON strings are their UTF-8.
"""

import base64
import binascii
import hashlib
import hmac
import ipaddress
import json
import pathlib
import re
import sys

# The choices that the RFC leaves open, and the branches of each; vectors/README.md says what they mean.
POLICIES = {
    "malformed_escape": ("refused", "kept"),
    "lower_case_escape": ("refused", "decoded"),
    "non_utf8": ("refused", "kept"),
    "empty_pair": ("skipped", "kept"),
    "content_type_parameter": ("form", "other"),
    "userinfo": ("dropped", "refused"),
    "uri_character": ("refused", "kept", "escaped"),
    "uri_scheme": ("refused", "built"),
    "unquoted_value": ("refused", "accepted"),
    "space_around_equals": ("refused", "accepted"),
    "empty_list_element": ("refused", "skipped"),
    "duplicate_parameter": ("refused", "all_kept"),
    "empty_token": ("accepted", "refused"),
    "token_of_another_client": ("refused", "accepted"),
    "unknown_oauth_parameter": ("refused", "accepted"),
    "unknown_parameter_received": ("accepted", "refused"),
    "empty_token_written": ("written", "left_out"),
    "plaintext_nonce": ("accepted", "refused"),
    "nonce_of_refused_request": ("free", "used"),
    "signature_base64": ("text", "octets"),
    "empty_path": ("kept", "slash"),
    "empty_verifier": ("refused", "accepted"),
    "line_folding": ("unfolded", "refused"),
    "no_parameters": ("refused", "empty"),
    "realm_case": ("realm", "parameter"),
    "realm_escape": ("quoted", "percent"),
    "response_content_type": ("required", "ignored"),
    "trailing_newline": ("trimmed", "kept", "refused"),
    "unencoded_character": ("refused", "kept"),
}

SIGNATURE = b"oauth_signature"
FORM = b"application/x-www-form-urlencoded"


class Refusal(Exception):
    """The input is refused; the code is one of vectors/README.md."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Choices:
    """Answers which branch is taken, and remembers the first choice that nobody made."""

    def __init__(self, made):
        self.made = made
        self.open = None

    def take(self, name):
        if name in self.made:
            return self.made[name]
        if self.open is None:
            self.open = name
        return POLICIES[name][0]


# --- octets and encodings -------------------------------------------------------------------------------------


def octets(value):
    """The octets that a JSON value of the schema's kind `bytes` stands for."""
    if isinstance(value, dict):
        return base64.b64decode(value["b64"], validate=True)
    return value.encode("utf-8")


def pairs(value):
    return [(octets(name), octets(text)) for name, text in value]


UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def percent_encode(text):
    # RFC5849-3.6-2, RFC5849-3.6-3, RFC5849-3.6-4: all but the unreserved, in upper-case digits
    return b"".join(bytes([c]) if c in UNRESERVED else b"%%%02X" % c for c in text)


ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")


def escape_fault(text):
    """The code for the first "%" that begins no escape; None where there is none."""
    at = text.find(b"%")
    while at >= 0:
        if not ESCAPE.match(text, at):
            # "%" at the very end or one character before it has lost its digits; every other one has wrong digits
            return "percent_truncated" if len(text) - at < 3 else "percent_bad_digit"
        at = text.find(b"%", at + 1)
    return None


def percent_decode(text):
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text)


def check_utf8(text, choices):
    # RFC5849-3.6-1: text values are UTF-8; the RFC does not say what a reader does with others
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        if choices.take("non_utf8") == "refused":
            raise Refusal("utf8_invalid") from None
    return text


def decode_received(text, choices):
    """Decodes one text, as it stands in a query, form or header."""
    fault = escape_fault(text)
    if fault and choices.take("malformed_escape") == "refused":
        raise Refusal(fault)
    return check_utf8(percent_decode(text), choices)


def decode_form(text, choices):
    """The pairs of an application/x-www-form-urlencoded text (HTML 4.0 section 17.13.4)."""
    found = []
    for piece in text.split(b"&") if text else []:
        if not piece and choices.take("empty_pair") == "skipped":
            continue
        # RFC5849-3.4.1.3.1-8: a name without "=" has an empty value
        name, _, value = piece.partition(b"=")
        # RFC5849-3.4.1.3.1-7: "+" is a space here
        found.append(tuple(decode_received(part.replace(b"+", b" "), choices) for part in (name, value)))
    return found


# --- URIs (RFC 3986) ------------------------------------------------------------------------------------------

SCHEME = re.compile(rb"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
HOST_AND_PORT = re.compile(rb"(\[[^\[\]]*\]|[^:\[\]]*)(?::(.*))?", re.DOTALL)
REGISTERED_NAME = re.compile(rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*")
USERINFO = re.compile(rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*")
FUTURE_ADDRESS = re.compile(rb"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+")
PCHAR = b"A-Za-z0-9\\-._~!$&'()*+,;=:@%"
NO_PATH = re.compile(b"[^" + PCHAR + b"/]")
NO_QUERY = re.compile(b"[^" + PCHAR + b"/?]")


class Uri:
    """A URI taken apart; the parts are as they are written."""

    def __init__(self, text):
        found = SCHEME.fullmatch(text)
        if not found:
            raise Refusal("uri_invalid")
        self.scheme, rest = found.groups()
        rest, mark, fragment = rest.partition(b"#")
        self.fragment = fragment if mark else None
        rest, mark, query = rest.partition(b"?")
        self.query = query if mark else None
        self.authority = None
        if rest.startswith(b"//"):
            self.authority, slash, path = rest[2:].partition(b"/")
            rest = slash + path
        self.path = rest


def uri_part(text, forbidden, choices):
    """A path or query, with what may not stand in it treated as the policies say."""
    if forbidden.search(text):
        taken = choices.take("uri_character")
        if taken == "refused":
            raise Refusal("uri_character")
        if taken == "escaped":
            text = forbidden.sub(lambda c: percent_encode(c[0]), text)
    fault = escape_fault(text)
    if fault and choices.take("malformed_escape") == "refused":
        raise Refusal(fault)
    return text


def literal_address(host):
    """Whether the text between brackets is an address."""
    if FUTURE_ADDRESS.fullmatch(host):
        return True
    try:
        ipaddress.IPv6Address(host.decode("ascii"))
    except ValueError:
        return False
    return b"%" not in host


def host_and_port(text, malformed):
    """Host and port of an authority without userinfo; port is None where there is none or no digits."""
    found = HOST_AND_PORT.fullmatch(text)
    if not found:
        raise Refusal(malformed)
    host, port = found.groups()
    if host.startswith(b"["):
        if not literal_address(host[1:-1]):
            raise Refusal(malformed)
    elif not REGISTERED_NAME.fullmatch(host):
        raise Refusal("uri_character" if malformed == "uri_invalid" else malformed)
    if port and (not port.isdigit() or int(port) > 65535):
        raise Refusal("uri_port_invalid")
    return host, int(port) if port else None


def without_userinfo(authority, choices):
    userinfo, mark, rest = authority.rpartition(b"@")
    if mark:
        if not USERINFO.fullmatch(userinfo):
            raise Refusal("uri_character")
        if choices.take("userinfo") == "refused":
            raise Refusal("uri_invalid")
    return rest


def base_string_uri(url, host_field, choices):
    """RFC 5849 section 3.4.1.2."""
    uri = Uri(url)
    # RFC5849-3.4.1.2-2: scheme and host in lower case
    scheme = uri.scheme.lower()
    if scheme not in (b"http", b"https") and choices.take("uri_scheme") == "refused":
        raise Refusal("uri_scheme_unsupported")
    if uri.authority is None:
        raise Refusal("uri_host_missing")
    host, port = host_and_port(without_userinfo(uri.authority, choices), "uri_invalid")
    if not host:
        raise Refusal("uri_host_missing")
    # RFC5849-3.4.1.2-3: what the Host header field says is what counts
    if host_field is not None:
        host, port = host_and_port(host_field.strip(b" \t"), "host_header_invalid")
        if not host:
            raise Refusal("host_header_invalid")
    # RFC5849-3.4.1.2-1: neither query nor fragment; an empty path is sent as "/" (RFC 2616 section 5.1.2)
    path = uri_part(uri.path, NO_PATH, choices) or b"/"
    for rest in (uri.query, uri.fragment):
        uri_part(rest or b"", NO_QUERY, choices)
    out = scheme + b"://" + host.lower()
    # RFC5849-3.4.1.2-4, RFC5849-3.4.1.2-5: any port but the scheme's own
    if port is not None and port != {b"http": 80, b"https": 443}.get(scheme):
        out += b":%d" % port
    return out + path


def query_parameters(url, choices):
    """RFC5849-3.4.1.3.1-1: the parameters of the query."""
    query = Uri(url).query
    return decode_form(uri_part(query or b"", NO_QUERY, choices), choices)


# --- the Authorization header field (RFC 5849 section 3.5.1, RFC 2617 section 1.2) ------------------------------

SPACE = rb"(?:(?:\r\n)?[ \t])"
SCHEME_NAME = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?=" + SPACE + rb"|,|\Z)")
ELEMENT = re.compile(
    rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(" + SPACE + rb"*)=(" + SPACE + rb"*)"
    rb'(?:"((?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\r\n[ \t]|\\[\x00-\x7f])*)"|([!#$%&\'*+\-.^_`|~0-9A-Za-z]+))'
)
SPACES = re.compile(SPACE + rb"*")


def is_oauth(header):
    # RFC5849-3.5.1-4: the scheme's name without case
    found = SCHEME_NAME.match(header)
    return bool(found) and found[1].lower() == b"oauth"


def header_elements(header, choices):
    """The elements of the field value: (name, what stands between the quotation marks)."""
    found = SCHEME_NAME.match(header)
    if not found or found[1].lower() != b"oauth":
        raise Refusal("header_scheme")
    if b"\r\n" in header and choices.take("line_folding") == "refused":
        raise Refusal("header_malformed")
    at, elements = found.end(), []
    while True:
        at = SPACES.match(header, at).end()
        element = ELEMENT.match(header, at)
        if element:
            elements.append(header_element(element, choices))
            at = SPACES.match(header, element.end()).end()
        elif header[at : at + 1] == b"," or header[:at].rstrip(b" \t\r\n").endswith(b","):
            if choices.take("empty_list_element") == "refused":
                raise Refusal("header_malformed")
        if at == len(header):
            break
        # RFC5849-3.5.1-3: a comma between two elements
        if header[at : at + 1] != b",":
            raise Refusal("header_malformed")
        at += 1
    if not elements and choices.take("no_parameters") == "refused":
        raise Refusal("header_malformed")
    return elements


def header_element(found, choices):
    name, before, after, quoted, token = found.groups()
    if (before or after) and choices.take("space_around_equals") == "refused":
        raise Refusal("header_malformed")
    # RFC5849-3.5.1-2: the value stands in quotation marks
    if quoted is None and choices.take("unquoted_value") == "refused":
        raise Refusal("header_malformed")
    return name, token if quoted is None else quoted


def unquoted(text):
    return re.sub(rb"\\(.)", rb"\1", text, flags=re.DOTALL)


def decode_header_text(text, choices):
    # RFC5849-3.5.1-1: the writer escapes all but the unreserved; nothing is said of the reader
    if not all(c in UNRESERVED or c == 0x25 for c in text):
        if choices.take("unencoded_character") == "refused":
            raise Refusal("header_malformed")
        text = unquoted(text)
    # RFC5849-3.6-4 binds the writer too
    if any(found[1].upper() != found[1] for found in ESCAPE.finditer(text)):
        if choices.take("lower_case_escape") == "refused":
            raise Refusal("percent_bad_digit")
    return decode_received(text, choices)


def header_parameters(header, choices):
    """(realm or None, decoded parameters)."""
    realms, found = [], []
    for name, value in header_elements(header, choices):
        # RFC5849-3.5.1-5: the realm is quoted as RFC 2617 has it, not percent-encoded
        if is_realm(name, choices):
            realms.append(read_realm(unquoted(value), choices))
        else:
            found.append((decode_header_text(name, choices), decode_header_text(value, choices)))
    if len(realms) > 1:
        raise Refusal("parameter_duplicated")
    return (realms[0] if realms else None), found


def is_realm(name, choices):
    if name == b"realm" or name.lower() != b"realm":
        return name == b"realm"
    return choices.take("realm_case") == "realm"


def read_realm(realm, choices):
    # RFC 5849 section 3.5.1 encodes all parameters and leaves the realm to RFC 2617, which has no such encoding
    if ESCAPE.search(realm) and choices.take("realm_escape") == "percent":
        return percent_decode(realm)
    return realm


def written_realm(realm, choices):
    if percent_encode(realm) != realm and choices.take("realm_escape") == "percent":
        return percent_encode(realm)
    return re.sub(rb'(["\\])', rb"\\\1", realm)


def written_header(realm, parameters, choices):
    items = [] if realm is None else [b'realm="' + written_realm(realm, choices) + b'"']
    items += [percent_encode(name) + b'="' + percent_encode(value) + b'"' for name, value in parameters]
    return b"OAuth " + b", ".join(items)


# --- the signature base string ------------------------------------------------------------------------------------


class Request:
    """A request of the vectors' kind, with its fields by lower-case name."""

    def __init__(self, given):
        self.method = octets(given["method"])
        self.url = octets(given["url"])
        self.body = octets(given["body"])
        self.fields = [(name.lower(), octets(value)) for name, value in given["headers"]]

    def values(self, name):
        return [value for field, value in self.fields if field == name]

    def host(self):
        found = self.values("host")
        if len(found) > 1:
            raise Refusal("host_header_invalid")
        return found[0] if found else None

    def has_form(self, choices):
        """RFC5849-3.4.1.3.1-3: whether the body's parameters take part."""
        found = self.values("content-type")
        if len(found) != 1:
            return False
        kind, mark, _ = found[0].partition(b";")
        if kind.strip(b" \t").lower() != FORM:
            return False
        return not mark or choices.take("content_type_parameter") == "form"

    def authorization(self):
        """The OAuth Authorization header field, or None."""
        found = [value for value in self.values("authorization") if is_oauth(value)]
        # RFC5849-3.5-1: one and only one place
        if len(found) > 1:
            raise Refusal("header_duplicate")
        return found[0] if found else None

    def places(self, choices):
        """RFC 5849 section 3.4.1.3.1: the decoded parameters of each place."""
        header = self.authorization()
        # RFC5849-3.4.1.3.1-2: of the header all but the realm
        return {
            "header": header_parameters(header, choices)[1] if header is not None else [],
            "query": query_parameters(self.url, choices),
            "body": decode_form(self.body, choices) if self.has_form(choices) else [],
        }


def normalized(parameters):
    """RFC 5849 section 3.4.1.3.2."""
    # RFC5849-3.4.1.3.2-1: encoded first, then sorted
    encoded = [(percent_encode(name), percent_encode(value)) for name, value in parameters]
    # RFC5849-3.4.1.3.2-2, RFC5849-3.4.1.3.2-3: by octets of the name, then of the value
    return b"&".join(name + b"=" + value for name, value in sorted(encoded))


TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


def base_string(request, parameters, choices):
    """RFC 5849 section 3.4.1.1, of the parameters that were collected."""
    if not TOKEN.fullmatch(request.method):
        raise Refusal("method_invalid")
    # RFC5849-3.4.1.3.1-5: without oauth_signature
    signed = [pair for pair in parameters if pair[0] != SIGNATURE]
    uri = base_string_uri(request.url, request.host(), choices)
    # RFC5849-3.4.1.1-1, RFC5849-3.4.1.1-2, RFC5849-3.4.1.1-3
    return b"&".join(percent_encode(part) for part in (request.method.upper(), uri, normalized(signed)))


def check_places(places):
    protocol = {place: [n for n, _ in found if n.startswith(b"oauth_")] for place, found in places.items()}
    names = sum(protocol.values(), [])
    # RFC5849-3.1-7: no protocol parameter twice
    if len(names) != len(set(names)):
        raise Refusal("parameter_duplicated")
    # RFC5849-3.5-1, RFC5849-3.5-2: all of them in one place
    if sum(1 for found in protocol.values() if found) > 1:
        raise Refusal("parameter_location")


# --- signatures ---------------------------------------------------------------------------------------------------

HASHES = {"SHA1": hashlib.sha1, "SHA256": hashlib.sha256, "SHA512": hashlib.sha512}
METHODS = ("HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "RSA-SHA1", "RSA-SHA256", "PLAINTEXT")

# What stands before the digest in a PKCS #1 v1.5 signature (RFC 3447 section 9.2)
DIGEST_INFO = {
    "SHA1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "SHA256": bytes.fromhex("3031300d060960864801650304020105000420"),
}


def both_secrets(client_secret, token_secret):
    # RFC5849-3.4.2-2, RFC5849-3.4.2-3, RFC5849-3.4.4-2, RFC5849-3.4.4-3: the "&" always
    return percent_encode(client_secret) + b"&" + percent_encode(token_secret)


def hmac_signature(name, key, text):
    # RFC5849-3.4.2-1
    return base64.b64encode(hmac.new(key, text, HASHES[name]).digest())


def der_item(data, at=0):
    """(tag, contents, where the next item begins)."""
    tag, size, at = data[at], data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        size, at = int.from_bytes(data[at : at + count], "big"), at + count
    if at + size > len(data):
        raise ValueError("the DER is cut short")
    return tag, data[at : at + size], at + size


def der_sequence(data):
    items, at = [], 0
    while at < len(data):
        tag, contents, at = der_item(data, at)
        items.append((tag, contents))
    return items


RSA_ENCRYPTION = bytes.fromhex("06092a864886f70d010101")


def pem_integers(text):
    """(label, the integers of the RSA key in a PEM text)."""
    found = re.search(r"-----BEGIN ([A-Z ]+)-----(.*?)-----END \1-----", text, re.DOTALL)
    label, der = found[1], base64.b64decode("".join(found[2].split()), validate=True)
    contents = der_item(der)[1]
    if label in ("PRIVATE KEY", "PUBLIC KEY"):
        if RSA_ENCRYPTION not in contents[:32]:
            raise ValueError("no RSA key")
        inner = der_sequence(contents)[-1 if label == "PUBLIC KEY" else 2][1]
        contents = der_item(inner[1:] if label == "PUBLIC KEY" else inner)[1]
    elif label not in ("RSA PRIVATE KEY", "RSA PUBLIC KEY"):
        raise ValueError("no RSA key")
    return label, [int.from_bytes(item, "big") for tag, item in der_sequence(contents) if tag == 2]


def jwk_integer(jwk, name):
    text = jwk[name]
    return int.from_bytes(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True), "big")


def rsa_numbers(key, private):
    """(modulus, exponent): the private exponent of a private key, the public one of a public key."""
    try:
        if "jwk" in key:
            if key["jwk"]["kty"] != "RSA":
                raise ValueError("no RSA key")
            return jwk_integer(key["jwk"], "n"), jwk_integer(key["jwk"], "d" if private else "e")
        label, numbers = pem_integers(key["pem"])
        if ("PRIVATE" in label) != private:
            raise ValueError("the other half of a key")
        return (numbers[1], numbers[3]) if private else (numbers[0], numbers[1])
    except (KeyError, ValueError, TypeError, IndexError, binascii.Error):
        raise Refusal("key_invalid") from None


def rsa_padded(name, text, size):
    tail = DIGEST_INFO[name] + HASHES[name](text).digest()
    if size < len(tail) + 11:
        raise Refusal("key_invalid")
    return b"\x00\x01" + b"\xff" * (size - len(tail) - 3) + b"\x00" + tail


def rsa_signature(name, key, text):
    # RFC5849-3.4.3-2
    modulus, exponent = rsa_numbers(key, private=True)
    size = (modulus.bit_length() + 7) // 8
    number = pow(int.from_bytes(rsa_padded(name, text, size), "big"), exponent, modulus)
    return base64.b64encode(number.to_bytes(size, "big"))


def rsa_matches(name, key, text, signature):
    """Whether these octets are the signature of the text (RFC 3447 section 8.2.2)."""
    # RFC5849-3.4.3-2
    modulus, exponent = rsa_numbers(key, private=False)
    size = (modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= modulus:
        return False
    return pow(number, exponent, modulus).to_bytes(size, "big") == rsa_padded(name, text, size)


def base64_octets(text):
    """The octets of a Base64 text with or without its padding; None where it is none."""
    bare = text.rstrip(b"=")
    if re.search(rb"[^A-Za-z0-9+/]", bare) or len(bare) % 4 == 1:
        return None
    return base64.b64decode(bare + b"=" * (-len(bare) % 4))


def body_hash(method, body):
    name = method.rpartition("-")[2]
    return base64.b64encode(HASHES.get(name, hashlib.sha1)(body).digest())


# --- the ops ------------------------------------------------------------------------------------------------------


def op_percent_encode(given, _choices):
    return percent_encode(octets(given["text"]))


def op_percent_decode(given, choices):
    return decode_received(octets(given["text"]), choices)


def op_normalize_parameters(given, _choices):
    return normalized(pairs(given["parameters"]))


def op_base_string_uri(given, choices):
    host = given.get("host")
    return base_string_uri(octets(given["url"]), None if host is None else octets(host), choices)


def op_base_string(given, choices):
    request = Request(given["request"])
    places = request.places(choices)
    return base_string(request, pairs(given["protocol_parameters"]) + sum(places.values(), []), choices)


def sign_parameters(given, request, choices):
    """RFC 5849 section 3.1: the protocol parameters of a request that is to be signed."""
    named = {
        b"oauth_consumer_key": given["client"]["key"],
        b"oauth_token": given["token"]["key"] if given["token"] else None,
        b"oauth_signature_method": given["method"],
        b"oauth_timestamp": given["timestamp"],
        b"oauth_nonce": given["nonce"],
        b"oauth_version": given["version"],
    }
    parameters = [(name, octets(value)) for name, value in named.items() if value is not None]
    parameters += pairs(given["extra"])
    if given.get("body_hash"):
        # OAuth Request Body Hash section 3.1: form parameters are signed already
        if request.has_form(choices):
            raise Refusal("body_hash_invalid")
        parameters.append((b"oauth_body_hash", body_hash(given["method"], request.body)))
    return parameters


def check_sign_input(given, request):
    method = given["method"]
    if method not in METHODS:
        raise Refusal("signature_method_unsupported")
    # RFC5849-3.1-4, RFC5849-3.1-5: only PLAINTEXT may leave them out
    if method != "PLAINTEXT" and None in (given["nonce"], given["timestamp"]):
        raise Refusal("parameter_missing")
    # RFC5849-3.1-6
    if given["version"] not in (None, "1.0"):
        raise Refusal("version_unsupported")
    if given["timestamp"] is not None:
        check_timestamp(octets(given["timestamp"]))
    # RFC5849-3.4.4-1
    if method == "PLAINTEXT" and Uri(request.url).scheme.lower() != b"https":
        raise Refusal("transport_insecure")
    if ("private_key" in given["client"]) != method.startswith("RSA"):
        raise Refusal("key_invalid")


def op_sign(given, choices):
    request = Request(given["request"])
    check_sign_input(given, request)
    places = request.places(choices)
    places["header"] = places["header"] + sign_parameters(given, request, choices)
    check_places(places)
    text = base_string(request, sum(places.values(), []), choices)
    signature = signed_by(given, text)
    realm = None if given["realm"] is None else octets(given["realm"])
    return {
        "signature": signature,
        "base_string": text,
        "header": written_header(realm, places["header"] + [(SIGNATURE, signature)], choices),
    }


def signed_by(given, text):
    kind, _, name = given["method"].partition("-")
    if kind == "RSA":
        return rsa_signature(name, given["client"]["private_key"], text)
    # RFC5849-2.1-4: without a token its secret is empty
    token_secret = given["token"]["secret"] if given["token"] else ""
    key = both_secrets(octets(given["client"]["secret"]), octets(token_secret))
    return key if kind == "PLAINTEXT" else hmac_signature(name, key, text)


def check_timestamp(text):
    # RFC5849-3.3-1: a positive integer
    if not re.fullmatch(rb"0*[1-9][0-9]*", text):
        raise Refusal("timestamp_invalid")


KNOWN = frozenset(
    b"oauth_" + name
    for name in (b"consumer_key", b"token", b"signature_method", b"signature", b"timestamp", b"nonce", b"version",
                 b"callback", b"verifier", b"body_hash")
)
UNAUTHORIZED = ("client_unknown", "token_invalid", "timestamp_stale", "signature_invalid", "nonce_used")


class Server:
    """RFC 5849 section 3.2, for one sequence of requests."""

    def __init__(self, given, choices):
        self.given = given
        self.choices = choices
        self.nonces = set()

    def verdict(self, request):
        try:
            self.verify(Request(request))
        except Refusal as refusal:
            # RFC5849-3.2-5 to RFC5849-3.2-13
            status = 401 if refusal.code in UNAUTHORIZED else 400
            return {"verdict": "refused", "status": status, "reason": refusal.code}
        return {"verdict": "accepted"}

    def verify(self, request):
        places = request.places(self.choices)
        check_places(places)
        collected = sum(places.values(), [])
        protocol = {name: value for name, value in collected if name.startswith(b"oauth_")}
        # RFC5849-3.2-6
        if not KNOWN.issuperset(protocol) and self.choices.take("unknown_oauth_parameter") == "refused":
            raise Refusal("parameter_unsupported")
        method = self.check_form(request, protocol)
        client = self.client(protocol)
        token = self.token(protocol, client)
        stamped = method != "PLAINTEXT"
        if stamped and abs(int(protocol[b"oauth_timestamp"]) - self.given["now"]) > self.given["window"]:
            # RFC5849-3.3-4
            raise Refusal("timestamp_stale")
        self.check_body_hash(request, protocol, method)
        text = base_string(request, collected, self.choices)
        if not self.signature_matches(method, client, token, text, protocol[SIGNATURE]):
            if stamped and self.choices.take("nonce_of_refused_request") == "used":
                self.nonces.add(nonce_use(protocol))
            raise Refusal("signature_invalid")
        self.use_nonce(protocol, stamped)

    def check_form(self, request, protocol):
        required = [b"oauth_consumer_key", b"oauth_signature_method", SIGNATURE]
        method = protocol.get(b"oauth_signature_method", b"").decode("utf-8", "replace")
        # RFC5849-3.1-4, RFC5849-3.1-5
        if method != "PLAINTEXT":
            required += [b"oauth_timestamp", b"oauth_nonce"]
        # RFC5849-3.2-8
        if any(name not in protocol for name in required):
            raise Refusal("parameter_missing")
        # RFC5849-3.2-4
        if protocol.get(b"oauth_version", b"1.0") != b"1.0":
            raise Refusal("version_unsupported")
        # RFC5849-3.2-7
        if method not in METHODS:
            raise Refusal("signature_method_unsupported")
        if b"oauth_timestamp" in protocol:
            check_timestamp(protocol[b"oauth_timestamp"])
        # RFC5849-3.4.4-1
        if method == "PLAINTEXT" and Uri(request.url).scheme.lower() != b"https":
            raise Refusal("transport_insecure")
        return method

    def client(self, protocol):
        for client in self.given["clients"]:
            if octets(client["key"]) == protocol[b"oauth_consumer_key"]:
                return client
        # RFC5849-3.2-10
        raise Refusal("client_unknown")

    def token(self, protocol, client):
        name = protocol.get(b"oauth_token")
        # RFC5849-2.1-5: an empty one is none
        if not name:
            if name is not None and self.choices.take("empty_token") == "refused":
                raise Refusal("token_invalid")
            return None
        for token in self.given["tokens"]:
            if octets(token["key"]) == name and self.usable(token, client):
                return token
        # RFC5849-3.2-3, RFC5849-3.2-11
        raise Refusal("token_invalid")

    def usable(self, token, client):
        if token.get("expires", self.given["now"] + 1) <= self.given["now"]:
            return False
        return token["client"] == client["key"] or self.choices.take("token_of_another_client") == "accepted"

    def check_body_hash(self, request, protocol, method):
        given = protocol.get(b"oauth_body_hash")
        if given is None:
            return
        if request.has_form(self.choices) or given != body_hash(method, request.body):
            raise Refusal("body_hash_invalid")

    def signature_matches(self, method, client, token, text, signature):
        # RFC5849-3.2-1
        kind, _, name = method.partition("-")
        if kind == "RSA":
            # RFC5849-3.4.3-1: only with the key that was registered
            given = base64_octets(signature)
            if given is None or "public_key" not in client or not rsa_matches(name, client["public_key"], text, given):
                return False
            return self.same_base64(base64.b64encode(given), signature)
        if "secret" not in client:
            return False
        key = both_secrets(octets(client["secret"]), octets(token["secret"] if token else ""))
        if kind == "PLAINTEXT":
            return signature == key
        return self.same_base64(hmac_signature(name, key, text), signature)

    def same_base64(self, own, given):
        if own == given:
            return True
        # RFC 5849 says what the client sends, and not how the server compares it
        return base64_octets(own) == base64_octets(given) and self.choices.take("signature_base64") == "octets"

    def use_nonce(self, protocol, stamped):
        # RFC5849-3.2-2, RFC5849-3.3-3
        use = nonce_use(protocol)
        if stamped and use in self.nonces:
            raise Refusal("nonce_used")
        if not stamped:
            # RFC5849-3.4.4-2: PLAINTEXT does not use them, whether or not they are there
            if b"" in use[:2]:
                return
            use += (b"PLAINTEXT",)
            if use in self.nonces and self.choices.take("plaintext_nonce") == "refused":
                raise Refusal("nonce_used")
        self.nonces.add(use)


def nonce_use(protocol):
    """What must not come twice: the nonce with its timestamp, client and token."""
    names = (b"oauth_nonce", b"oauth_timestamp", b"oauth_consumer_key", b"oauth_token")
    return tuple(protocol.get(name, b"") for name in names)


def op_verify(given, choices):
    server = Server(given, choices)
    return [server.verdict(request) for request in given["sequence"]]


def once(parameters):
    if len(parameters) != len({name for name, _ in parameters}):
        raise Refusal("parameter_duplicated")


def op_parse_authorization_header(given, choices):
    realm, parameters = header_parameters(octets(given["header"]), choices)
    if len({name for name, _ in parameters}) != len(parameters):
        # RFC5849-3.1-7 binds the sender; the parser may hand both on
        if choices.take("duplicate_parameter") == "refused":
            raise Refusal("parameter_duplicated")
    return {"realm": realm, "parameters": parameters}


def op_build_authorization_header(given, choices):
    parameters = pairs(given["parameters"])
    once(parameters)
    # RFC5849-2.1-5: an empty oauth_token says no more than none
    if (b"oauth_token", b"") in parameters and choices.take("empty_token_written") == "left_out":
        parameters.remove((b"oauth_token", b""))
    return written_header(None if given["realm"] is None else octets(given["realm"]), parameters, choices)


def found_names(parameters):
    return {name for name, _ in parameters}


def check_namespace(unknown, choices):
    # RFC5849-3.2-6 speaks of servers; nothing is said of what a client does with such a name
    if any(name.startswith(b"oauth_") for name in unknown):
        if choices.take("unknown_parameter_received") == "refused":
            raise Refusal("parameter_unsupported")


def op_parse_credentials_response(given, choices):
    response = given["response"]
    # RFC5849-2.1-8, RFC5849-2.3-9
    if response["status"] != 200:
        raise Refusal("status_unexpected")
    kinds = [octets(value) for name, value in response["headers"] if name.lower() == "content-type"]
    if [kind.partition(b";")[0].strip(b" \t").lower() for kind in kinds] != [FORM]:
        if choices.take("response_content_type") == "required":
            raise Refusal("content_type_unexpected")
    parameters = decode_form(without_newline(octets(response["body"]), choices), choices)
    own = [pair for pair in parameters if pair[0] in CREDENTIALS]
    once(own)
    found = dict(own)
    # RFC5849-2.1-9, RFC5849-2.1-10, RFC5849-2.3-10, RFC5849-2.3-11
    if b"oauth_token" not in found or b"oauth_token_secret" not in found:
        raise Refusal("parameter_missing")
    # RFC5849-2.1-11, RFC5849-2.1-12
    if given["kind"] == "temporary" and found.get(b"oauth_callback_confirmed") != b"true":
        raise Refusal("callback_not_confirmed")
    check_namespace(found_names(parameters) - set(CREDENTIALS), choices)
    return {
        "key": found[b"oauth_token"],
        "secret": found[b"oauth_token_secret"],
        "extra": [pair for pair in parameters if pair[0] not in CREDENTIALS],
    }


def without_newline(body, choices):
    trimmed = re.sub(rb"\r?\n\Z", b"", body)
    if trimmed == body:
        return body
    taken = choices.take("trailing_newline")
    if taken == "refused":
        raise Refusal("parameter_invalid")
    return trimmed if taken == "trimmed" else body


CREDENTIALS = (b"oauth_token", b"oauth_token_secret", b"oauth_callback_confirmed")


def op_parse_callback(given, choices):
    parameters = query_parameters(octets(given["url"]), choices)
    once([pair for pair in parameters if pair[0].startswith(b"oauth_")])
    found = dict(parameters)
    # RFC5849-2.2-10, RFC5849-2.2-11
    if b"oauth_token" not in found or b"oauth_verifier" not in found:
        raise Refusal("parameter_missing")
    if found[b"oauth_token"] != octets(given["token"]):
        raise Refusal("callback_token_mismatch")
    if not found[b"oauth_verifier"] and choices.take("empty_verifier") == "refused":
        raise Refusal("parameter_missing")
    check_namespace(found_names(parameters) - {b"oauth_token", b"oauth_verifier"}, choices)
    return {"token": found[b"oauth_token"], "verifier": found[b"oauth_verifier"]}


def op_authorization_url(given, choices):
    endpoint = octets(given["endpoint"])
    base_string_uri(endpoint, None, choices)
    uri = Uri(endpoint)
    # RFC5849-2-4: the endpoint's own query has none of these
    if any(name.startswith(b"oauth_") for name, _ in query_parameters(endpoint, choices)):
        raise Refusal("parameter_duplicated")
    # RFC5849-2.2-2
    added = [(b"oauth_token", octets(given["token"]))] + pairs(given["extra"])
    if sum(name == b"oauth_token" for name, _ in added) > 1:
        raise Refusal("parameter_duplicated")
    # RFC5849-2-5: the endpoint keeps its own query
    query = ([uri.query] if uri.query else []) + [percent_encode(n) + b"=" + percent_encode(v) for n, v in added]
    base = endpoint.partition(b"#")[0].partition(b"?")[0]
    if not uri.path and choices.take("empty_path") == "slash":
        base += b"/"
    return base + b"?" + b"&".join(query) + (b"" if uri.fragment is None else b"#" + uri.fragment)


# --- equality -----------------------------------------------------------------------------------------------------


def same_text(wanted, got):
    return octets(wanted) == got


def same_parameters(wanted, got):
    return sorted(pairs(wanted)) == sorted(got)


def url_parts(text):
    rest, mark, fragment = text.partition(b"#")
    base, _, query = rest.partition(b"?")
    found = [tuple(percent_decode(part.replace(b"+", b" ")) for part in piece.partition(b"=")[::2])
             for piece in query.split(b"&") if piece]
    return base, sorted(found), mark, fragment


def same_url(wanted, got):
    return url_parts(octets(wanted)) == url_parts(got)


WRITTEN_PAIR = rb'([^\s,="]+)="((?:[^"\\]|\\.)*)"'
WRITTEN_HEADER = re.compile(b"[^ ]+ " + WRITTEN_PAIR + b"(?:, *" + WRITTEN_PAIR + b")*", re.DOTALL)


def header_parts(text):
    if not WRITTEN_HEADER.fullmatch(text):
        return text
    scheme, _, rest = text.partition(b" ")
    return scheme.lower(), sorted(re.findall(WRITTEN_PAIR, rest, re.DOTALL))


def same_header(wanted, got):
    return header_parts(octets(wanted)) == header_parts(got)


def same_or_null(wanted, got):
    return wanted is None and got is None or wanted is not None and got is not None and octets(wanted) == got


def members(**equal):
    """Compares each member by its own equality; the vector may leave members out, but can have no other ones."""

    def same(wanted, got):
        return set(wanted) <= set(equal) and all(equal[name](wanted[name], got[name]) for name in wanted)

    return same


def same_verdicts(wanted, got):
    return len(wanted) == len(got) and all(
        set(one) <= set(other) and all(one[name] == other[name] for name in one) for one, other in zip(wanted, got)
    )


OPS = {
    "oauth1.percent_encode": (op_percent_encode, same_text),
    "oauth1.percent_decode": (op_percent_decode, same_text),
    "oauth1.normalize_parameters": (op_normalize_parameters, same_text),
    "oauth1.base_string_uri": (op_base_string_uri, same_text),
    "oauth1.base_string": (op_base_string, same_text),
    "oauth1.sign": (op_sign, members(signature=same_text, base_string=same_text, header=same_header)),
    "oauth1.verify": (op_verify, same_verdicts),
    "oauth1.parse_authorization_header": (
        op_parse_authorization_header, members(realm=same_or_null, parameters=same_parameters)),
    "oauth1.build_authorization_header": (op_build_authorization_header, same_header),
    "oauth1.parse_credentials_response": (
        op_parse_credentials_response, members(key=same_text, secret=same_text, extra=same_parameters)),
    "oauth1.parse_callback": (op_parse_callback, members(token=same_text, verifier=same_text)),
    "oauth1.authorization_url": (op_authorization_url, same_url),
}


# --- running the vectors ------------------------------------------------------------------------------------------


def outcomes(compute, given, fixed):
    """Each outcome that the open choices allow, with the choices made: (choices, value or Refusal)."""
    waiting = [dict(fixed)]
    while waiting:
        made = waiting.pop()
        choices = Choices(made)
        try:
            outcome = compute(given, choices)
        except Refusal as refusal:
            outcome = refusal
        if choices.open is None:
            yield made, outcome
        else:
            waiting += [{**made, choices.open: branch} for branch in POLICIES[choices.open]]


def agrees(wanted, outcome, same):
    if "reject" in wanted:
        return isinstance(outcome, Refusal) and (not wanted["reject"] or outcome.code in wanted["reject"])
    return not isinstance(outcome, Refusal) and same(wanted["out"], outcome)


def branches(expect):
    """(choices that are fixed, what is expected then)."""
    if "one_of" not in expect:
        return [({}, expect)]
    name = expect["name"]
    known = POLICIES.get(name, ())
    if sorted(known) != sorted(branch["policy"] for branch in expect["one_of"]):
        raise ValueError(f"the choice {name!r} has other branches: {known}")
    return [({name: branch["policy"]}, branch) for branch in expect["one_of"]]


def shown(value):
    if isinstance(value, Refusal):
        return f"reject {value.code}"
    return json.dumps(value, default=lambda text: text.decode("utf-8", "backslashreplace"), ensure_ascii=False)


def differences(test, compute, same):
    """What differs in one test.

    Whatever is chosen, the outcome has to be one that the test accepts; and each branch has to come of the choice
    that it names, together with at least one way to make all other choices.
    """
    try:
        expected = branches(test["expect"])
    except ValueError as error:
        return [str(error)]
    found = []
    for fixed, wanted in expected:
        results = list(outcomes(compute, test["in"], fixed))
        reached = any(agrees(wanted, outcome, same) for _, outcome in results)
        for made, outcome in results:
            if not reached or not any(agrees(branch, outcome, same) for _, branch in expected):
                chosen = " ".join(f"{name}={branch}" for name, branch in made.items())
                value = {name: wanted[name] for name in wanted if name != "policy"}
                found.append(f"[{chosen}] expected {json.dumps(value, ensure_ascii=False)}, computed {shown(outcome)}")
    return found


def recompute(path):
    """Recomputes one file; gives the number of tests and of differences."""
    try:
        suite = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{path}: {error}")
        return 0, 1
    if suite["op"] not in OPS:
        print(f"{path}: unknown op {suite['op']}")
        return 0, 1
    compute, same = OPS[suite["op"]]
    wrong = 0
    for test in suite["tests"]:
        try:
            found = differences(test, compute, same)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            found = [f"not of the op's shape: {error!r}"]
        for difference in found:
            print(f"{suite['suite']}/{test['id']}: {difference}")
            wrong += 1
    print(f"{suite['suite']}: {len(suite['tests'])} recomputed" + (f", {wrong} differ" if wrong else ""))
    return len(suite["tests"]), wrong


# --- what RFC 5849 itself prints ------------------------------------------------------------------------------------

PHOTOS = {"key": "dpf43f3p2l4k3l03", "secret": "kd94hf93k423kf44"}
EXAMPLE_HEADER = (
    'OAuth realm="Example", oauth_consumer_key="9djdj82h48djs9d2", oauth_token="kkk9d7dh3k39sjv7", '
    'oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131201", oauth_nonce="7d8f3e4a", '
    'oauth_signature="r6%2FTJjbCOr97%2F%2BUU0NsvSne7s5g%3D"'
)
EXAMPLE = {
    "method": "POST",
    "url": "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
    "headers": [["Host", "example.com"], ["Content-Type", "application/x-www-form-urlencoded"],
                ["Authorization", EXAMPLE_HEADER]],
    "body": "c2&a3=2+q",
}
EXAMPLE_PAIRS = [
    ("b5", "=%3D"), ("a3", "a"), ("c@", ""), ("a2", "r b"), ("oauth_consumer_key", "9djdj82h48djs9d2"),
    ("oauth_token", "kkk9d7dh3k39sjv7"), ("oauth_signature_method", "HMAC-SHA1"), ("oauth_timestamp", "137131201"),
    ("oauth_nonce", "7d8f3e4a"), ("c2", ""), ("a3", "2 q"),
]
EXAMPLE_BASE_STRING = (
    b"POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q"
    b"%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_"
    b"key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m"
    b"ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk"
    b"9d7dh3k39sjv7"
)
HEADER_3_5_1 = (
    b'OAuth realm="Example",\r\n   oauth_consumer_key="0685bd9184jfhq22",\r\n   oauth_token="ad180jjd733klru7",'
    b'\r\n   oauth_signature_method="HMAC-SHA1",\r\n   oauth_signature="wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D",'
    b'\r\n   oauth_timestamp="137131200",\r\n   oauth_nonce="4572616e48616d6d65724c61686176",'
    b'\r\n   oauth_version="1.0"'
)


def signature_of(method, url, client, token, stamp, nonce, extra=(), request_method="POST"):
    given = {
        "request": {"method": request_method, "url": url, "headers": [], "body": ""}, "client": client,
        "token": token, "method": method, "nonce": nonce, "timestamp": stamp, "version": None, "realm": "Photos",
        "extra": list(extra),
    }
    return percent_encode(op_sign(given, Choices({}))["signature"])


def photos(path, token, stamp, nonce, extra=(), request_method="POST", scheme="https"):
    url = f"{scheme}://photos.example.net/{path}"
    return signature_of("HMAC-SHA1", url, PHOTOS, token, stamp, nonce, extra, request_method)


def example_signature():
    return percent_encode(hmac_signature("SHA1", both_secrets(b"j49sk3j29djd", b"dh893hdasih9"), EXAMPLE_BASE_STRING))


def literals():
    """(section, what is computed, what the RFC prints)."""
    none = Choices({})
    temporary = {"key": "hh5s93j4hdidpola", "secret": "hdhd0244k9j7ao03"}
    token = {"key": "nnch734d00sl2jdk", "secret": "pfkkdhi9sl3r4s00"}
    service = {"key": "jd83jd92dhsh93js", "secret": "ja893SD9"}
    plain = {"key": "hdk48Djdsa", "secret": "xyz4992k83j47x0b"}
    collected = sum(Request(EXAMPLE).places(none).values(), [])
    example = [(name.encode(), value.encode()) for name, value in EXAMPLE_PAIRS]
    yield ("1.2 temporary credentials", photos("initiate", None, "137131200", "wIjqoS",
           [["oauth_callback", "http://printer.example.com/ready"]]), b"74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D")
    yield ("1.2 token credentials", photos("token", temporary, "137131201", "walatlh",
           [["oauth_verifier", "hfdp7dh39dks9884"]]), b"gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D")
    yield ("1.2 photo", photos("photos?file=vacation.jpg&size=original", token, "137131202", "chapoH",
           request_method="GET", scheme="http"), b"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D")
    yield ("1.2 callback", op_parse_callback({"token": "hh5s93j4hdidpola", "url": "http://printer.example.com/ready?"
           "oauth_token=hh5s93j4hdidpola&oauth_verifier=hfdp7dh39dks9884"}, none)["verifier"], b"hfdp7dh39dks9884")
    yield ("1.2 authorization", op_authorization_url({"endpoint": "https://photos.example.net/authorize",
           "token": "hh5s93j4hdidpola", "extra": []}, none),
           b"https://photos.example.net/authorize?oauth_token=hh5s93j4hdidpola")
    yield ("2.1 PLAINTEXT", signature_of("PLAINTEXT", "https://server.example.com/request_temp_credentials", service,
           None, None, None, [["oauth_callback", "http://client.example.net/cb?x=1"]]), b"ja893SD9%26")
    yield ("2.3 PLAINTEXT", signature_of("PLAINTEXT", "https://server.example.com/request_token", service, plain,
           None, None, [["oauth_verifier", "473f82d3"]]), b"ja893SD9%26xyz4992k83j47x0b")
    yield ("2.1 callback", percent_encode(b"http://client.example.net/cb?x=1"),
           b"http%3A%2F%2Fclient.example.net%2Fcb%3Fx%3D1")
    yield ("3.4.1.1", op_base_string({"request": EXAMPLE, "protocol_parameters": []}, none), EXAMPLE_BASE_STRING)
    yield "erratum 2550", example_signature(), b"r6%2FTJjbCOr97%2F%2BUU0NsvSne7s5g%3D"
    yield ("3.4.1.2 first", base_string_uri(b"http://EXAMPLE.COM:80/r%20v/X?id=123", None, none),
           b"http://example.com/r%20v/X")
    yield ("3.4.1.2 Host", base_string_uri(b"http://other/r%20v/X?id=123", b"EXAMPLE.COM:80", none),
           b"http://example.com/r%20v/X")
    yield ("3.4.1.2 second", base_string_uri(b"https://www.example.net:8080/?q=1", None, none),
           b"https://www.example.net:8080/")
    yield ("3.4.1.3.1", sorted(pair for pair in collected if pair[0] != SIGNATURE), sorted(example))
    yield ("3.4.1.3.2", normalized(example),
           b"a2=r%20b&a3=2%20q&a3=a&b5=%3D%253D&c%40=&c2=&oauth_consumer_key=9djdj82h48djs9d2&oauth_nonce=7d8f3e4a&"
           b"oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_token=kkk9d7dh3k39sjv7")
    realm, found = header_parameters(HEADER_3_5_1, none)
    yield "3.5.1 realm", realm, b"Example"
    yield "3.5.1 signature", dict(found)[SIGNATURE], b"wOJIO9A2W5mFwDgiDvZbTSMK/PY="
    yield "3.5.1 parameters", len(found), 7
    yield ("3.5.2", decode_form(b"oauth_consumer_key=0685bd9184jfhq22&oauth_token=ad180jjd733klr"
           b"u7&oauth_signature_method=HMAC-SHA1&oauth_signature=wOJIO9A2W5"
           b"mFwDgiDvZbTSMK%2FPY%3D&oauth_timestamp=137131200&oauth_nonce=4"
           b"572616e48616d6d65724c61686176&oauth_version=1.0", none), found)


def prove():
    """Computes what the RFC prints; gives the number of values and of differences."""
    count = wrong = 0
    for section, computed, printed in literals():
        count += 1
        if computed != printed:
            print(f"RFC 5849 {section}: printed {shown(printed)}, computed {shown(computed)}")
            wrong += 1
    print(f"RFC 5849: {count} printed values recomputed" + (f", {wrong} differ" if wrong else ""))
    return wrong


def main(arguments):
    # timestamps may have any number of digits
    sys.set_int_max_str_digits(0)
    here = pathlib.Path(__file__).resolve().parent
    paths = [pathlib.Path(name) for name in arguments] or sorted((here.parent / "oauth1").glob("*.json"))
    wrong, tests = prove(), 0
    for path in paths:
        count, differ = recompute(path)
        tests += count
        wrong += differ
    if not tests:
        print("no vector was read")
    return 1 if wrong or not tests else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
