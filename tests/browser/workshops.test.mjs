// Rounds in which each participant goes to one workshop and votes there.

import { deepEqual, equal } from "node:assert/strict";
import {
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  openBoard,
  result,
  say,
  WAYS,
} from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };

/** Chooses a workshop and waits until its challenges are there. */
async function choose(phone, field) {
  await phone.press("choose", field);
  await phone.page.locator(".chosen-field").waitFor();
  await phone.page.locator(`[id="field-${field}"]`).waitFor();
}

/** Goes back to the choice, which removes the dots. */
async function changeWorkshop(phone) {
  await phone.press("choose", "");
  await phone.page.locator(".choose-field").waitFor();
  equal(await phone.page.locator(".challenge-dots:visible").count(), 0);
}

for (const way of WAYS) {
  journey(
    `dots lie in the workshop chosen, and go with it (${way})`,
    async ({ server, visitor }) => {
      await hall(server, { flags: ["--one-field"] });
      const ids = await idsOf(server);
      const board = await openBoard(await visitor(SCREEN), HALL);
      const phone = await joinByTyping(await visitor({ way }), HALL, HALL);
      equal(await phone.page.locator(".field-choice:visible").count(), 2);

      await choose(phone, ids.Sprache);
      equal(await phone.button("add", ids["Wohnen 1"]).isVisible(), false);
      await phone.add(ids["Sprache 1"], 1);
      await phone.add(ids["Sprache eins"], 1);
      await phone.isCounted();
      await board.shows(ids["Sprache 1"], 1);
      await board.page
        .locator(".field-chosen", { hasText: say("de", "board.chosen", { count: 1 }) })
        .waitFor();

      await changeWorkshop(phone);
      await choose(phone, ids.Wohnen);
      await phone.add(ids["Wohnen 2"], 1);
      await phone.isCounted();
      await board.shows(ids["Wohnen 2"], 1);
      await board.shows(ids["Sprache 1"], 0);
      const { on } = await result(server, HALL);
      deepEqual(on, { [ids["Wohnen 2"]]: 1 });

      await phone.open();
      await phone.has(ids["Wohnen 2"], 1);
    },
    { demo: false },
  );
}

journey(
  "undo brings the dots of the workshop back, and they count (full)",
  async ({ server, visitor }) => {
    await hall(server, { flags: ["--one-field"] });
    const ids = await idsOf(server);
    const phone = await joinByTyping(await visitor(), HALL, HALL);
    const undo = phone.bar.locator("button.undo");
    await choose(phone, ids.Sprache);
    await phone.add(ids["Sprache 1"], 1);
    await phone.add(ids["Sprache 2"], 1);
    await changeWorkshop(phone);
    await undo.click();
    await phone.has(ids["Sprache 1"], 1);
    await phone.has(ids["Sprache 2"], 1);
    await phone.isCounted();
    await undo.click();
    await phone.has(ids["Sprache 2"], 0);
    await phone.isCounted();
    deepEqual((await result(server, HALL)).on, { [ids["Sprache 1"]]: 1 });
  },
  { demo: false },
);
