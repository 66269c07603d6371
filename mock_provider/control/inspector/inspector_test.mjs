// SPDX-License-Identifier: Apache-2.0
// The inspector in a browser, of a provider that is running.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { accessibilityProblems, Browser, settled } from '../../../harness/testing/browser/browser.mjs';

const PROVIDER = join(dirname(process.env.OAUTHSPEC), 'oauthspec-provider');
const BASIC = `Basic ${Buffer.from('client:secret').toString('base64')}`;
const NARROW = { width: 320, height: 740 };
// Where pictures of the page are left, to be looked at; nowhere where this is not set.
const PICTURES = process.env.OAUTHSPEC_PICTURES;

let child;
let origin;
let browser;
let page;

before(async () => {
  child = spawn(PROVIDER, ['--port', '0', '--exit-with-parent'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (text) => resolve([text]));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
  });
  ({ origin } = JSON.parse(line));
  browser = await Browser.start();
});

after(async () => {
  await browser?.stop();
  child?.stdin.end();
});

const control = (path, method, body) => fetch(`${origin}/_control${path}`, {
  method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
});

beforeEach(async () => {
  assert.equal((await control('/reset', 'POST')).status, 200);
});

afterEach(async () => {
  await settled(page);
});

const token = (form, headers = { Authorization: BASIC }, prefix = '') => fetch(`${origin}${prefix}/token`, {
  method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(form),
});
const visit = async (options, path = '/') => {
  page = await browser.visit(`${origin}${path}`, options);
  return page;
};
const requests = () => page.locator('.request');
const shown = (count) => page.waitForFunction((wanted) => document.querySelectorAll('.request').length === wanted, count);
const picture = async (name) => {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }
};

/** Gives the page a stream of its own making. */
const streaming = (...exchanges) => async (opened) => {
  const events = exchanges.map((exchange) => `id: ${exchange.number}\nevent: exchange\ndata: ${JSON.stringify(exchange)}\n\n`);
  await opened.route('**/_events*', (route) => route.fulfill({ contentType: 'text/event-stream', body: `retry: 100000\n\n${events.join('')}` }));
};

const exchange = (number, parts = {}) => ({
  number, at: 1700000000, endpoint: 'oauth1_resource', delivery: {}, diagnosis: null, faults: [],
  request: { method: 'GET', url: 'http://127.0.0.1:8080/oauth1/resource', headers: [], body: '', body_octets: 0 },
  response: { status: 401, headers: [], body: '', body_octets: 0 },
  verdict: { accepted: false, error: '', reason: 'signature_mismatch', requirement: 'RFC5849-3.2-1', document: 'RFC 5849', section: '3.2', explanation: 'The signature does not match.' },
  ...parts,
});

const diagnosed = exchange(1, {
  diagnosis: {
    base_string: 'GET&http%3A%2F%2F127.0.0.1%3A8080%2Foauth1%2Fresource&a%3D1%2520b%26oauth_nonce%3Dn',
    client_base_string: 'GET&http%3A%2F%2F127.0.0.1%3A8080%2Foauth1%2Fresource&a%3D1%2Bb%26oauth_nonce%3Dn',
    first_difference: 61,
    mistake: 'A space was written as "+" and not as "%20".',
  },
});

