// After the vote: tables write worksheets with their link, everybody reads along.

import { deepEqual, equal, ok } from "node:assert/strict";
import { findings } from "./harness/axe.mjs";
import { createAccount, LINK } from "./harness/desk.mjs";
import { cast, journey, say } from "./harness.mjs";
import { LONG, longConference } from "./harness/long-conference.mjs";

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];
const GOALS = "Jede Familie weiß, wohin sie gehen kann.\nKein Kind wartet länger als drei Monate.";

/** A conference whose round has closed: two dots on the first challenge, one on the second. */
async function closedConference(server) {
  await server.importConference(longConference());
  await server.command("round", "open", LONG);
  const { fields } = await server.json(`/api/v1/conferences/${LONG}`);
  const [first, second] = fields[0].challenges.map(({ id }) => id);
  await cast(server, { [first]: 2, [second]: 1 }, { code: LONG });
  await server.command("round", "close", LONG, "--grace", "0");
  return first;
}

/** The result with the sheet, on which one gets from there and from the phone. */
async function documentedAt(page, path, { language, viewport }) {
  await page.goto(path);
  await page.locator(".documented-sheet dd", { hasText: GOALS.split("\n")[0] }).waitFor();
  deepEqual(await findings(page), [], path);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  ok(width <= viewport.width, `${path}: ${width} px wide`);
  for (const from of [path, `/${language}/c/${LONG}`]) {
    await page.goto(from);
    await page.locator(`a[href="/${language}/sheets/${LONG}"]`).click();
    await page.getByRole("heading", { level: 1, name: say(language, "sheet.title") }).waitFor();
  }
}

/** The link for tables, off the desk. */
async function tableLink(page, server) {
  await createAccount(page, await server.printed(LINK), "leitung@kreis.example");
  await page.goto("/de/edit/conferences");
  await page.locator('main a[href^="/de/edit/conferences/"]:not(.button, .button-quiet)').first().click();
  await page.getByRole("link", { name: say("de", "desk.tables.title") }).click();
  return new URL(await page.locator("#link").inputValue()).pathname;
}

journey(
  "a table writes a worksheet without JavaScript, and everybody reads along on any screen",
  async ({ server, visitor }) => {
    const challenge = await closedConference(server);
    const { page } = await visitor({ way: "no javascript" });
    const link = await tableLink(page, server);
    await page.goto(link);
    await page.locator(`#sheet-${challenge} a.button`).click();
    await page.locator("#goals").fill(GOALS);
    await page.locator("#disposition").selectOption("higher_level");
    await page.getByRole("button", { name: say("de", "organise.save"), exact: true }).click();
    await page.getByText(say("de", "organise.saved")).waitFor();

    for (const viewport of SIZES) {
      const reader = await visitor({ viewport, bypassCSP: true });
      for (const language of ["de", "ar"]) {
        const own = (path) => path.replace("/de/", `/${language}/`);
        for (const path of [`/de/sheets/${LONG}`, link, `${link}/${challenge}`]) {
          await reader.page.goto(own(path));
          deepEqual(await findings(reader.page), [], own(path));
          const width = await reader.page.evaluate(() => document.documentElement.scrollWidth);
          ok(width <= viewport.width, `${own(path)}: ${width} px wide`);
        }
        await reader.page.goto(own(`/de/sheets/${LONG}`));
        const sheet = reader.page.locator(`#sheet-${challenge}`);
        equal(await sheet.locator("dd").innerText(), GOALS);
        await sheet.getByText(say(language, "sheet.higher_level")).waitFor();
        await documentedAt(reader.page, own(`/de/results/${LONG}`), { language, viewport });
      }
    }
  },
  { demo: false, flags: ["--language", "de"] },
);
