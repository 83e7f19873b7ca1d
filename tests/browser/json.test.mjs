// Both readers of JSON (app/src/json) in WebAssembly: what the server answers, and what a phone
// stores, reads the same by either. A type that is listed there and never comes here fails.

import { deepEqual, doesNotThrow, equal, throws } from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CODE, HALL, hall, idsOf, journey } from "./harness.mjs";

// The readers are built by `cargo xtask test`.
const TARGET = new URL("../../target/", import.meta.url);
const { listed, read } = await import(
  process.env.MITEINANDER_JSON_READERS ?? new URL("json-readers/json_readers.js", TARGET)
);

/** The listed types by their names without modules. */
const TYPES = new Map(
  listed().map((name) => [name.split("::").at(-1).replaceAll(" ", ""), name]),
);
/** Those that were read. */
const seen = new Set();

function readsAlike(type, text, from) {
  try {
    read(TYPES.get(type), text);
  } catch (error) {
    throw new Error(`${type} from ${from}: ${error.message}\n${text.slice(0, 2_000)}`);
  }
  seen.add(type);
}

/** Somebody with cookies, whose answers are read as types. */
class Reader {
  #cookies = new Map();

  constructor(server) {
    this.api = `${server.origin}/api/v1`;
  }

  async ask(type, path, { status = 200, ...options } = {}) {
    const cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    const headers = { cookie, "content-type": "application/json" };
    const answer = await fetch(this.api + path, { ...options, headers });
    const text = await answer.text();
    equal(answer.status, status, `${path}: ${text}`);
    for (const line of answer.headers.getSetCookie()) {
      this.#cookies.set(...line.split(";")[0].split("=", 2));
    }
    readsAlike(type, text, path);
    readsAlike("Answer", JSON.stringify({ status, body: text }), path);
    return JSON.parse(text);
  }
}

/** All that the finder answers, in languages with and without texts of their own. */
async function finder(reader) {
  const ids = new Set();
  for (const query of ["", "&page=2", "&q=deutsch&near=marl", "&weekday=mo&free=yes&sort=next"]) {
    for (const language of ["de", "ar", "de-simple"]) {
      const { offers } = await reader.ask("OfferPage", `/offers?lang=${language}${query}`);
      for (const { id } of offers) ids.add(id);
    }
  }
  await reader.ask("OfferPage", "/offers?lang=de&q=schach&city=herten&free=yes");
  for (const id of ids) await reader.ask("OfferDetail", `/offers/${id}?lang=ar`);
  await reader.ask("About", "/about?lang=uk");
  await reader.ask("MapView", "/map?lang=tr");
  await reader.ask("MapView", "/map?lang=de&city=herten");
  const { providers } = await reader.ask("ProviderPage", "/providers?lang=uk");
  for (const { id } of providers) await reader.ask("ProviderDetail", `/providers/${id}?lang=de`);
  await reader.ask("ErrorMessage", "/offers/unheard-of?lang=ar", { status: 404 });
}

/** What a phone and a board are told of a conference as it stands now. */
async function conference(reader, code) {
  const at = `/conferences/${code}`;
  await reader.ask("PhoneView", `${at}/phone?lang=ar&texts=en`);
  await reader.ask("BoardView", `${at}/board?lang=de`);
  for (const [type, audience] of Object.entries({ PhoneState: "phone", BoardState: "board" })) {
    await reader.ask(type, `${at}/state?audience=${audience}`);
    await reader.ask("Versioned", `${at}/state?audience=${audience}`);
  }
}

/** A whole evening, from the prepared round to the documentation. */
async function evening(server, { code, flags, dots, field }) {
  const organiser = await hall(server, { code, flags, isOpen: false });
  const ids = await idsOf(server, code);
  const reader = new Reader(server);
  const key = organiser.split("/").at(-1);
  const { round } = await server.json(`/api/v1/conferences/${code}`);
  await conference(reader, code);
  await server.command("round", "open", code);
  await reader.ask("Joined", `/conferences/${code}/join`, { method: "POST" });
  await reader.ask("BallotAnswer", `/rounds/${round.status.id}/ballot`);
  const placed = Object.entries(dots).map(([name, count]) => [ids[name], count]);
  const body = { revision: 1, dots: Object.fromEntries(placed), field: ids[field] };
  const cast = { method: "PUT", body: JSON.stringify(body) };
  const held = await reader.ask("BallotAnswer", `/rounds/${round.status.id}/ballot`, cast);
  await conference(reader, code);
  await reader.ask("OrganiserView", `/organisers/${key}?lang=de`);
  await server.command("round", "close", code);
  await conference(reader, code);
  const words = encodeURIComponent(held.receipt);
  await reader.ask("Documentation", `/conferences/${code}/documentation?lang=en`);
  await reader.ask("ReceiptView", `/conferences/${code}/receipts?words=${words}`);
  await reader.ask("ReceiptView", `/conferences/${code}/receipts`);
  await reader.ask("OrganiserView", `/organisers/${key}?lang=de`);
  stored(held.ballot);
}

/** What a phone writes into its storage. */
function stored(ballot) {
  for (const more of [{}, { refused: "„Nein“ – \u{1F327}" }]) {
    readsAlike("Outbox", JSON.stringify({ ballot, acknowledged: 1, ...more }), "a phone");
  }
}

async function languages() {
  const folder = new URL("locales/", TARGET);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  for (const name of files) {
    const text = await readFile(fileURLToPath(new URL(name, folder)), "utf8");
    readsAlike("Vec<String>", text, name);
  }
}

journey("every type that travels to the browser reads alike there", async ({ server }) => {
  const reader = new Reader(server);
  await finder(reader);
  await conference(reader, CODE);
  await evening(server, { code: HALL, flags: [], dots: { "Sprache 1": 2, "Wohnen zwei": 1 } });
  await evening(server, { code: "HA33EN", flags: ["--hidden"], dots: {} });
  await languages();
  deepEqual(
    [...TYPES.keys()].filter((type) => !seen.has(type)),
    [],
    "listed, and never read",
  );
});

journey("what is no answer is read by neither", async ({ server }) => {
  const state = await server.json(`/api/v1/conferences/${CODE}/state?audience=phone`);
  const reading = (value) => () => read(TYPES.get("PhoneState"), value);
  doesNotThrow(reading(JSON.stringify(state)));
  for (const round of [undefined, null, "open", { ...state.round, number: "1" }]) {
    throws(reading(JSON.stringify({ ...state, round })), JSON.stringify(round));
  }
  throws(reading("<html>"));
});
