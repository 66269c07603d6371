// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package oauth-1.0a: encoding, normalised parameters, base string, signing, the header.
'use strict';

const crypto = require('node:crypto');
const OAuth = require('oauth-1.0a');
const { version } = require('oauth-1.0a/package.json');
const { Skip, checkHost, checkUnsigned, formPairs, isForm, run, text, toObject } = require('./adapter');

// oauth-1.0a hashes and signs with functions of its caller. These are the ones of its documentation.
const digest = (hash, data) => crypto.createHash(hash).update(data).digest('base64');
const hmac = (hash) => (baseString, key) => crypto.createHmac(hash, key).update(baseString).digest('base64');
const rsa = (hash, key) => (baseString) => crypto.sign(hash, Buffer.from(baseString), key).toString('base64');

const METHODS = {
  'HMAC-SHA1': { hash: 'sha1', signer: ({ secret }) => secret !== undefined && hmac('sha1') },
  'HMAC-SHA256': { hash: 'sha256', signer: ({ secret }) => secret !== undefined && hmac('sha256') },
  'HMAC-SHA512': { hash: 'sha512', signer: ({ secret }) => secret !== undefined && hmac('sha512') },
  'RSA-SHA1': { hash: 'sha1', signer: ({ private_key: key }) => key && rsa('sha1', rsaKey(key)) },
  'RSA-SHA256': { hash: 'sha256', signer: ({ private_key: key }) => key && rsa('sha256', rsaKey(key)) },
  PLAINTEXT: { hash: 'sha1', signer: ({ secret }) => secret !== undefined && ((_, key) => key) },
};

function rsaKey({ pem, jwk }) {
  try {
    const key = crypto.createPrivateKey(jwk ? { key: jwk, format: 'jwk' } : pem);
    if (key.asymmetricKeyType === 'rsa') {
      return key;
    }
  } catch {
    // As with a key of another kind: refusing it is the caller's part.
  }
  throw new Skip('refusing keys: its caller signs');
}

const client = (options) => new OAuth({ consumer: { key: '', secret: '' }, ...options });

/** The request as oauth-1.0a takes it: decoding the query is its part, decoding a form that of its caller. */
function toRequest(request) {
  checkUnsigned(request);
  const { method, url, headers, body } = request;
  return { method, url, data: isForm(headers) ? toObject(formPairs(text(body))) : {} };
}

/** Protocol parameters as an object of texts. */
function oauthData(parameters) {
  const data = toObject(parameters);
  if (Object.values(data).some(Array.isArray)) {
    throw new Skip('a protocol parameter that comes twice: they are members of an object');
  }
  return data;
}

function baseString({ request, protocol_parameters: parameters }) {
  if (parameters.length === 0 && /\boauth_signature=/.test(request.url + text(request.body))) {
    throw new Skip('reading a request that is signed: it only signs');
  }
  const { oauth_signature: _, ...data } = oauthData(parameters);
  return { out: client().getBaseString(toRequest(request), data) };
}

function sign(given) {
  const signer = METHODS[given.method]?.signer(given.client);
  if (!signer) {
    throw new Skip('refusing methods and credentials: its caller signs');
  }
  const out = {};
  const oauth = client({
    consumer: { secret: '', ...given.client },
    signature_method: given.method,
    hash_function: (text_, key) => {
      out.base_string = text_;
      return signer(text_, key);
    },
    body_hash_function: (body) => digest(METHODS[given.method].hash, body),
    version: given.version ?? undefined,
    realm: given.realm ?? undefined,
  });
  if (given.nonce !== null) {
    oauth.getNonce = () => given.nonce;
  }
  if (given.timestamp !== null) {
    oauth.getTimeStamp = () => given.timestamp;
  }
  const data = oauth.authorize(requestToSign(given), given.token ?? undefined);
  out.signature = data.oauth_signature;
  out.header = oauth.toHeader(data).Authorization;
  return { out, actual: chosen(given, data) };
}

/** What was sent without having been asked for: oauth-1.0a leaves none of these out. */
function chosen(given, data) {
  const names = ['nonce', 'timestamp', 'version'].filter((name) => given[name] === null);
  return Object.fromEntries(names.map((name) => [name, String(data[`oauth_${name}`])]));
}

/** Protocol parameters of the caller stand beside those of the form; where the body is hashed, data is the body. */
function requestToSign({ request, extra, body_hash: withBodyHash }) {
  const taken = toRequest(request);
  if (!withBodyHash) {
    return { ...taken, data: Object.assign(taken.data, oauthData(extra)) };
  }
  if (isForm(request.headers) || extra.length > 0) {
    throw new Skip('oauth_body_hash with a form or with protocol parameters of the caller');
  }
  return { ...taken, data: text(request.body), includeBodyHash: true };
}

function buildAuthorizationHeader({ realm, parameters }) {
  return { out: client({ realm }).toHeader(oauthData(parameters)).Authorization };
}

function baseStringUri({ url, host }) {
  checkHost(url, host);
  return { out: client().getBaseUrl(url) };
}

run(
  { name: 'oauth-1.0a', version, language: 'javascript', home: 'https://github.com/ddo/oauth-1.0a' },
  {
    'oauth1.percent_encode': (given) => ({ out: client().percentEncode(text(given.text)) }),
    'oauth1.normalize_parameters': (given) => ({
      out: client().getParameterString({ url: '', data: toObject(given.parameters) }, {}),
    }),
    'oauth1.base_string_uri': baseStringUri,
    'oauth1.base_string': baseString,
    'oauth1.sign': sign,
    'oauth1.build_authorization_header': buildAuthorizationHeader,
  },
  [...Object.keys(METHODS), 'oauth_body_hash'],
  // What decodeURIComponent throws at a malformed escape.
  (problem) => problem instanceof URIError,
);
