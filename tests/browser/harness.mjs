// The public interface of the harness: a journey is a test with a server and with visitors, who
// fail it when anything goes wrong on their pages.

import { after, test } from "node:test";
import { closeBrowser, openVisitor } from "./harness/browser.mjs";
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

/** Timeout of a journey, in milliseconds: longer than any of them takes. */
const JOURNEY_TIMEOUT = 90_000;

let shared;

after(async () => {
  await tryAll([closeBrowser, async () => (await shared)?.stop()]);
});

/**
 * Runs `story` on a fresh server, with a stage: `server`, `visitor(options)`, `note(text)`.
 * Without `demo` the server has no conference, and the story brings its own.
 */
export function journey(name, story, options) {
  test(name, { timeout: JOURNEY_TIMEOUT }, async (t) => {
    const server = await startServer(options);
    t.signal.addEventListener("abort", () => server.kill());
    await play(t, server, story, [() => server.stop()]);
  });
}

/** The same on one server for the whole file: for stories that only look. */
export function visit(name, story) {
  test(name, { timeout: JOURNEY_TIMEOUT }, async (t) => {
    shared ??= startServer();
    await play(t, await shared, story, []);
  });
}

async function play(t, server, story, ending) {
  const visitors = [];
  const visitor = async (options) => {
    const guest = await openVisitor(server.origin, options);
    visitors.push(guest);
    return guest;
  };
  await tryAll(deeds());

  // Visitors come during the story, so whom to send home is asked afterwards.
  function* deeds() {
    yield () => story({ server, visitor, note: (text) => t.diagnostic(text) });
    for (const guest of visitors) yield () => guest.leave();
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
