// Newcomers find an offer, in each of the three ways, and the address contains their query.

import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { ask, Finder, plain, query, read, say, visit, WAYS } from "./harness.mjs";

const CITY = "Recklinghausen";
const WORDS = ["q", "deutsch"];
/** The links on the home page besides categories: label key, page, query. */
const ALSO = [
  ["home.today", "/offers", [["when", "today"]]],
  ["home.volunteering", "/offers", [["kind", "volunteering"]]],
  ["home.rooms", "/offers", [["kind", "room"]]],
  ["nav.map", "/map", []],
  ["nav.providers", "/providers", []],
  ["home.more", "/offers", []],
];
/** An offer that is below the fold when the list opens. */
const FAR_DOWN = 6;
/** How long restoring the scroll position may take, in milliseconds. */
const SOON = 2_000;
const ASKED = [WORDS, ["city", "recklinghausen"]];

/** From the home page to the filtered list, by hand. */
async function search(guest) {
  const finder = new Finder(guest);
  const { page } = guest;
  await finder.open();
  await page.fill("#q", "deutsch");
  await page.getByRole("button", { name: say("de", "finder.search"), exact: true }).click();
  await finder.comesTo("/offers", [WORDS]);
  await page.locator("#found").waitFor();
  const all = await finder.found();
  await finder.openSheet();
  await finder.tick("city", "recklinghausen");
  await finder.showFound();
  await finder.comesTo("/offers", ASKED);
  await page.locator("#found", { hasNotText: all }).waitFor();
  return finder;
}

