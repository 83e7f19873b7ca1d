// The finder in Chromium, Firefox and WebKit.

import { deepEqual, equal, ok } from "node:assert/strict";
import { ask, Finder, journeyEverywhere, say } from "./harness.mjs";

const WORD = ["q", "deutsch"];
const CITY = ["city", "recklinghausen"];

/** List, field and address say the same, and it is the API's answer. */
async function agree({ server, finder }, pairs) {
  const { page } = finder;
  await finder.comesTo("/offers", pairs);
  const { total, offers } = await ask(server, finder.language, pairs);
  ok(total > 0, "something is found");
  await finder.shows(total);
  const [first] = offers;
  // Pages have soft hyphens in long words, the API's answer has none.
  await page.waitForFunction(
    (name) =>
      document.querySelector(".offer-card h3 a")?.textContent.replaceAll("\u00ad", "").includes(name),
    first.name.text,
  );
  equal((await finder.names()).length, offers.length);
  equal(await page.inputValue("#q"), WORD[1]);
}

journeyEverywhere(
  "a search, a filter, an offer and the way back: list and field agree",
  async ({ server, visitor }) => {
    const finder = new Finder(await visitor());
    const { page } = finder;
    await finder.open();
    await page.fill("#q", WORD[1]);
    await page.getByRole("button", { name: say("de", "finder.search"), exact: true }).click();
    await agree({ server, finder }, [WORD]);

    await finder.openSheet();
    await finder.tick(...CITY);
    await finder.showFound();
    await agree({ server, finder }, [WORD, CITY]);
    const names = await finder.names();

    await finder.openOffer(1);
    await page.goBack();
    await agree({ server, finder }, [WORD, CITY]);
    deepEqual(await finder.names(), names);
    ok(await finder.box(...CITY).isChecked());

    await page.goBack();
    await agree({ server, finder }, [WORD]);
    equal(await finder.box(...CITY).isChecked(), false);

    await finder.openOffer();
    await page.locator(".back a").click();
    await agree({ server, finder }, [WORD]);
  },
);

journeyEverywhere(
  "Enter searches, also in Arabic, from right to left",
  async ({ server, visitor }) => {
    const finder = new Finder(await visitor(), "ar");
    const { page } = finder;
    await finder.open("/offers");
    await page.fill("#q", WORD[1]);
    await page.press("#q", "Enter");
    await finder.comesTo("/offers", [WORD]);
    await finder.shows((await ask(server, "ar", [WORD])).total);
    // The list may be replaced once more, so this is a wait. A title with letters of both directions
    // has several boxes in a line; the one most to the right has to touch the heading's right edge.
    await page.waitForFunction(() => {
      const link = document.querySelector(".offer-card h3 a");
      if (!link) return false;
      const ends = new Map();
      for (const { top, right } of link.getClientRects()) {
        ends.set(Math.round(top), Math.max(right, ends.get(Math.round(top)) ?? 0));
      }
      const edge = link.closest("h3").getBoundingClientRect().right;
      return ends.size > 0 && [...ends.values()].every((right) => Math.abs(edge - right) < 2);
    });
  },
);
