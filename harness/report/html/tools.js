// SPDX-License-Identifier: Apache-2.0
// What the scripts of all pages use, and needs no page.

/** Orders section numbers as people do: 3.4.2 before 3.4.10. */
const natural = new Intl.Collator('en', { numeric: true }).compare;

function upsert(map, key, make) {
  if (!map.has(key)) {
    map.set(key, make());
  }
  return map.get(key);
}

/** Percent-encodes what a fragment has to, and leaves names of tests readable. */
function encode(text) {
  return encodeURIComponent(text).replace(/%2F/g, '/').replace(/%2C/g, ',').replace(/%20/g, '+');
}

/** Where a requirement can be read; undefined where it is in no RFC. */
function linkOf({ document, section }) {
  const number = /^RFC (\d+)$/.exec(document)?.[1];
  if (!number) {
    return undefined;
  }
  const anchor = /^\d[\d.]*$/.test(section) ? `#section-${section}` : '';
  return `https://www.rfc-editor.org/rfc/rfc${number}${anchor}`;
}
