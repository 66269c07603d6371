// SPDX-License-Identifier: Apache-2.0
// The details of one statement, test or defect, beside the list or over it. Every other thing in them is a link.

const WIDTH = 76; // of JSON

class Detail {
  #dialog = byId('detail');
  #body = make('div', { class: 'detail-body' });

  /** `linkTo(one)` gives the address that opens a thing, `close()` is called when the user has enough. */
  constructor({ linkTo, close }) {
    this.linkTo = linkTo;
    this.#dialog.append(
      make('div', { class: 'detail-bar' },
        make('button', { type: 'button', class: 'close', on: { click: close } }, 'Close')),
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

  /** Shows a thing, and moves the focus to its heading. */
  open(one) {
    const contents = { statement: () => this.#statement(one), test: () => this.#test(one), defect: () => this.#defect(one) };
    const actions = make('p', { class: 'actions' }, copyButton('Copy link', () => location.href));
    this.#body.replaceChildren(...contents[one.kind]().filter(Boolean), actions);
    if (!this.#dialog.open) {
      this.#dialog[window.matchMedia('(min-width: 1000px)').matches ? 'show' : 'showModal']();
    }
    this.#dialog.scrollTop = 0;
    byId('detail-title').focus();
  }

  hide() {
    this.#dialog.close();
  }

  #statement(one) {
    const place = `${one.document}, section ${one.section}`;
    const address = linkOf(one);
    const others = one.tests.filter((test) => !one.refusals.includes(test));
    return [
      make('p', { class: 'detail-run' }, address ? outsideLink(address, place) : place),
      heading(stateBadge(one.state), one.text),
      make('p', { class: 'detail-name' }, make('span', { class: 'mono' }, one.name), ` ${one.level}, binds ${one.party}`),
      titled('Why', make('p', { class: 'text' }, reasonOf(one))),
      titled('Visible to', make('p', {}, one.visible.join(', '))),
      this.#list('Planted defects that break it, each caught by a test that cites it', one.defects),
      this.#list('Refusals that cite it, as their accepted controls do', one.refusals),
      this.#list(one.refusals.length > 0 ? 'Other tests that cite it' : 'Tests that cite it', others),
    ];
  }

  #test(one) {
    const block = (json) => json && shownOutcome(readOutcome(readJson(json), WIDTH));
    const command = `oauthspec vectors ${one.word}`;
    const breaks = one.statements.flatMap(({ defects }) => defects).filter(({ op }) => op === one.op);
    return [
      make('p', { class: 'detail-run' }, 'Test'),
      heading(one.refuses ? make('span', { class: 'level' }, 'refusal') : '', one.title),
      make('p', { class: 'detail-name' }, make('span', { class: 'mono' }, one.name), ` (${one.level})`),
      this.#list('Statements that it cites', one.statements),
      this.#list('Its control, which is accepted', one.control ? [one.control] : []),
      this.#list('Refusals that it is the control of', one.twins ?? []),
      titled(`Sent to ${one.op}`, block(one.sent), one.sent),
      titled('Expected', block(one.expected), one.expected),
      one.why && titled('Why it matters', make('p', { class: 'text' }, `This test catches: ${one.why}`)),
      this.#list('Planted defects of this op that break a statement cited', breaks),
      titled('Source of the expected value', make('p', { class: 'text' }, one.source)),
      titled('Run it', make('pre', {}, command), command),
    ];
  }

  #defect(one) {
    const command = `oauthspec selftest --verbose ${one.word}`;
    return [
      make('p', { class: 'detail-run' }, `Planted defect of ${one.op}`),
      heading('', one.title),
      make('p', { class: 'detail-name mono' }, one.name),
      this.#list('It breaks', one.statements),
      titled('What catches it', make('pre', {}, command), command),
      this.#list('Tests of its op that cite the statement', one.tests),
    ];
  }

  /** Links to other things; nothing where there are none. */
  #list(title, things) {
    if (things.length === 0) {
      return undefined;
    }
    const items = things.map((one) => {
      const link = make('a', { href: this.linkTo(one), class: 'mono' }, one.name);
      return make('li', {}, one.kind === 'statement' ? [stateBadge(one.state), ' '] : '', link,
        make('span', { class: 'where' }, one.kind === 'statement' ? `${one.level}: ${one.text}` : one.title));
    });
    return titled(things.length > 1 ? `${title} (${things.length})` : title, make('ul', { class: 'requirements' }, items));
  }
}

const heading = (...content) => make('h2', { id: 'detail-title', tabIndex: -1 }, ...content.flatMap((part) => (part ? [part, ' '] : [])));

/** Why a statement is in the state in which it is, in a sentence or two. */
function reasonOf(one) {
  const { defects, refusals, tests } = one;
  const note = one.note ? ` ${one.note}.` : '';
  const proofs = [
    defects.length > 0 && `${counted(defects.length, 'planted defect that breaks it is', 'planted defects that break it are')} caught by tests that cite it`,
    refusals.length > 0 && `${counted(refusals.length, 'test that expects a refusal cites', 'tests that expect a refusal cite')} it together with an accepted control`,
  ].filter(Boolean).join('; ');
  return {
    covered: () => `Covered: ${proofs}.`,
    cited: () => `Not covered: ${counted(tests.length, 'test cites', 'tests cite')} it, but no planted defect is blamed on it, and no refusal and its control both cite it.`,
    uncovered: () => 'Not covered: no test cites it.',
    left_out: () => `Left out of the shares: it ${isVerb(one.left_out) ? '' : 'is '}${one.left_out}.${note}${proofs ? ` Even so: ${proofs}.` : ''}`,
  }[one.state]();
}

const isVerb = (words) => /^(binds|was)\b/.test(words);
