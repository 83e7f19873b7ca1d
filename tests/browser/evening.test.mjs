// A whole evening, from the prepared conference to what is taken home.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  cast,
  challenges,
  CODE,
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  openBoard,
  Organiser,
  Phone,
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
/** The second phase: all together, three dots for everything, told at the end. */
const SECOND = { name: "2. Phase", budget: "round", dots: 3, max: 1, results: "after_closing" };

async function fieldIds(server) {
  const { fields } = await server.json(`/api/v1/conferences/${CODE}`);
  return fields.map((field) => field.id);
}

/** Goes to a workshop and places dots there, so many on each. */
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

/** Equals stay together: three share the first of two places. */
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
  const onPaper = say("de", "board.paper", { count: 4 });
  await board.page.locator(`tr[data-challenge="${b}"] .paper-votes`, { hasText: onPaper }).waitFor();
  equal((await result(server)).dots, 10);
}

/** What the organiser sets is on the board without anybody touching it. */
async function steer({ desk, board, fields, ids }) {
  const [[a]] = ids;
  await desk.show({ scene: "joining" });
  await showsScene(board, "joining");
  await desk.show({ scene: "result", field: fields[1], dark: "1" });
  await showsScene(board, "result");
  await board.page.locator(".board.theme-dark.board-one").waitFor();
  deepEqual(
    await board.page.locator(".board-field").evaluateAll((all) => all.map((one) => one.hidden)),
    [true, false],
  );
  await desk.show({ field: "", dark: [], second: "uk" });
  const beside = board.page.locator(`tr[data-challenge="${a}"] .beside [lang="uk"]`);
  await beside.waitFor();
  equal(await board.page.locator(".board.theme-dark, .board.board-one").count(), 0);
  await desk.show({ second: "" });
  await beside.waitFor({ state: "detached" });
}

/** Counts the public file again, from the file alone. */
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

/** A closed round with paper, made in a moment; answers with the words of a ballot. */
async function closedRound(server, ids) {
  const receipt = await cast(server, { [ids["Sprache 1"]]: 2, [ids["Sprache eins"]]: 1 }, { code: HALL });
  await cast(server, { [ids["Sprache 1"]]: 1, [ids["Wohnen 2"]]: 3 }, { code: HALL });
  await server.command("round", "close", HALL, "--grace", "0");
  return receipt;
}

const KINDS = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  html: "text/html; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

journey(
  "the documentation is there in every kind as soon as a round is closed",
  async ({ server }) => {
    await hall(server);
    await closedRound(server, await idsOf(server));
    const { round } = await server.json(`/api/v1/conferences/${HALL}`);
    const places = [
      [`/api/v1/conferences/${HALL}/documentation`, HALL],
      [`/api/v1/rounds/${round.status.id}/result`, `${HALL}-1`],
    ];
    for (const [place, name] of places) {
      for (const [ending, type] of Object.entries(KINDS)) {
        const answer = await fetch(`${server.origin}${place}.${ending}?lang=de`);
        equal(answer.status, 200);
        equal(answer.headers.get("content-type"), type);
        match(answer.headers.get("content-disposition"), RegExp(`${name}\\.${ending}`));
        const bytes = Buffer.from(await answer.arrayBuffer());
        if (ending === "xlsx") equal(bytes.subarray(0, 2).toString(), "PK");
        else match(bytes.toString(), /Sprache eins/);
      }
    }
  },
  { demo: false },
);

journey(
  "the result's page shows what was counted, and leads to everything to take home",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    await closedRound(server, ids);
    const guest = await visitor();
    const { page } = guest;
    const phone = new Phone(guest, { code: HALL });
    await phone.open();
    await page.getByRole("link", { name: say("de", "vote.to_result") }).click();
    await page.waitForURL(`**/de/results/${HALL}`);
    await page.getByText("Sprache 1", { exact: true }).first().waitFor();
    const text = plain(await page.locator("main").innerText());
    ok(text.includes(say("de", "result.base", { done: 2, joined: 2 })), text);
    for (const kind of ["as_print", "as_xlsx", "as_csv", "as_json", "recount"]) {
      const link = page.getByRole("link", { name: say("de", `result.${kind}`) }).first();
      const answer = await guest.context.request.get(await link.getAttribute("href"));
      equal(answer.status(), 200, kind);
    }
  },
  { demo: false },
);

for (const [language, dir] of [
  ["de", "ltr"],
  ["ar", "rtl"],
]) {
  journey(
    `the documentation prints as pages in its language (${language})`,
    async ({ server, visitor }) => {
      await hall(server);
      await closedRound(server, await idsOf(server));
      const { page } = await visitor(SCREEN);
      const address = `/api/v1/conferences/${HALL}/documentation.html?lang=${language}`;
      const answer = await fetch(server.origin + address);
      // The server sends it as a file to keep; here it is opened as one.
      await page.setContent(await answer.text());
      const html = page.locator("html");
      deepEqual([await html.getAttribute("lang"), await html.getAttribute("dir")], [language, dir]);
      await page.getByText(say(language, "result.documentation")).first().waitFor();
      const path = process.env.SCREENSHOTS && `test-results/documentation-${language}.pdf`;
      const pdf = await page.pdf({ format: "A4", printBackground: true, path: path || undefined });
      equal(pdf.subarray(0, 5).toString(), "%PDF-");
    },
    { demo: false },
  );
}

journey(
  "the words of a ballot find it on the receipt's page, and only those",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const guest = await visitor();
    const { page } = guest;
    const phone = await joinByTyping(guest, HALL, HALL);
    await phone.add(ids["Sprache 1"], 1);
    await phone.isCounted();
    const words = await page.locator(".receipt strong").innerText();
    match(words, /^[a-z]{5}-[a-z]{5}$/);
    await server.command("round", "close", HALL, "--grace", "0");
    await page.getByRole("link", { name: say("de", "vote.to_receipt") }).click();
    await page.waitForURL(`**/de/c/${HALL}/receipt`);
    const field = page.getByLabel(say("de", "receipt.label"));
    const button = page.getByRole("button", { name: say("de", "receipt.button") });
    await field.fill(words.toUpperCase());
    await button.click();
    await page.getByText(say("de", "receipt.found")).waitFor();
    ok(plain(await page.locator("main").innerText()).includes("Sprache 1"));
    await field.fill("babab-babab");
    await button.click();
    await page.getByText(say("de", "receipt.not_found")).waitFor();
  },
  { demo: false },
);
