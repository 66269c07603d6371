// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package oauth4webapi: each request as it would fetch it, each response as it reads it. What it leaves to
// its caller, such as URLs, keys and the parameters of an authorization request, comes ready made.
'use strict';

const oauth = require('oauth4webapi');
const { version } = require('oauth4webapi/package.json');
const { Skip, run, text } = require('./adapter');
const {
  FetchWire, SHAPES, challengeError, checkTokenType, fromFetch, given, latin1, sentBy, toHeaders, toResponse, toSearchParams, toUrl,
} = require('./oauth2');
const { ALGORITHMS, clientAssertion, keyPair } = require('./oauth2_keys');
const { EXTENSIONS, asExtension, authentication, further } = require('./oauth2_requests');

const ENDPOINT = 'https://server.example.com/endpoint';
const CLIENT = { client_id: 's6BhdRkqt3' };
const PLACEHOLDER = oauth.None();

/** The authorization server, all of whose endpoints are this one. */
const server = (endpoint = ENDPOINT) => ({
  issuer: 'https://server.example.com',
  token_endpoint: endpoint,
  device_authorization_endpoint: endpoint,
  pushed_authorization_request_endpoint: endpoint,
  revocation_endpoint: endpoint,
  introspection_endpoint: endpoint,
  registration_endpoint: endpoint,
});

/** One of the library's grants, or the request for grants of all kinds: `send(as, client, auth, grant, asked, options)`. */
const GRANTS = {
  authorization_code(as, client, auth, { code, redirect_uri: uri, code_verifier: verifier }, asked, options) {
    if (uri === null) {
      throw new Skip('a request without redirect_uri');
    }
    const callback = oauth.validateAuthResponse(as, client, new URLSearchParams({ code }), oauth.expectNoState);
    return oauth.authorizationCodeGrantRequest(as, client, auth, callback, uri, verifier ?? oauth.nopkce, {
      ...options, additionalParameters: further(asked),
    });
  },
  refresh_token: (as, client, auth, { refresh_token: token }, asked, options) =>
    oauth.refreshTokenGrantRequest(as, client, auth, token, { ...options, additionalParameters: further(asked) }),
  client_credentials: (as, client, auth, grant, asked, options) =>
    oauth.clientCredentialsGrantRequest(as, client, auth, further(asked), options),
  device_code: (as, client, auth, { device_code: code }, asked, options) =>
    oauth.deviceCodeGrantRequest(as, client, auth, code, { ...options, additionalParameters: further(asked) }),
  extension: (as, client, auth, { grant_type: type, parameters }, asked, options) =>
    oauth.genericTokenEndpointRequest(as, client, auth, type, toSearchParams([...parameters, ...further(asked)]), options),
};

const REQUESTS = {
  device_authorization: (as, client, auth, request, asked, options) =>
    oauth.deviceAuthorizationRequest(as, client, auth, further(asked), options),
  pushed_authorization: (as, client, auth, { parameters }, asked, options) =>
    oauth.pushedAuthorizationRequest(as, client, auth, toSearchParams([...parameters, ...further(asked)]), options),
  revocation: (as, client, auth, { token, token_type_hint }, asked, options) =>
    oauth.revocationRequest(as, client, auth, token, { ...options, additionalParameters: further(asked, { token_type_hint }) }),
  introspection(as, client, auth, { token, token_type_hint, access_token: access }, asked, options) {
    if (access !== null) {
      throw new Skip('introspection that is authorized by an access token');
    }
    return oauth.introspectionRequest(as, client, auth, token, {
      ...options, additionalParameters: further(asked, { token_type_hint }),
    });
  },
  registration: (as, client, auth, { metadata, access_token: token }, asked, options) =>
    oauth.dynamicClientRegistrationRequest(as, metadata, { ...options, initialAccessToken: token ?? undefined }),
  protected_resource(as, client, auth, { method, headers, body, access_token: token }, { endpoint }, options) {
    const content = text(body) || undefined;
    return oauth.protectedResourceRequest(token, method, toUrl(endpoint), toHeaders(headers), content, options);
  },
};

async function tokenRequest(asked) {
  if (asked.dpop_proof !== undefined) {
    throw new Skip('a DPoP proof that is ready made: it makes its own');
  }
  const { client, grant, request, endpoint } = asked;
  const wire = new FetchWire();
  const options = { [oauth.customFetch]: wire.fetch };
  const what = grant && grant.type in EXTENSIONS ? asExtension(grant) : grant ?? request;
  const send = grant ? GRANTS[what.type] : REQUESTS[what.type];
  const own = client ? { client_id: client.client_id } : CLIENT;
  const auth = client ? authentication(oauth, client) : PLACEHOLDER;
  const sent = await fromFetch(await sentBy(wire, () => send(server(endpoint), own, auth, what, asked, options)));
  return { out: request?.type === 'registration' ? { ...sent, body: null, json: JSON.parse(sent.body) } : sent };
}

async function basicAuthorization({ client_id, client_secret }) {
  const headers = new Headers();
  const authenticate = authentication(oauth, { method: 'client_secret_basic', client_secret });
  await authenticate(server(), { client_id }, new URLSearchParams(), headers);
  return { out: headers.get('authorization') };
}

