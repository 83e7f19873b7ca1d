// The hall: phones that vote and the board that shows it, as a test talks about them.
// Knows the markup of these two pages, and no story.

import { deepEqual, equal } from "node:assert/strict";
import { CODE } from "./server.mjs";
import { plain, say } from "./words.mjs";

const PHONE = `/de/c/${CODE}`;
/** The board has to follow the phones this fast, in milliseconds. */
const A_SECOND = 1_000;

/** Ids of the challenges, field by field. */
export async function challenges(server) {
  const { fields } = await server.json(`/api/v1/conferences/${CODE}`);
  return fields.map((field) => field.challenges.map((challenge) => challenge.id));
}

/** Somebody types the code into the join page. */
export async function joinByTyping(guest, typed = "k7m-4px") {
  await guest.open("/de/join");
  await guest.page.fill("#code", typed);
  await guest.page.getByRole("button", { name: say("de", "join.button") }).click();
  await guest.page.waitForURL(`**${PHONE}`);
  await guest.settle();
  return new Phone(guest);
}

export async function openBoard(guest) {
  await guest.open(`/de/board/${CODE}`);
  await guest.page.evaluate(() => (window.isTheSamePage = true));
  return new Board(guest.page);
}

export class Phone {
  constructor(guest) {
    this.guest = guest;
  }

  get page() {
    return this.guest.page;
  }

  async open() {
    await this.guest.open(PHONE);
  }

  button(name, id) {
    return this.page.locator(`button[name="${name}"][value="${id}"]`);
  }

  /** Until the button can be pressed at once: the page stands still and nothing lies above it. */
  async reach(name, id) {
    await this.page.waitForLoadState();
    await this.button(name, id).click({ trial: true });
  }

  async press(name, id) {
    await this.button(name, id).click();
  }

  /** Presses a button marked as one that can do nothing; by key, since a click would wait. */
  async insist(name, id) {
    await this.button(name, id).and(this.page.locator('[aria-disabled="true"]')).press("Enter");
  }

  /** Places a dot and waits until `dots` lie on the challenge. */
  async add(id, dots) {
    await this.press("add", id);
    await this.has(id, dots);
  }

  async remove(id, dots) {
    await this.press("remove", id);
    await this.has(id, dots);
  }

  /** So many dots are on the challenge, to be seen, and said. */
  async has(id, dots) {
    const card = this.page.locator(`[id="${id}"]`);
    await card.and(this.page.locator(`[data-dots="${dots}"]`)).waitFor({ state: "attached" });
    equal(await card.locator(".dot").count(), dots);
    equal(
      plain(await card.locator(".placed-dots").textContent()),
      say("de", "vote.on_challenge", { count: dots }),
    );
  }

  /** The words about where the ballot is; without the program every page shows what is counted. */
  async isDelivered(kind, key) {
    const bar = this.page.locator(`.delivery-bar[data-delivery="${kind}"]`);
    await bar.waitFor();
    equal(plain(await bar.locator("p").first().textContent()), say("de", key));
  }

  async isCounted() {
    await this.isDelivered("counted", "vote.counted");
  }

  async isWaiting() {
    await this.isDelivered("waiting", "vote.on_this_phone");
  }

  /** Words of the round's state. */
  async saysState(key) {
    await this.page.locator(".round-state", { hasText: say("de", key) }).waitFor();
  }
}

export class Board {
  constructor(page) {
    this.page = page;
  }

  /** The moment at which `dots` stand beside the challenge, within a second of asking. */
  async shows(id, dots, within = A_SECOND) {
    await this.page.locator("table").first().waitFor();
    const selector = `tr[data-challenge="${id}"][data-dots="${dots}"]`;
    return this.page.evaluate(momentOf, { selector, within });
  }

  async counts(name, number) {
    await this.page.locator(`.board-${name}[data-${name}="${number}"]`).waitFor();
    const words = plain(await this.page.locator(`.board-${name}`).textContent());
    equal(words, say("de", `board.${name}`, { count: number }));
  }

  /** Ranks of one field's rows from the top. */
  async ranks(field) {
    const rows = this.page.locator("table").nth(field).locator("tbody tr");
    await this.page.locator("table").nth(field).locator('tr[data-rank="1"]').first().waitFor();
    return rows.evaluateAll((rows) =>
      rows.map(({ dataset }) => ({
        id: dataset.challenge,
        rank: Number(dataset.rank),
        dots: Number(dataset.dots),
      })),
    );
  }

  async hasNeverReloaded() {
    deepEqual(
      await this.page.evaluate(() => window.isTheSamePage),
      true,
      "the board was loaded anew",
    );
  }
}

/** Watches changes instead of asking again and again, which would be too coarse to measure. */
function momentOf({ selector, within }) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      resolve(Date.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    setTimeout(() => reject(new Error(`no ${selector} within ${within} ms`)), within);
    look();
  });
}
