#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of OAuth 2.0 that are JSON Web Tokens: client assertions and DPoP proofs, made and verified.

usage: oauth2_jose.py [FILE ...]     (without FILE: the four suites of ../oauth2)

From RFC 7515, 7518, 7519, 7521, 7523, 7638 and 9449. The package `cryptography` does the arithmetic of RSA, ECDSA and
Ed25519; what is asked of it, and what else makes a JWT good, stands here. oauth1.py drives it.
"""

import hashlib
import hmac
import json
import math
import pathlib
import re
import sys
import urllib.parse

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

sys.dont_write_bytecode = True
import oauth1  # noqa: E402  (the driver, beside this file)
from oauth1 import Refusal  # noqa: E402

# The choices that the RFCs leave open; vectors/README.md says what they mean.
oauth1.POLICIES.update({
    "assertion_typ": ("accepted", "refused"),
    "base64url_unused_bits": ("refused", "accepted"),
    "crit_malformed": ("refused", "accepted"),
    "duplicate_jwt_member": ("refused", "last"),
    "far_expiry": ("accepted", "refused"),
    "future_iat": ("accepted", "refused"),
    "htu_query": ("refused", "ignored"),
    "htu_written": ("as_given", "normalised"),
    "jti_missing": ("accepted", "refused"),
    "jti_of_refused_assertion": ("free", "used"),
    "jti_replay": ("refused", "accepted"),
    "kid_missing": ("accepted", "refused"),
    "kid_unknown": ("refused", "accepted"),
    "old_assertion": ("accepted", "refused"),
    "proof_exp": ("refused", "ignored"),
    "proof_jti_of_refused": ("free", "used"),
    "proof_jti_scope": ("accepted", "refused"),
    "proof_near_future": ("accepted", "refused"),
    "proof_replay": ("refused", "accepted"),
    "proof_typ": ("accepted", "refused"),
    "unasked_nonce": ("accepted", "refused"),
})

# Further away than any assertion has to be: RFC 7523 section 3 says "unreasonably far" and no number.
FAR = 10 * 365 * 86400
OLD = 180 * 86400
LEAST_RSA_BITS = 2048
LEAST_SECRET = 32
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"

# --- base64url and JSON ---------------------------------------------------------------------------------------------

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def encode64(octets):
    bits = "".join(f"{octet:08b}" for octet in octets)
    bits += "0" * (-len(bits) % 6)
    return "".join(DIGITS[int(bits[at:at + 6], 2)] for at in range(0, len(bits), 6))


def decode64(text, code, choices):
    """RFC7515-5.2-1: the alphabet of base64url and nothing else."""
    if any(character not in DIGITS for character in text) or len(text) % 4 == 1:
        raise Refusal(code)
    bits = "".join(f"{DIGITS.index(character):06b}" for character in text)
    spare = len(bits) % 8
    if "1" in bits[len(bits) - spare:] and choices.take("base64url_unused_bits") == "refused":
        raise Refusal(code)
    return bytes(int(bits[at:at + 8], 2) for at in range(0, len(bits) - spare, 8))


def read_object(octets, code, choices):
    """RFC7515-4-1, RFC7519-4-1, RFC7519-7.2-1: a JSON object whose names are unique."""
    twice = []

    def members(found):
        names = [name for name, _ in found]
        twice.extend(name for name in names if names.count(name) > 1)
        return dict(found)

    try:
        value = json.loads(octets.decode("utf-8"), object_pairs_hook=members, parse_constant=lambda _: 1 / 0)
    except (ValueError, ArithmeticError):
        raise Refusal(code) from None
    if not isinstance(value, dict):
        raise Refusal(code)
    if twice and choices.take("duplicate_jwt_member") == "refused":
        raise Refusal(code)
    return value


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


# --- keys -----------------------------------------------------------------------------------------------------------

CURVES = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1}
PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "oth", "k")
REQUIRED = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y"), "OKP": ("crv", "kty", "x")}


def number_of(jwk, name):
    return int.from_bytes(member_octets(jwk, name), "big")


def member_octets(jwk, name):
    if not isinstance(jwk.get(name), str):
        raise Refusal("key_invalid")
    octets = decode64(jwk[name], "key_invalid", oauth1.Choices({"base64url_unused_bits": "refused"}))
    if not octets:
        raise Refusal("key_invalid")
    return octets


def public_from_jwk(jwk):
    """RFC 7518 section 6, RFC 8037 section 2."""
    if not isinstance(jwk, dict):
        raise Refusal("key_invalid")
    try:
        if jwk.get("kty") == "RSA":
            return rsa.RSAPublicNumbers(number_of(jwk, "e"), number_of(jwk, "n")).public_key()
        if jwk.get("kty") == "EC" and isinstance(jwk.get("crv"), str) and jwk["crv"] in CURVES:
            curve = CURVES[jwk["crv"]]()
            if any(len(member_octets(jwk, name)) != (curve.key_size + 7) // 8 for name in "xy"):
                raise Refusal("key_invalid")
            return ec.EllipticCurvePublicNumbers(number_of(jwk, "x"), number_of(jwk, "y"), curve).public_key()
        if jwk.get("kty") == "OKP" and jwk.get("crv") == "Ed25519":
            return ed25519.Ed25519PublicKey.from_public_bytes(member_octets(jwk, "x"))
    except ValueError:
        raise Refusal("key_invalid") from None
    raise Refusal("key_invalid")


def private_from_jwk(jwk):
    public = public_from_jwk(jwk)
    try:
        if jwk["kty"] == "RSA":
            parts = [number_of(jwk, name) for name in ("p", "q", "d", "dp", "dq", "qi")]
            return rsa.RSAPrivateNumbers(*parts, public.public_numbers()).private_key()
        if jwk["kty"] == "EC":
            private = ec.derive_private_key(number_of(jwk, "d"), public.curve)
        else:
            private = ed25519.Ed25519PrivateKey.from_private_bytes(member_octets(jwk, "d"))
    except ValueError:
        raise Refusal("key_invalid") from None
    if public_octets(private.public_key()) != public_octets(public):
        raise Refusal("key_invalid")
    return private


def public_octets(key):
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def read_key(given, private):
    """A secret is octets, all else an object of the package."""
    if "secret" in given:
        return given["secret"].encode()
    if "jwk" in given and given["jwk"].get("kty") == "oct":
        return member_octets(given["jwk"], "k")
    if "jwk" in given:
        return (private_from_jwk if private else public_from_jwk)(given["jwk"])
    try:
        pem = given["pem"].encode()
        return (serialization.load_pem_private_key(pem, None) if private
                else serialization.load_pem_public_key(pem))
    except ValueError:
        raise Refusal("key_invalid") from None


def jwk_of(key):
    """The members that RFC 7638 section 3.2 requires."""
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        e, n = (encode64(value.to_bytes((value.bit_length() + 7) // 8, "big")) for value in (numbers.e, numbers.n))
        return {"e": e, "kty": "RSA", "n": n}
    if isinstance(key, ec.EllipticCurvePublicKey):
        numbers, size = key.public_numbers(), (key.curve.key_size + 7) // 8
        name = next(name for name, curve in CURVES.items() if curve.name == key.curve.name)
        x, y = (encode64(value.to_bytes(size, "big")) for value in (numbers.x, numbers.y))
        return {"crv": name, "kty": "EC", "x": x, "y": y}
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return {"crv": "Ed25519", "kty": "OKP", "x": encode64(raw)}


def thumbprint(jwk):
    """RFC 7638 section 3, RFC9449-6.1-1."""
    members = ",".join(f'"{name}":"{jwk[name]}"' for name in REQUIRED[jwk["kty"]])
    return encode64(hashlib.sha256(f"{{{members}}}".encode()).digest())


# --- signatures -----------------------------------------------------------------------------------------------------


def check_key(alg, key):
    """RFC7515-4.1.1-2: a key of the algorithm's kind; RFC7518-3.2-1, RFC7518-3.3-1, RFC7518-3.5-3: and large enough;
    RFC7518-3.3-2: an exponent that the package takes in PEM need not be one."""
    both = (rsa.RSAPublicKey, rsa.RSAPrivateKey)
    kinds = {"HS256": bytes, "RS256": both, "PS256": both,
             "ES256": (ec.EllipticCurvePublicKey, ec.EllipticCurvePrivateKey),
             "EdDSA": (ed25519.Ed25519PublicKey, ed25519.Ed25519PrivateKey)}
    if alg not in kinds:
        raise Refusal("algorithm_unsupported")
    if not isinstance(key, kinds[alg]):
        raise Refusal("key_invalid")
    if alg == "HS256" and len(key) < LEAST_SECRET:
        raise Refusal("key_invalid")
    if alg in ("RS256", "PS256"):
        public = key.public_key() if isinstance(key, rsa.RSAPrivateKey) else key
        exponent = public.public_numbers().e
        if key.key_size < LEAST_RSA_BITS or exponent < 3 or exponent % 2 == 0:
            raise Refusal("key_invalid")
    if alg == "ES256" and key.curve.name != "secp256r1":
        raise Refusal("key_invalid")


def check_signature(alg, key, text, signature):
    check_key(alg, key)
    try:
        if alg == "HS256":
            if not hmac.compare_digest(hmac.new(key, text, "sha256").digest(), signature):
                raise InvalidSignature
        elif alg == "RS256":
            key.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())
        elif alg == "PS256":
            # RFC7518-3.5-1, RFC7518-3.5-2
            key.verify(signature, text, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        elif alg == "ES256":
            # RFC7518-3.4-1
            if len(signature) != 64:
                raise InvalidSignature
            r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
            key.verify(utils.encode_dss_signature(r, s), text, ec.ECDSA(hashes.SHA256()))
        else:
            key.verify(signature, text)
    except InvalidSignature:
        raise Refusal("signature_invalid") from None


class Jws:
    """RFC7515-7.1-1, RFC7515-5.2-1, RFC7515-5.2-2: taken apart, not verified."""

    def __init__(self, text, choices):
        parts = text.split(".")
        if len(parts) != 3:
            raise Refusal("jws_malformed")
        octets = [decode64(part, "jws_malformed", choices) for part in parts]
        self.header = read_object(octets[0], "jose_header_invalid", choices)
        self.payload, self.signature = octets[1:]
        # RFC7515-5.2-4
        self.signed = f"{parts[0]}.{parts[1]}".encode()
        self.alg = self.header.get("alg")
        # RFC7515-4.1.1-1, RFC7515-4.1.4-2
        if not isinstance(self.alg, str) or not isinstance(self.header.get("kid", ""), str):
            raise Refusal("jose_header_invalid")
        if "crit" in self.header:
            self.check_critical(self.header["crit"], choices)

    def check_critical(self, crit, choices):
        # RFC7515-4.1.11-1: no extension is understood here.
        defined = {"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"}
        if not isinstance(crit, list) or any(name not in defined for name in crit):
            raise Refusal("critical_unsupported")
        # RFC7515-4.1.11-2, RFC7515-4.1.11-3
        if choices.take("crit_malformed") == "refused":
            raise Refusal("critical_unsupported")


def read_claims(jws, choices):
    # RFC7519-7.2-3: the claims would stand in another JWT, and there is none.
    if re.fullmatch("(application/)?jwt", str(jws.header.get("cty")), re.IGNORECASE):
        raise Refusal("jws_malformed")
    claims = read_object(jws.payload, "jws_malformed", choices)
    # RFC7519-4.1.7-1; iss and sub are StringOrURI.
    for name in ("iss", "sub", "jti"):
        if not isinstance(claims.get(name, ""), str):
            raise Refusal("claim_invalid")
    # RFC7519-4.1.4-2, RFC7519-4.1.5-2, RFC7519-4.1.6-1, RFC7519-2-1
    for name in ("exp", "nbf", "iat"):
        if not is_number(claims.get(name, 0)):
            raise Refusal("claim_invalid")
    # RFC7519-4.1.3-2
    audience = claims.get("aud", "")
    if not isinstance(audience, str) and not (
            isinstance(audience, list) and all(isinstance(item, str) for item in audience)):
        raise Refusal("claim_invalid")
    return claims


# --- client assertions and grants -----------------------------------------------------------------------------------


class AssertionServer:
    def __init__(self, given, choices):
        self.given = given
        self.choices = choices
        self.grant = given["use"] == "authorization_grant"
        self.seen = set()

    def verdict(self, parameters):
        try:
            text = self.presented(parameters)
        except Refusal as refusal:
            return {"verdict": "refused", "error": "invalid_request", "status": 400, "reason": refusal.code}
        try:
            return {"verdict": "accepted", "subject": self.subject(text, dict(map(tuple, parameters)))}
        except Refusal as refusal:
            # RFC7523-3.1-2, RFC7523-3.2-1, RFC7521-4.2.1-1
            error, status = ("invalid_grant", 400) if self.grant else ("invalid_client", 401)
            return {"verdict": "refused", "error": error, "status": status, "reason": refusal.code}

    def presented(self, parameters):
        names = [name for name, _ in parameters]
        # RFC6749-3.2-11, RFC7523-2.2-2, RFC7523-2.1-2
        if len(set(names)) < len(names):
            raise Refusal("parameter_duplicated")
        values = dict(map(tuple, parameters))
        kind, place, urn = (("grant_type", "assertion", JWT_GRANT) if self.grant
                            else ("client_assertion_type", "client_assertion", JWT_BEARER))
        # RFC7521-4.2-1, RFC7521-4.2-2
        if not values.get(kind) or not values.get(place):
            raise Refusal("parameter_missing")
        # RFC7523-2.1-1, RFC7523-2.2-1
        if values[kind] != urn:
            raise Refusal("parameter_unsupported")
        return values[place]

    def subject(self, text, parameters):
        jws = Jws(text, self.choices)
        claims = read_claims(jws, self.choices)
        # RFC7523-3-2, RFC7523-3-3
        if "iss" not in claims:
            raise Refusal("claim_missing")
        known = [issuer for issuer in self.given["issuers"] if issuer["issuer"] == claims["iss"]]
        if not known:
            raise Refusal("issuer_unknown")
        try:
            self.check_signature(jws, known[0])
            self.check_claims(claims)
        except Refusal:
            self.burn(claims)
            raise
        self.check_type(jws.header)
        self.check_request(claims, parameters)
        self.take(claims)
        return claims["sub"]

    def check_signature(self, jws, issuer):
        # RFC7523-3-15, RFC7515-5.2-3
        if jws.alg not in issuer["algs"] or jws.alg == "none":
            raise Refusal("algorithm_unsupported")
        failures = []
        fitting = []
        for given in issuer["keys"]:
            key = read_key(given, private=False)
            try:
                check_signature(jws.alg, key, jws.signed, jws.signature)
            except Refusal as refusal:
                failures.append(refusal)
                continue
            fitting.append(given.get("jwk", {}).get("kid"))
        if not fitting:
            raise next((failure for failure in failures if failure.code != "key_invalid"), failures[0])
        # RFC7515-4.1.4-1: a hint.
        if "kid" in jws.header and fitting[0] is not None and jws.header["kid"] != fitting[0]:
            if self.choices.take("kid_unknown") == "refused":
                named = any(given.get("jwk", {}).get("kid") == jws.header["kid"] for given in issuer["keys"])
                raise Refusal("signature_invalid" if named else "key_invalid")
        if "kid" not in jws.header and len(issuer["keys"]) > 1 and self.choices.take("kid_missing") == "refused":
            raise Refusal("key_invalid")

    def check_type(self, header):
        # RFC7519-5.1-1, RFC7515-4.1.9-1
        typ = header.get("typ", "JWT")
        if isinstance(typ, str) and typ.lower() not in ("jwt", "application/jwt"):
            if self.choices.take("assertion_typ") == "refused":
                raise Refusal("jwt_type_unexpected")

    def check_claims(self, claims):
        # RFC7523-3-4, RFC7523-3-6, RFC7523-3-9
        if any(name not in claims for name in ("sub", "aud", "exp")):
            raise Refusal("claim_missing")
        # RFC7523-3-5
        if not self.grant and claims["sub"] != claims["iss"]:
            raise Refusal("subject_mismatch")
        # RFC7523-3-7, RFC7523-3-8
        named = [claims["aud"]] if isinstance(claims["aud"], str) else claims["aud"]
        if not set(named) & set(self.given["audience"]):
            raise Refusal("audience_mismatch")
        self.check_times(claims)
        # RFC7523-3-14
        if "jti" not in claims and self.choices.take("jti_missing") == "refused":
            raise Refusal("claim_missing")

    def check_times(self, claims):
        now, leeway = self.given["now"], self.given["leeway"]
        # RFC7523-3-10, RFC7519-4.1.4-1
        if now >= claims["exp"] + leeway:
            raise Refusal("jwt_expired")
        # RFC7523-3-12
        if now + leeway < claims.get("nbf", now):
            raise Refusal("jwt_not_yet_valid")
        # RFC7523-3-11, RFC7523-3-13, RFC7519-4.1.6-1
        if claims["exp"] - now > FAR and self.choices.take("far_expiry") == "refused":
            raise Refusal("claim_invalid")
        issued = claims.get("iat", now)
        if now - issued > OLD and self.choices.take("old_assertion") == "refused":
            raise Refusal("claim_invalid")
        if issued > now + leeway and self.choices.take("future_iat") == "refused":
            raise Refusal("jwt_not_yet_valid")

    def check_request(self, claims, parameters):
        if self.grant:
            return
        # RFC7521-4.2.1-1
        if parameters.get("client_secret"):
            raise Refusal("credentials_invalid")
        # RFC7521-4.2-3
        if parameters.get("client_id", claims["sub"]) != claims["sub"]:
            raise Refusal("subject_mismatch")

    def burn(self, claims):
        several = len(self.given["sequence"]) > 1 and "jti" in claims and not self.hopeless()
        if several and self.choices.take("jti_of_refused_assertion") == "used":
            self.seen.add((claims["iss"], claims["jti"]))

    def hopeless(self):
        """Whether all of the sequence is the same text: what comes of it does not depend on the store."""
        return all(item == self.given["sequence"][0] for item in self.given["sequence"])

    def take(self, claims):
        # RFC7523-3-14, RFC7519-4.1.7-2: kept for each issuer.
        if "jti" not in claims:
            return
        key = (claims["iss"], claims["jti"])
        if key in self.seen:
            burnt = self.choices.made.get("jti_of_refused_assertion") == "used"
            if burnt or self.choices.take("jti_replay") == "refused":
                raise Refusal("jti_used")
        self.seen.add(key)


def op_verify_client_assertion(given, choices):
    server = AssertionServer(given, choices)
    return [server.verdict(parameters) for parameters in given["sequence"]]


def op_client_assertion(given, _choices):
    key = read_key(given["key"], private=True)
    check_key(given["alg"], key)
    # RFC7523-3-2, RFC7523-3-4
    if not given["issuer"] or not given["subject"]:
        raise Refusal("claim_missing")
    # RFC7519-4.1.3-2: one audience stands for an array of one
    claims = {"iss": given["issuer"], "sub": given["subject"], "aud": given["audience"], "exp": given["exp"]}
    claims.update({name: given[name] for name in ("iat", "nbf", "jti") if given[name] is not None})
    header = {"alg": given["alg"]}
    if given["kid"] is not None:
        header["kid"] = given["kid"]
    return {"header": header, "claims": {**claims, **given["claims"]}}


# --- DPoP proofs ----------------------------------------------------------------------------------------------------

UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"


def without_query(url):
    return re.split(r"[?#]", url)[0]


def normalised(url):
    """RFC 3986 sections 6.2.2 and 6.2.3: scheme, host, port and path, or None for what is no http URI."""
    found = re.fullmatch(r"([A-Za-z][A-Za-z0-9+.\-]*)://([^/?#]*)([^?#]*)", url)
    if not found:
        return None
    scheme, authority, path = found[1].lower(), found[2], found[3]

    def escape(match):
        octet = chr(int(match[1], 16))
        return octet if octet in UNRESERVED else match[0].upper()

    path = re.sub(r"%([0-9A-Fa-f]{2})", escape, path) or "/"
    kept = []
    segments = path.split("/")[1:]
    for at, segment in enumerate(segments):
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
        if segment in (".", "..") and at == len(segments) - 1:
            kept.append("")
    userinfo, _, place = authority.rpartition("@")
    host, port = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?", place).groups()
    if port in (None, "", {"http": "80", "https": "443"}.get(scheme)):
        port = ""
    return scheme, userinfo, re.sub(r"%([0-9A-Fa-f]{2})", escape, host.lower()), port, "/" + "/".join(kept)


def token_hash(token):
    """RFC9449-4.2-7"""
    return encode64(hashlib.sha256(token.encode()).digest())


class ProofServer:
    def __init__(self, given, choices):
        self.given = given
        self.choices = choices
        self.seen = set()
        self.burnt = set()

    def verdict(self, request):
        try:
            jkt = self.at_authorization_server(request) if self.given["tokens"] is None else self.at_resource(request)
        except Refusal as refusal:
            error, _, reason = refusal.code.rpartition(" ")
            status = 400 if self.given["tokens"] is None else 401
            return {"verdict": "refused", "error": error or "invalid_dpop_proof", "status": status, "reason": reason}
        return {"verdict": "accepted", **({"jkt": jkt} if jkt else {})}

    def fields(self, request, name):
        return [value for field, value in request["headers"] if field.lower() == name]

    def at_authorization_server(self, request):
        claims, jkt = self.proof(request)
        return self.take(claims, jkt, request)

    def at_resource(self, request):
        given = self.fields(request, "authorization")
        if len(given) != 1:
            raise Refusal("no_error bearer_invalid" if not given else "invalid_request bearer_invalid")
        scheme, _, token = given[0].partition(" ")
        known = [known for known in self.given["tokens"] if known["token"] == token]
        if scheme.lower() == "bearer":
            # RFC9449-7.2-1, RFC9449-7.2-2
            if not known or known[0]["jkt"] is not None:
                raise Refusal("invalid_token token_invalid")
            return None
        if scheme.lower() != "dpop":
            raise Refusal("no_error bearer_invalid")
        claims, jkt = self.proof(request)
        if not known or known[0]["jkt"] is None:
            raise Refusal("invalid_token token_invalid")
        # RFC9449-4.3-12
        if claims.get("ath") != token_hash(token):
            raise Refusal("proof_mismatch")
        # RFC9449-7.1-1
        if known[0]["jkt"] != jkt:
            raise Refusal("invalid_token proof_key_mismatch")
        return self.take(claims, jkt, request)

    def proof(self, request):
        # RFC9449-4.3-1, RFC9449-5-1
        given = self.fields(request, "dpop")
        if len(given) != 1:
            raise Refusal("proof_missing")
        # RFC9449-4.3-2
        jws = Jws(given[0], self.choices)
        self.check_type(jws.header.get("typ"))
        # RFC9449-4.3-5, RFC9449-4.2-2
        if jws.alg not in self.given["algs"] or jws.alg not in ("RS256", "PS256", "ES256", "EdDSA"):
            raise Refusal("algorithm_unsupported")
        # RFC9449-4.2-3, RFC9449-4.3-7
        if "jwk" not in jws.header:
            raise Refusal("jose_header_invalid")
        jwk = jws.header["jwk"]
        if isinstance(jwk, dict) and any(name in jwk for name in PRIVATE):
            raise Refusal("key_invalid")
        key = public_from_jwk(jwk)
        try:
            # RFC9449-4.3-6
            check_signature(jws.alg, key, jws.signed, jws.signature)
        except Refusal:
            self.burn(jws, request)
            raise
        claims = read_claims(jws, self.choices)
        self.check_claims(claims, request)
        jkt = thumbprint(jwk)
        # RFC9449-10-1, RFC9449-5-5
        if self.given["jkt"] not in (None, jkt):
            raise Refusal("proof_key_mismatch")
        return claims, jkt

    def check_type(self, typ):
        # RFC9449-4.3-4, RFC9449-11.5-1
        if typ == "dpop+jwt":
            return
        if not isinstance(typ, str) or typ.lower().removeprefix("application/") != "dpop+jwt":
            raise Refusal("jwt_type_unexpected")
        if self.choices.take("proof_typ") == "refused":
            raise Refusal("jwt_type_unexpected")

    def check_claims(self, claims, request):
        # RFC9449-4.3-3, RFC9449-4.2-5
        if any(not isinstance(claims.get(name), str) for name in ("htm", "htu", "jti")) or "iat" not in claims:
            raise Refusal("claim_missing")
        if not claims["jti"]:
            raise Refusal("claim_missing")
        # RFC9449-4.3-8
        if claims["htm"] != request["method"]:
            raise Refusal("proof_mismatch")
        # RFC9449-4.3-9, RFC9449-4.3-13
        own = normalised(without_query(request["url"]))
        if normalised(without_query(claims["htu"])) != own:
            raise Refusal("proof_mismatch")
        if without_query(claims["htu"]) != claims["htu"] and self.choices.take("htu_query") == "refused":
            raise Refusal("proof_mismatch")
        self.check_time(claims)
        self.check_nonce(claims)

    def check_time(self, claims):
        # RFC9449-4.3-11, RFC9449-11.1-1
        ahead = claims["iat"] - self.given["now"]
        if abs(ahead) > self.given["window"]:
            raise Refusal("proof_stale")
        if ahead > 5 and self.choices.take("proof_near_future") == "refused":
            raise Refusal("proof_stale")
        # RFC7519-4.1.4-1, which no proof asks for.
        if claims.get("exp", math.inf) <= self.given["now"] and self.choices.take("proof_exp") == "refused":
            raise Refusal("jwt_expired")

    def check_nonce(self, claims):
        # RFC9449-4.3-10, RFC9449-8-3, RFC9449-11.3-1
        if self.given["nonce"] is not None and claims.get("nonce") != self.given["nonce"]:
            raise Refusal("use_dpop_nonce proof_mismatch")
        if self.given["nonce"] is None and "nonce" in claims and self.choices.take("unasked_nonce") == "refused":
            raise Refusal("proof_mismatch")

    def burn(self, jws, request):
        if len(self.given["sequence"]) > 1 and self.choices.take("proof_jti_of_refused") == "used":
            self.burnt.add((read_claims(jws, self.choices)["jti"], request["url"]))

    def take(self, claims, jkt, request):
        here = (claims["jti"], request["url"])
        if here in self.burnt:
            raise Refusal("jti_used")
        # RFC9449-11.1-1: a server can store them, in the context of the target URI.
        if here in self.seen:
            if self.choices.take("proof_replay") == "refused":
                raise Refusal("jti_used")
        elif claims["jti"] in {jti for jti, _ in self.seen} and self.choices.take("proof_jti_scope") == "refused":
            raise Refusal("jti_used")
        self.seen.add(here)
        return jkt


def op_verify_dpop_proof(given, choices):
    server = ProofServer(given, choices)
    return [server.verdict(request) for request in given["sequence"]]


def op_dpop_proof(given, choices):
    # RFC9449-4.2-2
    if given["alg"] not in ("RS256", "PS256", "ES256", "EdDSA"):
        raise Refusal("algorithm_unsupported")
    key = read_key(given["key"], private=True)
    check_key(given["alg"], key)
    target = without_query(given["url"])
    parts = normalised(target)
    if parts is None:
        raise Refusal("uri_invalid")
    scheme, _, host, port, path = parts
    # RFC9449-4.3-13: who reads it has them the same.
    other = f"{scheme}://{host}{':' + port if port else ''}{path}"
    if urllib.parse.unquote(other) != urllib.parse.unquote(target) and choices.take("htu_written") == "normalised":
        target = other
    # RFC9449-4.2-5, RFC9449-4.2-7, RFC9449-4.2-8
    claims = {"jti": given["jti"], "htm": given["method"], "htu": target, "iat": given["iat"]}
    if given["access_token"] is not None:
        claims["ath"] = token_hash(given["access_token"])
    if given["nonce"] is not None:
        claims["nonce"] = given["nonce"]
    # RFC9449-4.2-1, RFC9449-4.2-3, RFC9449-4.2-4
    return {"header": {"typ": "dpop+jwt", "alg": given["alg"], "jwk": jwk_of(key.public_key())}, "claims": claims}


# --- running the vectors --------------------------------------------------------------------------------------------


def same_json(wanted, got):
    """As JSON values: 1 is not true, and 1 is 1.0."""
    if isinstance(wanted, bool) or isinstance(got, bool):
        return wanted is got
    if isinstance(wanted, dict) and isinstance(got, dict):
        return wanted.keys() == got.keys() and all(same_json(wanted[name], got[name]) for name in wanted)
    if isinstance(wanted, list) and isinstance(got, list):
        return len(wanted) == len(got) and all(map(same_json, wanted, got))
    return wanted == got


def same_jwt(wanted, got):
    """The claims, aud with its array; and each member of the header."""
    one = {name: [value] if name == "aud" and isinstance(value, str) else value
           for name, value in wanted["claims"].items()}
    return same_json(one, got["claims"]) and same_json(wanted["header"], got["header"])


def same_verdicts(wanted, got):
    """A member that the vector leaves out is not compared."""
    return len(wanted) == len(got) and all(
        all(same_json(one[name], other.get(name)) for name in one) for one, other in zip(wanted, got))


oauth1.OPS.update({
    "oauth2.client_assertion": (op_client_assertion, same_jwt),
    "oauth2.verify_client_assertion": (op_verify_client_assertion, same_verdicts),
    "oauth2.dpop_proof": (op_dpop_proof, same_jwt),
    "oauth2.verify_dpop_proof": (op_verify_dpop_proof, same_verdicts),
})

# --- what the RFCs print --------------------------------------------------------------------------------------------


def printed():
    """(where, what is computed, what the RFC prints)."""
    strict = oauth1.Choices({"base64url_unused_bits": "refused"})
    yield "RFC 7515 appendix C", encode64(bytes([3, 236, 255, 224, 193])), "A-z_4ME"
    yield "RFC 7515 appendix C, back", decode64("A-z_4ME", "", strict), bytes([3, 236, 255, 224, 193])
    secret = decode64("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow", "",
                      strict)
    text = ("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
            "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
    yield ("RFC 7515 appendix A.1", encode64(hmac.new(secret, text.encode(), "sha256").digest()),
           "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    yield "RFC 9449 section 6.1", thumbprint({
        "kty": "EC", "crv": "P-256", "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
        "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"}), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
    yield ("RFC 9449 section 7.1", token_hash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"),
           "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")


def main(arguments):
    sys.setrecursionlimit(50000)
    sys.stdout.reconfigure(errors="backslashreplace")
    here = pathlib.Path(__file__).resolve().parent
    wrong = 0
    for where, computed, wanted in printed():
        if computed != wanted:
            print(f"{where}: printed {wanted}, computed {computed}")
            wrong += 1
    suites = ("client_assertion", "verify_client_assertion", "dpop_proof", "verify_dpop_proof")
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
