// Filters in use: what is ticked, where the focus is, how the sheet opens and closes.

import { deepEqual, equal, ok } from "node:assert/strict";
import { ask, Finder, pairsOf, say, tabTo, visit, WAYS } from "./harness.mjs";

const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** Ticked checkboxes, as pairs. */
async function ticked(finder) {
  const boxes = finder.page.locator("input:checked");
  return (await boxes.evaluateAll((boxes) => boxes.map((box) => [box.name, box.value]))).sort();
}

visit(
  "ticked is what the address asks for, also where values fall away",
  async ({ server, visitor }) => {
    const finder = new Finder(await visitor(DESKTOP));
    const asked = [];
    await finder.open("/offers");
    for (const [name, value] of [
      ["language", "ar"],
      ["childcare", "yes"],
      ["category", "sprache"],
      ["weekday", "th"],
    ]) {
      asked.push([name, value]);
      await finder.tick(name, value);
      await finder.comesTo("/offers", asked);
      await finder.shows((await ask(server, "de", asked)).total);
      deepEqual(await ticked(finder), [...asked].sort());
    }
    while (asked.length > 0) {
      const [name, value] = asked.shift();
      await finder.box(name, value).click();
      await finder.comesTo("/offers", asked);
      await finder.shows((await ask(server, "de", asked)).total);
      deepEqual(await ticked(finder), [...asked].sort());
    }
  },
);

visit(
  "a filter can be ticked by keyboard, and the focus stays on it",
  async ({ server, visitor }) => {
    const finder = new Finder(await visitor(DESKTOP));
    const { page } = finder;
    await finder.open("/offers");
    const isOnDays =
      "document.activeElement.matches('summary') && !!document.activeElement.parentElement.querySelector('[name=weekday]')";
    await tabTo(page, isOnDays, 40);
    await page.keyboard.press("Enter");
    const isOn = (day) => `document.activeElement.matches('[name=weekday][value=${day}]')`;
    const asked = [];
    for (const day of ["mo", "tu"]) {
      await tabTo(page, isOn(day), 1);
      await page.keyboard.press("Space");
      asked.push(["weekday", day]);
      await finder.comesTo("/offers", asked);
      await finder.shows((await ask(server, "de", asked)).total);
      ok(await page.evaluate(isOn(day)), "the focus is lost");
    }
  },
);

for (const way of WAYS) {
  visit(`the sheet opens, closes and stays closed (${way})`, async ({ visitor }) => {
    const finder = new Finder(await visitor({ way }));
    const { page } = finder;
    await finder.open("/offers");
    const head = finder.sheet.locator(".filter-sheet-head");
    equal(await head.isVisible(), false);
    for (const close of [
      () => finder.sheet.getByRole("button", { name: say("de", "finder.close") }).click(),
      () => page.keyboard.press("Escape"),
      () => page.mouse.click(180, 10),
    ]) {
      await finder.openSheet();
      await close();
      await head.waitFor({ state: "hidden" });
    }
    deepEqual(pairsOf(page.url()), []);
  });

  visit(
    `head and buttons of the sheet stay in sight, whatever has the focus (${way})`,
    async ({ visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      await finder.open("/offers");
      await finder.openSheet();
      const last = finder.sheet.locator("details.facet").last();
      await last.evaluate((facet) => (facet.open = true));
      for (const target of [last.locator("summary"), last.locator("input").last()]) {
        await target.evaluate((element) => element.scrollIntoView());
        await target.focus();
        equal(
          await finder.sheet.evaluate((sheet) => sheet.scrollTop),
          0,
          "the sheet itself has moved",
        );
      }
      const { height } = page.viewportSize();
      for (const part of [".filter-sheet-head", ".filter-actions"]) {
        const { y, height: own } = await finder.sheet.locator(part).boundingBox();
        ok(y > 0 && y + own <= height + 1, part);
      }
    },
  );

  visit(`all filters are gone with one press (${way})`, async ({ server, visitor }) => {
    const finder = new Finder(await visitor({ way }));
    await finder.open("/offers", [
      ["q", "deutsch"],
      ["city", "marl"],
      ["free", "yes"],
    ]);
    await finder.openSheet();
    await finder.sheet.getByText(say("de", "finder.reset"), { exact: true }).click();
    await finder.comesTo("/offers");
    await finder.shows((await ask(server, "de", [])).total);
    deepEqual(await ticked(finder), []);
    equal(await finder.page.inputValue("#q"), "");
  });
}
