// SPDX-License-Identifier: Apache-2.0
// Parts of pages: the fields of filters, and what details are made of.

/** A group of check boxes that look like what they stand for; `look(value)` says how. */
function chips(legend, name, values, look = (value) => make('span', {}, value)) {
  return make('fieldset', {}, make('legend', {}, legend),
    values.map((value) => make('label', { class: 'chip' }, make('input', { type: 'checkbox', name, value }), look(value))));
}

function toggle(name, text) {
  return make('label', { class: 'chip' }, make('input', { type: 'checkbox', name }), make('span', {}, text));
}

function select(text, name, options) {
  const items = options.map(([value, label]) => make('option', { value }, label));
  return make('label', { class: 'select' }, make('span', {}, text), make('select', { name }, items));
}

/** A part of the details: a heading, what it says, and a button that copies `text` where there is any. */
function titled(title, content, text) {
  const heading = make('h3', {}, title);
  return make('section', { class: 'part' },
    text ? make('div', { class: 'part-head' }, heading, copyButton('Copy', () => text)) : heading, content);
}

function shownOutcome({ words, text }, front, end) {
  const marked = end > front ? make('mark', {}, text.slice(front, end)) : '';
  const pieces = end === undefined ? [text] : [text.slice(0, front), marked, text.slice(end)];
  return make('div', {}, words ? make('p', {}, words) : '', text ? make('pre', {}, pieces) : '');
}
