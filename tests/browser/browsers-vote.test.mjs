// Phone and board in Chromium, Firefox and WebKit. The network is a proxy, so that loss is the same
// for each of them.

import { deepEqual, equal, ok } from "node:assert/strict";
import {
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journeyEverywhere,
  openBoard,
  Phone,
  plain,
  result,
} from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };
/** Several attempts in a row may fail, with a growing back-off. */
const PATIENCE = 60_000;
/** No measurement of time: a busy machine with several browsers is slow. */
const SOON = 30_000;

/** What happens to the ballots, again and again. */
const FATES = ["answer lost", "arrives", "request lost", "arrives"];

/** Loses every second ballot; returns how many were sent. */
function loseHalf(network) {
  let count = 0;
  network.lose((path) => (path.includes("/ballot?") ? FATES[count++ % FATES.length] : "arrives"));
  return () => count;
}

/** A visitor behind a bad network. */
async function behind(network, visitor) {
  const guest = await visitor({ network });
  guest.context.setDefaultTimeout(PATIENCE);
  const api = `${network.origin}/api/v1/(live|rounds|conferences)/`;
  guest.expect(RegExp(`^console: Failed to load resource: net::ERR_\\w+ ${api}`));
  return guest;
}

/** All pages show exactly these dots as counted, the board shows them, and the server counts them. */
async function agree({ server, board }, phones, dots) {
  for (const phone of phones) {
    for (const [id, count] of Object.entries(dots)) await phone.has(id, count);
    await phone.isCounted();
  }
  for (const [id, count] of Object.entries(dots)) await board.shows(id, count, SOON);
  const { done, on } = await result(server, HALL);
  equal(done, 1);
  deepEqual(on, dots);
}

journeyEverywhere(
  "dots placed after joining by code are counted, stay after a reload, and the board follows",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const [a, b] = [ids["Sprache 1"], ids["Wohnen 2"]];
    const board = await openBoard(await visitor(SCREEN), HALL);
    const phone = await joinByTyping(await visitor(), HALL, HALL);
    await board.counts("joined", 1);
    await phone.add(a, 1);
    await board.shows(a, 1, SOON);
    await phone.add(a, 2);
    await phone.add(b, 1);
    await phone.remove(a, 1);
    await board.shows(a, 1, SOON);
    await board.shows(b, 1, SOON);
    await phone.isCounted();
    await phone.page.reload();
    await phone.guest.settle();
    await agree({ server, board }, [phone], { [a]: 1, [b]: 1 });
    await board.counts("done", 1);
    await server.command("round", "close", HALL, "--grace", "0");
    await phone.saysState("vote.closed");
    await phone.hasNoSteps();
    deepEqual((await board.ranks(0))[0], { id: a, rank: 1, dots: 1 });
    await board.hasNeverReloaded();
  },
  { demo: false },
);

journeyEverywhere(
  "two tabs that lose half of their requests end with the same dots as the board",
  async ({ server, visitor, network }) => {
    await hall(server);
    const ids = await idsOf(server);
    const [a, b, c] = [ids["Sprache 1"], ids["Wohnen 2"], ids["Sprache 2"]];
    const board = await openBoard(await visitor(SCREEN), HALL);
    const bad = await network();
    const first = await joinByTyping(await behind(bad, visitor), HALL, HALL);
    const second = await first.openTab();
    const sent = loseHalf(bad);
    await first.add(a, 1);
    await second.add(b, 1);
    await second.add(c, 1);
    await first.add(a, 2);
    await second.remove(b, 0);
    await second.open();
    await first.add(b, 1);
    await agree({ server, board }, [first, second], { [a]: 2, [b]: 1, [c]: 1 });
    ok(sent() >= FATES.length, `${sent()} ballots were sent`);
  },
  { demo: false },
);