const PROCESS = {
  authorization_code: oauth.processAuthorizationCodeResponse,
  refresh_token: oauth.processRefreshTokenResponse,
  client_credentials: oauth.processClientCredentialsResponse,
  device_code: oauth.processDeviceCodeResponse,
};

/** Bearer and DPoP it knows; other types are what its caller says to understand, and so is N_A of an exchange. */
async function parseTokenResponse({ grant, token_types: types, response }) {
  const understood = [...types, ...(grant === 'token_exchange' ? ['N_A'] : [])].map((type) => type.toLowerCase());
  const recognizedTokenTypes = Object.fromEntries(understood.map((type) => [type, () => {}]));
  const process = PROCESS[grant] ?? oauth.processGenericTokenEndpointResponse;
  const json = await process(server(), CLIENT, toResponse(response), { recognizedTokenTypes });
  checkTokenType(understood, json.token_type, 'a client that does not understand a type of token that it knows');
  return { out: SHAPES.token(json) };
}

/** Reads a response by the function for its endpoint. */
const READ = {
  token: (response) => oauth.processClientCredentialsResponse(server(), CLIENT, response),
  device_authorization: (response) => oauth.processDeviceAuthorizationResponse(server(), CLIENT, response),
  pushed_authorization: (response) => oauth.processPushedAuthorizationResponse(server(), CLIENT, response),
  introspection: (response) => oauth.processIntrospectionResponse(server(), CLIENT, response),
  revocation: oauth.processRevocationResponse,
  registration: oauth.processDynamicClientRegistrationResponse,
  resource: (response) =>
    oauth.protectedResourceRequest('token', 'GET', new URL(ENDPOINT), new Headers(), undefined, {
      [oauth.customFetch]: async () => response,
    }),
};

/** A response to which it throws no error of the server's is none to it, whatever else it throws. */
async function parseError({ endpoint, response }) {
  try {
    await READ[endpoint](toResponse(response));
  } catch (problem) {
    if (problem instanceof oauth.ResponseBodyError) {
      return { out: SHAPES.error(problem.cause) };
    }
    if (problem instanceof oauth.WWWAuthenticateChallengeError) {
      if (endpoint !== 'resource') {
        throw new Skip('an error code beside a challenge: it shows the challenge, and leaves the body unread');
      }
      return { out: challengeError(problem.cause) };
    }
    throw problem;
  }
  throw new Refusal('it says of no error');
}

/** What the library says by returning instead of throwing. */
class Refusal extends Error {}

