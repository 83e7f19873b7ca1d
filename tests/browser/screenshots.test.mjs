// Screenshots for the documentation, made only on request: SCREENSHOTS=1.

import { fileURLToPath } from "node:url";
import { cast, challenges, CODE, Finder, journey, openBoard, Phone, visit } from "./harness.mjs";

const PEOPLE = 40;
const PHONE_SIZE = { width: 360, height: 740 };
const BOARD_SIZE = { width: 1280, height: 720 };
const WIDE_SIZE = { width: 1280, height: 800 };
const IN_ARABIC = [
  ["q", "كورس ألماني"],
  ["language", "ar"],
];
const FILTERED = [
  ["language", "ar"],
  ["weekday", "th"],
];

const file = (name) =>
  fileURLToPath(new URL(`../../docs/screenshots/${name}.png`, import.meta.url));

/** Seeded randomness, so that screenshots differ only where the product does. */
function* chance() {
  for (let state = 2026; ;) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

/** Up to five dots a field, on three challenges; every field has a different favourite. */
function ballot(fields, drawn) {
  const dots = {};
  for (const [number, field] of fields.entries()) {
    for (const count of [2, 2, 1]) {
      const place = Math.floor(drawn.next().value ** 1.7 * field.length);
      const id = field[(place + number) % field.length];
      dots[id] = Math.min(3, (dots[id] ?? 0) + count);
    }
  }
  return dots;
}

async function fillHall(server) {
  const fields = await challenges(server);
  const drawn = chance();
  for (let person = 0; person < PEOPLE; person += 1) {
    await cast(server, ballot(fields, drawn));
  }
}

async function picture(page, name) {
  // The last button pressed must not look pressed.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file(name), animations: "disabled" });
}

async function scrollTo(locator) {
  await locator.first().evaluate((element) => {
    element.style.scrollMarginTop = "12px";
    element.scrollIntoView({ behavior: "instant" });
  });
}

// Registered only then, so that a run without screenshots reports no test for them.
if (process.env.SCREENSHOTS === "1") {
  visit("pictures are taken of the finder", async ({ visitor }) => {
    for (const [language, asked, name] of [
      ["de", [["q", "deutschkurs"]], "finder"],
      ["ar", IN_ARABIC, "finder-ar"],
    ]) {
      const finder = new Finder(await visitor({ viewport: PHONE_SIZE }), language);
      await finder.open("/offers", asked);
      // The query and its results, without the header of every page.
      await scrollTo(finder.page.locator(".search-field"));
      await picture(finder.page, name);
    }
    const guest = await visitor({ viewport: PHONE_SIZE });
    await guest.open("/ar/offers/deutschkurs-mit-kinderbetreuung-recklinghausen");
    await scrollTo(guest.page.locator("article.offer"));
    await picture(guest.page, "offer-ar");

    const finder = new Finder(await visitor({ viewport: PHONE_SIZE }));
    const { page } = finder;
    await finder.open("/offers", FILTERED);
    await finder.openSheet();
    // Only the middle of the sheet scrolls, so that its buttons stay.
    await finder.facet("language").evaluate((facet) => {
      const middle = facet.closest(".filter-sheet-body");
      middle.scrollTop += facet.getBoundingClientRect().top - middle.getBoundingClientRect().top;
    });
    await picture(page, "finder-filters");
    await finder.open("/providers");
    await scrollTo(page.locator("h1"));
    await picture(page, "providers");
  });

  visit("pictures are taken of the map", async ({ visitor }) => {
    const small = new Finder(await visitor({ viewport: PHONE_SIZE }));
    await small.open("/map");
    await scrollTo(small.page.locator("#found"));
    await picture(small.page, "map");
    const wide = new Finder(await visitor({ viewport: WIDE_SIZE }));
    await wide.open("/map");
    await scrollTo(wide.page.locator("#found"));
    await picture(wide.page, "map-wide");
  });

  journey("pictures are taken of a phone and the board", async ({ server, visitor }) => {
    await fillHall(server);
    const [[first, second]] = await challenges(server);
    const phone = new Phone(await visitor({ viewport: PHONE_SIZE }));
    await phone.open();
    await phone.add(first, 1);
    await phone.add(first, 2);
    await phone.add(second, 1);
    await phone.isCounted();
    await scrollTo(phone.page.locator("section.field:visible"));
    await picture(phone.page, "phone");

    const guest = await visitor({ viewport: BOARD_SIZE });
    const board = await openBoard(guest, CODE, "?scene=field&field=1");
    await board.counts("done", PEOPLE + 1);
    await picture(guest.page, "board");
  });
}
