// SPDX-License-Identifier: Apache-2.0
// The HTML report in a browser, as its users see it.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { accessibilityProblems, Browser, settled } from '../../testing/browser/browser.mjs';
import { alpha, beta, CAPITALS, Fixtures, hostile, large, PLAIN, PORT } from './fixtures.mjs';

const NARROW = { width: 360, height: 740 };

let fixtures;
let browser;
let reference;
let three; // the report of three implementations
let page;

before(async () => {
  fixtures = new Fixtures(process.env.OAUTHSPEC);
  reference = fixtures.reference();
  three = fixtures.report('three', [reference, alpha(reference), beta(reference)]);
  browser = await Browser.start();
});

after(async () => {
  await browser.stop();
  fixtures.remove();
});

afterEach(async () => {
  await settled(page);
});

const open = async (file, options) => {
  page = await browser.open(file, options);
};
const rowOf = (name) => page.locator('#matrix tr.test', { has: page.getByText(name, { exact: true }) }).first();
const cellOf = (name, column) => rowOf(name).locator('td').nth(column);
const shownTests = () => page.locator('#matrix tr.test').count();
const said = async () => (await page.locator('#shown').textContent()).trim();
// Asked of the page itself: what Playwright knows of an address follows it.
const address = () => page.evaluate(() => location.href);
const inFocus = () => page.evaluate(() => document.activeElement.textContent.trim());
const parts = async () => {
  const all = await page.locator('#detail .part').all();
  const entries = all.map(async (part) => {
    const title = await part.locator('h3').textContent();
    return [title, (await part.innerText()).split('\n').slice(1).join('\n').trim()];
  });
  return Object.fromEntries(await Promise.all(entries));
};

describe('the page', () => {
  test('has a row of the summary and a column of the matrix for each implementation', async () => {
    await open(three);
    assert.equal(await page.title(), 'OAuth conformance of 3 implementations');
    const heads = await page.locator('#matrix thead th').allInnerTexts();
    assert.deepEqual(heads.slice(2).map((head) => head.split(/\s+/).join(' ')), ['alpha 1.0 python', 'beta 2.0 go']);
    const rows = await page.locator('#summary tbody tr').allInnerTexts();
    assert.equal(rows.length, 3);
    assert.match(rows[1], /alpha 1\.0 python.*\d+ of \d+ \(9\d\.\d %\)/s);
  });

  test('groups tests by requirement, and shows the worst of each', async () => {
    await open(three);
    const group = page.locator('#matrix tr.group', { hasText: 'RFC5849-3.4.1.2-5' });
    assert.match(await group.locator('th').innerText(), /MUST|DEFINED/);
    assert.equal(await group.locator('td').nth(1).textContent(), '1 fail');
    assert.equal(await page.locator('#matrix tr.test').count(), 0);
    await group.locator('th').click();
    assert.equal(await group.locator('th').getAttribute('aria-expanded'), 'true');
    assert.equal(await cellOf(PORT, 1).innerText(), 'fail');
  });

  test('says which way each implementation goes where the RFC leaves it open', async () => {
    await open(three);
    await page.locator('#policies summary').click();
    const row = page.locator('#policy-table tbody tr', { hasText: 'userinfo' });
    assert.deepEqual(await row.locator('td').allInnerTexts(), ['dropped', 'kept', 'dropped']);
    await row.locator('a').click();
    await page.locator('#matrix tr.test').first().waitFor();
    assert.match(await address(), /#q=userinfo/);
  });

  test('is readable without scripts', async () => {
    await open(three, { javaScriptEnabled: false });
    assert.ok(await page.locator('#summary').isVisible());
    assert.ok(await page.locator('.notice').isVisible());
    assert.ok(await page.locator('#matrix-section').isHidden());
  });

  test('prints its tables, and none of its controls', async () => {
    await open(three, { fragment: 'unexpected' });
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('#summary').isVisible());
    assert.ok(await rowOf(PORT).isVisible());
    assert.ok(await page.locator('#filters').isHidden());
    assert.ok(await page.locator('#open-all').isHidden());
  });
});

