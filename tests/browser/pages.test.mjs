// Every page for everyone: axe, narrow screens, reduced motion, no mouse.

import { deepEqual, equal, ok } from "node:assert/strict";
import { challenges, CODE, Finder, journey, Phone, say, tabTo, visit } from "./harness.mjs";
import { findings } from "./harness/axe.mjs";

const LANGUAGES = ["de", "ar", "de-simple"];
const SIZES = [
  [320, 640],
  [1280, 800],
];

const OFFER = "/offers/deutschkurs-mit-kinderbetreuung-recklinghausen";

/** Paths of pages without the language, by their names in test titles. */
const PAGES = {
  home: "",
  offers: "/offers?q=deutsch&city=recklinghausen&near=marl",
  filters: "/offers",
  "nothing found": "/offers?kind=room&city=marl&level=a1",
  offer: OFFER,
  report: `${OFFER}/report`,
  map: "/map",
  "map of one city": "/map?city=herten",
  providers: "/providers",
  provider: "/providers/volkshochschule-musterkreis",
  join: "/join",
  about: "/about",
  phone: `/c/${CODE}`,
  board: `/board/${CODE}`,
  error: "/offers/unheard-of",
};

async function openPage(guest, language, path) {
  if (path === PAGES.error) guest.expectStatus(404, `/${language}${path}`);
  equal(await guest.open(`/${language}${path}`), path === PAGES.error ? 404 : 200);
  // On a wide screen the filters are part of the page.
  if (path === PAGES.filters) await new Finder(guest, language).openSheet();
}

/** Opens every disclosure on the page, except the menu, which would cover it. */
async function unfold(page) {
  await page.locator("main").evaluate((main) => {
    for (const details of main.querySelectorAll("details")) details.open = true;
  });
}

for (const [name, path] of Object.entries(PAGES)) {
  for (const language of LANGUAGES) {
    visit(`axe finds nothing on the ${name} page in ${language}`, async ({ visitor }) => {
      const found = [];
      for (const [width, height] of SIZES) {
        const reducedMotion = "reduce";
        const viewport = { width, height };
        const guest = await visitor({ viewport, reducedMotion, bypassCSP: true });
        await openPage(guest, language, path);
        const look = async (state) => {
          const lines = await findings(guest.page);
          found.push(...lines.map((line) => `${width} px, ${state}: ${line}`));
        };
        const hasFolds = (await guest.page.locator("main details").count()) > 0;
        // With everything closed, a page differs between languages only in its texts.
        if (hasFolds && language === LANGUAGES[0]) await look("folded");
        await unfold(guest.page);
        await look("unfolded");
      }
      deepEqual(found, []);
    });
  }

  visit(`the ${name} page needs no sideways scrolling at 320 px`, async ({ visitor }) => {
    const guest = await visitor({ viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
    for (const language of [...LANGUAGES, "uk"]) {
      await openPage(guest, language, path);
      await unfold(guest.page);
      deepEqual(await guest.page.evaluate(tooWide), [], language);
    }
  });
}

/** Elements that overflow the page to either side; none where everything fits. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const standsOut = (element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (left < -1 || right > clientWidth + 1);
  };
  const elements = [...document.querySelectorAll("main *, header *, footer *")].filter(standsOut);
  const names = elements.map(
    (element) => `${element.localName}: ${element.textContent.slice(0, 40)}`,
  );
  return scrollWidth > clientWidth ? [`${scrollWidth} px`, ...names] : [];
}

visit("axe finds nothing on the opened language menu", async ({ visitor }) => {
  const guest = await visitor({ bypassCSP: true });
  await guest.open("/de");
  await guest.page.locator(".language-switch summary").click();
  deepEqual(await findings(guest.page), []);
});

visit("axe finds nothing on a refused report", async ({ visitor }) => {
  const guest = await visitor({ bypassCSP: true });
  const { page } = guest;
  guest.expectStatus(422, `/de${PAGES.report}`);
  await guest.open(`/de${PAGES.report}`);
  await page
    .locator("form")
    .last()
    .evaluate((form) => (form.noValidate = true));
  await page.getByRole("button", { name: say("de", "report.send") }).click();
  await page.locator(".error-summary").waitFor();
  deepEqual(await findings(page), []);
});

journey("axe finds nothing on a refused code and a refused ballot", async ({ server, visitor }) => {
  const [[first]] = await challenges(server);
  const guest = await visitor({ bypassCSP: true, way: "wasm blocked" });
  const { page } = guest;
  guest.expectStatus(422, "/de/join");
  guest.expectStatus(422, `/de/c/${CODE}`);
  await guest.open("/de/join");
  await page.fill("#code", "K7M4P");
  await page.press("#code", "Enter");
  await page.locator(".error-summary").waitFor();
  deepEqual(await findings(page), []);
  const phone = new Phone(guest);
  await phone.open();
  for (let dots = 1; dots <= 3; dots += 1) await phone.add(first, dots);
  await phone.insist("add", first);
  await page.locator(".error-summary").waitFor();
  deepEqual(await findings(page), []);
});

/** The longest animation, in milliseconds, after a plus button is pressed. */
async function longestMovement(server, guest) {
  const [[first]] = await challenges(server);
  const phone = new Phone(guest);
  await phone.open();
  await guest.page.evaluate(() => {
    window.movements = [0];
    const duration = (movement) => movement.effect.getComputedTiming().duration;
    const note = () => window.movements.push(...document.getAnimations().map(duration));
    document.addEventListener("animationstart", note);
    document.addEventListener("transitionrun", note);
  });
  await phone.add(first, 1);
  await phone.isCounted();
  return guest.page.evaluate(() => Math.max(...window.movements));
}

journey("a dot is placed with a quick movement", async ({ server, visitor }) => {
  const longest = await longestMovement(server, await visitor());
  ok(longest > 10 && longest <= 400, `${longest} ms`);
});

journey("nothing moves where reduced motion is asked for", async ({ server, visitor }) => {
  const longest = await longestMovement(server, await visitor({ reducedMotion: "reduce" }));
  ok(longest <= 10, `${longest} ms`);
});

const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

journey(
  "a dot can be placed by keyboard alone, and the focus stays where it was",
  async ({ server, visitor }) => {
    const [[first]] = await challenges(server);
    const guest = await visitor();
    const { page } = guest;
    await guest.open("/de/join");
    await page.keyboard.press("Tab");
    ok(await hasFocus(page.locator(".skip-link")), "the way to the content comes first");
    await tabTo(page, () => document.activeElement.id === "code", 10);
    await page.keyboard.type(CODE);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/de/c/${CODE}`);
    await guest.settle();

    const phone = new Phone(guest);
    const plus = phone.button("add", first);
    const isPlus = `document.activeElement.matches('[name="add"][value="${first}"]')`;
    await tabTo(page, isPlus, 40);
    await page.keyboard.press("Enter");
    await phone.has(first, 1);
    ok(await hasFocus(plus));
    await page.keyboard.press("Space");
    await phone.has(first, 2);
    await page.keyboard.press("Space");
    await phone.has(first, 3);
    await page.keyboard.press("Space");
    const full = say("de", "error.dots_challenge", { given: 4, allowed: 3 });
    await phone.bar.locator(".said", { hasText: full }).waitFor();
    ok(await hasFocus(plus), "a button that can do nothing keeps the focus");
    await page.keyboard.press("Shift+Tab");
    ok(await hasFocus(phone.button("remove", first)));
    await page.keyboard.press("Enter");
    await phone.has(first, 2);
    await phone.isCounted();
    equal(await plus.getAttribute("aria-disabled"), "false");
  },
);
