// SPDX-License-Identifier: Apache-2.0
// oauth-1.0a: one object, told nonce and timestamp, with the hash function of its documentation; gives the header field.
'use strict';

const crypto = require('node:crypto');
const OAuth = require('oauth-1.0a');
const { version } = require('oauth-1.0a/package.json');
const { CLIENT, TOKEN, inHeader, run } = require('./loop');

const oauth = new OAuth({
  consumer: CLIENT,
  signature_method: 'HMAC-SHA1',
  hash_function: (text, key) => crypto.createHmac('sha1', key).update(text).digest('base64'),
});

function sign(url, nonce, timestamp) {
  oauth.getNonce = () => nonce;
  oauth.getTimeStamp = () => timestamp;
  return oauth.toHeader(oauth.authorize({ url, method: 'GET' }, TOKEN)).Authorization;
}

run(`oauth-1.0a ${version}`, sign, inHeader);
