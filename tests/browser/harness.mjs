// The public interface of the harness: a journey is a test with a server and with visitors, who
// fail it when anything goes wrong on their pages.

import { after, test } from "node:test";
import { openVisitor } from "./harness/browser.mjs";
import { BROWSERS, closeBrowsers, reasonToLeaveOut } from "./harness/engines.mjs";
import { startNetwork } from "./harness/network.mjs";
import { startServer } from "./harness/server.mjs";

export { WAYS } from "./harness/browser.mjs";
export { ask, Finder, pairsOf, query, read, tabTo } from "./harness/finder.mjs";
export {
  cast,
  challenges,
  expectsNoAnswer,
  expectsRefusal,
  joinByTyping,
  openBoard,
  Phone,
  recount,
  result,
} from "./harness/hall.mjs";
export { HALL, hall, idsOf } from "./harness/conference.mjs";
export { Organiser } from "./harness/organiser.mjs";
export { CODE } from "./harness/server.mjs";
export { plain, say } from "./harness/words.mjs";

/** Timeouts of a journey, in milliseconds: longer than any of them takes. */
const JOURNEY_TIMEOUTS = { chromium: 90_000, firefox: 180_000, webkit: 180_000 };

let shared;

after(async () => {
  await tryAll([closeBrowsers, async () => (await shared)?.stop()]);
});

/**
 * Runs `story` on a fresh server, with a stage: `server`, `visitor(options)`, `network()`, which can
 * be an option of a visitor, and `note(text)`. Without `demo` the server has no conference, and the
 * story brings its own.
 */
export function journey(name, story, { browser = "chromium", ...options } = {}) {
  const skip = reasonToLeaveOut(browser) ?? false;
  if (skip) console.error(`!!! LEFT OUT: ${name}: ${skip}. This run says nothing about it.`);
  test(name, { timeout: JOURNEY_TIMEOUTS[browser], skip }, async (t) => {
    const server = await startServer(options);
    t.signal.addEventListener("abort", () => server.kill());
    await play(t, { server, browser }, story, [() => server.stop()]);
  });
}

/** A journey in each browser; one that is not installed is left out, which is said loudly. */
export function journeyEverywhere(name, story, options) {
  for (const browser of BROWSERS) journey(`${name} (${browser})`, story, { ...options, browser });
}

/** A journey on one server for the whole file: for stories that only look. */
export function visit(name, story) {
  test(name, { timeout: JOURNEY_TIMEOUTS.chromium }, async (t) => {
    shared ??= startServer();
    await play(t, { server: await shared, browser: "chromium" }, story, []);
  });
}

async function play(t, { server, browser }, story, ending) {
  const visitors = [];
  const networks = [];
  const visitor = async ({ network = server, ...options } = {}) => {
    const guest = await openVisitor(network.origin, { browser, ...options });
    visitors.push(guest);
    return guest;
  };
  const network = async () => {
    const started = await startNetwork(server.origin);
    networks.push(started);
    return started;
  };
  await tryAll(deeds());

  // Visitors come during the story, so whom to send home is asked afterwards.
  function* deeds() {
    yield () => story({ server, visitor, network, note: (text) => t.diagnostic(text) });
    for (const guest of visitors) yield () => guest.leave();
    for (const started of networks) yield () => started.stop();
    yield* ending;
  }
}

/** Does everything even where something fails, and reports every failure. */
async function tryAll(deeds) {
  const failures = [];
  for (const deed of deeds) await deed().catch((error) => failures.push(error));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) {
    throw new AggregateError(failures, failures.map((failure) => failure.stack).join("\n\n"));
  }
}
