// A client of W3C WebDriver. It is `fetch`: what the journeys need of the protocol is a dozen JSON
// requests, and the kept clients want a newer Node.js than the other tests (selenium-webdriver) or
// bring a framework (webdriver).

import { setTimeout as wait } from "node:timers/promises";

const READY_WITHIN = 30_000;
/** For scripts and loads, in milliseconds: longer than any wait of a journey. */
const LONGEST = 120_000;

/** A session of W3C WebDriver; commands run one after another, each in its window. */
export class Session {
  #origin;
  #path = "";
  #last = Promise.resolve();
  #window;

  constructor(origin) {
    this.#origin = origin;
  }

  async open(binary) {
    await this.#isReady();
    const browserOptions = { binary, args: ["--automation"] };
    const alwaysMatch = {
      "webkitgtk:browserOptions": browserOptions,
      timeouts: { script: LONGEST, pageLoad: LONGEST },
    };
    const { sessionId } = await this.#send("POST", "/session", { capabilities: { alwaysMatch } });
    this.#path = `/session/${sessionId}`;
    this.#window = await this.#send("GET", "/window");
  }

  /** A command in a window; without one, in the present window. */
  command(method, path, body, window) {
    const run = async () => {
      if (window && window !== this.#window) {
        await this.#send("POST", "/window", { handle: window });
        this.#window = window;
      }
      return this.#send(method, path, body);
    };
    const result = this.#last.then(run);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #isReady() {
    const deadline = Date.now() + READY_WITHIN;
    while (Date.now() < deadline) {
      const answer = await fetch(`${this.#origin}/status`).catch(() => undefined);
      if (answer?.ok) return;
      await wait(20);
    }
    throw new Error(`WebKit's driver was not ready within ${READY_WITHIN} ms`);
  }

  async #send(method, path, body) {
    const content = method === "POST" ? JSON.stringify(body ?? {}) : undefined;
    const answer = await fetch(this.#origin + this.#path + path, {
      method,
      body: content,
      signal: AbortSignal.timeout(LONGEST),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }
}
