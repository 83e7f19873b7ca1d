// A conference made on the desk, from a database with nothing in it to a phone in the hall. The desk's
// pages are the server's alone; the phone is full, without the program, and without JavaScript.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { findings } from "./harness/axe.mjs";
import { createAccount, LINK, PASSWORD } from "./harness/desk.mjs";
import { joinByTyping, journey, Organiser, Phone, say, WAYS } from "./harness.mjs";

const DESKTOP = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
const OPTIONS = { demo: false, flags: ["--language", "de"] };
const LONG_TITLE =
  "Dritte Integrationskonferenz der Stadt und der kreisangehörigen Gemeinden: Zusammenleben gestalten";
/** Cards for tables in three languages, one of them from right to left. */
const CARDS = "/print?format=table-card&language=de&language=ar&language=uk";
const LONG = "Es gibt am Abend zu wenige Sprachkurse mit Kinderbetreuung in der Nähe.";
/** Fields with their challenges, as an organiser types them. */
const CONTENT = {
  Sprache: [LONG, "Räume fehlen in den kleinen Orten."],
  Arbeit: ["Abschlüsse werden langsam anerkannt.", "Praktika sind schwer zu finden."],
};

for (const way of WAYS) {
  journey(
    `a conference is made on the desk, opened, and a phone votes in it (${way})`,
    async ({ server, visitor }) => {
      const office = await visitor({ way, viewport: DESKTOP });
      const { page } = office;
      await createAccount(page, await server.printed(LINK), "leitung@kreis.example");
      const conference = await makeConference(page);
      for (const [name, texts] of Object.entries(CONTENT)) await addField(page, name, texts);
      await writeShortTitle(page, conference);
      await prepareRound(page, conference);
      const code = await joinCode(page, conference);
      await openRound(office, conference);
      await vote(await visitor({ way }), server, code);
    },
    OPTIONS,
  );
}

