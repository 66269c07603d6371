// SPDX-License-Identifier: Apache-2.0
// What oauth4webapi and openid-client, which is built on it, are told alike.
'use strict';

const { Skip } = require('./adapter');
const { given, toSearchParams } = require('./oauth2');

const AUTHENTICATION = {
  none: (library) => library.None(),
  tls_client_auth: (library) => library.TlsClientAuth(),
  client_secret_basic: (library, { client_secret: secret }) => library.ClientSecretBasic(secret),
  client_secret_post: (library, { client_secret: secret }) => library.ClientSecretPost(secret),
};

/** How a client authenticates, as the library has it. */
function authentication(library, client) {
  if (client.client_secret === '') {
    throw new Skip('a client secret that is empty: it takes none');
  }
  if (!(client.method in AUTHENTICATION)) {
    throw new Skip('a client assertion that is ready made: it makes its own');
  }
  return AUTHENTICATION[client.method](library, client);
}

/** The further parameters of a request, and these. */
function further({ scope, resource = [], extra }, named = {}) {
  return toSearchParams([...given({ ...named, scope: scope?.join(' ') }), ...resource.map((uri) => ['resource', uri]), ...extra]);
}

/** The grants that a caller writes for the function for grants of all kinds. */
const EXTENSIONS = {
  jwt_bearer: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  saml2_bearer: 'urn:ietf:params:oauth:grant-type:saml2-bearer',
  token_exchange: 'urn:ietf:params:oauth:grant-type:token-exchange',
};

/** What such a caller writes. */
function asExtension({ type, audience = [], ...parameters }) {
  const pairs = [...given(parameters), ...audience.map((name) => ['audience', name])];
  return { type: 'extension', grant_type: EXTENSIONS[type], parameters: pairs };
}

module.exports = { EXTENSIONS, asExtension, authentication, further };
