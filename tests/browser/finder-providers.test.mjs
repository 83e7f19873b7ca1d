// The directory: institutions by city and topic, and from an institution to its offers.

import { deepEqual, equal, ok } from "node:assert/strict";
import { ask, Finder, plain, query, read, say, visit, WAYS } from "./harness.mjs";

const ASKED = [
  ["category", "sport"],
  ["city", "marl"],
];

const promises = (finder, count) => finder.shows(count, "providers.found");

for (const way of WAYS) {
  visit(
    `an institution is found by city and topic, and leads to its offers (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      await finder.open("/offers");
      await page.locator(".view-switch").getByText(say("de", "nav.providers")).click();
      await finder.comesTo("/providers");
      const all = await ask(server, "de", [], "providers");
      await promises(finder, all.total);
      const asked = [];
      for (const pair of ASKED) {
        asked.push(pair);
        await finder.tick(...pair);
        // With the program, a filter submits the form by itself.
        if (finder.isRunning) await finder.comesTo("/providers", asked);
      }
      if (!finder.isRunning) await finder.showButton.click();
      await finder.comesTo("/providers", ASKED);
      const { total, providers } = await ask(server, "de", ASKED, "providers");
      ok(total > 0 && total < all.total);
      await promises(finder, total);
      deepEqual(
        await finder.names(),
        providers.map((provider) => provider.name),
      );
      for (const card of await read(finder.cards)) {
        ok(card.includes("Marl") && card.includes(say("de", "taxonomy.category.sport")), card);
      }

      const name = await finder.openOffer();
      const { id } = providers[0];
      await finder.comesTo(`/providers/${id}`, ASKED);
      const back = page.locator(".back a");
      equal(await back.getAttribute("href"), `/de/providers${query(ASKED)}`);
      const { total: has, offers } = await ask(server, "de", [], `providers/${id}`);
      ok(has > 0);
      deepEqual(
        await finder.names(),
        offers.map((offer) => offer.name.text),
      );
      await finder.openOffer();
      await page.locator(".provider a", { hasText: name }).click();
      await finder.comesTo(`/providers/${id}`);
      await back.click();
      await finder.comesTo("/providers");
      await promises(finder, all.total);
    },
  );

  visit(
    `an institution is found by its name, and none in words (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      const { providers } = await ask(server, "de", [], "providers");
      const { name } = providers.at(-1);
      await finder.open("/providers");
      await page.fill("#q", name);
      await page.press("#q", "Enter");
      await finder.comesTo("/providers", [["q", name]]);
      await promises(finder, (await ask(server, "de", [["q", name]], "providers")).total);
      ok((await finder.names()).includes(name));

      await page.fill("#q", "xyzzyqqq");
      await page.press("#q", "Enter");
      await finder.comesTo("/providers", [["q", "xyzzyqqq"]]);
      await promises(finder, 0);
      const notice = page.locator(".results .notice");
      equal(plain(await notice.locator("p").innerText()), say("de", "providers.nothing"));
      await notice.locator("a.button").click();
      await finder.comesTo("/providers");
      await finder.cards.first().waitFor();
    },
  );
}

visit("a provider's offers stand in the list of offers too", async ({ server, visitor }) => {
  const finder = new Finder(await visitor());
  const { providers } = await ask(server, "de", [], "providers");
  const { id, offers } = providers.find((provider) => provider.offers > 1);
  await finder.open("/offers", [["provider", id]]);
  await finder.shows(offers);
  ok(await finder.box("provider", id).isChecked());
});

for (const way of WAYS) {
  visit(
    `an institution is found by the town and topic of a contact person (${way})`,
    async ({ server, visitor }) => {
      const finder = new Finder(await visitor({ way }));
      const { page } = finder;
      const asked = [
        ["category", "beratung"],
        ["city", "waltrop"],
      ];
      const { providers } = await ask(server, "de", asked, "providers");
      const found = providers.find(({ city, persons }) => city?.id !== "waltrop" && persons?.length);
      await finder.open("/providers", asked);
      const card = page.locator(".offer-card", { hasText: found.name });
      await card.getByText(found.persons[0].name).waitFor();
      await card.locator("h3 a").click();
      await finder.comesTo(`/providers/${found.id}`, asked);
      const { persons } = await ask(server, "de", [], `providers/${found.id}`);
      const { person } = persons.find((one) => one.person.name === found.persons[0].name);
      await page.getByRole("heading", { name: person.name, exact: true }).waitFor();
      equal(await page.locator(`a[href="mailto:${person.mail}"]`).count(), 1);
    },
  );
}
