// SPDX-License-Identifier: Apache-2.0
// oauth: one client, told nonce and timestamp by two of its functions; gives the header field.
'use strict';

const { OAuth } = require('oauth');
const { version } = require('oauth/package.json');
const { CLIENT, TOKEN, inHeader, run } = require('./loop');

const oauth = new OAuth(null, null, CLIENT.key, CLIENT.secret, '1.0', null, 'HMAC-SHA1');

function sign(url, nonce, timestamp) {
  oauth._getNonce = () => nonce;
  oauth._getTimestamp = () => timestamp;
  return oauth.authHeader(url, TOKEN.key, TOKEN.secret, 'GET');
}

run(`oauth ${version}`, sign, inHeader);
