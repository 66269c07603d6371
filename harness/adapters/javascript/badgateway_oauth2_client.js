// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package @badgateway/oauth2-client: authorization URLs, callbacks, what it sends over a fetch of its caller's,
// and the tokens that it makes of responses. Introspection is left out: it hands over whatever JSON has come.
'use strict';

const { readFileSync } = require('node:fs');
const { OAuth2Client, OAuth2Error, OAuth2HttpError, OAuth2Fetch } = require('@badgateway/oauth2-client');
const { Skip, run, text } = require('./adapter');
const { FetchWire, SHAPES, checkTokenType, fromFetch, given, sentBy, toHeaders } = require('./oauth2');

const { version } = JSON.parse(readFileSync(`${__dirname}/../node_modules/@badgateway/oauth2-client/package.json`, 'utf8'));
const ENDPOINT = 'https://server.example.com/endpoint';
const NOW = 1700000000000;
const METHODS = ['none', 'client_secret_basic', 'client_secret_post'];

// Expiry dates count from here.
Date.now = () => NOW;

function connect(wire, endpoint = ENDPOINT, client = { method: 'none', client_id: 's6BhdRkqt3' }) {
  if (!METHODS.includes(client?.method)) {
    throw new Skip(`the client authentication ${client?.method}`);
  }
  if (client.client_secret === '') {
    throw new Skip('a client secret that is empty: it takes that for none');
  }
  const endpoints = ['authorizationEndpoint', 'tokenEndpoint', 'introspectionEndpoint', 'revocationEndpoint'];
  return new OAuth2Client({
    ...Object.fromEntries(endpoints.map((name) => [name, endpoint])),
    clientId: client.client_id,
    clientSecret: client.client_secret,
    authenticationMethod: client.method === 'none' ? undefined : client.method,
    fetch: wire.fetch,
  });
}

/** Further parameters as an object. */
function toObject(pairs) {
  const names = pairs.map(([name]) => text(name));
  if (new Set(names).size < names.length) {
    throw new Skip('a parameter that comes twice: they are an object');
  }
  return Object.fromEntries(pairs.map((pair) => pair.map(text)));
}

async function authorizationUrl({ endpoint, response_type: type, client_id, redirect_uri, scope, state, pkce, resource, ...rest }) {
  if (type !== 'code' || redirect_uri === null || (pkce && (pkce.code_challenge_method !== 'S256' || !pkce.code_verifier))) {
    throw new Skip('a request other than for a code to be sent to a redirect_uri, with a code challenge that it makes itself');
  }
  const { request, request_uri, extra } = rest;
  const client = connect(new FetchWire(), endpoint, { method: 'none', client_id });
  const out = await client.authorizationCode.getAuthorizeUri({
    redirectUri: redirect_uri,
    codeVerifier: pkce?.code_verifier,
    resource,
    ...Object.fromEntries(given({ state, scope })),
    extraParams: toObject([...given({ request, request_uri }), ...extra]),
  });
  return { out };
}

const noExtra = ({ extra }) => {
  if (extra.length > 0) {
    throw new Skip('further parameters of this request');
  }
};

const SEND = {
  authorization_code(client, { code, redirect_uri: redirectUri, code_verifier: codeVerifier }, asked) {
    noExtra(asked);
    if (redirectUri === null || asked.scope !== null) {
      throw new Skip('a code without redirect_uri, or with a scope');
    }
    return client.authorizationCode.getToken({
      code, redirectUri, codeVerifier: codeVerifier ?? undefined, resource: asked.resource,
    });
  },
  refresh_token(client, { refresh_token: refreshToken }, asked) {
    noExtra(asked);
    const token = { accessToken: 'old', expiresAt: null, refreshToken };
    return client.refreshToken(token, { scope: asked.scope ?? undefined, resource: asked.resource });
  },
  client_credentials: (client, grant, { scope, resource, extra }) =>
    client.clientCredentials({ scope: scope ?? undefined, resource, extraParams: toObject(extra) }),
  password(client, { username, password }, asked) {
    noExtra(asked);
    return client.password({ username, password, scope: asked.scope ?? undefined, resource: asked.resource });
  },
  introspection(client, { token, token_type_hint: hint, access_token: access }, asked) {
    noExtra(asked);
    if (hint !== 'access_token' || access !== null) {
      throw new Skip('introspection without the token_type_hint access_token, or authorized by an access token');
    }
    return client.introspect({ accessToken: token });
  },
  revocation(client, { token, token_type_hint: hint }, asked) {
    noExtra(asked);
    if (hint !== 'access_token' && hint !== 'refresh_token') {
      throw new Skip('revoking without token_type_hint, or with another one');
    }
    return client.revoke({ accessToken: token, refreshToken: token }, hint);
  },
};

/** Its fetch wrapper has a token from its caller's store. */
async function protectedResource({ endpoint, request: { method, headers, body, access_token: accessToken, token_type: type } }) {
  if (type !== 'Bearer') {
    throw new Skip(`the token type ${type}`);
  }
  const wire = new FetchWire();
  const wrapper = new OAuth2Fetch({
    client: connect(wire),
    getNewToken: () => ({ accessToken, expiresAt: null, refreshToken: null }),
    scheduleRefresh: false,
  });
  const { fetch } = globalThis;
  globalThis.fetch = wire.fetch;
  try {
    const options = { method, headers: toHeaders(headers), body: text(body) || undefined };
    return { out: await fromFetch(await sentBy(wire, () => wrapper.fetch(endpoint, options))) };
  } finally {
    globalThis.fetch = fetch;
  }
}

