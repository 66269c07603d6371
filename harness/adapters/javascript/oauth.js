// SPDX-License-Identifier: Apache-2.0
// Adapter for the npm package oauth: what its client sends, and what it makes of credentials responses. Its wire, clock and nonce
// are replaced; the functions with an underscore are those that get, post, put and delete are made of.
'use strict';

const { EventEmitter } = require('node:events');
const { OAuth, OAuthEcho } = require('oauth');
const { version } = require('oauth/package.json');
const {
  Skip, checkHost, checkUnsigned, formPairs, isForm, isKeyRefusal, octets, run, secretOrKey, text, toObject,
} = require('./adapter');

const METHODS = ['HMAC-SHA1', 'HMAC-SHA256', 'RSA-SHA1', 'PLAINTEXT'];
const ENDPOINT = 'https://server.example.com/credentials';

/** What the server of a case answers with an error status; the client hands it to its callback. */
class ErrorStatus extends Error {}

class Client extends OAuth {
  constructor({ key = '', secret = '', method = 'HMAC-SHA1', oauthVersion = '1.0' } = {}) {
    super(ENDPOINT, ENDPOINT, key, secret, oauthVersion, 'oob', method);
  }

  /** In place of a connection: notes what would be sent. */
  _createClient(port, hostname, method, path, headers, secure) {
    this.sent = { url: `${secure ? 'https' : 'http'}://${headers.Host}${path}`, header: headers.Authorization };
    this.wire = Object.assign(new EventEmitter(), { write() {}, end() {} });
    return this.wire;
  }

  _createSignature(baseString, tokenSecret) {
    const signature = super._createSignature(baseString, tokenSecret);
    this.signed = { signature, base_string: baseString };
    return signature;
  }

  /** Leaves out what the client adds to every request and the case has not. */
  _normaliseRequestParams(parameters) {
    const kept = Object.entries(parameters).filter(([name]) => !this.unwanted?.has(name));
    return super._normaliseRequestParams(Object.fromEntries(kept));
  }
}

/** An object of the usual kind, as the client asks for, with the pairs as members. */
const members = (pairs) => Object.fromEntries(Object.entries(toObject(pairs)));

/** Sends as get, post, put and delete do: a form is handed over decoded, with the protocol parameters of the caller. */
function send(client, { method, url, headers, body }, token, parameters) {
  const form = isForm(headers) ? formPairs(text(body)) : [];
  if (form.length > 0 && method !== 'POST' && method !== 'PUT') {
    throw new Skip('a form in a request that is neither POST nor PUT');
  }
  const content = form.length > 0 || body === '' ? null : octets(body);
  client._performSecureRequest(token?.key, token?.secret, method, url, members([...form, ...parameters]), content, null);
}

/** Whether the URL is signed and sent as it is: url.parse, by which the client reads it, escapes some characters. */
const isKept = (url) => !/^[^:]*:\/\/[^/?#]*[/?][^#]*['"<>`{}|\\^\s]/.test(url);

function checkKept(url) {
  if (!isKept(url)) {
    throw new Skip('signing the URL as it is: some characters are escaped before it is signed and sent');
  }
}

const ALWAYS = ['oauth_timestamp', 'oauth_nonce', 'oauth_version', 'oauth_signature_method', 'oauth_consumer_key'];

function baseString({ request, protocol_parameters: parameters }) {
  checkUnsigned(request);
  if (parameters.length === 0) {
    throw new Skip('reading a request that is signed: it only signs');
  }
  checkKept(request.url);
  const wanted = new Set(parameters.map(([name]) => name));
  const client = new Client();
  client.unwanted = new Set(ALWAYS.filter((name) => !wanted.has(name)));
  send(client, request, null, parameters.filter(([name]) => name !== 'oauth_signature'));
  return { out: client.signed.base_string };
}

/** The header is left out where there is a realm: only OAuthEcho can send one. */
function sign({ request, client: { key, ...credentials }, token, method, nonce, timestamp, version: asked, realm, extra }) {
  checkUnsigned(request);
  const client = new Client({ key, secret: secretOrKey(credentials, method), method, oauthVersion: asked ?? undefined });
  if (nonce !== null) {
    client._getNonce = () => nonce;
  }
  if (timestamp !== null) {
    client._getTimestamp = () => timestamp;
  }
  send(client, request, token, extra);
  const out = { ...client.signed };
  if (method === 'PLAINTEXT') {
    delete out.base_string;
  }
  if (realm === null) {
    out.header = client.sent.header;
  }
  return { out, actual: chosen({ nonce, timestamp, version: asked }, client, request.url) };
}

/** What was sent without having been asked for: the client leaves none of these out, and may write the URL anew. */
function chosen(asked, client, url) {
  const names = Object.keys(asked).filter((name) => asked[name] === null);
  const sent = (name) => new RegExp(`oauth_${name}="([^"]*)"`).exec(client.sent.header)[1];
  const actual = Object.fromEntries(names.map((name) => [name, sent(name)]));
  return isKept(url) ? actual : { ...actual, url: client.sent.url };
}

function baseStringUri({ url, host }) {
  checkHost(url, host);
  checkKept(url);
  return { out: new Client()._normalizeUrl(url) };
}

function buildAuthorizationHeader({ realm, parameters }) {
  const client = realm === null ? new Client() : new OAuthEcho(realm, ENDPOINT, '', '', '1.0', 'HMAC-SHA1');
  return { out: client._buildAuthorizationHeaders(parameters.map((pair) => pair.map(text))) };
}

/** Answers the request that the client has sent. */
function respond(wire, { status, headers, body }) {
  const fields = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), text(value)]));
  const response = Object.assign(new EventEmitter(), { statusCode: status, headers: fields, setEncoding() {} });
  wire.emit('response', response);
  response.emit('data', text(body));
  response.emit('end');
}

function parseCredentialsResponse({ kind, response }) {
  const client = new Client();
  let came;
  const callback = (problem, key, secret, rest) => {
    came = { problem, key, secret, rest };
  };
  if (kind === 'temporary') {
    client.getOAuthRequestToken(callback);
  } else {
    client.getOAuthAccessToken('token', 'secret', 'verifier', callback);
  }
  respond(client.wire, response);
  if (came.problem) {
    throw new ErrorStatus(`status ${came.problem.statusCode}`);
  }
  const { key, secret, rest: { oauth_callback_confirmed: _, ...extra } } = came;
  return { out: { key, secret, extra: client._makeArrayOfArgumentsHash(Object.assign({}, extra)) } };
}

run(
  { name: 'oauth', version, language: 'javascript', home: 'https://github.com/ciaranj/node-oauth' },
  {
    'oauth1.percent_encode': (given) => ({ out: new Client()._encodeData(text(given.text)) }),
    'oauth1.normalize_parameters': ({ parameters }) => ({ out: new Client()._normaliseRequestParams(members(parameters)) }),
    'oauth1.base_string_uri': baseStringUri,
    'oauth1.base_string': baseString,
    'oauth1.sign': sign,
    'oauth1.build_authorization_header': buildAuthorizationHeader,
    'oauth1.parse_credentials_response': parseCredentialsResponse,
  },
  METHODS,
  (problem) => problem instanceof ErrorStatus || problem instanceof URIError || problem.code === 'ERR_INVALID_URL'
    || problem.message.startsWith('Un-supported signature method: ') || isKeyRefusal(problem),
);