describe('filters', () => {
  test('search in names, titles and requirements, and say how much is left', async () => {
    await open(three);
    await page.fill('input[name=q]', 'default-port-443');
    await page.waitForFunction(() => location.hash.includes('443'));
    assert.match(await said(), /^1 test of \d+, under \d requirements?$/);
    await page.fill('input[name=q]', 'RFC5849-3.4.1.2-5 443');
    await page.waitForFunction(() => location.hash.includes('RFC5849'));
    assert.ok(await rowOf(PORT).isVisible());
    await page.fill('input[name=q]', 'no test is called this');
    await page.getByText('No test is as the filters say.').waitFor();
    assert.match(await said(), /^0 tests/);
  });

  test('keep rows with a status, a level, a suite', async () => {
    await open(three);
    await page.check('input[name=status][value=crash]');
    assert.match(await said(), /^1 test of/);
    assert.equal(await cellOf(PLAIN, 2).innerText(), 'crash');
    await page.click('#reset');
    await page.selectOption('select[name=suite]', 'oauth1/parse_callback');
    await page.check('input[name=level][value=should]');
    const names = await page.locator('#matrix tr.test .name').allTextContents();
    assert.ok(names.length > 0 && names.every((name) => name.startsWith('oauth1/parse_callback/')));
    const tags = await page.locator('#matrix tr.test .tag').allTextContents();
    assert.ok(tags.length === names.length && tags.every((tag) => tag === 'should'));
  });

  test('keep rows where implementations differ, by status or by policy', async () => {
    await open(three);
    await page.check('input[name=differ]');
    const names = new Set(await page.locator('#matrix tr.test .name').allTextContents());
    const statuses = [PORT, PLAIN, CAPITALS];
    const policies = reference.filter(({ result }) => result?.policy === 'userinfo=dropped').map(({ result }) => result.test);
    assert.deepEqual(names, new Set([...statuses, ...policies]));
  });

  test('keep rows with unexpected results', async () => {
    await open(three);
    await page.check('input[name=unexpected]');
    assert.deepEqual(new Set(await page.locator('#matrix tr.test .name').allTextContents()), new Set([PORT, PLAIN]));
  });

  test('group rows by suite', async () => {
    await open(three);
    await page.selectOption('select[name=by]', 'suite');
    assert.deepEqual(await page.locator('#matrix tr.group .text').allTextContents(),
      ['oauth1/base_string_uri', 'oauth1/normalize_parameters', 'oauth1/parse_callback']);
    assert.match(await said(), /under 3 suites$/);
    assert.equal(await page.locator('#matrix tr.group').nth(1).locator('td').nth(2).innerText(), 'no result');
  });

  test('take columns away and bring them back', async () => {
    await open(three);
    const header = page.getByRole('columnheader', { name: 'alpha' }).last();
    await page.getByLabel('Show alpha 1.0 in the matrix').uncheck();
    assert.ok(await header.isHidden());
    assert.match(await address(), /#impl=oauthspec\+reference&impl=beta$/);
    await page.check('input[name=unexpected]');
    assert.match(await said(), /^1 test of/);
    await page.click('#reset');
    assert.ok(await header.isVisible());
    assert.ok(await page.getByLabel('Show alpha 1.0 in the matrix').isChecked());
  });

  test('follow the counts of the summary', async () => {
    await open(three);
    await page.getByLabel('1 crash of beta 2.0').click();
    assert.match(await said(), /^1 test of/);
    assert.ok(await page.locator('#matrix thead').getByText('alpha').isHidden());
  });

  test('stand in the address, and come back from it', async () => {
    await open(three);
    await page.fill('input[name=q]', 'a b&c');
    await page.check('input[name=status][value=pass]');
    await page.check('input[name=differ]');
    await page.selectOption('select[name=by]', 'suite');
    await page.waitForFunction(() => location.hash.includes('q='));
    const fragment = new URL(await address()).hash.slice(1);
    assert.equal(fragment, 'q=a+b%26c&status=pass&differ&by=suite');
    await settled(page);
    await open(three, { fragment });
    assert.equal(await page.inputValue('input[name=q]'), 'a b&c');
    assert.ok(await page.isChecked('input[name=status][value=pass]'));
    assert.ok(await page.isChecked('input[name=differ]'));
    assert.equal(await page.inputValue('select[name=by]'), 'suite');
  });

  test('pass over an address that makes no sense', async () => {
    await open(three, { fragment: 'status=nonsense&suite=x&impl=nobody&by=7&test=a&of=b&%zz' });
    assert.match(await said(), /^(\d+) tests of \1,/);
    assert.ok(await page.locator('#detail').isHidden());
  });
});

describe('the details of a cell', () => {
  test('say everything that is known of it', async () => {
    await open(three, { fragment: 'unexpected' });
    await cellOf(PORT, 1).click();
    const found = await parts();
    assert.equal(found.Because, 'at octet 19: expected "/", got ":443/"');
    assert.match(found.Requirements, /DEFINED|MUST/);
    assert.match(found.Requirements, /RFC 5849, section 3\.4\.1\.2 RFC5849-3\.4\.1\.2-5/);
    assert.equal(found['Sent to oauth1.base_string_uri'].split('\n').at(-1), '{"url": "https://example.com:443/"}');
    assert.equal(found.Expected.split('\n').at(-1), '"https://example.com/"');
    assert.equal(found.Got.split('\n').at(-1), '"https://example.com:443/"');
    assert.deepEqual(await page.locator('#detail mark').allTextContents(), [':443']);
    assert.match(found['Why it matters'], /^This test catches: /);
    assert.match(found['Standard error'], /a warning\nof two lines/);
    assert.match(found['Run it again'], /oauthspec vectors --adapter 'alpha' oauth1\/base_string_uri\/default-port-443-dropped$/);
    assert.deepEqual(JSON.parse(found['Entry for a file of known failures'].split('\n').slice(1).join(' ')), {
      id: PORT, expect: 'fail', reason: 'unreviewed: RFC5849-3.4.1.2-5: at octet 19: expected "/", got ":443/"',
    });
    assert.match(found['Source of the expected value'], /two computations/);
    assert.match(found['All implementations'], /pass *oauthspec reference/);
    assert.equal(await page.locator('#detail h2').innerText(), 'fail port 443 of https is left out');
  });

  test('tell of expectations', async () => {
    await open(three, { fragment: `test=${CAPITALS}&of=beta` });
    const { Expectation: expectation } = await parts();
    assert.match(expectation, /fail\s+capitals are kept\s+https:\/\/example\.net\/issues\/1$/);
    assert.equal(await page.locator('#detail a', { hasText: 'issues/1' }).getAttribute('href'), 'https://example.net/issues/1');
  });

  test('have an address, and show the row that they belong to', async () => {
    await open(three, { fragment: `test=${PORT}&of=alpha` });
    assert.ok(await page.locator('#detail').isVisible());
    assert.equal(await cellOf(PORT, 1).getAttribute('aria-current'), 'true');
    assert.ok(await cellOf(PORT, 1).isVisible());
    await page.getByRole('button', { name: 'Close' }).click();
    assert.doesNotMatch(await address(), /test=/);
    await page.evaluate((hash) => new Promise((followed) => {
      addEventListener('hashchange', followed, { once: true });
      location.hash = hash;
    }), `test=${PLAIN}&of=beta`);
    assert.equal((await parts()).Because, 'killed by signal 11');
  });

  test('of a requirement are those of its worst test', async () => {
    await open(three);
    await page.locator('#matrix tr.group', { hasText: 'RFC5849-3.4.1.2-5' }).locator('td').nth(1).click();
    assert.match(await address(), new RegExp(`test=${PORT}&of=alpha`));
  });

  test('lead to the next and the previous unexpected result of the same implementation', async () => {
    const worse = alpha(reference);
    const others = worse.filter(({ result }) => result?.op === 'oauth1.normalize_parameters').slice(0, 2);
    others.forEach(({ result }) => Object.assign(result, { status: 'timeout', message: 'no answer' }));
    await open(fixtures.report('worse', [worse]), { fragment: `by=suite&test=${PORT}&of=alpha` });
    const next = page.getByRole('button', { name: 'Next' });
    assert.equal(await page.locator('.detail-bar .place').textContent(), '1 of 3 unexpected');
    assert.ok(await page.getByRole('button', { name: 'Previous' }).isDisabled());
    await next.focus();
    await page.keyboard.press('Enter');
    assert.equal(await inFocus(), 'Next');
    assert.equal(await page.locator('#detail .detail-name .mono').textContent(), others[0].result.test);
    await page.keyboard.press('Enter');
    assert.ok(await next.isDisabled());
    assert.match(await inFocus(), /^timeout/, 'the focus must not be lost with a button that is off');
    await page.getByRole('button', { name: 'Previous' }).click();
    assert.equal(await page.locator('.detail-bar .place').textContent(), '2 of 3 unexpected');
  });

  test('lead to the same test of another implementation', async () => {
    await open(three, { fragment: `test=${PORT}&of=alpha` });
    await page.locator('#detail .others button', { hasText: 'beta' }).click();
    assert.match(await address(), /of=beta$/);
    assert.equal(await cellOf(PORT, 2).getAttribute('aria-current'), 'true');
  });

  test('can be copied', async () => {
    await open(three, { fragment: `test=${PORT}&of=alpha` });
    await page.evaluate(() => {
      globalThis.copied = [];
      navigator.clipboard.writeText = async (text) => globalThis.copied.push(text);
    });
    await page.locator('.part', { hasText: 'Got' }).getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Copy all as text' }).click();
    await page.getByRole('button', { name: 'Copied' }).last().waitFor();
    const [got, all] = await page.evaluate(() => globalThis.copied);
    assert.equal(got, '{"out":"https://example.com:443/"}');
    assert.match(all, new RegExp(`^fail ${PORT}\n  library      alpha 1\\.0 \\(python\\)\n  test         port 443`));
    assert.match(all, /\n {2}expected {5}"https:\/\/example\.com\/"\n {2}got {10}"https:\/\/example\.com:443\/"\n/);
    assert.match(all, /\n {2}stderr {7}a warning\n {15}of two lines\n/);
  });
});

describe('the keyboard alone', () => {
  test('reaches the matrix in one stop, opens a cell and comes back to it', async () => {
    await open(three, { fragment: 'q=default-port-443' });
    await page.locator('#reset').focus();
    await page.keyboard.press('Tab');
    assert.match(await inFocus(), /^\S+ ?the default port|RFC5849/i);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal(await inFocus(), 'fail');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#detail').isVisible());
    assert.match(await inFocus(), /^fail port 443/);
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#detail').isHidden());
    assert.equal(await inFocus(), 'fail');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('#matrix')), null, 'the Tab key must lead out');
  });

  test('opens and closes requirements, and moves to all ends', async () => {
    await open(three);
    await page.locator('#matrix tr.group th').first().focus();
    const focus = (row, column) => page.evaluate(([at, cell]) => {
      const rows = [...document.querySelectorAll('#matrix tbody tr')];
      return rows.at(at).cells[cell] === document.activeElement;
    }, [row, column]);
    await page.keyboard.press('Enter');
    assert.ok((await shownTests()) > 0);
    await page.keyboard.press(' ');
    assert.equal(await shownTests(), 0);
    await page.keyboard.press('End');
    assert.ok(await focus(1, 3));
    await page.keyboard.press('Home');
    assert.ok(await focus(1, 0));
    await page.keyboard.press('Control+End');
    assert.ok(await focus(-1, 3));
    await page.keyboard.press('ArrowDown');
    assert.ok(await focus(-1, 3), 'there is nothing below the last row');
    await page.keyboard.press('Control+Home');
    assert.ok(await focus(0, 0));
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    assert.ok(await focus(0, 0));
  });

  test('shows where the focus is', async () => {
    await open(three, { fragment: 'q=default-port-443' });
    await page.locator('#reset').focus();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
    assert.equal(outline, '2px');
  });

  test('jumps over the summary', async () => {
    await open(three);
    await page.keyboard.press('Tab');
    assert.equal(await inFocus(), 'To the matrix');
    await page.keyboard.press('Enter');
    assert.equal(await inFocus(), 'Requirements and tests');
  });
});