journeyEverywhere(
  "a card scanned on two phones that lose half of their requests is one ballot, as on the board",
  async ({ server, visitor, network }) => {
    const organiser = await hall(server, { flags: ["--access", "personal-codes"] });
    const ids = await idsOf(server);
    const [a, b] = [ids["Sprache 1"], ids["Wohnen 2"]];
    const card = await oneCard(server, organiser);
    const board = await openBoard(await visitor(SCREEN), HALL);
    const phones = [];
    const sent = [];
    for (let device = 0; device < 2; device += 1) {
      const bad = await network();
      const phone = new Phone(await behind(bad, visitor), { code: HALL });
      await phone.guest.open(`/${HALL}/${card}`);
      sent.push(loseHalf(bad));
      phones.push(phone);
    }
    const [first, second] = phones;
    await first.add(a, 1);
    await first.isCounted();
    // What the first phone has placed reaches the second by its own ballot.
    await second.add(b, 1);
    await second.has(a, 1);
    await second.isCounted();
    await first.open();
    await first.add(b, 2);
    await first.isCounted();
    await second.open();
    await agree({ server, board }, phones, { [a]: 1, [b]: 2 });
    for (const count of sent) ok(count() >= 2, "a ballot was sent again, since its answer was lost");
  },
  { demo: false },
);

journeyEverywhere(
  "dots placed without a network are counted exactly once when it is back",
  async ({ server, visitor, network }) => {
    await hall(server);
    const ids = await idsOf(server);
    const [a, b] = [ids["Sprache 1"], ids["Wohnen 2"]];
    const board = await openBoard(await visitor(SCREEN), HALL);
    const own = await network();
    const phone = await joinByTyping(await behind(own, visitor), HALL, HALL);
    own.cut();
    await phone.add(a, 1);
    await phone.isWaiting();
    await phone.add(a, 2);
    await phone.add(b, 1);
    await phone.remove(a, 1);
    await phone.isWaiting();
    deepEqual(await result(server, HALL), { joined: 1, done: 0, dots: 0, on: {} });
    own.mend();
    await agree({ server, board }, [phone], { [a]: 1, [b]: 1 });
    equal((await result(server, HALL)).joined, 1);
  },
  { demo: false },
);

journeyEverywhere(
  "phone and board are live again after another page and \"back\", also out of the page cache",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const [a, b] = [ids["Sprache 1"], ids["Wohnen 2"]];
    const board = await openBoard(await visitor(SCREEN), HALL);
    const phone = await joinByTyping(await visitor(), HALL, HALL);
    await phone.add(a, 1);
    await phone.isCounted();
    for (const { page } of [board, phone]) {
      await page.goto("/de/legal/imprint");
      await page.goBack();
    }
    await phone.has(a, 1);
    await phone.add(b, 1);
    await agree({ server, board }, [phone], { [a]: 1, [b]: 1 });
    await server.command("round", "close", HALL, "--grace", "0");
    await phone.saysState("vote.closed");
  },
  { demo: false },
);

journeyEverywhere(
  "a ballot in Arabic runs from right to left and counts",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const phone = new Phone(await visitor(), { code: HALL, language: "ar" });
    await phone.open();
    const text = phone.page.locator("main");
    equal(await text.evaluate((main) => getComputedStyle(main).direction), "rtl");
    const [add, remove] = ["add", "remove"].map((name) => phone.button(name, ids["Wohnen 1"]));
    await phone.add(ids["Wohnen 1"], 1);
    await phone.isCounted();
    const left = (button) => button.evaluate((element) => element.getBoundingClientRect().left);
    const isFirst = (await left(remove)) > (await left(add));
    equal(isFirst, true, "what comes first in German on the left comes first on the right");
  },
  { demo: false },
);

/** Creates a card by the organiser's form, without a browser; returns its code without a hyphen. */
async function oneCard(server, organiser) {
  const body = new URLSearchParams({ count: "1" });
  const answer = await fetch(`${server.origin}${organiser}/cards`, { method: "POST", body });
  equal(answer.status, 200);
  const [code] = plain(await answer.text()).match(/[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}/);
  return code.replace("-", "");
}
