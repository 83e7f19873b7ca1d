// The desk: signing in, what needs care, an offer's form. Pages of the server alone, so the ways are
// with and without JavaScript.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { journey, say, visit } from "./harness.mjs";
import { findings } from "./harness/axe.mjs";
import { firstOffer, signInAs } from "./harness/desk.mjs";

const DESKTOP = { width: 1280, height: 800 };
/** Paths of pages behind the language, a few for each test. */
const PAGES = {
  offers: ["/edit", "/edit/offers", "/edit/offers/new", "/edit/imports"],
  providers: ["/edit/providers", "/edit/providers/new", "/edit/reports", "/edit/proposals"],
  lists: ["/edit/lists", "/edit/lists/towns", "/edit/lists/categories"],
  words: ["/edit/lists/words", "/edit/lists/words/new", "/edit/lists/words/concept.german"],
  figures: [
    "/edit/figures",
    "/edit/figures/gaps",
    "/edit/figures/residents",
    "/edit/figures/searches",
    "/edit/figures/freshness?by=provider",
  ],
  conferences: ["/edit/conferences", "/edit/conferences/new"],
  people: ["/edit/mail", "/edit/accounts", "/edit/account", "/edit/audit"],
};

/** Headings and values to be matched, long words, a row that cannot be taken. */
const PUZZLING =
  "Wo findet es statt?;Name;Kategorie;Anbieter;Zeiten;Raumfarbe\n" +
  "Oer-Erkenschwick-Rapen;Donaudampfschifffahrtsgesellschaftstreffen;Begegnung;Haus Beispiel;Mo 10-12;rot\n" +
  "Marl;Gesprächskreis;Unterhaltungsmöglichkeiten;Haus Beispiel;wenn der Mond scheint;blau\n" +
  "Marl;Chor;Begegnung;Haus Beispiel;Fr 19 Uhr;gelb\n" +
  "Marl;;Begegnung;Haus Beispiel;;rot\n";

