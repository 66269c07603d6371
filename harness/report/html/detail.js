// SPDX-License-Identifier: Apache-2.0
// The details of one cell, beside the matrix or over it.

const COLUMNS = 76; // of JSON
const NOT_CLAIMED = 'Of a document that the server does not claim: shown, and held against nobody.';

class Detail {
  #model;
  #dialog;
  #steps;
  #place = make('span', { class: 'place' });
  #body = make('div', { class: 'detail-body' });

  /** `go(test, run)` opens another cell, `close()` is called when the user has enough. */
  constructor(model, { go, close }) {
    this.#model = model;
    this.go = go;
    const button = (label, properties) => make('button', { type: 'button', ...properties }, label);
    this.#steps = { before: button('Previous'), after: button('Next') };
    this.#dialog = byId('detail');
    this.#dialog.append(
      make('div', { class: 'detail-bar' },
        this.#steps.before, this.#place, this.#steps.after, button('Close', { class: 'close', on: { click: close } })),
      this.#body,
      make('p', { id: 'detail-said', class: 'away', role: 'status' }));
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      close();
    });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /**
   * Shows a cell; `neighbours` says which other ones are before and after it. The focus moves to the heading, unless
   * the user is stepping from one to the next.
   */
  open(cell, neighbours) {
    const stepping = Object.values(this.#steps).includes(document.activeElement) && document.activeElement;
    this.#body.replaceChildren(...this.#contents(cell));
    this.#showSteps(cell, neighbours);
    if (!this.#dialog.open) {
      this.#dialog[window.matchMedia('(min-width: 1000px)').matches ? 'show' : 'showModal']();
    }
    this.#dialog.scrollTop = 0;
    if (stepping && !stepping.disabled) {
      announce(`${wordOf(cell.status)}: ${cell.test.title}`);
    } else {
      byId('detail-title').focus();
    }
  }

  hide() {
    this.#dialog.close();
  }

  #showSteps({ run }, neighbours) {
    const { position, all, what } = neighbours;
    this.#place.textContent = position > 0 ? `${position} of ${all} ${what}` : `${all} ${what}`;
    for (const [name, button] of Object.entries(this.#steps)) {
      button.disabled = !neighbours[name];
      button.onclick = () => this.go(neighbours[name], run);
    }
  }

  #contents(cell) {
    const { test, run } = cell;
    return [
      make('p', { class: 'detail-run' }, run.label, run.language ? ` (${run.language})` : ''),
      make('h2', { id: 'detail-title', tabIndex: -1 }, badge(cell.status), ' ', test.title),
      make('p', { class: 'detail-name' }, make('span', { class: 'mono' }, test.name), ` (${test.level})`),
      cell.also ? make('p', { class: 'notice' }, NOT_CLAIMED) : '',
      ...sectionsOf(cell).map(([title, content, text]) => titled(title, content, text)),
      this.#others(cell),
      make('p', { class: 'actions' },
        copyButton('Copy all as text', () => asText(cell)),
        copyButton('Copy link', () => location.href)),
    ];
  }

  /** The same test elsewhere. */
  #others(cell) {
    const items = this.#model.runs.map((run) => {
      const status = this.#model.status(cell.test, run);
      if (!status) {
        return undefined;
      }
      const policy = this.#model.policy(cell.test, run).split('=')[1];
      const button = make('button',
        { type: 'button', 'aria-current': run === cell.run && 'true', on: { click: () => this.go(cell.test, run) } },
        badge(status), ` ${run.label}`, policy ? make('span', { class: 'policy' }, policy) : '');
      return make('li', {}, button);
    });
    return titled('All implementations', make('ul', { class: 'others' }, items));
  }
}

/** The parts of the details that have anything to say: [title, content, what can be copied]. */
function sectionsOf(cell) {
  const plain = (text) => make('p', { class: 'text' }, text);
  const block = (text) => make('pre', {}, text);
  const parts = [
    cell.message && ['Because', plain(cell.message)],
    ['Requirements', requirementsOf(cell.test)],
    cell.sent && cell.sent !== '{}' && [`Sent to ${cell.test.op}`, block(prettyJson(readJson(cell.sent), COLUMNS)), cell.sent],
    ...exchangeParts(cell),
    ...answerParts(cell),
    cell.why && ['Why it matters', plain(`This test catches: ${cell.why}`)],
    cell.policy && ['Policy', plain(`${cell.policy.replace('=', ': ')}. The RFC leaves this open.`)],
    ...expectationParts(cell),
    cell.stderr && ['Standard error', block(cell.stderr), cell.stderr],
    cell.replay
      ? ['Run it again', block(cell.replay), cell.replay]
      : cell.command && ['The command of the whole run', block(cell.command), cell.command],
    cell.source && ['Source of the expected value', plain(cell.source)],
  ];
  return parts.filter(Boolean);
}

