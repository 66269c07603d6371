// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package openid-client: authorization URLs, what its grants send and make of responses, polling. It answers
// most with a token, so that what it reads on the way shows in what it sends next.
'use strict';

const openid = require('openid-client');
const { version } = require('openid-client/package.json');
const { Skip, run, text } = require('./adapter');
const {
  FetchWire, SHAPES, challengeError, checkTokenType, fromFetch, given, latin1, sentBy, toHeaders, toSearchParams, toUrl,
} = require('./oauth2');
const { ALGORITHMS, clientAssertion, keyPair } = require('./oauth2_keys');
const { devicePoll, withClock } = require('./oauth2_polling');
const { EXTENSIONS, asExtension, authentication, further } = require('./oauth2_requests');

const ISSUER = 'https://server.example.com';
const ENDPOINT = 'https://server.example.com/endpoint';
const REDIRECT_URI = 'https://client.example.com/cb';
const CLIENT_ID = 's6BhdRkqt3';
const RESOURCE = new URL('https://resource.example.com/');

/** The authorization server, all of whose endpoints are this one. */
const server = (endpoint = ENDPOINT) => ({
  issuer: ISSUER,
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  device_authorization_endpoint: endpoint,
  pushed_authorization_request_endpoint: endpoint,
  revocation_endpoint: endpoint,
  introspection_endpoint: endpoint,
});

/** A client of this server, over this wire. */
function configure(wire, metadata = server(), client = { method: 'none', client_id: CLIENT_ID }) {
  const config = new openid.Configuration(metadata, client.client_id, undefined, authentication(openid, client));
  config[openid.customFetch] = wire.fetch;
  return config;
}

function authorizationUrl(asked) {
  const { endpoint, client_id, response_type, redirect_uri, state, pkce, request, request_uri } = asked;
  const { code_challenge, code_challenge_method } = pkce ?? {};
  const named = { response_type, redirect_uri, state, code_challenge, code_challenge_method, request, request_uri };
  const config = configure(new FetchWire(), server(endpoint), { method: 'none', client_id });
  return { out: openid.buildAuthorizationUrl(config, further(asked, named)).href };
}

/** The URL of a callback with this code. */
function callback(redirectUri, code) {
  const url = toUrl(redirectUri);
  const plain = new URL(url);
  plain.search = plain.hash = '';
  if (plain.href !== redirectUri) {
    throw new Skip('this redirect_uri: what it takes for it from the callback, its caller has to correct in a fetch of its own');
  }
  url.searchParams.append('code', code);
  return url;
}

const GRANTS = {
  authorization_code(config, { code, redirect_uri: uri, code_verifier: verifier }, parameters) {
    if (uri === null || verifier === '') {
      throw new Skip(uri === null ? 'a request without redirect_uri' : 'a code verifier that is empty: it takes it for none');
    }
    return openid.authorizationCodeGrant(config, callback(uri, code), { pkceCodeVerifier: verifier ?? undefined }, parameters);
  },
  refresh_token: (config, { refresh_token: token }, parameters) => openid.refreshTokenGrant(config, token, parameters),
  client_credentials: (config, grant, parameters) => openid.clientCredentialsGrant(config, parameters),
  device_code: (config, { device_code: code }, parameters) =>
    withClock(() => openid.pollDeviceAuthorizationGrant(config, { device_code: code, expires_in: 60 }, parameters)),
  extension: (config, { grant_type: type, parameters: own }, parameters) =>
    openid.genericGrantRequest(config, type, toSearchParams([...own, ...parameters])),
};

const REQUESTS = {
  device_authorization: (config, request, parameters) => openid.initiateDeviceAuthorization(config, parameters),
  pushed_authorization: (config, { parameters: own }, parameters) =>
    openid.buildAuthorizationUrlWithPAR(config, toSearchParams([...own, ...parameters])),
  revocation: (config, { token, token_type_hint }, parameters) =>
    openid.tokenRevocation(config, token, toSearchParams([...given({ token_type_hint }), ...parameters])),
  introspection(config, { token, token_type_hint, access_token: access }, parameters) {
    if (access !== null) {
      throw new Skip('introspection that is authorized by an access token');
    }
    return openid.tokenIntrospection(config, token, toSearchParams([...given({ token_type_hint }), ...parameters]));
  },
  protected_resource: (config, { method, headers, body, access_token: token }, parameters, endpoint) =>
    openid.fetchProtectedResource(config, token, toUrl(endpoint), method, text(body) || undefined, toHeaders(headers)),
};

