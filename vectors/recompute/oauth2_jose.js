#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Recomputes the vectors of OAuth 2.0 that are JSON Web Tokens: client assertions and DPoP proofs, made and verified.
//
// usage: oauth2_jose.js [FILE ...]     (without FILE: the four suites of ../oauth2)
//
// From RFC 7515, 7518, 7519, 7521, 7523, 7638 and 9449, with the modules of Node.js: its node:crypto reads keys and
// verifies, JSON is read here. No port of oauth2_jose.py: a JWT is judged by a list of rules, in the order of the RFCs.

'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

// The choices that the RFCs leave open; ../README.md says what they mean.
const BRANCHES = {
  assertion_typ: ['accepted', 'refused'],
  base64url_unused_bits: ['refused', 'accepted'],
  crit_malformed: ['refused', 'accepted'],
  duplicate_jwt_member: ['refused', 'last'],
  far_expiry: ['accepted', 'refused'],
  future_iat: ['accepted', 'refused'],
  htu_query: ['refused', 'ignored'],
  htu_written: ['as_given', 'normalised'],
  jti_missing: ['accepted', 'refused'],
  jti_of_refused_assertion: ['free', 'used'],
  jti_replay: ['refused', 'accepted'],
  kid_missing: ['accepted', 'refused'],
  kid_unknown: ['refused', 'accepted'],
  old_assertion: ['accepted', 'refused'],
  proof_exp: ['refused', 'ignored'],
  proof_jti_of_refused: ['free', 'used'],
  proof_jti_scope: ['accepted', 'refused'],
  proof_near_future: ['accepted', 'refused'],
  proof_replay: ['refused', 'accepted'],
  proof_typ: ['accepted', 'refused'],
  unasked_nonce: ['accepted', 'refused'],
};

class Refusal extends Error {
  constructor(reason, error) {
    super(reason);
    this.reason = reason;
    this.error = error;
  }
}

const refuseIf = (condition, reason, error) => {
  if (condition) throw new Refusal(reason, error);
};

// Thrown where a choice matters that nobody has made yet.
class Undecided extends Error {
  constructor(name) {
    super(name);
    this.name = name;
  }
}

const chooser = (made) => (name, branch) => {
  if (!(name in made)) throw new Undecided(name);
  return made[name] === branch;
};

// --- base64url and JSON ---------------------------------------------------------------------------------------------

const encode64 = (octets) => Buffer.from(octets).toString('base64url');

/** RFC 7515 section 2: nothing but the alphabet; what is written again differs only where unused bits were set. */
function decode64(text, reason, choose) {
  refuseIf(!/^[A-Za-z0-9_-]*$/.test(text) || /[\r\n]/.test(text) || text.length % 4 === 1, reason);
  const octets = Buffer.from(text, 'base64url');
  refuseIf(encode64(octets) !== text && choose('base64url_unused_bits', 'refused'), reason);
  return octets;
}

/** A reader of RFC 8259 that knows of members which stand twice. */
class JsonReader {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.twice = false;
  }

  whole() {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) throw new SyntaxError('text behind');
    return value;
  }

  space() {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at])) this.at++;
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) throw new SyntaxError(`at ${this.at}`);
    this.at = pattern.lastIndex;
    return found[0];
  }

  value() {
    this.space();
    if (this.text[this.at] === '{') return this.object();
    if (this.text[this.at] === '[') return this.items(']', () => this.value());
    return JSON.parse(this.take(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null/ysu));
  }

  items(end, item) {
    const found = [];
    this.at++;
    this.space();
    while (this.text[this.at] !== end) {
      if (found.length) this.take(/,/y);
      found.push(item());
      this.space();
    }
    this.at++;
    return found;
  }

  object() {
    const members = new Map();
    for (const [name, value] of this.items('}', () => this.member())) {
      this.twice ||= members.has(name);
      members.set(name, value);
    }
    return Object.fromEntries(members);
  }

  member() {
    this.space();
    const name = JSON.parse(this.take(/"(?:[^"\\]|\\.)*"/ysu));
    this.space();
    this.take(/:/y);
    return [name, this.value()];
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (object, name) => Object.hasOwn(object, name);

/** RFC 7515 section 4 and RFC 7519 section 4: one object; names are unique, or the last one counts. */
function readObject(octets, reason, choose) {
  let reader;
  let value;
  try {
    reader = new JsonReader(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets));
    value = reader.whole();
  } catch {
    throw new Refusal(reason);
  }
  refuseIf(!isObject(value), reason);
  refuseIf(reader.twice && choose('duplicate_jwt_member', 'refused'), reason);
  return value;
}

