// A browser that keeps no cookies: the server cannot tell whose dots they are, and says so.

import { equal } from "node:assert/strict";
import { HALL, hall, idsOf, journey, Phone, result } from "./harness.mjs";

/** Removes all cookies from every answer, one request after the other. */
async function keepsNoCookies({ context, page }) {
  let turn = Promise.resolve();
  await page.route(/^(?!.*\/api\/v1\/live\/)/, (route) => {
    turn = turn.then(async () => {
      await context.clearCookies();
      const answer = await route.fetch({ maxRedirects: 0 });
      const headers = answer.headers();
      delete headers["set-cookie"];
      await context.clearCookies();
      await route.fulfill({ response: answer, headers });
    });
    return turn;
  });
}

journey(
  "a browser that keeps no cookies is told so, and counts as nobody",
  async ({ server, visitor }) => {
    await hall(server);
    const ids = await idsOf(server);
    const guest = await visitor();
    await keepsNoCookies(guest);
    const refused = "Failed to load resource: the server responded with a status of 401";
    guest.expect(RegExp(`^console: ${refused} .*/api/v1/(conferences|rounds)/`));
    const phone = new Phone(guest, { code: HALL });
    await phone.open();
    await phone.add(ids["Sprache 1"], 1);
    await phone.isRefused("error.no_participant");
    await phone.add(ids["Sprache 1"], 2);
    await phone.isRefused("error.no_participant");
    const { joined, done, dots } = await result(server, HALL);
    equal(`${joined} joined, ${done} voted, ${dots} dots`, "0 joined, 0 voted, 0 dots");
  },
  { demo: false },
);
