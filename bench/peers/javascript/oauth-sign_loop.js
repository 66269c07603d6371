// SPDX-License-Identifier: Apache-2.0
// oauth-sign: its caller takes the URL apart and names all parameters, as the package request does; gives the signature alone.
'use strict';

const querystring = require('node:querystring');
const oauth = require('oauth-sign');
const { version } = require('oauth-sign/package.json');
const { CLIENT, TOKEN, run } = require('./loop');

function sign(url, nonce, timestamp) {
  const [uri, query] = url.split('?');
  const parameters = {
    oauth_consumer_key: CLIENT.key,
    oauth_token: TOKEN.key,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: timestamp,
    oauth_nonce: nonce,
    oauth_version: '1.0',
    ...querystring.parse(query),
  };
  return oauth.hmacsign('GET', uri, parameters, CLIENT.secret, TOKEN.secret);
}

run(`oauth-sign ${version}`, sign, (signature) => signature);
