// What runs in the browser: our search as WebAssembly, and MiniSearch.

import init, { load } from "/data/wasm/bench.js";
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

/** MiniSearch over the texts of the same offers. */
export async function minisearch(plan, offers) {
  const texts = await (await fetch(`/data/texts-${offers}.json`)).json();
  return { ...measure(plan, texts), place: "chromium" };
}
