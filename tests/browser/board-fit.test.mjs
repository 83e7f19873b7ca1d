// The board fits: no text is clipped or leaves the screen, in any scene, size, theme and language,
// with texts as long as real ones; and from the last row it can be read.

import { deepEqual, equal, ok } from "node:assert/strict";
import { journey, Organiser } from "./harness.mjs";
import { STAGE, STAGE_CONFERENCE, vote } from "./harness/stage-conference.mjs";

/** A screen, the languages and the scheme of colours that are looked at on it. All screens show the
 * same layout, scaled, so that every language and slide is looked at on one of them. */
const SCREENS = [
  { width: 1920, height: 1080, languages: ["de", "de-simple", "ar"], colorScheme: "light" },
  { width: 1024, height: 768, languages: ["de", "ar"], colorScheme: "dark", field: 1 },
  { width: 3840, height: 2160, languages: ["de", "ar"], colorScheme: "light", field: 5 },
];
const LANGUAGES = SCREENS[0].languages;
/** Scenes that anybody may open. */
const OPEN_SCENES = ["welcome", "field", "challenge", "pulse", "finish", "table"];
/** Fonts that machines fall back to: wide, narrow, and with serifs. */
const FONTS = ["DejaVu Sans", "Liberation Sans Narrow", "Liberation Serif"];
/** Everything on the stage that does not fit, in words. */
function misfits() {
  const found = [];
  const { innerWidth, innerHeight } = window;
  const say = (element) =>
    `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 40)}"`;
  for (const element of document.querySelectorAll(".board, .board *:not(svg, svg *)")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (style.visibility === "hidden" || box.width * box.height === 0) continue;
    // For screen readers only.
    if (element.closest(".visually-hidden, .field-table .shortlist-mark")) continue;
    if (style.display !== "inline") {
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isHigh = element.scrollHeight > element.clientHeight + 1;
      if (isWide) found.push(`wider than its box: ${say(element)}`);
      if (isHigh) found.push(`higher than its box: ${say(element)}`);
    }
    if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") {
      found.push(`may be cut: ${say(element)}`);
    }
    const isOutside =
      box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
    if (isOutside) found.push(`outside of the screen: ${say(element)}`);
  }
  return found;
}

/** Sizes of type in pixels, the smallest of each kind. */
function smallest() {
  const size = (selector) => {
    const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    return Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)));
  };
  return { title: size(".stage-field .stage-title"), count: size(".stage-field .stage-count") };
}

/** Looks at all slides of a scene, by the key of a presenter's remote. */
async function look(guest, path, name) {
  const wrong = [];
  const { page } = guest;
  // Slides would also follow each other by themselves.
  await page.clock.setFixedTime(new Date());
  equal(await guest.open(path), 200);
  await page.evaluate(() => document.fonts.ready);
  const seen = new Set();
  for (;;) {
    const slide = await page.locator(".stage").innerText();
    if (seen.has(slide)) break;
    seen.add(slide);
    wrong.push(...(await page.evaluate(misfits)).map((line) => `${name} ${seen.size}: ${line}`));
    await page.keyboard.press("PageDown");
    // Two frames, so that the next slide is there.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }
  return wrong;
}

/** Looks at these scenes in all languages of a screen. */
async function lookEverywhere(guest, { width, languages, colorScheme, field }, scenes, name) {
  const wrong = [];
  await guest.page.emulateMedia({ colorScheme });
  for (const language of languages) {
    for (const scene of scenes) {
      const query = new URLSearchParams({ scene });
      // The texts of one field's challenges are those of every field.
      if (field && scene === "challenge") query.set("field", field);
      const where = `${width}-${name}-${scene}-${language}-${colorScheme}`;
      wrong.push(...(await look(guest, `/${language}/board/${STAGE}?${query}`, where)));
    }
  }
  return wrong;
}

for (const screen of SCREENS) {
  const viewport = { width: screen.width, height: screen.height };
  const size = `${screen.width} × ${screen.height}`;

  journey(
    `nothing is clipped while people vote, at ${size}`,
    async ({ server, visitor }) => {
      await server.importConference(STAGE_CONFERENCE);
      await server.command("round", "open", STAGE);
      await vote(server);
      const guest = await visitor({ viewport });
      deepEqual(await lookEverywhere(guest, screen, OPEN_SCENES, "open"), []);
    },
    { demo: false },
  );

  journey(
    `nothing is clipped after the vote, at ${size}`,
    async ({ server, visitor }) => {
      const path = await server.importConference(STAGE_CONFERENCE);
      await server.command("round", "open", STAGE);
      await vote(server);
      await server.command("round", "close", STAGE, "--grace", "0");
      const guest = await visitor({ viewport });
      deepEqual(await lookEverywhere(guest, screen, ["field", "pulse", "table"], "closed"), []);
      const desk = new Organiser(await visitor({ viewport: SCREENS[0] }), path);
      await desk.open();
      await desk.show({ scene: "reveal" });
      for (let step = 0; step <= 3; step += 1) {
        deepEqual(await lookEverywhere(guest, screen, ["reveal"], `step-${step}`), []);
        await desk.reveal(step + 1);
      }
    },
    { demo: false },
  );
}

journey(
  "short titles and numbers can be read from the last row",
  async ({ server, visitor }) => {
    await server.importConference(STAGE_CONFERENCE);
    await server.command("round", "open", STAGE);
    await vote(server);
    const guest = await visitor({ viewport: SCREENS[0] });
    for (const language of LANGUAGES) {
      for (const field of [1, 2, 3, 4, 5, 6]) {
        await guest.open(`/${language}/board/${STAGE}?scene=field&field=${field}`);
        const { title, count } = await guest.page.evaluate(smallest);
        ok(title >= 44, `${language}, field ${field}: a short title of ${title} px`);
        ok(count >= 64, `${language}, field ${field}: a number of ${count} px`);
      }
    }
  },
  { demo: false },
);

for (const font of FONTS) {
  journey(
    `a font that machines fall back to fits as well: ${font}`,
    async ({ server, visitor }) => {
      await server.importConference(STAGE_CONFERENCE);
      await server.command("round", "open", STAGE);
      await vote(server);
      const guest = await visitor({ viewport: SCREENS[0], bypassCSP: true });
      await guest.page.addInitScript((font) => {
        const style = new CSSStyleSheet();
        style.replaceSync(`* { font-family: "${font}" !important; }`);
        document.adoptedStyleSheets = [style];
      }, font);
      const screen = { ...SCREENS[0], field: 1 };
      deepEqual(await lookEverywhere(guest, screen, OPEN_SCENES, font), []);
    },
    { demo: false },
  );
}
