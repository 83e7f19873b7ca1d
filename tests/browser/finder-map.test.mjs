// A club looks for a room: filters, then the map, which works by keyboard alone.

import { deepEqual, equal, ok } from "node:assert/strict";
import { ask, Finder, plain, read, say, tabTo, visit, WAYS } from "./harness.mjs";

const ROOMS = ["kind", "room"];
/** Most links and fields before the first town and the first spot. */
const NEAR = 40;

/** A town whose rooms have different places, so that a spot leads to a room's page. */
async function townWithRooms(server) {
  const { towns } = await ask(server, "de", [ROOMS], "map");
  for (const { id, count } of towns) {
    const { spots } = await ask(server, "de", [ROOMS, ["city", id]], "map");
    if (count > 0 && spots[0]?.count === 1) return { id, count, spot: spots[0] };
  }
  throw new Error("no town has a room of its own");
}

const isOnTown = (id) =>
  `document.activeElement.matches('.map-town[href*="city=${id}"]') && document.activeElement`;
const isOnSpot = () => document.activeElement.matches(".map-spot");

for (const way of WAYS) {
  visit(
    `rooms are found by a filter, and on the map by keyboard alone (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      const { total } = await ask(server, "de", [ROOMS]);
      const town = await townWithRooms(server);
      await finder.open("/offers");
      await finder.openSheet();
      await finder.tick(...ROOMS);
      if (finder.isRunning) await finder.promises(total);
      await finder.showFound();
      await finder.comesTo("/offers", [ROOMS]);
      await finder.shows(total);
      await page.locator(".view-switch").getByText(say("de", "finder.view_map")).click();
      await finder.comesTo("/map", [ROOMS]);
      await finder.shows(total);
      await page.locator("svg.map .map-town circle").first().waitFor();

      await tabTo(page, `Boolean(${isOnTown(town.id)})`, NEAR);
      await page.keyboard.press("Enter");
      await finder.comesTo("/map", [ROOMS, ["city", town.id]]);
      await finder.shows(town.count);
      await tabTo(page, isOnSpot, NEAR);
      const label = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
      equal(label, town.spot.offers[0].name.text);
      await page.keyboard.press("Enter");
      const path = `/de/offers/${town.spot.offers[0].id}`;
      await page.waitForURL((url) => url.pathname === path);
      await page.locator("article.offer h1").getByText(label, { exact: true }).waitFor();
      const facts = plain(await page.locator(".offer-facts").innerText());
      ok(facts.includes(say("de", "taxonomy.kind.room")), facts);
    },
  );

  visit(`the lists below the map hold all that it shows (${way})`, async ({ server, visitor }) => {
    const finder = new Finder(await visitor({ way }));
    const { page } = finder;
    const map = await ask(server, "de", [ROOMS], "map");
    await finder.open("/map", [ROOMS]);
    await finder.shows(map.total);
    equal(await page.locator("svg .map-town").count(), map.towns.length);
    const towns = map.towns.filter((town) => town.count > 0);
    const listed = await read(page.locator(".map-towns a"));
    deepEqual(
      listed,
      towns.map((town) => `${town.name} ${town.count}`),
    );
    // A single offer is a dot without a number.
    const several = towns.filter((town) => town.count > 1);
    deepEqual(
      await page.locator("svg .map-number").allTextContents(),
      several.map((town) => String(town.count)),
    );
    const shown = map.spots.flatMap((spot) => spot.offers.map((offer) => offer.name.text));
    const links = await read(page.locator(".map-spots ul a"));
    ok(shown.every((name) => links.includes(name)));

    await page.locator(".map-towns a").first().click();
    await finder.comesTo("/map", [ROOMS, ["city", towns[0].id]]);
    await finder.shows(towns[0].count);
    await page.getByText(say("de", "map.whole"), { exact: true }).click();
    await finder.comesTo("/map", [ROOMS]);
    await finder.shows(map.total);
  });
}

visit(
  "a spot of several offers leads to the list of what is around it",
  async ({ server, visitor }) => {
    const finder = new Finder(await visitor());
    const { page } = finder;
    const { towns } = await ask(server, "de", [], "map");
    const pairs = [["city", towns.find((town) => town.count > 20).id]];
    const { spots } = await ask(server, "de", pairs, "map");
    const place = spots.findIndex((spot) => spot.count > 1);
    ok(place >= 0);
    await finder.open("/map", pairs);
    equal(await page.locator("svg .map-spot").count(), spots.length);
    // By key, since spots may overlap.
    await page.locator("svg .map-spot").nth(place).press("Enter");
    await finder.comesTo("/offers", [
      ...pairs,
      ["near", spots[place].near],
      ["sort", "distance"],
    ]);
    await finder.cards.first().waitFor();
    const names = await finder.names();
    ok(spots[place].offers.every((offer) => names.includes(offer.name.text)));
  },
);

/** Pairs of a name and another text of the map that lie on each other. */
function overlaps() {
  const texts = [...document.querySelectorAll("svg.map text")];
  const boxes = texts.map((text) => [text, text.getBoundingClientRect()]);
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes
    .filter(([text]) => text.closest(".map-names"))
    .flatMap(([name, box]) =>
      boxes
        .filter(([other, its]) => other !== name && meet(box, its))
        .map(([other]) => `${name.textContent} ${other.textContent}`),
    );
}

for (const [width, way] of [360, 1280].flatMap((width) => WAYS.map((way) => [width, way]))) {
  visit(`no name on the map lies on a number (${width} px, ${way})`, async ({ visitor }) => {
    const finder = new Finder(await visitor({ way }));
    const { page } = finder;
    await page.setViewportSize({ width, height: 800 });
    for (const pairs of [[], [["city", "recklinghausen"]], [["city", "haltern-am-see"]]]) {
      await finder.open("/map", pairs);
      await page.locator("svg.map .map-names text").first().waitFor();
      deepEqual(await page.evaluate(overlaps), []);
    }
  });
}
