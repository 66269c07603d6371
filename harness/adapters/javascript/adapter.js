// SPDX-License-Identifier: Apache-2.0
// The adapter protocol over stdin and stdout, for adapters in JavaScript. See README.md beside this folder.
'use strict';

const readline = require('node:readline');

/** The library cannot express this case; the message says what it lacks. */
class Skip extends Error {}

/** The characters of a value that may be octets; skips octets that are no UTF-8. */
function text(value) {
  if (typeof value === 'object' && value !== null) {
    throw new Skip('octets that are no UTF-8');
  }
  return value;
}

/** The octets of a value that may come as characters. */
function octets(value) {
  return typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.b64, 'base64');
}

/** Parameters as an object: several values of one name are an array, in their order. */
function toObject(parameters) {
  const object = Object.create(null);
  for (const [name, value] of parameters.map((pair) => pair.map(text))) {
    object[name] = name in object ? [object[name], value].flat() : value;
  }
  return object;
}

/** The value of the first header field called `name`, without regard to case. */
function headerField(headers, name) {
  const found = headers.find(([field]) => field.toLowerCase() === name.toLowerCase());
  return found && text(found[1]);
}

/** Skips a Host header field that a library without a place for it cannot know: one that is not the URL's authority. */
function checkHost(url, host) {
  if (host !== undefined && /^[^:]*:\/\/([^/?#]*)/.exec(url)?.[1] !== host) {
    throw new Skip("a Host header field other than the URL's authority");
  }
}

/** Skips requests that a library which only signs cannot be given: signed ones, and those to another host than the URL's. */
function checkUnsigned({ url, headers }) {
  if (/^oauth /i.test(headerField(headers, 'Authorization') ?? '')) {
    throw new Skip('reading an Authorization header field');
  }
  checkHost(url, headerField(headers, 'Host'));
}

/** Whether the body is declared as a form, whose parameters are signed. */
function isForm(headers) {
  const type = headerField(headers, 'Content-Type') ?? '';
  return type.split(';')[0].trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

/** The decoded pairs of a form or a query, for libraries that leave decoding to their caller. */
function formPairs(form) {
  const pairs = [...new URLSearchParams(form)];
  if (pairs.flat().some((part) => part.includes('\ufffd'))) {
    throw new Skip('octets that are no UTF-8');
  }
  return pairs;
}

/** The decoded pairs of the query and of the form body, for libraries that leave reading both to their caller. */
function requestPairs({ url, headers, body }) {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  return [...formPairs(query), ...(isForm(headers) ? formPairs(text(body)) : [])];
}

/** The protocol parameters that oauth1.sign asks for, for libraries that leave naming them to their caller. */
function protocolParameters({ client, token, method, nonce, timestamp, version, extra }) {
  const named = [
    ['oauth_consumer_key', client.key],
    ['oauth_token', token?.key],
    ['oauth_signature_method', method],
    ['oauth_timestamp', timestamp],
    ['oauth_nonce', nonce],
    ['oauth_version', version],
  ];
  return [...named.filter(([, value]) => (value ?? null) !== null), ...extra];
}

/** The secret, or the private key in its place, for libraries that take either in one argument. */
function secretOrKey({ secret, private_key: key }, method) {
  if (method.startsWith('RSA') !== (key !== undefined)) {
    throw new Skip('telling a secret from a private key: both are one argument');
  }
  if (key?.jwk) {
    throw new Skip('keys as JWK');
  }
  return key ? key.pem : secret;
}

/** What OpenSSL says of keys that it cannot read: libraries that take a PEM refuse by it. */
function isKeyRefusal(problem) {
  return /^ERR_OSSL_/.test(problem.code);
}

async function answer(ops, refused, op, given) {
  try {
    return await ops[op](given);
  } catch (problem) {
    if (problem instanceof Skip) {
      return { skip: { need: problem.message } };
    }
    if (refused(problem)) {
      return { reject: { message: problem.message } };
    }
    return { error: { type: problem.constructor.name, message: problem.message } };
  }
}

/**
 * Serves `ops`, a function for each op from `in` to {out} or {out, actual} or a promise of it, until bye or the end of input.
 * `refused(error)` tells whether the library threw it to refuse the input; anything else it throws is an error.
 */
async function run(impl, ops, features, refused) {
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const message = JSON.parse(line);
    if (message.bye) {
      break;
    }
    const reply = message.hello
      ? { hello: { protocol: 1, impl, ops: Object.keys(ops), features } }
      : { id: message.id, ...(await answer(ops, refused, message.op, message.in)) };
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
  process.stdin.destroy();
}

module.exports = {
  Skip,
  checkHost,
  checkUnsigned,
  formPairs,
  isForm,
  isKeyRefusal,
  octets,
  protocolParameters,
  requestPairs,
  run,
  secretOrKey,
  text,
  toObject,
};
