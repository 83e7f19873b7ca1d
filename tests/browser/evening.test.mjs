// A whole evening, from the prepared conference to the recount.

import { deepEqual, equal, match } from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  challenges,
  CODE,
  joinByTyping,
  journey,
  openBoard,
  Organiser,
  recount,
  result,
  say,
} from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };
const CONFERENCE = JSON.parse(
  readFileSync(new URL("../../demo/conference.json", import.meta.url), "utf8"),
);
const WORKSHOPS = ["--one-field", "--max-per-challenge", "3", "--shortlist", "2"];
/** The second phase: everyone on all fields, three dots in all, results at the end. */
const SECOND = { name: "2. Phase", budget: "round", dots: 3, max: 1, results: "after_closing" };

async function fieldIds(server) {
  const { fields } = await server.json(`/api/v1/conferences/${CODE}`);
  return fields.map((field) => field.id);
}

/** Chooses a workshop and places these dots in it. */
async function goes(phone, field, dots) {
  await phone.press("choose", field);
  for (const [id, count] of Object.entries(dots)) {
    for (let placed = 1; placed <= count; placed += 1) await phone.add(id, placed);
  }
  await phone.isCounted();
}

async function showsScene(board, scene) {
  await board.page.locator(`.board.board-${scene}`).waitFor();
}

async function firstPhase({ desk, board, phones, fields, ids }) {
  await desk.open();
  await desk.says(1, "prepared");
  await showsScene(board, "joining");
  await desk.openRound(1);
  await showsScene(board, "voting");
  const [[a, b, c], [d]] = ids;
  await goes(phones[0], fields[0], { [a]: 3, [b]: 2 });
  await goes(phones[1], fields[0], { [b]: 1, [c]: 3 });
  await goes(phones[2], fields[1], { [d]: 2 });
  for (const [id, dots] of [
    [a, 3],
    [b, 3],
    [c, 3],
    [d, 2],
  ]) {
    await board.shows(id, dots, 5_000);
  }
  await desk.page.locator('.organise-now [data-done="3"]').waitFor();
  await desk.closeRound(1);
  for (const phone of phones) await phone.saysState("vote.closed");
}

/** Ties are kept: three share the first of two shortlist places. */
async function keepsTies(board, [[a, b, c]]) {
  await showsScene(board, "result");
  const ranks = await board.ranks(0);
  deepEqual(
    ranks.slice(0, 4).map(({ rank, dots }) => [rank, dots]),
    [
      [1, 3],
      [1, 3],
      [1, 3],
      [4, 0],
    ],
  );
  deepEqual(
    ranks.slice(0, 3).map(({ id }) => id),
    [a, b, c],
  );
  equal(await board.page.locator("table").nth(0).locator("tr.shortlisted").count(), 3);
}

async function secondPhase({ desk, board, phones, fields, ids, server }) {
  await desk.prepare({ ...SECOND, field: fields.slice(0, 2), choice: "all", access: "open" });
  await desk.says(2, "prepared");
  await showsScene(board, "result");
  await desk.openRound(2);
  const [[a, b], [d]] = ids;
  for (const phone of phones) {
    await phone.page.locator(".round-name", { hasText: SECOND.name }).waitFor();
    await phone.guest.settle();
    await phone.has(a, 0);
    await phone.add(a, 1);
    await phone.isCounted();
  }
  await phones[0].add(d, 1);
  await phones[0].isCounted();
  await board.page.locator(".board .notice", { hasText: say("de", "board.hidden") }).waitFor();
  equal(await board.page.locator("table").count(), 2);

  await desk.enterPaper({ [b]: 4, [a]: 2 });
  await desk.closeRound(2);
  await board.shows(a, 5, 5_000);
  deepEqual((await board.ranks(0)).slice(0, 2), [
    { id: a, rank: 1, dots: 5 },
    { id: b, rank: 2, dots: 4 },
  ]);
  equal((await result(server)).dots, 10);
}

/** The organiser's settings reach the board by themselves. */
async function steer({ desk, board, fields, ids }) {
  const [[a, b]] = ids;
  await desk.show({ scene: "joining" });
  await showsScene(board, "joining");
  await desk.show({ scene: "result", field: fields[0], dark: "1" });
  await showsScene(board, "result");
  await board.page.locator(".board.theme-dark.board-one").waitFor();
  deepEqual(
    await board.page.locator(".board-field").evaluateAll((all) => all.map((one) => one.hidden)),
    [false, true],
  );
  // Sticky dots are shown separately where only one field is on the board.
  const paper = board.page.locator(`tr[data-challenge="${b}"] .paper-votes`);
  await paper.getByText(say("de", "board.paper", { count: 4 })).waitFor();
  await desk.show({ field: "", dark: [], second: "uk" });
  const beside = board.page.locator(`tr[data-challenge="${a}"] .beside [lang="uk"]`);
  await beside.waitFor();
  equal(await board.page.locator(".board.theme-dark, .board.board-one").count(), 0);
  await desk.show({ second: "" });
  await beside.waitFor({ state: "detached" });
}

/** Recounts from the public file alone. */
async function recounts(server, ballots) {
  const file = await recount(server);
  equal(file.ballots.length, ballots);
  const path = await server.keep("recount.jsonl", file.text);
  const said = await server.command("recount", path, "--language", "de");
  match(said, RegExp(say("de", "cli.recount_right", { ballots, dots: 4 })));
  match(said, RegExp(say("de", "cli.recount_paper", { dots: 6 })));
}

journey(
  "an evening in two phases, from the prepared conference to the recount",
  async ({ server, visitor }) => {
    const path = await server.importConference(CONFERENCE, ...WORKSHOPS);
    const [ids, fields] = [await challenges(server), await fieldIds(server)];
    equal(fields.length, 6);
    const desk = new Organiser(await visitor(SCREEN), path);
    const board = await openBoard(await visitor(SCREEN));
    const phones = [];
    for (let person = 0; person < 3; person += 1) {
      const phone = await joinByTyping(await visitor());
      await phone.saysState("vote.prepared");
      phones.push(phone);
    }
    const evening = { server, desk, board, phones, fields, ids };
    await firstPhase(evening);
    await keepsTies(board, ids);
    await secondPhase(evening);
    await steer(evening);
    await recounts(server, 3);
  },
  { demo: false },
);
