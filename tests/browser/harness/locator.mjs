// The part of Playwright's pages and locators that the page objects use, over browsers that
// Playwright cannot drive here. Independent of a protocol: a tab has `evaluate(source, argument)`,
// `click(point)`, `type(text)`, `press(key)`, `goto(address)`, `reload()`, `back()`, `close()`.

import { setTimeout as wait } from "node:timers/promises";
import { find, pointOf, reported } from "./in-page.mjs";

/** Between two looks at a page, in milliseconds. */
const PAUSE = 30;

/** A tab of a browser; addresses are relative to the context's `baseURL`. */
export class Page {
  #address = "about:blank";

  constructor(tab, context) {
    this.tab = tab;
    this.context = context;
  }

  locator(css, filters) {
    return new Locator(this, []).locator(css, filters);
  }

  getByRole(role, { name }) {
    return new Locator(this, [["role", role, name]]);
  }

  /** The address at the last look. */
  url() {
    return this.#address;
  }

  viewportSize() {
    return this.context.viewport;
  }

  /** Runs a function in the page; its error is thrown here. */
  async evaluate(work, argument) {
    const { value, error, address } = await this.tab.evaluate(reported(work), argument);
    this.#address = address;
    if (error !== undefined) throw new PageError(error);
    return value;
  }

  /** Asks again until there is an answer; meanwhile the page may be replaced. */
  async until(ask, what) {
    const deadline = Date.now() + this.context.timeout;
    let failure;
    do {
      try {
        const answer = await ask();
        if (answer !== undefined) return answer;
      } catch (error) {
        if (error instanceof PageError) throw error;
        failure = error;
      }
      await wait(PAUSE);
    } while (Date.now() < deadline);
    throw new Error(`not within ${this.context.timeout} ms: ${what}`, { cause: failure });
  }

  async waitForFunction(work, argument) {
    await this.until(async () => (await this.evaluate(work, argument)) || undefined, work);
  }

  async waitForLoadState() {
    await this.waitForFunction(() => document.readyState === "complete");
  }

  /** By a predicate, or by `**` and the end of the address. */
  async waitForURL(wanted) {
    const isThere =
      typeof wanted === "function" ? wanted : (url) => url.endsWith(wanted.replace("**", ""));
    const look = async () => isThere(await this.evaluate(() => location.href)) || undefined;
    await this.until(look, `the address ${wanted}, but ${this.url()}`);
  }

  async goto(path) {
    await this.tab.goto(new URL(path, this.context.baseURL).href);
  }

  async reload() {
    await this.tab.reload();
  }

  async goBack() {
    await this.tab.back();
  }

  async fill(css, text) {
    await this.locator(css).fill(text);
  }

  async press(css, key) {
    await this.locator(css).press(key);
  }

  async inputValue(css) {
    return this.locator(css).evaluate((field) => field.value);
  }

  async close() {
    await this.tab.close();
  }
}

/** Elements, found anew at every look. */
class Locator {
  #page;
  #steps;

  constructor(page, steps) {
    this.#page = page;
    this.#steps = steps;
  }

  locator(css, { hasText, hasNotText, has } = {}) {
    const filters = [
      ["hasText", hasText],
      ["hasNotText", hasNotText],
      ["has", has?.#steps],
    ];
    const wanted = filters.filter(([, value]) => value !== undefined);
    return this.#then(["css", css], ...wanted);
  }

  getByText(text) {
    return this.#then(["text", text]);
  }

  and(other) {
    return this.#then(["and", other.#steps]);
  }

  nth(place) {
    return this.#then(["nth", place]);
  }

  first() {
    return this.nth(0);
  }

  #then(...steps) {
    return new Locator(this.#page, [...this.#steps, ...steps]);
  }

  async evaluateAll(work, argument) {
    const source = `({ steps, argument }) => (${work})((${find})(steps), argument)`;
    return this.#page.evaluate(source, { steps: this.#steps, argument });
  }

  /** Waits for the element, which must be the only one. */
  async evaluate(work, argument) {
    const { value } = await this.#untilOne(`async (element, argument) => ({
      value: await (${work})(element, argument),
    })`, argument);
    return value;
  }

  /** Waits until there is one element, and `work` has an answer for it. */
  async #untilOne(work, argument) {
    const only = `async (elements, argument) => {
      if (elements.length > 1) throw new Error(elements.length + " elements");
      return elements.length === 1 ? await (${work})(elements[0], argument) : undefined;
    }`;
    const ask = async () => (await this.evaluateAll(only, argument)) ?? undefined;
    return this.#page.until(ask, JSON.stringify(this.#steps));
  }

  async waitFor({ state = "visible" } = {}) {
    const look = {
      visible: (element) => element.getClientRects().length > 0 || undefined,
      attached: () => true,
    };
    if (state !== "hidden") return this.#untilOne(look[state]);
    const isHidden = (elements) =>
      elements.every((element) => element.getClientRects().length === 0) || undefined;
    return this.#page.until(
      async () => (await this.evaluateAll(isHidden)) ?? undefined,
      `hidden: ${JSON.stringify(this.#steps)}`,
    );
  }

  async count() {
    return this.evaluateAll((elements) => elements.length);
  }

  async textContent() {
    return this.evaluate((element) => element.textContent);
  }

  async innerText() {
    return this.evaluate((element) => element.innerText);
  }

  async allInnerTexts() {
    return this.evaluateAll((elements) => elements.map((element) => element.innerText));
  }

  async getAttribute(name) {
    return this.evaluate((element, name) => element.getAttribute(name), name);
  }

  async isChecked() {
    return this.evaluate((element) => element.checked);
  }

  /** Clicks in the middle of it, when it is enabled, at rest and not covered. */
  async click({ trial = false } = {}) {
    let before;
    const look = async () => {
      const now = await this.#untilOne(pointOf);
      const isAtRest = now.x === before?.x && now.y === before.y;
      before = now;
      return isAtRest ? now : undefined;
    };
    const point = await this.#page.until(look, `at rest: ${JSON.stringify(this.#steps)}`);
    if (!trial) await this.#page.tab.click(point);
  }

  /** Replaces what is in the field, by the keyboard. */
  async fill(text) {
    await this.click();
    await this.evaluate((field) => field.select());
    await this.#page.tab.type(text);
  }

  async press(key) {
    await this.evaluate((element) => element.focus());
    await this.#page.tab.press(key);
  }
}

/** An error of a script in the page, as opposed to one of the protocol. */
class PageError extends Error {}
