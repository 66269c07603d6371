// SPDX-License-Identifier: Apache-2.0
// A request as a command. What is masked stays so: it has to be filled in.

/** One word for a POSIX shell, whatever is in it. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const LEFT_TO_CURL = ['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding'];

function curlOf({ method, url, headers, body }) {
  const words = ['curl --include --request', quoted(method), quoted(url)];
  for (const [name, value] of headers) {
    if (!LEFT_TO_CURL.includes(name.toLowerCase())) {
      // curl leaves a field with nothing behind its colon out, and sends one that ends in a semicolon.
      words.push('--header', quoted(value === '' ? `${name};` : `${name}: ${value}`));
    }
  }
  if (body !== '') {
    words.push('--data-binary', quoted(body));
  }
  return words.join(' ');
}
