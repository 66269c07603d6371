// SPDX-License-Identifier: Apache-2.0
// Elements. All text goes through here and becomes text, never markup, whoever wrote it.

/**
 * An element. Properties are set as properties, except "class" and names with a hyphen or "role", which are attributes;
 * "on" holds listeners. Children are elements or texts; what is empty is left out.
 */
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) {
      continue;
    }
    if (key === 'on') {
      Object.entries(value).forEach(([type, listener]) => element.addEventListener(type, listener));
    } else if (key === 'class' || key === 'role' || key === 'for' || key.includes('-')) {
      element.setAttribute(key, value === true ? '' : value);
    } else {
      element[key] = value;
    }
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ''));
  return element;
}

const byId = (id) => document.getElementById(id);

/** A link to another site, or plain text where the address is none of the web's. */
function outsideLink(address, text) {
  return /^https?:\/\//i.test(address)
    ? make('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text)
    : make('span', {}, text);
}

/** A status as its mark and its name. */
const badge = (status) => make('span', { class: `badge status-${status}` }, wordOf(status));

const wordOf = (status) => status.replace('_', ' ');

const counted = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Puts text on the clipboard, also where a browser keeps the clipboard from files. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make('textarea', { value: text, class: 'away' });
    // A modal dialog makes everything outside it inert.
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    const before = document.activeElement;
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    before?.focus();
    return done;
  }
}

/** A button that copies what `text` gives at that time, and says so. */
function copyButton(label, text) {
  const button = make('button', { type: 'button', class: 'copy' }, label);
  button.addEventListener('click', async () => {
    const done = await copyText(text());
    button.textContent = done ? 'Copied' : 'Could not copy';
    announce(button.textContent);
    setTimeout(() => {
      button.textContent = label;
    }, 1500);
  });
  return button;
}

/** Says something to those who listen to the page. Beside a modal dialog nothing is heard but what is in it. */
function announce(text) {
  byId(byId('detail').open ? 'detail-said' : 'said').textContent = text;
}
