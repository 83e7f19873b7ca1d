// Both JSON parsers (app/src/json) in WebAssembly: the server's answers and what a phone stores parse
// the same with either. A listed type that is never parsed here fails.

import { deepEqual, doesNotThrow, equal, ok, throws } from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CODE, HALL, hall, idsOf, journey } from "./harness.mjs";

// Built by `cargo xtask test`.
const TARGET = new URL("../../target/", import.meta.url);
const { wire_types: wireTypes, parse } = await import(
  process.env.MITEINANDER_JSON_READERS ?? new URL("json-readers/json_readers.js", TARGET)
);

/** The listed types by their names without modules. */
const TYPES = new Map(
  wireTypes().map((name) => [name.split("::").at(-1).replaceAll(" ", ""), name]),
);
/** The types parsed so far. */
const parsed = new Set();

function parsesAlike(type, text, from) {
  try {
    parse(TYPES.get(type), text);
  } catch (error) {
    throw new Error(`${type} from ${from}: ${error.message}\n${text.slice(0, 2_000)}`);
  }
  parsed.add(type);
}

/** A client with cookies that parses each answer as its type. */
class Client {
  #cookies = new Map();

  constructor(server) {
    this.api = `${server.origin}/api/v1`;
  }

  async ask(type, path, options) {
    const { status, text } = await this.send(path, options);
    parsesAlike(type, text, path);
    parsesAlike("Answer", JSON.stringify({ status, body: text }), path);
    return JSON.parse(text);
  }

  async send(path, { status = 200, ...options } = {}) {
    const cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    const headers = { cookie, "content-type": "application/json" };
    const answer = await fetch(this.api + path, { ...options, headers });
    const text = await answer.text();
    equal(answer.status, status, `${path}: ${text}`);
    for (const line of answer.headers.getSetCookie()) {
      this.#cookies.set(...line.split(";")[0].split("=", 2));
    }
    return { status, text };
  }
}

/** Every answer of the finder, in languages with and without texts of their own. */
async function finder(client) {
  const ids = new Set();
  for (const query of ["", "&page=2", "&q=deutsch&near=marl", "&weekday=mo&free=yes&sort=next"]) {
    for (const language of ["de", "ar", "de-simple"]) {
      const { offers } = await client.ask("OfferPage", `/offers?lang=${language}${query}`);
      for (const { id } of offers) ids.add(id);
    }
  }
  await client.ask("OfferPage", "/offers?lang=de&q=schach&city=herten&free=yes");
  for (const id of ids) await client.ask("OfferDetail", `/offers/${id}?lang=ar`);
  await client.ask("About", "/about?lang=uk");
  await client.ask("MapView", "/map?lang=tr");
  await client.ask("MapView", "/map?lang=de&city=herten");
  const { providers } = await client.ask("ProviderPage", "/providers?lang=uk");
  const asked = await client.ask("ProviderPage", "/providers?lang=ar&category=sprache&q=beratung");
  ok(asked.providers.some((provider) => provider.persons?.length));
  for (const { id } of [...providers, ...asked.providers]) {
    await client.ask("ProviderDetail", `/providers/${id}?lang=de`);
  }
  await client.ask("ErrorMessage", "/offers/unheard-of?lang=ar", { status: 404 });
}

/** What a phone and a board receive of a conference in its present state. */
async function conference(client, code) {
  const at = `/conferences/${code}`;
  await client.ask("PhoneView", `${at}/phone?lang=ar&texts=en`);
  await client.ask("BoardView", `${at}/board?lang=de`);
  for (const [type, audience] of Object.entries({ PhoneState: "phone", BoardState: "board" })) {
    await client.ask(type, `${at}/state?audience=${audience}`);
    await client.ask("VersionedState", `${at}/state?audience=${audience}`);
  }
}

/** A whole evening, from the prepared round to the documentation. */
async function evening(server, { code, flags, dots, field }) {
  const organiser = await hall(server, { code, flags, isOpen: false });
  const ids = await idsOf(server, code);
  const client = new Client(server);
  const key = organiser.split("/").at(-1);
  const { round } = await server.json(`/api/v1/conferences/${code}`);
  await conference(client, code);
  await server.command("round", "open", code);
  await client.send(`/conferences/${code}/join`, { method: "POST" });
  await client.ask("BallotAnswer", `/rounds/${round.status.id}/ballot`);
  const placed = Object.entries(dots).map(([name, count]) => [ids[name], count]);
  const body = { revision: 1, dots: Object.fromEntries(placed), field: ids[field] };
  const cast = { method: "PUT", body: JSON.stringify(body) };
  const held = await client.ask("BallotAnswer", `/rounds/${round.status.id}/ballot`, cast);
  await conference(client, code);
  await client.ask("OrganiserView", `/organisers/${key}?lang=de`);
  await server.command("round", "close", code, "--grace", "0");
  await conference(client, code);
  const words = encodeURIComponent(held.receipt);
  const document = await client.ask("Documentation", `/conferences/${code}/documentation?lang=en`);
  for (const disposition of [null, { value: "own_body", words: "Needs a round of its own" }]) {
    const texts = [{ part: "first_steps", label: "First steps", text: "1. Anrufen\n2. Treffen" }];
    document.fields[0].challenges[0].sheet = { disposition, texts };
    parsesAlike("Documentation", JSON.stringify(document), "a conference with worksheets");
  }
  await client.ask("ReceiptView", `/conferences/${code}/receipts?words=${words}`);
  await client.ask("ReceiptView", `/conferences/${code}/receipts`);
  await client.ask("OrganiserView", `/organisers/${key}?lang=de`);
  stored(held.ballot);
}

/** What a phone writes into its storage. */
function stored(ballot) {
  const base = { revision: 0, dots: {} };
  for (const more of [
    { base, is_rebased: false },
    { base, is_rebased: true, sent: ballot },
    { base: ballot, is_rebased: false, refused: "„Nein“ – \u{1F327}" },
  ]) {
    parsesAlike("Outbox", JSON.stringify({ ballot, ...more }), "a phone");
  }
}

async function languages() {
  const folder = new URL("locales/", TARGET);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  for (const name of files) {
    const text = await readFile(fileURLToPath(new URL(name, folder)), "utf8");
    parsesAlike("Vec<String>", text, name);
  }
}

journey("every type that travels to the browser is parsed the same there", async ({ server }) => {
  const client = new Client(server);
  await finder(client);
  await conference(client, CODE);
  await evening(server, { code: HALL, flags: [], dots: { "Sprache 1": 2, "Wohnen zwei": 1 } });
  await evening(server, { code: "HA33EN", flags: ["--hidden"], dots: {} });
  await languages();
  deepEqual(
    [...TYPES.keys()].filter((type) => !parsed.has(type)),
    [],
    "listed, but never parsed",
  );
});

journey("neither parser accepts what is not an answer", async ({ server }) => {
  const state = await server.json(`/api/v1/conferences/${CODE}/state?audience=phone`);
  const reading = (value) => () => parse(TYPES.get("PhoneState"), value);
  doesNotThrow(reading(JSON.stringify(state)));
  for (const round of [undefined, null, "open", { ...state.round, number: "1" }]) {
    throws(reading(JSON.stringify({ ...state, round })), JSON.stringify(round));
  }
  throws(reading("<html>"));
});
