// The loader of bundles (xtask/src/program/bundle/loader.js), by itself: what happens when a page's
// part of the program does not arrive.

import { deepEqual, equal } from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

const SOURCE = new URL("../../xtask/src/program/bundle/loader.js", import.meta.url);
/** The smallest module there is. */
const MODULE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const BROKEN = [0x00, 0x61, 0x73, 0x6d, 0x02, 0x00, 0x00, 0x00];

/** One chunk with the number 0. */
function bundleOf(code) {
  const head = new DataView(new ArrayBuffer(8));
  head.setUint32(4, code.length, true);
  return new Uint8Array([...new Uint8Array(head.buffer), ...code]);
}

const found = (code) => new Response(bundleOf(code));
const lost = () => Promise.reject(new TypeError("Failed to fetch"));

/**
 * A fresh loader in a page where a link to `/map` was pressed; `answers` come one after the other.
 * Returns what the program was called back with, where the page was sent, and the requests.
 */
async function enter({ answers, isHydrated = true }) {
  const folder = await mkdtemp(join(tmpdir(), "loader-"));
  const seen = { calls: [], places: [], requests: 0 };
  const heard = {};
  let stop;
  const isOver = new Promise((resolve) => (stop = resolve));
  globalThis.document = { documentElement: { dataset: isHydrated ? { hydrated: "" } : {} } };
  globalThis.addEventListener = (event, listener) => (heard[event] = listener);
  globalThis.location = {
    assign: (place) => (seen.places.push(place), stop()),
    reload: () => (seen.places.push("reload"), stop()),
  };
  globalThis.fetch = async () => answers[seen.requests++]();
  globalThis.calledBack = (_, success) => (seen.calls.push(success), stop());
  try {
    const table = "{ get: () => globalThis.calledBack }";
    const app = `export const initSync = () => ({ __indirect_function_table: ${table} });`;
    await writeFile(join(folder, "app.mjs"), app);
    const source = (await readFile(SOURCE, "utf8")).replace("./app.js", "./app.mjs");
    await writeFile(join(folder, "loader.mjs"), `${source}\nexport const page = split("./p");`);
    const { page } = await import(pathToFileURL(join(folder, "loader.mjs")));
    heard.click?.({ target: { closest: () => ({ href: "/map" }) } });
    page(0, 0);
    await isOver;
    return seen;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a part that does not arrive is requested again until it does", async () => {
  const answers = [lost, lost, () => found(MODULE)];
  deepEqual(await enter({ answers }), { calls: [true], places: [], requests: 3 });
});

test("where the server has another build, the page's document is loaded", async () => {
  const missing = () => new Response("", { status: 404 });
  deepEqual(await enter({ answers: [missing] }), { calls: [], places: ["/map"], requests: 1 });
});

test("a damaged part is not kept", async () => {
  const { places } = await enter({ answers: [() => found(BROKEN)] });
  deepEqual(places, ["/map"]);
});

test("on the first page a failure ends the program, and the page stays plain", async () => {
  const { calls, requests } = await enter({ answers: [lost], isHydrated: false });
  deepEqual(calls, [false]);
  equal(requests, 1);
});
