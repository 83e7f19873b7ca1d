// Phones without a network: what they show, and what is counted in the end.

import { deepEqual, equal } from "node:assert/strict";
import {
  expectsNoAnswer,
  expectsRefusal,
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  openBoard,
  Organiser,
  result,
} from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };
/** Long enough for three phones to reconnect, in seconds. */
const GRACE = 8;
/** Within this time after the end of the grace period, the organiser's page shows it. */
const CLOSED_WITHIN = 20_000;

async function joins(visitor) {
  const guest = await visitor();
  expectsNoAnswer(guest);
  return joinByTyping(guest, HALL, HALL);
}

journey(
  "a phone says what it holds alone, and the board has it when the network is back",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const board = await openBoard(await visitor(SCREEN), HALL);
    const phone = await joins(visitor);
    await phone.guest.context.setOffline(true);
    await phone.add(ids["Sprache 1"], 1);
    await phone.add(ids["Sprache eins"], 1);
    await phone.add(ids["Sprache 1"], 2);
    await phone.isWaiting();
    await phone.guest.context.setOffline(false);
    await phone.isCounted();
    await board.shows(ids["Sprache 1"], 2);
    await board.shows(ids["Sprache 3"], 1);
    const { dots, on } = await result(server, HALL);
    equal(dots, 3);
    deepEqual(on, { [ids["Sprache 1"]]: 2, [ids["Sprache 3"]]: 1 });
  },
  { demo: false },
);

journey(
  "phones that return within the grace count, one that comes after it is told",
  async ({ server, visitor }) => {
    const desk = new Organiser(await visitor(SCREEN), await hall(server));
    const ids = await idsOf(server);
    const id = ids["Wohnen 1"];
    const phones = [];
    for (let number = 0; number < 4; number += 1) phones.push(await joins(visitor));
    const [first, second, third, late] = phones;
    await first.add(id, 1);
    await first.isCounted();
    for (const phone of phones) await phone.guest.context.setOffline(true);
    await first.add(id, 2);
    for (const phone of [second, third, late]) await phone.add(id, 1);
    for (const phone of phones) await phone.isWaiting();

    await desk.open();
    await desk.closeRound(1, GRACE);
    for (const phone of [first, second, third]) {
      await phone.guest.context.setOffline(false);
      await phone.isCounted();
    }
    desk.guest.context.setDefaultTimeout(CLOSED_WITHIN);
    await desk.says(1, "closed");

    expectsRefusal(late.guest);
    await late.guest.context.setOffline(false);
    await late.isRefused("error.closed");
    await late.has(id, 1);
    await late.saysState("vote.closed");
    await late.hasNoSteps();
    for (const phone of [first, second, third]) await phone.isCounted();
    deepEqual(await result(server, HALL), { joined: 4, done: 3, dots: 4, on: { [id]: 4 } });

    // The refused ballot, and the reason, are still there on the next visit.
    await late.open();
    await late.has(id, 1);
    await late.isRefused("error.closed");
  },
  { demo: false },
);
