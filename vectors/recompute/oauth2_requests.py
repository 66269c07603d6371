#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes the vectors of the requests that an OAuth 2.0 client sends itself: to the token endpoint, to the other
endpoints of the authorization server, and to protected resources. From the RFCs, with Python's standard library;
oauth1.py drives it.

usage: oauth2_requests.py [FILE ...]     (without FILE: ../oauth2/token_request.json)
"""

import base64
import binascii
import json
import pathlib
import re
import sys
import urllib.parse

sys.dont_write_bytecode = True
import oauth1  # noqa: E402  (the driver, beside this file)
from oauth1 import (  # noqa: E402
    Refusal, decode_form, members, octets, pairs, percent_decode, same_or_null, same_text, same_url)
from oauth2_authorization import (  # noqa: E402
    CONTROL, FORM, VSCHAR, absolute_uri, fields, media_type, not_empty, request_scope, same_caseless, same_json)

# The choices that the RFCs leave open here; vectors/README.md says what they mean.
oauth1.POLICIES.update({
    "client_id_beside_authentication": ("left_out", "written"),
    "client_id_of_public_client": ("written", "left_out"),
    "empty_client_secret": ("written", "left_out"),
    "credentials_beside_token": ("refused", "client", "token"),
    "extension_grant_name": ("refused", "sent"),
    "parameters_beside_request": ("refused", "left_out"),
    "token_in_two_places": ("refused", "replaced"),
})

B64TOKEN = re.compile(rb"[A-Za-z0-9\-._~+/]+=*")
VERIFIER = re.compile(rb"[A-Za-z0-9\-._~]{43,128}")
CONTROL_BUT_TAB = re.compile(rb"[\x00-\x08\x0A-\x1F\x7F]")
GRANT_TYPES = "urn:ietf:params:oauth:grant-type:"
ASSERTION_TYPE = b"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def written_form(parameters):
    # RFC6749-B-1
    return urllib.parse.urlencode(parameters).encode()


def visible(text, code, choices):
    if CONTROL.search(text):
        raise Refusal(code)
    if text and not VSCHAR.fullmatch(text) and choices.take("non_ascii") == "refused":
        raise Refusal(code)
    return text


def required(text):
    # RFC6749-3.2-7: one without a value is as good as none
    if not text:
        raise Refusal("parameter_missing")
    return octets(text)


def one_line(text):
    # RFC6749-A.15-1, RFC6749-A.16-1
    if CONTROL_BUT_TAB.search(octets(text)):
        raise Refusal("parameter_invalid")
    return octets(text)


# --- the grants -----------------------------------------------------------------------------------------------------


def code_grant(grant, choices):
    # RFC6749-4.1.3-2, RFC6749-4.1.3-3, RFC6749-A.11-1
    made = [(b"grant_type", b"authorization_code"),
            (b"code", visible(required(grant["code"]), "parameter_invalid", choices))]
    if not_empty(grant["redirect_uri"], choices) is not None:
        # RFC6749-3.1.2-1, RFC6749-3.1.2-3, RFC6749-4.1.3-5
        if not absolute_uri(octets(grant["redirect_uri"])):
            raise Refusal("redirect_uri_invalid")
        made.append((b"redirect_uri", octets(grant["redirect_uri"])))
    if grant["code_verifier"] is not None:
        # RFC7636-4.1-1, RFC7636-4.5-1
        if not VERIFIER.fullmatch(octets(grant["code_verifier"])):
            raise Refusal("code_verifier_invalid")
        made.append((b"code_verifier", octets(grant["code_verifier"])))
    return made


def exchange_grant(grant):
    # RFC8693-2.1-6, RFC8693-2.1-7
    if (grant["actor_token"] is None) != (grant["actor_token_type"] is None):
        raise Refusal("parameter_invalid")
    # RFC8693-2.1-1, RFC8693-2.1-4, RFC8693-2.1-5
    made = [(b"grant_type", octets(GRANT_TYPES + "token-exchange"))]
    made += [(name.encode(), required(grant[name])) for name in ("subject_token", "subject_token_type")]
    optional = ("actor_token", "actor_token_type", "requested_token_type")
    made += [(name.encode(), octets(grant[name])) for name in optional if grant[name] is not None]
    return made + [(b"audience", octets(one)) for one in grant["audience"]]


def extension_grant(grant, choices):
    name = octets(grant["grant_type"])
    # RFC6749-4.5-1, RFC6749-A.10-1
    if not absolute_uri(name, fragment=True) and choices.take("extension_grant_name") == "refused":
        raise Refusal("parameter_invalid")
    return [(b"grant_type", name)] + pairs(grant["parameters"])


def grant_parameters(grant, choices):
    kind = grant["type"]
    if kind == "authorization_code":
        return code_grant(grant, choices)
    if kind == "refresh_token":
        # RFC6749-6-1, RFC6749-6-2, RFC6749-A.17-1
        token = visible(required(grant["refresh_token"]), "parameter_invalid", choices)
        return [(b"grant_type", b"refresh_token"), (b"refresh_token", token)]
    if kind == "client_credentials":
        # RFC6749-4.4.2-1
        return [(b"grant_type", b"client_credentials")]
    if kind == "password":
        # RFC6749-4.3.2-1, RFC6749-4.3.2-2, RFC6749-4.3.2-3
        return [(b"grant_type", b"password"), (b"username", one_line(grant["username"])),
                (b"password", one_line(grant["password"]))]
    if kind == "device_code":
        # RFC8628-3.4-1, RFC8628-3.4-2
        return [(b"grant_type", octets(GRANT_TYPES + "device_code")), (b"device_code", required(grant["device_code"]))]
    if kind in ("jwt_bearer", "saml2_bearer"):
        # RFC7523-2.1-1, RFC 7522 section 2.1
        return [(b"grant_type", octets(GRANT_TYPES + kind.replace("_", "-"))),
                (b"assertion", required(grant["assertion"]))]
    return exchange_grant(grant) if kind == "token_exchange" else extension_grant(grant, choices)


# --- the client (RFC 6749 section 2.3) ------------------------------------------------------------------------------


def secret_parameters(client, named, choices):
    secret = visible(octets(client["client_secret"]), "credentials_invalid", choices)
    # RFC6749-2.3.1-6
    if not secret and choices.take("empty_client_secret") == "left_out":
        return named
    return named + [(b"client_secret", secret)]


def authentication(client, kind, choices):
    """The parameters that tell who the client is, and the Authorization header field."""
    name = visible(octets(client["client_id"]), "credentials_invalid", choices)
    named, method = [(b"client_id", name)], client["method"]
    if method == "client_secret_post":
        # RFC6749-2.3.1-5, RFC6749-3.2-7
        if not name:
            raise Refusal("parameter_missing")
        return secret_parameters(client, named, choices), None
    # RFC6749-4.1.3-6, RFC8628-3.1-2, RFC8628-3.4-3, RFC8705-2-2, RFC7009-5-6, RFC9126-2.1-2
    if method == "tls_client_auth":
        return [(b"client_id", required(client["client_id"]))], None
    if method == "none":
        # RFC6749-4.4.2-2
        if kind == "client_credentials":
            raise Refusal("credentials_invalid")
        free = ("refresh_token", "password", "jwt_bearer", "saml2_bearer", "token_exchange", "extension")
        left_out = kind in free and choices.take("client_id_of_public_client") == "left_out"
        return [] if left_out else [(b"client_id", required(client["client_id"]))], None
    # RFC9126-2.1-2: there always; elsewhere RFC 6749 section 3.2.1 and RFC 7521 section 4.2 leave it open
    if kind != "pushed_authorization" and choices.take("client_id_beside_authentication") == "left_out":
        named = []
    if method == "client_secret_basic":
        secret = visible(octets(client["client_secret"]), "credentials_invalid", choices)
        # RFC6749-2.3.1-2
        both = ":".join(urllib.parse.quote_plus(half) for half in (name, secret))
        return named, b"Basic " + base64.b64encode(both.encode())
    # RFC7523-2.2-1, RFC7523-2.2-2
    return named + [(b"client_assertion_type", ASSERTION_TYPE),
                    (b"client_assertion", octets(client["client_assertion"]))], None


# --- requests with a form -------------------------------------------------------------------------------------------


def checked_endpoint(given, kind, choices):
    endpoint = octets(given["endpoint"])
    if not absolute_uri(endpoint, fragment=True):
        raise Refusal("uri_invalid")
    if endpoint.lower().startswith(b"http:"):
        # RFC7009-2-4, RFC8628-3.1-5
        own_duty = ("revocation", "device_authorization", "device_code")
        if kind in own_duty or choices.take("insecure_endpoint") == "refused":
            raise Refusal("uri_scheme_unsupported")
    front, mark, _ = endpoint.partition(b"#")
    if mark:
        # RFC6749-3.2-3 binds the server
        taken = choices.take("endpoint_fragment")
        if taken == "refused":
            raise Refusal("uri_invalid")
        return endpoint if taken == "kept" else front
    return endpoint


def own_parameters(given, choices):
    if "grant" in given:
        return grant_parameters(given["grant"], choices)
    request = given["request"]
    if request["type"] == "device_authorization":
        return []
    if request["type"] == "pushed_authorization":
        return pairs(request["parameters"])
    # RFC7009-2.1-2, RFC7662-2.1-2
    made = [(b"token", required(request["token"]))]
    hint = request["token_type_hint"]
    return made if hint is None else made + [(b"token_type_hint", octets(hint))]


def common_parameters(given, choices):
    made = []
    if not_empty(given["scope"], choices) is not None:
        made.append((b"scope", request_scope(given["scope"])))
    for resource in given["resource"]:
        # RFC8707-2-1, RFC8707-2-2
        if not absolute_uri(octets(resource)):
            raise Refusal("resource_invalid")
        made.append((b"resource", octets(resource)))
    return made + pairs(given["extra"])


def bearer(token):
    # RFC6750-2.1-3
    if not B64TOKEN.fullmatch(octets(token)):
        raise Refusal("bearer_invalid")
    return b"Bearer " + octets(token)


def form_request(given, choices):
    kind = (given.get("grant") or given["request"])["type"]
    url = checked_endpoint(given, kind, choices)
    made = own_parameters(given, choices) + common_parameters(given, choices)
    names = [name for name, _ in made]
    # RFC9126-2.1-1
    if kind == "pushed_authorization" and b"request_uri" in names:
        raise Refusal("parameter_invalid")
    # RFC9126-3-2
    if kind == "pushed_authorization" and b"request" in names and len(made) > 1:
        if choices.take("parameters_beside_request") == "refused":
            raise Refusal("parameter_invalid")
        made = [pair for pair in made if pair[0] == b"request"]
        names = [b"request"]
    authorization = None
    client, token = given["client"], given.get("request", {}).get("access_token")
    # RFC6749-2.3-3
    if token is not None and (client or {}).get("method", "none") not in ("none", "tls_client_auth"):
        taken = choices.take("credentials_beside_token")
        if taken == "refused":
            raise Refusal("credentials_invalid")
        token = None if taken == "client" else token
        client = None if taken == "token" else client
    if client is not None:
        shown, authorization = authentication(client, kind, choices)
        made += shown
        names += [name for name, _ in shown]
        # what a client may leave out it still has
        names += [b"client_id"] * (b"client_id" not in names)
    if token is not None:
        # RFC7662-2.1-11
        authorization = bearer(token)
    # RFC6749-3.2-9, but for RFC8707-2-4 and RFC 8693 section 2.1
    once = [name for name in names if name not in (b"resource", b"audience")]
    if len(set(once)) < len(once):
        raise Refusal("parameter_duplicated")
    # RFC6749-3.2-5, RFC6749-4.1.3-1, RFC9449-5-1
    proof = given.get("dpop_proof")
    return sent(b"POST", url, authorization, FORM, written_form(made), dpop=None if proof is None else octets(proof))


def sent(method, url, authorization, content_type, body, dpop=None, cache_control=None, value=None):
    return {"method": method, "url": url, "authorization": authorization, "content_type": content_type, "dpop": dpop,
            "cache_control": cache_control, "body": body, "json": value}


# --- registration (RFC 7591 section 3.1) ----------------------------------------------------------------------------


def registration(given, choices):
    request = given["request"]
    url = checked_endpoint(given, "registration", choices)
    metadata = request["metadata"]
    # RFC7591-2-10
    if "jwks" in metadata and "jwks_uri" in metadata:
        raise Refusal("member_invalid")
    token = request["access_token"]
    # RFC7591-3.1-1
    return sent(b"POST", url, None if token is None else bearer(token), b"application/json", None,
                value=json.loads(json.dumps(metadata)))


# --- protected resources (RFC 6750 section 2, RFC 9449 section 7.1) -------------------------------------------------


class Asked:
    """A request to a protected resource, which may have a token already."""

    def __init__(self, given, choices):
        request = given["request"]
        self.method = octets(request["method"])
        self.front, mark, query = octets(given["endpoint"]).partition(b"?")
        self.query = [query] if mark else []
        self.body = octets(request["body"])
        self.types = [media_type(value) for value in fields(request, "content-type")]
        if self.types == [FORM]:
            self.body = self.without_token(self.body, choices)
        self.query = [self.without_token(query, choices) for query in self.query]
        # RFC6750-2-1
        if fields(request, "authorization"):
            self.second_token(choices)

    @staticmethod
    def second_token(choices):
        if choices.take("token_in_two_places") == "refused":
            raise Refusal("bearer_invalid")

    def without_token(self, text, choices):
        found = [pair for pair in decode_form(text, choices) if pair[0] == b"access_token"]
        if not found:
            return text
        self.second_token(choices)
        return b"&".join(piece for piece in text.split(b"&") if not piece.startswith(b"access_token="))

    def url(self, more=b""):
        query = b"&".join(piece for piece in [*self.query, more] if piece)
        return self.front + (b"?" + query if query else b"")


def token_in_body(asked, token):
    # RFC6750-2.2-1, RFC6750-2.2-3, RFC6750-2.2-4, RFC6750-2.2-5
    if asked.method in (b"GET", b"HEAD") or not asked.body.isascii() or asked.types not in ([], [FORM]):
        raise Refusal("bearer_invalid")
    if asked.body and not asked.types:
        raise Refusal("bearer_invalid")
    # RFC6750-2.2-2, RFC6750-2.2-6
    body = b"&".join(piece for piece in (asked.body, written_form([(b"access_token", token)])) if piece)
    return sent(asked.method, asked.url(), None, FORM, body)


def bound_token(asked, token, given):
    # RFC9449-7-1
    if given["request"]["placement"] != "header" or not B64TOKEN.fullmatch(token):
        raise Refusal("bearer_invalid")
    if "dpop_proof" not in given:
        raise Refusal("proof_missing")
    return sent(asked.method, asked.url(), b"DPoP " + token, (asked.types or [None])[0], asked.body,
                dpop=octets(given["dpop_proof"]))


def protected_resource(given, choices):
    request = given["request"]
    # RFC6750-5.3-3, where http may lie on a channel that is as secure
    if octets(given["endpoint"]).lower().startswith(b"http:") and choices.take("insecure_endpoint") == "refused":
        raise Refusal("transport_insecure")
    asked, token = Asked(given, choices), octets(request["access_token"])
    if request["token_type"] == "DPoP":
        return bound_token(asked, token, given)
    if request["placement"] == "header":
        return sent(asked.method, asked.url(), bearer(token.decode()), (asked.types or [None])[0], asked.body)
    # RFC6749-A.12-1
    if not VSCHAR.fullmatch(token):
        raise Refusal("bearer_invalid")
    if request["placement"] == "body":
        return token_in_body(asked, token)
    # RFC6750-2.3-1, RFC6750-2.3-2
    return sent(asked.method, asked.url(written_form([(b"access_token", token)])), None,
                (asked.types or [None])[0], asked.body, cache_control=b"no-store")


def op_token_request(given, choices):
    kind = given.get("request", {}).get("type")
    special = {"registration": registration, "protected_resource": protected_resource}
    return special.get(kind, form_request)(given, choices)


# --- equality -------------------------------------------------------------------------------------------------------


def credentials(text):
    scheme, _, rest = text.partition(b" ")
    if scheme.lower() != b"basic":
        return scheme.lower(), rest
    try:
        both = base64.b64decode(rest, validate=True)
    except binascii.Error:
        return scheme.lower(), rest
    if not re.fullmatch(rb"[\x21-\x7E]*", both):
        return scheme.lower(), rest
    return b"basic", [percent_decode(half.replace(b"+", b" ")) for half in both.split(b":")]


def same_credentials(wanted, got):
    return wanted is None and got is None or None not in (wanted, got) and credentials(octets(wanted)) == credentials(got)


def form_values(text):
    return sorted(tuple(percent_decode(part.replace(b"+", b" ")) for part in piece.partition(b"=")[::2])
                  for piece in text.split(b"&") if piece)


def same_form(wanted, got):
    if wanted is None or got is None:
        return wanted is None and got is None
    text = octets(wanted)
    return text.isascii() and got.isascii() and form_values(text) == form_values(got)


oauth1.OPS["oauth2.token_request"] = (op_token_request, members(
    method=same_text, url=same_url, authorization=same_credentials, content_type=same_caseless, dpop=same_or_null,
    cache_control=same_caseless, body=same_form, json=same_json))

# --- what the RFCs print --------------------------------------------------------------------------------------------


def printed():
    """(where, what is computed, what the RFC prints)."""
    none = oauth1.Choices({})
    client = {"method": "client_secret_basic", "client_id": "s6BhdRkqt3", "client_secret": "gX1fBat3bV"}
    plain = {"endpoint": "https://server.example.com/token", "client": client, "scope": None, "resource": [],
             "extra": []}
    code = {"type": "authorization_code", "code": "SplxlOBeZQQYbYS6WxSbIA", "code_verifier": None,
            "redirect_uri": "https://client.example.com/cb"}
    made = op_token_request({**plain, "grant": code}, none)
    yield "RFC 6749 section 4.1.3, the header", made["authorization"], b"Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"
    yield ("RFC 6749 section 4.1.3, the body", form_values(made["body"]),
           form_values(b"grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
                       b"&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb"))
    post = {**client, "method": "client_secret_post", "client_secret": "7Fjfp0ZBr1KtDRbnfVdmIw"}
    refresh = {"type": "refresh_token", "refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA"}
    yield ("RFC 6749 section 2.3.1", form_values(op_token_request({**plain, "client": post, "grant": refresh}, none)["body"]),
           form_values(b"grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"
                       b"&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw"))
    device = {**plain, "client": {"method": "none", "client_id": "1406020730"}, "scope": ["example_scope"],
              "request": {"type": "device_authorization"}}
    yield ("RFC 8628 section 3.1", form_values(op_token_request(device, none)["body"]),
           form_values(b"client_id=1406020730&scope=example_scope"))
    rs08 = authentication({**client, "client_id": "rs08", "client_secret": "long-secure-random-secret"}, "", none)
    yield "RFC 8693 section 2.3", rs08[1], b"Basic cnMwODpsb25nLXNlY3VyZS1yYW5kb20tc2VjcmV0"


def main(arguments):
    sys.stdout.reconfigure(errors="backslashreplace")
    here = pathlib.Path(__file__).resolve().parent
    wrong = tests = 0
    for where, computed, wanted in printed():
        if computed != wanted:
            print(f"{where}: printed {wanted}, computed {computed}")
            wrong += 1
    named = [pathlib.Path(name) for name in arguments]
    for path in named or [here.parent / "oauth2" / "token_request.json"]:
        count, differ = oauth1.recompute(path)
        tests += count
        wrong += differ
    if not tests:
        print("no vector was read")
    return 1 if wrong or not tests else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
