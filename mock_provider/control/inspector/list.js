// SPDX-License-Identifier: Apache-2.0
// The list of requests: one can be reached with Tab, the others with the arrow keys.

function requestItem(exchange) {
  const { number, at, endpoint, request, response, verdict, faults } = exchange;
  const why = [verdict.explanation, faults.length > 0 && `behaviour: ${faults.join(', ')}`].filter(Boolean).join(' \u00b7 ');
  return make('li', {}, make('button', { type: 'button', class: 'request', 'data-number': String(number), 'aria-expanded': 'false', tabIndex: -1 },
    make('span', { class: 'number' }, String(number)),
    make('span', { class: 'what' }, `${request.method} ${pathOf(request.url)}`),
    make('span', {}, verdictBadge(verdict), ' ', String(response.status)),
    make('span', { class: 'why' }, make('span', { class: 'when' }, `${timeOf(at)} UTC`), ` \u00b7 ${endpoint}${why ? ` \u00b7 ${why}` : ''}`)));
}

class RequestList {
  #list;

  constructor(list, open, close) {
    this.#list = list;
    list.addEventListener('click', (event) => {
      const button = event.target.closest('.request');
      if (button) {
        open(Number(button.dataset.number));
      }
    });
    list.addEventListener('keydown', (event) => this.#key(event, close));
  }

  /** Keeps the focus where it is. */
  show(exchanges, opened) {
    const focused = document.activeElement?.dataset?.number;
    this.#list.replaceChildren(...exchanges.map(requestItem));
    this.mark(opened);
    const buttons = this.#buttons();
    const current = buttons.find((button) => button.dataset.number === focused);
    this.#reach(current ?? buttons.find((button) => Number(button.dataset.number) === opened) ?? buttons[0]);
    current?.focus();
  }

  mark(opened) {
    for (const button of this.#buttons()) {
      button.setAttribute('aria-expanded', String(Number(button.dataset.number) === opened));
    }
  }

  focus(number) {
    const button = this.#buttons().find((one) => Number(one.dataset.number) === number) ?? this.#buttons()[0];
    this.#reach(button);
    button?.focus();
  }

  #buttons() {
    return [...this.#list.querySelectorAll('.request')];
  }

  #reach(button) {
    for (const other of this.#buttons()) {
      other.tabIndex = other === button ? 0 : -1;
    }
  }

  #key(event, close) {
    const buttons = this.#buttons();
    const at = buttons.indexOf(event.target.closest('.request'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape') {
      close();
    } else if (to !== undefined && at >= 0) {
      event.preventDefault();
      const next = buttons[Math.max(0, Math.min(to, buttons.length - 1))];
      this.#reach(next);
      next.focus();
    }
  }
}
