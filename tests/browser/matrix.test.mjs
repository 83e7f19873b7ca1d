// A town's workbook on the desk: uploaded as a new conference, decided place by place, imported again with
// a text changed, undone, exported. The desk's pages are the server's alone.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import writeExcelFile from "write-excel-file/node";
import { findings } from "./harness/axe.mjs";
import { createAccount, LINK, PASSWORD } from "./harness/desk.mjs";
import { journey, say, WAYS } from "./harness.mjs";

const DESKTOP = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
const OPTIONS = { demo: false, flags: ["--language", "de"] };
const MAIL = "leitung@kreis.example";
const HEADINGS = ["Handlungsfeld", "Herausforderung", "Stimmen", "Ziel", "Zielgruppe", "Maßnahme"];
const EVENING = "Es gibt zu wenige Sprachkurse am Abend.";
/** Rows with the name of a person, a hyphen of an old line break and votes in words. */
const ROWS = [
  ["Sprache", EVENING, "12", "Mehr Kurse am Abend", "Berufstätige", "Räume der Schulen nutzen"],
  ["Sprache", "Kinder brauchen früh Deutsch.", "viele", "Früh fördern", "", "Frau Beispiel ansprechen"],
  ["Arbeit", "Abschlüsse werden langsam anerkannt.", "3", "Beratung der Teilnehmer*in-nen", "", ""],
];

for (const way of WAYS) {
  journey(
    `a workbook becomes a conference, is imported again, undone and exported (${way})`,
    async ({ server, visitor }) => {
      const { page } = await visitor({ way, viewport: DESKTOP });
      await createAccount(page, await server.printed(LINK), MAIL);
      await uploadNew(page, await workbook(ROWS));
      await decide(page);
      await page.getByRole("button", { name: de("apply_new") }).click();
      await page.getByRole("heading", { level: 1, name: "Integrationskonferenz" }).waitFor();
      equal(await page.locator(".desk-challenge").count(), 3);
      const conference = new URL(page.url()).pathname;
      await importAgain(page, conference);
      await undo(page);
      await exportAndCompare(page, conference);
    },
    OPTIONS,
  );
}

journey(
  "axe finds nothing on the pages of a matrix, and none is too wide",
  async ({ server, visitor }) => {
    for (const viewport of [NARROW, DESKTOP]) {
      const { page } = await visitor({ viewport, bypassCSP: true });
      if (viewport === NARROW) await createAccount(page, await server.printed(LINK), MAIL);
      else await signIn(page);
      await uploadNew(page, await workbook(ROWS));
      const fresh = new URL(page.url()).pathname;
      await uploadNew(page, await workbook(ROWS));
      await page.getByRole("button", { name: de("apply_new") }).click();
      await page.getByRole("heading", { level: 1, name: "Integrationskonferenz" }).waitFor();
      const conference = new URL(page.url()).pathname;
      await page.goto(`${conference}/matrix`);
      await upload(page, await workbook([["Sprache", "Ganz etwas Neues.", "1", "", "", ""]]));
      const over = new URL(page.url()).pathname;
      for (const path of ["/de/edit/conferences/import", fresh, over, `${conference}/matrix`]) {
        for (const address of [path, path.replace("/de/", "/en/")]) {
          await page.goto(address);
          deepEqual(await findings(page), [], address);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          ok(width <= viewport.width, `${address}: ${width} px wide`);
        }
      }
    }
  },
  OPTIONS,
);

async function signIn(page) {
  await page.goto("/de/edit/sign-in");
  await page.locator("#mail").fill(MAIL);
  await page.locator("#password").fill(PASSWORD);
  await page.locator("main form button").first().click();
  await page.getByRole("heading", { level: 1, name: say("de", "desk.overview.title") }).waitFor();
}

/** The path of a workbook with these rows. */
async function workbook(rows) {
  const folder = await mkdtemp(join(tmpdir(), "matrix-"));
  const path = join(folder, "Stadt.xlsx");
  const cell = (value) => (value ? { value, type: String } : null);
  const cells = [HEADINGS, ...rows].map((row) => row.map(cell));
  await writeFile(path, await writeExcelFile(cells).toBuffer());
  return path;
}

async function upload(page, path) {
  await page.locator("#file").setInputFiles(path);
  await page.getByRole("button", { name: de("upload") }).click();
  await page.getByRole("heading", { level: 1, name: path.split("/").at(-1) }).waitFor();
}

async function uploadNew(page, path) {
  await page.goto("/de/edit/conferences");
  await page.getByRole("link", { name: de("new") }).click();
  await page.locator('[name="title.de"]').fill("Integrationskonferenz");
  await page.locator('[name="place.de"]').fill("Aula der Gesamtschule");
  await page.locator("#date").fill("2027-11-27");
  await page.locator('input[name="language"][value="uk"]').check();
  await upload(page, path);
}

/** Leaves out a name, mends a word, writes the number of votes. */
async function decide(page) {
  const card = (words) => page.locator("fieldset", { hasText: words });
  await card("Frau Beispiel").getByLabel(de("own")).fill("Das Amt");
  await card("Teilnehmer*in-nen").locator('input[value="accept"]').check();
  await card("viele").getByLabel(de("own")).fill("8");
  await page.getByRole("button", { name: de("decide") }).click();
  await page.getByText(de("decided")).waitFor();
  equal(await card("Frau Beispiel").getByLabel(de("own")).inputValue(), "Das Amt");
  await page.getByText(de("doubts_closed")).waitFor();
}

async function importAgain(page, conference) {
  await page.getByRole("link", { name: de("title") }).click();
  const reworded = EVENING.replace("am Abend", "am Abend und am Samstag");
  const rows = ROWS.slice(0, 2).map((row) => row.map((cell) => (cell === EVENING ? reworded : cell)));
  await upload(page, await workbook(rows));
  match(await page.locator("#changes ins").first().textContent(), /am Abend und am Samstag/);
  const gone = page.locator("#gone label");
  match(await gone.first().textContent(), /Arbeit/);
  // What is ticked is shown before it is applied.
  await gone.first().locator("input").check();
  await page.getByRole("button", { name: de("apply"), exact: true }).click();
  await page.getByText(de("decide_first")).waitFor();
  await page.getByRole("button", { name: de("apply"), exact: true }).click();
  await page.locator(".desk-done").waitFor();
  equal(new URL(page.url()).pathname, `${conference}/matrix`);
}

async function undo(page) {
  await page.getByRole("button", { name: /Stadt\.xlsx/ }).click();
  await page.getByText(de("undone")).waitFor();
}

/** What is exported says what is stored. */
async function exportAndCompare(page, conference) {
  for (const kind of ["xlsx", "csv", "json"]) {
    const answer = await page.request.get(`${conference}/export/${kind}`);
    equal(answer.status(), 200);
    const path = join(await mkdtemp(join(tmpdir(), "matrix-")), `wieder.${kind}`);
    await writeFile(path, await answer.body());
    await page.goto(`${conference}/matrix`);
    await upload(page, path);
    await page.getByText(de("same")).waitFor();
  }
}

function de(key, values) {
  return say("de", `desk.matrix.${key}`, values);
}
