// SPDX-License-Identifier: Apache-2.0
// The part of the report's script that needs no page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';

const source = readFileSync(new URL('json_text.js', import.meta.url), 'utf8');
const { readJson, prettyJson, difference, readOutcome } = runInThisContext(
  `(() => {${source}\nreturn { readJson, prettyJson, difference, readOutcome }; })()`,
);

const outcome = (json, width = 80) => {
  const { words, text, isValue } = readOutcome(readJson(json), width);
  return { words, text, isValue: isValue === true };
};

test('numbers and escapes stay as they were written', () => {
  for (const text of ['12345678901234567890', '1.0', '-0', '1e5', 'true', 'null', '"\\u00e9\\/\\""', '[]', '{}']) {
    assert.equal(prettyJson(readJson(text), 80), text);
  }
});

test('what fits stands in one line', () => {
  assert.equal(prettyJson(readJson('{"a":[1,{"b":"c,]}"}],"d":{}}'), 80), '{"a": [1, {"b": "c,]}"}], "d": {}}');
});

test('what does not fit is broken from outside', () => {
  assert.equal(
    prettyJson(readJson('{"headers":[["Host","a"],["Accept","b"]],"url":"u"}'), 30),
    '{\n  "headers": [\n    ["Host", "a"],\n    ["Accept", "b"]\n  ],\n  "url": "u"\n}',
  );
});

test('a text is valid JSON of the same value, at any width', () => {
  const text = '{"a":[[],[[1]],{"x":{"y":["z\\\\","\\"]"]}}],"b":"{\\n}"}';
  for (let width = 0; width < 70; width += 1) {
    assert.deepEqual(JSON.parse(prettyJson(readJson(text), width)), JSON.parse(text));
  }
});

test('a value that was cut is shown as it is', () => {
  const text = '{"out":"aaa... (99999 octets in all)';
  assert.deepEqual(outcome(text), { words: '', text, isValue: false });
});

test('the difference is what is left between equal ends', () => {
  assert.deepEqual(difference('abXcd', 'abYYcd'), { front: 2, ends: [3, 4] });
  assert.deepEqual(difference('aa', 'aaa'), { front: 2, ends: [2, 3] });
  assert.deepEqual(difference('same', 'same'), { front: 4, ends: [4, 4] });
  assert.deepEqual(difference('', 'x'), { front: 0, ends: [0, 1] });
});

test('outcomes are said in words', () => {
  assert.deepEqual(outcome('{"out":"a"}'), { words: '', text: '"a"', isValue: true });
  assert.deepEqual(outcome('{"actual":{"nonce":"n"},"out":1}'),
    { words: 'It chose {"nonce":"n"} itself.', text: '1', isValue: true });
  assert.deepEqual(outcome('{"reject":[]}'), { words: 'a refusal', text: '', isValue: false });
  assert.deepEqual(outcome('{"reject":["a","b"]}'), { words: 'a refusal, with one of ["a","b"]', text: '', isValue: false });
  assert.deepEqual(outcome('{"reject":{}}'), { words: 'a refusal', text: '', isValue: false });
  assert.deepEqual(outcome('{"reject":{"message":"no"}}'), { words: 'a refusal', text: '{"message": "no"}', isValue: false });
  assert.deepEqual(outcome('{"name":"case","one_of":[{"out":1,"policy":"kept"},{"policy":"strict","reject":[]}]}'),
    { words: 'one of these, by "case":', text: '"kept": 1\n"strict": a refusal', isValue: false });
});

test('what is no outcome is shown as it is', () => {
  for (const text of ['5', '{}', '{"one_of": [1]}', '{"name": 1, "one_of": [2]}', '{"reject": 5, "x": 1}', '{"skip": {"need": "x"}}']) {
    assert.deepEqual(outcome(text.replaceAll(': ', ':').replaceAll(', ', ',')), { words: '', text, isValue: false });
  }
});