/** Registration finds its endpoint by discovery. */
async function register({ endpoint, request: { metadata, access_token: token } }) {
  const wire = new FetchWire(jsonOf({ issuer: ISSUER, registration_endpoint: endpoint }));
  const options = { [openid.customFetch]: wire.fetch, initialAccessToken: token ?? undefined };
  const request = await sentBy(wire, () => openid.dynamicClientRegistration(new URL(ISSUER), metadata, undefined, options));
  const sent = await fromFetch(request);
  return { out: { ...sent, body: null, json: JSON.parse(sent.body) } };
}

const jsonOf = (value) => ({ status: 200, headers: [['Content-Type', 'application/json']], body: JSON.stringify(value) });

async function tokenRequest(asked) {
  const { client, grant, request, endpoint } = asked;
  if (asked.dpop_proof !== undefined) {
    throw new Skip('a DPoP proof that is ready made: it makes its own');
  }
  if (request?.type === 'registration') {
    return register(asked);
  }
  const wire = new FetchWire();
  const config = configure(wire, server(endpoint), client ?? undefined);
  const what = grant && grant.type in EXTENSIONS ? asExtension(grant) : grant ?? request;
  const send = grant ? GRANTS[what.type] : REQUESTS[what.type];
  return { out: await fromFetch(await sentBy(wire, () => send(config, what, further(asked), endpoint))) };
}

async function basicAuthorization({ client_id, client_secret }) {
  const wire = new FetchWire();
  const config = configure(wire, server(), { method: 'client_secret_basic', client_id, client_secret });
  const { authorization } = await fromFetch(await sentBy(wire, () => openid.clientCredentialsGrant(config)));
  return { out: authorization };
}

/** The token that the grant brings: Bearer and DPoP are all that it understands, and N_A of an exchange. */
async function parseTokenResponse({ grant, token_types: types, response }) {
  const config = configure(new FetchWire(response));
  const understood = [...types, ...(grant === 'token_exchange' ? ['N_A'] : [])].map((type) => type.toLowerCase());
  const named = { code: 'code', redirect_uri: REDIRECT_URI, code_verifier: null, refresh_token: 'token', device_code: 'code' };
  const what = grant in GRANTS && grant !== 'extension' ? { type: grant, ...named } : asExtension({ type: grant });
  what.grant_type ??= EXTENSIONS[grant] ?? 'urn:example:grant';
  try {
    const json = await GRANTS[what.type](config, what, new URLSearchParams());
    checkTokenType(understood, json.token_type, 'a client that does not understand a type of token that it knows');
    return { out: SHAPES.token(json) };
  } catch (problem) {
    if (isOtherTokenType(problem) && types.some((type) => !/^(bearer|dpop)$/i.test(type))) {
      throw new Skip(`a client that understands the token type ${types}`);
    }
    throw problem;
  }
}

const isOtherTokenType = (problem) => /unsupported `token_type`/.test(problem.cause?.message);

/** Reads a response by the function for its endpoint, which sends a request first. */
const READ = {
  token: (config) => openid.clientCredentialsGrant(config),
  device_authorization: (config) => openid.initiateDeviceAuthorization(config, {}),
  pushed_authorization: (config) => openid.buildAuthorizationUrlWithPAR(config, {}),
  introspection: (config) => openid.tokenIntrospection(config, 'token'),
  revocation: (config) => openid.tokenRevocation(config, 'token'),
  resource: (config) => openid.fetchProtectedResource(config, 'token', RESOURCE, 'GET'),
};

const read = (endpoint, response) => READ[endpoint](configure(new FetchWire(response)));

const readRegistration = (response) =>
  openid.dynamicClientRegistration(new URL(ISSUER), {}, undefined, {
    [openid.customFetch]: new FetchWire(jsonOf({ issuer: ISSUER, registration_endpoint: ENDPOINT }), response).fetch,
  });

/** What the library says by returning instead of throwing. */
class Refusal extends Error {}

async function parseError({ endpoint, response }) {
  try {
    await (endpoint === 'registration' ? readRegistration(response) : read(endpoint, response));
  } catch (problem) {
    if (problem instanceof openid.ResponseBodyError) {
      return { out: SHAPES.error(problem.cause) };
    }
    if (problem instanceof openid.WWWAuthenticateChallengeError) {
      if (endpoint !== 'resource') {
        throw new Skip('an error code beside a challenge: it shows the challenge, and leaves the body unread');
      }
      return { out: challengeError(problem.cause) };
    }
    throw problem;
  }
  throw new Refusal('it says of no error');
}

