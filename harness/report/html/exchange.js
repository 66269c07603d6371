// SPDX-License-Identifier: Apache-2.0
// What went over the wire for a check of a server, in the details of its cell.

const FEW_EXCHANGES = 2; // So many are open from the start.
const LONGEST_LINE = 160;

/** The part of the details that shows the exchanges; none where there are none. */
function exchangeParts(cell) {
  const { exchanges, decisive } = cell;
  if (exchanges.length === 0) {
    return [];
  }
  const open = exchanges.length <= FEW_EXCHANGES;
  const shown = exchanges.map((exchange, index) => shownExchange(exchange, index + 1, open, exchanges.length > 1 && index === decisive));
  const switches = make('p', { class: 'exchange-tools' }, switchAll(shown, 'Open all', true), switchAll(shown, 'Close all', false));
  return [[counted(exchanges.length, 'request and its answer', 'requests and their answers'),
    make('div', { class: 'exchanges' }, open ? '' : switches, shown), exchanges.map(asHttp).join('\n')]];
}

function switchAll(shown, label, open) {
  const listener = () => shown.forEach((details) => (details.open = open));
  return make('button', { type: 'button', class: 'copy', on: { click: listener } }, label);
}

/** A line that leaves room for others; what it lacks stands below it, once it is opened. */
const inShort = (text) => (text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}...` : text);

/** One exchange. What it holds is made when it is opened: there may be a hundred of them, with a page in each. The one that decides
 *  is marked, and its line is whole: what differs often stands far behind in a URL. */
function shownExchange(exchange, number, open, decides) {
  const line = decides ? (text) => text : inShort;
  const details = make('details', { class: decides ? 'exchange decisive' : 'exchange' },
    make('summary', {},
      make('span', { class: 'number' }, `${number}. `),
      decides ? make('strong', {}, 'decides ') : '',
      make('span', { class: 'mono' }, line(`${exchange.method} ${exchange.url}`)), ' ',
      make('span', { class: 'answer' }, line(exchange.answer)),
      make('span', { class: 'took' }, ` ${exchange.milliseconds.toLocaleString('en')} ms`)));
  const fill = () => {
    if (details.childElementCount === 1) {
      details.append(
        titledText('Request', `${exchange.method} ${exchange.url}`, exchange.request),
        titledText('Response', exchange.status ? `Status ${exchange.status}` : exchange.answer, exchange.response),
        copyButton('Copy', () => asHttp(exchange)));
    }
  };
  details.addEventListener('toggle', fill);
  if (open) {
    fill();
    details.open = true;
  }
  return details;
}

function titledText(title, first, { headers, body }) {
  return make('div', { class: 'message' }, make('h4', {}, title),
    make('pre', {}, make('strong', {}, first), `\n${headers}`, body ? `\n${prettyBody(body)}` : ''));
}

/** An exchange as it went over the wire, but for what HTTP adds. */
function asHttp({ method, url, request, status, response, answer }) {
  const message = (first, { headers, body }) => `${first}\n${headers}\n${body}${body && '\n'}`;
  return message(`${method} ${url}`, request) + message(status ? `HTTP ${status}` : answer, response);
}

/** A body in lines where it is JSON, and as it is elsewhere. Names, numbers and escapes stay as they were written. */
function prettyBody(body) {
  if (!/^\s*[[{]/.test(body)) {
    return body;
  }
  try {
    JSON.parse(body);
  } catch {
    return body;
  }
  const compact = body.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (piece) => (piece.startsWith('"') ? piece : ''));
  return prettyJson(readJson(compact), COLUMNS);
}
