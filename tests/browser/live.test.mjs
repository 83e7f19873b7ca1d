// Pages stay live, even where no stream holds or the phone was asleep.

import { deepEqual, ok } from "node:assert/strict";
import {
  expectsNoAnswer,
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  openBoard,
  Phone,
} from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };
/** Time for two failing streams and the first polls. */
const BY_POLLING = 15_000;

/** A visitor whose network lets no stream through. */
async function withoutStream(visitor, options) {
  const guest = await visitor(options);
  guest.context.setDefaultTimeout(BY_POLLING);
  expectsNoAnswer(guest);
  let refused = 0;
  await guest.context.route("**/api/v1/live/**", (route) => {
    refused += 1;
    return route.abort();
  });
  return { guest, refused: () => refused };
}

journey(
  "board and phone follow by asking where no stream holds",
  async ({ server, visitor }) => {
    await hall(server, { isOpen: false });
    const ids = await idsOf(server);
    const screen = await withoutStream(visitor, SCREEN);
    const board = await openBoard(screen.guest, HALL);
    const { guest, refused } = await withoutStream(visitor);
    const phone = await joinByTyping(guest, HALL, HALL);
    await phone.saysState("vote.prepared");
    await server.command("round", "open", HALL);
    await phone.saysState("vote.open");
    await phone.add(ids["Sprache 1"], 1);
    await phone.isCounted();
    await board.shows(ids["Sprache 1"], 1, BY_POLLING);
    await server.command("round", "close", HALL, "--grace", "0");
    await phone.saysState("vote.closed");
    await phone.hasNoSteps();
    deepEqual((await board.ranks(0))[0], { id: ids["Sprache 1"], rank: 1, dots: 1 });
    await board.hasNeverReloaded();
    ok(refused() >= 2, "streams were tried");
    ok(screen.refused() >= 2, "streams were tried");
  },
  { demo: false },
);

journey(
  "a phone that was frozen learns on waking that the round is closed",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const phone = await joinByTyping(await visitor(), HALL, HALL);
    await phone.add(ids["Sprache 1"], 1);
    await phone.isCounted();
    const session = await phone.guest.context.newCDPSession(phone.page);
    await session.send("Page.setWebLifecycleState", { state: "frozen" });
    await server.command("round", "close", HALL, "--grace", "0");
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await phone.saysState("vote.closed");
    await phone.hasNoSteps();
    await phone.has(ids["Sprache 1"], 1);
    await phone.isCounted();
  },
  { demo: false },
);

journey(
  "a phone that was away learns on coming back that the round is closed",
  async ({ server, visitor }) => {
    await hall(server);
    const guest = await visitor();
    expectsNoAnswer(guest);
    const phone = await joinByTyping(guest, HALL, HALL);
    await phone.saysState("vote.open");
    await guest.context.setOffline(true);
    await server.command("round", "close", HALL, "--grace", "0");
    await guest.context.setOffline(false);
    await phone.saysState("vote.closed");
    await phone.hasNoSteps();
    await phone.isDelivered("untouched", "vote.untouched");
  },
  { demo: false },
);

journey(
  "a phone that waits is taken along into the open round, and into the next one",
  async ({ server, visitor }) => {
    await hall(server, { isOpen: false });
    const ids = await idsOf(server);
    const phone = new Phone(await visitor(), { code: HALL });
    await phone.open();
    await phone.saysState("vote.prepared");
    await phone.hasNoSteps();
    await server.command("round", "open", HALL);
    await phone.saysState("vote.open");
    await phone.add(ids["Wohnen 1"], 1);
    await phone.isCounted();
    await server.command("round", "close", HALL, "--grace", "0");
    await phone.saysState("vote.closed");
    await server.command("round", "reopen", HALL);
    await phone.saysState("vote.open");
    await phone.has(ids["Wohnen 1"], 0);
    await phone.add(ids["Wohnen 1"], 1);
    await phone.isCounted();
  },
  { demo: false },
);
