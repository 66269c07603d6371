// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package simple-oauth2: authorization URLs, what its three grants, refreshing and revoking send, and the tokens
// that it makes of responses. Its connections end in this process.
'use strict';

const { AuthorizationCode, ClientCredentials, ResourceOwnerPassword } = require('simple-oauth2');
const { version } = require('simple-oauth2/package.json');
const { Skip, run, text } = require('./adapter');
const { AgentWire, SHAPES, checkTokenType, fromIncoming, given, sentBy } = require('./oauth2');

const ENDPOINT = 'https://server.example.com/endpoint';
const CLIENT = { method: 'client_secret_basic', client_id: 's6BhdRkqt3', client_secret: 'gX1fBat3bV' };
const AUTHORIZATION = { client_secret_basic: 'header', client_secret_post: 'body' };

/** The configuration of a client whose token and revocation endpoint is this one; host and path are set apart. */
function configure(endpoint, client = CLIENT) {
  const [, host, path] = /^([^:]*:\/\/[^/?#]*)(.+)$/s.exec(endpoint) ?? [];
  if (host === undefined) {
    throw new Skip('an endpoint without host or path: it takes both apart');
  }
  if (!(client.method in AUTHORIZATION)) {
    throw new Skip('a client without a secret');
  }
  return {
    client: { id: client.client_id, secret: client.client_secret },
    auth: { tokenHost: host, tokenPath: path, revokePath: path },
    options: { authorizationMethod: AUTHORIZATION[client.method] },
  };
}

/** Parameters as an object of the usual kind. */
function toObject(pairs) {
  const names = pairs.map(([name]) => text(name));
  if (new Set(names).size < names.length) {
    throw new Skip('a parameter that comes twice: they are an object');
  }
  return Object.fromEntries(pairs.map((pair) => pair.map(text)));
}

const parametersOf = ({ scope, resource = [], extra }, named = {}) =>
  toObject([...given(named), ...resource.map((uri) => ['resource', uri]), ...extra, ...given({ scope })]
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(' ') : value]));

function authorizationUrl(asked) {
  const { endpoint, client_id, response_type, redirect_uri, state, pkce, request, request_uri } = asked;
  if (response_type === null) {
    throw new Skip('a request without response_type');
  }
  const { code_challenge, code_challenge_method } = pkce ?? {};
  const named = { redirect_uri, state, code_challenge, code_challenge_method, request, request_uri };
  const other = response_type === 'code' ? {} : { response_type };
  const { auth, ...config } = configure(endpoint, { ...CLIENT, client_id });
  const client = new AuthorizationCode({ ...config, auth: { tokenHost: auth.tokenHost, authorizePath: auth.tokenPath } });
  return { out: client.authorizeURL(parametersOf(asked, { ...named, ...other })) };
}

const GRANTS = {
  authorization_code: (config, { code, redirect_uri, code_verifier }, asked, http) =>
    new AuthorizationCode(config).getToken(parametersOf(asked, { code, redirect_uri, code_verifier }), http),
  client_credentials: (config, grant, asked, http) => new ClientCredentials(config).getToken(parametersOf(asked), http),
  password: (config, { username, password }, asked, http) =>
    new ResourceOwnerPassword(config).getToken(parametersOf(asked, { username, password }), http),
  refresh_token: (config, { refresh_token: token }, asked, http) =>
    new AuthorizationCode(config).createToken({ refresh_token: token }).refresh(parametersOf(asked), http),
};

/** It revokes one of the tokens of a token response, and says which. */
function revoke(config, { token, token_type_hint: hint }, asked, http) {
  if (hint !== 'access_token' && hint !== 'refresh_token') {
    throw new Skip('revoking without token_type_hint, or with another one');
  }
  if (asked.extra.length > 0 || asked.resource.length > 0 || asked.scope !== null) {
    throw new Skip('further parameters of a revocation');
  }
  return new AuthorizationCode(config).createToken({ [hint]: token }).revoke(hint, http);
}

