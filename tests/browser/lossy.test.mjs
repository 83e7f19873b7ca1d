// A network with heavy loss and delay: in the end every phone shows "counted", and it is true.

import { deepEqual, equal } from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import {
  expectsNoAnswer,
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  recount,
  result,
} from "./harness.mjs";

const PHONES = 4;
/** Share of requests that are lost; half of them after the server has answered. */
const LOST = 0.3;
/** The delay of every answer, in milliseconds. */
const LATE = 5_000;
/** Several attempts in a row may fail, with a growing back-off. */
const PATIENCE = 60_000;

/** Seeded randomness. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Requests of a page that has been left fail in any case. */
const anyway = (deed) => deed.catch(() => undefined);

/** Drops requests, and answers. */
function lose(random) {
  return async (route) => {
    const drawn = random();
    if (drawn >= LOST) return anyway(route.continue());
    const isStream = route.request().url().includes("/live/");
    if (drawn >= LOST / 2 && !isStream) await anyway(route.fetch());
    return anyway(route.abort());
  };
}

/** Delays answers; of a stream, its start. */
async function delay(route) {
  if (route.request().url().includes("/live/")) {
    await wait(LATE);
    return anyway(route.continue());
  }
  const answer = await anyway(route.fetch());
  await wait(LATE);
  return anyway(answer ? route.fulfill({ response: answer }) : route.abort());
}

async function joins(visitor, disturb) {
  const guest = await visitor();
  guest.context.setDefaultTimeout(PATIENCE);
  expectsNoAnswer(guest);
  const phone = await joinByTyping(guest, HALL, HALL);
  await guest.context.route("**/api/v1/**", disturb);
  await phone.open();
  return phone;
}

/** Places dots and takes some back, with a reload in between; returns what the phone then shows. */
async function votes(phone, ids, number) {
  const [one, other] = [ids["Sprache 1"], ids["Wohnen 2"]];
  await phone.add(one, 1);
  await phone.add(one, 2);
  await phone.add(other, 1);
  await phone.open();
  await phone.has(one, 2);
  await phone.remove(one, 1);
  await phone.add(other, 2);
  const own = ids[`Sprache ${(number % 2) + 2}`];
  await phone.add(own, 1);
  await phone.open();
  if (number === 0) await phone.remove(other, 1);
  await phone.isCounted();
  return { [one]: 1, [other]: number === 0 ? 1 : 2, [own]: 1 };
}

function sum(ballots) {
  const dots = {};
  for (const ballot of ballots) {
    for (const [id, count] of Object.entries(ballot)) dots[id] = (dots[id] ?? 0) + count;
  }
  return dots;
}

const sorted = (ballots) => ballots.map((ballot) => JSON.stringify(entries(ballot))).sort();
const entries = (ballot) => Object.entries(ballot).sort();

/** Everyone votes at once over such a network; then phones, board and recount file are compared. */
async function allVote({ server, visitor }, disturb) {
  await hall(server);
  const ids = await idsOf(server);
  const numbers = Array.from({ length: PHONES }, (_, number) => number);
  const phones = [];
  for (const number of numbers) phones.push(await joins(visitor, disturb(number)));
  const shown = await Promise.all(numbers.map((number) => votes(phones[number], ids, number)));
  for (const [number, phone] of phones.entries()) {
    for (const [id, dots] of Object.entries(shown[number])) await phone.has(id, dots);
  }
  const { joined, done, on } = await result(server, HALL);
  deepEqual({ joined, done }, { joined: PHONES, done: PHONES });
  deepEqual(entries(on), entries(sum(shown)));

  await server.command("round", "close", HALL, "--grace", "0");
  const { text, ballots } = await recount(server, HALL);
  equal(ballots.length, PHONES);
  deepEqual(sorted(ballots.map((ballot) => ballot.dots)), sorted(shown));
  await server.command("recount", await server.keep("recount.jsonl", text));
}

journey(
  "with three of ten requests lost every ballot counts exactly once",
  async (stage) => allVote(stage, (number) => lose(chance(2026 + number))),
  { demo: false },
);

journey(
  "with every answer five seconds late every ballot counts exactly once",
  async (stage) => allVote(stage, () => delay),
  { demo: false },
);
