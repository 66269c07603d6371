// SPDX-License-Identifier: Apache-2.0
// The pages for people in a browser: of a provider that is running, asked by a client that is running beside it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { accessibilityProblems, Browser, settled } from '../../harness/testing/browser/browser.mjs';

const PROVIDER = join(dirname(process.env.OAUTHSPEC), 'oauthspec-provider');
const BASIC = `Basic ${Buffer.from('client:secret').toString('base64')}`;
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 800 };
// Where pictures of the pages are left, to be looked at; nowhere where this is not set.
const PICTURES = process.env.OAUTHSPEC_PICTURES;

let child;
let origin;
let browser;
let client; // an HTTP server, and what was sent to its callback
let page;

const startProvider = async () => {
  child = spawn(PROVIDER, ['--port', '0', '--exit-with-parent'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
  });
  ({ origin } = JSON.parse(line));
};

const startClient = async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => { body += piece; });
    request.on('end', () => {
      const url = new URL(request.url, client.origin);
      if (url.pathname === '/callback') {
        client.calls.push({ method: request.method, parameters: request.method === 'POST' ? new URLSearchParams(body) : url.searchParams });
      }
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!DOCTYPE html><html lang="en"><title>Client</title><main><h1>Client</h1></main></html>');
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  client = { server, origin: `http://127.0.0.1:${server.address().port}`, calls: [] };
};

before(async () => {
  await startProvider();
  await startClient();
  browser = await Browser.start();
});

after(async () => {
  await browser?.stop();
  client?.server.close();
  client?.server.closeAllConnections();
  child?.stdin.end();
});

beforeEach(() => {
  client.calls = [];
});

afterEach(async () => {
  await settled(page);
});

const visit = async (path, options = {}) => {
  page = await browser.visit(`${origin}${path}`, { within: [`${origin}/`, `${client.origin}/`], ...options });
};
const authorize = (parameters = {}) => `/authorize?${new URLSearchParams({
  response_type: 'code', client_id: 'client', scope: 'read write', state: 'a b&"<>', redirect_uri: `${client.origin}/callback`, ...parameters,
})}`;
const post = (path, form) => fetch(`${origin}${path}`, {
  method: 'POST', headers: { Authorization: BASIC, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form),
});
const press = (name) => page.getByRole('button', { name }).click();
const heading = () => page.locator('h1').textContent();
const signIn = async (username = 'alice', password = 'wonderland') => {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await press('Sign in');
};
const answer = () => {
  assert.equal(client.calls.length, 1);
  return client.calls[0];
};
const deviceCodes = async () => (await post('/device_authorization', { scope: 'read write' })).json();

describe('signing in and consenting', () => {
  test('brings a code back, and it is good for a token', async () => {
    await visit(authorize());
    assert.equal(await heading(), 'Sign in');
    await signIn();
    assert.equal(await heading(), 'Allow Example Client to use your account?');
    await press('Allow');
    assert.equal(await heading(), 'Client');
    const { method, parameters } = answer();
    assert.equal(method, 'GET');
    assert.equal(parameters.get('state'), 'a b&"<>');
    assert.equal(parameters.get('iss'), origin);
    const token = await post('/token', {
      grant_type: 'authorization_code', code: parameters.get('code'), redirect_uri: `${client.origin}/callback`,
    });
    assert.equal((await token.json()).scope, 'read write');
  });

  test('grants what the owner leaves checked', async () => {
    await visit(authorize());
    await signIn();
    await page.getByLabel('Change your data').uncheck();
    await press('Allow');
    const token = await post('/token', {
      grant_type: 'authorization_code', code: answer().parameters.get('code'), redirect_uri: `${client.origin}/callback`,
    });
    assert.equal((await token.json()).scope, 'read');
  });

  test('asks again where nothing is left checked', async () => {
    await visit(authorize());
    await signIn();
    await page.getByLabel('Change your data').uncheck();
    await page.getByLabel('Read your data').uncheck();
    await press('Allow');
    assert.match(await page.getByRole('alert').textContent(), /at least one/);
    assert.equal(client.calls.length, 0);
  });

  test('tells the client of a denial', async () => {
    await visit(authorize());
    await signIn();
    await press('Deny');
    assert.equal(answer().parameters.get('error'), 'access_denied');
    assert.equal(answer().parameters.get('code'), null);
  });

  test('says that a password is wrong, and keeps the user name', async () => {
    await visit(authorize());
    await signIn('alice', 'wrong');
    assert.match(await page.title(), /^Error: Sign in/);
    assert.equal(await page.getByRole('alert').textContent(), 'The user name or the password is wrong.');
    assert.equal(await page.getByLabel('User name').inputValue(), 'alice');
    assert.equal(await page.getByLabel('Password').inputValue(), '');
    await signIn();
    assert.match(await heading(), /^Allow/);
  });

  test('remembers who signed in, until somebody else does', async () => {
    await visit(authorize());
    await signIn();
    await page.goto(`${origin}${authorize()}`);
    assert.match(await heading(), /^Allow/);
    await press('Use another account');
    assert.equal(await heading(), 'Sign in');
    await signIn('bob', 'builder');
    assert.match(await page.locator('main').innerText(), /signed in as Bob Builder/);
  });

  test('goes by the keyboard alone', async () => {
    await visit(authorize());
    for (const text of ['alice', 'wonderland']) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    const order = [];
    for (let step = 0; step < 5; ++step) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => document.activeElement.value || document.activeElement.textContent));
    }
    assert.deepEqual(order, ['read', 'write', 'allow', 'deny', 'Use another account']);
  });

  test('needs no JavaScript', async () => {
    await visit(authorize({ response_mode: 'form_post' }), { javaScriptEnabled: false });
    await signIn();
    await press('Allow');
    assert.equal(await heading(), 'Going back');
    await press('Continue');
    assert.equal(answer().method, 'POST');
    assert.equal(answer().parameters.get('state'), 'a b&"<>');
  });
});

