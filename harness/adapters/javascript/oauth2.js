// SPDX-License-Identifier: Apache-2.0
// What the adapters for OAuth 2.0 share: wires that connect to nothing, and values in the shapes of the ops.
'use strict';

const http = require('node:http');
const https = require('node:https');
const { duplexPair } = require('node:stream');
const { Skip, octets, text } = require('./adapter');

/** Octets as a value of the protocol: text where they are UTF-8. */
function fromOctets(buffer) {
  const characters = buffer.toString();
  return Buffer.from(characters).equals(buffer) ? characters : { b64: buffer.toString('base64') };
}

/** Header fields as Fetch takes them: a character for each octet. */
function toHeaders(fields) {
  const headers = new Headers();
  for (const [name, value] of fields) {
    try {
      headers.append(name, octets(value).toString('latin1'));
    } catch {
      throw new Skip('a header field that Fetch cannot carry');
    }
  }
  return headers;
}

function checkStatus(status) {
  if (status < 200 || status > 599) {
    throw new Skip(`a response with the status ${status}: HTTP clients hand over none`);
  }
}

/** A response as fetch gives it. */
function toResponse({ status, headers, body }) {
  checkStatus(status);
  const content = [204, 205, 304].includes(status) ? null : octets(body);
  return new Response(content, { status, headers: toHeaders(headers) });
}

/** The request as out of oauth2.token_request, as fetch sends it. */
async function fromFetch({ url, options }) {
  const request = new Request(url, options);
  const field = (name) => request.headers.get(name);
  return {
    method: request.method,
    url: request.url,
    authorization: field('authorization'),
    content_type: field('content-type'),
    dpop: field('dpop'),
    cache_control: field('cache-control'),
    body: fromOctets(Buffer.from(await request.arrayBuffer())),
  };
}

/** A fetch that connects to nothing: it keeps the requests, and answers them with the responses one by one. */
class FetchWire {
  sent = [];

  constructor(...responses) {
    this.responses = responses.map(toResponse);
    this.fetch = async (url, options) => {
      this.sent.push({ url, options });
      return this.responses.shift() ?? new Response('{}', { headers: { 'content-type': 'application/json' } });
    };
  }
}

/** What `send` sends. What it says of the answer is no matter: other ops ask for that. */
async function sentBy(wire, send) {
  try {
    await send();
  } catch (problem) {
    if (wire.sent.length === 0) {
      throw problem;
    }
  }
  return wire.sent.at(-1);
}

/** The response as it comes over a connection that ends with it. */
function rawResponse({ status, headers, body }) {
  checkStatus(status);
  const content = octets(body);
  const own = headers.filter(([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name));
  const fields = [...own, ['Connection', 'close'], ['Content-Length', String(content.length)]];
  const lines = fields.map(([name, value]) => Buffer.concat([Buffer.from(`${name}: `), octets(value), Buffer.from('\r\n')]));
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Status\r\n`), ...lines, Buffer.from('\r\n'), content]);
}

/** An agent of node:http and node:https that connects to nothing: a server in this process answers all it sends. */
class AgentWire {
  sent = [];

  constructor(response = { status: 200, headers: [['Content-Type', 'application/json']], body: '{}' }) {
    const raw = rawResponse(response);
    this.server = http.createServer(async (request) => {
      const chunks = await Array.fromAsync(request);
      this.sent.push({ request, body: Buffer.concat(chunks) });
      request.socket.end(raw);
    });
    this.agent = this.connecting(new https.Agent());
    this.plainAgent = this.connecting(new http.Agent());
  }

  connecting(agent) {
    agent.createConnection = () => {
      const [near, far] = duplexPair();
      for (const side of [near, far]) {
        const nothing = () => {};
        Object.assign(side, { setTimeout: nothing, setNoDelay: nothing, setKeepAlive: nothing, ref: nothing, unref: nothing });
        side.destroySoon = side.destroy;
      }
      this.server.emit('connection', far);
      return near;
    };
    return agent;
  }

  /** Options of an HTTP client that take its connections here. */
  options(endpoint) {
    return { agent: /^http:/i.test(endpoint) ? this.plainAgent : this.agent };
  }
}

/** The request that came over an AgentWire to `endpoint`, as out of oauth2.token_request. */
function fromIncoming({ request, body }, endpoint) {
  const field = (name) => request.headers[name] ?? null;
  const scheme = /^[^:]*/.exec(endpoint)[0].toLowerCase();
  return {
    method: request.method,
    url: `${scheme}://${request.headers.host}${request.url}`,
    authorization: field('authorization'),
    content_type: field('content-type'),
    dpop: field('dpop'),
    cache_control: field('cache-control'),
    body: fromOctets(body),
  };
}

