// MiniSearch as somebody would use it who takes it as it comes: all texts of an offer, words
// that go on, and a fifth of a word's letters mistyped.

import MiniSearch from "minisearch";
import { ask, inMilliseconds, median } from "./timing.mjs";

const FIELDS = ["name", "description", "provider", "city", "district"];
const OPTIONS = { prefix: true, fuzzy: 0.2, combineWith: "AND" };
/** How often the index is made, written and read. */
const TIMES = 3;
/** Results within which the right one must be. */
const FIRST = 3;

/** Makes an index of the texts and asks it everything that has words. */
export function measure(plan, texts) {
  const times = (work) => median(Array.from({ length: TIMES }, () => inMilliseconds(work)));
  let engine;
  const make_ms = times(() => (engine = make(texts)));
  const written = JSON.stringify(engine);
  const load_ms = times(() => (engine = MiniSearch.loadJSON(written, { fields: FIELDS })));
  const bytes = new TextEncoder().encode(written).length;
  const questions = plan.questions.filter(({ words }) => words !== "");
  const asked = ask({ ...plan, questions }, ({ words }) => engine.search(words, OPTIONS).length);
  const prepared = { make_ms, load_ms, bytes, terms: engine.termCount };
  return { engine: "mini_search", offers: plan.compared, prepared, ...asked };
}

/** The first results of every question, in their order; nothing for those without words. */
export function answers({ questions }, texts) {
  const engine = make(texts);
  return questions.map(({ words }) => {
    const found = words === "" ? [] : engine.search(words, OPTIONS);
    return { total: found.length, first: found.slice(0, FIRST).map(({ id }) => id) };
  });
}

function make(texts) {
  const engine = new MiniSearch({ fields: FIELDS });
  engine.addAll(texts);
  return engine;
}
