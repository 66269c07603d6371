// SPDX-License-Identifier: Apache-2.0
// What rows are shown: the form above the list.

class Filters {
  #form;

  /** `show` puts a changed view in force. */
  constructor(model, show) {
    this.#form = byId('filters');
    this.#form.append(searchField(), fieldsOf(model));
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    let waiting = 0;
    this.#form.addEventListener('input', (event) => {
      clearTimeout(waiting);
      if (event.target.type === 'search') {
        waiting = setTimeout(() => show(this.#read()), 150);
      } else {
        show(this.#read());
      }
    });
  }

  /** Shows a view in the form. */
  write(view) {
    const fields = this.#form.elements;
    if (fields.q.value !== view.text) {
      fields.q.value = view.text;
    }
    fields.show.value = view.show;
    fields.document.value = view.document;
    for (const [name, wanted] of [['level', view.demands], ['binds', view.parties], ['state', view.states]]) {
      this.#boxes(name).forEach((box) => (box.checked = wanted.has(box.value)));
    }
  }

  #read() {
    const fields = this.#form.elements;
    const checked = (name) => new Set(this.#boxes(name).filter((box) => box.checked).map((box) => box.value));
    return {
      text: fields.q.value,
      show: fields.show.value,
      document: fields.document.value,
      demands: checked('level'),
      parties: checked('binds'),
      states: checked('state'),
    };
  }

  #boxes(name) {
    return [...this.#form.querySelectorAll(`input[name="${name}"]`)];
  }
}

function searchField() {
  const placeholder = 'id, text, section, name of a test';
  const field = make('input', { type: 'search', name: 'q', placeholder, autocomplete: 'off', spellcheck: false });
  return make('label', { class: 'search' }, make('span', {}, 'Search'), field);
}

function fieldsOf(model) {
  const counts = (state) => model.statements.filter((one) => one.state === state).length.toLocaleString('en');
  return make('details', { class: 'more', open: window.matchMedia('(min-width: 700px)').matches },
    make('summary', {}, 'Filters'),
    make('div', { class: 'filter-rows' },
      select('Show', 'show', Object.entries(KINDS)),
      select('Document', 'document', [['', 'all'], ...model.documents.map((name) => [name, name])]),
      chips('State', 'state', model.states, (state) => [stateBadge(state), make('span', { class: 'count' }, counts(state))]),
      chips('Level', 'level', model.demands),
      chips('Binds', 'binds', model.parties)));
}

/** The state of a statement as its mark and its name. */
const stateBadge = (state) => make('span', { class: `badge status-${state}` }, STATE_WORDS[state]);
