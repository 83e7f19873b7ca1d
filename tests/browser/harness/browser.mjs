// Visitors: browser contexts that record everything that goes wrong on their pages.
// Independent of what is on a page.

import { deepEqual, equal } from "node:assert/strict";
import { newContext } from "./engines.mjs";

/** The three ways in which every journey must work. */
export const WAYS = ["full", "wasm blocked", "no javascript"];

/** Timeouts for anything on a page, in milliseconds; the others start more processes for each page. */
const TIMEOUTS = { chromium: 10_000, firefox: 30_000, webkit: 30_000 };

/** A new visitor of `origin` in one of the `WAYS`; `options` are those of the browser context. */
export async function openVisitor(origin, { way = "full", browser = "chromium", ...options } = {}) {
  const context = await newContext(browser, {
    baseURL: origin,
    javaScriptEnabled: way !== "no javascript",
    viewport: { width: 360, height: 740 },
    locale: "de-DE",
    ...options,
  });
  context.setDefaultTimeout(TIMEOUTS[browser]);
  const visitor = new Visitor(context, origin, way);
  if (way === "wasm blocked") {
    await context.route("**/*.wasm", (route) => route.abort());
    visitor.expect(
      /^console: Failed to load resource: net::ERR_FAILED .*\/assets\/\w+\.\w+\.wasm$/,
    );
  }
  await visitor.turnPage();
  return visitor;
}

class Visitor {
  #problems = [];
  #expected = [];

  constructor(context, origin, way) {
    this.context = context;
    this.origin = origin;
    this.way = way;
    context.on("console", (message) => this.#hear(message));
    context.on("weberror", (error) => this.#problems.push(`page error: ${error.error()}`));
    context.on("request", (request) => this.#watch(request.url()));
  }

  /** Allows a problem that the test expects; describe it as narrowly as possible. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** Allows the failed load that the browser itself logs for a refused or missing page. */
  expectStatus(status, path) {
    const address = (this.origin + path).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const words = "Failed to load resource: the server responded with a status of";
    this.expect(RegExp(`^console: ${words} ${status} .* ${address}$`));
  }

  /** Replaces the tab with a new one. */
  async turnPage() {
    await this.page?.close();
    this.page = await this.context.newPage();
  }

  /** Another tab of the same browser. */
  async openTab() {
    const page = await this.context.newPage();
    return Object.create(this, { page: { value: page } });
  }

  /** Goes to a path and waits until the page is ready; returns the status. */
  async open(path) {
    const answer = await this.page.goto(path);
    await this.settle();
    return answer?.status();
  }

  /** Waits until the program runs, or has given up. */
  async settle() {
    if (this.way === "no javascript") return;
    const wanted = this.way === "full" ? "" : "failed";
    const ended = await this.page.locator("html[data-hydrated]").getAttribute("data-hydrated");
    equal(ended, wanted, "whether the program runs");
  }

  /** Problems that no test expected. */
  problems() {
    return this.#problems.filter(
      (problem) => !this.#expected.some((pattern) => pattern.test(problem)),
    );
  }

  async leave() {
    await this.context.close();
    deepEqual(this.problems(), [], "the browser complained");
  }

  #hear(message) {
    if (message.type() !== "error") return;
    this.#problems.push(`console: ${message.text()} ${message.location().url}`.trim());
  }

  #watch(address) {
    const url = new URL(address);
    if (url.protocol !== "data:" && url.origin !== this.origin) {
      this.#problems.push(`foreign request: ${address}`);
    }
  }
}
