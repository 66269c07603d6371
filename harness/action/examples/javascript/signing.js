// SPDX-License-Identifier: Apache-2.0
// The library under test: what a signature of OAuth 1.0 is made of.
'use strict';

const encode = (text) => encodeURIComponent(text);

const compare = (a, b) => (a < b ? -1 : Number(a > b));

const normalize = (parameters) =>
  parameters
    .map((pair) => pair.map(encode))
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');

module.exports = { encode, normalize };
