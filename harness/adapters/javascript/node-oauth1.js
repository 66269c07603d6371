// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package node-oauth1: encoding, base string and its parts, signing, the header, the authorization URL.
'use strict';

const oauth = require('node-oauth1');
const { version } = require('node-oauth1/package.json');
const {
  Skip, checkHost, checkUnsigned, isForm, isKeyRefusal, formPairs, run, secretOrKey, text,
} = require('./adapter');

const METHODS = ['HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512', 'RSA-SHA1', 'RSA-SHA256', 'PLAINTEXT'];

const texts = (parameters) => parameters.map((pair) => pair.map(text));

/** The request as node-oauth1 takes it: reading the query is its part, decoding a form that of its caller. */
function toMessage(request, parameters) {
  checkUnsigned(request);
  const { method, url, headers, body } = request;
  const form = isForm(headers) ? formPairs(text(body)) : [];
  return { method, action: url, parameters: [...form, ...texts(parameters)] };
}

function baseStringUri({ url, host }) {
  checkHost(url, host);
  return { out: oauth.SignatureMethod.normalizeUrl(url) };
}

function baseString({ request, protocol_parameters: parameters }) {
  return { out: oauth.SignatureMethod.getBaseString(toMessage(request, parameters)) };
}

/** What is given of the parameters that completeRequest adds where they are missing. */
function given({ nonce, timestamp, version: asked }) {
  const named = [['oauth_nonce', nonce], ['oauth_timestamp', timestamp], ['oauth_version', asked]];
  return named.filter(([, value]) => value !== null);
}

function sign(asked) {
  const { request, client, token, method, realm, extra } = asked;
  const key = secretOrKey(client, method);
  const message = toMessage(request, [['oauth_signature_method', method], ...given(asked), ...extra]);
  oauth.completeRequest(message, {
    consumerKey: client.key, consumerSecret: key, privateKey: key, token: token?.key, tokenSecret: token?.secret,
  });
  const sent = (name) => String(oauth.getParameter(message.parameters, name));
  const out = {
    signature: sent('oauth_signature'),
    base_string: oauth.SignatureMethod.getBaseString(message),
    header: oauth.getAuthorizationHeader(realm, message.parameters),
  };
  const chosen = ['nonce', 'timestamp', 'version'].filter((name) => asked[name] === null);
  return { out, actual: Object.fromEntries(chosen.map((name) => [name, sent(`oauth_${name}`)])) };
}

run(
  { name: 'node-oauth1', version, language: 'javascript', home: 'https://github.com/czardoz/node-oauth1' },
  {
    'oauth1.percent_encode': ({ text: given_ }) => ({ out: oauth.percentEncode(text(given_)) }),
    'oauth1.normalize_parameters': ({ parameters }) => ({
      out: oauth.SignatureMethod.normalizeParameters(texts(parameters)),
    }),
    'oauth1.base_string_uri': baseStringUri,
    'oauth1.base_string': baseString,
    'oauth1.sign': sign,
    'oauth1.build_authorization_header': ({ realm, parameters }) => ({
      out: oauth.getAuthorizationHeader(realm, texts(parameters)),
    }),
    'oauth1.authorization_url': ({ endpoint, token, extra }) => ({
      out: oauth.addToURL(endpoint, [['oauth_token', token], ...texts(extra)]),
    }),
  },
  METHODS,
  // What decodeURIComponent throws at a malformed escape is the first.
  (problem) => problem instanceof URIError || problem.message === 'Unsupported signature method' || isKeyRefusal(problem),
);
