// Page objects of the finder: lists, filters, map and directory.
// All that depends on the markup of these pages is here; the journeys are in the tests.

import { deepEqual, equal } from "node:assert/strict";
import { plain, say } from "./words.mjs";

/** Below this width, in pixels, the filters are in a sheet. */
const WIDE = 896;

/** Visible texts of all elements of a locator. */
export async function read(locator) {
  return (await locator.allInnerTexts()).map(plain);
}

/** The query string of these pairs. */
export function query(pairs) {
  const text = new URLSearchParams(pairs).toString();
  return text && `?${text}`;
}

/** Pairs of an address, in order, without empty fields. */
export function pairsOf(address) {
  const pairs = [...new URL(address).searchParams];
  return pairs.filter(([, value]) => value !== "").sort();
}

/** The API's answer to a query in a language. */
export function ask(server, language, pairs, what = "offers") {
  return server.json(`/api/v1/${what}${query([["lang", language], ...pairs])}`);
}

/** A reader of the finder in a language; counts every tap. */
export class Finder {
  constructor(guest, language = "de") {
    this.guest = guest;
    this.language = language;
    this.taps = 0;
  }

  get page() {
    return this.guest.page;
  }

  get isRunning() {
    return this.guest.way === "full";
  }

  say(key, values) {
    return say(this.language, key, values);
  }

  /** Opens a page in that language; returns the status. */
  async open(path = "", pairs = []) {
    return this.guest.open(`/${this.language}${path}${query(pairs)}`);
  }

  async tap(locator) {
    this.taps += 1;
    await locator.click();
  }

  /** Waits for an address with exactly these pairs. */
  async comesTo(path, pairs = []) {
    const wanted = [`/${this.language}${path}`, ...pairs.map(String).sort()];
    const asks = (url) => [new URL(url).pathname, ...pairsOf(url).map(String)];
    const isThere = (url) => String(asks(url)) === String(wanted);
    await this.page.waitForURL(isThere).catch(() => deepEqual(asks(this.page.url()), wanted));
    await this.guest.settle();
  }

  async found() {
    return plain(await this.page.locator("#found").innerText());
  }

  /** Waits until the page shows this number of results. */
  async shows(count, key = "finder.found") {
    const words = this.say(key, { count });
    await this.page.locator("#found").getByText(words, { exact: true }).waitFor();
  }

  get cards() {
    return this.page.locator(".offer-card");
  }

  async names() {
    return read(this.page.locator(".offer-card h3 a"));
  }

  chip(label) {
    return this.page.locator(".chips").getByRole("link", { name: label, exact: true });
  }

  /** A filter, by its name in the address. */
  facet(name) {
    return this.page.locator("details.facet", { has: this.page.locator(`[name="${name}"]`) });
  }

  box(name, value) {
    return this.facet(name).locator(`input[value="${value}"]`);
  }

  get sheet() {
    return this.page.locator("#filters");
  }

  get showButton() {
    return this.page.locator(".filter-actions button");
  }

  async openSheet() {
    if (this.page.viewportSize().width >= WIDE) return;
    await this.tap(this.page.locator(".filter-button"));
    await this.sheet.locator(".filter-sheet-head").waitFor();
    // It slides in; its parts move until it stops.
    await this.sheet.evaluate((sheet) =>
      Promise.all(sheet.getAnimations().map((animation) => animation.finished)),
    );
  }

  /** Ticks a value; opens its filter where necessary. */
  async tick(name, value) {
    if ((await this.facet(name).getAttribute("open")) === null) {
      await this.tap(this.facet(name).locator("summary"));
    }
    await this.tap(this.box(name, value));
  }

  /** The sheet's button shows this number of results; with the program it is updated at once. */
  async promises(count) {
    const words = this.say("finder.show", { count });
    const button = this.showButton.getByText(words, { exact: true });
    await button.waitFor({ state: "attached" });
  }

  /** Presses the sheet's button and waits until the sheet is closed. */
  async showFound() {
    await this.tap(this.showButton);
    await this.page.locator("#filters:not(:popover-open)").waitFor({ state: "attached" });
  }

  /** Opens an offer by its position in the list; returns its name. */
  async openOffer(place = 0) {
    const link = this.page.locator(".offer-card h3 a").nth(place);
    const name = plain(await link.innerText());
    await this.tap(link);
    await this.page.locator("article.offer h1").getByText(name, { exact: true }).waitFor();
    await this.guest.settle();
    equal(plain(await this.page.locator("h1").innerText()), name);
    return name;
  }
}

/** Presses the tab key, up to a number of times, until the focus is on a matching element. */
export async function tabTo(page, isMeant, most) {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(isMeant)) return;
  }
  throw new Error(`not reached by ${most} presses of the tab key`);
}
