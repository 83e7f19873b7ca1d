// Chromium, driven by Playwright.

import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

let launched;

/** One browser for each test file. */
function browser(executablePath) {
  launched ??= chromium.launch({ executablePath, args: ARGUMENTS });
  return launched;
}

export async function close() {
  await (await launched)?.close();
  launched = undefined;
}

export async function newContext([executablePath], options) {
  return (await browser(executablePath)).newContext(options);
}
