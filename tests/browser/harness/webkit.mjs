// WebKit: GTK's MiniBrowser behind its WebDriver, on a virtual screen of its own.
//
// Neither the protocol nor this browser, when it is automated, gives console messages or requests;
// what goes wrong in a document is recorded there, from its first evaluation on.

import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";
import { recorded } from "./in-page.mjs";
import { Page } from "./locator.mjs";
import { freePort } from "./server.mjs";
import { Session } from "./webdriver.mjs";

const KEYS = { Enter: "\uE007" };
const SCREEN = "1400x1000x24";

const processes = new Set();
let screen;

async function start(program, words, options) {
  const started = spawn(program, words, options);
  await once(started, "spawn");
  processes.add(started);
  started.once("close", () => processes.delete(started));
  return started;
}

async function end(running) {
  if (running.exitCode !== null || running.signalCode !== null) return;
  const ended = once(running, "exit");
  running.kill("SIGKILL");
  await ended;
}

/** One virtual screen for each test file; the server itself chooses the number. */
async function display(xvfb) {
  const words = ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp"];
  const server = await start(xvfb, words, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  for await (const number of createInterface(server.stdio[3])) return `:${number}`;
  throw new Error("no virtual screen");
}

/** A browser that is still there ends with its screen. */
export async function close() {
  await Promise.all([...processes].map(end));
  screen = undefined;
}

/** A browser of its own: a driver has one session at a time. */
export async function newContext([driver, browser, xvfb], options) {
  screen ??= display(xvfb);
  const port = await freePort();
  const env = { ...process.env, DISPLAY: await screen, NO_AT_BRIDGE: "1" };
  const running = await start(driver, [`--port=${port}`], { env, stdio: "ignore" });
  const session = new Session(`http://127.0.0.1:${port}`);
  await session.open(browser);
  return new Context(running, session, options);
}

class Context extends EventEmitter {
  #driver;
  #session;
  #windows = 0;

  constructor(driver, session, { baseURL, viewport }) {
    super();
    this.#driver = driver;
    this.#session = session;
    this.baseURL = baseURL;
    this.viewport = viewport;
  }

  setDefaultTimeout(timeout) {
    this.timeout = timeout;
  }

  /** The window that the browser opened, then further windows, since a new tab stays hidden. */
  async newPage() {
    const command = (...request) => this.#session.command(...request);
    const isFirst = this.#windows === 0;
    this.#windows += 1;
    const handle = isFirst
      ? await command("GET", "/window")
      : (await command("POST", "/window/new", { type: "window" })).handle;
    // The tool bar makes the window at least 447 pixels wide.
    await command("POST", "/window/rect", this.viewport, handle);
    const tab = new Tab((method, path, body) => command(method, path, body, handle), this);
    return new Page(tab, this);
  }

  async close() {
    await this.#session.command("DELETE", "").finally(() => end(this.#driver));
  }
}

class Tab {
  #command;
  #context;

  constructor(command, context) {
    this.#command = command;
    this.#context = context;
  }

  async evaluate(source, argument = null) {
    const script = `
      const [argument, answer] = arguments;
      const problems = (${recorded})();
      (${source})(argument).then((result) => answer({ result, problems: problems.splice(0) }));`;
    const { result, problems } = await this.#command("POST", "/execute/async", {
      script,
      args: [argument],
    });
    for (const problem of problems) this.#context.emit("weberror", { error: () => problem });
    return result;
  }

  async click(point) {
    await this.#act("pointer", [
      { type: "pointerMove", origin: "viewport", ...point },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ]);
  }

  async type(text) {
    const strokes = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#act("key", strokes);
  }

  async press(key) {
    await this.type(KEYS[key]);
  }

  async #act(type, actions) {
    await this.#command("POST", "/actions", { actions: [{ type, id: type, actions }] });
  }

  async goto(url) {
    await this.#command("POST", "/url", { url });
  }

  async reload() {
    await this.#command("POST", "/refresh");
  }

  async back() {
    await this.#command("POST", "/back");
  }

  async close() {
    await this.#command("DELETE", "/window");
  }
}
