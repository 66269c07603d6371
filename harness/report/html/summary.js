// SPDX-License-Identifier: Apache-2.0
// The tables above the matrix. The summary is there without scripts; here it gets bars, links and check boxes.

/** Adds to the summary what needs scripts. `view` is the one in force, `show` puts another one in force. */
function enhanceSummary(model, view, show) {
  const table = byId('summary');
  for (const row of table.tBodies[0].rows) {
    const run = model.runs[Number(row.dataset.run)];
    row.cells[0].prepend(columnSwitch(model, run, view, show));
    for (const cell of row.querySelectorAll('[data-status]')) {
      linkCount(cell, run, cell.dataset.status);
    }
    row.querySelector('.share').append(bar(model, run));
  }
}

function columnSwitch(model, run, view, show) {
  const box = make('input', { type: 'checkbox', checked: true, 'aria-label': `Show ${run.label} in the matrix` });
  box.dataset.key = run.key;
  box.addEventListener('change', () => {
    const hidden = new Set(view().hidden);
    if (box.checked) {
      hidden.delete(run.key);
    } else {
      hidden.add(run.key);
    }
    if (hidden.size < model.runs.length) {
      show({ hidden });
    } else {
      box.checked = true;
      announce('One implementation at least stays.');
    }
  });
  return box;
}

/** Ticks the boxes of the columns that are shown. */
function showColumnSwitches(view) {
  for (const box of byId('summary').querySelectorAll('input[data-key]')) {
    box.checked = !view.hidden.has(box.dataset.key);
  }
}

function linkCount(cell, run, status) {
  const count = cell.textContent;
  if (count !== '0') {
    const label = `${count} ${wordOf(status)} of ${run.label}`;
    const href = `#status=${status}&impl=${encode(run.key)}`;
    cell.replaceChildren(make('a', { href, 'aria-label': label }, count));
  }
}

/** The shares of the statuses of a run, in a bar. The counts beside it say the same in numbers. */
function bar(model, run) {
  const counts = model.counts(model.tests, run);
  const kindest = [...SEVERITY].reverse().filter((status) => counts.has(status));
  const answered = kindest.filter((status) => !UNANSWERED.has(status));
  const others = kindest.filter((status) => UNANSWERED.has(status));
  const parts = [...answered, ...others].map((status) => {
    const part = make('span', { class: `status-${status}` });
    part.style.flexGrow = counts.get(status);
    return part;
  });
  return make('span', { class: 'bar', 'aria-hidden': 'true' }, parts);
}

/** Fills the table of choices; false where there are none. */
function fillPolicies(model) {
  const choices = model.policies();
  const head = make('tr', {}, make('th', { scope: 'col' }, 'Choice'));
  head.append(...model.runs.map((run) => make('th', { scope: 'col' }, run.label)));
  const rows = choices.map(([choice, byRun]) => {
    const name = make('th', { scope: 'row' }, make('a', { href: `#q=${encode(choice)}&open=all` }, choice));
    return make('tr', {}, name, byRun.map((branches) => make('td', {}, branchesOf(branches))));
  });
  byId('policy-table').append(make('thead', {}, head), make('tbody', {}, rows));
  return choices.length > 0;
}

/** "refused", or "refused 5, skipped 1" where an implementation is of two minds. */
function branchesOf(branches) {
  const names = [...branches.keys()].sort(natural);
  return names.length < 2 ? names.join('') : names.map((name) => `${name} ${branches.get(name)}`).join(', ');
}
