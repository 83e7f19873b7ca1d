// Personal codes on cards, and shared devices.

import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import {
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  Organiser,
  Phone,
  plain,
  result,
  say,
  WAYS,
} from "./harness.mjs";
import { readQrCode } from "./harness/qr.mjs";

const WITH_CODES = { flags: ["--access", "personal-codes"] };
const SCREEN = { viewport: { width: 1280, height: 720 } };
const CARDS = 10;
/** A valid code that was never printed. */
const UNKNOWN = "ABCDE-FGHJK";

/** The organiser creates cards; returns their codes and the addresses in their QR codes. */
async function cards(visitor, path) {
  const desk = new Organiser(await visitor({ ...SCREEN, way: "no javascript" }), path);
  await desk.makeCards(CARDS);
  const all = await desk.page.locator(".vote-card").all();
  equal(all.length, CARDS);
  return Promise.all(
    all.map(async (card) => {
      const drawn = await card.locator(".qr-dark").getAttribute("d");
      const box = await card.locator("svg.qr").getAttribute("viewBox");
      const code = plain(await card.locator(".vote-card-code").textContent());
      return { code, address: readQrCode(drawn, Number(box.split(" ")[2])) };
    }),
  );
}

/** Types the code of a card and submits it. */
async function type(phone, code) {
  await phone.page.fill("#code", code);
  await phone.page.getByRole("button", { name: say("de", "vote.code_button") }).click();
}

async function usesCard(phone, code) {
  await type(phone, code);
  await phone.page.locator("form#ballot").waitFor();
  await phone.guest.settle();
}

async function handOn(phone) {
  await phone.page.getByRole("button", { name: say("de", "vote.next"), exact: true }).click();
}

journey(
  "a card scanned on two devices is one ballot",
  async ({ server, visitor }) => {
    const made = await cards(visitor, await hall(server, WITH_CODES));
    const ids = await idsOf(server);
    const { code, address } = made[3];
    equal(new Set(made.map((card) => card.code)).size, CARDS);
    equal(address, `${server.origin}/${HALL}/${code.replace("-", "")}`);
    match(code, /^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);

    const phones = [];
    for (let device = 0; device < 2; device += 1) {
      const phone = new Phone(await visitor(), { code: HALL });
      await phone.guest.open(new URL(address).pathname);
      equal(new URL(phone.page.url()).pathname, phone.path);
      phones.push(phone);
    }
    const [first, second] = phones;
    await first.add(ids["Sprache 1"], 1);
    await first.isCounted();
    await second.open();
    await second.has(ids["Sprache 1"], 1);
    await second.add(ids["Sprache 1"], 2);
    await second.isCounted();
    await first.open();
    await first.has(ids["Sprache 1"], 2);
    const { done, dots } = await result(server, HALL);
    deepEqual({ done, dots }, { done: 1, dots: 2 });
  },
  { demo: false },
);

for (const way of WAYS) {
  journey(
    `a wrong code is told, the next person brings the next card (${way})`,
    async ({ server, visitor }) => {
      const [one, other] = await cards(visitor, await hall(server, WITH_CODES));
      const ids = await idsOf(server);
      const id = ids["Wohnen 1"];
      const guest = await visitor({ way });
      guest.expectStatus(422, `/de/c/${HALL}/card`);
      const phone = await joinByTyping(guest, HALL, HALL);
      equal(await phone.page.locator("form#ballot").count(), 0, "no ballot without a card");
      await type(phone, UNKNOWN);
      const summary = phone.page.locator(".error-summary");
      await summary.waitFor();
      equal(plain(await summary.innerText()), say("de", "error.unknown_personal_code"));
      equal(await phone.page.inputValue("#code"), UNKNOWN);

      await usesCard(phone, one.code.toLowerCase());
      await phone.add(id, 1);
      await phone.add(id, 2);
      await phone.isCounted();
      await handOn(phone);
      await phone.page.locator("#code").waitFor();
      await guest.settle();
      await usesCard(phone, other.code);
      await phone.has(id, 0);
      await phone.add(id, 1);
      await phone.isCounted();
      const { done, dots } = await result(server, HALL);
      deepEqual({ done, dots }, { done: 2, dots: 3 });

      await handOn(phone);
      await phone.page.locator("#code").waitFor();
      await guest.settle();
      await usesCard(phone, one.code);
      await phone.has(id, 2);
    },
    { demo: false },
  );

  journey(
    `a shared device takes a ballot of each person (${way})`,
    async ({ server, visitor }) => {
      await hall(server, { flags: ["--access", "shared-devices"] });
      const ids = await idsOf(server);
      const id = ids["Sprache 2"];
      const phone = await joinByTyping(await visitor({ way }), HALL, HALL);
      for (let person = 1; person <= 3; person += 1) {
        await phone.has(id, 0);
        await phone.add(id, 1);
        await phone.isCounted();
        equal((await result(server, HALL)).done, person);
        await Promise.all([phone.page.waitForEvent("domcontentloaded"), handOn(phone)]);
        await phone.guest.settle();
      }
      await phone.has(id, 0);
      await phone.isDelivered("untouched", "vote.untouched");
      equal((await result(server, HALL)).dots, 3);
    },
    { demo: false },
  );
}

journey(
  "nothing that is sent without a card becomes a ballot",
  async ({ server, visitor }) => {
    await hall(server, WITH_CODES);
    const ids = await idsOf(server);
    const { round } = await server.json(`/api/v1/conferences/${HALL}`);
    const guest = await visitor();
    const phone = await joinByTyping(guest, HALL, HALL);
    equal(await phone.page.locator("button.step").count(), 0);
    const address = `/api/v1/rounds/${round.status.id}/ballot`;
    for (const code of [undefined, "ABCDEFGHJK"]) {
      const data = { revision: 1, dots: { [ids["Sprache 1"]]: 1 }, code };
      const answer = await guest.context.request.put(address, { data });
      notEqual(answer.status(), 200);
      match(await answer.text(), code ? /unknown_personal_code/ : /no_personal_code/);
    }
    deepEqual((await result(server, HALL)).on, {});
  },
  { demo: false },
);
