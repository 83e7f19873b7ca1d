// Participants place dots and the board shows them: on one server, in each of the three ways.

import { deepEqual, equal, ok } from "node:assert/strict";
import {
  challenges,
  CODE,
  joinByTyping,
  journey,
  openBoard,
  plain,
  say,
  WAYS,
} from "./harness.mjs";

/** The limits per field and per challenge in the example conference. */
const [IN_FIELD, ON_CHALLENGE] = [5, 3];

/** The messages at the two limits. */
const CHALLENGE_FULL = say("de", "error.dots_challenge", {
  given: ON_CHALLENGE + 1,
  allowed: ON_CHALLENGE,
});
const FIELD_FULL = say("de", "error.dots_field", { given: IN_FIELD + 1, allowed: IN_FIELD });
const SCREEN = { viewport: { width: 1280, height: 720 } };

/** Presses a button, which leaves `own` dots there; returns how long the board took to show `all`. */
async function untilShown(board, phone, [name, id], own, all = own) {
  await phone.reach(name, id);
  const from = Date.now();
  const [shown] = await Promise.all([board.shows(id, all), phone.press(name, id)]);
  await phone.has(id, own);
  return shown - from;
}

/** The response to the form that `action` posts. */
async function posted(page, action) {
  const isPost = (answer) => answer.request().method() === "POST";
  const [answer] = await Promise.all([page.waitForResponse(isPost), action()]);
  await page.waitForLoadState();
  return answer.status();
}

for (const way of WAYS) {
  journey(
    `dots from a phone are on the board within a second, without reload (${way})`,
    async ({ server, visitor, note }) => {
      const [[first, second]] = await challenges(server);
      const board = await openBoard(await visitor(SCREEN));
      const phone = await joinByTyping(await visitor({ way }));
      await board.counts("joined", 1);
      const times = [
        await untilShown(board, phone, ["add", first], 1),
        await untilShown(board, phone, ["add", first], 2),
        await untilShown(board, phone, ["add", second], 1),
        await untilShown(board, phone, ["remove", first], 1),
      ];
      note(`from the press of a button to the board: ${times.join(", ")} ms`);
      await phone.isCounted();
      await board.counts("done", 1);

      await phone.open();
      await phone.has(first, 1);
      await phone.has(second, 1);
      await phone.isCounted();

      const other = await joinByTyping(await visitor({ way }), CODE);
      await other.has(first, 0);
      await untilShown(board, other, ["add", first], 1, 2);
      await other.isCounted();
      await board.counts("joined", 2);
      await board.counts("done", 2);
      await board.hasNeverReloaded();
    },
  );

  journey(
    `closing takes the buttons away and puts ranks on the board (${way})`,
    async ({ server, visitor }) => {
      const [[first, second]] = await challenges(server);
      const board = await openBoard(await visitor(SCREEN));
      const guest = await visitor({ way });
      const phone = await joinByTyping(guest);
      await phone.add(second, 1);
      await phone.add(second, 2);
      await phone.add(first, 1);
      await phone.isCounted();
      const answer = await server.command(
        "round",
        "close",
        CODE,
        "--grace",
        "0",
        "--language",
        "de",
      );
      equal(answer.trim(), say("de", "vote.closed"));

      if (way !== "full") {
        guest.expectStatus(409, `/de/c/${CODE}`);
        equal(await posted(phone.page, () => phone.press("add", first)), 409);
        const summary = plain(await phone.page.locator(".error-summary").innerText());
        equal(summary, say("de", "error.closed"));
        await phone.open();
      }
      await phone.saysState("vote.closed");
      await phone.hasNoSteps();
      await phone.has(second, 2);

      const ranks = await board.ranks(0);
      deepEqual(ranks.slice(0, 2), [
        { id: second, rank: 1, dots: 2 },
        { id: first, rank: 2, dots: 1 },
      ]);
      deepEqual(
        ranks.slice(2).map(({ rank, dots }) => [rank, dots]),
        Array(ranks.length - 2).fill([3, 0]),
      );
      ok((await board.page.locator("tr.shortlisted .shortlist-mark").count()) > 0);
      await board.hasNeverReloaded();
    },
  );
}

