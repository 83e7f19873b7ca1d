// Page objects of the hall: phones that vote, and the board.
// All that depends on the markup of these two pages is here; the journeys are in the tests.

import { deepEqual, equal } from "node:assert/strict";
import { CODE } from "./server.mjs";
import { plain, say } from "./words.mjs";

/** The board must follow the phones within this time, in milliseconds. */
const A_SECOND = 1_000;

/** Ids of the challenges, field by field. */
export async function challenges(server) {
  const { fields } = await server.json(`/api/v1/conferences/${CODE}`);
  return fields.map((field) => field.challenges.map((challenge) => challenge.id));
}

/** The conference's current round. */
async function roundOf(server, code) {
  const { round } = await server.json(`/api/v1/conferences/${code}`);
  return round.status.id;
}

/** The count: turnout, the sum of dots, and the dots of each challenge. */
export async function result(server, code = CODE) {
  const round = await roundOf(server, code);
  const { turnout, votes, fields } = await server.json(`/api/v1/rounds/${round}/result`);
  const rows = fields.flatMap((field) => field.rows).filter((row) => row.votes.dots > 0);
  const on = Object.fromEntries(rows.map((row) => [row.challenge, row.votes.dots]));
  const { joined, done } = turnout;
  return { joined, done, dots: votes.dots, on };
}

