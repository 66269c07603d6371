// SPDX-License-Identifier: Apache-2.0
// Puts the parts of the page together: what the user does becomes another view, and the view becomes rows and details.

class App {
  #model;
  #view;
  #matrix;
  #keyboard;
  #filters;
  #detail;
  #toggled = new Set(); // keys of groups that the user opened or closed by hand
  #order = []; // the tests shown, each once
  #pressed; // the cell whose details were asked for

  constructor(data) {
    this.#model = new Model(data);
    this.#view = View.read(location.hash, this.#model);
    const view = () => this.#view;
    const show = (changes) => this.#show(changes);
    this.#matrix = new Matrix(this.#model);
    this.#keyboard = new Keyboard(this.#matrix, view, (cell) => this.#press(cell));
    this.#filters = new Filters(this.#model, show);
    this.#detail = new Detail(this.#model, {
      go: (test, run) => this.#show({ test: test.name, of: run.key }),
      close: () => this.#show({ test: '', of: '' }),
    });
    enhanceSummary(this.#model, view, show);
    byId('policies').hidden = !fillPolicies(this.#model);
    byId('matrix-section').hidden = byId('skip').hidden = false;
    byId('reset').addEventListener('click', () => this.#show(noFilters()));
    byId('open-all').addEventListener('click', () => this.#show({ open: this.#view.opens ? 'none' : 'all' }));
    this.#listen();
    this.#render();
    this.#renderDetail();
  }

  #listen() {
    window.addEventListener('hashchange', () => this.#follow());
    new ResizeObserver(() => this.#fit()).observe(document.documentElement);
    this.#matrix.table.addEventListener('mouseover', (event) => this.#hint(event.target.closest('td')));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#detail.isOpen && event.target.type !== 'search') {
        event.preventDefault();
        this.#show({ test: '', of: '' });
      }
    });
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#"]');
      if (link) {
        event.preventDefault();
        if (link.hash !== '#matrix-title') {
          history.pushState(null, '', link.hash);
          this.#follow();
        }
        byId('matrix-title').focus();
        byId('matrix-title').scrollIntoView();
      }
    });
  }

  /** Shows what the address says. */
  #follow() {
    this.#view = View.read(location.hash, this.#model);
    this.#toggled.clear();
    this.#render();
    this.#renderDetail();
  }

  /** Puts a changed view in force. */
  #show(changes) {
    const names = Object.keys(changes);
    Object.assign(this.#view, changes);
    if (names.some((name) => name in noFilters() || name === 'by')) {
      this.#view.open = this.#view.open === 'all' ? 'all' : 'auto';
    }
    const fragment = this.#view.write(this.#model);
    history.replaceState(null, '', location.href.split('#')[0] + (fragment && `#${fragment}`));
    if (names.some((name) => name !== 'test' && name !== 'of')) {
      this.#toggled.clear();
      this.#render();
    }
    if ('test' in changes) {
      this.#renderDetail();
    }
  }

  #render() {
    const isOpen = (group) => this.#view.opens !== this.#toggled.has(group.key);
    const seen = this.#matrix.render(this.#view, isOpen);
    this.#order = [...seen.tests];
    this.#filters.write(this.#view);
    byId('open-all').textContent = this.#view.opens ? 'Collapse all' : 'Expand all';
    byId('reset').hidden = !this.#view.filtered && this.#view.hidden.size === 0;
    const all = this.#model.tests.length.toLocaleString('en');
    byId('shown').textContent =
      `${counted(seen.tests.size, 'test')} of ${all}, under ${counted(seen.groups, this.#view.by)}`;
    showColumnSwitches(this.#view);
    this.#keyboard.refresh();
    this.#fit();
  }

  /** Opens the details that the view names, or closes them and takes the focus back to the matrix. */
  #renderDetail() {
    const test = this.#model.byName.get(this.#view.test);
    const run = this.#model.runs.find(({ key }) => key === this.#view.of);
    const cell = test && run && this.#model.cell(test, run);
    const wasOpen = this.#detail.isOpen;
    const current = this.#matrix.table.querySelector('[aria-current]');
    current?.removeAttribute('aria-current');
    if (!cell) {
      this.#detail.hide();
      this.#fit();
      if (wasOpen) {
        this.#keyboard.focus(current ?? this.#keyboard.stop);
      }
      return;
    }
    const shown = this.#reveal(test, run);
    shown?.setAttribute('aria-current', 'true');
    this.#detail.open(cell, this.#neighbours(cell));
    this.#fit();
    bringIntoView(shown);
  }

  /** The matrix's cell of a result, opening the requirement that it stands under; undefined where filters leave it out. */
  #reveal(test, run) {
    if (this.#pressed?.isConnected && this.#matrix.entryOf(this.#pressed)?.test === test) {
      return this.#pressed.closest('tr').cells[run.index + 1];
    }
    const find = (matches) => this.#matrix.rows.find(matches)?.row;
    const row = find((entry) => entry.test === test);
    if (row) {
      return row.cells[run.index + 1];
    }
    const entry = this.#matrix.rows.find(({ shown }) => shown?.includes(test));
    if (!entry) {
      return undefined;
    }
    this.#toggle(entry.group);
    return find((opened) => opened.test === test)?.cells[run.index + 1];
  }

  /** What pressing a cell does: it opens details, or opens and closes a requirement. */
  #press(cell) {
    const { group, test, shown } = this.#matrix.entryOf(cell);
    const run = this.#model.runs[cell.cellIndex - 1];
    if (!group) {
      cell.querySelector('a')?.click();
    } else if (test) {
      this.#pressed = cell;
      this.#openCell(test, run ?? this.#worst(this.#view.runs(this.#model), (other) => this.#model.status(test, other)));
    } else if (run) {
      this.#openCell(this.#worst(shown, (other) => this.#model.status(other, run)), run);
    } else {
      this.#toggle(group);
      this.#keyboard.focus(this.#matrix.rows.find((entry) => entry.group === group).row.cells[0]);
    }
  }

  #openCell(test, run) {
    if (test && run && this.#model.status(test, run)) {
      this.#show({ test: test.name, of: run.key });
    } else {
      announce('No result here.');
    }
  }

  /** The first of some tests or runs whose status is the worst; undefined where none has any. */
  #worst(all, statusOf) {
    const weight = (one) => SEVERITY.indexOf(statusOf(one));
    return all.filter(statusOf).reduce((worst, one) => (worst && weight(worst) <= weight(one) ? worst : one), undefined);
  }

  #toggle(group) {
    if (!this.#toggled.delete(group.key)) {
      this.#toggled.add(group.key);
    }
    this.#render();
  }

  /**
   * The results of the same run before and after a cell that are worth a look, in the order of the rows: those with the
   * statuses that are filtered for, else the unexpected ones.
   */
  #neighbours({ test, run }) {
    const { statuses } = this.#view;
    const wanted = statuses.size > 0 ? statuses : this.#model.unexpected;
    const is = (other) => wanted.has(this.#model.held(other, run));
    const at = this.#order.indexOf(test);
    const all = this.#order.filter(is);
    return {
      before: this.#order.slice(0, Math.max(at, 0)).findLast(is),
      after: this.#order.slice(at + 1).find(is),
      position: all.indexOf(test) + 1,
      all: all.length,
      what: statuses.size > 0 ? [...statuses].map(wordOf).join(', ') : 'unexpected',
    };
  }

  /** Tells the style sheet how much room there is. */
  #fit() {
    const dialog = byId('detail');
    const beside = dialog.open && !dialog.matches(':modal');
    const dock = beside ? dialog.offsetWidth : 0;
    const root = document.documentElement;
    root.style.setProperty('--dock', `${dock}px`);
    root.style.setProperty('--page', `${root.clientWidth - dock}px`);
    this.#matrix.fit(root.clientWidth - dock);
  }

  /** What a mouse over a cell is told. */
  #hint(cell) {
    const entry = cell && this.#matrix.entryOf(cell);
    if (entry?.test && !cell.title) {
      const run = this.#model.runs[cell.cellIndex - 1];
      const { status, message } = this.#model.cell(entry.test, run) ?? { status: 'no result' };
      cell.title = `${run.label}: ${wordOf(status)}${message ? ` - ${message}` : ''}`;
    }
  }
}

/** Scrolls to a cell that is out of sight, and leaves the page where it is otherwise. */
function bringIntoView(cell) {
  const { top, bottom } = cell?.getBoundingClientRect() ?? {};
  const seen = top > 100 && bottom < document.documentElement.clientHeight;
  cell?.scrollIntoView({ block: seen ? 'nearest' : 'center', inline: 'nearest' });
}

new App(JSON.parse(byId('data').textContent));
