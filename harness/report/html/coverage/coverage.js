// SPDX-License-Identifier: Apache-2.0
// Puts the parts of the page together: the address says what is shown, links and filters change the address.

class App {
  #model;
  #view;
  #list;
  #filters;
  #detail;
  #listed; // the address, but for what is open, that the list shows

  constructor(data) {
    this.#model = new Model(data);
    this.#view = View.read(location.hash, this.#model);
    const linkTo = (one) => this.#view.link({ open: one.key });
    const close = () => this.#show({ open: '' });
    this.#list = new List({ linkTo, heading: (kind, group) => this.#heading(kind, group) });
    this.#filters = new Filters(this.#model, (changes) => this.#show(changes));
    this.#detail = new Detail({ linkTo, close });
    byId('list-section').hidden = byId('skip').hidden = false;
    byId('reset').addEventListener('click', () => this.#show(noFilters()));
    linkShares();
    this.#listen(close);
    this.#render();
  }

  #listen(close) {
    window.addEventListener('hashchange', () => this.#follow());
    new ResizeObserver(() => this.#fit()).observe(document.documentElement);
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#detail.isOpen && event.target.type !== 'search') {
        event.preventDefault();
        close();
      }
    });
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#"]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
      if (link.id !== 'skip') {
        history.pushState(null, '', link.hash || location.href.split('#')[0]);
        this.#follow();
      }
      if (link.id === 'skip' || 'toList' in link.dataset) {
        byId('list-title').focus();
        byId('list-title').scrollIntoView();
      }
    });
  }

  /** Shows what the address says. */
  #follow() {
    this.#view = View.read(location.hash, this.#model);
    this.#render();
  }

  /** Puts a changed view in force, without a step of its own in the history. */
  #show(changes) {
    Object.assign(this.#view, changes);
    const fragment = this.#view.write();
    history.replaceState(null, '', location.href.split('#')[0] + (fragment && `#${fragment}`));
    this.#render();
  }

  #render() {
    const address = this.#view.link({ open: '' });
    if (address !== this.#listed) {
      this.#listed = address;
      const rows = this.#view.rows(this.#model);
      this.#list.render(this.#view.show, rows);
      this.#filters.write(this.#view);
      byId('reset').hidden = !this.#view.filtered;
      const all = this.#model.all(this.#view.show).length;
      byId('shown').textContent = `${rows.length.toLocaleString('en')} of ${counted(all, this.#view.show)}`;
    }
    this.#renderDetail();
  }

  /** Opens the details that the view names, or closes them and takes the focus back to the list. */
  #renderDetail() {
    const one = this.#model.byKey.get(this.#view.open);
    const wasOpen = this.#detail.isOpen;
    const marked = one && this.#list.mark(one);
    if (one) {
      this.#detail.open(one);
    } else if (wasOpen) {
      this.#detail.hide();
      this.#list.mark(undefined);
      this.#list.focus();
    }
    this.#fit();
    marked?.row.scrollIntoView({ block: 'nearest' });
  }

  /** A document leads to its statements alone. */
  #heading(kind, group) {
    return kind === 'statement' && !this.#view.document
      ? make('a', { href: this.#view.link({ document: group }) }, group)
      : make('span', {}, group);
  }

  /** Tells the style sheet how much room the details take. */
  #fit() {
    const dialog = byId('detail');
    const beside = dialog.open && !dialog.matches(':modal');
    document.documentElement.style.setProperty('--dock', beside ? `${dialog.offsetWidth}px` : '0px');
  }
}

/** Turns the tables of shares into links to what they count, and gives shares their bars. */
function linkShares() {
  for (const table of document.querySelectorAll('table.shares')) {
    for (const row of table.tBodies[0].rows) {
      const filter = sharesFilter(table.dataset.field, row.dataset.name);
      linkCell(row.cells[0], filter, row.dataset.name);
      row.querySelectorAll('[data-state]').forEach((cell) => linkCount(cell, filter, row.dataset.name));
      row.querySelectorAll('[data-all]').forEach((cell) => cell.append(shareBar(cell.dataset)));
    }
  }
}

function sharesFilter(field, name) {
  const fields = { document: { document: name }, party: { parties: new Set([name]) }, demand: { demands: new Set([name]) } };
  return fields[field] ?? {};
}

function linkCell(cell, filter, label) {
  const link = make('a', { href: new View().link(filter), 'data-to-list': true, 'aria-label': label }, cell.textContent);
  cell.replaceChildren(link);
}

function linkCount(cell, filter, name) {
  const { state } = cell.dataset;
  if (cell.textContent !== '0') {
    const states = new Set(state === 'missing' ? MISSING : [state]);
    const words = state === 'missing' ? 'not covered' : STATE_WORDS[state];
    linkCell(cell, { ...filter, states }, `${cell.textContent} ${words}: ${name}`);
  }
}

/** A share as a bar. The numbers beside it say the same. */
function shareBar({ covered, cited, all }) {
  const parts = [['covered', covered], ['cited', Math.max(0, cited - covered)], ['uncovered', all - Math.max(cited, covered)]];
  return make('span', { class: 'bar', 'aria-hidden': 'true' },
    parts.filter(([, count]) => count > 0).map(([state, count]) => {
      const part = make('span', { class: `status-${state}` });
      part.style.flexGrow = count;
      return part;
    }));
}

new App(JSON.parse(byId('data').textContent));
