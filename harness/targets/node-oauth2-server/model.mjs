// SPDX-License-Identifier: Apache-2.0
// The model that @node-oauth/oauth2-server asks for: what is registered, what was issued. The library makes every token and decides
// every request; here things are only kept and found.

const callback = 'https://client.example/callback';
const everyGrant = ['authorization_code', 'refresh_token', 'client_credentials', 'password'];
const scopes = ['read', 'write'];

const clients = new Map([
  { id: 'client', secret: 'secret-of-the-client', grants: everyGrant, redirectUris: [callback] },
  { id: 'second', secret: 'secret-of-the-second', grants: everyGrant, redirectUris: [callback] },
  { id: 'code-only', secret: 'secret-of-code-only', grants: ['authorization_code'], redirectUris: [callback] },
  { id: 'public', secret: undefined, grants: ['authorization_code', 'refresh_token'], redirectUris: [callback, 'http://127.0.0.1/callback'] },
].map((client) => [client.id, client]));

const users = new Map([['alice', { id: 'alice', password: 'wonderland' }]]);

const codes = new Map();
const spent = new Set(); // codes that were redeemed
const reused = new Set(); // those of them that came again
const issued = new Map(); // code -> what was issued for it
const accessTokens = new Map();
const refreshTokens = new Map();

function forget(token) {
  accessTokens.delete(token.accessToken);
  refreshTokens.delete(token.refreshToken);
}

// RFC 6749 section 4.1.2: what was issued for a code that comes again should be revoked, be it issued a moment later.
function takeBack(code) {
  reused.add(code);
  const token = issued.get(code);
  if (token !== undefined) forget(token);
}

export function findUser(username, password) {
  const user = users.get(username);
  return user !== undefined && user.password === password ? user : undefined;
}

export const model = {
  // The secret is null at the authorization endpoint, where no client authenticates.
  getClient: async (id, secret) => {
    const client = clients.get(id);
    return client !== undefined && (secret === null || secret === client.secret) ? client : undefined;
  },
  getUser: async (username, password) => findUser(username, password),
  getUserFromClient: async (client) => ({ id: client.id }),
  validateScope: async (user, client, scope) => {
    if (scope === undefined) return ['read'];
    return scope.every((value) => scopes.includes(value)) ? scope : false;
  },

  saveAuthorizationCode: async (code, client, user) => {
    const saved = { ...code, client, user };
    codes.set(code.authorizationCode, saved);
    return saved;
  },
  getAuthorizationCode: async (code) => {
    if (spent.has(code)) takeBack(code);
    return codes.get(code);
  },
  revokeAuthorizationCode: async ({ authorizationCode }) => {
    if (spent.has(authorizationCode)) takeBack(authorizationCode);
    spent.add(authorizationCode);
    return codes.delete(authorizationCode);
  },

  saveToken: async (token, client, user) => {
    const saved = { ...token, client, user };
    accessTokens.set(token.accessToken, saved);
    if (token.refreshToken !== undefined) refreshTokens.set(token.refreshToken, saved);
    if (token.authorizationCode !== undefined) issued.set(token.authorizationCode, saved);
    if (reused.has(token.authorizationCode)) forget(saved);
    return saved;
  },
  getAccessToken: async (accessToken) => accessTokens.get(accessToken),
  getRefreshToken: async (refreshToken) => refreshTokens.get(refreshToken),
  revokeToken: async (token) => refreshTokens.delete(token.refreshToken),
};