for (const way of WAYS) {
  visit(
    `a search leads from home to an offer that can be called (${way})`,
    async ({ server, visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      const finder = await search(guest);
      const { total, offers } = await ask(server, "de", ASKED);
      ok(total > 0);
      await finder.shows(total);
      const shown = await finder.names();
      equal(shown.length, offers.length);
      for (const facts of await read(page.locator(".offer-card .facts-list"))) {
        match(facts, RegExp(CITY));
      }

      await finder.openOffer();
      match(await page.locator('a[href^="tel:"]').first().getAttribute("href"), /^tel:\+?\d{6,}$/);
      const facts = await read(page.locator(".offer-facts dt"));
      for (const fact of ["offer.when", "offer.where", "finder.language", "offer.audience"]) {
        ok(facts.includes(say("de", fact)), `${fact} is missing among ${facts}`);
      }
    },
  );

  visit(`the address reproduces the result, and back leads back (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    const finder = await search(guest);
    const before = [await finder.found(), await finder.names()];
    await page.reload();
    await guest.settle();
    deepEqual([await finder.found(), await finder.names()], before);
    equal(await page.inputValue("#q"), "deutsch");
    ok(await finder.box("city", "recklinghausen").isChecked());

    await finder.openOffer();
    await page.goBack();
    await finder.comesTo("/offers", ASKED);
    await page.locator("#found", { hasText: before[0] }).waitFor();
    deepEqual(await finder.names(), before[1]);
    await page.goBack();
    await finder.comesTo("/offers", [WORDS]);
    await page.locator("#found", { hasNotText: before[0] }).waitFor();
    equal(await page.inputValue("#q"), "deutsch");
    // The browser restores a plain form as it was left.
    if (way === "full") equal(await finder.box("city", "recklinghausen").isChecked(), false);
  });

  visit(`back leads to the place in the list one came from (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    const finder = new Finder(guest);
    await finder.open("/offers");
    const name = await finder.openOffer(FAR_DOWN);
    await page.goBack();
    await finder.comesTo("/offers");
    const link = page.locator(".offer-card h3 a").nth(FAR_DOWN).getByText(name, { exact: true });
    await link.waitFor();
    const deadline = Date.now() + SOON;
    for (;;) {
      const { y } = await link.boundingBox();
      if (y >= 0 && y < page.viewportSize().height) break;
      ok(Date.now() < deadline, `the offer one came from is ${Math.round(y)} px away`);
    }
  });

  visit(
    `an address made by searching holds nothing but the question (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      const finder = new Finder(guest);
      await finder.open();
      await page.fill("#q", "deutsch");
      await page.locator(".search-field button").click();
      await finder.comesTo("/offers", [WORDS]);
      equal(page.url(), `${guest.origin}/de/offers?q=deutsch`);
      await search(guest);
      // A plain form sends its empty fields too; only the program can leave them out.
      if (way === "full") equal(page.url(), `${guest.origin}/de/offers${query(ASKED)}`);
    },
  );

  visit(
    `one tap leads from home to what is no category: today, rooms, map and more (${way})`,
    async ({ server, visitor }) => {
      const guest = await visitor({ way });
      const finder = new Finder(guest);
      for (const [key, path, pairs] of ALSO) {
        await finder.open();
        const words = say("de", key);
        await guest.page.locator("main").getByRole("link", { name: words, exact: true }).click();
        await finder.comesTo(path, pairs);
        const { total } = await ask(server, "de", pairs, path.slice(1));
        await finder.shows(total, path === "/providers" ? "providers.found" : "finder.found");
      }
    },
  );

  visit(`the language switch keeps the page and the question (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    const finder = new Finder(guest);
    await finder.open("/offers", ASKED);
    const before = await finder.names();
    await page.locator(".language-switch summary").click();
    await page.locator('.language-switch a[hreflang="ar"]').click();
    const arabic = new Finder(guest, "ar");
    await arabic.comesTo("/offers", ASKED);
    equal(await page.inputValue("#q"), "deutsch");
    equal((await arabic.names()).length, before.length);
  });
}

const nonsense = [
  ["/de/offers?page=0", "de", "error.page_number", {}],
  ["/uk/offers?page=0", "uk", "error.page_number", {}],
  ["/de/offers?city=<script>", "de", "error.filter_value", script("de")],
  ["/ar/offers?city=<script>", "ar", "error.filter_value", script("ar")],
  ["/de/offers?when=yesterday", "de", "error.filter_value", wrong("de", "when", "yesterday")],
  ["/de/offers?level=z9", "de", "error.filter_value", wrong("de", "level", "z9")],
  ["/de/offers?within=3", "de", "error.filter_value", wrong("de", "within", "3")],
  ["/ar/map?weekday=xx", "ar", "error.filter_value", wrong("ar", "weekday", "xx")],
  ["/de/offers?sort=beauty", "de", "error.sort", { value: "beauty" }],
  ["/de/offers?near=200,7", "de", "error.near", { value: "200,7" }],
  ["/de/map?near=51.6", "de", "error.near", { value: "51.6" }],
  ["/de/providers?page=0", "de", "error.page_number", {}],
  [
    "/de/providers?category=<script>",
    "de",
    "error.filter_value",
    wrong("de", "category", "<script>"),
  ],
];

function script(language) {
  return wrong(language, "city", "<script>");
}

function wrong(language, filter, value) {
  return { value, filter: say(language, `taxonomy.facet.${filter}`) };
}

const missing = [
  ["/de/offers/unheard-of", "error.no_offer"],
  ["/de/offers/unheard-of/report", "error.no_offer"],
  ["/de/providers/unheard-of", "error.no_provider"],
  ["/de/nowhere", "error.no_page"],
  ["/nowhere", "error.no_page"],
];

for (const way of WAYS) {
  visit(
    `nonsense in the address is refused in the reader's words (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      for (const [path, language, key, values] of nonsense) {
        guest.expectStatus(422, encodeURI(path));
        equal(await guest.open(path), 422, path);
        const notice = plain(await guest.page.locator(".notice").innerText());
        ok(notice.includes(plain(say(language, key, values))), `${path}: ${notice}`);
      }
    },
  );

  visit(
    `an offer or a page that is not there is said to be missing (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      for (const [path, key] of missing) {
        guest.expectStatus(404, path);
        // Without a page there is no program for it.
        equal((await guest.page.goto(path)).status(), 404, path);
        if (await guest.page.locator('meta[name="build-id"]').count()) await guest.settle();
        const notice = plain(await guest.page.locator(".notice").innerText());
        ok(notice.includes(say("de", key)), `${path}: ${notice}`);
      }
    },
  );
}

visit("Arabic runs from right to left and marks what is still German", async ({ visitor }) => {
  const guest = await visitor();
  const { page } = guest;
  await guest.open("/ar/offers");
  equal(await page.locator("html").getAttribute("lang"), "ar");
  equal(await page.locator("html").getAttribute("dir"), "rtl");
  equal(await page.locator("body").evaluate((body) => getComputedStyle(body).direction), "rtl");
  const title = plain(await page.locator("h1").innerText());
  equal(title, say("ar", "finder.title"));
  notEqual(title, say("de", "finder.title"), "the title is not translated");
  const fallback = page.locator(".offer-card", { has: page.locator('h3 [lang="de"]') }).first();
  equal(await fallback.locator('h3 [lang="de"]').getAttribute("dir"), "ltr");
  const note = say("ar", "text.fallback", { language: say("ar", "taxonomy.language.de") });
  ok(plain(await fallback.innerText()).includes(note));
  ok((await page.locator('.offer-card h3 [lang="ar"][dir="rtl"]').count()) > 0);
});

visit("plain German says that nobody has tested it yet", async ({ visitor }) => {
  const guest = await visitor();
  await guest.open("/de-simple");
  equal(
    plain(await guest.page.locator(".plain-note").innerText()),
    say("de-simple", "site.plain_note"),
  );
  await guest.open("/de");
  equal(await guest.page.locator(".plain-note").count(), 0);
});

visit(
  "the bare address chooses the browser's language, then the last visit's",
  async ({ visitor }) => {
    const guest = await visitor({ locale: "uk-UA" });
    await guest.open("/");
    equal(new URL(guest.page.url()).pathname, "/uk");
    await guest.open("/tr/offers");
    await guest.open("/");
    equal(new URL(guest.page.url()).pathname, "/tr");
    const stranger = await visitor({ locale: "fr-FR" });
    await stranger.open("/");
    equal(new URL(stranger.page.url()).pathname, "/de");
  },
);
