// What runs in the browser: our search as WebAssembly, and MiniSearch.

import init, { load, load_catalogue } from "/data/wasm/bench.js";
import { measure } from "./minisearch.mjs";
import { ask, inMilliseconds, median } from "./timing.mjs";

/** How often a finished index is read. */
const READINGS = 3;

if (!crossOriginIsolated) throw new Error("the clock is too coarse here");

/** Our search over an index that was made natively. */
export async function wasm(plan, offers) {
  await init({ module_or_path: "/data/wasm/bench_bg.wasm" });
  const bytes = new Uint8Array(await (await fetch(`/data/index-${offers}.bin`)).arrayBuffer());
  const times = [];
  let handle;
  while (times.length < READINGS) {
    handle?.free();
    times.push(inMilliseconds(() => (handle = load(bytes))));
  }
  const asked = ask(plan, ({ pairs }) => handle.find(pairs, plan.minute));
  const prepared = { load_ms: median(times), bytes: bytes.length };
  return { engine: "miteinander", place: "wasm", offers, prepared, ...asked };
}

/** The whole answers of a page, over the same index and its records. */
export async function answers(plan, offers) {
  await init({ module_or_path: "/data/wasm/bench_bg.wasm" });
  const bytes = new Uint8Array(await (await fetch(`/data/index-${offers}.bin`)).arrayBuffer());
  const records = await (await fetch(`/data/records-${offers}.json`)).text();
  let handle;
  const load_ms = inMilliseconds(() => (handle = load_catalogue(bytes, records)));
  const asked = ask(plan, ({ pairs }) => handle.answer(pairs));
  const prepared = { load_ms, bytes: bytes.length + records.length };
  return { engine: "whole_answer", place: "wasm", offers, prepared, ...asked };
}

/** MiniSearch over the texts of the same offers. */
export async function minisearch(plan, offers) {
  const texts = await (await fetch(`/data/texts-${offers}.json`)).json();
  return { ...measure(plan, texts), place: "chromium" };
}
