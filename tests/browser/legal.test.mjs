// Imprint, privacy, accessibility: pages of the server alone, which the program leaves alone.

import { deepEqual, equal, ok } from "node:assert/strict";
import { say, visit } from "./harness.mjs";
import { findings } from "./harness/axe.mjs";

const TOPICS = ["imprint", "privacy", "accessibility"];
const LANGUAGES = ["de", "de-simple", "en", "tr", "ar", "uk"];

for (const topic of TOPICS) {
  visit(`axe finds nothing on the ${topic} page, and it fits a narrow screen`, async (story) => {
    const viewport = { width: 320, height: 640 };
    for (const language of LANGUAGES) {
      const { page } = await story.visitor({ viewport, bypassCSP: true });
      await page.goto(`/${language}/legal/${topic}`);
      const heading = page.getByRole("heading", { level: 1, name: say(language, `legal.${topic}`) });
      await heading.waitFor();
      deepEqual(await findings(page), [], language);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      ok(width <= viewport.width, `${language}: ${width} px wide`);
    }
  });
}

visit("the language switch of a legal page keeps to the topic", async ({ visitor }) => {
  const { page } = await visitor({ way: "no javascript" });
  await page.goto("/de/legal/privacy");
  const link = page.locator(".language-switch a[hreflang=uk]");
  equal(await link.getAttribute("href"), "/uk/legal/privacy");
});
