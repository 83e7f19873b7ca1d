// Pictures for the documentation. They are made only when asked for: SCREENSHOTS=1.

import { fileURLToPath } from "node:url";
import { challenges, CODE, journey, openBoard, Phone } from "./harness.mjs";

const PEOPLE = 40;
const PHONE_SIZE = { width: 360, height: 740 };
const BOARD_SIZE = { width: 1280, height: 720 };

const file = (name) =>
  fileURLToPath(new URL(`../../docs/screenshots/${name}.png`, import.meta.url));

/** Somebody joins through the API and places a whole ballot at once. */
async function vote(server, round, dots) {
  const api = `${server.origin}/api/v1`;
  const joined = await fetch(`${api}/conferences/${CODE}/join`, { method: "POST" });
  const cookie = joined.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
  const headers = { cookie, "content-type": "application/json" };
  const body = JSON.stringify({ revision: 1, dots });
  const cast = await fetch(`${api}/rounds/${round}/ballot`, { method: "PUT", headers, body });
  if (!cast.ok) throw new Error(`ballot: ${cast.status} ${await cast.text()}`);
}

/** Chance that repeats itself, so that pictures differ only where the product does. */
function* chance() {
  for (let state = 2026; ;) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

/** Up to five dots a field, on three challenges; every field has another favourite. */
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
  const { round } = await server.json(`/api/v1/conferences/${CODE}`);
  const fields = await challenges(server);
  const drawn = chance();
  for (let person = 0; person < PEOPLE; person += 1) {
    await vote(server, round.status.id, ballot(fields, drawn));
  }
}

async function picture(page, name) {
  await page.screenshot({ path: file(name), animations: "disabled" });
}

// Registered only then, so that a run without pictures claims nothing about them.
if (process.env.SCREENSHOTS === "1") {
  journey("pictures are taken of the finder", async ({ visitor }) => {
    for (const [language, name] of [
      ["de", "finder"],
      ["ar", "finder-ar"],
    ]) {
      const guest = await visitor({ viewport: PHONE_SIZE });
      await guest.open(`/${language}/offers?q=deutsch`);
      await picture(guest.page, name);
    }
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
    await phone.page
      .locator("section.field")
      .first()
      .evaluate((field) => field.scrollIntoView({ behavior: "instant" }));
    await picture(phone.page, "phone");

    const guest = await visitor({ viewport: BOARD_SIZE });
    const board = await openBoard(guest);
    await board.counts("done", PEOPLE + 1);
    await picture(guest.page, "board");
  });
}
