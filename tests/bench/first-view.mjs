// The part of `cargo xtask bench first-view` that needs a browser: a first visit with a phone
// whose cache is empty, page by page, until it can be read and until its program runs.
// Takes the server's address, the folder of the measurement and how often to measure; leaves
// first-view.json there and prints it. Judges nothing, but prints the bar.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { median } from "./timing.mjs";

const [origin, folder, runs] = process.argv.slice(2);
if (!runs) throw new Error("first-view.mjs <origin> <folder> <runs>");

/** The phone profile: CPU four times slower, 400 kbit/s, 400 ms. */
const SLOWER = 4;
const BYTES_A_SECOND = 400_000 / 8;
const NETWORK = {
  offline: false,
  latency: 400,
  downloadThroughput: BYTES_A_SECOND,
  uploadThroughput: BYTES_A_SECOND,
};
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, locale: "de-DE" };
/** Milliseconds until it can be read, and until the program runs. */
const BARS = { painted: 1_300, alive: 4_000 };
const PATIENCE = 60_000;

const PAGES = {
  home: "/de",
  finder: "/de/offers?q=deutsch",
  offer: "/de/offers/deutschkurs-mit-kinderbetreuung-recklinghausen",
  phone: "/de/c/K7M4PX",
};
/** The least there can be: a few letters by the same server, without style and program. */
const FLOOR = "/healthz";

await isReady();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
});
const results = [];
try {
  results.push(await measure("floor", FLOOR));
  for (const [name, path] of Object.entries(PAGES)) results.push(await measure(name, path));
} finally {
  await browser.close();
}
const profile = { slower: SLOWER, network: NETWORK, runs: Number(runs), bars: BARS };
await writeFile(join(folder, "first-view.json"), JSON.stringify({ profile, results }, null, 2));
print();

async function isReady() {
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await fetch(`${origin}/readyz`).catch(() => undefined))?.ok) return;
    await wait(50);
  }
  throw new Error("the server does not become ready");
}

/** Medians over all runs. */
async function measure(name, path) {
  const visits = [];
  while (visits.length < Number(runs)) visits.push(await visit(path));
  const middle = (key) => median(visits.map((visit) => visit[key]));
  const { kB, files } = visits[0];
  return { name, painted: middle("painted"), alive: middle("alive"), kB, files, visits };
}

async function visit(path) {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    const loaded = await slowDown(context, page);
    await page.addInitScript(watch);
    await page.goto(origin + path, { timeout: PATIENCE });
    await page.waitForFunction(isPainted, null, { timeout: PATIENCE });
    if (path !== FLOOR) await page.waitForFunction(() => window.aliveAt, null, { timeout: PATIENCE });
    const times = await page.evaluate(timesOf);
    return { ...times, ...loaded };
  } finally {
    await context.close();
  }
}

/** Makes a phone of it; counts what comes over the network meanwhile. */
async function slowDown(context, page) {
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const loaded = { kB: 0, files: 0 };
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    loaded.kB += encodedDataLength / 1_000;
    loaded.files += 1;
  });
  return loaded;
}

/** In the page: notes when the program has taken over. */
function watch() {
  const look = () => {
    const state = document.documentElement?.dataset.hydrated;
    if (state === undefined) return requestAnimationFrame(look);
    if (state !== "") throw new Error("the program has failed");
    window.aliveAt = performance.now();
  };
  look();
}

/** In the page: whether anything can be read. */
function isPainted() {
  return performance.getEntriesByName("first-contentful-paint").length > 0;
}

/** In the page: milliseconds since it was asked for. */
function timesOf() {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return { painted: paint?.startTime, alive: window.aliveAt };
}

function print() {
  const second = (time) => (time === undefined ? "" : (time / 1_000).toFixed(2));
  const row = (...cells) => cells.map((cell) => String(cell).padStart(10)).join("");
  console.log(`A first visit, seconds, median of ${runs}: CPU ${SLOWER} times slower,`);
  console.log(`${(BYTES_A_SECOND * 8) / 1_000} kbit/s, ${NETWORK.latency} ms, nothing cached`);
  console.log(row("page", "readable", "alive", "kB", "files"));
  for (const { name, painted, alive, kB, files } of results) {
    console.log(row(name, second(painted), second(alive), kB.toFixed(0), files));
  }
  console.log(row("bar", second(BARS.painted), second(BARS.alive)));
}
