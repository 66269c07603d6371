// SPDX-License-Identifier: Apache-2.0
// The exchange that is open. Whatever a client sent becomes text.

function verdictBadge({ accepted }) {
  return make('span', { class: `badge status-${accepted ? 'pass' : 'fail'}` }, accepted ? 'accepted' : 'refused');
}

function requirementOf(verdict) {
  if (!verdict.requirement) {
    return '';
  }
  const where = verdict.section ? `${verdict.document} section ${verdict.section}` : verdict.document;
  const link = linkOfClause(verdict);
  return make('p', {}, 'Broken: ', make('code', {}, verdict.requirement), ', ', link ? outsideLink(link, where) : where);
}

function verdictPart({ verdict, faults }) {
  const codes = [verdict.error && `error ${verdict.error}`, verdict.reason && `reason ${verdict.reason}`].filter(Boolean).join(', ');
  return make('section', { class: 'part' }, make('h3', {}, 'Verdict'),
    make('p', {}, verdictBadge(verdict), ' ', codes),
    verdict.explanation ? make('p', {}, verdict.explanation) : '',
    requirementOf(verdict),
    faults.length > 0 ? make('p', {}, 'Behaviours that acted: ', make('code', {}, faults.join(', '))) : '');
}

/** A base string with the octet marked at which the two part, or its end. Both are broken into lines at the same places until then. */
function baseString(text, at) {
  const end = at < text.length;
  return make('pre', {}, text.slice(0, at), make('mark', {}, end ? text[at] : '\u2205'), text.slice(at + 1));
}

function diagnosisPart({ diagnosis }) {
  if (!diagnosis) {
    return '';
  }
  const { base_string: ours, client_base_string: theirs, first_difference: at, mistake } = diagnosis;
  const same = theirs === ours;
  const rows = theirs === null || same
    ? [make('dt', {}, 'Base string of the provider'), make('dd', {}, make('pre', {}, ours))]
    : [make('dt', {}, 'The provider signed'), make('dd', {}, baseString(ours, at)),
      make('dt', {}, 'The client signed'), make('dd', {}, baseString(theirs, at))];
  const told = theirs === null ? 'No known mistake gives this signature: a secret may be wrong.'
    : same ? 'The two differ in what is masked.' : `They part at octet ${at}.`;
  return make('section', { class: 'part', 'data-part': 'diagnosis' }, make('h3', {}, 'Signature'),
    make('p', {}, mistake || told), mistake && theirs !== null ? make('p', { class: 'hint' }, told) : '',
    make('dl', { class: 'strings' }, rows));
}

function messagePart(title, line, { headers, body, body_octets: octets }) {
  const rows = headers.map(([name, value]) => make('tr', {}, make('th', { scope: 'row' }, name), make('td', { class: 'mono' }, value)));
  const shown = readable(body, headers);
  return make('section', { class: 'part' }, make('h3', {}, title), make('pre', {}, line),
    rows.length > 0 ? make('table', { class: 'headers' }, make('tbody', {}, rows)) : '',
    body ? make('pre', { 'data-part': 'body' }, shown) : make('p', { class: 'hint' }, 'No body.'),
    body ? make('p', { class: 'hint' }, counted(octets, 'octet')) : '');
}

function deliveryText(delivery) {
  return Object.entries(delivery).map(([name, value]) => (value === true ? name : `${name} ${value}`)).join(', ');
}

function detailOf(exchange, close) {
  const { number, request, response, delivery } = exchange;
  const delivered = deliveryText(delivery);
  return [
    make('div', { class: 'detail-head' },
      make('h2', { id: 'detail-title', tabIndex: -1 }, `${number}. ${request.method} ${pathOf(request.url)}`),
      make('div', { class: 'toolbar' }, copyButton('Copy as curl', () => curlOf(request)),
        make('button', { type: 'button', on: { click: close } }, 'Close'))),
    verdictPart(exchange), diagnosisPart(exchange),
    messagePart('Request', `${request.method} ${request.url}`, request),
    messagePart('Response', `${response.status}${delivered ? ` (${delivered})` : ''}`, response),
  ];
}
