// "This is wrong": anyone can report an error, without an account, and nothing typed is lost.

import { equal, match, ok } from "node:assert/strict";
import { ask, Finder, journey, plain, say, WAYS } from "./harness.mjs";

const WRONG = "Die Telefonnummer ist falsch.";
const REPLY = "muster@beispielhaus.example";

const error = (key, reason) =>
  say("de", `error.report_${key}`, { reason: say("de", `error.${reason}`) });

/** From an offer's page to the form. */
async function opensForm(finder, id) {
  const { page } = finder;
  await finder.open(`/offers/${id}`);
  await page.getByRole("link", { name: say("de", "offer.report") }).click();
  await finder.comesTo(`/offers/${id}/report`);
  await page.locator("form #text").waitFor();
}

/** Submits the fields without the browser's validation; returns the status. */
async function sends(page, text, reply = "") {
  await page.fill("#text", text);
  await page.fill("#reply", reply);
  await page.locator("#text").evaluate((field) => {
    field.form.noValidate = true;
    field.removeAttribute("required");
  });
  const isPost = (answer) => answer.request().method() === "POST";
  const [answer] = await Promise.all([
    page.waitForResponse(isPost),
    page.getByRole("button", { name: say("de", "report.send") }).click(),
  ]);
  await page.waitForLoadState();
  return answer.status();
}

/** The form was refused with a message that has the focus, and keeps everything that was typed. */
async function isRefused(page, words, field, [text, reply]) {
  const summary = page.locator(".error-summary");
  await summary.waitFor();
  equal(plain(await summary.innerText()), words);
  equal(await summary.locator("a").getAttribute("href"), `#${field}`);
  ok(await summary.evaluate((summary) => summary === document.activeElement));
  equal(await page.inputValue("#text"), text);
  equal(await page.inputValue("#reply"), reply);
}

for (const way of WAYS) {
  journey(`a report arrives without an account (${way})`, async ({ server, visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    const finder = new Finder(guest);
    const { offers } = await ask(server, "de", [["q", "frauencafé"]]);
    const [{ id, name }] = offers;
    const path = `/de/offers/${id}/report`;
    guest.expectStatus(422, path);
    await opensForm(finder, id);
    ok(plain(await page.locator("main").innerText()).includes(name.text));

    equal(await sends(page, "", REPLY), 422);
    await isRefused(page, error("text", "text_empty"), "text", ["", REPLY]);
    equal(await sends(page, WRONG, "keine Adresse"), 422);
    await isRefused(page, error("reply", "mail"), "reply", [WRONG, "keine Adresse"]);
    match(await server.command("reports", "--language", "de"), RegExp(say("de", "cli.no_reports")));

    equal(await sends(page, WRONG, REPLY), 303);
    await page.waitForURL(`**${path}?sent=1`);
    const thanks = page.locator('.notice[role="status"]');
    equal(plain(await thanks.innerText()), say("de", "report.thanks"));
    equal(await page.locator("form #text").count(), 0);
    const listed = await server.command("reports", "--language", "de");
    for (const part of [id, WRONG, REPLY]) ok(listed.includes(part), listed);

    await guest.settle();
    await page.getByText(say("de", "report.back"), { exact: true }).click();
    await finder.comesTo(`/offers/${id}`);
    await page.locator("article.offer").waitFor();
  });
}
