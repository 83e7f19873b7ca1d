// A county's office on its first day: from a database with nothing in it to offers that are kept
// true, and back. Pages of the server alone, so the ways are the same with and without the program.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { after } from "node:test";
import { journey, plain, say, WAYS } from "./harness.mjs";
import { createAccount, LINK } from "./harness/desk.mjs";
import { startMailServer } from "./harness/mail.mjs";
import { CORRECTIONS, DOUBTFUL, NAMES, PROVIDER, townsSpreadsheet } from "./harness/spreadsheet.mjs";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** What a provider says an offer costs. */
const COST = "2 Euro für Tee";
const DESKTOP = { width: 1280, height: 800 };

const mailServer = await startMailServer();
after(() => mailServer.stop());
const OPTIONS = {
  demo: false,
  flags: ["--language", "de", "--smtp-url", mailServer.url, "--mail-from", "redaktion@kreis.example"],
};

for (const way of WAYS) {
  journey(
    `an office takes its spreadsheet in, keeps it true and takes it back (${way})`,
    async ({ server, visitor }) => {
      const office = await visitor({ way, viewport: DESKTOP });
      const { page } = office;
      await createAccount(page, await server.printed(LINK), "leitung@kreis.example");
      const rejected = await importSpreadsheet(page);
      deepEqual(await names(server), NAMES.good);
      await importCorrected(page, rejected);
      deepEqual(await names(server), [...NAMES.good, ...NAMES.corrected].sort());
      await mendDoubtful(page, server);
      await answerMail((await visitor({ way })).page, server);
      await acceptProposal(page, server);
      await findGap(page);
      await takeBackChanges(page, server);
      office.expectStatus(409, "/de/edit/imports/undo");
      await takeBackAll(page);
      deepEqual(await names(server), []);
      deepEqual((await server.json("/api/v1/providers")).providers, []);
    },
    OPTIONS,
  );
}

/** Takes what can be taken; the file of the rest. */
async function importSpreadsheet(page) {
  const file = { name: "angebote.xlsx", mimeType: XLSX, buffer: await townsSpreadsheet() };
  await upload(page, file);
  await press(page, "imports.next");
  await page.waitForURL(/preview$/);
  await page.getByRole("link", { name: RegExp(`^${de("imports.filter_rejected")}`) }).click();
  equal(await page.locator(".desk-preview > li").count(), NAMES.corrected.length);
  await take(page, NAMES.good.length);
  const csv = page.getByRole("link", { name: de("imports.download", { format: "CSV" }) });
  const answer = await page.request.get(await csv.getAttribute("href"));
  return answer.text();
}

/** The columns are known by now, and every row can be taken. */
async function importCorrected(page, rejected) {
  for (const [typed] of CORRECTIONS) ok(rejected.includes(typed), `${typed} in ${rejected}`);
  const text = CORRECTIONS.reduce((rest, [typed, mended]) => rest.replace(typed, mended), rejected);
  await upload(page, csvFile("rest.csv", text));
  await page.getByText(de("imports.remembered")).waitFor();
  await press(page, "imports.next");
  await page.waitForURL(/preview$/);
  await take(page, NAMES.corrected.length);
}

/** An editor reads what was not understood, and writes it so that it is. */
async function mendDoubtful(page, server) {
  await page.goto("/de/edit");
  await page.getByRole("link", { name: de("care.doubtful") }).click();
  await page.getByRole("link", { name: DOUBTFUL, exact: true }).click();
  await page.locator("#weekly").fill("Fr 16-18 Uhr");
  await page.getByLabel(de("offer.settle")).check();
  await press(page, "save");
  await page.getByText(de("saved")).waitFor();
  equal(await page.locator("#next-dates li").count(), 5);
  equal(await page.getByLabel(de("offer.settle")).count(), 0);
  const found = await names(server, "?weekday=fr&city=dorsten");
  ok(found.includes(DOUBTFUL), `it is found by its day: ${found}`);
}

