// Voting for everyone: axe on every state of every page, narrow screens, no mouse, no motion.

import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import {
  cast,
  HALL,
  hall,
  idsOf,
  journey,
  Organiser,
  Phone,
  plain,
  say,
  tabTo,
  visit,
} from "./harness.mjs";
import { findings } from "./harness/axe.mjs";

const LANGUAGES = ["de", "ar", "de-simple"];
const SIZES = [360, 1280];
const NARROWEST = 320;

/** Conferences in all states, each with its own code, on one server. */
const HALLS = {
  PREPAR: { isOpen: false },
  VUTENN: {},
  WURKEN: { flags: ["--one-field"] },
  CARDSS: { flags: ["--access", "personal-codes"] },
  SHAREN: { flags: ["--access", "shared-devices"] },
  SECRET: { flags: ["--hidden"] },
  CRUSED: {},
};

/** Paths without the language, by the name of the page and its state. */
const PAGES = {
  "phone before it opens": "c/PREPAR",
  "phone while it is open": "c/VUTENN",
  "phone with a choice of workshops": "c/WURKEN",
  "phone that wants a card": "c/CARDSS",
  "phone that is shared": "c/SHAREN",
  "phone after it closed": "c/CRUSED",
  "board that invites": "board/PREPAR",
  "board that shows the voting": "board/VUTENN",
  "board that hides the dots": "board/SECRET",
  "board that shows the result": "board/CRUSED",
  "board with all numbers": "board/CRUSED?scene=table",
  "board with all fields as bars": "board/VUTENN?scene=pulse",
  "board with one challenge": "board/VUTENN?scene=challenge",
  "board that announces the end": "board/VUTENN?scene=finish",
  "board that reveals places": "board/CRUSED?scene=reveal",
  result: "results/CRUSED",
  receipt: "c/CRUSED/receipt",
  "organiser's page": "organise/VUTENN",
  "organiser's page after closing": "organise/CRUSED",
  "page with cards": "organise/CARDSS/cards",
};

let prepared;

/** Imports the conferences, once; returns the organisers' keys. */
function prepare(server) {
  prepared ??= bring(server);
  return prepared;
}

async function bring(server) {
  const keys = {};
  for (const [code, options] of Object.entries(HALLS)) {
    const path = await hall(server, { ...options, code });
    keys[code] = path.split("/").at(-1);
  }
  const ids = await idsOf(server, "CRUSED");
  const dots = { [ids["Sprache 1"]]: 2, [ids["Sprache eins"]]: 1, [ids["Wohnen 2"]]: 3 };
  await cast(server, dots, { code: "CRUSED" });
  await server.command("round", "close", "CRUSED", "--grace", "0");
  return keys;
}

async function openPage(guest, language, path, keys) {
  const place = path.replace(/organise\/(\w+)/, (_, code) => `organise/${keys[code]}`);
  equal(await guest.open(`/${language}/${place}`), 200);
  await guest.page.locator("h1").first().waitFor();
  await guest.page.locator("main").evaluate((main) => {
    for (const details of main.querySelectorAll("details")) details.open = true;
  });
}

for (const [name, path] of Object.entries(PAGES)) {
  visit(`axe finds nothing on the ${name}`, async ({ server, visitor }) => {
    const keys = await prepare(server);
    const found = [];
    for (const width of SIZES) {
      const viewport = { width, height: 800 };
      const guest = await visitor({ viewport, reducedMotion: "reduce", bypassCSP: true });
      for (const language of LANGUAGES) {
        await openPage(guest, language, path, keys);
        const lines = await findings(guest.page);
        found.push(...lines.map((line) => `${language}, ${width} px: ${line}`));
      }
    }
    deepEqual(found, []);
  });
}

visit("none of these pages needs sideways scrolling at 320 px", async ({ server, visitor }) => {
  const keys = await prepare(server);
  const viewport = { width: NARROWEST, height: 640 };
  const guest = await visitor({ viewport, reducedMotion: "reduce" });
  const wide = [];
  for (const [name, path] of Object.entries(PAGES)) {
    for (const language of [...LANGUAGES, "uk"]) {
      await openPage(guest, language, path, keys);
      const width = await guest.page.evaluate(() => document.documentElement.scrollWidth);
      if (width > NARROWEST) wide.push(`${name}, ${language}: ${width} px`);
    }
  }
  deepEqual(wide, []);
});