// --- keys -----------------------------------------------------------------------------------------------------------

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const THUMBPRINT_MEMBERS = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'] };

const only = (jwk) => Object.fromEntries(THUMBPRINT_MEMBERS[jwk.kty].map((name) => [name, jwk[name]]));

/** RFC 7638 section 3 */
const thumbprint = (jwk) => encode64(crypto.createHash('sha256').update(JSON.stringify(only(jwk))).digest());

const sha256 = (text) => encode64(crypto.createHash('sha256').update(text).digest());

const COORDINATE = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };
const lengthOf = (text) => Buffer.from(text, 'base64url').length;
const isExponent = (number) => number >= 3n && number % 2n === 1n;

function publicKey(jwk) {
  refuseIf(!isObject(jwk) || !has(THUMBPRINT_MEMBERS, jwk.kty), 'key_invalid');
  refuseIf(THUMBPRINT_MEMBERS[jwk.kty].some((name) => typeof jwk[name] !== 'string'), 'key_invalid');
  // RFC7518-6.2.1.2-1 and RFC7518-6.3-1, which node:crypto does not ask for.
  if (jwk.kty === 'EC') refuseIf([jwk.x, jwk.y].some((text) => lengthOf(text) !== COORDINATE[jwk.crv]), 'key_invalid');
  if (jwk.kty === 'RSA') refuseIf(!isExponent(BigInt(`0x0${Buffer.from(jwk.e, 'base64url').toString('hex')}`)), 'key_invalid');
  return reading(() => crypto.createPublicKey({ key: only(jwk), format: 'jwk' }));
}

function reading(read) {
  try {
    return read();
  } catch {
    throw new Refusal('key_invalid');
  }
}

function privateKey(jwk) {
  refuseIf(typeof jwk.d !== 'string', 'key_invalid');
  const key = reading(() => crypto.createPrivateKey({ key: jwk, format: 'jwk' }));
  // The two halves belong together when what one signs the other one verifies.
  const text = Buffer.from('halves');
  const hash = jwk.kty === 'OKP' ? null : 'sha256';
  refuseIf(!crypto.verify(hash, text, publicKey(jwk), crypto.sign(hash, text, key)), 'key_invalid');
  return key;
}

function secretOf(given) {
  if (has(given, 'secret')) return Buffer.from(given.secret);
  if (given.jwk?.kty === 'oct') return Buffer.from(given.jwk.k, 'base64url');
  return null;
}

const verificationKey = (given) =>
  secretOf(given) ?? (given.jwk ? publicKey(given.jwk) : reading(() => crypto.createPublicKey(given.pem)));
const signingKey = (given) =>
  secretOf(given) ?? (given.jwk ? privateKey(given.jwk) : reading(() => crypto.createPrivateKey(given.pem)));

// RFC 7518 section 3.1: what each algorithm asks of its key, and how it verifies.
const rsaOf = (key) =>
  key.asymmetricKeyType === 'rsa' &&
  // RFC7518-3.3-1, RFC7518-3.3-2
  key.asymmetricKeyDetails.modulusLength >= 2048 &&
  isExponent(key.asymmetricKeyDetails.publicExponent);
const PSS = { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
const ALGORITHMS = {
  HS256: {
    fits: (key) => Buffer.isBuffer(key) && key.length >= 32,
    verify: (key, text, tag) => crypto.createHmac('sha256', key).update(text).digest().equals(tag),
  },
  RS256: { fits: rsaOf, verify: (key, text, signature) => crypto.verify('sha256', text, key, signature) },
  PS256: { fits: rsaOf, verify: (key, text, signature) => crypto.verify('sha256', text, { key, ...PSS }, signature) },
  ES256: {
    fits: (key) => key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
    verify: (key, text, signature) =>
      signature.length === 64 && crypto.verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, signature),
  },
  EdDSA: {
    fits: (key) => key.asymmetricKeyType === 'ed25519',
    verify: (key, text, signature) => crypto.verify(null, text, key, signature),
  },
};

