// SPDX-License-Identifier: Apache-2.0
// What the report knows: the data that html_data.cpp writes, and the questions that the page asks of it.

/** Worst first: a requirement's cell shows the worst of its tests. */
const SEVERITY = [
  'crash', 'timeout', 'error', 'fail', 'vacuous', 'xpass', 'flaky', 'warn', 'inconclusive', 'xfail', 'pass', 'skip',
  'unsupported', 'not_run',
];
/** These say nothing of the implementation. */
const UNANSWERED = new Set(['skip', 'unsupported', 'not_run']);
const LEVELS = ['must', 'should', 'may'];

class Model {
  constructor(data) {
    this.data = data;
    this.runs = data.runs.map((run, index) => ({ ...run, index, key: keyOf(run, data.runs) }));
    this.tests = data.tests.map((test, index) => this.#test(test, index));
    this.statuses = data.statuses;
    this.unexpected = new Set(data.statuses.filter(({ unexpected }) => unexpected).map(({ name }) => name));
    const counts = this.runs.map((run) => this.counts(this.tests, run));
    this.occurring = data.statuses.map(({ name }) => name).filter((name) => counts.some((one) => one.has(name)));
    this.anyAlso = this.tests.some((test) => this.runs.some((run) => this.isAlso(test, run)));
    this.byName = new Map(this.tests.map((test) => [test.name, test]));
    this.suites = [...new Set(this.tests.map((test) => test.suite))];
    this.sections = { requirement: this.#byRequirement(), suite: this.#bySuite() };
  }

  /** The status of a test in a run; undefined where the run lacks the test. */
  status(test, run) {
    const cell = run.cells[test.index];
    return this.statuses[Array.isArray(cell) ? cell[0] : cell]?.name;
  }

  /** Whether the result is of a document that the server does not claim: it is shown, and held against nobody. */
  isAlso(test, run) {
    return run.cells[test.index]?.[4]?.also === true;
  }

  /** The status of a test in a run where it is held against the implementation, else undefined. */
  held(test, run) {
    return this.isAlso(test, run) ? undefined : this.status(test, run);
  }

  /** How many of some tests have each status in a run, without those of documents that the server does not claim. */
  counts(tests, run) {
    const counts = new Map();
    for (const test of tests) {
      const status = this.held(test, run);
      if (status) {
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** "choice=branch" where the RFC leaves a choice and the run shows which way it goes, else "". */
  policy(test, run) {
    return this.#text(run.cells[test.index]?.[3]);
  }

  /** Everything that is known of one cell; undefined where the run lacks the test. */
  cell(test, run) {
    const status = this.status(test, run);
    if (status === undefined) {
      return undefined;
    }
    const [, message, got, policy, more = {}] = [run.cells[test.index]].flat();
    const text = (index) => this.#text(index);
    return {
      test,
      run,
      status,
      message: text(message),
      got: text(got),
      policy: text(policy),
      sent: text(more.sent ?? test.sent),
      expected: text(more.expected ?? test.expected),
      why: text(test.why),
      source: text(test.source),
      recomputed: more.recomputed === true,
      before: more.before,
      reason: text(more.reason),
      issue: text(more.issue),
      stderr: text(more.stderr),
      also: more.also === true,
      exchanges: (more.exchanges ?? []).map((one) => this.#exchange(one)),
      decisive: more.decisive,
      expect: more.expect,
      known: text(more.known),
      replay: run.replay && `${run.replay} ${test.word}`,
      command: run.command,
    };
  }

  /** Whether implementations that answered came to different ends, or follow different policies. */
  differs(test, runs) {
    const answers = new Set();
    for (const run of runs) {
      const status = this.held(test, run);
      if (status !== undefined && !UNANSWERED.has(status)) {
        answers.add(`${status} ${this.policy(test, run)}`);
      }
    }
    return answers.size > 1;
  }

  /** The choices that the RFCs leave open, and for each run how often it took each branch: [[choice, [branch -> count]]]. */
  policies() {
    const choices = new Map();
    for (const test of this.tests) {
      for (const run of this.runs) {
        const [choice, branch] = this.policy(test, run).split('=');
        if (branch !== undefined) {
          const branches = upsert(choices, choice, () => this.runs.map(() => new Map()))[run.index];
          branches.set(branch, (branches.get(branch) ?? 0) + 1);
        }
      }
    }
    return [...choices].sort(([one], [other]) => natural(one, other));
  }

  #exchange([method, url, sentHeaders, sentBody, status, headers, body, answer, milliseconds]) {
    const part = (fields, text) => ({ headers: this.#text(fields), body: this.#text(text) });
    return {
      method: this.#text(method),
      url: this.#text(url),
      request: part(sentHeaders, sentBody),
      status,
      response: part(headers, body),
      answer: this.#text(answer),
      milliseconds,
    };
  }

  #text(index) {
    return this.data.texts[index ?? 0];
  }

  #test(test, index) {
    const requirements = test.requirements.map((number) => this.data.requirements[number]);
    const cited = requirements.flatMap(({ id, section, level, text }) => [id, section, level, text]);
    const choices = this.runs.map((run) => this.#text(run.cells[index]?.[3]).split('=')[0]);
    return {
      ...test,
      index,
      requirements,
      suite: test.name.slice(0, test.name.lastIndexOf('/')),
      haystack: [test.name, test.title, ...cited, ...new Set(choices)].join('\n').toLowerCase(),
    };
  }

  // A test stands under each requirement that it cites: whoever breaks any of them has to see it.
  #byRequirement() {
    const sections = new Map();
    const none = { id: '', document: 'Tests that cite no requirement', section: '', level: '', text: '' };
    for (const test of this.tests) {
      for (const requirement of test.requirements.length > 0 ? test.requirements : [none]) {
        const { id, document, section, level, text } = requirement;
        const groups = upsert(sections, `${document} ${section}`, () => ({
          title: section && /^[0-9A-Z.]+$/.test(section) ? `${document}, section ${section}` : section || document,
          link: linkOf(requirement),
          groups: new Map(),
        })).groups;
        upsert(groups, id, () => ({ key: `r:${id}`, id, level, text: text || test.suite, tests: [] })).tests.push(test);
      }
    }
    return [...sections]
      .sort(([one], [other]) => isRfc(other) - isRfc(one) || natural(one, other))
      .map(([, section]) => ({
        ...section,
        groups: [...section.groups.values()].sort((one, other) => natural(one.id, other.id)),
      }));
  }

  #bySuite() {
    const folders = new Map();
    for (const test of this.tests) {
      const folder = test.suite.slice(0, Math.max(0, test.suite.lastIndexOf('/')));
      const groups = upsert(folders, folder, () => ({ title: folder || 'Tests', groups: new Map() })).groups;
      upsert(groups, test.suite, () => ({ key: `s:${test.suite}`, id: '', level: '', text: test.suite, tests: [] }))
        .tests.push(test);
    }
    return [...folders.values()].map((folder) => ({ ...folder, groups: [...folder.groups.values()] }));
  }
}

const isRfc = (place) => place.startsWith('RFC ');

/** What stands for a run in addresses: its implementation's name where no other run has it. */
function keyOf(run, runs) {
  const alone = runs.filter((other) => other.name === run.name).length === 1;
  return alone && run.name ? run.name : run.label;
}
