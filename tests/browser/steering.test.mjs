// What happens on open pages when something changes elsewhere: another organiser, another build of
// the server, the choice of a workshop, a list that is open.

import { deepEqual, equal, ok } from "node:assert/strict";
import {
  HALL,
  hall,
  idsOf,
  joinByTyping,
  journey,
  Organiser,
  openBoard,
  plain,
  say,
  visit,
} from "./harness.mjs";

const SCREEN = { viewport: { width: 1280, height: 720 } };

journey(
  "what an organiser has typed stays when the round changes, and the page says so",
  async ({ server, visitor }) => {
    const desk = new Organiser(await visitor(SCREEN), await hall(server));
    await desk.open();
    const name = desk.page.locator("#rounds > details.organise-prepare [name=name]");
    await desk.page.locator("#rounds > details.organise-prepare > summary").click();
    await name.fill("Zweite Runde");
    await server.command("round", "close", HALL, "--grace", "0");
    const notice = desk.page.locator(".organise-outdated p");
    await notice.waitFor();
    equal(await name.inputValue(), "Zweite Runde");
    await notice.getByRole("link").click();
    await desk.says(1, "closed");
  },
  { demo: false },
);

journey(
  "an organiser who has typed nothing sees at once what another one does",
  async ({ server, visitor }) => {
    const path = await hall(server);
    const [desk, other] = [
      new Organiser(await visitor(SCREEN), path),
      new Organiser(await visitor(SCREEN), path),
    ];
    await desk.open();
    await other.open();
    await other.show({ scene: "welcome", dark: ["1"] });
    await desk.page.locator("#board .organise-scenes [value=welcome][aria-current]").waitFor();
    await other.closeRound(1);
    await desk.says(1, "closed");
  },
  { demo: false },
);

journey(
  "an organiser without a network keeps the page and all that was typed, and presses again",
  async ({ server, visitor }) => {
    const guest = await visitor(SCREEN);
    const desk = new Organiser(guest, await hall(server));
    await desk.open();
    const prepare = desk.page.locator("#rounds > details.organise-prepare");
    await prepare.locator("> summary").click();
    const name = prepare.locator("[name=name]");
    await name.fill("Zweite Runde");
    guest.expect(/net::ERR_INTERNET_DISCONNECTED/);
    await guest.context.setOffline(true);
    const button = prepare.locator('button[value="prepare"]');
    await button.click();
    const unsent = say("de", "organise.unsent");
    await desk.page.locator(".organise-connection", { hasText: unsent }).waitFor();
    equal(await name.inputValue(), "Zweite Runde");
    await guest.context.setOffline(false);
    await desk.send(button);
    await desk.says(2, "prepared");
  },
  { demo: false },
);

const LONG_MESSAGE =
  "Die Mittagspause beginnt erst um 12:45 Uhr, weil im Bürgersaal noch <b>aufgebaut</b> wird. " +
  "Das Essen steht danach im Foyer. Um 13:30 Uhr geht es in den Arbeitsgruppen weiter, siehe Programm.";

journey(
  "phones show what the organiser tells them, and count down while a round closes",
  async ({ server, visitor }) => {
    const desk = new Organiser(await visitor(SCREEN), await hall(server));
    const phone = await joinByTyping(await visitor(), HALL, HALL);
    await desk.open();
    const part = desk.page.locator("#message");
    await part.locator("textarea").fill(LONG_MESSAGE);
    await desk.send(part.locator('button[value="message"]'));
    const told = phone.page.locator(".phone-message p");
    await told.getByText(LONG_MESSAGE).waitFor();
    equal(await told.locator("b").count(), 0, "markup is text");
    const { width, height } = await told.boundingBox();
    ok(width <= 360 && height < 300, `a message of ${width} × ${height} px`);
    await desk.send(part.locator('button[value="message_end"]'));
    await told.waitFor({ state: "hidden" });

    await desk.closeRound(1, 30);
    const seconds = phone.page.locator(".bar-seconds").filter({ visible: true }).first();
    await seconds.waitFor();
    const counted = async () => Number(/\d+/.exec(await seconds.innerText())[0]);
    const first = await counted();
    ok(first > 15 && first <= 30, `${first} seconds at first`);
    await phone.page.waitForTimeout(2_500);
    ok((await counted()) < first, "the seconds go down");
  },
  { demo: false },
);

