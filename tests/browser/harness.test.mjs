// The harness itself: it notices what it must notice.

import { deepEqual, match } from "node:assert/strict";
import { journey, journeyEverywhere, WAYS } from "./harness.mjs";

const mishaps = {
  "an error on the console": () => console.error("oh dear"),
  "a page error": () =>
    setTimeout(() => {
      throw new Error("oh dear");
    }),
  "a violation of the policy": () => {
    const style = document.createElement("style");
    style.textContent = "body { color: red }";
    document.head.append(style);
  },
  "a request to another host": () => (new Image().src = "http://localhost:9/dot.png"),
};

/** Words of all of these, as the browsers have them. */
const TOLD = /oh dear|Content.Security.Policy|foreign request|localhost:9/;

journeyEverywhere("what goes wrong on a page does not pass unnoticed", async ({ visitor }) => {
  for (const [name, mishap] of Object.entries(mishaps)) {
    const guest = await visitor();
    await guest.open("/de");
    deepEqual(guest.problems(), []);
    await guest.page.evaluate(mishap);
    while (guest.problems().length === 0) await guest.page.evaluate(() => undefined);
    match(guest.problems()[0], TOLD, name);
    guest.expect(TOLD);
  }
});

journey("every way of visiting ends where it should", async ({ visitor }) => {
  const states = [];
  for (const way of WAYS) {
    const guest = await visitor({ way });
    await guest.open("/de");
    states.push(await guest.page.locator("html").getAttribute("data-hydrated"));
  }
  deepEqual(states, ["", "failed", null]);
});
