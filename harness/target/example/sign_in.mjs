// SPDX-License-Identifier: Apache-2.0
// Signs in with a real browser, for sign_in.command of a configuration: Playwright, Chromium, and what its forms look like.
//
// usage: sign_in.mjs URL REDIRECT_URI           prints the URL that the browser came to, with its fragment
//        sign_in.mjs VERIFICATION_URI USER_CODE for a device, and prints nothing
//
// Who signs in stands in SIGN_IN_USERNAME and SIGN_IN_PASSWORD.
import { chromium } from "playwright-core";

const [url, second] = process.argv.slice(2);
const isDevice = !second.includes(":");
const mostPages = 10;

/** Fills what a page asks for, and presses what goes on. */
async function takeStep(page) {
  const fill = async (selector, value) => {
    const field = page.locator(selector).first();
    if (await field.isVisible()) await field.fill(value);
  };
  await fill("input[name=username], input[type=email], input[autocomplete=username]", process.env.SIGN_IN_USERNAME);
  await fill("input[type=password]", process.env.SIGN_IN_PASSWORD);
  if (isDevice) await fill("input[name=user_code]", second);
  const button = page.getByRole("button", { name: /sign in|log in|allow|authorize|continue|connect/i }).first();
  if (!(await button.isVisible())) return false;
  await Promise.all([page.waitForEvent("framenavigated"), button.click()]);
  await page.waitForLoadState();
  return true;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  // Nobody has to listen at the client's redirection URI: what counts is that the browser is sent there.
  const client = second.split(/[?#]/)[0];
  let arrived = "";
  const come = (to) => {
    if (!isDevice && to?.split(/[?#]/)[0] === client) arrived ||= to;
  };
  // A redirection tells the fragment, which no request has; a script's own navigation has a request alone.
  page.on("response", async (response) => come(response.headers().location));
  page.on("request", (request) => request.redirectedFrom() ?? come(request.url()));
  await page.goto(url).catch(() => {});
  for (let pages = 0; pages < mostPages && !arrived; pages++) {
    if (!(await takeStep(page))) break;
  }
  if (!isDevice) console.log(arrived || page.url());
} finally {
  await browser.close();
}
