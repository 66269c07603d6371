#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of metadata: of authorization servers, protected resources and registered clients, signed or
not. From the RFCs, with Python's standard library; signatures are verified by arithmetic.

usage: oauth2_metadata.py [FILE ...]     (without FILE: the suite parse_metadata of ../oauth2)
"""

import base64
import hashlib
import re
import sys

sys.dont_write_bytecode = True
import oauth1  # noqa: E402  (the driver, beside this file)
from oauth1 import Refusal, der_item, der_sequence, jwk_integer, members, rsa_numbers  # noqa: E402
from oauth2_resource import run  # noqa: E402
from oauth2_responses import (  # noqa: E402
    Number, Object, an_object, as_set, check_status, exact, parse_json, read_object, scope, text, texts, truth, uri,
    whole)

# The choices that the RFCs leave open; vectors/README.md says what they mean.
oauth1.POLICIES.update({
    "algorithm_none_offered": ("refused", "dropped"),
    "empty_array": ("refused", "kept", "absent"),
    "endpoint_missing": ("refused", "accepted"),
    "insecure_endpoint_read": ("refused", "accepted"),
    "issuer_overridden": ("accepted", "refused"),
    "nested_signed_metadata": ("ignored", "refused"),
    "response_types_missing": ("refused", "accepted"),
    "signed_metadata_unverified": ("refused", "ignored"),
})

# --- signed metadata (RFC 7515, RFC 7518, RFC 7519) ------------------------------------------------------------------

BASE64URL = re.compile(r"(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?")


def base64url(written):
    """RFC 7515 section 2: without padding."""
    if not BASE64URL.fullmatch(written):
        raise Refusal("jws_malformed")
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


# The curve P-256 (FIPS 186-4 section D.1.2.3), y^2 = x^3 - 3x + B modulo P
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(one, other):
    """The sum of two points; None is the neutral one."""
    if one is None or other is None:
        return other if one is None else one
    (x, y), (u, v) = one, other
    if x == u and (y + v) % P == 0:
        return None
    slope = (3 * x * x - 3) * pow(2 * y, -1, P) if one == other else (v - y) * pow(u - x, -1, P)
    w = (slope * slope - x - u) % P
    return w, (slope * (x - w) - y) % P


def times(number, point):
    total = None
    while number:
        total = add(total, point) if number & 1 else total
        point, number = add(point, point), number >> 1
    return total


def curve_point(key):
    """The public point of a PEM text or JWK."""
    if "jwk" in key:
        point = jwk_integer(key["jwk"], "x"), jwk_integer(key["jwk"], "y")
    else:
        armoured = re.search("-----BEGIN PUBLIC KEY-----(.*?)-----END", key["pem"], re.DOTALL)[1]
        bits = der_sequence(der_item(base64.b64decode("".join(armoured.split())))[1])[-1][1]
        # an unused-bits octet, 4 for "uncompressed", and both coordinates
        point = int.from_bytes(bits[2:34], "big"), int.from_bytes(bits[34:66], "big")
    if (point[1] ** 2 - point[0] ** 3 + 3 * point[0] - B) % P:
        raise Refusal("key_invalid")
    return point


def es256_matches(key, signed, signature):
    """RFC 7518 section 3.4; FIPS 186-4 section 6.4."""
    if len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not 0 < r < N or not 0 < s < N:
        return False
    inverse, digest = pow(s, -1, N), int.from_bytes(hashlib.sha256(signed).digest(), "big")
    point = add(times(digest * inverse % N, G), times(r * inverse % N, curve_point(key)))
    return point is not None and point[0] % N == r


def mask(seed, size):
    """MGF1 of RFC 8017 appendix B.2.1."""
    found = b"".join(hashlib.sha256(seed + n.to_bytes(4, "big")).digest() for n in range(size // 32 + 1))
    return found[:size]


def ps256_matches(key, signed, signature):
    """RFC 7518 section 3.5; RFC 8017 section 9.1.2, with a salt as long as the hash."""
    modulus, exponent = rsa_numbers(key, private=False)
    size = (modulus.bit_length() + 7) // 8
    if len(signature) != size or int.from_bytes(signature, "big") >= modulus:
        return False
    message = pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(size, "big")
    masked, digest = message[:-33], message[-33:-1]
    # of a modulus of whole octets the first bit is none of the message's
    block = bytes(one ^ two for one, two in zip(masked, mask(digest, len(masked))))
    block = bytes([block[0] & 0x7F]) + block[1:]
    salt = block[-32:]
    padding = b"\x00" * (len(block) - 33) + b"\x01"
    again = hashlib.sha256(b"\x00" * 8 + hashlib.sha256(signed).digest() + salt).digest()
    return message[-1] == 0xBC and masked[0] < 0x80 and block[:-32] == padding and again == digest


MATCHES = {"RS256": lambda key, signed, signature: oauth1.rsa_matches("SHA256", key, signed, signature),
           "PS256": ps256_matches, "ES256": es256_matches}


def jose_header(written, choices):
    try:
        found = parse_json(base64url(written), choices)
    except Refusal:
        raise Refusal("jws_malformed") from None
    # RFC 7515 section 4.1.1
    if not isinstance(found, dict) or not isinstance(found.get("alg"), str):
        raise Refusal("jose_header_invalid")
    # RFC 7515 section 4.1.11
    if "crit" in found:
        raise Refusal("critical_unsupported")
    return found


def verified_claims(token, signers, now, choices):
    """The claims of a signed token of one of the signers."""
    parts = token.split(".")
    if len(parts) != 3:
        raise Refusal("jws_malformed")
    head, payload, signature = jose_header(parts[0], choices), base64url(parts[1]), base64url(parts[2])
    try:
        claims = parse_json(payload, choices)
    except Refusal:
        claims = None
    if not isinstance(claims, dict):
        raise Refusal("jws_malformed")
    if any(name in claims and not isinstance(claims[name], Number) for name in ("exp", "nbf")):
        raise Refusal("claim_invalid")
    # RFC8414-2.1-2, RFC9728-2.2-1
    if not isinstance(claims.get("iss"), str):
        raise Refusal("claim_invalid" if "iss" in claims else "claim_missing")
    signer = next((one for one in signers if one["issuer"] == claims["iss"]), None)
    # RFC9728-3.3-5
    if signer is None:
        raise Refusal("issuer_unknown")
    if head["alg"] != signer["alg"]:
        raise Refusal("algorithm_unsupported")
    # RFC8414-2.1-1, RFC9728-3.3-4
    if not MATCHES[signer["alg"]](signer["key"], ".".join(parts[:2]).encode(), signature):
        raise Refusal("signature_invalid")
    # RFC8414-2.1-6, RFC9728-2.2-6: RFC 7519 sections 4.1.4 and 4.1.5
    if now >= claims.get("exp", now + 1):
        raise Refusal("jwt_expired")
    if now < claims.get("nbf", now):
        raise Refusal("jwt_not_yet_valid")
    return claims


# --- metadata (RFC 8414 section 2, RFC 9728 section 2, RFC 7591 sections 2 and 3.2.1) --------------------------------


def secure_uri(value, choices):
    if not uri(value, choices).lower().startswith("https:"):
        raise Refusal("member_invalid")
    return value


def issuer(value, choices):
    # RFC8414-2-2
    if "?" in secure_uri(value, choices) or "#" in value:
        raise Refusal("member_invalid")
    return value


def resource(value, choices):
    # RFC9728-1.2-1
    if "#" in secure_uri(value, choices):
        raise Refusal("member_invalid")
    return value


def endpoint(value, choices):
    # RFC6749-3.1-3, RFC6749-3.2-3, RFC7009-2-3
    if "#" in uri(value, choices):
        raise Refusal("member_invalid")
    # RFC6749-3.2-4
    if not value.lower().startswith("https:") and choices.take("insecure_endpoint_read") == "refused":
        raise Refusal("member_invalid")
    return value


ABSENT = object()


def some_texts(value, choices):
    # RFC8414-3.2-3, RFC9728-3.2-3 bind the server
    if texts(value, choices) == []:
        taken = choices.take("empty_array")
        if taken == "refused":
            raise Refusal("member_invalid")
        return ABSENT if taken == "absent" else []
    return value


def algorithms(value, choices):
    found = some_texts(value, choices)
    # RFC8414-2-15, RFC8414-2-20, RFC8414-2-23, RFC9728-2-6
    if found is not ABSENT and "none" in found:
        if choices.take("algorithm_none_offered") == "refused":
            raise Refusal("member_invalid")
        found = [one for one in found if one != "none"]
    return found


def jwk_set(value, choices):
    # RFC7517-5-1
    keys = an_object(value, choices).get("keys")
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise Refusal("member_invalid")
    return value


SECONDS = whole()
COMMON = {"jwks_uri": secure_uri, "scopes_supported": some_texts, "dpop_signing_alg_values_supported": algorithms,
          "signed_metadata": text, "authorization_details_types_supported": some_texts,
          "tls_client_certificate_bound_access_tokens": truth}
SERVER = {
    "issuer": issuer, "authorization_endpoint": endpoint, "token_endpoint": endpoint, "registration_endpoint": uri,
    "response_types_supported": some_texts, "response_modes_supported": some_texts, "grant_types_supported": some_texts,
    "token_endpoint_auth_methods_supported": some_texts, "token_endpoint_auth_signing_alg_values_supported": algorithms,
    "service_documentation": uri, "ui_locales_supported": some_texts, "op_policy_uri": uri, "op_tos_uri": uri,
    "revocation_endpoint": endpoint, "revocation_endpoint_auth_methods_supported": some_texts,
    "revocation_endpoint_auth_signing_alg_values_supported": algorithms, "introspection_endpoint": uri,
    "introspection_endpoint_auth_methods_supported": some_texts,
    "introspection_endpoint_auth_signing_alg_values_supported": algorithms,
    "code_challenge_methods_supported": some_texts, "device_authorization_endpoint": uri,
    "authorization_response_iss_parameter_supported": truth, "pushed_authorization_request_endpoint": uri,
    "require_pushed_authorization_requests": truth, "require_signed_request_object": truth,
    "protected_resources": some_texts, **COMMON,
}
RESOURCE = {
    "resource": resource, "authorization_servers": some_texts, "bearer_methods_supported": texts,
    "resource_signing_alg_values_supported": algorithms, "resource_name": text, "resource_documentation": uri,
    "resource_policy_uri": uri, "resource_tos_uri": uri, "dpop_bound_access_tokens_required": truth, **COMMON,
}
CLIENT = {
    "client_id": text, "client_secret": text, "client_id_issued_at": SECONDS, "client_secret_expires_at": SECONDS,
    "registration_access_token": text, "registration_client_uri": uri, "redirect_uris": some_texts,
    "token_endpoint_auth_method": text, "grant_types": some_texts, "response_types": some_texts, "client_name": text,
    "client_uri": uri, "logo_uri": uri, "scope": scope, "contacts": some_texts, "tos_uri": uri, "policy_uri": uri,
    "jwks_uri": uri, "jwks": jwk_set, "software_id": text, "software_version": text, "software_statement": text,
    "tls_client_certificate_bound_access_tokens": truth, "dpop_bound_access_tokens": truth,
}
# RFC8414-2-10, RFC8414-2-11, RFC8414-2-12, RFC8414-2-18, RFC9207-3-1, RFC9126-5-1, RFC9101-10.5-1, RFC9728-2-9,
# RFC7591-2-3, RFC7591-2-4, RFC9449-5.2-2
DEFAULTS = {
    "response_modes_supported": ["query", "fragment"], "grant_types_supported": ["authorization_code", "implicit"],
    "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    "revocation_endpoint_auth_methods_supported": ["client_secret_basic"],
    "authorization_response_iss_parameter_supported": False, "require_pushed_authorization_requests": False,
    "require_signed_request_object": False, "tls_client_certificate_bound_access_tokens": False,
    "dpop_bound_access_tokens_required": False, "token_endpoint_auth_method": "client_secret_basic",
    "grant_types": ["authorization_code"], "response_types": ["code"], "dpop_bound_access_tokens": False,
}
KINDS = {"authorization_server": (SERVER, "issuer", 200), "protected_resource": (RESOURCE, "resource", 200),
         "client": (CLIENT, "client_id", 201)}


# RFC7519-4.1: what these say is said of the token
OF_THE_TOKEN = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")


def signed_claims(given, value, choices):
    """What counts of signed metadata: nothing where it is not verified and passed over."""
    token = value.get("signed_metadata")
    if not given["signers"] or token is None:
        return {}
    try:
        if not isinstance(token, str):
            raise Refusal("member_invalid")
        claims = verified_claims(token, given["signers"], given["now"], choices)
    except Refusal as refusal:
        # RFC9728-3.3-5: of a resource that is an error
        error = given["kind"] == "protected_resource" and refusal.code in ("signature_invalid", "issuer_unknown")
        if error or choices.take("signed_metadata_unverified") == "refused":
            raise
        value.pop("signed_metadata")
        return {}
    if "signed_metadata" in claims:
        # RFC9728-2.2-4; RFC8414-2.1-4 says nothing of who reads it
        if given["kind"] == "protected_resource" or choices.take("nested_signed_metadata") == "refused":
            raise Refusal("claim_invalid")
        claims.pop("signed_metadata")
    return claims


def check_identifier(given, value, claims, read, key, choices):
    # RFC8414-3.3-2, RFC9728-3.3-2; RFC8414-4-3, RFC9728-6-1
    if given["kind"] == "client":
        return
    if read[key] != given["identifier"]:
        raise Refusal("identifier_mismatch")
    if key in claims and value.get(key) not in (None, given["identifier"]):
        if choices.take("issuer_overridden") == "refused":
            raise Refusal("identifier_mismatch")


def check_together(kind, read, choices):
    if kind == "authorization_server":
        # RFC8414-2-9, RFC8414-2-4
        if read["response_types_supported"] is None and choices.take("response_types_missing") == "refused":
            raise Refusal("member_missing")
        if read["token_endpoint"] is None and choices.take("endpoint_missing") == "refused":
            raise Refusal("member_missing")
    # RFC7591-2-10, RFC7591-3.2.1-5
    if kind == "client" and read["jwks"] is not None and read["jwks_uri"] is not None:
        raise Refusal("member_invalid")
    if kind == "client" and read["client_secret"] is not None and read["client_secret_expires_at"] is None:
        raise Refusal("member_missing")


def op_parse_metadata(given, choices):
    kind, key, status = KINDS[given["kind"]]
    check_status(given["response"], status, choices)
    value = read_object(given["response"], choices)
    claims = signed_claims(given, value, choices)
    # RFC8414-2.1-3, RFC9728-2.2-2
    found = Object({**value, **{name: claims[name] for name in claims if name not in OF_THE_TOKEN}}, choices)
    read = {name: found.optional(name, reader) for name, reader in kind.items() if name != key}
    # RFC8414-2-1, RFC9728-2-1, RFC7591-3.2.1-2
    read[key] = found.required(key, kind[key])
    read = {name: None if one is ABSENT else one for name, one in read.items()}
    check_identifier(given, value, claims, read, key, choices)
    check_together(given["kind"], read, choices)
    for name in kind:
        if read[name] is None and name in DEFAULTS:
            read[name] = DEFAULTS[name]
    return {**read, "extra": found.others(kind)}


# --- equality ---------------------------------------------------------------------------------------------------------

LISTS = (scope, texts, some_texts, algorithms)
MEMBERS = {name: as_set if reader in LISTS else exact for kind, _, _ in KINDS.values() for name, reader in kind.items()}
oauth1.OPS["oauth2.parse_metadata"] = (op_parse_metadata, members(**MEMBERS, extra=exact))

# --- what the RFCs print ----------------------------------------------------------------------------------------------

# RFC 7515 appendix A.2 (RS256) and A.3 (ES256), which sign one payload
PAYLOAD = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
EC_KEY = {"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
EC_SIGNATURE = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
RSA_KEY = {"kty": "RSA", "e": "AQAB", "n": (
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx"
    "HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs"
    "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSH"
    "SXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV"
    "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8"
    "NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ")}
RSA_SIGNATURE = (
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7"
    "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
    "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
    "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
    "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
    "p0igcN_IoypGlUPQGe77Rw")


def printed():
    """(where, what is computed, what the RFC prints)."""
    for where, key, matches, signature in (
            ("A.2", RSA_KEY, MATCHES["RS256"], RSA_SIGNATURE), ("A.3", EC_KEY, es256_matches, EC_SIGNATURE)):
        header = {"A.2": "eyJhbGciOiJSUzI1NiJ9", "A.3": "eyJhbGciOiJFUzI1NiJ9"}[where]
        signed = f"{header}.{PAYLOAD}".encode()
        yield f"RFC 7515 appendix {where}", matches({"jwk": key}, signed, base64url(signature)), True
        yield f"RFC 7515 appendix {where}, altered", matches({"jwk": key}, signed + b"A", base64url(signature)), False


if __name__ == "__main__":
    sys.exit(run(("parse_metadata",), printed(), sys.argv[1:]))
