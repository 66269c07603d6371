// SPDX-License-Identifier: Apache-2.0
// Opens pages from files in Chromium, and watches what they do that no page of ours may do.
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
  async open(file, { fragment = '', width = 1440, height = 900, ...options } = {}) {
    const context = await this.#browser.newContext({ viewport: { width, height }, ...options });
    const page = await context.newPage();
    page.address = pathToFileURL(file).href;
    page.complaints = [];
    page.on('console', (message) => page.complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => page.complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => page.complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      const url = request.url().split('#')[0];
      if (url !== page.address && !url.startsWith('data:')) {
        page.complaints.push(`request: ${url}`);
      }
    });
    await page.goto(page.address + (fragment && `#${fragment}`));
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