async function tokenRequest(asked) {
  const { client, grant, request, endpoint } = asked;
  const what = grant ?? request;
  if (asked.dpop_proof !== undefined) {
    throw new Skip('DPoP');
  }
  if (what.type === 'protected_resource') {
    return protectedResource(asked);
  }
  if (!(what.type in SEND)) {
    throw new Skip(`the request ${what.type}`);
  }
  const wire = new FetchWire();
  return { out: await fromFetch(await sentBy(wire, () => SEND[what.type](connect(wire, endpoint, client), what, asked))) };
}

async function basicAuthorization({ client_id, client_secret }) {
  const wire = new FetchWire();
  const client = connect(wire, ENDPOINT, { method: 'client_secret_basic', client_id, client_secret });
  return { out: (await fromFetch(await sentBy(wire, () => client.clientCredentials()))).authorization };
}

const ASKED = { scope: null, resource: [], extra: [] };
const FIELDS = {
  code: 'code', redirect_uri: 'https://client.example.com/cb', code_verifier: null, refresh_token: 'old', username: 'user',
  password: 'password', token: 'token', token_type_hint: 'access_token', access_token: null,
};
const SECRET = { method: 'client_secret_basic', client_id: 's6BhdRkqt3', client_secret: 'gX1fBat3bV' };

const ask = (type, response) => SEND[type](connect(new FetchWire(response), ENDPOINT, SECRET), FIELDS, ASKED);

/** It drops the token type and takes each token for one of type Bearer; the old refresh token stays where there is no new one. */
async function parseTokenResponse({ grant, token_types: types, response }) {
  if (!(grant in SEND)) {
    throw new Skip(`the grant ${grant}`);
  }
  types.forEach((type) => checkTokenType(['Bearer'], type, 'token types other than Bearer: it takes each token for one of these'));
  const { accessToken, expiresAt, refreshToken, scope, extraParams } = await ask(grant, response);
  const out = SHAPES.token({
    ...extraParams,
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: expiresAt === null ? null : (expiresAt - NOW) / 1000,
    refresh_token: grant === 'refresh_token' && refreshToken === FIELDS.refresh_token ? null : refreshToken,
    scope,
  });
  return { out };
}

async function parseError({ endpoint, response }) {
  const type = { token: 'client_credentials', introspection: 'introspection', revocation: 'revocation' }[endpoint];
  if (type === undefined) {
    throw new Skip(`errors of the endpoint ${endpoint}`);
  }
  try {
    await ask(type, response);
  } catch (problem) {
    if (problem instanceof OAuth2HttpError && problem.oauth2Code !== null) {
      return { out: SHAPES.error(problem.parsedBody) };
    }
    throw problem;
  }
  throw new Refusal('it says of no error');
}

/** What the library says by returning instead of throwing. */
class Refusal extends Error {}

async function parseRevocationResponse({ response }) {
  try {
    await ask('revocation', response);
    return { out: { revoked: true, error: null } };
  } catch (problem) {
    if (!(problem instanceof OAuth2HttpError)) {
      throw problem;
    }
    const { oauth2Code: error } = problem;
    return { out: { revoked: false, ...(typeof error === 'string' && { error }) } };
  }
}

function parseAuthorizationResponse({ response_type: type, response_mode: mode, request: { url }, state, issuer }) {
  if (mode === 'form_post' || type !== 'code') {
    throw new Skip('a form, or a token in place of a code');
  }
  try {
    const { code, scope = null } = connect(new FetchWire()).authorizationCode.validateResponse(url, { state: state ?? undefined });
    return { out: { code, access_token: null, error: null, scope } };
  } catch (problem) {
    if (!(problem instanceof OAuth2Error)) {
      throw problem;
    }
    return { out: { code: null, access_token: null, error: problem.oauth2Code } };
  }
}

/** It throws plain errors, and those of what it calls to read URLs and JSON. */
const REFUSALS = new RegExp([
  "^This token didn't have a refreshToken",
  '^The following extraParams are disallowed',
  '^A clientSecret must be provided',
  '^Authentication method not yet supported',
  '^We received an invalid token response',
  '^Property in extraParams would overwrite',
  '^The url did not contain a code parameter',
  '^The "state" parameter in the url did not match',
  '^Invalid URL',
  '^Headers\\.set: [^]* is an invalid header value',
].join('|'));

run(
  { name: '@badgateway/oauth2-client', version, language: 'javascript', home: 'https://github.com/badgateway/oauth2-client' },
  {
    'oauth2.authorization_url': authorizationUrl,
    'oauth2.token_request': tokenRequest,
    'oauth2.basic_authorization': basicAuthorization,
    'oauth2.parse_token_response': parseTokenResponse,
    'oauth2.parse_error': parseError,
    'oauth2.parse_revocation_response': parseRevocationResponse,
    'oauth2.parse_authorization_response': parseAuthorizationResponse,
  },
  ['client_secret_post', 'password_grant', 'rfc6750', 'rfc7009', 'rfc7636', 'rfc7662', 'rfc8707'],
  (problem) => problem instanceof Refusal || problem instanceof OAuth2Error || problem instanceof SyntaxError
    || REFUSALS.test(problem.message),
);
