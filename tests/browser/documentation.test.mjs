// What people take home the same evening: the results page, files, print, and their receipt.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { cast, HALL, hall, idsOf, joinByTyping, journey, plain, say } from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };

/** A closed round, set up through the API. */
async function closedRound(server, ids) {
  const [one, part, other] = ["Sprache 1", "Sprache eins", "Wohnen 2"].map((text) => ids[text]);
  await cast(server, { [one]: 2, [part]: 1 }, { code: HALL });
  await cast(server, { [one]: 1, [other]: 3 }, { code: HALL });
  await server.command("round", "close", HALL, "--grace", "0");
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
    await guest.open(`/de/results/${HALL}`);
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
