// SPDX-License-Identifier: Apache-2.0
// The page of what is covered in a browser, as its users see it: the real catalogue, and one that means harm.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, describe, test } from 'node:test';

import { accessibilityProblems, Browser, settled } from '../../../testing/browser/browser.mjs';

const NARROW = { width: 360, height: 740 };
const VECTORS = fileURLToPath(new URL('../../../../vectors', import.meta.url));
const PORT = 'RFC5849-3.4.1.2-5';
const PORT_TEST = 'oauth1/base_string_uri/default-port-443-dropped';
const PORT_DEFECT = 'oauth1/base_string_uri/default-port-kept';

const folder = mkdtempSync(join(tmpdir(), 'oauthspec-coverage-'));
const vectors = join(folder, 'vectors'); // two documents and three suites of the real ones
const few = ['--vectors', vectors];
let browser;
let whole; // the page of these
let page;

const command = (...words) => execFileSync(process.env.OAUTHSPEC, words, { encoding: 'utf8' });

function make(name, ...options) {
  const file = join(folder, `${name}.html`);
  command('requirements', '--html', file, ...options);
  return file;
}

before(async () => {
  const parts = ['schema', 'features.json', 'requirements/rfc5849.json', 'requirements/rfc6749.json',
    'oauth1/base_string_uri.json', 'oauth1/parse_callback.json', 'oauth1/authorization_url.json'];
  parts.forEach((part) => cpSync(join(VECTORS, part), join(vectors, part), { recursive: true }));
  whole = make('few', ...few);
  browser = await Browser.start();
});

after(async () => {
  await browser.stop();
  rmSync(folder, { recursive: true });
});

afterEach(async () => {
  await settled(page);
});

const open = async (file, options) => {
  page = await browser.open(file, options);
};
const said = async () => (await page.locator('#shown').textContent()).trim();
const rowOf = (name) => page.locator('#list tbody tr', { has: page.getByRole('rowheader').getByText(name, { exact: true }) });
const linkOf = (name) => rowOf(name).getByRole('rowheader').getByRole('link');
const title = () => page.locator('#detail h2').innerText();
const inFocus = () => page.evaluate(() => document.activeElement.textContent.trim());
const part = (heading) => page.locator('#detail .part', { has: page.getByRole('heading', { name: new RegExp(`^${heading}`) }) });
const at = (fragment) => page.waitForFunction((wanted) => location.hash.includes(wanted), fragment);

describe('the shares', () => {
  test('are those that the command prints', async () => {
    await open(whole);
    const [must, others] = command('requirements', ...few).trim().split('\n').at(-1).match(/\d+\/\d+/g);
    const cells = await page.locator('table.shares').first().locator('[data-all]').all();
    const shown = await Promise.all(cells.map((cell) => cell.evaluate(({ dataset }) => `${dataset.covered}/${dataset.all}`)));
    assert.deepEqual(shown, [must, others]);
  });

  test('lead to what they count', async () => {
    await open(whole);
    await page.locator('#more-shares > summary').click();
    const row = page.locator('tr[data-name="RFC 5849"]');
    const left = Number(await row.locator('[data-state=left_out]').innerText());
    await row.locator('[data-state=left_out] a').click();
    await at('document=RFC+5849&state=left_out');
    assert.match(await said(), new RegExp(`^${left} of `));
    await row.getByRole('rowheader').getByRole('link').click();
    await at('#document=RFC+5849');
    assert.equal(await page.locator('#list tr.section').count(), 1);
  });

  test('are there without scripts', async () => {
    await open(whole, { javaScriptEnabled: false });
    assert.ok(await page.locator('table.shares').first().isVisible());
    assert.ok(await page.locator('.notice').isVisible());
    assert.ok(await page.locator('#list-section').isHidden());
  });
});

