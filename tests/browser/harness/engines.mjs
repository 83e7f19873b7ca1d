// The browsers that journeys run in, and where they are.

import { existsSync, readdirSync } from "node:fs";

/** Every journey of `browsers-*.test.mjs` runs in these. */
export const BROWSERS = ["chromium", "firefox", "webkit"];

/** Programs of a browser, by environment variable; `cargo xtask test` sets them. */
const PROGRAMS = {
  chromium: { CHROMIUM: "/usr/bin/chromium" },
  firefox: { FIREFOX: "/usr/bin/firefox-esr" },
  webkit: {
    WEBKIT_DRIVER: "/usr/bin/WebKitWebDriver",
    WEBKIT_BROWSER: miniBrowser(),
    XVFB: "/usr/bin/Xvfb",
  },
};

/** In a folder named by the machine's architecture, with GTK 3 or 4. */
function miniBrowser() {
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  const paths = folders.flatMap((folder) =>
    ["webkit2gtk-4.1", "webkitgtk-6.0"].map((name) => `/usr/lib/${folder}/${name}/MiniBrowser`),
  );
  return paths.find((path) => existsSync(path)) ?? "MiniBrowser";
}

const programsOf = (browser) =>
  Object.entries(PROGRAMS[browser]).map(([name, usual]) => process.env[name] ?? usual);

/**
 * Why journeys in this browser are left out: the program is not there, and nobody has said where.
 * What is named in the environment must be there; an empty name leaves the browser out.
 */
export function reasonToLeaveOut(browser) {
  // Without it almost every journey would be left out.
  if (browser === "chromium") return undefined;
  const isMissing = ([name, usual]) => {
    const named = process.env[name];
    return named === undefined ? !existsSync(usual) : named === "";
  };
  const missing = Object.entries(PROGRAMS[browser]).filter(isMissing);
  if (missing.length === 0) return undefined;
  return `no ${missing.map(([name]) => name).join(", ")}`;
}

/** Loaded when a journey wants them, since most test files do not. */
const MODULES = {
  chromium: () => import("./chromium.mjs"),
  firefox: () => import("./firefox.mjs"),
  webkit: () => import("./webkit.mjs"),
};
const loaded = new Map();

/** A browser context of Playwright, or one with the part of it that the page objects use. */
export async function newContext(browser, options) {
  if (!loaded.has(browser)) loaded.set(browser, MODULES[browser]());
  return (await loaded.get(browser)).newContext(programsOf(browser), options);
}

export async function closeBrowsers() {
  await Promise.all([...loaded.values()].map(async (module) => (await module).close()));
}
