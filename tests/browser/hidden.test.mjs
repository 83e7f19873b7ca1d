// Results after closing only: until then no tally leaves the server by any route.

import { deepEqual, equal, ok } from "node:assert/strict";
import { HALL, hall, idsOf, joinByTyping, journey, openBoard, say } from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };
/** Names of fields that contain sums. */
const SUMS = /"(rows|votes|tally|paper)"|data-dots="[1-9]|data-rank="/;

/** Records everything that is sent to a visitor: every body, and every event of a stream. */
async function overhear(guest) {
  const heard = [];
  const pending = [];
  guest.page.on("response", (answer) => {
    const type = answer.headers()["content-type"] ?? "";
    if (!/json|html/.test(type)) return;
    const body = answer.text().then(
      (text) => heard.push({ from: answer.url(), text }),
      // A redirect, or a page that has been left, has no body.
      () => undefined,
    );
    pending.push(body);
  });
  const session = await guest.context.newCDPSession(guest.page);
  await session.send("Network.enable");
  session.on("Network.eventSourceMessageReceived", ({ eventName, data }) =>
    heard.push({ from: `event ${eventName}`, text: data }),
  );
  return async () => {
    await Promise.all(pending);
    return heard;
  };
}

/** All values named `dots` in a JSON text. */
function dotsIn(text) {
  const found = [];
  JSON.parse(text, (name, value) => {
    if (name === "dots") found.push(value);
    return value;
  });
  return found;
}

/** Ballots sent to a phone: only its own is allowed, with dots on that one challenge. */
function holdsOnly(heard, id, most) {
  for (const { from, text } of heard) {
    if (!text.startsWith("{")) continue;
    for (const dots of dotsIn(text)) {
      deepEqual(
        Object.keys(dots).filter((key) => key !== id),
        [],
        from,
      );
      ok((dots[id] ?? 0) <= most, `${from}: ${text}`);
    }
  }
}

function holdsNoSums(heard) {
  for (const { from, text } of heard) {
    // The style sheet has rules for the ranks of a page that shows some.
    const page = text.replace(/<style.*?<\/style>/s, "");
    // A phone's own ballot is shown as dots, and nowhere else.
    const told = from.includes("/c/") ? page.replaceAll(/data-dots="\d+"/g, "") : page;
    ok(!SUMS.test(told), `${from} tells: ${told.match(SUMS)?.[0]}`);
  }
}

/** Requests everything that might reveal a sum; returns the answers. */
async function pry(server, round) {
  const { origin } = server;
  const asked = [
    [`/api/v1/rounds/${round}/result`, 409],
    [`/api/v1/rounds/${round}/result.csv`, 409],
    [`/api/v1/rounds/${round}/result.html`, 409],
    [`/api/v1/rounds/${round}/recount.jsonl`, 409],
    [`/api/v1/conferences/${HALL}/documentation`, 200],
    [`/api/v1/conferences/${HALL}/board`, 200],
    [`/api/v1/conferences/${HALL}/state?audience=board`, 200],
    [`/api/v1/conferences/${HALL}/state?audience=phone`, 200],
    [`/de/board/${HALL}`, 200],
    [`/de/results/${HALL}`, 200],
  ];
  const heard = [];
  const statuses = [];
  for (const [path] of asked) {
    const answer = await fetch(origin + path);
    statuses.push([path, answer.status]);
    heard.push({ from: path, text: await answer.text() });
  }
  deepEqual(statuses, asked);
  return heard;
}

journey(
  "hidden dots stay on the server until the round is closed",
  async ({ server, visitor }) => {
    await hall(server, { flags: ["--hidden"] });
    const ids = await idsOf(server);
    const id = ids["Sprache 1"];
    const guests = [await visitor(SCREEN), await visitor(), await visitor()];
    const told = await Promise.all(guests.map(overhear));
    const board = await openBoard(guests[0], HALL);
    const one = await joinByTyping(guests[1], HALL, HALL);
    const other = await joinByTyping(guests[2], HALL, HALL);
    for (let dots = 1; dots <= 3; dots += 1) await one.add(id, dots);
    for (let dots = 1; dots <= 4; dots += 1) await other.add(id, dots);
    await one.isCounted();
    await other.isCounted();
    await board.counts("done", 2);
    const hidden = board.page.locator(".notice-hidden", { hasText: say("de", "board.hidden") });
    await hidden.waitFor();
    equal(await board.page.locator("tr[data-dots]").count(), 0);

    const { round } = await server.json(`/api/v1/conferences/${HALL}`);
    const [onBoard, onOne, onOther] = await Promise.all(told.map((all) => all()));
    ok(onBoard.some(({ from }) => from === "event state"));
    for (const heard of [onBoard, onOne, onOther]) holdsNoSums(heard);
    holdsNoSums(await pry(server, round.status.id));
    deepEqual(
      onBoard.flatMap(({ text }) => (text.startsWith("{") ? dotsIn(text) : [])),
      [],
    );
    holdsOnly(onOne, id, 3);
    holdsOnly(onOther, id, 4);

    await server.command("round", "close", HALL, "--grace", "0");
    await board.shows(id, 7, 5_000);
    const [leading] = await board.ranks(0);
    deepEqual(leading, { id, rank: 1, dots: 7 });
    equal(await hidden.count(), 0);
  },
  { demo: false },
);
