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
  plain,
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

async function firstPhase({ desk, board, stage, phones, fields, ids }) {
  await desk.open();
  await desk.says(1, "prepared");
  await showsScene(stage, "welcome");
  await desk.openRound(1);
  await showsScene(stage, "field");
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

async function secondPhase({ desk, board, stage, phones, fields, ids, server }) {
  await desk.prepare({ ...SECOND, field: fields.slice(0, 2), choice: "all", access: "open" });
  await desk.says(2, "prepared");
  await showsScene(stage, "field");
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
  for (const { page } of [board, stage]) {
    await page.locator(".notice-hidden", { hasText: say("de", "board.hidden") }).waitFor();
  }
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
async function steer({ desk, stage, fields, ids }) {
  const [[a, b]] = ids;
  await desk.show({ scene: "welcome" });
  await showsScene(stage, "welcome");
  await desk.show({ scene: "table", field: fields[0], dark: "1" });
  await stage.page.locator(".board.board-table.theme-dark").waitFor();
  deepEqual(
    await stage.page
      .locator(".board-table-field")
      .evaluateAll((all) => all.map((one) => one.hidden)),
    [false, true],
  );
  // Sticky dots are shown separately where only one field is on the board.
  const paper = stage.page.locator(`tr[data-challenge="${b}"] .paper-votes`);
  await paper.getByText(say("de", "board.paper", { count: 4 })).waitFor();
  await desk.show({ scene: "challenge", field: "", challenge: a, dark: [], second: "uk" });
  const beside = stage.page.locator('.challenge-texts .beside [lang="uk"]');
  await beside.waitFor();
  equal(await stage.page.locator(".board.theme-dark").count(), 0);
  await desk.show({ second: "" });
  await beside.waitFor({ state: "detached" });
}

/** Places are revealed from the last to the first, field by field, and no further. */
async function reveals({ desk, stage }) {
  await desk.show({ scene: "reveal", challenge: "" });
  await stage.page.locator(".stage-curtain").waitFor();
  const points = (count) => say("de", "board.points", { count });
  const places = [
    [2, 4],
    [1, 5],
    [1, 1],
    [1, 1],
  ];
  for (const [step, [place, dots]] of places.entries()) {
    await desk.reveal(Math.min(step + 1, 4));
    const shown = stage.page.locator(`.stage-place[data-place="${place}"]`);
    await shown.locator(".place-points", { hasText: points(dots) }).waitFor();
  }
  const told = desk.page.locator("#board .organise-reveal p");
  equal(plain(await told.innerText()), say("de", "organise.revealed", { count: 3 }));
  await desk.reveal(2);
  await stage.page.locator('.place-points', { hasText: points(5) }).waitFor();
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
    const stage = await openBoard(await visitor(SCREEN), CODE, "");
    const phones = [];
    for (let person = 0; person < 3; person += 1) {
      const phone = await joinByTyping(await visitor());
      await phone.saysState("vote.prepared");
      phones.push(phone);
    }
    const evening = { server, desk, board, stage, phones, fields, ids };
    await firstPhase(evening);
    await keepsTies(board, ids);
    await secondPhase(evening);
    await steer(evening);
    await reveals(evening);
    await recounts(server, 3);
  },
  { demo: false },
);