function requirementsOf(test) {
  if (test.requirements.length === 0) {
    return make('p', {}, 'none');
  }
  const items = test.requirements.map((requirement) => {
    const { id, document: name, section, level, text } = requirement;
    const place = section ? `${name}, section ${section}` : name;
    const link = linkOf(requirement);
    return make('li', {},
      make('span', { class: 'level' }, level || test.level), ' ', text,
      make('span', { class: 'where' }, link ? outsideLink(link, place) : place, ' ', make('span', { class: 'mono' }, id)));
  });
  return make('ul', { class: 'requirements' }, items);
}

/** Expected and got, with the difference marked where both are values. */
function answerParts(cell) {
  const expected = cell.expected && readOutcome(readJson(cell.expected), COLUMNS);
  const got = cell.got && readOutcome(readJson(cell.got), COLUMNS);
  const differ = cell.status !== 'pass' && expected?.isValue && got?.isValue && expected.text !== got.text;
  const { front, ends } = differ ? difference(expected.text, got.text) : { front: 0, ends: [] };
  const title = cell.recomputed ? 'Expected, recomputed for what the library chose' : 'Expected';
  return [
    expected && [title, shownOutcome(expected, front, ends[0]), cell.expected],
    got && ['Got', shownOutcome(got, front, ends[1]), cell.got],
    !got && cell.exchanges.length === 0 && !UNANSWERED.has(cell.status) && ['Got', make('p', {}, 'no answer')],
  ];
}

/** What the user's expectations say of the test, or an entry for them. */
function expectationParts(cell) {
  const parts = [];
  if (cell.reason || cell.issue || cell.before) {
    const lines = [
      cell.before && make('p', {}, 'Without expectations: ', badge(cell.before)),
      cell.reason && make('p', { class: 'text' }, cell.reason),
      cell.issue && make('p', {}, outsideLink(cell.issue, cell.issue)),
    ];
    parts.push(['Expectation', make('div', {}, lines)]);
  }
  if (cell.expect) {
    const texts = [cell.test.name, cell.expect, cell.known].map((text) => JSON.stringify(text));
    const entry = `{"id": ${texts[0]}, "expect": ${texts[1]}, "reason": ${texts[2]}}`;
    parts.push(['Entry for a file of known failures', make('pre', {}, entry), entry]);
  }
  return parts;
}

/** A cell as text for an issue or a mail. */
function asText(cell) {
  const indented = (text) => text.trimEnd().replaceAll('\n', `\n${' '.repeat(15)}`);
  const line = (label, text) => (text ? `  ${label.padEnd(12)} ${indented(text)}\n` : '');
  const outcome = (json) => {
    const { words, text } = json ? readOutcome(readJson(json), Infinity) : {};
    return [words, text].filter(Boolean).join(' ');
  };
  return [
    `${cell.status} ${cell.test.name}\n`,
    line('library', [cell.run.label, cell.run.language && `(${cell.run.language})`].filter(Boolean).join(' ')),
    line('test', cell.test.title),
    ...cell.test.requirements.map(({ id, document: name, section, level, text }) =>
      line('requirement', text ? `${id} (${name}, section ${section}, ${level}): ${text}` : id)),
    ...cell.exchanges.map(({ method, url, answer }, index) => line(`request ${index + 1}`, `${method} ${url}\n-> ${answer}`)),
    line('sent', cell.sent && cell.sent !== '{}' && `${cell.test.op} ${cell.sent}`),
    line('expected', outcome(cell.expected)),
    line('got', outcome(cell.got)),
    line('because', cell.message),
    line('why', cell.why && `this test catches: ${cell.why}`),
    line('policy', cell.policy),
    line('expectation', [cell.before && `without it: ${cell.before}`, cell.reason, cell.issue].filter(Boolean).join('; ')),
    line('stderr', cell.stderr),
    line('replay', cell.replay),
  ].join('');
}
