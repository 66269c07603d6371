// SPDX-License-Identifier: Apache-2.0
// oidc-provider with what it offers of the RFCs switched on, its own pages for sign-in and consent, and its own store in memory.
// "jwt" as second argument: access tokens are JWTs, for a resource that is somewhere else.
import { randomBytes } from 'node:crypto';
import Provider, { errors } from 'oidc-provider';

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const forResource = process.argv[3] === 'jwt';
const api = 'https://resource.example/api';
const callback = 'https://client.example/callback';
const grants = ['authorization_code', 'refresh_token', 'client_credentials', 'urn:ietf:params:oauth:grant-type:device_code'];

function confidential(id, secret, more = {}) {
  return { client_id: id, client_secret: secret, redirect_uris: [callback], grant_types: grants, response_types: ['code'], ...more };
}

const clients = [
  confidential('client', 'secret-of-the-client-0123456789'),
  confidential('second', 'secret-of-the-second-0123456789'),
  confidential('code-only', 'secret-of-code-only-0123456789', { grant_types: ['authorization_code'] }),
  confidential('dpop-bound', 'secret-of-dpop-bound-0123456789', { dpop_bound_access_tokens: true }),
  {
    client_id: 'public',
    token_endpoint_auth_method: 'none',
    application_type: 'native', // a loopback address may be a redirect URI only of such a client
    redirect_uris: [callback, 'http://127.0.0.1/callback'],
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    response_types: ['code'],
  },
  {
    client_id: 'asserting',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    redirect_uris: [callback],
    grant_types: grants,
    response_types: ['code'],
    // RFC 7515 appendix A.3.1; server.json has the private key.
    jwks: {
      keys: [{
        kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: 'asserting',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      }],
    },
  },
];

const provider = new Provider(issuer, {
  clients,
  cookies: { keys: ['for loopback alone'] },
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    registration: { enabled: true },
    registrationManagement: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: async (_ctx, _client, granted) => granted ?? (forResource ? api : undefined),
      useGrantedResource: async () => forResource,
      getResourceServerInfo(_, resource) {
        if (resource !== api) throw new errors.InvalidTarget();
        return { scope: 'read write', accessTokenFormat: 'jwt' };
      },
    },
  },
  scopes: ['openid', 'read', 'write'],
  // The owner is asked each time, so that there is a consent page to look at.
  loadExistingGrant: async (ctx) => {
    const id = ctx.oidc.result?.consent?.grantId;
    return id === undefined ? undefined : provider.Grant.find(id);
  },
  // Short enough to wait for.
  ttl: { AccessToken: 100, ClientCredentials: 100, DeviceCode: 100 },
  // Otherwise only those get refresh tokens who ask for the scope offline_access, with prompt=consent: rules of OpenID Connect.
  issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
});

const server = provider.listen(port, '127.0.0.1');
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
