import { initSync } from "./app.js";

/** Chunks by number, so that one which came with an earlier page is not made again. */
const chunks = [];

const load = async (url) => {
  const answer = await fetch(new URL(url, import.meta.url));
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bundle = await answer.arrayBuffer();
  const numbers = new DataView(bundle);
  const made = [];
  for (let at = 0; at < bundle.byteLength; ) {
    const number = numbers.getUint32(at, true);
    const size = numbers.getUint32(at + 4, true);
    // A chunk imports what the main module exports.
    chunks[number] ??= WebAssembly.instantiate(new Uint8Array(bundle, at + 8, size), {
      __wasm_split: initSync(),
    });
    made.push(chunks[number]);
    at += 8 + size;
  }
  await Promise.all(made);
};

/** What the program calls before it enters a page; it wants to be called back. */
const split = (url) => {
  let loading;
  return async (callback, data) => {
    let success = true;
    try {
      await (loading ??= load(url));
    } catch (error) {
      console.error(error);
      // The network may be there again the next time.
      loading = undefined;
      success = false;
    }
    initSync().__indirect_function_table.get(callback)(data, success);
  };
};

