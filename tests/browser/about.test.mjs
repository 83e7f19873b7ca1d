// About the site: every page's footer links to it, and it says who runs the site.

import { deepEqual, equal } from "node:assert/strict";
import { journey, say, visit, WAYS } from "./harness.mjs";

const LANGUAGES = ["de", "de-simple", "en", "tr", "ar", "uk"];
const MAIL = "integration@muster.example";
const SOURCE = "https://code.muster.example/miteinander";
const OPERATOR = [
  ["--operator", "Kreis Muster"],
  ["--operator-mail", MAIL],
  ["--source-url", SOURCE],
].flat();

/** From the home page to the one about the site, by the link in the footer. */
async function lookUp(guest, language) {
  await guest.open(`/${language}`);
  const title = say(language, "about.title");
  const link = say(language, "nav.about");
  await guest.page.locator("footer").getByRole("link", { name: link }).click();
  await guest.page.waitForURL(`**/${language}/about`);
  await guest.page.getByRole("heading", { level: 1, name: title }).waitFor();
}

for (const way of WAYS) {
  journey(
    `the foot of a page leads to who runs the site and where to report a barrier (${way})`,
    async ({ visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      await lookUp(guest, "de");
      const operator = page.locator("[data-about=operator]");
      await operator.getByText("Kreis Muster").waitFor();
      equal(await operator.getByRole("link").getAttribute("href"), `mailto:${MAIL}`);
      const barrier = page.getByRole("link", { name: say("de", "about.barrier") });
      equal(await barrier.getAttribute("href"), `mailto:${MAIL}`);
      const source = page.getByRole("link", { name: say("de", "about.source") });
      equal(await source.getAttribute("href"), SOURCE);
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: say("de", "home.title") }).waitFor();
    },
    { flags: OPERATOR },
  );

  visit(`an operator who is not known is not made up (${way})`, async ({ visitor }) => {
    const guest = await visitor({ way });
    await lookUp(guest, "ar");
    await guest.page.getByText(say("ar", "about.operator_unknown")).waitFor();
    await guest.page.getByText(say("ar", "about.barrier_nowhere")).waitFor();
    equal(await guest.page.locator("main a[href^='mailto:'], main a[rel~=noopener]").count(), 0);
    // Where the imprint should be, the page says that it is missing.
    await guest.page.getByRole("link", { name: say("ar", "legal.imprint"), exact: true }).click();
    await guest.page.waitForURL("**/ar/legal/imprint");
    await guest.page.getByText(say("ar", "legal.imprint_missing")).waitFor();
  });
}

visit("every language is named in itself, with the state of its texts", async ({ visitor }) => {
  const { page } = await visitor({ way: "no javascript" });
  await page.goto("/en/about");
  const names = page.locator("main dt [lang]");
  const tags = await names.evaluateAll((all) => all.map((one) => one.lang));
  deepEqual(tags, LANGUAGES);
  const states = await page.locator("main dd").allInnerTexts();
  const translated = say("en", "about.texts_translated");
  const [checked, plain] = [say("en", "about.texts_checked"), say("en", "about.texts_plain")];
  deepEqual(states, [checked, plain, translated, translated, translated, translated]);
});