for (const way of ["wasm blocked", "no javascript"]) {
  journey(`a board without its program loads itself anew (${way})`, async ({ server, visitor }) => {
    const [[first]] = await challenges(server);
    const { page } = await visitor({ way, ...SCREEN });
    await page.goto(`/de/board/${CODE}?scene=table`);
    const phone = await joinByTyping(await visitor());
    await phone.add(first, 1);
    // In the page, though another field may be shown just now.
    const row = page.locator(`tr[data-challenge="${first}"][data-dots="1"]`);
    await row.waitFor({ state: "attached" });
  });
}

journey(
  "at a limit the phone says so in words and places nothing (full)",
  async ({ server, visitor }) => {
    const [[first, second], [elsewhere]] = await challenges(server);
    const phone = await joinByTyping(await visitor());
    const said = phone.bar.locator(".said");
    for (let dots = 1; dots <= ON_CHALLENGE; dots += 1) await phone.add(first, dots);
    await phone.insist("add", first);
    equal(plain(await said.innerText()), CHALLENGE_FULL);
    await phone.has(first, ON_CHALLENGE);

    for (let dots = 1; dots <= IN_FIELD - ON_CHALLENGE; dots += 1) await phone.add(second, dots);
    equal(plain(await said.textContent()), say("de", "vote.placed"), "the next dot is said");
    await phone.insist("add", second);
    equal(plain(await said.innerText()), FIELD_FULL);
    await phone.has(second, IN_FIELD - ON_CHALLENGE);
    await phone.add(elsewhere, 1);
    await phone.isCounted();

    const { round } = await server.json(`/api/v1/conferences/${CODE}`);
    const { votes } = await server.json(`/api/v1/rounds/${round.status.id}/result`);
    equal(votes.dots, IN_FIELD + 1);
  },
);

for (const way of WAYS.filter((way) => way !== "full")) {
  journey(
    `at a limit the form comes back with its dots and says why (${way})`,
    async ({ server, visitor }) => {
      const [[first, second]] = await challenges(server);
      const guest = await visitor({ way });
      guest.expectStatus(422, `/de/c/${CODE}`);
      const phone = await joinByTyping(guest);
      const summary = phone.page.locator(".error-summary");
      for (let dots = 1; dots <= ON_CHALLENGE; dots += 1) await phone.add(first, dots);
      equal(await posted(phone.page, () => phone.insist("add", first)), 422);
      equal(plain(await summary.innerText()), CHALLENGE_FULL);
      equal(
        await summary.evaluate((summary) => summary === document.activeElement),
        true,
        "the summary has the focus",
      );
      equal(await summary.locator("a").getAttribute("href"), "#ballot");
      equal(await phone.page.locator("form#ballot").count(), 1);
      await phone.has(first, ON_CHALLENGE);

      // From here on the form works as if nothing had happened.
      for (let dots = 1; dots <= IN_FIELD - ON_CHALLENGE; dots += 1) await phone.add(second, dots);
      equal(await posted(phone.page, () => phone.insist("add", second)), 422);
      equal(plain(await summary.innerText()), FIELD_FULL);
      await phone.has(second, IN_FIELD - ON_CHALLENGE);
      await phone.remove(first, ON_CHALLENGE - 1);
      await phone.isCounted();
    },
  );
}

const wrongCodes = [
  ["K7M4P", 422, "error.code_length", { length: 6, given: 5 }],
  ["K7M4P0", 422, "error.code_character", { character: "0" }],
  ["ABCDEF", 404, "error.no_conference", {}],
];

for (const way of WAYS) {
  for (const [typed, status, key, values] of wrongCodes) {
    journey(
      `the wrong code ${typed} comes back as it was typed, with words (${way})`,
      async ({ visitor }) => {
        const guest = await visitor({ way });
        const { page } = guest;
        guest.expectStatus(status, "/de/join");
        await guest.open("/de/join");
        await page.fill("#code", typed);
        const button = page.getByRole("button", { name: say("de", "join.button") });
        equal(await posted(page, () => button.click()), status);
        await page.locator(".error-summary").waitFor();
        equal(plain(await page.locator(".error-summary").innerText()), say("de", key, values));
        equal(await page.locator(".error-summary a").getAttribute("href"), "#code");
        equal(await page.inputValue("#code"), typed);
        equal(await page.getAttribute("#code", "aria-invalid"), "true");
      },
    );
  }
}