journey(
  "axe finds nothing on the pages of a conference, and none is too wide",
  async ({ server, visitor }) => {
    for (const viewport of [NARROW, DESKTOP]) {
      const guest = await visitor({ viewport, bypassCSP: true });
      const { page } = guest;
      if (viewport === NARROW) {
        await createAccount(page, await server.printed(LINK), "leitung@kreis.example");
      } else {
        await signIn(page);
      }
      const conference = await makeConference(page);
      await addField(page, "Sprache", CONTENT.Sprache);
      const challenge = await page.locator(".desk-challenge a").first().getAttribute("href");
      const field = await page.locator(".desk-conference-field .desk-head a").getAttribute("href");
      const pages = ["", "/details?beside=uk", "/rounds", "/people", "/print", "/tables"];
      const own = [...pages, CARDS].map((rest) => conference + rest);
      const paths = ["/de/edit/conferences", "/de/edit/conferences/new", ...own, challenge, field];
      for (const path of [...paths, `${challenge}?beside=uk`]) {
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

journey(
  "invitations fit on their paper, in all languages and with a long title",
  async ({ server, visitor }) => {
    const { page } = await visitor({ viewport: DESKTOP, bypassCSP: true });
    await createAccount(page, await server.printed(LINK), "leitung@kreis.example");
    const conference = await makeConference(page, LONG_TITLE);
    const all = ["de", "de-simple", "en", "tr", "ar", "uk"];
    for (const format of ["poster-a4", "poster-a3", "leaflet", "table-card"]) {
      for (const languages of [["de"], ["de-simple", "ar"], all]) {
        const chosen = languages.map((tag) => `&language=${tag}`).join("");
        const address = `${conference}/print?format=${format}${chosen}`;
        await page.goto(address);
        const wrong = await page.evaluate(() => {
          const inside = (box, part) => part.bottom <= box.bottom + 1 && part.right <= box.right + 1;
          const pieces = [...document.querySelectorAll(".print-piece")];
          return pieces.flatMap((piece) => {
            const box = piece.getBoundingClientRect();
            const parts = [...piece.querySelectorAll("p, .qr")];
            const out = parts.filter((part) => !inside(box, part.getBoundingClientRect()));
            const code = piece.querySelector(".qr").getBoundingClientRect();
            const isSmall = Math.min(code.width, code.height) < box.width / 4;
            return [...out.map((part) => part.textContent), ...(isSmall ? ["small code"] : [])];
          });
        });
        deepEqual(wrong, [], address);
      }
    }
  },
  OPTIONS,
);

/** Signs the administrator in again, in another browser. */
async function signIn(page) {
  await page.goto("/de/edit/sign-in");
  await page.locator("#mail").fill("leitung@kreis.example");
  await page.locator("#password").fill(PASSWORD);
  await page.locator("main form button").first().click();
  await page.getByRole("heading", { level: 1, name: say("de", "desk.overview.title") }).waitFor();
}

/** The path of a new conference. */
async function makeConference(page, title = "Integrationskonferenz 2027") {
  await page.goto("/de/edit/conferences");
  await page.getByRole("link", { name: de("new"), exact: true }).click();
  await page.locator('[name="title.de"]').fill(title);
  await page.locator('[name="place.de"]').fill("Aula der Gesamtschule");
  await page.locator("#date").fill("2027-11-27");
  await page.locator('input[name="language"][value="uk"]').check();
  await page.getByRole("button", { name: de("create") }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  return new URL(page.url()).pathname;
}

async function addField(page, name, texts) {
  await page.locator("#name").fill(name);
  await page.getByRole("button", { name: de("field_add") }).click();
  const field = page.locator(".desk-conference-field", { hasText: name });
  await field.waitFor();
  await field.locator("summary").click();
  await field.locator("textarea").fill(texts.map((text) => `- ${text}`).join("\n"));
  await field.getByRole("button", { name: de("challenges_add") }).click();
  await field.locator(".desk-challenge").nth(texts.length - 1).waitFor();
}

/** The long challenge is marked until it has a short title. */
async function writeShortTitle(page, conference) {
  equal(await page.locator(".desk-needs-title").count(), 1);
  await page.getByRole("link", { name: de("check_titles_link") }).click();
  await page.locator('[name="short_title.de"]').fill("Abendkurse mit Kinderbetreuung");
  await page.locator('[name="goal.0.text.de"]').fill("Mehr Kurse am Abend");
  await page.getByRole("button", { name: say("de", "desk.save"), exact: true }).last().click();
  await page.getByText(say("de", "desk.saved")).waitFor();
  await page.goto(conference);
  equal(await page.locator(".desk-needs-title").count(), 0);
}

async function prepareRound(page, conference) {
  await page.getByRole("link", { name: de("check_round_link") }).click();
  await page.locator("#dots").fill("3");
  await page.locator("#max").fill("2");
  await page.getByRole("button", { name: de("round_show") }).click();
  match(await page.locator("#preview").textContent(), /Sprache, Arbeit/);
  await page.getByRole("button", { name: de("round_prepare") }).click();
  await page.getByText(say("de", "desk.saved")).waitFor();
  await page.goto(conference);
  await page.getByText(`${de("check_done")} ${de("check_round")}`, { exact: true }).waitFor();
}

async function joinCode(page, conference) {
  await page.goto(`${conference}/details`);
  return (await page.locator(".desk-code").textContent()).trim();
}

/** By the page that an organiser steers with; its address holds no secret. */
async function openRound(office, conference) {
  await office.page.goto(conference);
  const link = office.page.locator("main nav a.button");
  const desk = new Organiser(office, await link.getAttribute("href"));
  await desk.open();
  equal(await office.page.locator("p.notice:visible").count(), 0);
  await desk.openRound(1);
}

async function vote(guest, server, code) {
  await joinByTyping(guest, code, code);
  const phone = new Phone(guest, { code });
  const view = await server.json(`/api/v1/conferences/${code}`);
  deepEqual(
    view.fields.map((field) => field.challenges.map((challenge) => challenge.text.text)),
    Object.values(CONTENT),
  );
  const id = view.fields[0].challenges[0].id;
  await phone.add(id, 1);
  await phone.add(id, 2);
}

function de(key, values) {
  return say("de", `desk.conference.${key}`, values);
}
