// SPDX-License-Identifier: Apache-2.0
// The list: a row for each statement, test or defect, in groups. One stop for the Tab key, and arrow keys inside.

const PAGE = 20; // rows

const COLUMNS = {
  statement: ['Statement', 'Level', 'Section', 'Binds', 'State', 'Tests', 'Defects'],
  test: ['Test', 'Level', 'Expects', 'Statements'],
  defect: ['Defect', 'Breaks', 'Tests'],
};
const NUMBERS = new Set(['Tests', 'Defects']); // columns

class List {
  #rows = []; // {row, link, one}
  #byRow = new Map(); // the same by the element
  #stop; // the link that the Tab key comes to

  /** `linkTo(one)` gives the address that opens a thing, `heading(group)` where a group's name leads, or nothing. */
  constructor({ linkTo, heading }) {
    this.linkTo = linkTo;
    this.heading = heading;
    this.table = byId('list');
    this.table.addEventListener('keydown', (event) => this.#onKey(event));
    this.table.addEventListener('focusin', (event) => this.#rowOf(event.target) && this.#setStop(this.#rowOf(event.target).link));
    this.table.addEventListener('click', (event) => {
      const row = this.#rowOf(event.target);
      if (row && !event.target.closest('a') && window.getSelection().isCollapsed) {
        row.link.click();
      }
    });
  }

  /** Shows things of a kind in the order in which they come. */
  render(kind, things) {
    this.#rows = [];
    this.#byRow.clear();
    const head = make('tr', {}, COLUMNS[kind].map((title) => make('th', { scope: 'col', class: NUMBERS.has(title) && 'number' }, title)));
    const bodies = [];
    const groups = new Map();
    things.forEach((one) => upsert(groups, one.group, () => []).push(one));
    for (const [group, members] of groups) {
      const title = make('th', { scope: 'rowgroup', colSpan: COLUMNS[kind].length }, this.heading(kind, group), ' ',
        make('span', { class: 'hint' }, shareOf(kind, members)));
      bodies.push(make('tbody', {}, make('tr', { class: 'section' }, title), members.map((one) => this.#row(one))));
    }
    if (bodies.length === 0) {
      bodies.push(make('tbody', {}, make('tr', {}, make('td', { colSpan: COLUMNS[kind].length }, 'Nothing is as the filters say.'))));
    }
    this.table.replaceChildren(make('thead', {}, head), ...bodies);
    this.#stop = undefined;
    this.#setStop(this.#rows[0]?.link);
  }

  /** Marks the row of a thing, and only that one; gives it, or nothing where it has none. */
  mark(one) {
    this.table.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const found = this.#rows.find((row) => row.one === one);
    found?.row.setAttribute('aria-current', 'true');
    if (found) {
      this.#setStop(found.link);
    }
    return found;
  }

  /** Brings the focus back to where it was. */
  focus() {
    this.#stop?.focus();
  }

  #row(one) {
    const link = make('a', { href: this.linkTo(one), tabIndex: -1, class: 'mono' }, one.name);
    const text = make('span', { class: 'text' }, one.text ?? one.title);
    const row = make('tr', {}, make('th', { scope: 'row' }, link, text), cellsOf(one, this.linkTo));
    this.#rows.push({ row, link, one });
    this.#byRow.set(row, this.#rows.at(-1));
    return row;
  }

  #rowOf(element) {
    return this.#byRow.get(element.closest('tr'));
  }

  #setStop(link) {
    this.#stop?.setAttribute('tabindex', '-1');
    this.#stop = link;
    link?.setAttribute('tabindex', '0');
  }

  #onKey(event) {
    const at = this.#rows.findIndex(({ link }) => link === event.target);
    if (at < 0 || event.altKey || event.metaKey || event.ctrlKey) {
      return;
    }
    const last = this.#rows.length - 1;
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last, PageUp: Math.max(0, at - PAGE), PageDown: Math.min(last, at + PAGE) };
    const target = this.#rows[to[event.key]];
    if (target) {
      event.preventDefault();
      target.link.focus();
      target.row.scrollIntoView({ block: 'nearest' });
    }
  }
}

/** What of a group counts and is covered. */
function shareOf(kind, members) {
  if (kind !== 'statement') {
    return members.length.toLocaleString('en');
  }
  const counting = members.filter(({ state }) => state !== 'left_out');
  const covered = counting.filter(({ state }) => state === 'covered');
  const left = members.length - counting.length;
  return [`${covered.length} of ${counting.length} covered`, left > 0 && `${left} left out`].filter(Boolean).join(', ');
}

function cellsOf(one, linkTo) {
  const cell = (...content) => make('td', {}, ...content);
  const number = (count) => make('td', { class: `number${count === 0 ? ' zero' : ''}` }, count.toLocaleString('en'));
  if (one.kind === 'statement') {
    const level = make('span', { class: 'level' }, one.level);
    return [cell(level), cell(one.section), cell(one.party), cell(stateBadge(one.state)), number(one.tests.length), number(one.defects.length)];
  }
  // The Tab key comes to them in the details of the row.
  const statements = cell(one.statements.map((statement) =>
    make('a', { href: linkTo(statement), class: 'mono', tabIndex: -1 }, statement.name)));
  if (one.kind === 'test') {
    return [cell(make('span', { class: 'level' }, one.level)), cell(one.refuses ? 'a refusal' : ''), statements];
  }
  return [statements, number(one.tests.length)];
}
