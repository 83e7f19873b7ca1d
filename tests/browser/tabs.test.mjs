// Several pages of one participant: two tabs of a phone, and two devices with one card. They hold
// one ballot between them.

import { deepEqual, equal } from "node:assert/strict";
import {
  expectsNoAnswer,
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  Phone,
  plain,
  result,
  say,
} from "./harness.mjs";

/** Several attempts in a row may fail, with a growing back-off. */
const PATIENCE = 60_000;

/** Drops every second ballot: the request, then the answer, in turn. */
async function loseHalf(context) {
  let count = 0;
  const anyway = (deed) => deed.catch(() => undefined);
  await context.route("**/ballot?*", async (route) => {
    count += 1;
    if (count % 2 === 0) return anyway(route.continue());
    if (count % 4 === 1) await anyway(route.fetch());
    return anyway(route.abort());
  });
}

/** Both pages show exactly these dots as counted, and the server counts them. */
async function agree(server, phones, dots) {
  for (const phone of phones) {
    for (const [id, count] of Object.entries(dots)) await phone.has(id, count);
    await phone.isCounted();
  }
  const { done, on } = await result(server, HALL);
  equal(done, 1);
  deepEqual(on, dots);
}

journey(
  "two tabs of one phone show the same dots, and all of them count",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const [a, b] = [ids["Sprache 1"], ids["Wohnen 2"]];
    const first = await joinByTyping(await visitor(), HALL, HALL);
    const second = await first.openTab();
    await first.add(a, 1);
    await second.add(b, 1);
    await first.add(b, 2);
    await agree(server, [first, second], { [a]: 1, [b]: 2 });
  },
  { demo: false },
);

journey(
  "two tabs that lose half of their requests end with the same dots, and all of them count",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const [a, b, c] = [ids["Sprache 1"], ids["Wohnen 2"], ids["Sprache 2"]];
    const guest = await visitor();
    guest.context.setDefaultTimeout(PATIENCE);
    expectsNoAnswer(guest);
    const first = await joinByTyping(guest, HALL, HALL);
    const second = await first.openTab();
    await loseHalf(guest.context);
    await first.add(a, 1);
    await second.add(b, 1);
    await second.add(c, 1);
    await first.add(a, 2);
    await second.remove(b, 0);
    await second.open();
    await first.add(b, 1);
    await agree(server, [first, second], { [a]: 2, [b]: 1, [c]: 1 });
  },
  { demo: false },
);

journey(
  "pages that share no storage add up what both have placed, and say so",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const [a, b] = [ids["Sprache 1"], ids["Wohnen 2"]];
    const guest = await visitor();
    await guest.context.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { value: null });
    });
    const first = await joinByTyping(guest, HALL, HALL);
    const second = await first.openTab();
    await first.add(a, 1);
    await first.isCounted();
    await second.add(b, 1);
    await second.has(a, 1);
    await second.isCounted();
    await second.says("error.changed_elsewhere");
    await first.open();
    await agree(server, [first, second], { [a]: 1, [b]: 1 });
  },
  { demo: false },
);

for (const way of ["wasm blocked", "no javascript"]) {
  journey(
    `a form that is older than the ballot is refused and shows what is counted (${way})`,
    async ({ server, visitor }) => {
      await hall(server);
      const ids = await idsOf(server);
      const [a, b] = [ids["Sprache 1"], ids["Wohnen 2"]];
      const guest = await visitor({ way });
      guest.expectStatus(409, `/de/c/${HALL}`);
      const first = await joinByTyping(guest, HALL, HALL);
      const second = await first.openTab();
      await first.add(a, 1);
      await second.press("add", b);
      const summary = second.page.locator(".error-summary");
      await summary.waitFor();
      equal(plain(await summary.innerText()), say("de", "error.changed_elsewhere"));
      await second.has(a, 1);
      await second.has(b, 0);
      await second.add(b, 1);
      const { on } = await result(server, HALL);
      deepEqual(on, { [a]: 1, [b]: 1 });
    },
    { demo: false },
  );
}

journey(
  "a dot that reaches the server only after its round is over is told in the next round",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const id = ids["Wohnen 1"];
    const guest = await visitor();
    expectsNoAnswer(guest);
    guest.expect(/^console: Failed to load resource: .* 409 .*\/api\/v1\/rounds\/\w+\/ballot/);
    const phone = await joinByTyping(guest, HALL, HALL);
    await guest.context.setOffline(true);
    await phone.add(id, 1);
    await phone.isWaiting();
    await server.command("round", "close", HALL, "--grace", "0");
    await server.command("round", "reopen", HALL);
    await guest.context.setOffline(false);
    await phone.has(id, 0);
    await phone.says("vote.lost_round");
    equal((await result(server, HALL)).dots, 0);
  },
  { demo: false },
);

journey(
  "a refusal that was read only by the page of the old round is told in the next one",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const id = ids["Wohnen 1"];
    const guest = await visitor();
    expectsNoAnswer(guest);
    guest.expect(/^console: Failed to load resource: .* 409 .*\/api\/v1\/rounds\/\w+\/ballot/);
    const phone = new Phone(guest, { code: HALL });
    await joinByTyping(guest, HALL, HALL);
    await guest.context.setOffline(true);
    await phone.add(id, 1);
    await phone.isWaiting();
    await server.command("round", "close", HALL, "--grace", "0");
    await guest.context.setOffline(false);
    await phone.isRefused("error.closed");
    await server.command("round", "reopen", HALL);
    await phone.has(id, 0);
    await phone.says("vote.lost_round");
  },
  { demo: false },
);