function checkKey(alg, key) {
  refuseIf(!has(ALGORITHMS, alg), 'algorithm_unsupported');
  refuseIf(!ALGORITHMS[alg].fits(key), 'key_invalid');
}

// --- a JWT ----------------------------------------------------------------------------------------------------------

const STANDARD_HEADER = ['alg', 'jku', 'jwk', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'cty', 'crit'];

/** RFC 7515 section 5.2, up to the signature. */
function takeApart(text, choose) {
  const dots = [...text].reduce((count, character) => count + (character === '.'), 0);
  refuseIf(dots !== 2, 'jws_malformed');
  const [headerText, payloadText, signatureText] = text.split('.');
  const headerOctets = decode64(headerText, 'jws_malformed', choose);
  const payload = decode64(payloadText, 'jws_malformed', choose);
  const signature = decode64(signatureText, 'jws_malformed', choose);
  const header = readObject(headerOctets, 'jose_header_invalid', choose);
  // RFC7515-4.1.1-1, RFC7515-4.1.4-2
  refuseIf(typeof header.alg !== 'string', 'jose_header_invalid');
  refuseIf(has(header, 'kid') && typeof header.kid !== 'string', 'jose_header_invalid');
  if (has(header, 'crit')) {
    // RFC7515-4.1.11-1: nothing is understood; RFC7515-4.1.11-2: all else is malformed
    const standard = Array.isArray(header.crit) && header.crit.every((name) => STANDARD_HEADER.includes(name));
    refuseIf(!standard || choose('crit_malformed', 'refused'), 'critical_unsupported');
  }
  return { header, payload, signature, signed: Buffer.from(`${headerText}.${payloadText}`) };
}