async function expectNothingFound({ page, viewport, paths }) {
  for (const path of paths) {
    await page.goto(path);
    deepEqual(await findings(page), [], path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    ok(width <= viewport.width, `${path}: ${width} px wide`);
  }
}

for (const viewport of [{ width: 320, height: 640 }, DESKTOP]) {
  for (const language of ["de", "en"]) {
    for (const [name, pages] of Object.entries(PAGES)) {
      const title = `axe finds nothing on pages of ${name} in ${language}, ${viewport.width} px wide`;
      visit(title, async (story) => {
        const visitor = await story.visitor({ viewport, bypassCSP: true });
        await signInAs(story.server, visitor);
        const paths = pages.map((path) => `/${language}${path}`);
        await expectNothingFound({ page: visitor.page, viewport, paths });
      });
    }
  }

  visit(`axe finds nothing on an offer's form, ${viewport.width} px wide`, async (story) => {
    const visitor = await story.visitor({ viewport, bypassCSP: true });
    const { page } = visitor;
    await expectNothingFound({ page, viewport, paths: ["/de/edit/sign-in"] });
    await signInAs(story.server, visitor);
    const { form, versions } = await firstOffer(page);
    const english = [form, versions].map((path) => `/en${path.slice(3)}`);
    await expectNothingFound({ page, viewport, paths: [form, versions, ...english] });
  });
}

journey(
  "axe finds nothing on the page for a forgotten password",
  async (story) => {
    for (const viewport of [{ width: 320, height: 640 }, DESKTOP]) {
      const { page } = await story.visitor({ viewport, bypassCSP: true });
      for (const path of ["/de/edit/forgotten", "/en/edit/forgotten?sent"]) {
        await page.goto(path);
        await page.locator("#mail").waitFor();
        deepEqual(await findings(page), [], path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        ok(width <= viewport.width, `${path}: ${width} px wide`);
      }
    }
  },
  // Nothing is sent, so nothing has to listen there.
  { flags: ["--smtp-url", "smtp://127.0.0.1:9", "--mail-from", "redaktion@kreis.example"] },
);

for (const viewport of [{ width: 320, height: 640 }, DESKTOP]) {
  journey(`axe finds nothing on the way of a file, ${viewport.width} px wide`, async (story) => {
    const visitor = await story.visitor({ viewport, bypassCSP: true });
    const { page } = visitor;
    await signInAs(story.server, visitor);
    await page.goto("/de/edit/imports");
    const file = { name: "angebote.csv", mimeType: "text/csv", buffer: Buffer.from(PUZZLING) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: say("de", "desk.imports.upload_action") }).click();
    const address = page.url().replace(/\/columns$/, "");
    const next = page.getByRole("button", { name: say("de", "desk.imports.next"), exact: true });
    const check = async (step) => {
      for (const language of ["de", "en"]) {
        await page.goto(address.replace("/de/", `/${language}/`) + step);
        deepEqual(await findings(page), [], language + step);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        ok(width <= viewport.width, `${language}${step}: ${width} px wide`);
      }
      await page.goto(address + step);
    };
    await check("/columns");
    visitor.expectStatus(422, new URL(address).pathname + "/columns");
    await next.click();
    // Without a column of towns nothing can be taken.
    await page.getByRole("alert").waitFor();
    deepEqual(await findings(page), [], "refused");
    await page.locator("#column-0").selectOption("Stadt");
    await next.click();
    await page.waitForURL(/values$/);
    await check("/values");
    await next.click();
    await page.waitForURL(/preview$/);
    await check("/preview?show=rejected");
    await check("/preview");
    await page.locator("#apply").click();
    await page.getByText(say("de", "desk.imports.back")).waitFor();
    await check("");
  });
}

for (const way of ["full", "no javascript"]) {
  journey(`an editor writes an offer, mends it and publishes it (${way})`, async (story) => {
    const visitor = await story.visitor({ way, viewport: DESKTOP });
    const { page } = visitor;
    await signInAs(story.server, visitor);
    await page.getByRole("link", { name: say("de", "desk.nav.offers") }).click();
    await page.getByRole("link", { name: say("de", "desk.offer.new") }).click();
    const field = (key) => page.getByLabel(say("de", `field.${key}`), { exact: true }).first();
    await field("name").fill("Nähtreff am Bahnhof");
    await field("weekly").fill("jeden 1. Mittwoch im Monat, 15 - 17 Uhr");
    await field("city").selectOption("Marl");
    visitor.expectStatus(422, "/de/edit/offers/new");
    const publish = page.getByRole("button", { name: say("de", "desk.step.publish"), exact: true });
    await publish.click();
    // What is missing is said, and what was typed is still there.
    const summary = page.getByRole("alert");
    match(await summary.textContent(), RegExp(say("de", "field.category")));
    equal(await field("name").inputValue(), "Nähtreff am Bahnhof");
    await page.getByLabel("Begegnung", { exact: true }).check();
    await field("provider_id").selectOption({ index: 1 });
    await publish.click();
    await page.getByText(say("de", "desk.saved")).waitFor();
    equal(await page.locator("#next-dates li").count(), 5);
    await page.getByRole("link", { name: say("de", "desk.offer.preview") }).click();
    await page.getByRole("heading", { level: 1, name: "Nähtreff am Bahnhof" }).waitFor();
    const found = await story.server.json("/api/v1/offers?q=N%C3%A4htreff");
    ok(found.offers.some((offer) => offer.name.text === "Nähtreff am Bahnhof"));
  });
}

journey("what was typed outlives a closed tab and comes back only when asked for", async (story) => {
  const visitor = await story.visitor({ viewport: DESKTOP });
  await signInAs(story.server, visitor);
  const { form } = await firstOffer(visitor.page);
  await visitor.page.goto(form);
  const before = await visitor.page.locator("#person").inputValue();
  await visitor.page.locator("#person").fill("Noch nicht gespeichert");
  await visitor.page.waitForFunction(() =>
    Object.keys(localStorage).some((key) => key.startsWith("desk-draft")),
  );
  await visitor.turnPage();
  const { page } = visitor;
  await page.goto(form);
  equal(await page.locator("#person").inputValue(), before);
  await page.getByRole("button", { name: say("de", "desk.draft_restore") }).click();
  equal(await page.locator("#person").inputValue(), "Noch nicht gespeichert");
  await page.getByRole("button", { name: say("de", "desk.save"), exact: true }).last().click();
  await page.getByText(say("de", "desk.saved")).waitFor();
  await page.goto(form);
  equal(await page.getByRole("button", { name: say("de", "desk.draft_restore") }).count(), 0);
  equal(await page.locator("#person").inputValue(), "Noch nicht gespeichert");
});

journey("times are said back while they are typed", async (story) => {
  const visitor = await story.visitor({ viewport: DESKTOP });
  await signInAs(story.server, visitor);
  const { page } = visitor;
  const { form } = await firstOffer(page);
  await page.goto(form);
  for (const name of ["#weekly", "#dates", "#ranges", "#exceptions"]) {
    await page.locator(name).fill("");
  }
  await page.locator("#dates").fill("24.12.2031 10:00-12:00");
  await page.locator("#next-dates li", { hasText: "2031" }).waitFor();
});

journey("the list is worked through by keyboard alone", async (story) => {
  const visitor = await story.visitor({ viewport: DESKTOP });
  await signInAs(story.server, visitor);
  const { page } = visitor;
  await page.goto("/de/edit/offers");
  await page.keyboard.press("/");
  await page.keyboard.type("Deutschkurs");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=Deutschkurs/);
  await page.keyboard.press("j");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${first}`);
  await page.locator("#cost").focus();
  await page.keyboard.press("Enter");
  await page.getByText(say("de", "desk.saved")).waitFor();
});

journey("the place is set on a map by a click and by arrow keys, and follows the fields", async (story) => {
  const visitor = await story.visitor({ viewport: DESKTOP });
  await signInAs(story.server, visitor);
  const { page } = visitor;
  await page.goto("/de/edit/offers/new");
  const [latitude, longitude] = [page.locator("#latitude"), page.locator("#longitude")];
  const map = page.getByRole("application", { name: say("de", "desk.place.label") });
  const said = page.locator("#place-said");
  equal(await said.textContent(), say("de", "desk.place.none"));
  const town = async (name) => {
    const box = await map.locator("g", { hasText: name }).last().locator("circle").boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  await map.scrollIntoViewIfNeeded();
  const marl = await town("Marl");
  await page.mouse.click(marl.x, marl.y);
  equal(await said.textContent(), say("de", "desk.place.near", { town: "Marl" }));
  match(await latitude.inputValue(), /^51,6[56]\d+$/);
  const degrees = async (field) => Number((await field.inputValue()).replace(",", "."));
  const before = [await degrees(latitude), await degrees(longitude)];
  await map.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowRight");
  ok((await degrees(latitude)) > before[0] && (await degrees(longitude)) > before[1]);
  // The fields move the point as well.
  await latitude.fill("51,8");
  await longitude.fill("20");
  equal(await said.textContent(), say("de", "desk.place.outside"));
  equal(await page.locator(".desk-place-point").getAttribute("display"), "none");
});

for (const way of ["full", "no javascript"]) {
  journey(`what changed in the German stands beside an old translation (${way})`, async (story) => {
    const visitor = await story.visitor({ way, viewport: DESKTOP, bypassCSP: way === "full" });
    await signInAs(story.server, visitor);
    const { page } = visitor;
    const { form } = await firstOffer(page);
    const save = async (values) => {
      await page.goto(form);
      const closed = page.locator("main details:not([open]) > summary");
      while ((await closed.count()) > 0) await closed.first().click();
      for (const [name, value] of Object.entries(values)) {
        await page.locator(`[id="${name}"]`).fill(value);
      }
      await page.getByRole("button", { name: say("de", "desk.save"), exact: true }).last().click();
      await page.getByText(say("de", "desk.saved")).waitFor();
    };
    await save({ name: "Alter Chor singt", "name.en": "Old choir sings" });
    await save({ name: "Neuer Chor singt" });
    const group = page.locator('[aria-labelledby="name.en-german"]');
    match(await group.locator("del").textContent(), /Alter/);
    match(await group.locator("ins").textContent(), /Neuer/);
    deepEqual(way === "full" ? await findings(page) : [], []);
  });
}

visit("no visitor downloads anything of the desk", async ({ visitor }) => {
  const { page } = await visitor();
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  for (const path of ["/de", "/de/offers", "/de/c/K7M4PX"]) await page.goto(path);
  ok(addresses.length > 3);
  deepEqual(addresses.filter((address) => /desk/.test(address)), []);
});
