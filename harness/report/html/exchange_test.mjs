// SPDX-License-Identifier: Apache-2.0
// What the HTML report shows of checks of servers: their exchanges, and what a server does not claim.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { accessibilityProblems, Browser, settled } from '../../testing/browser/browser.mjs';
import { Fixtures } from './fixtures.mjs';

const PICTURES = process.env.OAUTHSPEC_PICTURES;
const HARMFUL = '</script><img src=x onerror="globalThis.harmed = 1">';

let fixtures;
let browser;
let page;

const exchange = (changes = {}) => ({
  request: {
    method: 'POST',
    url: 'https://as.example/token',
    headers: [['Authorization', 'Basic ***1'], ['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'grant_type=authorization_code&code=***2',
  },
  response: {
    status: 400,
    headers: [['Content-Type', 'application/json'], ['Cache-Control', 'no-store']],
    body: '{ "error" : "invalid_grant",\n "big": 12345678901234567890, "text": "a \\u0062  c" }',
  },
  started_us: 0,
  duration_us: 12_000,
  ...changes,
});

const check = (id, status, changes = {}) => ({
  result: {
    test: `server/${id}`, status, op: 'server', title: `what ${id} is about`, level: 'must',
    requirements: ['RFC6749-4.1.2-3'], message: status === 'pass' ? undefined : 'the second request was accepted',
    sent: {}, duration_us: 20_000, exchanges: [exchange()], ...changes,
  },
});

const runOf = (results) => {
  const counts = {};
  for (const { result } of results.filter(({ result: { also } }) => !also)) {
    counts[result.status] = (counts[result.status] ?? 0) + 1;
  }
  return [
    {
      run: {
        tool: 'oauthspec', version: '0.1.0', implementation: { name: 'a server', version: '1.0', language: '' },
        command: 'oauthspec server --config as.json', replay: 'oauthspec server --config as.json',
        started: '2026-01-31T23:59:59Z',
      },
    },
    ...results,
    { end: { counts, exit_code: counts.fail ? 1 : 0, ended: '2026-02-01T00:00:01Z' } },
  ];
};

before(async () => {
  fixtures = new Fixtures(process.env.OAUTHSPEC);
  browser = await Browser.start();
});

after(async () => {
  await browser.stop();
  fixtures.remove();
});

afterEach(async () => {
  await settled(page);
});

const open = async (results, id, options = {}) => {
  const file = fixtures.report(id.replaceAll('/', '-'), [runOf(results)]);
  page = await browser.open(file, { fragment: id && `test=server/${id}&of=a+server`, ...options });
};
const exchanges = () => page.locator('#detail .exchange');
const picture = async (name) => PICTURES && page.screenshot({ path: `${PICTURES}/${name}.png` });

describe('the exchanges of a check', () => {
  test('are open where they are few, with the JSON in lines and everything as it was written', async () => {
    await open([check('code-grant/once', 'fail')], 'code-grant/once', { width: 1600, height: 1000 });
    assert.equal(await page.locator('#detail .part h3').nth(2).textContent(), '1 request and its answer');
    assert.match(await exchanges().locator('summary').innerText(),
      /^1\. POST https:\/\/as\.example\/token 400 invalid_grant 12 ms$/);
    const [request, response] = await exchanges().locator('pre').allInnerTexts();
    assert.equal(request, 'POST https://as.example/token\nAuthorization: Basic ***1\n'
      + 'Content-Type: application/x-www-form-urlencoded\n\ngrant_type=authorization_code&code=***2');
    assert.equal(response, 'Status 400\nContent-Type: application/json\nCache-Control: no-store\n\n'
      + '{\n  "error": "invalid_grant",\n  "big": 12345678901234567890,\n  "text": "a \\u0062  c"\n}');
    assert.equal(await page.locator('#detail .part h3', { hasText: /^(Sent|Got|Expected)/ }).count(), 0);
    assert.deepEqual(await accessibilityProblems(page), []);
    await picture('exchanges_few');
  });

  test('are closed where they are many, and opened by the keyboard', async () => {
    await open([check('code-grant/many', 'fail', { exchanges: Array.from({ length: 30 }, () => exchange()) })], 'code-grant/many');
    assert.equal(await exchanges().count(), 30);
    assert.equal(await page.locator('#detail .exchange[open]').count(), 0);
    assert.equal(await page.locator('#detail .exchange pre').count(), 0, 'what nobody looks at is not made');
    await exchanges().nth(1).locator('summary').focus();
    await page.keyboard.press('Enter');
    await exchanges().nth(1).locator('pre').first().waitFor();
    assert.equal(await page.locator('#detail .exchange[open]').count(), 1);
    await page.getByRole('button', { name: 'Open all' }).click();
    await exchanges().nth(29).locator('pre').first().waitFor();
    assert.equal(await page.locator('#detail .exchange[open]').count(), 30);
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.getByRole('button', { name: 'Close all' }).click();
    assert.equal(await page.locator('#detail .exchange[open]').count(), 0);
    await picture('exchanges_many');
  });

  test('the one that decides is marked, and its line is whole', async () => {
    const far = `https://as.example/authorize?${'a=b&'.repeat(60)}wrong=1`;
    const all = Array.from({ length: 5 }, (_, index) => exchange(
      index === 2 ? { decisive: true, request: { ...exchange().request, url: far } } : {}));
    await open([check('a/third', 'fail', { exchanges: all })], 'a/third');
    assert.equal(await page.locator('#detail .exchange.decisive').count(), 1);
    const line = await exchanges().nth(2).locator('summary').innerText();
    assert.ok(line.includes('decides') && line.includes('wrong=1'), line);
    await open([check('a/last', 'fail', { exchanges: all.slice(3) })], 'a/last');
    assert.match(await page.locator('#detail .exchange.decisive summary').innerText(), /^2\. decides/);
  });

  test('tell of failures, of pages, and of what is no text or not whole', async () => {
    const { response, ...unanswered } = exchange({ failure: { code: 'timed_out', detail: 'nothing for 10 s' } });
    const html = exchange({ response: { ...response, status: 200, body: '<p>{"a": 1}</p>', body_octets: 100_000_000 } });
    const binary = exchange({ response: { ...response, status: 200, body: { b64: '/wA=' } } });
    await open([check('a/odd', 'inconclusive', { exchanges: [unanswered, html, binary] })], 'a/odd');
    await page.getByRole('button', { name: 'Open all' }).click();
    await exchanges().nth(2).locator('pre').first().waitFor();
    const texts = await page.locator('#detail .exchange pre:nth-of-type(1)').allInnerTexts();
    assert.match(await exchanges().nth(0).locator('summary').innerText(), /no answer, timed_out: nothing for 10 s/);
    assert.equal(texts[1], 'no answer, timed_out: nothing for 10 s\n');
    assert.match(texts[3], /<p>\{"a": 1\}<\/p>\.\.\. \(100000000 octets in all\)$/);
    assert.match(texts[5], /\(no text; in Base64:\)\n\/wA=$/);
  });

  test('can be copied', async () => {
    await open([check('a/copied', 'fail')], 'a/copied');
    await page.evaluate(() => {
      globalThis.copied = [];
      navigator.clipboard.writeText = async (text) => globalThis.copied.push(text);
    });
    await exchanges().getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copy all as text' }).click();
    await page.getByRole('button', { name: 'Copied' }).last().waitFor();
    const [one, all] = await page.evaluate(() => globalThis.copied);
    assert.match(one, /^POST https:\/\/as\.example\/token\nAuthorization: Basic \*\*\*1\n/);
    assert.match(one, /\n\nHTTP 400\nContent-Type: application\/json\n|\nHTTP 400\nContent-Type: application\/json\n/);
    assert.match(all, /\n {2}request 1 {4}POST https:\/\/as\.example\/token\n {15}-> 400 invalid_grant\n/);
    assert.doesNotMatch(all, /\n {2}sent/);
  });

  test('are text, and nothing but text', async () => {
    const { request, response } = exchange();
    const hostile = exchange({
      request: { ...request, method: HARMFUL, url: HARMFUL, headers: [[HARMFUL, HARMFUL]], body: HARMFUL },
      response: { ...response, headers: [[HARMFUL, HARMFUL]], body: `{"a": "${'\\u003c'}b>", ${HARMFUL}` },
    });
    await open([check('a/hostile', 'fail', { exchanges: [hostile] })], 'a/hostile');
    assert.ok((await exchanges().innerText()).includes(HARMFUL));
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
  });

  test('fit a narrow screen', async () => {
    const long = exchange({ request: { ...exchange().request, url: `https://as.example/authorize?${'a=b&'.repeat(200)}` } });
    await open([check('a/narrow', 'fail', { exchanges: [long] })], 'a/narrow', { width: 360, height: 740, colorScheme: 'dark' });
    assert.ok((await page.locator('#detail').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)) <= 0);
    assert.match(await exchanges().locator('summary .mono').innerText(), /^POST https:.{140,160}\.\.\.$/);
    assert.ok((await exchanges().locator('pre').first().innerText()).includes(long.request.url));
    assert.deepEqual(await accessibilityProblems(page), []);
    await picture('exchanges_narrow');
  });
});

describe('what a server does not claim', () => {
  const results = [check('token/a', 'pass'), check('token/b', 'fail'), check('dpop/a', 'fail', { also: true, requirements: ['RFC9449-4.3-1'] })];

  test('is counted apart', async () => {
    await open(results, 'token/b');
    await page.keyboard.press('Escape');
    const row = page.locator('#summary tbody tr');
    assert.match(await row.innerText(), /1 of 2 \(50\.0 %\)/);
    assert.equal(await row.locator('[data-status=fail]').innerText(), '1');
    assert.match(await page.locator('main').innerText(), /also checked, of documents that the server does not claim: 1 fail/);
    assert.equal(await page.locator('#matrix tr.group').last().locator('td').textContent(), 'not claimed');
  });

  test('is never unexpected, and can be looked for', async () => {
    await open(results, 'dpop/a');
    assert.match(await page.locator('#detail').innerText(), /Of a document that the server does not claim/);
    assert.equal(await page.locator('.detail-bar .place').textContent(), '1 unexpected');
    assert.deepEqual(await accessibilityProblems(page), []);
    await picture('not_claimed');
    await page.getByRole('button', { name: 'Close' }).first().click();
    await page.check('input[name=unexpected]');
    assert.match(await page.locator('#shown').textContent(), /^1 test of 3/);
    await page.uncheck('input[name=unexpected]');
    await page.check('input[name=also]');
    assert.match(await page.locator('#shown').textContent(), /^1 test of 3/);
    assert.equal(await page.locator('#matrix tr.test td').textContent(), 'fail (not claimed)');
    assert.match(await page.evaluate(() => location.hash), /^#also$/);
  });
});

test('the grade stands above the matrix, with every threat', async () => {
  await open([check('token/a', 'pass'), check('token/b', 'fail')], 'token/b');
  await page.keyboard.press('Escape');
  const grade = page.locator('.grade');
  assert.match(await grade.locator('p').innerText(), /^Grade F a server 1\.0: 1 of 2 checks of a MUST are not met/);
  await grade.locator('summary').focus();
  await page.keyboard.press('Enter');
  const rows = grade.locator('tbody tr');
  assert.ok((await rows.count()) > 60);
  assert.match(await rows.first().innerText(), /^open\s+Eavesdropping or leaking authorization codes\s+RFC 6819 section 4\.4\.1\.1\s+server\/token\/b$/);
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture('grade');
});
