// The phone shows one field at a time: 34 challenges of real length, any field in one tap, and all
// dots on the last step.

import { deepEqual, equal, ok } from "node:assert/strict";
import { Phone, WAYS, journey, plain, result, say } from "./harness.mjs";
import { LONG, longConference } from "./harness/long-conference.mjs";

/** Dots of a participant in each field, and on a challenge. */
const [IN_FIELD, ON_CHALLENGE] = [5, 3];

async function openLong({ server, visitor }, { way = "full", conference = longConference() } = {}) {
  await server.importConference(conference, "--max-per-challenge", String(ON_CHALLENGE));
  await server.command("round", "open", LONG);
  const phone = new Phone(await visitor({ way }), { code: LONG });
  await phone.open();
  const { fields } = await server.json(`/api/v1/conferences/${LONG}`);
  return { phone, fields };
}

/** Ids of the screens that are shown. */
const shown = (phone) =>
  phone.page
    .locator(".screen:visible")
    .evaluateAll((screens) => screens.map((screen) => screen.id));

/** A thumb: counts its taps, and how far the page is scrolled for them. */
class Thumb {
  taps = 0;
  scrolled = 0;

  constructor(page) {
    this.page = page;
  }

  async tap(locator) {
    const before = await this.page.evaluate(() => window.scrollY);
    await locator.scrollIntoViewIfNeeded();
    const after = await this.page.evaluate(() => window.scrollY);
    this.scrolled += Math.abs(after - before);
    this.taps += 1;
    await locator.click();
  }
}

for (const way of WAYS) {
  journey(
    `any of six fields is one tap away, and only one is shown (${way})`,
    async (stage) => {
      const { phone, fields } = await openLong(stage, { way });
      deepEqual(await shown(phone), [`field-${fields[0].id}`]);
      for (const { id } of [fields[4], fields[1], fields[5], fields[0]]) {
        await phone.go(`field-${id}`);
        deepEqual(await shown(phone), [`field-${id}`]);
        const current = phone.page.locator(".progress:visible [aria-current]");
        equal(await current.getAttribute("href"), `#field-${id}`);
      }
      await phone.go("my-dots");
      deepEqual(await shown(phone), ["my-dots"]);
      await phone.page.goBack();
      await phone.page.locator(`[id="field-${fields[0].id}"]`).waitFor();
    },
    { demo: false },
  );

  journey(
    `a thumb places five dots in each of six fields, and finds them on one page (${way})`,
    async (stage) => {
      const { phone, fields } = await openLong(stage, { way });
      const { page } = phone;
      stage.note(`height of the page: ${await heightOf(page)} px`);
      const thumb = new Thumb(page);
      const from = Date.now();
      const placed = {};
      for (const field of fields) {
        const [first, , third] = field.challenges;
        for (let dots = 1; dots <= ON_CHALLENGE; dots += 1) {
          await thumb.tap(phone.button("add", first.id));
          await phone.has(first.id, dots);
        }
        for (let dots = 1; dots <= IN_FIELD - ON_CHALLENGE; dots += 1) {
          await thumb.tap(phone.button("add", third.id));
          await phone.has(third.id, dots);
        }
        Object.assign(placed, { [first.id]: ON_CHALLENGE, [third.id]: IN_FIELD - ON_CHALLENGE });
        deepEqual(await shown(phone), [`field-${field.id}`], "a step leads back to its field");
        await thumb.tap(phone.bar.locator(".bar-next"));
        await page.locator(`[id="field-${field.id}"]`).waitFor({ state: "hidden" });
      }
      stage.note(`${thumb.taps} taps, ${thumb.scrolled} px scrolled, ${Date.now() - from} ms`);
      deepEqual(await shown(phone), ["my-dots"]);
      await phone.isCounted();
      equal(await page.locator(".my-dots-list li").count(), 2 * fields.length);
      equal(await page.locator(".my-dots-list .dot").count(), IN_FIELD * fields.length);
      equal(await page.locator(".progress:visible .progress-mark:visible").count(), fields.length);
      deepEqual((await result(stage.server, LONG)).on, placed);

      const [{ id }] = fields[3].challenges;
      await page.locator(`.my-dots-list a[href="#${id}"]`).click();
      await page.locator(`[id="${id}"]`).waitFor();
      await phone.remove(id, ON_CHALLENGE - 1);
      await phone.go("my-dots");
      const left = say("de", "vote.dots_left", { count: 1 });
      equal(plain(await page.locator(".left-link").innerText()), left);
    },
    { demo: false },
  );

  journey(
    `a long text is folded after four lines and can be read whole (${way})`,
    async (stage) => {
      const { phone, fields } = await openLong(stage, { way });
      const { id } = fields[0].challenges[3];
      const text = phone.page.locator(`[id="${id}"] .folded-text`);
      const isCut = () => text.evaluate((it) => it.scrollHeight > it.clientHeight + 1);
      equal(await isCut(), true);
      await phone.page.locator(`[id="${id}"] .more summary`).click();
      equal(await isCut(), false);
    },
    { demo: false },
  );

  journey(
    `after closing the result and "my dots" come first (${way})`,
    async (stage) => {
      const { phone, fields } = await openLong(stage, { way });
      const [{ id }] = fields[0].challenges;
      await phone.add(id, 1);
      await phone.isCounted();
      await stage.server.command("round", "close", LONG, "--grace", "0");
      if (way !== "full") await phone.open();
      await phone.saysState("vote.closed");
      await phone.open();
      deepEqual(await shown(phone), ["my-dots"]);
      const link = phone.bar.locator(".bar-result");
      equal(await link.getAttribute("href"), `/de/results/${LONG}`);
      equal(await phone.page.locator(".my-dots-list .dot").count(), 1);
    },
    { demo: false },
  );
}

for (const way of WAYS.filter((way) => way !== "full")) {
  journey(
    `a refused step comes back in its own field (${way})`,
    async (stage) => {
      const { phone, fields } = await openLong(stage, { way });
      const [{ id }] = fields[2].challenges;
      phone.guest.expectStatus(422, `/de/c/${LONG}`);
      for (let dots = 1; dots <= ON_CHALLENGE; dots += 1) await phone.add(id, dots);
      await phone.insist("add", id);
      await phone.page.locator(".error-summary").waitFor();
      deepEqual(await shown(phone), [`field-${fields[2].id}`]);
      await phone.has(id, ON_CHALLENGE);
    },
    { demo: false },
  );
}

journey(
  "the programme says what runs now and what comes next, and what has no time is only there",
  async (stage) => {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format();
    const { phone } = await openLong(stage, { conference: longConference({ date: today }) });
    const { page } = phone;
    const running = say("de", "vote.programme_now");
    const summary = plain(await page.locator(".programme summary").innerText());
    ok(summary.includes(`${running}: Abstimmung in sechs Handlungsfeldern`), summary);
    await page.locator(".programme summary").click();
    const next = plain(await page.locator(".programme-next").innerText());
    ok(next.includes("Ergebnis und Ausblick"), next);
    equal(await page.locator(".programme li").count(), 4);
  },
  { demo: false },
);

const heightOf = (page) => page.evaluate(() => document.documentElement.scrollHeight);
