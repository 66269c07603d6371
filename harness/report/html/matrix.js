// SPDX-License-Identifier: Apache-2.0
// The matrix: a row for each section, and a body for each requirement, with a row for each of its tests where it is open.
// Rows of tests are made when they are first shown, and kept.

class Matrix {
  #table;
  #columns = new CSSStyleSheet();
  #testRows = new Map(); // by group and test
  #template;

  constructor(model) {
    this.model = model;
    this.#table = byId('matrix');
    this.rows = []; // shown now: {row} of a section, {row, group, shown} of a requirement, {row, group, test}
    this.byRow = new Map(); // the same, with their index
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#columns];
    this.#table.append(this.#head());
    this.#template = make('tr', { class: 'test', role: 'row' },
      make('th', { scope: 'row', role: 'rowheader' }),
      model.runs.map(() => make('td', { role: 'gridcell' })));
  }

  get table() {
    return this.#table;
  }

  /** Shows what `view` and `isOpen(group)` say; gives the tests shown, in the order of their rows, and how many groups. */
  render(view, isOpen) {
    const runs = view.runs(this.model);
    const tests = view.tests(this.model);
    this.#showColumns(view, runs);
    this.rows = [];
    const seen = { tests: new Set(), groups: 0 };
    const bodies = [];
    for (const section of this.model.sections[view.by]) {
      const groups = section.groups
        .map((group) => ({ group, shown: group.tests.filter((test) => tests.has(test)) }))
        .filter(({ shown }) => shown.length > 0);
      if (groups.length > 0) {
        seen.groups += groups.length;
        groups.forEach(({ shown }) => shown.forEach((test) => seen.tests.add(test)));
        bodies.push(bodyOf([this.#sectionRow(section)]));
        bodies.push(...groups.map(({ group, shown }) => bodyOf(this.#groupRows(group, shown, runs, isOpen(group)))));
      }
    }
    if (bodies.length === 0) {
      bodies.push(nothingFound());
    }
    [...this.#table.tBodies].forEach((body) => body.remove());
    this.#table.append(...bodies);
    this.byRow = new Map(this.rows.map((entry, index) => [entry.row, { ...entry, index }]));
    return seen;
  }

  /** Leaves words out of cells where `width`, in pixels, does not suffice for them beside the titles. */
  fit(width) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room = width / rem - 2.5; // without the gaps at both sides
    const compact = room - this.columns * 7 < 36;
    this.#table.classList.toggle('compact', compact);
    this.#table.classList.toggle('tight', room - this.columns * (compact ? 2.75 : 7) < 36);
  }

  /** The entry of a row, or of the row that an element stands in. */
  entryOf(element) {
    return this.byRow.get(element.closest('tr'));
  }

  #head() {
    const names = this.model.runs.map((run) =>
      make('th', { scope: 'col', role: 'columnheader', title: run.label },
        make('span', { class: 'name' }, run.name || run.label),
        make('span', { class: 'version' }, [run.version, run.language].filter(Boolean).join(' '))));
    const corner = make('th', { scope: 'col', role: 'columnheader', class: 'corner' }, 'Requirement and test');
    return make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, corner, names));
  }

  #showColumns(view, runs) {
    const hidden = this.model.runs.filter((run) => view.hidden.has(run.key));
    const rules = hidden.map((run) => `.matrix tr > :nth-child(${run.index + 2}) { display: none; }`);
    this.#columns.replaceSync(rules.join('\n'));
    this.#table.style.setProperty('--columns', runs.length);
    this.columns = runs.length;
  }

  #groupRows(group, shown, runs, open) {
    const rows = [this.#groupRow(group, shown, runs, open)];
    return open ? [...rows, ...shown.map((test) => this.#testRow(group, test))] : rows;
  }

  #sectionRow(section) {
    const title = section.link ? outsideLink(section.link, section.title) : make('span', {}, section.title);
    title.tabIndex = -1;
    const header = make('th', { role: 'rowheader', scope: 'rowgroup' }, title);
    const row = make('tr', { class: 'section', role: 'row' }, header);
    this.rows.push({ row });
    return row;
  }

  #groupRow(group, shown, runs, open) {
    const header = make('th', { scope: 'row', role: 'rowheader', 'aria-expanded': String(open) },
      make('span', { class: 'twist', 'aria-hidden': 'true' }),
      group.level ? make('span', { class: 'level' }, group.level) : '',
      make('span', { class: 'text' }, group.text),
      make('span', { class: 'id' }, group.id));
    const shownRuns = new Set(runs);
    const cells = this.model.runs.map((run) =>
      shownRuns.has(run) ? this.#groupCell(shown, run) : make('td', { role: 'gridcell' }));
    const row = make('tr', { class: 'group', role: 'row' }, header, cells);
    this.rows.push({ row, group, shown });
    return row;
  }

  /** The worst of what became of some tests, and how many of them. */
  #groupCell(tests, run) {
    const counts = this.model.counts(tests, run);
    const worst = SEVERITY.find((status) => counts.has(status));
    if (!worst) {
      const also = tests.some((test) => this.model.isAlso(test, run));
      return make('td', { role: 'gridcell', class: 'status-absent' },
        make('span', { class: also ? 'word unclaimed' : 'word' }, also ? 'not claimed' : 'no result'));
    }
    const bad = [...counts].filter(([status]) => this.model.unexpected.has(status));
    const sum = (entries) => entries.reduce((all, [, count]) => all + count, 0);
    const number = bad.length > 0 ? sum(bad) : counts.get(worst);
    const word = bad.length > 1 ? 'unexpected' : wordOf(worst);
    return make('td', { role: 'gridcell', class: `status-${worst}` }, make('span', { class: 'count' }, String(number)),
      ' ', make('span', { class: 'word' }, word));
  }

  #testRow(group, test) {
    const row = upsert(this.#testRows, `${group.key} ${test.index}`, () => this.#newTestRow(test));
    this.rows.push({ row, group, test });
    return row;
  }

  #newTestRow(test) {
    const row = this.#template.cloneNode(true);
    row.cells[0].append(
      make('span', { class: 'title' }, test.title, test.level === 'must' ? '' : make('span', { class: 'tag' }, test.level)),
      make('span', { class: 'name' }, test.name));
    this.model.runs.forEach((run, column) => {
      const status = this.model.status(test, run);
      const cell = row.cells[column + 1];
      cell.className = `status-${status ?? 'absent'}`;
      cell.append(make('span', { class: 'word' }, status ? wordOf(status) : 'no result'));
      if (this.model.isAlso(test, run)) {
        cell.classList.add('also');
        cell.append(make('span', { class: 'away' }, ' (not claimed)'));
      }
    });
    return row;
  }
}

function bodyOf(rows) {
  const body = make('tbody', { role: 'rowgroup' }, rows);
  // How tall it will be, as long as nobody scrolls to it and it need not be laid out.
  body.style.setProperty('--rows', rows.length);
  return body;
}

function nothingFound() {
  const text = 'No test is as the filters say.';
  const cell = make('th', { role: 'rowheader' }, text);
  return make('tbody', { role: 'rowgroup' }, make('tr', { class: 'section', role: 'row' }, cell));
}
