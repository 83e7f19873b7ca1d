// Newcomers find an offer, in each of the three ways, and the address holds what they asked for.

import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { journey, plain, say, WAYS } from "./harness.mjs";

const CITY = "Recklinghausen";
const ASKED = "/de/offers?q=deutsch&city=recklinghausen";

/** Texts of all that a locator finds, as a reader sees them. */
async function read(locator) {
  return (await locator.allInnerTexts()).map(plain);
}

const names = (page) => read(page.locator(".offer-card h2 a"));
const found = async (page) => plain(await page.locator("#found").innerText());

/** Waits for an address that asks for these values, whatever else stands in it. */
async function asksFor(page, path, values) {
  const asks = ({ pathname, searchParams }) =>
    pathname === path &&
    Object.entries(values).every(([name, value]) => searchParams.get(name) === value);
  await page.waitForURL(asks);
}

/** From the first page to the filtered list, as a hand would do it. */
async function search(guest) {
  const { page, way } = guest;
  await guest.open("/de");
  await page.fill("#q", "deutsch");
  await page.getByRole("button", { name: say("de", "finder.search"), exact: true }).click();
  await asksFor(page, "/de/offers", { q: "deutsch", city: null });
  await guest.settle();
  const all = await found(page);
  const facet = page.locator("details.facet", { hasText: say("de", "finder.city") });
  await facet.locator("summary").click();
  await facet.getByLabel(CITY).check();
  // With the program running, a filter asks by itself.
  if (way !== "full") {
    await page.getByRole("button", { name: say("de", "finder.apply") }).click();
  }
  await asksFor(page, "/de/offers", { q: "deutsch", city: "recklinghausen" });
  await guest.settle();
  await page.locator("#found", { hasNotText: all }).waitFor();
}

for (const way of WAYS) {
  journey(
    `a search leads from home to an offer that can be called (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      await search(guest);
      const shown = await names(page);
      ok(shown.length > 0);
      equal(await found(page), say("de", "finder.found", { count: shown.length }));
      for (const facts of await read(page.locator(".offer-card .facts-list")))
        match(facts, RegExp(CITY));

      await page.locator(".offer-card h2 a").first().click();
      await page.locator("article.offer h1").waitFor();
      equal(plain(await page.locator("h1").innerText()), shown[0]);
      match(await page.locator('a[href^="tel:"]').first().getAttribute("href"), /^tel:\+?\d{6,}$/);
      const facts = await read(page.locator(".offer-facts dt"));
      for (const fact of ["offer.when", "offer.where", "finder.language", "offer.audience"]) {
        ok(facts.includes(say("de", fact)), `${fact} is missing among ${facts}`);
      }
    },
  );

  journey(
    `the address reproduces the result, and back leads back (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      await search(guest);
      const address = page.url();
      const before = [await found(page), await names(page)];
      await page.reload();
      await guest.settle();
      deepEqual([await found(page), await names(page)], before);
      equal(await page.inputValue("#q"), "deutsch");
      ok(await page.getByLabel(CITY).isChecked());

      await page.locator(".offer-card h2 a").first().click();
      await page.locator("article.offer h1").waitFor();
      await page.goBack();
      await page.locator("#found", { hasText: before[0] }).waitFor();
      equal(page.url(), address);
      deepEqual(await names(page), before[1]);
      await page.goBack();
      await asksFor(page, "/de/offers", { q: "deutsch", city: null });
      await page.locator("#found", { hasNotText: before[0] }).waitFor();
      equal(await page.inputValue("#q"), "deutsch");
    },
  );

  journey(
    `an address made by searching holds nothing but the question (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      await guest.open("/de");
      await page.fill("#q", "deutsch");
      await page.locator(".search-field button").click();
      await asksFor(page, "/de/offers", { q: "deutsch" });
      equal(page.url(), `${guest.origin}/de/offers?q=deutsch`);
      await search(guest);
      equal(page.url(), guest.origin + ASKED);
    },
  );

  journey(`the language switch keeps the page and the question (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    await guest.open(ASKED);
    const before = await names(page);
    await page.locator(".language-switch summary").click();
    await page.locator('.language-switch a[hreflang="ar"]').click();
    await asksFor(page, "/ar/offers", { q: "deutsch", city: "recklinghausen" });
    await guest.settle();
    equal(await page.inputValue("#q"), "deutsch");
    equal((await names(page)).length, before.length);
  });

  journey(`nothing found says what to do (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    equal(await guest.open("/de/offers?q=xyzzyqqq"), 200);
    equal(await found(page), say("de", "finder.found", { count: 0 }));
    ok(
      (await read(page.locator(".results .notice")))
        .join()
        .includes(say("de", "finder.nothing_hint")),
    );
    await page.locator(".results .notice a").click();
    await asksFor(page, "/de/offers", { q: null });
    await page.locator(".offer-card").first().waitFor();
    equal(await page.inputValue("#q"), "");
  });
}

const nonsense = [
  ["/de/offers?page=0", "de", "error.page_number", {}],
  ["/uk/offers?page=0", "uk", "error.page_number", {}],
  ["/de/offers?city=<script>", "de", "error.filter_value", script("de")],
  ["/ar/offers?city=<script>", "ar", "error.filter_value", script("ar")],
];

function script(language) {
  return { value: "<script>", filter: say(language, "finder.city") };
}

const missing = [
  ["/de/offers/unheard-of", "error.no_offer"],
  ["/de/nowhere", "error.no_page"],
  ["/nowhere", "error.no_page"],
];

for (const way of WAYS) {
  journey(
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

  journey(
    `an offer or a page that is not there is said to be missing (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      for (const [path, key] of missing) {
        guest.expectStatus(404, path);
        // Where there is no page at all, there is no program for it either.
        equal((await guest.page.goto(path)).status(), 404, path);
        if (await guest.page.locator('meta[name="build-id"]').count()) await guest.settle();
        const notice = plain(await guest.page.locator(".notice").innerText());
        ok(notice.includes(say("de", key)), `${path}: ${notice}`);
      }
    },
  );
}

journey("Arabic runs from right to left and marks what is still German", async ({ visitor }) => {
  const guest = await visitor();
  const { page } = guest;
  await guest.open("/ar/offers");
  equal(await page.locator("html").getAttribute("lang"), "ar");
  equal(await page.locator("html").getAttribute("dir"), "rtl");
  equal(await page.locator("body").evaluate((body) => getComputedStyle(body).direction), "rtl");
  const title = plain(await page.locator("h1").innerText());
  equal(title, say("ar", "finder.title"));
  notEqual(title, say("de", "finder.title"), "the title is not translated");
  const fallback = page.locator(".offer-card", { has: page.locator('h2 [lang="de"]') }).first();
  equal(await fallback.locator('h2 [lang="de"]').getAttribute("dir"), "ltr");
  const note = say("ar", "text.fallback", { language: say("ar", "taxonomy.language.de") });
  ok(plain(await fallback.innerText()).includes(note));
  ok((await page.locator('.offer-card h2 [lang="ar"][dir="rtl"]').count()) > 0);
});

journey("plain German says that nobody has tested it yet", async ({ visitor }) => {
  const guest = await visitor();
  await guest.open("/de-simple");
  equal(
    plain(await guest.page.locator(".plain-note").innerText()),
    say("de-simple", "site.plain_note"),
  );
  await guest.open("/de");
  equal(await guest.page.locator(".plain-note").count(), 0);
});

journey(
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