async function parseWwwAuthenticate({ fields }) {
  try {
    await read('resource', { status: 401, headers: fields.map((field) => ['WWW-Authenticate', field]), body: '' });
  } catch (problem) {
    if (!(problem instanceof openid.WWWAuthenticateChallengeError)) {
      throw problem;
    }
    const out = problem.cause.map(({ scheme, token68, parameters }) => ({
      scheme, token68: token68 ?? null, parameters: Object.entries(parameters).map((pair) => pair.map(latin1)),
    }));
    return { out };
  }
  throw new Refusal('it says of no challenge');
}

async function pkceChallenge({ code_verifier: verifier, method }) {
  if (method !== 'S256') {
    throw new Skip(`the code challenge method ${method}: its function is for S256`);
  }
  return { out: await openid.calculatePKCECodeChallenge(verifier) };
}

/** The callback's request as authorizationCodeGrant takes it. */
function callbackOf({ response_mode: mode, request: { method, url, headers, body } }) {
  if (mode === 'fragment') {
    throw new Skip('a code in a fragment');
  }
  const content = method === 'GET' ? undefined : text(body);
  return mode === 'query' ? toUrl(url) : new Request(url, { method, headers: toHeaders(headers), body: content });
}

/** The code is what it sends; state and iss it shows only of an error response. */
async function parseAuthorizationResponse(asked) {
  const { state, issuer, iss_supported: authorization_response_iss_parameter_supported } = asked;
  const metadata = Object.fromEntries(given({ issuer, authorization_response_iss_parameter_supported }));
  const current = callbackOf(asked);
  if (issuer === null && /[?&]iss=/.test(`${asked.request.url}&${asked.request.body}`)) {
    throw new Skip("a client that does not know the server's issuer");
  }
  const wire = new FetchWire();
  const config = configure(wire, { ...server(), ...metadata });
  try {
    const { body } = await fromFetch(
      await sentBy(wire, () => openid.authorizationCodeGrant(config, current, { expectedState: state ?? undefined })));
    return { out: { code: new URLSearchParams(body).get('code'), access_token: null, error: null } };
  } catch (problem) {
    if (!(problem instanceof openid.AuthorizationResponseError)) {
      throw problem;
    }
    return { out: { ...SHAPES.authorization(problem.cause), code: null } };
  }
}

const ALGORITHM = { 'oauth-authorization-server': 'oauth2', 'openid-configuration': 'oidc' };

async function metadataUrl({ identifier, suffix }) {
  if (!(suffix in ALGORITHM)) {
    throw new Skip(`the well-known URI path suffix ${suffix}`);
  }
  if (identifier.includes('/.well-known/')) {
    throw new Skip("an issuer with a well-known URI's path: it takes that for the URI of the document");
  }
  const wire = new FetchWire();
  const options = { algorithm: ALGORITHM[suffix], [openid.customFetch]: wire.fetch };
  const { url } = await sentBy(wire, () => openid.discovery(toUrl(identifier), CLIENT_ID, undefined, undefined, options));
  return { out: url };
}

async function parseMetadata({ kind, identifier, response }) {
  if (kind === 'protected_resource') {
    throw new Skip('metadata of protected resources');
  }
  if (kind === 'client') {
    return { out: SHAPES.metadata((await readRegistration(response)).clientMetadata()) };
  }
  const options = { algorithm: 'oauth2', [openid.customFetch]: new FetchWire(response).fetch };
  const config = await openid.discovery(toUrl(identifier), CLIENT_ID, undefined, undefined, options);
  return { out: SHAPES.metadata(config.serverMetadata()) };
}

async function parseRevocationResponse({ response }) {
  try {
    await read('revocation', response);
    return { out: { revoked: true, error: null } };
  } catch (problem) {
    if (problem instanceof openid.ResponseBodyError) {
      const { extra: _, ...error } = SHAPES.error(problem.cause);
      return { out: { revoked: false, ...error } };
    }
    // Any other status but that of success, which may be another one than 200.
    if (isRefusal(problem) && response.status >= 300) {
      return { out: { revoked: false } };
    }
    throw problem;
  }
}

