// The address contains the whole query: opened elsewhere it gives the same answer.

import { deepEqual, equal, ok } from "node:assert/strict";
import { ask, Finder, visit } from "./harness.mjs";

/** Together they use every name that an address of the finder can have. */
const QUESTIONS = [
  "q=deutsch&category=sprache&weekday=mo&weekday=tu&level=a1&level=a2",
  "city=marl&city=herten&free=yes&step_free=yes&sort=next",
  "city=recklinghausen&district=recklinghausen-innenstadt&format=in_person",
  "language=ar&language=uk&childcare=yes&gender=female&age=adults&sort=verified",
  "near=51.614,7.199&within=10&kind=event&kind=room",
  "near=marl&sort=verified&background=newcomers&background=migration&page=2",
  "group=parents&group=volunteers",
  "provider=volkshochschule-musterkreis&when=today&when=now",
  "q=Kaffee %26 Kuchen&kind=event",
];
const NAMES =
  "q category city district within language weekday when childcare free step_free gender age background group level format kind provider near sort page";

const pairs = (question) => [...new URLSearchParams(question)];

/** What a reader sees of the query and of the answer. */
async function seen(finder) {
  const { page } = finder;
  const ticked = await page
    .locator("input:checked")
    .evaluateAll((boxes) => boxes.map(({ name, value }) => [name, value]));
  const fields = await Promise.all(
    ["#q", "#near", '[name="sort"]'].map(async (field) => [
      await page.locator(field).getAttribute("name"),
      await page.inputValue(field),
    ]),
  );
  const asked = [...ticked, ...fields.filter(([, value]) => value !== "")];
  return { found: await finder.found(), names: await finder.names(), asked: asked.sort() };
}

visit("the questions below use every name", async () => {
  const used = QUESTIONS.flatMap((question) => pairs(question).map(([name]) => name));
  deepEqual([...new Set(used)].sort(), NAMES.split(" ").sort());
});

for (const question of QUESTIONS) {
  visit(`${question} reproduces question and answer`, async ({ server, visitor }) => {
    const asked = pairs(question);
    const { offers, nearby = [], total, page: number } = await ask(server, "de", asked);
    equal(number, Number(Object.fromEntries(asked).page ?? 1));
    const before = new Finder(await visitor());
    await before.open("/offers", asked);
    await before.shows(total);
    const sight = await seen(before);
    deepEqual(
      sight.names,
      [...offers, ...nearby].map((offer) => offer.name.text),
    );
    ok(sight.names.length > 0);
    deepEqual(sight.asked, asked.filter(([name]) => name !== "page").sort());

    // Another visitor, in another browser, without the program.
    const other = new Finder(await visitor({ way: "no javascript" }));
    await other.guest.page.goto(before.page.url());
    deepEqual(await seen(other), sight);

    // The same on the map, and back to the list.
    const { total: onMap } = await ask(server, "de", asked, "map");
    await before.page.locator(".view-switch a").nth(1).click();
    await before.page.locator("svg.map").waitFor();
    await before.shows(onMap);
    deepEqual((await seen(before)).asked, sight.asked);
    await before.page.goBack();
    await before.page.locator("svg.map").waitFor({ state: "detached" });
    await before.cards.first().waitFor();
    deepEqual(await seen(before), sight);
  });
}

visit("pages of results follow each other, and back leads back", async ({ server, visitor }) => {
  const finder = new Finder(await visitor());
  const { page } = finder;
  const { pages } = await ask(server, "de", []);
  ok(pages > 2);
  await finder.open("/offers");
  const first = await finder.names();
  await page.locator('.pagination [rel="next"]').click();
  await finder.comesTo("/offers", [["page", "2"]]);
  await page.locator('.pagination [rel="prev"]').waitFor();
  const second = await finder.names();
  ok(second.every((name) => name) && String(second) !== String(first));
  await page.goBack();
  await finder.comesTo("/offers");
  await page.locator('.pagination [rel="prev"]').waitFor({ state: "detached" });
  deepEqual(await finder.names(), first);
});
