// SPDX-License-Identifier: Apache-2.0
// Results files for the tests of the page, and the reports that oauthspec makes of them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SUITES = ['oauth1/base_string_uri', 'oauth1/normalize_parameters', 'oauth1/parse_callback'];

export class Fixtures {
  #oauthspec;
  #folder = mkdtempSync(join(tmpdir(), 'oauthspec-html-'));

  constructor(oauthspec) {
    this.#oauthspec = oauthspec;
  }

  /** What the reference gives for some suites: [run, ...results, end], as objects. */
  reference() {
    const file = join(this.#folder, 'reference.jsonl');
    execFileSync(this.#oauthspec, ['vectors', ...SUITES, '--results', file], { stdio: 'pipe' });
    return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  }

  /** The report of some runs, each a list as reference() gives it. */
  report(name, runs) {
    const files = runs.map((lines, index) => {
      const file = join(this.#folder, `${name}-${index}.jsonl`);
      writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
      return file;
    });
    const page = join(this.#folder, `${name}.html`);
    execFileSync(this.#oauthspec, ['report', ...files, '--format', 'html', '--output', page], { stdio: 'pipe' });
    return page;
  }

  remove() {
    rmSync(this.#folder, { recursive: true });
  }
}

/**
 * The run of another implementation: `change(result, index)` gives what is different in each result, and null leaves
 * one out.
 */
export function runOf(lines, { name, version, language }, change) {
  const implementation = { name, version, language };
  const [{ run }, ...rest] = lines;
  const results = rest.filter(({ result }) => result).map(({ result }, index) => {
    const changes = change(result, index);
    return changes && { result: { ...result, ...changes } };
  });
  const kept = results.filter(Boolean);
  const counts = {};
  for (const { result } of kept) {
    counts[result.status] = (counts[result.status] ?? 0) + 1;
  }
  const replay = `oauthspec vectors --adapter '${name}'`;
  return [
    { run: { ...run, implementation, replay, command: `${replay} --results r.jsonl` } },
    ...kept,
    { end: { ...lines.at(-1).end, counts, exit_code: counts.fail || counts.crash ? 1 : 0 } },
  ];
}

/** Tests of the vectors that the page's tests are about. */
export const PORT = 'oauth1/base_string_uri/default-port-443-dropped';
export const CAPITALS = 'oauth1/base_string_uri/scheme-upper-case';
export const PLAIN = 'oauth1/base_string_uri/plain-https';

/** A library that fails one test, has a policy of its own, and cannot read callbacks. */
export const alpha = (lines) => runOf(lines, { name: 'alpha', version: '1.0', language: 'python' }, (result) => {
  if (result.test === PORT) {
    return {
      status: 'fail',
      message: 'at octet 19: expected "/", got ":443/"',
      got: { out: 'https://example.com:443/' },
      stderr: 'a warning\nof two lines\n',
    };
  }
  if (result.op === 'oauth1.parse_callback') {
    return { status: 'unsupported', got: undefined, message: 'the adapter does not offer oauth1.parse_callback' };
  }
  return result.policy === 'userinfo=dropped' ? { policy: 'userinfo=kept' } : {};
});

/** A library that dies once, fails once as expected, and was run with two suites only. */
export const beta = (lines) => runOf(lines, { name: 'beta', version: '2.0', language: 'go' }, (result) => {
  if (result.op === 'oauth1.normalize_parameters') {
    return null;
  }
  if (result.test === PLAIN) {
    return { status: 'crash', got: undefined, message: 'killed by signal 11' };
  }
  if (result.test === CAPITALS) {
    return {
      status: 'xfail', before: 'fail', reason: 'capitals are kept', issue: 'https://example.net/issues/1',
      got: { out: 'HTTP://example.com/' },
    };
  }
  return {};
});

/** A run in which every text that an adapter has a say in is `text`. */
export const hostile = (lines, text) => {
  const few = lines.filter(({ result }, index) => !result || index < 9);
  const run = runOf(few, { name: text, version: text, language: text }, () => ({
    status: 'xfail', before: 'fail', title: text, message: text, why: text, stderr: text, reason: text, issue: text,
    requirements: [text], policy: `${text}=${text}`, sent: { [text]: text }, expected: { out: text }, got: { out: text },
  }));
  run[0].run.replay = text;
  return run;
};

/** Twenty runs of 2700 tests, whose texts are as different as those of real ones. */
export const large = (lines) => {
  const results = lines.filter(({ result }) => result);
  const copies = Array.from({ length: 2700 }, (_, index) => {
    const { result } = results[index % results.length];
    const name = index < results.length ? result.test : `${result.test}-copy-${Math.floor(index / results.length)}`;
    return { result: { ...result, test: name } };
  });
  const all = [lines[0], ...copies, lines.at(-1)];
  return Array.from({ length: 20 }, (_, library) =>
    runOf(all, { name: `library-${library}`, version: '1', language: 'go' }, (_result, index) =>
      (index + library) % 10 === 0
        ? { status: 'fail', message: `at octet ${index}: ${library}`, got: { out: `${index} of ${library} `.repeat(5) } }
        : {}));
};
