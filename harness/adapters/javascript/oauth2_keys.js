// SPDX-License-Identifier: Apache-2.0
// Keys as oauth4webapi and openid-client take them, and the client assertions that both make.
'use strict';

const { createPrivateKey, createPublicKey, createSecretKey } = require('node:crypto');
const { Skip } = require('./adapter');
const { given } = require('./oauth2');

/** How a key is imported for an algorithm. */
const ALGORITHMS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
};

/** The key pair as CryptoKeys, which its caller imports. */
function keyPair({ pem, jwk }, alg) {
  try {
    const key = pem ? createPrivateKey(pem) : createPrivateKey({ key: jwk, format: 'jwk' });
    return {
      privateKey: key.toCryptoKey(ALGORITHMS[alg], false, ['sign']),
      publicKey: createPublicKey(key).toCryptoKey(ALGORITHMS[alg], true, ['verify']),
    };
  } catch {
    throw new Skip('refusing keys: its caller imports them');
  }
}

/** The secret of a MAC, which it takes as text. */
function secretOf({ secret, jwk }) {
  if (secret === undefined && jwk?.kty !== 'oct') {
    throw new Skip('refusing keys: the secret is a text');
  }
  const value = secret ?? createSecretKey(jwk.k, 'base64url').export().toString();
  if (secret === undefined && Buffer.from(value).toString('base64url') !== jwk.k) {
    throw new Skip('a secret that is no text');
  }
  return value;
}

/** The client assertion that the library sends, with the claims of its caller's modifyAssertion. */
async function clientAssertion(library, server, { alg, key, kid, issuer, subject, audience, exp, iat, nbf, jti, claims }) {
  if (issuer !== subject) {
    throw new Skip('an assertion for something else than client authentication');
  }
  const modify = {
    [library.modifyAssertion](header, payload) {
      const aud = audience.length === 1 ? audience[0] : audience;
      ['iat', 'nbf', 'jti'].forEach((name) => delete payload[name]);
      Object.assign(payload, { exp, aud, ...Object.fromEntries(given({ iat, nbf, jti })), ...claims });
      if (alg === 'HS256' && kid !== null) {
        header.kid = kid;
      }
    },
  };
  if (alg !== 'HS256' && !(alg in ALGORITHMS)) {
    throw new Skip(`the algorithm ${alg}`);
  }
  const auth = alg === 'HS256'
    ? library.ClientSecretJwt(secretOf(key), modify)
    : library.PrivateKeyJwt({ key: keyPair(key, alg).privateKey, ...(kid !== null && { kid }) }, modify);
  const body = new URLSearchParams();
  await auth(server, { client_id: issuer }, body, new Headers());
  return { out: body.get('client_assertion') };
}

module.exports = { ALGORITHMS, clientAssertion, keyPair };
