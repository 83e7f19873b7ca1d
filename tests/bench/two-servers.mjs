// The part of `cargo xtask bench servers` that votes and watches: two servers over one PostgreSQL,
// votes on the first, a board and phones on the second. Takes both addresses, the folder of the
// measurement and how many votes; leaves two-servers.json there and prints it. Judges nothing, but
// prints the bar.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const [here, there, folder, votes] = process.argv.slice(2);
if (!votes) throw new Error("two-servers.mjs <origin> <origin> <folder> <votes>");

/** The conference of the example data. */
const CODE = "K7M4PX";
/** From the acknowledgement on one server to the board's event on the other, in milliseconds. */
const BAR = 300;
/** Longer than a tick of the board, so that no vote waits for the one before. */
const PAUSE = 450;

for (const origin of [here, there]) await isReady(origin);
const phone = await joinConference();
const round = phone.conference.round.status.id;
const challenge = phone.conference.fields[0].challenges[0].id;
const samples = { "other server": await follow(there), "same server": await follow(here) };
print();
await writeFile(join(folder, "two-servers.json"), JSON.stringify({ bar: BAR, samples }, null, 2));
process.exit(0);

async function isReady(origin) {
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await fetch(`${origin}/readyz`).catch(() => undefined))?.ok) return;
    await wait(50);
  }
  throw new Error(`${origin} does not become ready`);
}

/** A participant of the first server, with its conference. */
async function joinConference() {
  const at = `${here}/api/v1/conferences/${CODE}`;
  const answer = await fetch(`${at}/phone?lang=de`);
  const cookie = answer.headers.getSetCookie()[0].split(";")[0];
  const headers = { cookie, "content-type": "application/json" };
  const joined = await fetch(`${at}/join`, { method: "POST", headers, body: "{}" });
  if (!joined.ok) throw new Error(await joined.text());
  return { ...(await answer.json()), headers, revision: 0 };
}

/** Votes on the first server, one after the other, until this server's board shows each. */
async function follow(origin) {
  const stream = await fetch(`${origin}/api/v1/live/${CODE}?audience=board`);
  const states = statesOf(stream.body.pipeThrough(new TextDecoderStream()));
  await states.next();
  const times = [];
  while (times.length < Number(votes)) {
    await wait(PAUSE);
    const dots = (phone.revision % 2) + 1;
    await cast(dots);
    const acknowledged = performance.now();
    for (;;) {
      const { value } = await states.next();
      if (dotsIn(value) === dots) break;
    }
    times.push(performance.now() - acknowledged);
  }
  await states.return();
  return times;
}

async function cast(dots) {
  phone.revision += 1;
  const body = JSON.stringify({ revision: phone.revision, dots: { [challenge]: dots } });
  const path = `${here}/api/v1/rounds/${round}/ballot`;
  const answer = await fetch(path, { method: "PUT", headers: phone.headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.arrayBuffer();
}

function dotsIn(state) {
  const rows = state.results.shown.flatMap((field) => field.rows);
  return rows.find((row) => row.challenge === challenge)?.votes.dots ?? 0;
}

async function* statesOf(texts) {
  let text = "";
  for await (const chunk of texts) {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events) {
      const data = event.split("\n").find((line) => line.startsWith("data: "));
      if (event.startsWith("event: state") && data) yield JSON.parse(data.slice("data: ".length));
    }
  }
}

function print() {
  console.log(`Acknowledgement to the board, ms, ${votes} votes (bar ${BAR})`);
  for (const [name, times] of Object.entries(samples)) {
    const sorted = times.toSorted((one, other) => one - other);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    const figures = [at(0.5), at(0.95), sorted.at(-1)].map((time) => time.toFixed(1));
    console.log(`  ${name}: p50 ${figures[0]}, p95 ${figures[1]}, max ${figures[2]}`);
  }
}