describe('filters', () => {
  test('search words, and say how much is left', async () => {
    await open(whole);
    await page.fill('input[name=q]', `default port ${PORT}`);
    await at('RFC5849');
    assert.match(await said(), /^1 of [\d,]+ statements$/);
    await page.fill('input[name=q]', 'no statement says this');
    await page.getByText('Nothing is as the filters say.').waitFor();
    await page.click('#reset');
    assert.match(await said(), /^([\d,]+) of \1 statements$/);
  });

  test('keep a document, a level, a party, a state', async () => {
    await open(whole);
    await page.selectOption('select[name=document]', 'RFC 5849');
    await page.check('input[name=level][value=MUST]');
    await page.check('input[name=binds][value="all parties"]');
    await page.check('input[name=state][value=covered]');
    const rows = await page.locator('#list tbody tr:not(.section)').allInnerTexts();
    assert.ok(rows.length > 0);
    assert.ok(rows.every((row) => /^RFC5849-/.test(row) && /MUST|REQUIRED|SHALL/.test(row) && /all parties\s+covered/.test(row)), rows.join());
  });

  test('keep the tests and defects of the statements that they keep', async () => {
    await open(whole, { fragment: `q=${PORT}&document=RFC+5849&state=covered` });
    await page.selectOption('select[name=show]', 'test');
    await rowOf(PORT_TEST).waitFor();
    await page.selectOption('select[name=show]', 'defect');
    await rowOf(PORT_DEFECT).waitFor();
    await page.selectOption('select[name=document]', 'RFC 6749');
    await page.getByText('Nothing is as the filters say.').waitFor();
  });

  test('stand in the address, and pass over what makes no sense', async () => {
    await open(whole, { fragment: 'q=a+b%26c&level=MUST,none&binds=client&state=left_out&show=defect' });
    assert.equal(await page.inputValue('input[name=q]'), 'a b&c');
    assert.ok(await page.isChecked('input[name=level][value=MUST]'));
    await page.check('input[name=level][value=MAY]');
    await at('q=a+b%26c&level=MUST,MAY&binds=client&state=left_out&show=defect');
    await settled(page);
    await open(whole, { fragment: 'document=RFC+1&show=all&open=statement:x&%zz' });
    assert.match(await said(), /^([\d,]+) of \1 statements$/);
    assert.ok(await page.locator('#detail').isHidden());
  });
});

describe('the details', () => {
  test('lead from a statement to its tests and defects, and back', async () => {
    await open(whole, { fragment: 'document=RFC+5849' });
    await linkOf(PORT).click();
    assert.match(await title(), /^covered the scheme's default port/);
    assert.match(await part('Why').innerText(), /Covered: \d+ planted defects? that break/);
    assert.equal(await page.locator('#detail .detail-run a').getAttribute('href'), 'https://www.rfc-editor.org/rfc/rfc5849#section-3.4.1.2');
    await part('Planted defects').getByRole('link', { name: PORT_DEFECT }).click();
    assert.equal(await title(), "the scheme's default port stays");
    assert.match(await part('What catches it').innerText(), new RegExp(`oauthspec selftest --verbose ${PORT_DEFECT}`));
    await part('Tests of its op').getByRole('link', { name: PORT_TEST }).click();
    assert.equal(await title(), 'port 443 of https is left out');
    assert.match(await part('Sent to').innerText(), /\{"url": "https:\/\/example\.com:443\/"\}/);
    assert.match(await part('Expected').innerText(), /"https:\/\/example\.com\/"/);
    await part('Statements that it cites').getByRole('link', { name: PORT }).click();
    assert.match(await title(), /^covered the scheme's default port/);
    await page.goBack();
    await page.locator('#detail h2', { hasText: 'port 443 of https is left out' }).waitFor();
  });

  test('lead from a refusal to its control, and back', async () => {
    await open(whole, { fragment: 'open=test:oauth1/parse_callback/verifier-missing' });
    assert.match(await title(), /^refusal/);
    await part('Its control').getByRole('link').click();
    await part('Refusals that it is the control of').getByRole('link', { name: 'oauth1/parse_callback/verifier-missing' }).click();
    assert.match(await part('Expected').innerText(), /a refusal/);
  });

  test('say why a statement is left out', async () => {
    await open(whole, { fragment: 'open=statement:RFC5849-3.3-3' });
    assert.match(await part('Why').innerText(), /Left out of the shares: it binds a client.*\n?.*the ops are stateless/);
  });

  test('hold no secrets, unless they are asked for', async () => {
    const fragment = `open=test:${command('list', 'oauth1/parse_callback/*').split('\n')[0]}`;
    await open(whole, { fragment });
    assert.match(await part('Sent to').innerText(), /oauth_verifier=\*\*\*\d/);
    await settled(page);
    await open(make('shown', '--show-secrets', ...few), { fragment });
    assert.doesNotMatch(await part('Sent to').innerText(), /\*\*\*/);
  });
});

describe('the keyboard alone', () => {
  test('reaches the list in one stop, opens a row and comes back to it', async () => {
    await open(whole, { fragment: 'q=port&document=RFC+5849' });
    await page.locator('#reset').focus();
    await page.keyboard.press('Tab');
    const first = await inFocus();
    assert.match(first, /^RFC5849-/);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    const row = await inFocus();
    assert.notEqual(row, first);
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#detail').isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.id), 'detail-title');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#detail').isHidden());
    assert.equal(await inFocus(), row);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('#list')), null, 'the Tab key must lead out');
  });

  test('jumps over the shares', async () => {
    await open(whole);
    await page.keyboard.press('Tab');
    assert.equal(await inFocus(), 'To the list');
    await page.keyboard.press('Enter');
    assert.equal(await inFocus(), 'Statements, tests and defects');
  });
});