describe('on every screen', () => {
  for (const [colorScheme, size] of [['light', {}], ['dark', NARROW]]) {
    test(`there is no accessibility problem: ${colorScheme}, ${size.width ?? 'wide'}`, async () => {
      await open(three, { fragment: 'q=default-port-443', colorScheme, ...size });
      assert.deepEqual(await accessibilityProblems(page), []);
      await cellOf(PORT, 1).click();
      assert.deepEqual(await accessibilityProblems(page), []);
    });
  }

  test('dark is dark', async () => {
    const luminance = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).map(Number)[0]);
    await open(three, { colorScheme: 'light' });
    assert.ok((await luminance()) > 200);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.ok((await luminance()) < 50);
  });

  test('a narrow one shows whole rows, and details over them', async () => {
    await open(three, { fragment: 'q=443', ...NARROW });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width);
    const cell = await cellOf(PORT, 1).boundingBox();
    assert.ok(cell.x >= 0 && cell.x + cell.width <= NARROW.width);
    await cellOf(PORT, 1).click();
    assert.equal((await page.locator('#detail').boundingBox()).width, NARROW.width);
    await page.keyboard.press('Escape');
    assert.equal(await inFocus(), 'fail');
  });

  test('a wide one shows details beside the matrix', async () => {
    await open(three, { fragment: 'q=443', width: 1920, height: 1080 });
    await cellOf(PORT, 1).click();
    const cell = await cellOf(PORT, 1).boundingBox();
    assert.ok(cell.x + cell.width <= (await page.locator('#detail').boundingBox()).x);
  });
});