test('a form is posted by the page itself where it may', async () => {
  await visit(authorize({ response_mode: 'form_post' }));
  await signIn();
  await press('Allow');
  await page.waitForURL(`${client.origin}/callback`);
  assert.equal(answer().method, 'POST');
  assert.ok(answer().parameters.get('code'));
});

test('a client may send its user on to another origin', async () => {
  const other = createServer((request, response) => response.end('There.'));
  await new Promise((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  const there = `http://127.0.0.1:${other.address().port}/`;
  const onwards = createServer((request, response) => response.writeHead(302, { Location: there }).end());
  await new Promise((resolve) => { onwards.listen(0, '127.0.0.1', resolve); });
  const callback = `http://127.0.0.1:${onwards.address().port}/callback`;
  await visit(authorize({ redirect_uri: callback }), { within: [`${origin}/`, callback, there] });
  await signIn();
  await press('Allow');
  assert.equal(await page.locator('body').textContent(), 'There.');
  onwards.close();
  other.close();
});

describe('the device page', () => {
  test('takes a code, has the owner confirm it, and connects the device', async () => {
    const codes = await deviceCodes();
    await visit(new URL(codes.verification_uri).pathname);
    await page.getByLabel('Code').fill(codes.user_code.toLowerCase().replace('-', ' '));
    await press('Continue');
    await signIn();
    assert.equal(await page.locator('.code').textContent(), codes.user_code);
    await press('Allow');
    assert.equal(await heading(), 'Your device is connected');
    const token = await post('/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: codes.device_code,
    });
    assert.equal((await token.json()).scope, 'read write');
  });

  test('fills in the code of the complete URI, and waits', async () => {
    const codes = await deviceCodes();
    await visit(codes.verification_uri_complete.slice(origin.length));
    assert.equal(await page.getByLabel('Code').inputValue(), codes.user_code);
    await press('Continue');
    await signIn();
    await press('Deny');
    assert.equal(await heading(), 'Denied');
  });

  test('says that a code is unknown', async () => {
    await visit('/device');
    await page.getByLabel('Code').fill('BBBB-BBBB');
    await press('Continue');
    assert.match(await page.getByRole('alert').textContent(), /No device waits/);
  });
});

/** Keeps the page that posts itself where it is. */
const withoutItsScript = (opened) => opened.route('**/consent', async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.text()).replace(/<script>.*<\/script>/s, '') });
});

// Each page, and how one gets there.
const PAGES = {
  'sign-in': (options) => visit(authorize(), options),
  'sign-in-wrong': async (options) => {
    await visit(authorize(), options);
    await signIn('alice', 'wrong');
  },
  consent: async (options) => {
    await visit(authorize({ scope: 'read write profile' }), options);
    await signIn();
  },
  'consent-device': async (options) => {
    await visit((await deviceCodes()).verification_uri_complete.slice(origin.length), options);
    await press('Continue');
    await signIn();
  },
  'device-wrong': async (options) => {
    await visit('/device', options);
    await page.getByLabel('Code').fill('BBBB-BBBB');
    await press('Continue');
  },
  'form-post': async (options) => {
    await visit(authorize({ response_mode: 'form_post' }), { ...options, prepare: withoutItsScript });
    await signIn();
    await press('Allow');
  },
  error: async (options) => {
    await visit(authorize({ redirect_uri: 'https://elsewhere.example/callback' }), options);
    // A page of 400 says so on the console, too.
    page.complaints = page.complaints.filter((text) => !text.includes('400'));
  },
  'sign-out': async (options) => {
    await visit(authorize(), options);
    await signIn();
    await page.goto(`${origin}/sign-out`);
  },
};

describe('each page is accessible and fits, narrow and wide, light and dark', () => {
  for (const [name, reach] of Object.entries(PAGES)) {
    for (const [size, viewport] of Object.entries({ narrow: NARROW, wide: WIDE })) {
      for (const colorScheme of ['light', 'dark']) {
        test(`${name}, ${size}, ${colorScheme}`, { timeout: 120000 }, async () => {
          await reach({ ...viewport, colorScheme });
          assert.deepEqual(await accessibilityProblems(page), []);
          const { wanted, there } = await page.evaluate(() => ({ wanted: document.documentElement.scrollWidth, there: innerWidth }));
          assert.ok(wanted <= there, `${wanted} pixels wanted, ${there} there`);
          if (PICTURES) {
            mkdirSync(PICTURES, { recursive: true });
            await page.screenshot({ path: join(PICTURES, `${name}-${size}-${colorScheme}.png`), fullPage: true });
          }
        });
      }
    }
  }
});