visit("axe finds nothing on the cards with their codes", async ({ server, visitor }) => {
  const keys = await prepare(server);
  const guest = await visitor({ bypassCSP: true, way: "wasm blocked" });
  const desk = new Organiser(guest, `/de/organise/${keys.CARDSS}`);
  await desk.makeCards(3);
  deepEqual(await findings(guest.page), []);
});

visit("axe finds nothing on the board in the dark", async ({ server, visitor }) => {
  const keys = await prepare(server);
  const desk = new Organiser(await visitor(), `/de/organise/${keys.CRUSED}`);
  await desk.open();
  await desk.show({ dark: "1", second: "en" });
  const guest = await visitor({ viewport: { width: 1920, height: 1080 }, bypassCSP: true });
  await guest.open("/de/board/CRUSED");
  await guest.page.locator(".board.theme-dark").waitFor();
  deepEqual(await findings(guest.page), []);
  await desk.show({ dark: [], second: "" });
});

/** Presses the tab key until a button of this name and value has the focus. */
const tabToButton = (page, name, value) =>
  tabTo(page, `document.activeElement.matches('[name="${name}"][value="${value}"]')`, 40);

const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

journey(
  "joining, voting, taking back and the result need no mouse",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const id = ids["Sprache 1"];
    const guest = await visitor();
    const { page } = guest;
    const phone = new Phone(guest, { code: HALL });
    await guest.open("/de/join");
    await tabTo(page, () => document.activeElement.id === "code", 10);
    await page.keyboard.type(HALL);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${phone.path}`);
    await guest.settle();

    const plus = phone.button("add", id);
    await tabToButton(page, "add", id);
    await page.keyboard.press("Enter");
    await phone.has(id, 1);
    await page.keyboard.press("Space");
    await phone.has(id, 2);
    ok(await hasFocus(plus), "the focus stays on the plus");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await phone.has(id, 1);
    ok(await hasFocus(phone.button("remove", id)), "the focus stays on the minus");
    await phone.isCounted();

    const undo = phone.bar.locator("button.undo");
    await tabTo(page, () => document.activeElement.matches("button.undo"), 60);
    await page.keyboard.press("Enter");
    await phone.has(id, 2);
    ok(await hasFocus(undo), "the focus stays on undo");
    await page.keyboard.press("Space");
    await phone.has(id, 1);
    await phone.isCounted();

    await server.command("round", "close", HALL, "--grace", "0");
    await phone.saysState("vote.closed");
    await tabTo(page, () => document.activeElement.matches('.to-board a[href*="results"]'), 60);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/de/results/${HALL}`);
  },
  { demo: false },
);

journey(
  "every step is said where a screen reader hears it",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const id = ids["Wohnen 1"];
    const phone = new Phone(await visitor(), { code: HALL });
    await phone.open();
    const status = phone.bar.locator('[role="status"]');
    equal(await status.count(), 3);
    const said = async (key) => status.getByText(say("de", key), { exact: true }).waitFor();
    await said("vote.untouched");
    await phone.add(id, 1);
    await said("vote.placed");
    await said("vote.counted");
    await phone.remove(id, 0);
    await said("vote.taken");
    await phone.bar.locator("button.undo").click();
    await said("vote.undone");
    const left = say("de", "vote.dots_left", { count: 4 });
    await phone.bar.locator(".dots-left", { hasText: left }).waitFor();
    const before = plain(await status.last().textContent());
    await phone.add(id, 2);
    notEqual(plain(await status.last().textContent()), before);
  },
  { demo: false },
);

journey(
  "dots appear without movement where none is wanted",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const guest = await visitor({ reducedMotion: "reduce" });
    const phone = new Phone(guest, { code: HALL });
    await phone.open();
    await guest.page.evaluate(() => {
      window.movements = [];
      const note = () => {
        for (const { effect } of document.getAnimations()) {
          const { duration } = effect.getComputedTiming();
          if (duration > 10 && effect.target.matches(".dot")) window.movements.push(duration);
        }
      };
      document.addEventListener("animationstart", note);
      document.addEventListener("transitionrun", note);
    });
    await phone.add(ids["Sprache 1"], 1);
    await phone.remove(ids["Sprache 1"], 0);
    await phone.isDelivered("untouched", "vote.untouched");
    deepEqual(await guest.page.evaluate(() => window.movements), []);
  },
  { demo: false },
);