describe('what adapters say', () => {
  const TEXTS = [
    '</script><script>globalThis.harmed = 1</script>',
    '"><img src=x onerror="globalThis.harmed = 1">',
    "'><svg/onload=globalThis.harmed=1>",
    '<!--<script>',
    '\u2028\u2029 \u202e{{body}} ${1} &lt;b&gt;',
    'javascript:globalThis.harmed=1',
  ];
  test('is text, and nothing but text', async () => {
    const runs = TEXTS.map((text) => hostile(reference, text));
    await open(fixtures.report('hostile', runs), { fragment: 'open=all' });
    await page.locator('#policies summary').click();
    const row = page.locator('#matrix tr.test').first();
    for (const [column, text] of TEXTS.entries()) {
      await row.locator('td').nth(column).hover();
      await row.locator('td').nth(column).click();
      const found = await parts();
      for (const part of ['Because', 'Why it matters', 'Standard error', 'Expectation', 'Run it again']) {
        const shown = part === 'Why it matters' ? TEXTS[0] : text; // A test is as the first run has it.
        assert.ok(found[part].replace(/\s/g, '').includes(shown.replace(/\s/g, '')), `${part}: ${text}`);
      }
    }
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
    assert.equal(await page.locator('img, svg, body script:not(#data):not([type=module])').count(), 0);
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
  });

  test('could run and fetch nothing even as markup', async () => {
    await open(three);
    const blocked = page.waitForEvent('requestfailed');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.harmed = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="https://example.net/x.png" onerror="globalThis.harmed = 1">');
    });
    assert.equal((await blocked).failure().errorText, 'csp');
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
    const [asked, ...others] = page.complaints.splice(0).sort().reverse();
    assert.equal(asked, 'request: https://example.net/x.png');
    assert.equal(others.length, 3);
    assert.ok(others.every((complaint) => complaint.includes('Content Security Policy')), others.join());
  });
});

test('twenty implementations of 2700 tests can be used', async () => {
  await open(fixtures.report('large', large(reference)));
  assert.match(await said(), /^2,700 tests of 2,700/);
  await page.click('#open-all');
  assert.ok((await page.locator('#matrix tr.test td').count()) >= 54_000);
  await page.fill('input[name=q]', 'port-443 copy-3');
  await page.waitForFunction(() => location.hash.includes('copy-3'));
  assert.match(await said(), /^\d tests of 2,700/);
  await page.locator('#matrix tr.test').first().locator('td').last().click();
  assert.match(await address(), /of=library-19$/);
  assert.ok(await page.locator('#detail').isVisible());
});
