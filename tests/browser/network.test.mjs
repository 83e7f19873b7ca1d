// No dot gets lost or counts twice, whatever happens to network and server.

import { deepEqual, equal } from "node:assert/strict";
import {
  challenges,
  expectsNoAnswer,
  joinByTyping,
  journey,
  openBoard,
  result,
  say,
} from "./harness.mjs";

/** Long enough for the phone's next attempt after its back-off, in milliseconds. */
const SOON = 15_000;

async function joins(visitor) {
  const guest = await visitor();
  expectsNoAnswer(guest);
  return joinByTyping(guest);
}

async function board(visitor) {
  const screen = await visitor({ viewport: { width: 1280, height: 720 } });
  expectsNoAnswer(screen);
  return openBoard(screen);
}

/** The count, without the dots of each challenge. */
async function counted(server) {
  const { joined, done, dots } = await result(server);
  return { joined, done, dots };
}

journey(
  "dots placed without a network are counted when it comes back",
  async ({ server, visitor }) => {
    const [[first, second]] = await challenges(server);
    const screen = await board(visitor);
    const phone = await joins(visitor);
    const { context } = phone.guest;
    await phone.page.evaluate(() => (window.isTheSamePage = true));
    await context.setOffline(true);
    await phone.add(first, 1);
    await phone.isWaiting();
    await phone.add(first, 2);
    await phone.add(second, 1);
    await phone.remove(first, 1);
    await phone.isWaiting();
    deepEqual(await counted(server), { joined: 1, done: 0, dots: 0 });

    await context.setOffline(false);
    await phone.isCounted();
    await screen.shows(first, 1, SOON);
    await screen.shows(second, 1, SOON);
    deepEqual(await counted(server), { joined: 1, done: 1, dots: 2 });
    equal(await phone.page.evaluate(() => window.isTheSamePage), true, "the phone was loaded anew");
  },
);

journey(
  "dots of a page that was closed without a network are delivered by the next one",
  async ({ server, visitor }) => {
    const [[first]] = await challenges(server);
    const screen = await board(visitor);
    const phone = await joins(visitor);
    const { guest } = phone;
    await phone.add(first, 1);
    await phone.isCounted();
    await guest.context.setOffline(true);
    await phone.add(first, 2);
    await phone.isWaiting();
    await guest.page.close();
    await guest.context.setOffline(false);
    await screen.shows(first, 1);

    await guest.turnPage();
    await phone.open();
    await phone.has(first, 2);
    await phone.isCounted();
    await screen.shows(first, 2, SOON);
    deepEqual(await counted(server), { joined: 1, done: 1, dots: 2 });
  },
);

journey(
  "a server that is killed and started again has every counted dot, and gets the others",
  async ({ server, visitor }) => {
    const [[first, second]] = await challenges(server);
    const screen = await board(visitor);
    const phone = await joins(visitor);
    await phone.add(first, 1);
    await phone.isCounted();
    await screen.shows(first, 1);

    await server.kill();
    await phone.add(second, 1);
    await phone.isWaiting();
    const lost = say("de", "board.lost");
    await screen.page.locator(".board-lost-note", { hasText: lost }).waitFor();
    await server.start();
    await phone.isCounted();
    await screen.shows(second, 1, SOON);
    await screen.shows(first, 1);
    await screen.page
      .locator(".board-lost-note", { hasNotText: lost })
      .waitFor({ state: "attached" });
    deepEqual(await counted(server), { joined: 1, done: 1, dots: 2 });
    await screen.hasNeverReloaded();
  },
);

journey(
  "a killed server that nobody was waiting for still knows the ballot",
  async ({ server, visitor }) => {
    const [[first]] = await challenges(server);
    const phone = await joins(visitor);
    const { guest } = phone;
    await phone.add(first, 1);
    await phone.isCounted();
    await guest.page.close();
    await server.kill();
    await server.start();
    deepEqual(await counted(server), { joined: 1, done: 1, dots: 1 });
    await guest.turnPage();
    await phone.open();
    await phone.has(first, 1);
    await phone.isCounted();
  },
);

journey(
  "an answer that gets lost is asked for again, and nothing is counted twice",
  async ({ server, visitor }) => {
    const [[first]] = await challenges(server);
    const phone = await joins(visitor);
    const { context } = phone.guest;
    let lost = 0;
    await context.route(/\/api\/v1\/rounds\/\w+\/ballot/, async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await phone.add(first, 1);
    await phone.isCounted();
    equal(lost, 1);
    deepEqual(await counted(server), { joined: 1, done: 1, dots: 1 });
  },
);