const isText = (value) => typeof value === 'string';
const isNumber = (value) => typeof value === 'number';
// RFC 7519 section 4.1
const CLAIM_TYPES = {
  iss: isText, sub: isText, jti: isText, exp: isNumber, nbf: isNumber, iat: isNumber,
  aud: (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
};

function readClaims(jwt, choose) {
  // RFC7519-7.2-3: cty says that the payload is a JWT, and it has not three parts.
  const nested = ['jwt', 'application/jwt'].includes(String(jwt.header.cty).toLowerCase());
  refuseIf(nested, 'jws_malformed');
  const claims = readObject(jwt.payload, 'jws_malformed', choose);
  for (const [name, fits] of Object.entries(CLAIM_TYPES)) {
    refuseIf(has(claims, name) && !fits(claims[name]), 'claim_invalid');
  }
  return claims;
}

// --- client assertions and grants -----------------------------------------------------------------------------------

const YEAR = 31556952;
const URN = 'urn:ietf:params:oauth:';
const KINDS = {
  client_authentication: {
    type: 'client_assertion_type', urn: `${URN}client-assertion-type:jwt-bearer`, place: 'client_assertion',
    refusal: { error: 'invalid_client', status: 401 },
  },
  authorization_grant: {
    type: 'grant_type', urn: `${URN}grant-type:jwt-bearer`, place: 'assertion',
    refusal: { error: 'invalid_grant', status: 400 },
  },
};

/** RFC 7523 section 3, in its order; each rule says what is wrong, or nothing. */
const ASSERTION_RULES = [
  // 2 and 3: sub and aud; 4: exp
  ({ claims }) => ['sub', 'aud', 'exp'].some((name) => !has(claims, name)) && 'claim_missing',
  ({ claims, given }) => given.use === 'client_authentication' && claims.sub !== claims.iss && 'subject_mismatch',
  ({ claims, given }) => ![claims.aud].flat().some((name) => given.audience.includes(name)) && 'audience_mismatch',
  ({ claims, given }) => claims.exp + given.leeway <= given.now && 'jwt_expired',
  ({ claims, given, choose }) =>
    claims.exp > given.now + 10 * YEAR && choose('far_expiry', 'refused') && 'claim_invalid',
  // 5: nbf
  ({ claims, given }) => claims.nbf - given.leeway > given.now && 'jwt_not_yet_valid',
  // 6: iat
  ({ claims, given, choose }) =>
    claims.iat < given.now - YEAR / 2 && choose('old_assertion', 'refused') && 'claim_invalid',
  ({ claims, given, choose }) =>
    claims.iat > given.now + given.leeway && choose('future_iat', 'refused') && 'jwt_not_yet_valid',
  // 7: jti
  ({ claims, choose }) => !has(claims, 'jti') && choose('jti_missing', 'refused') && 'claim_missing',
];

function presentedAssertion(parameters, kind) {
  const values = new Map(parameters);
  const invalid = { error: 'invalid_request', status: 400 };
  refuseIf(values.size !== parameters.length, 'parameter_duplicated', invalid);
  refuseIf(!values.get(kind.type) || !values.get(kind.place), 'parameter_missing', invalid);
  refuseIf(values.get(kind.type) !== kind.urn, 'parameter_unsupported', invalid);
  return values;
}

/** RFC 7515 section 6: by a key of the issuer; which one a kid may tell. */
function checkIssuersSignature(jwt, issuer, choose) {
  const { alg, kid } = jwt.header;
  refuseIf(!issuer.algs.includes(alg) || !has(ALGORITHMS, alg), 'algorithm_unsupported');
  const keys = issuer.keys.map((given) => ({ key: verificationKey(given), kid: given.jwk?.kid }));
  const candidates = keys.filter(({ key }) => ALGORITHMS[alg].fits(key));
  refuseIf(candidates.length === 0, 'key_invalid');
  const signer = candidates.find(({ key }) => ALGORITHMS[alg].verify(key, jwt.signed, jwt.signature));
  refuseIf(!signer, 'signature_invalid');
  if (kid === undefined) {
    refuseIf(keys.length > 1 && choose('kid_missing', 'refused'), 'key_invalid');
  } else if (signer.kid !== undefined && signer.kid !== kid) {
    const named = keys.some((key) => key.kid === kid);
    refuseIf(choose('kid_unknown', 'refused'), named ? 'signature_invalid' : 'key_invalid');
  }
}

function checkAssertion(jwt, claims, values, { given, choose }) {
  for (const rule of ASSERTION_RULES) {
    const wrong = rule({ claims, given, choose });
    refuseIf(wrong, wrong);
  }
  const typ = jwt.header.typ ?? 'JWT';
  refuseIf(!/^(application\/)?jwt$/i.test(typ) && choose('assertion_typ', 'refused'), 'jwt_type_unexpected');
  if (given.use === 'client_authentication') {
    // RFC7521-4.2.1-1, RFC7521-4.2-3
    refuseIf(values.get('client_secret'), 'credentials_invalid');
    refuseIf(values.has('client_id') && values.get('client_id') !== claims.sub, 'subject_mismatch');
  }
}

function verifyClientAssertions(given, choose) {
  const kind = KINDS[given.use];
  const taken = new Set();
  const burnt = new Set();
  // A store matters only where another JWT with this jti comes later.
  const later = (at) => given.sequence.slice(at + 1).some((item) => String(item) !== String(given.sequence[at]));
  return given.sequence.map((parameters, at) => {
    let id;
    try {
      const values = presentedAssertion(parameters, kind);
      const jwt = takeApart(values.get(kind.place), choose);
      const claims = readClaims(jwt, choose);
      refuseIf(!has(claims, 'iss'), 'claim_missing');
      const issuer = given.issuers.find((known) => known.issuer === claims.iss);
      refuseIf(!issuer, 'issuer_unknown');
      if (has(claims, 'jti')) id = JSON.stringify([claims.iss, claims.jti]);
      refuseIf(burnt.has(id), 'jti_used');
      checkIssuersSignature(jwt, issuer, choose);
      checkAssertion(jwt, claims, values, { given, choose });
      refuseIf(id && taken.has(id) && choose('jti_replay', 'refused'), 'jti_used');
      taken.add(id);
      return { verdict: 'accepted', subject: claims.sub };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (id && !taken.has(id) && later(at) && choose('jti_of_refused_assertion', 'used')) burnt.add(id);
      return { verdict: 'refused', reason: refusal.reason, ...(refusal.error ?? kind.refusal) };
    }
  });
}

function makeClientAssertion(given) {
  checkKey(given.alg, signingKey(given.key));
  refuseIf(given.issuer === '' || given.subject === '', 'claim_missing');
  const optional = ['iat', 'nbf', 'jti'].filter((name) => given[name] !== null).map((name) => [name, given[name]]);
  const claims = {
    iss: given.issuer, sub: given.subject, aud: given.audience, exp: given.exp, ...Object.fromEntries(optional),
    ...given.claims,
  };
  return { header: given.kid === null ? { alg: given.alg } : { alg: given.alg, kid: given.kid }, claims };
}

// --- DPoP proofs ----------------------------------------------------------------------------------------------------

const bare = (url) => url.replace(/[?#].*$/s, '');

/** RFC 3986 section 6.2: by the URL standard's parser, which does the rest; it leaves escapes as they are. */
function normalised(url) {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url.replace(/%2e/gi, '.'));
  return parsed.href.replace(/%([0-9a-f]{2})/gi, (escape, digits) => {
    const character = String.fromCharCode(parseInt(digits, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : escape.toUpperCase();
  });
}

/** RFC 9449 section 4.3, in its order. */
const PROOF_RULES = [
  // 3
  ({ claims }) => ['jti', 'htm', 'htu'].some((name) => !isText(claims[name])) && 'claim_missing',
  ({ claims }) => (!has(claims, 'iat') || claims.jti === '') && 'claim_missing',
  // 8
  ({ claims, request }) => claims.htm !== request.method && 'proof_mismatch',
  // 9
  ({ claims, request }) => normalised(bare(claims.htu)) !== normalised(bare(request.url)) && 'proof_mismatch',
  ({ claims, choose }) =>
    bare(claims.htu) !== claims.htu && choose('htu_query', 'refused') && 'proof_mismatch',
  // 11, and section 11.1
  ({ claims, given }) =>
    (claims.iat > given.now + given.window || claims.iat < given.now - given.window) && 'proof_stale',
  ({ claims, given, choose }) =>
    claims.iat > given.now + 5 && choose('proof_near_future', 'refused') && 'proof_stale',
  ({ claims, given, choose }) => claims.exp <= given.now && choose('proof_exp', 'refused') && 'jwt_expired',
  // 10
  ({ claims, given, choose }) =>
    given.nonce === null && has(claims, 'nonce') && choose('unasked_nonce', 'refused') && 'proof_mismatch',
];

function checkType(typ, choose) {
  refuseIf(!isText(typ) || !/^(application\/)?dpop\+jwt$/i.test(typ), 'jwt_type_unexpected');
  refuseIf(typ !== 'dpop+jwt' && choose('proof_typ', 'refused'), 'jwt_type_unexpected');
}

function verifyProof(request, given, choose, onUnsigned) {
  const fields = request.headers.filter(([name]) => name.toLowerCase() === 'dpop');
  refuseIf(fields.length !== 1, 'proof_missing');
  const jwt = takeApart(fields[0][1], choose);
  const { typ, alg, jwk } = jwt.header;
  checkType(typ, choose);
  refuseIf(alg === 'HS256' || !has(ALGORITHMS, alg) || !given.algs.includes(alg), 'algorithm_unsupported');
  refuseIf(jwk === undefined, 'jose_header_invalid');
  refuseIf(isObject(jwk) && PRIVATE_MEMBERS.some((name) => has(jwk, name)), 'key_invalid');
  const key = publicKey(jwk);
  checkKey(alg, key);
  if (!ALGORITHMS[alg].verify(key, jwt.signed, jwt.signature)) {
    onUnsigned(jwt);
    throw new Refusal('signature_invalid');
  }
  const claims = readClaims(jwt, choose);
  for (const rule of PROOF_RULES) {
    const wrong = rule({ claims, given, request, choose });
    refuseIf(wrong, wrong);
  }
  refuseIf(given.nonce !== null && claims.nonce !== given.nonce, 'proof_mismatch', 'use_dpop_nonce');
  const jkt = thumbprint(jwk);
  refuseIf(given.jkt !== null && given.jkt !== jkt, 'proof_key_mismatch');
  return { claims, jkt };
}

/** RFC 9449 sections 7.1 and 7.2: the token of a request for a protected resource, and what it is bound to. */
function presentedToken(request, tokens) {
  const fields = request.headers.filter(([name]) => name.toLowerCase() === 'authorization');
  refuseIf(fields.length > 1, 'bearer_invalid', 'invalid_request');
  const found = /^([A-Za-z]+) +(.+)$/.exec(fields[0]?.[1] ?? '');
  const scheme = found?.[1].toLowerCase();
  refuseIf(scheme !== 'dpop' && scheme !== 'bearer', 'bearer_invalid', 'no_error');
  return { scheme, text: found[2], known: tokens.find(({ token }) => token === found[2]) };
}

function verifyProofs(given, choose) {
  const taken = new Map();
  const burnt = new Set();
  const judge = (request) => {
    const token = given.tokens && presentedToken(request, given.tokens);
    if (token?.scheme === 'bearer') {
      refuseIf(token.known?.jkt !== null, 'token_invalid', 'invalid_token');
      return {};
    }
    const { claims, jkt } = verifyProof(request, given, choose, (jwt) => {
      const more = given.sequence.indexOf(request) < given.sequence.length - 1;
      if (more && choose('proof_jti_of_refused', 'used')) burnt.add(readClaims(jwt, choose).jti);
    });
    if (token) {
      refuseIf(!token.known?.jkt, 'token_invalid', 'invalid_token');
      // 12
      refuseIf(claims.ath !== sha256(token.text), 'proof_mismatch');
      refuseIf(token.known.jkt !== jkt, 'proof_key_mismatch', 'invalid_token');
    }
    refuseIf(burnt.has(claims.jti), 'jti_used');
    if (taken.has(claims.jti)) {
      const policy = taken.get(claims.jti) === request.url ? 'proof_replay' : 'proof_jti_scope';
      refuseIf(choose(policy, 'refused'), 'jti_used');
    }
    taken.set(claims.jti, request.url);
    return { jkt };
  };
  return given.sequence.map((request) => {
    try {
      return { verdict: 'accepted', ...judge(request) };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const error = refusal.error ?? 'invalid_dpop_proof';
      return { verdict: 'refused', reason: refusal.reason, error, status: given.tokens ? 401 : 400 };
    }
  });
}

function makeProof(given, choose) {
  refuseIf(given.alg === 'HS256' || !has(ALGORITHMS, given.alg), 'algorithm_unsupported');
  const key = signingKey(given.key);
  checkKey(given.alg, key);
  const target = bare(given.url);
  const other = normalised(target);
  refuseIf(other === null, 'uri_invalid');
  const claims = { jti: given.jti, htm: given.method, htu: target, iat: given.iat };
  if (other !== target && choose('htu_written', 'normalised')) claims.htu = other;
  if (given.access_token !== null) claims.ath = sha256(given.access_token);
  if (given.nonce !== null) claims.nonce = given.nonce;
  const jwk = only(crypto.createPublicKey(key).export({ format: 'jwk' }));
  return { header: { alg: given.alg, typ: 'dpop+jwt', jwk }, claims };
}

// --- running the vectors --------------------------------------------------------------------------------------------

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.keys(value).sort().map((name) => [name, sorted(value[name])]);
};
const sameJson = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const audiences = ({ header, claims }) =>
  'aud' in claims ? { header, claims: { ...claims, aud: [claims.aud].flat() } } : { header, claims };
const sameJwt = (wanted, got) => sameJson(audiences(wanted), audiences(got));
const sameVerdicts = (wanted, got) => wanted.length === got.length && wanted.every((verdict, at) =>
  Object.keys(verdict).every((name) => sameJson(verdict[name], got[at][name])));

const OPS = {
  'oauth2.client_assertion': [makeClientAssertion, sameJwt],
  'oauth2.verify_client_assertion': [verifyClientAssertions, sameVerdicts],
  'oauth2.dpop_proof': [makeProof, sameJwt],
  'oauth2.verify_dpop_proof': [verifyProofs, sameVerdicts],
};

/** Every outcome, whatever is chosen where a choice matters: [choices, value or Refusal]. */
function outcomes(compute, given, made) {
  try {
    return [[made, compute(given, chooser(made))]];
  } catch (thrown) {
    if (thrown instanceof Refusal) return [[made, thrown]];
    if (!(thrown instanceof Undecided)) throw thrown;
    return BRANCHES[thrown.name].flatMap((branch) => outcomes(compute, given, { ...made, [thrown.name]: branch }));
  }
}

function agrees(expected, outcome, same) {
  if (!expected.reject) return !(outcome instanceof Refusal) && same(expected.out, outcome);
  return outcome instanceof Refusal && (expected.reject.length === 0 || expected.reject.includes(outcome.reason));
}

/** What differs in one test. A branch has to come of the choice it names, and every outcome has to be one of them. */
function differences(test, [compute, same]) {
  const { name, one_of: several } = test.expect;
  const branches = several ?? [test.expect];
  if (several && String([...BRANCHES[name]].sort()) !== String(several.map(({ policy }) => policy).sort())) {
    return [`the choice "${name}" has other branches`];
  }
  const found = [];
  for (const branch of branches) {
    const all = outcomes(compute, test.in, several ? { [name]: branch.policy } : {});
    const reached = all.some(([, outcome]) => agrees(branch, outcome, same));
    for (const [made, outcome] of all) {
      if (reached && branches.some((other) => agrees(other, outcome, same))) continue;
      const shown = outcome instanceof Refusal ? `reject ${outcome.reason}` : JSON.stringify(outcome);
      const wanted = JSON.stringify(branch.out ?? branch.reject);
      found.push(`[${JSON.stringify(made)}] expected ${wanted}, computed ${shown}`);
    }
  }
  return found;
}

/** Prints one line a suite, and one for each value that differs; gives the counts of both. */
function recompute(file) {
  const suite = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (!has(OPS, suite.op)) {
    console.log(`${file}: unknown op ${suite.op}`);
    return [0, 1];
  }
  let wrong = 0;
  for (const test of suite.tests) {
    for (const difference of differences(test, OPS[suite.op])) {
      console.log(`${suite.suite}/${test.id}: ${difference}`);
      wrong += 1;
    }
  }
  console.log(`${suite.suite}: ${suite.tests.length} recomputed${wrong ? `, ${wrong} differ` : ''}`);
  return [suite.tests.length, wrong];
}

/** What RFC 7515 (appendices A.1 and A.3) and RFC 9449 print themselves. */
function printedValuesDiffer() {
  const strict = chooser({ base64url_unused_bits: 'refused' });
  const payload = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
  const secret = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
  const point = {
    kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  };
  const verifies = (text, key) => {
    const jwt = takeApart(text, strict);
    return ALGORITHMS[jwt.header.alg].verify(verificationKey(key), jwt.signed, jwt.signature);
  };
  const checks = {
    'RFC 7515 appendix A.1': verifies(
      `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
      { jwk: { kty: 'oct', k: secret } }),
    'RFC 7515 appendix A.3': verifies(
      `eyJhbGciOiJFUzI1NiJ9.${payload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmX` +
        'FCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
      { jwk: point }),
    'RFC 9449 section 6.1': thumbprint({
      kty: 'EC', x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs', y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
      crv: 'P-256',
    }) === '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
    'RFC 9449 section 7.1':
      sha256('Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU') === 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
  };
  const wrong = Object.keys(checks).filter((where) => !checks[where]);
  for (const where of wrong) console.log(`${where}: another value than the one printed`);
  return wrong.length;
}

function main(files) {
  const suites = ['client_assertion', 'verify_client_assertion', 'dpop_proof', 'verify_dpop_proof'];
  const named = files.length ? files : suites.map((name) => path.join(__dirname, '..', 'oauth2', `${name}.json`));
  const counts = named.map(recompute);
  const tests = counts.reduce((sum, [count]) => sum + count, 0);
  const wrong = counts.reduce((sum, [, differ]) => sum + differ, printedValuesDiffer());
  if (!tests) console.log('no vector was read');
  return wrong || !tests ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