describe('the inspector', () => {
  test('shows requests as they come, with what was made of them', async () => {
    await visit();
    await page.getByText('Nothing has been sent yet.').waitFor();
    await token({ grant_type: 'client_credentials' });
    await shown(1);
    assert.match(await requests().first().innerText(), /POST \/token[\s\S]*accepted 200/);
    await token({ grant_type: 'client_credentials' }, { Authorization: `Basic ${Buffer.from('client:wrong-secret').toString('base64')}` });
    await shown(2);
    assert.match(await requests().first().innerText(), /refused 401/);
    await picture('wide-light-list');
  });

  test('shows headers and bodies of the one that is open, without its secrets', async () => {
    await visit();
    const issued = await (await token({ grant_type: 'client_credentials', client_secret_hint: 'x' })).json();
    await shown(1);
    await requests().first().click();
    const detail = page.locator('#detail');
    assert.match(await detail.innerText(), /grant_type=client_credentials/);
    assert.match(await detail.innerText(), /"access_token": "\*\*\*"/);
    const markup = await page.content();
    assert.ok(!markup.includes(issued.access_token));
    assert.ok(!markup.includes(BASIC.slice(6)));
    await picture('wide-light-detail');
  });

  test('marks where two base strings part, and names the mistake', async () => {
    await visit({ prepare: streaming(diagnosed) });
    await shown(1);
    await requests().first().click();
    const part = page.locator('[data-part=diagnosis]');
    assert.match(await part.innerText(), /A space was written as "\+"/);
    assert.deepEqual(await part.locator('mark').allTextContents(), ['5', 'B']);
    assert.deepEqual(await part.locator('dt').allTextContents(), ['The provider signed', 'The client signed']);
    const link = page.locator('#detail a');
    assert.equal(await link.getAttribute('href'), 'https://www.rfc-editor.org/rfc/rfc5849#section-3.2');
    await picture('wide-light-diagnosis');
  });

  test('says of an OAuth 1.0 request that was signed wrongly what its client did', async () => {
    await visit();
    const protocol = {
      oauth_callback: 'oob', oauth_consumer_key: 'client', oauth_nonce: 'n', oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    };
    // Wrong: RFC 5849 section 3.6 has a space encoded as "%20", and no "+".
    const parameters = `a=1+b&${Object.entries(protocol).map((pair) => pair.join('=')).join('&')}`;
    const base = ['POST', `${origin}/oauth1/initiate`, parameters].map(encodeURIComponent).join('&');
    const signature = createHmac('sha1', 'secret&').update(base).digest('base64');
    const fields = Object.entries({ ...protocol, oauth_signature: signature }).map(([name, value]) => `${name}="${encodeURIComponent(value)}"`);
    const response = await fetch(`${origin}/oauth1/initiate?a=1%20b`, { method: 'POST', headers: { Authorization: `OAuth ${fields.join(', ')}` } });
    assert.equal(response.status, 401);
    await shown(1);
    await requests().first().click();
    const part = page.locator('[data-part=diagnosis]');
    await part.waitFor();
    assert.deepEqual(await part.locator('mark').allTextContents(), ['5', 'B']);
    assert.equal(await part.locator('pre').nth(1).innerText(), base);
    await picture('wide-light-signature');
  });

  test('takes what clients send for text, whatever it is', async () => {
    const evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    const hostile = exchange(1, {
      request: { method: evil, url: `http://127.0.0.1:8080/${evil}`, headers: [[evil, evil]], body: evil, body_octets: evil.length },
      verdict: { ...diagnosed.verdict, explanation: evil, requirement: evil, document: evil },
      faults: [evil],
      endpoint: evil,
    });
    await visit({ prepare: streaming(hostile) });
    await shown(1);
    await requests().first().click();
    assert.ok((await page.locator('#detail').innerText()).includes(evil));
    assert.equal(await page.locator('main img, main script').count(), 0);
  });

  test('chooses by endpoint, verdict and text', async () => {
    await visit();
    await token({ grant_type: 'client_credentials' });
    await token({ grant_type: 'client_credentials' }, {});
    await fetch(`${origin}/nowhere`);
    await shown(3);
    await page.selectOption('select[name=verdict]', 'refused');
    await shown(2);
    await page.selectOption('select[name=endpoint]', 'token');
    await shown(1);
    assert.equal(await page.locator('#shown').textContent(), '1 of 3 requests');
    await page.fill('input[name=q]', 'no such text');
    await shown(0);
  });

  test('can be paused and cleared', async () => {
    await visit();
    await token({ grant_type: 'client_credentials' });
    await shown(1);
    await page.click('#pause');
    await token({ grant_type: 'client_credentials' });
    await page.getByText('1 not shown while paused').waitFor();
    assert.equal(await requests().count(), 1);
    await page.click('#pause');
    await shown(2);
    await page.click('#clear');
    await shown(0);
    assert.deepEqual((await (await control('/transcript', 'GET')).json()).exchanges, []);
    await token({ grant_type: 'client_credentials' });
    await shown(1);
  });

  test('shows the behaviours that are in force, and takes them away', async () => {
    await control('/faults', 'POST', { behaviour: 'slow_down', times: 0 });
    await visit();
    await page.getByText('slow_down, until it is taken away').waitFor();
    await picture('wide-light-faults');
    await page.click('#disarm');
    await page.locator('#faults').waitFor({ state: 'hidden' });
    assert.deepEqual((await (await control('/faults', 'GET')).json()).faults, []);
  });

  test('copies a request as a command', async () => {
    await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await token({ grant_type: 'client_credentials', scope: "it's" });
    await shown(1);
    await requests().first().click();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(command, /^curl --include --request 'POST' 'http:\/\/127\.0\.0\.1:\d+\/token' /);
    assert.match(command, /--data-binary 'grant_type=client_credentials&scope=it%27s'$/);
    assert.ok(!/content-length/i.test(command));
  });

  test('can be used with the keyboard', async () => {
    await visit();
    await token({ grant_type: 'client_credentials' });
    await fetch(`${origin}/nowhere`);
    await shown(2);
    await page.locator('#clear').focus();
    await page.keyboard.press('Tab');
    const number = () => page.evaluate(() => document.activeElement.dataset.number);
    const [second, first] = await requests().evaluateAll((all) => all.map((one) => one.dataset.number));
    assert.equal(await number(), second);
    await page.keyboard.press('ArrowDown');
    assert.equal(await number(), first);
    await page.keyboard.press('ArrowDown');
    assert.equal(await number(), first);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'detail-title');
    // What comes does not take the focus away.
    await fetch(`${origin}/nowhere`);
    await shown(3);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'detail-title');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#detail').isHidden());
    assert.equal(await number(), first);
  });

  test('of a case shows that case alone', async () => {
    await token({ grant_type: 'client_credentials' });
    await token({ grant_type: 'client_credentials' }, { Authorization: BASIC }, '/case/one');
    await visit({}, '/case/one/');
    await shown(1);
    assert.match(await requests().first().innerText(), /\/case\/one\/token/);
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const [size, view] of [['wide', {}], ['narrow', NARROW]]) {
      test(`is accessible and fits, ${size} and ${colorScheme}`, async () => {
        await control('/faults', 'POST', { behaviour: 'delay', amount: 1, times: 5 });
        await visit({ ...view, colorScheme, prepare: streaming(diagnosed, exchange(2, { faults: ['delay'] })) });
        await shown(2);
        await requests().last().click();
        await page.getByText('Take all away').waitFor();
        assert.deepEqual(await accessibilityProblems(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
        await picture(`${size}-${colorScheme}`);
      });
    }
  }
});