/** The proof of a request for a protected resource, or of a token request where there is no access token. */
async function dpopProof({ alg, key, method, url, access_token: token, nonce, jti, iat }) {
  if (!(alg in ALGORITHMS)) {
    throw new Skip(`the algorithm ${alg}`);
  }
  if (token === null && method !== 'POST') {
    throw new Skip('a proof without an access token for another method than POST');
  }
  const challenge = { status: 200, headers: [['DPoP-Nonce', nonce ?? '']], body: '' };
  const wire = new FetchWire(...(nonce === null ? [] : [challenge]));
  const config = configure(wire, server(url));
  openid.allowInsecureRequests(config);
  const modify = { [openid.modifyAssertion]: (header, payload) => Object.assign(payload, { jti, iat }) };
  const DPoP = openid.getDPoPHandle(config, keyPair(key, alg), modify);
  const send = () => (token === null
    ? openid.clientCredentialsGrant(config, {}, { DPoP })
    : openid.fetchProtectedResource(config, token, toUrl(url), method, undefined, new Headers(), { DPoP }));
  if (nonce !== null) {
    await sentBy(wire, send);
  }
  return { out: (await sentBy(wire, send)).options.headers.dpop };
}

async function pollAsDevice(asked) {
  const { interval, expires_in } = asked;
  return devicePoll(asked, async (wire) => {
    const config = configure(wire);
    const authorization = { device_code: 'code', expires_in, ...(interval !== null && { interval }) };
    try {
      await openid.pollDeviceAuthorizationGrant(config, authorization);
      return { action: 'done' };
    } catch (problem) {
      if (isOtherTokenType(problem)) {
        throw new Skip('the token type of the response');
      }
      if (problem.code === 'OAUTH_TIMEOUT') {
        return { action: 'stop', error: 'expired_token' };
      }
      if (isRefusal(problem)) {
        return { action: 'stop', ...(problem.error !== undefined && { error: problem.error }) };
      }
      throw problem;
    }
  });
}

/** Its errors and those of oauth4webapi beneath it, which all have such a code. */
const isRefusal = (problem) => problem instanceof Refusal || problem instanceof openid.ClientError || /^OAUTH_/.test(problem.code);

/** Its errors over arguments are TypeErrors with a code, as those of Node.js are, which name the argument in another way. */
const isArgumentRefusal = ({ code, message }) => /^ERR_INVALID_ARG_(TYPE|VALUE)$/.test(code) && !message.startsWith('The "');

/** What Headers and URL refuse, such as line ends in a token: it leaves that to them. */
const isPlatformRefusal = ({ code, message }) =>
  code === 'ERR_INVALID_URL' || /^Headers\.(set|append): .* is an invalid header value/s.test(message);

run(
  { name: 'openid-client', version, language: 'javascript', home: 'https://github.com/panva/openid-client' },
  {
    'oauth2.authorization_url': authorizationUrl,
    'oauth2.token_request': tokenRequest,
    'oauth2.basic_authorization': basicAuthorization,
    'oauth2.parse_token_response': parseTokenResponse,
    'oauth2.parse_error': parseError,
    'oauth2.parse_www_authenticate': parseWwwAuthenticate,
    'oauth2.pkce_challenge': pkceChallenge,
    'oauth2.parse_authorization_response': parseAuthorizationResponse,
    'oauth2.metadata_url': metadataUrl,
    'oauth2.parse_metadata': parseMetadata,
    'oauth2.parse_introspection': async ({ response }) => ({ out: SHAPES.introspection(await read('introspection', response)) }),
    'oauth2.parse_device_authorization': async ({ response }) => ({
      out: SHAPES.device(await read('device_authorization', response)),
    }),
    'oauth2.device_poll': pollAsDevice,
    'oauth2.parse_revocation_response': parseRevocationResponse,
    'oauth2.client_assertion': (asked) => clientAssertion(openid, server(), asked),
    'oauth2.dpop_proof': dpopProof,
  },
  [
    'RS256', 'PS256', 'ES256', 'HS256', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'tls_client_auth',
    'form_post', 'rfc6750', 'rfc7009', 'rfc7521', 'rfc7522', 'rfc7523', 'rfc7591', 'rfc7636', 'rfc7662', 'rfc8414', 'rfc8628',
    'rfc8693', 'rfc8707', 'rfc9101', 'rfc9126', 'rfc9207', 'rfc9396', 'rfc9449',
  ],
  (problem) => isRefusal(problem) || isArgumentRefusal(problem) || isPlatformRefusal(problem),
);
