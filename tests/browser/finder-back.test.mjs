// "Back": address, search field, filters and results say one query, on every page that searches.

import { equal } from "node:assert/strict";
import { Finder, plain, say, visit, WAYS } from "./harness.mjs";

const WORDS = ["deutsch", "schwimmen"];

for (const path of ["/offers", "/map", "/providers"]) {
  visit(`after "back" the field shows what is asked (${path})`, async ({ visitor }) => {
    const finder = new Finder(await visitor());
    const { page } = finder;
    const shown = (text) =>
      page.waitForFunction((text) => document.querySelector("#q").value === text, text);
    await finder.open(path);
    for (const word of WORDS) {
      await page.fill("#q", word);
      await page.press("#q", "Enter");
      await finder.comesTo(path, [["q", word]]);
      await page.locator(`#q[value="${word}"]`).waitFor();
    }
    await page.goBack();
    await finder.comesTo(path, [["q", WORDS[0]]]);
    await shown(WORDS[0]);
    await page.press("#q", "Enter");
    await finder.comesTo(path, [["q", WORDS[0]]]);
    await page.goBack();
    await finder.comesTo(path);
    await shown("");
  });
}

visit("after \"back\" the order is the one of the list", async ({ visitor }) => {
  const finder = new Finder(await visitor({ viewport: { width: 1280, height: 800 } }));
  const { page } = finder;
  await finder.open("/offers");
  await page.selectOption("[name=sort]", "next");
  await finder.comesTo("/offers", [["sort", "next"]]);
  await page.selectOption("[name=near]", "marl");
  await finder.comesTo("/offers", [
    ["near", "marl"],
    ["sort", "next"],
  ]);
  await page.locator("#near option[value=marl][selected]").waitFor({ state: "attached" });
  await page.goBack();
  await finder.comesTo("/offers", [["sort", "next"]]);
  await page.waitForFunction(() => document.querySelector("#near").value === "");
  await page.goBack();
  await finder.comesTo("/offers");
  await page.waitForFunction(() => document.querySelector("[name=sort]").value === "");
});

visit("what is typed while an answer comes stays", async ({ visitor }) => {
  const finder = new Finder(await visitor());
  const { page } = finder;
  await finder.open("/offers");
  await page.fill("#q", "deutsch");
  await page.press("#q", "Enter");
  await page.fill("#q", "deutsch in marl");
  await page.locator('#q[value="deutsch"]').waitFor();
  equal(await page.inputValue("#q"), "deutsch in marl");
});

for (const way of WAYS) {
  visit(`an offer leads back to the query that found it (${way})`, async ({ visitor }) => {
    const finder = new Finder(await visitor({ way }));
    const { page } = finder;
    const asked = [
      ["city", "marl"],
      ["q", "deutsch"],
    ];
    await finder.open("/offers", asked);
    await finder.openOffer();
    equal(await page.locator(".site-nav [aria-current]").count(), 1);
    const back = page.locator(".back a");
    equal(plain(await back.innerText()), say("de", "offer.back"));
    await back.click();
    await finder.comesTo("/offers", asked);
    equal(await page.inputValue("#q"), "deutsch");
    // From the map back to the map.
    await finder.open("/map", asked);
    await page.locator(".map-spots ul a").first().click();
    await page.locator("article.offer").waitFor();
    await back.click();
    await finder.comesTo("/map", asked);
  });

  visit(`list, map and institutions lead to each other (${way})`, async ({ visitor }) => {
    const finder = new Finder(await visitor({ way }));
    const { page } = finder;
    await finder.open("/offers", [
      ["city", "marl"],
      ["q", "deutsch"],
    ]);
    for (const [place, path] of ["/offers", "/map", "/providers"].entries()) {
      await page.locator(".view-switch a").nth(place).click();
      const asked = [["city", "marl"], ...(path === "/providers" ? [] : [["q", "deutsch"]])];
      await finder.comesTo(path, asked);
      await page.locator(`.view-switch a:nth-child(${place + 1})[aria-current=page]`).waitFor();
      equal(await page.locator(".view-switch [aria-current]").count(), 1);
      equal(await page.locator(".site-nav [aria-current]").count(), 1);
    }
    await page.locator(".view-switch a").first().click();
    await finder.comesTo("/offers", [["city", "marl"]]);
  });
}

visit("a long query pushes nothing off a small screen", async ({ visitor }) => {
  const viewport = { width: 360, height: 640 };
  const finder = new Finder(await visitor({ viewport }));
  const { page } = finder;
  const mail = `${"vorname.nachname".repeat(4)}@${"stelle".repeat(8)}.example`;
  const sentence = "Ich suche für meine Mutter einen Kurs am Vormittag mit Betreuung für zwei Kinder";
  for (const text of [mail, sentence]) {
    await finder.open("/offers", [["q", text]]);
    const chip = page.locator(".chips .chip-chosen").first();
    const { width } = await chip.boundingBox();
    equal(width < viewport.width - 32, true, `${width} px wide`);
    equal(await chip.locator("[title]").getAttribute("title"), text);
    equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
  }
});
