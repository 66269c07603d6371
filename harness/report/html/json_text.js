// SPDX-License-Identifier: Apache-2.0
// JSON that is shown exactly as it was written. JSON.parse() would round large numbers and undo escapes, and with them
// what a conformance test is about.

/** Reads compact JSON into nodes: {text} with {items} or {members} where it has any. */
function readJson(text) {
  // No JSON ends like that: html_data.cpp cut it, and said "(N octets in all)".
  if (text.endsWith(')')) {
    return { text };
  }
  let at = 0;
  const skipString = () => {
    for (at += 1; text[at] !== '"'; at += 1) {
      if (text[at] === '\\') {
        at += 1;
      }
    }
    at += 1;
  };
  const list = (close, item) => {
    const found = [];
    at += 1;
    while (text[at] !== close) {
      found.push(item());
      if (text[at] === ',') {
        at += 1;
      }
    }
    at += 1;
    return found;
  };
  const member = () => {
    const from = at;
    skipString();
    const name = text.slice(from, at);
    at += 1;
    return [name, value()];
  };
  const value = () => {
    const from = at;
    const node = {};
    if (text[at] === '{') {
      node.members = list('}', member);
    } else if (text[at] === '[') {
      node.items = list(']', value);
    } else if (text[at] === '"') {
      skipString();
    } else {
      at += /[^,\]}]*/.exec(text.slice(at))[0].length;
    }
    node.text = text.slice(from, at);
    return node;
  };
  return value();
}

/** The member of a node, or undefined. */
function memberOf(node, name) {
  return node.members?.find(([key]) => key === `"${name}"`)?.[1];
}

/** A node in as few lines as `width` columns allow. */
function prettyJson(node, width, indent = '') {
  const children = node.members
    ? node.members.map(([name, value]) => [`${name}: `, value])
    : node.items?.map((value) => ['', value]);
  if (!children || children.length === 0) {
    return node.text;
  }
  const [open, close] = node.members ? '{}' : '[]';
  const line = open + children.map(([name, value]) => name + prettyJson(value, Infinity)).join(', ') + close;
  if (indent.length + line.length <= width) {
    return line;
  }
  const deeper = `${indent}  `;
  const lines = children.map(([name, value]) => deeper + name + prettyJson(value, width, deeper));
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** Where two texts differ: how much they share in front, and at which positions the shared rest of each begins. */
function difference(one, other) {
  const shorter = Math.min(one.length, other.length);
  let front = 0;
  while (front < shorter && one[front] === other[front]) {
    front += 1;
  }
  let back = 0;
  while (back < shorter - front && one[one.length - 1 - back] === other[other.length - 1 - back]) {
    back += 1;
  }
  return { front, ends: [one.length - back, other.length - back] };
}

/**
 * An outcome of the adapter protocol or of a vector, as people would say it: {words, text, isValue}, where isValue says
 * that the text is what came out, and can be compared with another.
 */
function readOutcome(node, width) {
  const names = (node.members ?? []).map(([name]) => name).join();
  const out = memberOf(node, 'out');
  if (names === '"out"' || names === '"actual","out"') {
    const actual = memberOf(node, 'actual');
    return { words: actual ? `It chose ${actual.text} itself.` : '', text: prettyJson(out, width), isValue: true };
  }
  const refusal = memberOf(node, 'reject');
  if (names === '"reject"' && refusal.items) {
    const codes = refusal.items.length > 0 ? `, with one of ${refusal.text}` : '';
    return { words: `a refusal${codes}`, text: '' };
  }
  if (names === '"reject"') {
    return { words: 'a refusal', text: refusal.text === '{}' ? '' : prettyJson(refusal, width) };
  }
  const branches = memberOf(node, 'one_of')?.items;
  if (names === '"name","one_of"' && branches?.every((branch) => memberOf(branch, 'policy'))) {
    const lines = branches.map((branch) => readBranch(branch, width));
    return { words: `one of these, by ${memberOf(node, 'name').text}:`, text: lines.join('\n') };
  }
  return { words: '', text: prettyJson(node, width) };
}

/** One branch of a choice: '"strict": a refusal'. */
function readBranch(node, width) {
  const members = node.members.filter(([name]) => name !== '"policy"');
  const { words, text } = readOutcome({ ...node, members }, width);
  return `${memberOf(node, 'policy').text}: ${[words, text].filter(Boolean).join(' ')}`;
}