async function parseWwwAuthenticate({ fields }) {
  const headers = fields.map((field) => ['WWW-Authenticate', field]);
  try {
    await READ.resource(toResponse({ status: 401, headers, body: '' }));
  } catch (problem) {
    if (!(problem instanceof oauth.WWWAuthenticateChallengeError)) {
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
  return { out: await oauth.calculatePKCECodeChallenge(verifier) };
}

/** Where the response's parameters are for validateAuthResponse. */
async function callbackParameters({ response_mode: mode, request: { method, url, headers, body } }) {
  if (mode === 'form_post') {
    const request = new Request(url, { method, headers: toHeaders(headers), body: method === 'POST' ? text(body) : undefined });
    return new URLSearchParams(await oauth.formPostResponse(request));
  }
  return mode === 'query' ? toUrl(url) : new URLSearchParams(toUrl(url).hash.slice(1));
}

async function parseAuthorizationResponse(asked) {
  const { state, issuer, iss_supported: supported } = asked;
  const as = {
    ...server(), ...Object.fromEntries(given({ issuer, authorization_response_iss_parameter_supported: supported })),
  };
  const parameters = await callbackParameters(asked);
  if (issuer === null && (parameters.searchParams ?? parameters).has('iss')) {
    throw new Skip("a client that does not know the server's issuer");
  }
  try {
    const callback = oauth.validateAuthResponse(as, CLIENT, parameters, state ?? oauth.expectNoState);
    await codeOf(as, callback);
    return { out: SHAPES.authorization(callback) };
  } catch (problem) {
    if (!(problem instanceof oauth.AuthorizationResponseError)) {
      throw problem;
    }
    return { out: { ...SHAPES.authorization(problem.cause), code: null } };
  }
}

/** The next step, which looks for the code. */
function codeOf(as, callback) {
  const options = { [oauth.customFetch]: new FetchWire().fetch };
  return oauth.authorizationCodeGrantRequest(as, CLIENT, PLACEHOLDER, callback, ENDPOINT, oauth.nopkce, options);
}

const WELL_KNOWN = {
  'oauth-authorization-server': (url, options) => oauth.discoveryRequest(url, { ...options, algorithm: 'oauth2' }),
  'openid-configuration': (url, options) => oauth.discoveryRequest(url, { ...options, algorithm: 'oidc' }),
  'oauth-protected-resource': oauth.resourceDiscoveryRequest,
};

async function metadataUrl({ identifier, suffix }) {
  if (!(suffix in WELL_KNOWN)) {
    throw new Skip(`the well-known URI path suffix ${suffix}`);
  }
  const wire = new FetchWire();
  await WELL_KNOWN[suffix](toUrl(identifier), { [oauth.customFetch]: wire.fetch });
  return { out: wire.sent[0].url };
}

const METADATA = {
  async authorization_server(identifier, options) {
    const response = await WELL_KNOWN['oauth-authorization-server'](toUrl(identifier), options);
    return oauth.processDiscoveryResponse(toUrl(identifier), response);
  },
  async protected_resource(identifier, options) {
    const response = await WELL_KNOWN['oauth-protected-resource'](toUrl(identifier), options);
    return oauth.processResourceDiscoveryResponse(toUrl(identifier), response);
  },
  async client(identifier, options) {
    const response = await oauth.dynamicClientRegistrationRequest(server(), {}, options);
    return oauth.processDynamicClientRegistrationResponse(response);
  },
};

async function parseMetadata({ kind, identifier, response }) {
  const options = { [oauth.customFetch]: new FetchWire(response).fetch };
  return { out: SHAPES.metadata(await METADATA[kind](identifier, options)) };
}

async function parseRevocationResponse({ response }) {
  try {
    await READ.revocation(toResponse(response));
    return { out: { revoked: true, error: null } };
  } catch (problem) {
    if (problem instanceof oauth.ResponseBodyError) {
      const { extra: _, ...error } = SHAPES.error(problem.cause);
      return { out: { revoked: false, ...error } };
    }
    // Any other status but that of success, which may be another one than 200.
    if (REFUSALS.some((kind) => problem instanceof kind) && response.status >= 300) {
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
  const proofs = oauth.DPoP(CLIENT, keyPair(key, alg), {
    [oauth.modifyAssertion]: (header, payload) => Object.assign(payload, { jti, iat }),
  });
  const send = (wire) => {
    const options = { DPoP: proofs, [oauth.customFetch]: wire.fetch, [oauth.allowInsecureRequests]: true };
    return token === null
      ? oauth.clientCredentialsGrantRequest(server(url), CLIENT, PLACEHOLDER, {}, options)
      : oauth.protectedResourceRequest(token, method, toUrl(url), new Headers(), undefined, options);
  };
  if (nonce !== null) {
    await send(new FetchWire({ status: 200, headers: [['DPoP-Nonce', nonce]], body: '' }));
  }
  const wire = new FetchWire();
  await send(wire);
  return { out: wire.sent[0].options.headers.dpop };
}

const REFUSALS = [
  Refusal, oauth.OperationProcessingError, oauth.UnsupportedOperationError, oauth.ResponseBodyError,
  oauth.AuthorizationResponseError, oauth.WWWAuthenticateChallengeError,
];

/** Its errors over arguments are TypeErrors with a code, as those of Node.js are, which name the argument in another way. */
const isArgumentRefusal = ({ code, message }) => /^ERR_INVALID_ARG_(TYPE|VALUE)$/.test(code) && !message.startsWith('The "');

/** What Headers and URL refuse, such as line ends in a token: it leaves that to them. */
const isPlatformRefusal = ({ code, message }) =>
  code === 'ERR_INVALID_URL' || /^Headers\.(set|append): .* is an invalid header value/s.test(message);

run(
  { name: 'oauth4webapi', version, language: 'javascript', home: 'https://github.com/panva/oauth4webapi' },
  {
    'oauth2.token_request': tokenRequest,
    'oauth2.basic_authorization': basicAuthorization,
    'oauth2.parse_token_response': parseTokenResponse,
    'oauth2.parse_error': parseError,
    'oauth2.parse_www_authenticate': parseWwwAuthenticate,
    'oauth2.pkce_challenge': pkceChallenge,
    'oauth2.parse_authorization_response': parseAuthorizationResponse,
    'oauth2.metadata_url': metadataUrl,
    'oauth2.parse_metadata': parseMetadata,
    'oauth2.parse_introspection': async ({ response }) => ({
      out: SHAPES.introspection(await READ.introspection(toResponse(response))),
    }),
    'oauth2.parse_device_authorization': async ({ response }) => ({
      out: SHAPES.device(await READ.device_authorization(toResponse(response))),
    }),
    'oauth2.parse_par_response': async ({ response }) => ({
      out: SHAPES.par(await READ.pushed_authorization(toResponse(response))),
    }),
    'oauth2.parse_revocation_response': parseRevocationResponse,
    'oauth2.client_assertion': (asked) => clientAssertion(oauth, server(), asked),
    'oauth2.dpop_proof': dpopProof,
  },
  [
    'RS256', 'PS256', 'ES256', 'HS256', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'tls_client_auth',
    'form_post', 'rfc6750', 'rfc7009', 'rfc7521', 'rfc7522', 'rfc7523', 'rfc7591', 'rfc7636', 'rfc7662', 'rfc8414', 'rfc8628',
    'rfc8693', 'rfc8707', 'rfc9126', 'rfc9207', 'rfc9449', 'rfc9728',
  ],
  (problem) => REFUSALS.some((kind) => problem instanceof kind) || isArgumentRefusal(problem) || isPlatformRefusal(problem),
);
