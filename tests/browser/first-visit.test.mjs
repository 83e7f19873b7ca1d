// The style sheet of a first visit is part of the page; from the second page on it is a file.

import { equal, notEqual } from "node:assert/strict";
import { CODE, journey, WAYS } from "./harness.mjs";

/** What the sheets make of the page's button and headline. */
const looks = (page) =>
  page.evaluate(() => {
    const { backgroundColor, paddingInlineStart } = getComputedStyle(document.querySelector(".button"));
    const { fontSize, fontFamily } = getComputedStyle(document.querySelector("h1"));
    return JSON.stringify({ backgroundColor, paddingInlineStart, fontSize, fontFamily });
  });
const MAIN = 'link[rel="stylesheet"]:not([media])[href*="/main."]';

for (const way of WAYS) {
  journey(`the second page of a visit looks as the first one does (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    await guest.open("/de/offers");
    equal(await page.locator(MAIN).count(), 0, "the first page waits for no style sheet");
    equal(await page.locator("head > style").count(), 1);
    const first = await looks(page);
    await guest.open("/de/offers");
    equal(await page.locator(MAIN).count(), 1, "the second page names the style sheet");
    equal(await page.locator("head > style").count(), 0);
    equal(await looks(page), first);
    await page.locator(MAIN).evaluate((link) => link.remove());
    notEqual(await looks(page), first, "the sheet is what makes the look");
  });
}

journey("the board is styled when the program leads there", async ({ visitor }) => {
  const guest = await visitor();
  const { page } = guest;
  await guest.open(`/de/c/${CODE}`);
  await page.locator('link[href*="/hall."]').waitFor({ state: "attached" });
  await page.locator(`a[href$="/board/${CODE}"]`).first().click();
  await page.locator(".board").waitFor();
  equal(await page.locator(".board").evaluate((board) => getComputedStyle(board).display), "flex");
});
