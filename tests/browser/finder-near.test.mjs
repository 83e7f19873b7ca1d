// Near me: the position leaves the phone only on request, and rounded.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { ask, Finder, plain, say, visit, WAYS } from "./harness.mjs";

const HERE = { latitude: 51.614321, longitude: 7.198765 };
const NEAR = ["near", "51.614,7.199"];

/** Records the page's requests for a position and to the server. */
async function watch(guest) {
  const sent = [];
  guest.context.on("request", (request) =>
    sent.push(`${decodeURIComponent(request.url())} ${request.postData() ?? ""}`),
  );
  await guest.context.addInitScript(() => {
    const ask = Geolocation.prototype.getCurrentPosition;
    window.timesAsked = 0;
    Geolocation.prototype.getCurrentPosition = function (...callbacks) {
      window.timesAsked += 1;
      return ask.apply(this, callbacks);
    };
  });
  return sent;
}

const nearMe = (finder) =>
  finder.sheet.getByRole("button", { name: say(finder.language, "finder.near_me") });

/** Distances on the cards, in metres; a card without one is at zero. */
async function distances(finder) {
  const places = await finder.page
    .locator(".offer-card .facts-list > li:first-child")
    .allInnerTexts();
  return places.map((place) => {
    const [, number, unit] = /· (\d+(?:,\d)?) (km|m)$/.exec(plain(place)) ?? [place, "0", "m"];
    return Number(number.replace(",", ".")) * (unit === "km" ? 1_000 : 1);
  });
}

async function areNearestFirst(finder) {
  const metres = await distances(finder);
  ok(Math.max(...metres) > 0, "no distances");
  deepEqual(
    metres,
    metres.toSorted((one, other) => one - other),
  );
}

visit(
  "near me measures from where the phone is, only once asked to",
  async ({ server, visitor }) => {
    const guest = await visitor({ geolocation: HERE, permissions: ["geolocation"] });
    const sent = await watch(guest);
    const finder = new Finder(guest);
    const { page } = guest;
    await finder.open();
    await page.fill("#q", "");
    await page.press("#q", "Enter");
    await finder.comesTo("/offers");
    await finder.openSheet();
    await page.locator("#near-hint").getByText(say("de", "finder.near_hint")).waitFor();
    equal(await page.evaluate(() => window.timesAsked), 0);
    const telling = /51\.6|7\.19|near=/;
    deepEqual(
      sent.filter((request) => telling.test(request)),
      [],
    );

    await nearMe(finder).click();
    await finder.comesTo("/offers", [NEAR]);
    equal(await page.evaluate(() => window.timesAsked), 1);
    const { total, offers } = await ask(server, "de", [NEAR]);
    await page.locator(".facts-list", { hasText: " · " }).first().waitFor();
    await finder.shows(total);
    deepEqual(
      await finder.names(),
      offers.map((offer) => offer.name.text),
    );
    await areNearestFirst(finder);
    equal(await page.locator("#near").inputValue(), NEAR[1]);
    // The position sent is as coarse as promised.
    for (const request of sent) ok(!/51\.6143|7\.1987/.test(request), request);
  },
);

visit("near me says so where the position is denied", async ({ visitor }) => {
  const guest = await visitor({ permissions: [] });
  const finder = new Finder(guest);
  await finder.open("/offers");
  await finder.openSheet();
  await nearMe(finder).click();
  await guest.page.locator("#near-hint").getByText(say("de", "finder.near_failed")).waitFor();
  await finder.comesTo("/offers");
});

for (const way of WAYS) {
  visit(
    `distances can be measured from a city, without any position (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      const asked = [
        ["near", "marl"],
        ["within", "5"],
      ];
      await finder.open("/offers");
      equal(await finder.facet("within").count(), 0, "no distance without a place");
      await finder.openSheet();
      equal(await nearMe(finder).isVisible(), way === "full");
      await page.selectOption("#near", "marl");
      if (!finder.isRunning) await finder.showFound();
      await finder.comesTo("/offers", [asked[0]]);
      const whole = await ask(server, "de", [asked[0]]);
      await finder.facet("within").waitFor({ state: "attached" });
      if (!finder.isRunning) await finder.openSheet();
      await finder.tick(...asked[1]);
      const { total } = await ask(server, "de", asked);
      ok(total > 0 && total < whole.total);
      if (finder.isRunning) await finder.promises(total);
      await finder.showFound();
      await finder.comesTo("/offers", asked);
      await finder.shows(total);
      await areNearestFirst(finder);
      for (const metres of await distances(finder)) ok(metres <= 5_000, `${metres} m`);
      match(page.url(), /near=marl/);
    },
  );
}
