// SPDX-License-Identifier: Apache-2.0
// What the inspector knows, without a page.

/** As many as the provider keeps. */
const MOST = 1000;

/** The exchanges that came, the oldest first, and which of them are wanted. */
class Transcript {
  #exchanges = [];

  add(exchange) {
    if (exchange.number <= this.last) {
      return false;
    }
    this.#exchanges.push(exchange);
    if (this.#exchanges.length > MOST) {
      this.#exchanges.shift();
    }
    return true;
  }

  get last() {
    return this.#exchanges.at(-1)?.number ?? 0;
  }

  get size() {
    return this.#exchanges.length;
  }

  clear() {
    this.#exchanges = [];
  }

  find(number) {
    return this.#exchanges.find((exchange) => exchange.number === number);
  }

  endpoints() {
    return [...new Set(this.#exchanges.map((exchange) => exchange.endpoint))].sort();
  }

  /** The newest first. */
  chosen(filter) {
    return this.#exchanges.filter((exchange) => wanted(exchange, filter)).reverse();
  }
}

function wanted(exchange, { endpoint, verdict, q }) {
  const said = exchange.verdict.accepted ? 'accepted' : 'refused';
  return (!endpoint || exchange.endpoint === endpoint) && (!verdict || said === verdict)
    && (!q || textOf(exchange).includes(q.toLowerCase()));
}

/** Everything of an exchange in which a word may be sought. */
function textOf({ request, response, verdict, faults }) {
  const headers = (message) => message.headers.map((pair) => pair.join(': ')).join('\n');
  return [request.method, request.url, headers(request), request.body, response.status, headers(response), response.body,
    verdict.error, verdict.reason, verdict.requirement, verdict.explanation, ...faults].join('\n').toLowerCase();
}

/** "/token?a=1" of an URL. */
function pathOf(url) {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  return path === '' ? '/' : path;
}

const twoDigits = (number) => String(number).padStart(2, '0');

/** The time of day, of the provider's clock, in UTC. */
function timeOf(at) {
  const date = new Date(at * 1000);
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':');
}

/** Where a requirement can be read; undefined where it is in no RFC. */
function linkOfClause({ document, section }) {
  const number = /^RFC (\d+)$/.exec(document)?.[1];
  if (!number) {
    return undefined;
  }
  const anchor = /^\d[\d.]*$/.test(section) ? `#section-${section}` : '';
  return `https://www.rfc-editor.org/rfc/rfc${number}${anchor}`;
}

/** JSON and forms over several lines; any other body as it is. */
function readable(body, headers) {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].toLowerCase() ?? '';
  if (type.includes('json')) {
    try {
      // What was sent twice, or as no number that JavaScript has, would be lost.
      const lines = JSON.stringify(JSON.parse(body), null, 2);
      return lines.replace(/\s/g, '') === body.replace(/\s/g, '') ? lines : body;
    } catch {
      return body;
    }
  }
  return type.includes('x-www-form-urlencoded') ? body.replaceAll('&', '\n&') : body;
}
