// The part of `cargo xtask bench search` that needs JavaScript: our search as WebAssembly in
// Chromium, and MiniSearch in Chromium and in Node.js, over the questions of plan.json.
// Takes the folder of the measurement and leaves browser.json there; judges nothing.

import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { answers, measure } from "./minisearch.mjs";

const folder = process.argv[2];
if (!folder) throw new Error("search.mjs <folder>");

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const MINISEARCH = "../node_modules/minisearch/";
const PAGE = `<!doctype html><meta charset="utf-8"><title>Measuring</title>
<script type="importmap">{"imports": {"minisearch": "/minisearch.js"}}</script>
<script type="module">import * as measuring from "/page.mjs"; window.measuring = measuring;</script>`;
const SCRIPTS = {
  "/page.mjs": here("./page.mjs"),
  "/minisearch.mjs": here("./minisearch.mjs"),
  "/timing.mjs": here("./timing.mjs"),
  "/minisearch.js": here(`${MINISEARCH}dist/es/index.js`),
};
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
/** Only a page that shares nothing with others may look at the clock closely. */
const ALONE = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const json = async (name) => JSON.parse(await readFile(join(folder, name), "utf8"));
const plan = await json("plan.json");

const say = (text) => console.error(`    ${text}`);
const measured = { programs: await programs(), runs: [], answers: [] };
await inNode();
await inChromium();
await writeFile(join(folder, "browser.json"), JSON.stringify(measured));

async function programs() {
  const { version } = JSON.parse(await readFile(here(`${MINISEARCH}package.json`), "utf8"));
  return [`MiniSearch ${version}`, `Node.js ${process.versions.node}`];
}

async function inNode() {
  say(`MiniSearch in Node.js: ${plan.compared} offers`);
  const run = measure(plan, await json(`texts-${plan.compared}.json`));
  measured.runs.push({ ...run, place: "node" });
  const found = answers(plan, await json(`texts-${plan.shown}.json`));
  measured.answers.push({ engine: "mini_search", answers: found });
}

async function inChromium() {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  try {
    measured.programs.push(`Chromium ${browser.version()}`);
    for (const offers of plan.sizes) {
      await onPage("wasm", offers);
      if (offers <= plan.answered) await onPage("answers", offers);
    }
    await onPage("minisearch", plan.compared);
  } finally {
    await browser.close();
    server.close();
  }

  /** A page of its own for each, so that nothing is inherited. */
  async function onPage(engine, offers) {
    say(`${engine} in Chromium: ${offers} offers`);
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => "measuring" in window);
    const run = await page.evaluate(
      ([engine, plan, offers]) => window.measuring[engine](plan, offers),
      [engine, plan, offers],
    );
    await page.close();
    if (errors.length > 0) throw errors[0];
    measured.runs.push(run);
  }
}

async function answer(request, response) {
  const path = new URL(request.url, "http://localhost").pathname;
  const file = SCRIPTS[path] ?? (/^\/data(\/[\w-]+)*\.\w+$/.test(path) && inFolder(path));
  try {
    const body = path === "/" ? PAGE : await readFile(file);
    const type = path === "/" ? "text/html" : TYPES[extname(path)];
    response.writeHead(200, { ...ALONE, "content-type": type ?? "application/octet-stream" });
    response.end(body);
  } catch {
    response.writeHead(404, ALONE).end();
  }
}

function inFolder(path) {
  return join(folder, path.slice("/data".length));
}
