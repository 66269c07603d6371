// SPDX-License-Identifier: Apache-2.0
// Opens pages in Chromium, from files and servers, and watches what they do that no page of ours may do.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SWITCHES = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const AXE = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

export class Browser {
  static async start() {
    return new Browser(await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES }));
  }

  #browser;

  constructor(browser) {
    this.#browser = browser;
  }

  /**
   * Opens a file, at a fragment of it. The page fails its test where it says anything on the console, has an error, or
   * asks for anything but itself; `settled(page)` looks at that.
   */
  async open(file, { fragment = '', ...options } = {}) {
    const address = pathToFileURL(file).href;
    const page = await this.#page(address, (url) => url.split('#')[0] === address, options);
    await page.goto(address + (fragment && `#${fragment}`));
    return page;
  }

  /**
   * The same for a page of a server, which may ask for what is below its own address, or below those of `within`.
   * `prepare(page)` is called before anything is asked for.
   */
  async visit(address, { within = [address], prepare = async () => {}, ...options } = {}) {
    const mayAsk = (url) => within.some((allowed) => url.startsWith(allowed));
    const page = await this.#page(address, mayAsk, options);
    await prepare(page);
    await page.goto(address);
    return page;
  }

  async #page(address, mayAsk, { width = 1440, height = 900, ...options }) {
    const context = await this.#browser.newContext({ viewport: { width, height }, ...options });
    const page = await context.newPage();
    page.address = address;
    page.complaints = [];
    page.on('console', (message) => page.complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => page.complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => page.complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!mayAsk(url) && !url.startsWith('data:')) {
        page.complaints.push(`request: ${url}`);
      }
    });
    return page;
  }

  async stop() {
    await this.#browser.close();
  }
}

/** Fails where a page did what no page of ours may do, and closes it. */
export async function settled(page) {
  await page.waitForTimeout(50);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

/** What axe finds wrong with a page as it is now: the accessibility rules that a machine can check. */
export async function accessibilityProblems(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
