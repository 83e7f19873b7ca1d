// A mother looks, in Arabic, for a German course with childcare on Thursday where Arabic is
// spoken: with words, and without typing anything.

import { equal, match, ok } from "node:assert/strict";
import { ask, Finder, plain, read, say, visit, WAYS } from "./harness.mjs";

const WORDS = ["q", "كورس ألماني"];
const TOPIC = ["category", "sprache"];
const CHOSEN = [
  ["language", "ar"],
  ["childcare", "yes"],
  ["weekday", "th"],
];

const inArabic = (key, values) => say("ar", key, values);
const ARABIC = inArabic("taxonomy.language.ar");
const THURSDAY = inArabic("taxonomy.weekday.th");

/** How many offers these pairs find; a test on none would prove nothing. */
async function count(server, pairs) {
  const { total } = await ask(server, "ar", pairs);
  ok(total > 0, `nothing for ${pairs.join(" ")}`);
  return total;
}

/** Every result shows next time, languages and childcare. */
async function saysWhatMatters(finder) {
  const facts = await read(finder.page.locator(".offer-card .facts-list"));
  const marks = await read(finder.page.locator(".offer-card .marks"));
  for (const fact of facts) {
    match(fact, RegExp(inArabic("finder.next_time")));
    match(fact, RegExp(inArabic("offer.languages")));
    match(fact, RegExp(ARABIC));
  }
  equal(marks.length, facts.length);
  for (const mark of marks) match(mark, RegExp(inArabic("finder.childcare")));
}

/** The first result is open on Thursday, and can be called. */
async function calls(finder) {
  const { page } = finder;
  await finder.openOffer();
  const times = await read(page.locator(".schedule li"));
  ok(
    times.some((time) => time.includes(THURSDAY)),
    `no ${THURSDAY} in ${times}`,
  );
  const languages = page.locator(".offer-facts dd", { hasText: ARABIC });
  ok((await languages.count()) > 0);
  const call = page.locator('article.offer a.button[href^="tel:"]');
  match(await call.getAttribute("href"), /^tel:\+?\d{6,}$/);
  ok(await call.isVisible());
  ok(plain(await call.innerText()).startsWith(inArabic("offer.phone")));
}

for (const way of WAYS) {
  visit(
    `three taps from home show courses with childcare in Arabic, four more those on Thursday, the eighth whom to call (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }), "ar");
      const { page } = finder;
      await finder.open();
      await finder.tap(page.locator(".need", { hasText: inArabic("taxonomy.category.sprache") }));
      await finder.comesTo("/offers", [TOPIC]);
      await finder.shows(await count(server, [TOPIC]));
      await finder.tap(finder.chip(ARABIC));
      await finder.comesTo("/offers", [TOPIC, CHOSEN[0]]);
      await finder.shows(await count(server, [TOPIC, CHOSEN[0]]));
      await finder.tap(finder.chip(inArabic("taxonomy.childcare.yes")));
      const [spoken, childcare, thursday] = CHOSEN;
      await finder.comesTo("/offers", [TOPIC, spoken, childcare]);
      await finder.shows(await count(server, [TOPIC, spoken, childcare]));
      equal(finder.taps, 3);
      await saysWhatMatters(finder);

      const last = await count(server, [TOPIC, spoken, childcare, thursday]);
      await finder.openSheet();
      await finder.tick(...thursday);
      if (finder.isRunning) await finder.promises(last);
      await finder.showFound();
      await finder.comesTo("/offers", [TOPIC, ...CHOSEN]);
      await finder.shows(last);
      equal(finder.taps, 7);
      equal((await finder.names()).length, last);
      await saysWhatMatters(finder);
      await calls(finder);
      equal(finder.taps, 8);
    },
  );

  visit(
    `the words كورس ألماني and three filters lead there too (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }), "ar");
      const { page } = finder;
      await finder.open();
      await page.fill("#q", WORDS[1]);
      await page.press("#q", "Enter");
      await finder.comesTo("/offers", [WORDS]);
      await finder.shows(await count(server, [WORDS]));

      await finder.openSheet();
      const asked = [WORDS];
      for (const pair of CHOSEN) {
        const [name, value] = pair;
        const box = page.locator(`[value="${value}"]`);
        const option = finder.facet(name).locator(".choice", { has: box });
        asked.push(pair);
        const promised = await count(server, asked);
        if (!finder.isRunning) {
          await finder.tick(name, value);
          continue;
        }
        // The number next to the value is the number of results, and the one on the button.
        const beside = plain(await option.locator(".choice-count .visually-hidden").textContent());
        equal(beside, inArabic("finder.found", { count: promised }));
        await finder.tick(name, value);
        await finder.comesTo("/offers", asked);
        await finder.promises(promised);
        await finder.shows(promised);
      }
      await finder.showFound();
      await finder.comesTo("/offers", asked);
      const last = await count(server, asked);
      await finder.shows(last);
      await finder.promises(last);
      equal((await finder.names()).length, last);
      await saysWhatMatters(finder);
      await calls(finder);
    },
  );
}

visit("each chip that is chosen takes itself back", async ({ server, visitor }) => {
  const finder = new Finder(await visitor(), "ar");
  await finder.open("/offers", [WORDS, ...CHOSEN]);
  const left = [WORDS, ...CHOSEN];
  for (const [name, value] of CHOSEN) {
    const label = inArabic(`taxonomy.${name}.${value}`);
    await finder.chip(inArabic("finder.remove", { value: label })).click();
    left.splice(1, 1);
    await finder.comesTo("/offers", left);
    await finder.shows(await count(server, left));
  }
});
