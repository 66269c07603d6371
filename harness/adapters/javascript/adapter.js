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

function answer(ops, refused, op, given) {
  try {
    return ops[op](given);
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
 * Serves `ops`, a function for each op from `in` to {out} or {out, actual}, until bye or the end of input.
 * `refused(error)` tells whether the library threw it to refuse the input; anything else it throws is an error.
 */
function run(impl, ops, features, refused) {
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
  lines.on('line', (line) => {
    const message = JSON.parse(line);
    if (message.bye) {
      process.stdin.destroy();
      return;
    }
    const reply = message.hello
      ? { hello: { protocol: 1, impl, ops: Object.keys(ops), features } }
      : { id: message.id, ...answer(ops, refused, message.op, message.in) };
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  });
}

module.exports = { Skip, text, octets, toObject, headerField, run };