describe('on every screen', () => {
  for (const [colorScheme, size] of [['light', {}], ['dark', NARROW]]) {
    test(`there is no accessibility problem: ${colorScheme}, ${size.width ?? 'wide'}`, async () => {
      await open(whole, { fragment: `q=${PORT}`, colorScheme, ...size });
      await page.locator('#more-shares > summary').click();
      assert.deepEqual(await accessibilityProblems(page), []);
      await linkOf(PORT).click();
      assert.deepEqual(await accessibilityProblems(page), []);
    });
  }

  test('dark is dark', async () => {
    await open(whole, { fragment: 'q=none', colorScheme: 'dark' });
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).map(Number));
    assert.ok(Math.max(...ground) < 50);
  });

  test('a narrow one shows whole rows, and details over them', async () => {
    await open(whole, NARROW);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width);
    await linkOf(PORT).click();
    assert.equal((await page.locator('#detail').boundingBox()).width, NARROW.width);
  });

  test('a wide one shows details beside the list', async () => {
    await open(whole, { fragment: `document=RFC+5849&open=statement:${PORT}`, width: 1920, height: 1080 });
    const list = await page.locator('#list').boundingBox();
    assert.ok(list.x + list.width <= (await page.locator('#detail').boundingBox()).x);
    assert.equal(await rowOf(PORT).getAttribute('aria-current'), 'true');
  });
});

describe('what a catalogue says', () => {
  const TEXTS = ['</script><script>globalThis.harmed = 1</script>', '"><img src=x onerror="globalThis.harmed = 1">', '<!--<script> {{body}}'];

  test('is text, and nothing but text', async () => {
    const hostile = join(folder, 'hostile');
    cpSync(vectors, hostile, { recursive: true });
    const file = join(hostile, 'requirements', 'rfc6749.json');
    const catalogue = JSON.parse(readFileSync(file, 'utf8'));
    TEXTS.forEach((text, index) => {
      Object.assign(catalogue.requirements[index], { text, section: text, not_library: text });
    });
    catalogue.document = TEXTS[1];
    writeFileSync(file, JSON.stringify(catalogue));
    await open(make('hostile', '--vectors', hostile, '--document', TEXTS[1]));
    await page.locator('#more-shares > summary').click();
    for (const [index, text] of TEXTS.entries()) {
      await linkOf(catalogue.requirements[index].id).click();
      assert.ok((await title()).endsWith(text));
      assert.ok((await page.locator('#detail').innerText()).includes(`section ${text}`));
      await page.keyboard.press('Escape');
    }
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
    assert.equal(await page.locator('img, body script:not(#data):not([type=module])').count(), 0);
  });
});

test('the whole catalogue can be used', async () => {
  await open(make('whole'));
  assert.match(await said(), /^(\d,\d{3}) of \1 statements$/);
  await page.selectOption('select[name=show]', 'test');
  await page.fill('input[name=q]', 'port-443 dropped');
  await at('443');
  await linkOf(PORT_TEST).click();
  assert.equal(await title(), 'port 443 of https is left out');
});
