// What the finder shows where it finds nothing, and how it explains its results.

import { equal, ok } from "node:assert/strict";
import { ask, Finder, plain, read, say, visit, WAYS } from "./harness.mjs";

/** Rooms have no German level, so this finds nothing, whatever the rooms are. */
const TOO_MUCH = [
  ["kind", "room"],
  ["city", "marl"],
  ["level", "a1"],
];
const GERMAN_COURSE = "курс немецкого";
const UNKNOWN = "xyzzyqqq";

for (const way of WAYS) {
  visit(
    `where all filters together give nothing, each way out keeps its promise (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      const { total, loosen, nearby } = await ask(server, "de", TOO_MUCH);
      equal(total, 0);
      ok(loosen.length > 1 && nearby.length > 0, "a story about no way out");
      equal(await finder.open("/offers", TOO_MUCH), 200);
      await finder.shows(0);
      const hint = page.locator(".results .notice p");
      equal(plain(await hint.innerText()), say("de", "finder.loosen_hint"));
      const near = page.locator(".results h2").nth(1);
      equal(plain(await near.innerText()), say("de", "finder.nearby"));
      equal((await finder.names()).length, nearby.length);

      for (const [place, { name, count, pairs }] of loosen.entries()) {
        await finder.open("/offers", TOO_MUCH);
        const link = page.locator(".results .notice .chip").nth(place);
        const [, value] = TOO_MUCH.find(([facet]) => facet === name);
        const label = value === "marl" ? "Marl" : say("de", `taxonomy.${name}.${value}`);
        equal(
          plain(await link.locator("span").innerText()),
          say("de", "finder.loosen", { value: label }),
        );
        equal(
          plain(await link.locator("strong").innerText()),
          say("de", "finder.found", { count }),
        );
        await link.click();
        await finder.comesTo("/offers", pairs);
        await finder.shows(count);
        equal((await finder.names()).length, Math.min(count, 20));
      }
    },
  );

  visit(`nothing found for a word leads to everything (${way})`, async ({ server, visitor }) => {
    const finder = new Finder(await visitor({ way }));
    const { page } = finder;
    equal(await finder.open("/offers", [["q", UNKNOWN]]), 200);
    await finder.shows(0);
    const notice = page.locator(".results .notice");
    await notice.getByText(say("de", "finder.reset"), { exact: true }).click();
    await finder.comesTo("/offers");
    await finder.shows((await ask(server, "de", [])).total);
    equal(await page.inputValue("#q"), "");
  });

  visit(
    `${GERMAN_COURSE} says why it finds what has another name (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      await finder.open();
      await page.fill("#q", GERMAN_COURSE);
      await page.press("#q", "Enter");
      await finder.comesTo("/offers", [["q", GERMAN_COURSE]]);
      await finder.shows((await ask(server, "de", [["q", GERMAN_COURSE]])).total);
      const cards = await read(finder.cards);
      ok(cards.length > 0);
      const silent = [];
      for (const [place, name] of (await finder.names()).entries()) {
        const why = await read(finder.cards.nth(place).locator(".why"));
        // No German name contains a Russian word, so each result has to be explained.
        if (!why.some((why) => /курс|немецкого/.test(why))) silent.push(name);
      }
      equal(silent.join("\n"), "", "found without a reason");
    },
  );

  visit(
    `a word that nothing knows is named, and left out (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      await finder.open("/offers", [["q", `${GERMAN_COURSE} ${UNKNOWN}`]]);
      await finder.shows((await ask(server, "de", [["q", GERMAN_COURSE]])).total);
      const hint = finder.page.locator(".results .hint").first();
      equal(plain(await hint.innerText()), say("de", "finder.unknown", { words: UNKNOWN }));
    },
  );
}
