// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package oauth-sign: encoding, base string, signing. Its caller takes the URL apart and names all parameters.
'use strict';

const oauth = require('oauth-sign');
const { version } = require('oauth-sign/package.json');
const {
  Skip, checkUnsigned, isKeyRefusal, protocolParameters, requestPairs, run, secretOrKey, text, toObject,
} = require('./adapter');

const REFUSAL = 'Signature method not supported: ';

/** The URL without its query, where that is a base string URI already. */
function baseStringUri(url) {
  const [uri] = url.split(/[?#]/);
  if (!/^(http:\/\/(?![^/]*:80\/)|https:\/\/(?![^/]*:443\/))[^/A-Z@]+\//.test(uri)) {
    throw new Skip('making the base string URI: its caller does');
  }
  return uri;
}

/** Method, URI and parameters of a request as oauth-sign takes them. */
function toArguments(request, parameters) {
  checkUnsigned(request);
  return [request.method, baseStringUri(request.url), toObject([...requestPairs(request), ...parameters])];
}

function baseString({ request, protocol_parameters: parameters }) {
  if (parameters.length === 0) {
    throw new Skip('reading a request that is signed: it only signs');
  }
  return { out: oauth.generateBase(...toArguments(request, parameters.filter(([name]) => name !== 'oauth_signature'))) };
}

function sign(given) {
  const { request, client, token, method } = given;
  const key = secretOrKey(client, method);
  if (method === 'PLAINTEXT') {
    return { out: { signature: oauth.sign(method, null, null, null, key, token?.secret) } };
  }
  const signed = toArguments(request, protocolParameters(given));
  return { out: { signature: oauth.sign(method, ...signed, key, token?.secret), base_string: oauth.generateBase(...signed) } };
}

run(
  { name: 'oauth-sign', version, language: 'javascript', home: 'https://github.com/request/oauth-sign' },
  {
    'oauth1.percent_encode': (given) => ({ out: oauth.rfc3986(text(given.text)) }),
    'oauth1.base_string': baseString,
    'oauth1.sign': sign,
  },
  ['HMAC-SHA1', 'HMAC-SHA256', 'RSA-SHA1', 'PLAINTEXT'],
  (problem) => problem.message.startsWith(REFUSAL) || isKeyRefusal(problem),
);