journey(
  "a vote closed by mistake goes on, and one opened by mistake waits again",
  async ({ server, visitor }) => {
    const desk = new Organiser(await visitor(SCREEN), await hall(server));
    await desk.open();
    await desk.takeBack(1, "prepared");
    await desk.openRound(1);
    await desk.closeRound(1, 300);
    await desk.says(1, "closing");
    await desk.takeBack(1, "open");
    await desk.closeRound(1);
    equal(await desk.next.locator('button[value="take_back"]').count(), 0);
  },
  { demo: false },
);

journey(
  "sticky dots that were saved are confirmed beside their form",
  async ({ server, visitor }) => {
    const desk = new Organiser(await visitor(SCREEN), await hall(server));
    const ids = await idsOf(server);
    await desk.open();
    await desk.enterPaper({ [ids["Wohnen 1"]]: 3 });
    const said = desk.page.locator("#paper .organise-saved");
    equal(plain(await said.innerText()), say("de", "organise.saved"));
  },
  { demo: false },
);

journey(
  "a board that cannot read what the server sends says that it has to be loaded again",
  async ({ server, visitor }) => {
    await hall(server);
    const guest = await visitor(SCREEN);
    await guest.context.route("**/api/v1/live/**", (route) =>
      route.fulfill({
        contentType: "text/event-stream",
        body: 'id: other\nevent: state\ndata: {"of":"another build"}\n\n',
      }),
    );
    const board = await openBoard(guest, HALL);
    const notice = board.page.locator(".outdated");
    await notice.waitFor();
    equal(plain(await notice.locator("p").innerText()), say("de", "site.outdated"));
  },
  { demo: false },
);

journey(
  "the choice of a workshop keeps the focus and counts nothing yet",
  async ({ server, visitor }) => {
    await hall(server, { flags: ["--one-field"] });
    const ids = await idsOf(server);
    const phone = await joinByTyping(await visitor(), HALL, HALL);
    await phone.press("choose", ids.Sprache);
    await phone.page.locator(".chosen-field").waitFor();
    const focused = await phone.page.evaluate(() => document.activeElement.id);
    equal(focused, "ballot");
    await phone.isDelivered("untouched", "vote.untouched");
  },
  { demo: false },
);

journey(
  "a result that is not there yet leads to the ballot and to the board",
  async ({ server, visitor }) => {
    await hall(server, { flags: ["--hidden"] });
    const guest = await visitor();
    await guest.open(`/de/results/${HALL}`);
    const links = guest.page.locator("main .notice a");
    const targets = await links.evaluateAll((links) => links.map((link) => link.pathname));
    deepEqual(targets, [`/de/c/${HALL}`, `/de/board/${HALL}`]);
  },
  { demo: false },
);

visit(
  "the open list of languages ends with Escape, and with a tap that presses nothing else",
  async ({ visitor }) => {
    const guest = await visitor();
    await guest.open("/de");
    const { page } = guest;
    const list = page.locator(".language-switch");
    const summary = list.locator("summary");
    await summary.click();
    await page.keyboard.press("Escape");
    equal(await list.evaluate((list) => list.open), false);
    equal(await summary.evaluate((summary) => summary === document.activeElement), true);
    await summary.click();
    await page.locator(".skip-link").evaluate((link) => link.click());
    equal(await list.evaluate((list) => list.open), false);
    equal(new URL(page.url()).hash, "");
  },
);
