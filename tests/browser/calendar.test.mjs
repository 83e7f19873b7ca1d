// The calendar: a page of the server alone, so it is the same with and without JavaScript.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { plain, say, visit, WAYS } from "./harness.mjs";
import { findings } from "./harness/axe.mjs";

const LANGUAGES = ["de", "de-simple", "en", "tr", "ar", "uk"];
const SIZES = [
  [320, 640],
  [360, 740],
  [1280, 800],
];

for (const [width, height] of SIZES) {
  visit(`axe finds nothing on the calendar, and it fits ${width} px`, async ({ visitor }) => {
    for (const language of LANGUAGES) {
      const { page } = await visitor({ viewport: { width, height }, bypassCSP: true });
      await page.goto(`/${language}/calendar?times=all`);
      await page
        .getByRole("heading", { level: 1, name: say(language, "calendar.title") })
        .waitFor();
      deepEqual(await findings(page), [], language);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      ok(wide <= width, `${language}: ${wide} px wide`);
    }
  });
}

for (const way of WAYS) {
  visit(`from home to the dates of a town, and on by four weeks (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way, viewport: { width: 360, height: 740 } });
    const { page } = guest;
    await guest.open("/de");
    await page
      .locator("main")
      .getByRole("link", { name: say("de", "home.calendar") })
      .click();
    await page.waitForURL("**/de/calendar");
    await page.locator(".filter-button").click();
    await page.locator("select[name=times]").selectOption("all");
    const city = page.locator(".facet", { has: page.locator("input[name=city]") });
    await city.locator("summary").click();
    await city.locator("input[value=marl]").check();
    await page
      .locator(".filter-actions")
      .getByRole("button", { name: say("de", "calendar.show") })
      .click();
    await page.waitForURL(/city=marl/);
    match(page.url(), /times=all/);
    const towns = await page.locator("[data-day] h4").allTextContents();
    ok(towns.length > 0 && towns.every((town) => plain(town) === "Marl"), String(towns));
    const days = await page
      .locator("[data-day]")
      .evaluateAll((all) => all.map((day) => day.dataset.day));
    deepEqual(days, [...new Set(days)].sort());
    await page.getByRole("link", { name: say("de", "calendar.later") }).click();
    await page.waitForURL(/from=/);
    const feed = page.locator("[data-calendar=feeds] a").first();
    const address = await feed.getAttribute("href");
    ok(!address.includes("from="), "a subscription begins today");
    const calendar = await page.request.get(address);
    equal(calendar.status(), 200);
    match(await calendar.text(), /^BEGIN:VCALENDAR[^]*UID:[^]*END:VCALENDAR\s*$/);
  });
}