/** A provider says by the mail's link, without an account, what is still right and what is not. */
async function answerMail(page, server) {
  await server.command("care", "send", "--public-url", server.origin);
  const mail = await mailServer.next();
  equal(mail.to.text, PROVIDER.mail);
  await page.goto(mail.text.match(/http\S+\/care\/\S+/)[0]);
  await page.getByRole("link", { name: care("change") }).first().click();
  await page.getByLabel(care("field.cost")).fill(COST);
  await page.getByRole("button", { name: care("check"), exact: true }).click();
  await page.getByRole("button", { name: care("send"), exact: true }).click();
  await page.getByText(care("in_review")).waitFor();
  await page.getByRole("button", { name: care("still_right"), exact: true }).last().click();
  await page.getByText(care("done")).waitFor();
  const { offers } = await server.json("/api/v1/offers?city=marl");
  const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Berlin" });
  const checked = offers.filter((offer) => offer.verified_on === today);
  equal(checked.length, PROVIDER.offers - 1);
}

/** An editor sees what the provider wrote beside what stands there, and takes it. */
async function acceptProposal(page, server) {
  await page.goto("/de/edit");
  await page.locator("main").getByRole("link", { name: de("nav.proposals") }).click();
  equal(await page.getByRole("cell", { name: COST }).count(), 1);
  await page.getByRole("button", { name: de("proposals.accept"), exact: true }).click();
  await page.getByText(de("proposals.none")).waitFor();
  ok((await everything(server)).includes(COST), "it is public");
}

/** A planner sees where a town has nothing. */
async function findGap(page) {
  await page.goto("/de/edit/figures");
  await page.getByRole("link", { name: de("figures.gaps"), exact: true }).click();
  await page.locator("select[name=rows]").selectOption("city");
  await page.locator("select[name=columns]").selectOption("category");
  await press(page, "figures.show");
  const row = page.getByRole("row", { name: /^Dorsten/ });
  const headings = await page.getByRole("columnheader").allTextContents();
  const place = headings.map(plain).indexOf("Beratung");
  const zero = row.locator(".desk-zero").filter({ hasText: "0" });
  ok((await zero.count()) > 0);
  match(await row.locator("th, td").nth(place).getAttribute("class"), /desk-zero/);
}

/** What an import has changed is as it was before, field by field. */
async function takeBackChanges(page, server) {
  const before = await everything(server);
  const table = await (await fetch(`${server.origin}/api/v1/offers.csv`)).text();
  await upload(page, csvFile("kosten.csv", table.replaceAll('"Begegnung"', '"Begegnung; Sport"')));
  await press(page, "imports.next");
  await page.waitForURL(/preview$/);
  await take(page, 6);
  ok((await everything(server)) !== before);
  await press(page, "imports.undo_all");
  equal(await everything(server), before);
}

/** Both imports, the later one first; what was changed since is said, and taken back as well. */
async function takeBackAll(page) {
  for (const file of ["rest.csv", "angebote.xlsx"]) {
    await page.goto("/de/edit/imports");
    await page.getByRole("row", { name: RegExp(file) }).getByRole("button").click();
    if (file === "angebote.xlsx") await press(page, "imports.undo_anyway");
    await page.getByRole("row", { name: RegExp(file) }).getByText(/zurückgenommen/).waitFor();
  }
}

async function upload(page, file) {
  await page.goto("/de/edit/imports");
  await page.locator("input[type=file]").setInputFiles(file);
  await press(page, "imports.upload_action");
  await page.getByRole("heading", { level: 1, name: file.name }).waitFor();
}

async function take(page, count) {
  await page.getByRole("button", { name: say("de", "desk.imports.apply", { count }) }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByText(de("imports.back")).waitFor();
}

function csvFile(name, text) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

function care(key, values) {
  return say("de", `care.${key}`, values);
}

function de(key, values) {
  return say("de", `desk.${key}`, values);
}

async function press(page, key) {
  await page.getByRole("button", { name: de(key), exact: true }).last().click();
}

async function names(server, query = "") {
  const { offers } = await server.json(`/api/v1/offers${query}`);
  return offers.map((offer) => offer.name.text).sort();
}

async function everything(server) {
  return (await fetch(`${server.origin}/api/v1/offers.hsds.json`)).text();
}
