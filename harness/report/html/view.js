// SPDX-License-Identifier: Apache-2.0
// What of the report is shown. It lives in the fragment of the address, so that each view has a link of its own.

/** What leaves nothing out. */
const noFilters = () => ({
  text: '',
  statuses: new Set(),
  levels: new Set(),
  suite: '',
  differ: false, // only rows where implementations differ
  unexpected: false, // only rows with an unexpected result
  also: false, // only rows with a result of a document that the server does not claim
  hidden: new Set(), // keys of runs without a column
});

class View {
  constructor() {
    Object.assign(this, noFilters());
    this.by = 'requirement'; // or 'suite'
    this.open = 'auto'; // or 'all', 'none'
    this.test = ''; // the name of the test whose details are open
    this.of = ''; // the key of their run
  }

  /** Whether rows are left out. */
  get filtered() {
    return Boolean(
      this.text || this.statuses.size || this.levels.size || this.suite || this.differ || this.unexpected || this.also,
    );
  }

  /** Whether requirements show their tests unless a user closed them: they do where rows were searched for. */
  get opens() {
    return this.open === 'all' || (this.open === 'auto' && this.filtered);
  }

  /** Reads a fragment, with or without its "#". What it does not know it passes over. */
  static read(fragment, model) {
    const view = new View();
    const given = new URLSearchParams(fragment.replace(/^#/, ''));
    const words = (name) => (given.get(name) ?? '').split(',').filter(Boolean);
    view.text = given.get('q') ?? '';
    const known = new Set(model.statuses.map((status) => status.name));
    view.statuses = new Set(words('status').filter((name) => known.has(name)));
    view.levels = new Set(words('level').filter((name) => LEVELS.includes(name)));
    view.suite = model.suites.includes(given.get('suite')) ? given.get('suite') : '';
    const shown = new Set(given.getAll('impl'));
    if (model.runs.some((run) => shown.has(run.key))) {
      view.hidden = new Set(model.runs.map((run) => run.key).filter((key) => !shown.has(key)));
    }
    view.differ = given.has('differ');
    view.unexpected = given.has('unexpected');
    view.also = given.has('also');
    view.by = given.get('by') === 'suite' ? 'suite' : 'requirement';
    view.open = ['all', 'none'].includes(given.get('open')) ? given.get('open') : 'auto';
    const run = model.runs.find(({ key }) => key === given.get('of'));
    if (run && model.byName.has(given.get('test'))) {
      view.test = given.get('test');
      view.of = run.key;
    }
    return view;
  }

  /** The view as a fragment, without "#". */
  write(model) {
    const parts = [];
    const add = (name, value) => value && parts.push(`${name}=${encode(value)}`);
    add('q', this.text);
    add('status', [...this.statuses].join(','));
    add('level', [...this.levels].join(','));
    add('suite', this.suite);
    if (this.hidden.size > 0) {
      this.runs(model).forEach((run) => add('impl', run.key));
    }
    for (const flag of ['differ', 'unexpected', 'also']) {
      if (this[flag]) {
        parts.push(flag);
      }
    }
    add('by', this.by === 'suite' ? 'suite' : '');
    add('open', this.open === 'auto' ? '' : this.open);
    add('test', this.test);
    add('of', this.of);
    return parts.join('&');
  }

  /** The runs that have a column. */
  runs(model) {
    return model.runs.filter((run) => !this.hidden.has(run.key));
  }

  /** The tests that have a row. */
  tests(model) {
    const runs = this.runs(model);
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean);
    const anyStatus = (test, wanted) => runs.some((run) => wanted.has(model.held(test, run)));
    return new Set(
      model.tests.filter(
        (test) =>
          (!this.suite || test.suite === this.suite) &&
          (this.levels.size === 0 || this.levels.has(test.level)) &&
          words.every((word) => test.haystack.includes(word)) &&
          (this.statuses.size === 0 || anyStatus(test, this.statuses)) &&
          (!this.unexpected || anyStatus(test, model.unexpected)) &&
          (!this.also || runs.some((run) => model.isAlso(test, run))) &&
          (!this.differ || model.differs(test, runs)),
      ),
    );
  }
}
