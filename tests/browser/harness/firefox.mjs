// Firefox, driven by puppeteer over WebDriver BiDi, which the browser speaks itself, without a driver.
// Puppeteer stays at 24, since 25 wants a newer Node.js than the other tests.

import { EventEmitter } from "node:events";
import { launch } from "puppeteer-core";
import { Page } from "./locator.mjs";

let launched;

/** One browser for each test file. */
function browser(executablePath) {
  launched ??= launch({
    browser: "firefox",
    executablePath,
    extraPrefsFirefox: { "intl.accept_languages": "de-DE" },
  });
  return launched;
}

export async function close() {
  await (await launched)?.close();
  launched = undefined;
}

/** A context with its own storage; emits what a context of Playwright emits. */
export async function newContext([path], options) {
  return new Context(await (await browser(path)).createBrowserContext(), options);
}

class Context extends EventEmitter {
  #own;

  constructor(own, { baseURL, viewport }) {
    super();
    this.#own = own;
    this.baseURL = baseURL;
    this.viewport = viewport;
  }

  setDefaultTimeout(timeout) {
    this.timeout = timeout;
  }

  async newPage() {
    const page = await this.#own.newPage();
    await page.setViewport(this.viewport);
    page.on("console", (message) => this.emit("console", message));
    page.on("pageerror", (error) => this.emit("weberror", { error: () => error }));
    page.on("request", (request) => this.emit("request", request));
    return new Page(new Tab(page, this), this);
  }

  async close() {
    await this.#own.close();
  }
}

class Tab {
  #page;
  #context;

  constructor(page, context) {
    this.#page = page;
    this.#context = context;
  }

  evaluate(source, argument) {
    return this.#page.evaluate(`(${source})(${JSON.stringify(argument)})`);
  }

  async click({ x, y }) {
    await this.#page.bringToFront();
    await this.#page.mouse.click(x, y);
  }

  type(text) {
    return this.#page.keyboard.type(text);
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }

  goto(address) {
    return this.#page.goto(address, { timeout: this.#context.timeout });
  }

  reload() {
    return this.#page.reload({ timeout: this.#context.timeout });
  }

  back() {
    return this.#page.goBack({ timeout: this.#context.timeout });
  }

  close() {
    return this.#page.close();
  }
}
