// SPDX-License-Identifier: Apache-2.0
// Lets oauthspec ask signing.js questions.
'use strict';

const readline = require('node:readline');
const signing = require('./signing.js');

class Skip extends Error {}

function text(value) {
  if (typeof value !== 'string') {
    throw new Skip('octets that are no UTF-8');
  }
  return value;
}

const ops = {
  'oauth1.percent_encode': (given) => signing.encode(text(given.text)),
  'oauth1.normalize_parameters': (given) => signing.normalize(given.parameters.map((pair) => pair.map(text))),
};
const hello = {
  protocol: 1,
  impl: { name: 'signing', version: '1.0', language: 'javascript' },
  ops: Object.keys(ops),
};

function answer(message) {
  try {
    return { out: ops[message.op](message.in) };
  } catch (problem) {
    return problem instanceof Skip
      ? { skip: { need: problem.message } }
      : { error: { type: problem.name, message: problem.message } };
  }
}

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const message = JSON.parse(line);
  if (message.bye) {
    process.stdin.destroy();
    return;
  }
  const reply = message.hello ? { hello } : { id: message.id, ...answer(message) };
  process.stdout.write(`${JSON.stringify(reply)}\n`);
});
