// Everyone in their own language, on the same challenge.

import { deepEqual, equal, ok } from "node:assert/strict";
import { challenges, CODE, journey, openBoard, Phone, plain, result, say } from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };
const DIRECTIONS = { uk: "ltr", ar: "rtl", de: "ltr" };

/** The challenge's text in a language. */
async function textIn(server, id, language) {
  const { fields } = await server.json(`/api/v1/conferences/${CODE}?texts=${language}`);
  const all = fields.flatMap((field) => field.challenges);
  const { text, short_title } = all.find((challenge) => challenge.id === id);
  return { ...text, title: short_title.text };
}

async function isIn(page, language) {
  const html = page.locator("html");
  deepEqual(
    [await html.getAttribute("lang"), await html.getAttribute("dir")],
    [language, DIRECTIONS[language]],
  );
}

/** The challenge has the right text, and the right `lang`. */
async function reads(page, id, { text, title, language }) {
  const shown = page.locator(`[id="${id}"] .challenge-text [lang="${language}"]`);
  await shown.first().waitFor();
  const texts = (await shown.allInnerTexts()).map(plain);
  deepEqual(texts, title === text ? [plain(text)] : [plain(title), plain(text)]);
}

/** The German text is shown next to it on request. */
async function showsGerman(page, id, german) {
  const beside = page.locator(`[id="${id}"] details.more [lang="de"]`, { hasText: german.text });
  equal(await beside.isVisible(), false);
  await page.locator(`[id="${id}"] details.more summary`).click();
  await beside.waitFor();
}

journey(
  "Ukrainian and Arabic dots lie on one challenge of the German board",
  async ({ server, visitor }) => {
    const [[id]] = await challenges(server);
    const german = await textIn(server, id, "de");
    const board = await openBoard(await visitor(SCREEN));
    for (const [place, language] of ["uk", "ar"].entries()) {
      const guest = await visitor({ locale: language });
      const phone = new Phone(guest, { language });
      await guest.open(`/${CODE}`);
      equal(new URL(guest.page.url()).pathname, phone.path, "the short link knows the language");
      await isIn(guest.page, language);
      const text = await textIn(server, id, language);
      equal(text.language, language);
      await reads(guest.page, id, text);
      await showsGerman(guest.page, id, german);
      const label = await phone.button("add", id).getAttribute("aria-label");
      equal(label, say(language, "vote.add", { challenge: text.title }));
      await phone.add(id, 1);
      await phone.isCounted();
      await board.shows(id, place + 1);
    }
    await isIn(board.page, "de");
    const { joined, on } = await result(server);
    deepEqual({ joined, on }, { joined: 2, on: { [id]: 2 } });
  },
);

journey(
  "texts can be read in a language the interface does not speak",
  async ({ server, visitor }) => {
    const [[id]] = await challenges(server);
    const guest = await visitor();
    const { page } = guest;
    const phone = new Phone(guest);
    await phone.open();
    await phone.add(id, 1);
    await phone.isCounted();
    await page.locator(".text-languages summary").click();
    await page.locator('.text-languages a[lang="pl"]').click();
    const polish = await textIn(server, id, "pl");
    ok(polish.text.startsWith("Uprzedzenia"));
    await reads(page, id, polish);
    await isIn(page, "de");
    await phone.has(id, 1);
    await phone.add(id, 2);
    await phone.isCounted();
    await showsGerman(page, id, await textIn(server, id, "de"));

    await phone.open("?texts=pl");
    await reads(page, id, polish);
    await phone.has(id, 2);
    equal(await page.locator('.text-languages a[aria-current="true"]').getAttribute("lang"), "pl");
  },
);