/** Decoded pairs as URLSearchParams. */
const toSearchParams = (pairs) => new URLSearchParams(pairs.map((pair) => pair.map(text)));

/** Pairs that are not null. */
const given = (named) => Object.entries(named).filter(([, value]) => (value ?? null) !== null);

const URI = /^[a-z][a-z0-9+.-]*:(\/\/[^/?#]+)?(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;

/** The URL that a library takes parsed by its caller, who might parse as a URL what is no URI. */
function toUrl(uri) {
  if (!URI.test(uri) || !URL.canParse(uri)) {
    throw new Skip('a text that is no URI: its caller parses it');
  }
  return new URL(uri);
}

/** Scope tokens of a scope that a library shows as text; what is no text stays as it is. */
function scopeTokens(scope) {
  return typeof scope === 'string' ? scope.split(' ').filter((token) => token !== '') : scope ?? null;
}

/** Characters of a header field, one an octet, as the text that they are the octets of. */
const latin1 = (characters) => fromOctets(Buffer.from(characters, 'latin1'));

/** The challenge that a protected resource's error stands in, as out of oauth2.parse_error. */
function challengeError(challenges) {
  const known = challenges.filter(({ scheme }) => scheme === 'bearer' || scheme === 'dpop');
  const { parameters } = known.find((one) => one.parameters.error !== undefined) ?? known[0] ?? { parameters: {} };
  const names = ['error', 'error_description', 'error_uri', 'scope', 'realm', 'resource_metadata'];
  const out = Object.fromEntries(names.map((name) => [name, parameters[name] ?? null]));
  return { ...out, scope: scopeTokens(out.scope) };
}

/** Whether a value is nested more deeply than the protocol carries. */
function isDeep(value, levels = 50) {
  return typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((one) => isDeep(one, levels - 1)));
}

/** The members called `names`, null where there is none, and all others as `extra`; an empty object in place of a deep one. */
function members(object, names) {
  const carried = (value) => (isDeep(value) ? {} : value);
  const named = names.map((name) => [name, carried(object[name] ?? null)]);
  const extra = Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
  return { ...Object.fromEntries(named), ...(!isDeep(extra) && { extra }) };
}

/** Skips a token of another type than the client understands, where the library leaves that to its caller, or has no choice. */
function checkTokenType(types, type, need) {
  if (typeof type === 'string' && type !== '' && !types.some((one) => one.toLowerCase() === type.toLowerCase())) {
    throw new Skip(need);
  }
}

/** A response's JSON object, shown as it is, as out of the op that reads it. */
const SHAPES = {
  token(json) {
    const names = ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope', 'issued_token_type'];
    const out = members(json, names);
    return { ...out, scope: scopeTokens(out.scope) };
  },
  error(json) {
    return members(json, ['error', 'error_description', 'error_uri']);
  },
  /** Of the parameters, as URLSearchParams. */
  authorization(parameters) {
    const names = ['code', 'access_token', 'error', 'error_description', 'error_uri', 'state', 'iss'];
    const named = names.map((name) => [name, parameters.get(name)]);
    return { ...Object.fromEntries(named), extra: [...parameters].filter(([name]) => !names.includes(name)) };
  },
  introspection(json) {
    const out = members(json, [
      'active', 'scope', 'client_id', 'username', 'token_type', 'exp', 'iat', 'nbf', 'sub', 'aud', 'iss', 'jti', 'cnf',
    ]);
    return { ...out, scope: scopeTokens(out.scope), aud: typeof out.aud === 'string' ? [out.aud] : out.aud };
  },
  /** Without a default for the interval. */
  device(json) {
    const { interval, ...out } = members(json, [
      'device_code', 'user_code', 'verification_uri', 'verification_uri_complete', 'expires_in', 'interval',
    ]);
    return interval === null ? out : { ...out, interval };
  },
  par(json) {
    return members(json, ['request_uri', 'expires_in']);
  },
  /** Without the members that are not there: the library knows no defaults. */
  metadata(json) {
    const { properties } = require('../../../vectors/schema/oauth2.parse_metadata.schema.json').definitions.out;
    const { extra, ...named } = members(json, Object.keys(properties).filter((name) => name !== 'extra'));
    const out = Object.fromEntries(given(named));
    return { ...out, ...('scope' in out && { scope: scopeTokens(out.scope) }), ...(extra && { extra }) };
  },
};

module.exports = {
  AgentWire,
  FetchWire,
  SHAPES,
  challengeError,
  checkTokenType,
  fromFetch,
  fromIncoming,
  given,
  latin1,
  scopeTokens,
  sentBy,
  toHeaders,
  toResponse,
  toSearchParams,
  toUrl,
};
