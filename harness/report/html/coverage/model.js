// SPDX-License-Identifier: Apache-2.0
// What the page knows: the data that coverage_data.cpp writes. A thing is a statement, a test or a defect; each has a key,
// "statement:RFC6749-4.1-1", by which addresses name it.

/** What a statement can be. */
const STATES = ['covered', 'cited', 'uncovered', 'left_out'];
/** What counts and is not covered: nothing cites it, or what does proves nothing. */
const MISSING = ['cited', 'uncovered'];
const STATE_WORDS = { covered: 'covered', cited: 'only cited', uncovered: 'not cited', left_out: 'left out' };
const DEMANDS = ['MUST', 'DEFINED', 'SHOULD', 'MAY'];

class Model {
  constructor({ requirements, tests, defects }) {
    this.byKey = new Map();
    this.statements = requirements.map((one) => this.#add('statement', one.id, one)).sort(byPlace);
    this.tests = tests.map((one) => this.#add('test', one.name, one));
    this.defects = defects.map((one) => this.#add('defect', one.name, one));
    this.statements.forEach((one) => this.#link(one));
    this.tests.forEach((one) => this.#linkTest(one));
    this.defects.forEach((one) => this.#linkDefect(one));
    for (const one of this.byKey.values()) {
      one.haystack = haystackOf(one);
    }
    this.documents = distinct(this.statements, ({ document }) => document).sort(byDocument);
    this.parties = distinct(this.statements, ({ party }) => party).sort();
    this.demands = DEMANDS.filter((demand) => this.statements.some((one) => one.demand === demand));
    this.states = STATES.filter((state) => this.statements.some((one) => one.state === state));
  }

  statement(id) {
    return this.byKey.get(`statement:${id}`);
  }

  /** All things of a kind. */
  all(kind) {
    return { statement: this.statements, test: this.tests, defect: this.defects }[kind];
  }

  #add(kind, name, data) {
    const one = { ...data, kind, key: `${kind}:${name}`, name };
    this.byKey.set(one.key, one);
    return one;
  }

  #link(statement) {
    const numbered = (all, numbers) => numbers.map((number) => all[number]);
    statement.group = statement.document;
    statement.tests = numbered(this.tests, statement.tests);
    statement.refusals = numbered(this.tests, statement.refusals);
    statement.defects = numbered(this.defects, statement.defects);
    statement.statements = [statement];
  }

  // Statements of a document that is not on this page stay out.
  #linkTest(test) {
    test.group = test.name.slice(0, test.name.lastIndexOf('/'));
    test.statements = test.requirements.map((id) => this.statement(id)).filter(Boolean);
    test.control = this.byKey.get(`test:${test.control}`);
    if (test.control) {
      (test.control.twins ??= []).push(test);
    }
  }

  #linkDefect(defect) {
    defect.group = defect.op;
    defect.statements = [this.statement(defect.requirement)];
    defect.tests = defect.statements[0].tests.filter((test) => test.op === defect.op);
  }
}

/** RFCs come first. */
const byDocument = (one, other) => other.startsWith('RFC ') - one.startsWith('RFC ') || natural(one, other);

const byPlace = (one, other) => byDocument(one.document, other.document) || natural(one.id, other.id);

const distinct = (all, of) => [...new Set(all.map(of))];

function haystackOf(one) {
  const own = {
    statement: () => [one.section, one.level, one.party, one.text, one.note],
    test: () => [one.title, one.op, ...one.requirements],
    defect: () => [one.title, one.op, one.requirement],
  }[one.kind]();
  return [one.name, ...own].join('\n').toLowerCase();
}
