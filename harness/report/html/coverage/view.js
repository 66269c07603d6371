// SPDX-License-Identifier: Apache-2.0
// What of the page is shown. It lives in the fragment of the address, so that each view has a link of its own.

const KINDS = { statement: 'statements', test: 'tests', defect: 'defects' };

/** What leaves nothing out. */
const noFilters = () => ({ text: '', document: '', demands: new Set(), parties: new Set(), states: new Set() });

class View {
  constructor() {
    Object.assign(this, noFilters());
    this.show = 'statement'; // the kind of things in the list
    this.open = ''; // the key of the thing whose details are open
  }

  /** Whether rows are left out. */
  get filtered() {
    return Boolean(this.text || this.picks);
  }

  /** Whether statements are left out, and with them the tests and defects of these alone. */
  get picks() {
    return Boolean(this.document || this.demands.size || this.parties.size || this.states.size);
  }

  /** Reads a fragment, with or without its "#". What it does not know it passes over. */
  static read(fragment, model) {
    const view = new View();
    const given = new URLSearchParams(fragment.replace(/^#/, ''));
    const one = (name, known) => (known.includes(given.get(name)) ? given.get(name) : '');
    const words = (name, known) => new Set((given.get(name) ?? '').split(',').filter((word) => known.includes(word)));
    view.text = given.get('q') ?? '';
    view.document = one('document', model.documents);
    view.demands = words('level', model.demands);
    view.parties = words('binds', model.parties);
    view.states = words('state', model.states);
    view.show = one('show', Object.keys(KINDS)) || 'statement';
    view.open = model.byKey.has(given.get('open')) ? given.get('open') : '';
    return view;
  }

  /** The view as a fragment, without "#". */
  write() {
    const parts = [];
    const add = (name, value) => value && parts.push(`${name}=${encode(value)}`);
    add('q', this.text);
    add('document', this.document);
    add('level', [...this.demands].join(','));
    add('binds', [...this.parties].join(','));
    add('state', [...this.states].join(','));
    add('show', this.show === 'statement' ? '' : this.show);
    add('open', this.open);
    return parts.join('&');
  }

  /** The address of this view with some changes. */
  link(changes) {
    return `#${Object.assign(new View(), this, changes).write()}`;
  }

  /** The things that have a row. A test or a defect has one where any of its statements is not left out. */
  rows(model) {
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean);
    return model.all(this.show).filter((one) =>
      words.every((word) => one.haystack.includes(word)) &&
      (!this.picks || one.statements.some((statement) => this.#keeps(statement))));
  }

  #keeps({ document, demand, party, state }) {
    const allows = (wanted, value) => wanted.size === 0 || wanted.has(value);
    return (!this.document || this.document === document) && allows(this.demands, demand) &&
      allows(this.parties, party) && allows(this.states, state);
  }
}