async function tokenRequest(asked) {
  const { endpoint, client, grant, request } = asked;
  const send = grant ? GRANTS[grant.type] : request.type === 'revocation' && revoke;
  if (!send || asked.dpop_proof !== undefined) {
    throw new Skip(asked.dpop_proof === undefined ? `the request ${(grant ?? request).type}` : 'DPoP');
  }
  const wire = new AgentWire();
  const config = configure(endpoint, client);
  return { out: fromIncoming(await sentBy(wire, () => send(config, grant ?? request, asked, wire.options(endpoint))), endpoint) };
}

async function basicAuthorization({ client_id, client_secret }) {
  const wire = new AgentWire();
  const client = new ClientCredentials(configure(ENDPOINT, { ...CLIENT, client_id, client_secret }));
  const { authorization } = fromIncoming(await sentBy(wire, () => client.getToken({}, wire.options(ENDPOINT))), ENDPOINT);
  return { out: authorization };
}

const ASKED = { scope: null, resource: [], extra: [] };
const FIELDS = { code: 'code', redirect_uri: null, code_verifier: null, username: 'user', password: 'password', refresh_token: 'old' };

/** The token that a grant brings, for a server that answers like this. */
function ask(grant, response) {
  if (!(grant in GRANTS)) {
    throw new Skip(`the grant ${grant}`);
  }
  return GRANTS[grant](configure(ENDPOINT), FIELDS, ASKED, new AgentWire(response).options(ENDPOINT));
}

/** It shows the whole response as a token, with a date beside it. */
async function parseTokenResponse({ grant, token_types: types, response }) {
  const { token } = await ask(grant, response);
  checkTokenType(types, token.token_type, 'refusing a type of token: it uses none, and shows the type to its caller');
  const { expires_at: _, ...shown } = token;
  return { out: SHAPES.token(shown) };
}

/** Its errors are those of its HTTP client, with the body that it has read. */
async function parseError({ endpoint, response }) {
  if (endpoint !== 'token') {
    throw new Skip(`errors of the endpoint ${endpoint}`);
  }
  try {
    await ask('client_credentials', response);
  } catch (problem) {
    const body = problem.data?.payload;
    if (problem.isBoom && body && typeof body === 'object' && !Buffer.isBuffer(body)) {
      return { out: SHAPES.error(body) };
    }
    throw problem;
  }
  throw new Refusal('it says of no error');
}

/** What the library says by returning instead of throwing. */
class Refusal extends Error {}

async function parseRevocationResponse({ response }) {
  const wire = new AgentWire(response);
  try {
    await revoke(configure(ENDPOINT), { token: 'token', token_type_hint: 'access_token' }, ASKED, wire.options(ENDPOINT));
    return { out: { revoked: true, error: null } };
  } catch (problem) {
    if (!problem.isBoom || response.status < 300) {
      throw problem;
    }
    const { error, error_description, error_uri } = SHAPES.error(Object(problem.data?.payload));
    return { out: { revoked: false, ...(typeof error === 'string' && { error, error_description, error_uri }) } };
  }
}

run(
  { name: 'simple-oauth2', version, language: 'javascript', home: 'https://github.com/lelylan/simple-oauth2' },
  {
    'oauth2.authorization_url': authorizationUrl,
    'oauth2.token_request': tokenRequest,
    'oauth2.basic_authorization': basicAuthorization,
    'oauth2.parse_token_response': parseTokenResponse,
    'oauth2.parse_error': parseError,
    'oauth2.parse_revocation_response': parseRevocationResponse,
  },
  ['client_secret_post', 'password_grant', 'rfc7009', 'rfc7636', 'pkce_plain'],
  // Errors of its HTTP client, and what it says of a client's credentials and of a response that is no token.
  (problem) => problem instanceof Refusal || problem.isBoom
    || /^(Invalid options provided to simple-oauth2 "client\.|Cannot create access token)/.test(problem.message),
);
