// SPDX-License-Identifier: Apache-2.0
// What the loops in JavaScript have in common: see README.md beside this folder.
'use strict';

const fs = require('node:fs');
const readline = require('node:readline');

const CLIENT = { key: 'dpf43f3p2l4k3l03', secret: 'kd94hf93k423kf44' };
const TOKEN = { key: 'nnch734d00sl2jdk', secret: 'pfkkdhi9sl3r4s00' };

/** Of the whole process: its compiler and its collector of garbage work for the loop, too. */
function seconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** `sign` takes URL, nonce and timestamp; `signatureOf` finds the signature in what it gives. */
function run(version, sign, signatureOf) {
  const lines = fs.readFileSync(process.argv[2], 'ascii').trimEnd().split('\n');
  const requests = lines.map((line) => line.split('\t'));
  const [[, nonce, timestamp]] = requests;
  const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
  say({ version, signature: signatureOf(sign(...requests[0])), nonce, timestamp });
  let number = 0;
  readline.createInterface({ input: process.stdin }).on('line', (asked) => {
    const count = Number(asked);
    const start = seconds();
    for (let i = 0; i < count; i += 1) {
      sign(...requests[number]);
      number = (number + 1) % requests.length;
    }
    say({ signatures: count, seconds: seconds() - start });
  });
}

/** The signature in an Authorization header field. */
const inHeader = (header) => decodeURIComponent(/oauth_signature="([^"]*)"/.exec(header)[1]);

module.exports = { CLIENT, TOKEN, inHeader, run };
