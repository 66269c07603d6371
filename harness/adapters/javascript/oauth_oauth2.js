// SPDX-License-Identifier: Apache-2.0
// Adapter for OAuth2 of the npm package oauth, on which passport-oauth2 is built: authorization URLs, what it sends, and the tokens
// that it makes of responses. Its connections end in this process.
'use strict';

const { OAuth2 } = require('oauth');
const { version } = require('oauth/package.json');
const { Skip, run, text } = require('./adapter');
const { AgentWire, SHAPES, checkTokenType, fromIncoming, given, sentBy } = require('./oauth2');

const ENDPOINT = 'https://server.example.com/endpoint';
const CLIENT = { method: 'client_secret_post', client_id: 's6BhdRkqt3', client_secret: 'gX1fBat3bV' };

/** What the server answers with an error status; the client hands it to its callback. */
class ErrorStatus extends Error {}

/** A client of which both endpoints are this one, after a base that is empty. */
function connect(endpoint, client = CLIENT) {
  if (client.method !== 'client_secret_post') {
    throw new Skip(`the client authentication ${client.method}`);
  }
  return new OAuth2(client.client_id, client.client_secret, '', endpoint, endpoint);
}

/** Parameters as an object; a name that comes twice has an array. */
function toObject(pairs) {
  const object = {};
  for (const [name, value] of pairs.map((pair) => pair.map(text))) {
    object[name] = Object.hasOwn(object, name) ? [object[name], value].flat() : value;
  }
  return object;
}

const parametersOf = ({ scope, resource = [], extra }, named = {}) =>
  toObject([...given({ ...named, scope: scope?.join(' ') }), ...resource.map((uri) => ['resource', uri]), ...extra]);

function authorizationUrl(asked) {
  const { endpoint, client_id, response_type, redirect_uri, state, pkce, request, request_uri } = asked;
  const { code_challenge, code_challenge_method } = pkce ?? {};
  const named = { response_type, redirect_uri, state, code_challenge, code_challenge_method, request, request_uri };
  return { out: connect(endpoint, { ...CLIENT, client_id }).getAuthorizeUrl(parametersOf(asked, named)) };
}

/** What its callback is given, once `send(callback)` has sent. */
const called = (send) => new Promise((resolve, reject) => {
  send((problem, ...values) => {
    if (problem) {
      reject(problem instanceof Error ? problem : new ErrorStatus(`status ${problem.statusCode}`));
    } else {
      resolve(values);
    }
  });
});

const GRANTS = {
  authorization_code: (client, { code, redirect_uri, code_verifier }, asked) => {
    const parameters = parametersOf(asked, { grant_type: 'authorization_code', redirect_uri, code_verifier });
    return called((callback) => client.getOAuthAccessToken(code, parameters, callback));
  },
  refresh_token: (client, { refresh_token: token }, asked) =>
    called((callback) => client.getOAuthAccessToken(token, parametersOf(asked, { grant_type: 'refresh_token' }), callback)),
};

/** Its get puts the token into the query, or into the header where it is told to. */
function getResource(client, { method, headers, body, access_token: token, token_type: type, placement }, { endpoint }) {
  if (method !== 'GET' || headers.length > 0 || body !== '' || type !== 'Bearer' || placement === 'body') {
    throw new Skip('another request than GET without header fields, with a bearer token in header or query');
  }
  client.useAuthorizationHeaderforGET(placement === 'header');
  return called((callback) => client.get(endpoint, token, callback));
}

async function tokenRequest(asked) {
  const { endpoint, client, grant, request } = asked;
  const send = grant ? GRANTS[grant.type] : request.type === 'protected_resource' && getResource;
  if (!send || asked.dpop_proof !== undefined) {
    throw new Skip(asked.dpop_proof === undefined ? `the request ${(grant ?? request).type}` : 'DPoP');
  }
  const wire = new AgentWire();
  const library = connect(endpoint, client ?? CLIENT);
  library.setAgent(wire.options(endpoint).agent);
  return { out: fromIncoming(await sentBy(wire, () => send(library, grant ?? request, asked)), endpoint) };
}

const ASKED = { scope: null, resource: [], extra: [] };
const FIELDS = { code: 'code', redirect_uri: 'https://client.example.com/cb', code_verifier: null, refresh_token: 'old' };

async function parseTokenResponse({ grant, token_types: types, response }) {
  if (!(grant in GRANTS)) {
    throw new Skip(`the grant ${grant}`);
  }
  const client = connect(ENDPOINT);
  client.setAgent(new AgentWire(response).agent);
  const [token, refresh, results] = await GRANTS[grant](client, FIELDS, ASKED);
  checkTokenType(types, results.token_type, 'refusing a type of token: its caller says what stands before the token');
  return { out: SHAPES.token({ ...results, access_token: token, refresh_token: refresh }) };
}

run(
  { name: 'oauth', version, language: 'javascript', home: 'https://github.com/ciaranj/node-oauth' },
  {
    'oauth2.authorization_url': authorizationUrl,
    'oauth2.token_request': tokenRequest,
    'oauth2.parse_token_response': parseTokenResponse,
  },
  ['client_secret_post', 'implicit_grant', 'rfc6750', 'bearer_query', 'rfc7636', 'pkce_plain', 'rfc8707', 'rfc9101'],
  // A value that node:http refuses: it leaves line ends and the like to that.
  (problem) => problem instanceof ErrorStatus || problem.code === 'ERR_INVALID_CHAR',
);
