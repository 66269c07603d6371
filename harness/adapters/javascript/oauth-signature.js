// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package oauth-signature: the parts of a base string, and HMAC-SHA1 over it. Its caller names all parameters.
'use strict';

const oauth = require('oauth-signature');
const { version } = require('oauth-signature/package.json');
const {
  Skip, checkHost, checkUnsigned, protocolParameters, requestPairs, run, secretOrKey, text,
} = require('./adapter');

/** Parameters as a list of objects, which keeps those of one name apart. */
const toList = (pairs) => pairs.map(([name, value]) => ({ [text(name)]: text(value) }));

/** Method, URL and parameters of a request as oauth-signature takes them. */
function toArguments(request, parameters) {
  checkUnsigned(request);
  return [request.method, request.url, toList([...requestPairs(request), ...parameters])];
}

function baseStringUri({ url, host }) {
  checkHost(url, host);
  return { out: new oauth.UrlElement(url).get() };
}

function normalizeParameters({ parameters }) {
  return { out: new oauth.ParametersElement(new oauth.ParametersLoader(toList(parameters)).get()).get() };
}

function baseString({ request, protocol_parameters: parameters }) {
  if (parameters.length === 0) {
    throw new Skip('reading a request that is signed: it only signs');
  }
  const signed = toArguments(request, parameters.filter(([name]) => name !== 'oauth_signature'));
  return { out: new oauth.SignatureBaseString(...signed).generate() };
}

function sign(given) {
  const { request, client, token, method } = given;
  if (method !== 'HMAC-SHA1') {
    throw new Skip('signature methods: it has but HMAC-SHA1');
  }
  const signed = toArguments(request, protocolParameters(given));
  const signature = oauth.generate(...signed, secretOrKey(client, method), token?.secret, { encodeSignature: false });
  return { out: { signature, base_string: new oauth.SignatureBaseString(...signed).generate() } };
}

run(
  { name: 'oauth-signature', version, language: 'javascript', home: 'https://github.com/bettiolo/oauth-signature-js' },
  {
    'oauth1.percent_encode': (given) => ({ out: new oauth.Rfc3986().encode(text(given.text)) }),
    'oauth1.percent_decode': (given) => ({ out: new oauth.Rfc3986().decode(text(given.text)) }),
    'oauth1.normalize_parameters': normalizeParameters,
    'oauth1.base_string_uri': baseStringUri,
    'oauth1.base_string': baseString,
    'oauth1.sign': sign,
  },
  ['HMAC-SHA1'],
  // What decodeURIComponent throws at a malformed escape.
  (problem) => problem instanceof URIError,
);
