// SPDX-License-Identifier: Apache-2.0
// What rows are shown: the form above the matrix.

class Filters {
  #model;
  #form;

  /** `show` puts a changed view in force. */
  constructor(model, show) {
    this.#model = model;
    this.#form = byId('filters');
    this.#form.append(this.#searchField(), this.#others());
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    let waiting = 0;
    this.#form.addEventListener('input', (event) => {
      clearTimeout(waiting);
      const apply = () => show(this.#read());
      if (event.target.type === 'search') {
        waiting = setTimeout(apply, 150); // Whoever types goes on.
      } else {
        apply();
      }
    });
  }

  /** Shows a view in the form. */
  write(view) {
    const fields = this.#form.elements;
    if (fields.q.value !== view.text) {
      fields.q.value = view.text;
    }
    fields.suite.value = view.suite;
    fields.by.value = view.by;
    fields.differ.checked = view.differ;
    fields.unexpected.checked = view.unexpected;
    if (fields.also) {
      fields.also.checked = view.also;
    }
    this.#boxes('status').forEach((box) => (box.checked = view.statuses.has(box.value)));
    this.#boxes('level').forEach((box) => (box.checked = view.levels.has(box.value)));
    this.#count(view);
  }

  #read() {
    const fields = this.#form.elements;
    const checked = (name) => new Set(this.#boxes(name).filter((box) => box.checked).map((box) => box.value));
    return {
      text: fields.q.value,
      suite: fields.suite.value,
      by: fields.by.value,
      differ: fields.differ.checked,
      unexpected: fields.unexpected.checked,
      also: fields.also?.checked ?? false,
      statuses: checked('status'),
      levels: checked('level'),
    };
  }

  #boxes(name) {
    return [...this.#form.querySelectorAll(`input[name="${name}"]`)];
  }

  #searchField() {
    const placeholder = 'name, title, requirement, section';
    const field = make('input', { type: 'search', name: 'q', placeholder, autocomplete: 'off', spellcheck: false });
    return make('label', { class: 'search' }, make('span', {}, 'Search'), field);
  }

  #others() {
    const model = this.#model;
    return make('details', { class: 'more', open: window.matchMedia('(min-width: 700px)').matches },
      make('summary', {}, 'Filters'),
      make('div', { class: 'filter-rows' },
        chips('Status', 'status', model.occurring, (status) => [badge(status), make('span', { class: 'count' })]),
        chips('Level', 'level', LEVELS.filter((level) => model.tests.some((test) => test.level === level))),
        make('fieldset', {}, make('legend', {}, 'Only rows where'),
          toggle('differ', 'implementations differ'),
          toggle('unexpected', 'a result is unexpected'),
          model.anyAlso ? toggle('also', 'a document is not claimed') : ''),
        select('Suite', 'suite', [['', 'all'], ...model.suites.map((suite) => [suite, suite])]),
        select('Rows by', 'by', [['requirement', 'requirement'], ['suite', 'suite']])));
  }

  /** How many results of the implementations shown have each status. */
  #count(view) {
    const counts = view.runs(this.#model).map((run) => this.#model.counts(this.#model.tests, run));
    for (const box of this.#boxes('status')) {
      const sum = counts.reduce((all, one) => all + (one.get(box.value) ?? 0), 0);
      box.parentElement.querySelector('.count').textContent = sum.toLocaleString('en');
    }
  }
}
