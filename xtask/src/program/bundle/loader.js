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
    }).catch((error) => {
      // Otherwise no page with this chunk could be loaded again.
      delete chunks[number];
      throw error;
    });
    made.push(chunks[number]);
    at += 8 + size;
  }
  await Promise.all(made);
};

/** Milliseconds between two attempts. */
const RETRY = 2000;

/** The link that was followed last, which the address shows only when the page is loaded. */
let followed;
addEventListener("click", ({ target }) => (followed = target.closest?.("a[href]")?.href), true);
addEventListener("popstate", () => (followed = undefined));

/** Loads the document of the page; nothing comes after that. */
const leave = () => {
  if (followed) location.assign(followed);
  else location.reload();
  return new Promise(() => {});
};

/**
 * What the program calls before it enters a page; it wants to be called back. Told of a failure it
 * would stop for good, so once it runs it hears of none: without a network the bundle is requested
 * again, and where the server answers with something else, the document is loaded instead.
 */
const split = (url) => {
  let loading;
  const attempt = async () => {
    try {
      await (loading ??= load(url));
      return true;
    } catch (error) {
      console.warn(error);
      loading = undefined;
      if (document.documentElement.dataset.hydrated === undefined) return false;
      if (!(error instanceof TypeError)) return leave();
      await new Promise((then) => setTimeout(then, RETRY));
      return attempt();
    }
  };
  return async (callback, data) => {
    const { dataset } = document.documentElement;
    // The style sheet shows that something happens.
    dataset.loading = "";
    const success = await attempt();
    delete dataset.loading;
    initSync().__indirect_function_table.get(callback)(data, success);
  };
};