/** Joins through the API and casts a whole ballot; returns its receipt. */
export async function cast(server, dots, { code = CODE, field } = {}) {
  const api = `${server.origin}/api/v1`;
  const page = await fetch(`${api}/conferences/${code}/phone`);
  const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const headers = { cookie: cookies.join("; "), "content-type": "application/json" };
  const joined = await fetch(`${api}/conferences/${code}/join`, { method: "POST", headers });
  equal(joined.status, 200);
  const body = JSON.stringify({ revision: 1, dots, field });
  const address = `${api}/rounds/${await roundOf(server, code)}/ballot`;
  const answer = await fetch(address, { method: "PUT", headers, body });
  if (!answer.ok) throw new Error(`ballot: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).receipt;
}

/** The public recount file of the closed round, and the ballots in it. */
export async function recount(server, code = CODE) {
  const round = await roundOf(server, code);
  const answer = await fetch(`${server.origin}/api/v1/rounds/${round}/recount.jsonl`);
  equal(answer.status, 200);
  const text = await answer.text();
  const lines = text.trim().split("\n").map((line) => JSON.parse(line));
  return { text, ballots: lines.filter((line) => line.kind === "ballot") };
}

/** Lets API requests fail and streams break off, and nothing else. */
export function expectsNoAnswer(guest) {
  const failed = "^console: Failed to load resource: net::ERR";
  const api = `${guest.origin}/api/v1`;
  guest.expect(
    RegExp(
      `${failed}_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED) ${api}/(live|rounds|conferences)/`,
    ),
  );
  guest.expect(
    RegExp(`${failed}_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE) ${api}/live/`),
  );
}

/** Lets the server refuse a ballot: the round is closed. */
export function expectsRefusal(guest) {
  const words = "Failed to load resource: the server responded with a status of 409";
  guest.expect(RegExp(`^console: ${words} .*/api/v1/rounds/\\w+/ballot\\?lang=\\w+$`));
}

/** Types the code into the join page. */
export async function joinByTyping(guest, typed = "k7m-4px", code = CODE) {
  const phone = new Phone(guest, { code });
  await guest.open("/de/join");
  await guest.page.fill("#code", typed);
  await guest.page.getByRole("button", { name: say("de", "join.button") }).click();
  await guest.page.waitForURL(`**${phone.path}`);
  await guest.settle();
  return phone;
}

/** A board with all numbers; with another `query` it shows another scene. */
export async function openBoard(guest, code = CODE, query = "?scene=table") {
  await guest.open(`/de/board/${code}${query}`);
  await guest.page.evaluate(() => (window.isTheSamePage = true));
  return new Board(guest.page);
}

export class Phone {
  constructor(guest, { code = CODE, language = "de" } = {}) {
    this.guest = guest;
    this.language = language;
    this.path = `/${language}/c/${code}`;
  }

  get page() {
    return this.guest.page;
  }

  /** The same phone page in another tab of this browser. */
  async openTab() {
    const tab = new Phone(await this.guest.openTab(), { language: this.language });
    tab.path = this.path;
    await tab.open();
    return tab;
  }

  /** The message of the last step. */
  async says(key) {
    await this.bar.locator(".said", { hasText: say(this.language, key) }).waitFor();
  }

  async open(query = "") {
    await this.guest.open(this.path + query);
  }

  /** The delivery bar of the screen that is shown. */
  get bar() {
    return this.page.locator(".delivery-bar:visible");
  }

  /** Goes to a screen by the row of steps. */
  async go(screen) {
    await this.page.locator(`.progress a[href="#${screen}"]:visible`).click();
    await this.page.locator(`[id="${screen}"]`).waitFor();
  }

  /** Goes to the field of a button, where another one is shown. */
  async show(button) {
    const hidden = await button.evaluate((element) => {
      const screen = element.closest(".screen");
      return screen?.getClientRects().length === 0 ? screen.id : "";
    });
    if (hidden) await this.go(hidden);
  }

  /** No vote button is left. */
  async hasNoSteps() {
    await this.page.waitForFunction(() => !document.querySelector("button.step:not([hidden])"));
  }

  button(name, id) {
    return this.page.locator(`button[name="${name}"][value="${id}"]`);
  }

  /** Waits until the button can be clicked at once: nothing moves and nothing covers it. */
  async reach(name, id) {
    await this.page.waitForLoadState();
    await this.show(this.button(name, id));
    await this.button(name, id).click({ trial: true });
  }

  async press(name, id) {
    await this.show(this.button(name, id));
    await this.button(name, id).click();
  }

  /** Presses an `aria-disabled` button; by key, since a click would wait until it is enabled. */
  async insist(name, id) {
    await this.show(this.button(name, id));
    await this.button(name, id).and(this.page.locator('[aria-disabled="true"]')).press("Enter");
  }

  /** Places a dot and waits until the challenge has `dots`. */
  async add(id, dots) {
    await this.press("add", id);
    await this.has(id, dots);
  }

  async remove(id, dots) {
    await this.press("remove", id);
    await this.has(id, dots);
  }

  /** The challenge has this many dots, visibly and as text. */
  async has(id, dots) {
    const place = this.page.locator(`.challenge-dots[data-challenge="${id}"]`);
    await place.and(this.page.locator(`[data-dots="${dots}"]`)).waitFor({ state: "attached" });
    equal(await place.locator(".dot").count(), dots);
    equal(
      plain(await place.locator(".placed-dots").textContent()),
      say(this.language, "vote.on_challenge", { count: dots }),
    );
  }

  /** The delivery state as text; without the program every page shows what is counted. */
  async isDelivered(kind, key, values) {
    const bar = this.page.locator(`.delivery-bar[data-delivery="${kind}"]:visible`);
    await bar.waitFor();
    equal(plain(await bar.locator(".delivery-words p").first().textContent()), say(this.language, key, values));
  }

  async isCounted() {
    await this.isDelivered("counted", "vote.counted");
  }

  async isRefused(key) {
    const reason = say(this.language, key);
    await this.isDelivered("refused", "vote.refused", { reason });
  }

  async isWaiting() {
    await this.isDelivered("waiting", "vote.on_this_phone");
  }

  /** The text of the round's state. */
  async saysState(key) {
    await this.page.locator(".round-state", { hasText: say(this.language, key) }).waitFor();
  }
}

export class Board {
  constructor(page) {
    this.page = page;
  }

  /** The time at which the board shows `dots` for the challenge, within a second. */
  async shows(id, dots, within = A_SECOND) {
    await this.page.locator("table").first().waitFor({ state: "attached" });
    const selector = `tr[data-challenge="${id}"][data-dots="${dots}"]`;
    return this.page.evaluate(momentOf, { selector, within });
  }

  async counts(name, number) {
    await this.page.locator(`.board-${name}[data-${name}="${number}"]`).waitFor();
    const words = plain(await this.page.locator(`.board-${name}`).textContent());
    equal(words, say("de", `board.${name}`, { count: number }));
  }

  /** Ranks of one field's rows, from the top. */
  async ranks(field) {
    const rows = this.page.locator("table").nth(field).locator("tbody tr");
    await rows.and(this.page.locator('[data-rank="1"]')).first().waitFor({ state: "attached" });
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

/** Observes changes instead of polling, which would be too coarse to measure. */
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
