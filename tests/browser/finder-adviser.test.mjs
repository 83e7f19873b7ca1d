// An adviser gives an offer to a client: QR code, print, link, calendar.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { ask, Finder, plain, read, say, visit, WAYS } from "./harness.mjs";
import { readQrCode } from "./harness/qr.mjs";

const A4 = { format: "A4" };
/** As wide as an A4 page in CSS, so that the layout is that of the print. */
const PAPER = { width: 794, height: 1123 };

const WORDS = ["q", "Deutschkurs mit Kinderbetreuung"];

/** From the home page, in German, to an offer, and on in the client's language. */
async function opensForClient(server, guest) {
  const finder = new Finder(guest);
  const { page } = guest;
  await finder.open();
  await page.fill("#q", WORDS[1]);
  await page.press("#q", "Enter");
  await finder.comesTo("/offers", [WORDS]);
  await finder.openOffer();
  const id = new URL(page.url()).pathname.split("/").pop();
  await page.locator(".language-switch summary").click();
  await page.locator('.language-switch a[hreflang="ar"]').click();
  const client = new Finder(guest, "ar");
  await client.comesTo(`/offers/${id}`, [WORDS]);
  await page.locator("article.offer").waitFor();
  return { client, id, detail: await ask(server, "ar", [], `offers/${id}`) };
}

for (const way of WAYS) {
  visit(
    `the QR code of an offer leads to it in the client's language (${way})`,
    async ({ server, visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      const { id } = await opensForClient(server, guest);
      const address = `${guest.origin}/ar/offers/${id}`;
      const code = page.locator(".take-along svg.qr");
      equal(plain(await code.getAttribute("aria-label")), say("ar", "offer.qr", { address }));
      const size = Number((await code.getAttribute("viewBox")).split(" ")[2]);
      const drawn = await code.locator("path").getAttribute("d");
      equal(readQrCode(drawn, size), address);
      equal(plain(await page.locator(".take-along .address").innerText()), address);
    },
  );

  visit(
    `an offer on paper holds what a client needs, and no more (${way})`,
    async ({ server, visitor }) => {
      const guest = await visitor({ way, viewport: PAPER });
      const { page } = guest;
      const { detail } = await opensForClient(server, guest);
      const german = page.locator(".german div");
      equal(await german.isVisible(), false);
      await page.emulateMedia({ media: "print" });
      ok(await german.isVisible(), "the German text is missing");
      ok(plain(await german.innerText()).includes(detail.german.name));
      equal(await german.getAttribute("lang"), "de");
      const call = page.locator('a[href^="tel:"]');
      ok(await call.isVisible());
      match(plain(await call.innerText()), /[\d-]{6,}$/);
      ok((await read(page.locator(".schedule li"))).length > 0);
      ok(await page.locator(".schedule li").first().isVisible());
      ok(await page.locator("svg.qr").isVisible());
      const left = [".site-header", ".site-footer", ".take-along-ways", ".back"];
      for (const part of left) equal(await page.locator(part).isVisible(), false, part);

      const paper = await page.pdf(A4);
      equal(paper.subarray(0, 5).toString(), "%PDF-");
      equal(paper.toString("latin1").match(/\/Type \/Page\b/g).length, 1, "sheets of paper");
    },
  );

  visit(`the calendar takes an offer's times (${way})`, async ({ server, visitor }) => {
    const guest = await visitor({ way });
    const { page } = guest;
    const { id, detail } = await opensForClient(server, guest);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: say("ar", "offer.calendar") }).click(),
    ]);
    equal(download.suggestedFilename(), `${id}.ics`);
    const calendar = (await readFile(await download.path(), "utf8")).replaceAll(/\r\n[ \t]/g, "");
    match(calendar, /^BEGIN:VCALENDAR\r\n/);
    const events = calendar.match(/BEGIN:VEVENT\r\n[^]*?END:VEVENT\r\n/g);
    ok(detail.schedule.weekly.length > 0 && events.length >= detail.schedule.weekly.length);
    for (const event of events) {
      ok(event.includes(detail.card.name.text), event);
      ok(event.includes(`URL:${guest.origin}/ar/offers/${id}`), event);
      match(event, /DTSTART;TZID=Europe\/Berlin:\d{8}T\d{6}/);
    }
  });
}

visit("a phone's own way of sharing gets name and link", async ({ server, visitor }) => {
  const guest = await visitor();
  const { page } = guest;
  await guest.context.addInitScript(() => {
    window.given = [];
    navigator.share = async (data) => void window.given.push(data);
  });
  const { id, detail } = await opensForClient(server, guest);
  await page.getByRole("button", { name: say("ar", "offer.share"), exact: true }).click();
  deepEqual(await page.evaluate(() => window.given.map(({ title, url }) => ({ title, url }))), [
    { title: detail.card.name.text, url: `${guest.origin}/ar/offers/${id}` },
  ]);
});

visit(
  "where nothing can be shared, the link is copied and that is said",
  async ({ server, visitor }) => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const guest = await visitor({ permissions });
    const { page } = guest;
    await guest.context.addInitScript(() => delete Navigator.prototype.share);
    const { id } = await opensForClient(server, guest);
    await page.getByRole("button", { name: say("ar", "offer.share"), exact: true }).click();
    const said = page.locator('.take-along [role="status"]');
    await said.getByText(say("ar", "offer.copied"), { exact: true }).waitFor();
    equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      `${guest.origin}/ar/offers/${id}`,
    );
  },
);

visit("the print button prints", async ({ server, visitor }) => {
  const guest = await visitor();
  const { page } = guest;
  await guest.context.addInitScript(() => {
    window.timesPrinted = 0;
    window.print = () => (window.timesPrinted += 1);
  });
  await opensForClient(server, guest);
  await page.getByRole("button", { name: say("ar", "offer.print") }).click();
  equal(await page.evaluate(() => window.timesPrinted), 1);
});

for (const way of WAYS.filter((way) => way !== "full")) {
  visit(
    `what only the program can do is not offered without it (${way})`,
    async ({ server, visitor }) => {
      const guest = await visitor({ way });
      const { page } = guest;
      await opensForClient(server, guest);
      for (const key of ["offer.share", "offer.print"]) {
        equal(await page.getByText(say("ar", key), { exact: true }).isVisible(), false, key);
      }
    },
  );
}

visit("a printed list says the date in place of 'today'", async ({ visitor }) => {
  const finder = new Finder(await visitor());
  const { page } = finder;
  await finder.open("/offers", [["when", "today"]]);
  await finder.cards.first().waitFor();
  const today = page.locator(".facts-list .of-the-moment", { hasText: say("de", "date.today") });
  ok(await today.first().isVisible());
  await page.emulateMedia({ media: "print" });
  equal(await today.first().isVisible(), false);
  ok(await page.locator(".facts-list .in-print").first().isVisible());
});
