// The server under test: a fresh database in a folder of its own, on a free port.
// Independent of browsers.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The code of the example conference of `--demo`. */
export const CODE = "K7M4PX";

const DEBUG_BINARY = fileURLToPath(new URL("../../../target/debug/miteinander", import.meta.url));
const BINARY = process.env.MITEINANDER_BIN ?? DEBUG_BINARY;
const READY_WITHIN = 20_000;
const ORGANISER = /\/[a-z]+(-[a-z]+)?\/organise\/\w+/;
/** Open live streams must not keep the server from stopping. */
const STOPPED_WITHIN = 5_000;

/** With the example data, unless the test has a conference of its own; `flags` of `serve`. */
export async function startServer({ demo = true, flags = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "miteinander-"));
  const server = new Server(folder, await freePort(), [...(demo ? ["--demo"] : []), ...flags]);
  await server.start();
  return server;
}

class Server {
  #folder;
  #listen;
  #process;
  #flags;
  #log = "";
  #printed = "";

  constructor(folder, port, flags) {
    this.#folder = folder;
    this.#flags = flags;
    this.#listen = `127.0.0.1:${port}`;
    this.origin = `http://${this.#listen}`;
  }

  /** Starts on the same port and file every time. */
  async start() {
    this.#process = spawn(
      BINARY,
      [
        "serve",
        ...this.#flags,
        "--listen",
        this.#listen,
        "--public-url",
        this.origin,
        ...this.#database(),
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#process.stdout.setEncoding("utf8").on("data", (text) => (this.#printed += text));
    this.#process.stderr.setEncoding("utf8").on("data", (text) => (this.#log += text));
    try {
      await Promise.race([this.#isReady(), this.#hasFailed()]);
    } catch (error) {
      await this.kill();
      await this.#tidy();
      throw error;
    }
  }

  /** Kills the server, without a chance to shut down in order. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Stops the server as an operator would; throws if anything has gone wrong meanwhile. */
  async stop() {
    const started = Date.now();
    const slow = setTimeout(() => this.#process.kill("SIGKILL"), STOPPED_WITHIN);
    await this.#end("SIGTERM");
    clearTimeout(slow);
    await this.#tidy();
    if (Date.now() - started >= STOPPED_WITHIN)
      throw new Error("the server did not stop when told to");
    if (/panicked|ERROR/.test(this.#log)) throw new Error(`the server complained:\n${this.#log}`);
  }

  /** Runs a command of the same binary on the same database. */
  async command(...words) {
    const { stdout } = await promisify(execFile)(BINARY, [...words, ...this.#database()]);
    return stdout;
  }

  /** The part of what the server has printed that fits a pattern. */
  async printed(pattern) {
    const find = () => this.#printed.match(pattern)?.[0];
    return until(find, () => `for ${pattern} in what the server prints`);
  }

  /** Imports a conference as an operator would; returns the organiser's secret path. */
  async importConference(conference, ...flags) {
    const file = join(this.#folder, `${conference.code}.json`);
    await writeFile(file, JSON.stringify(conference));
    const words = ["import", "conference", file, "--public-url", this.origin, "--language", "de"];
    const said = await this.command(...words, ...flags);
    return said.match(ORGANISER)[0];
  }

  /** Writes a file into the server's folder, as input of a command. */
  async keep(name, text) {
    const file = join(this.#folder, name);
    await writeFile(file, text);
    return file;
  }

  async json(path) {
    const answer = await fetch(this.origin + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  #database() {
    return ["--database-url", `sqlite://${join(this.#folder, "test.db")}`];
  }

  async #tidy() {
    await rm(this.#folder, { recursive: true });
  }

  async #isReady() {
    const isReady = async () => (await fetch(`${this.origin}/readyz`).catch(() => undefined))?.ok;
    await until(isReady, () => `until the server was ready:\n${this.#log}`);
  }

  async #hasFailed() {
    const [code] = await once(this.#process, "exit");
    throw new Error(`the server ended with ${code}:\n${this.#log}`);
  }

  async #end(signal) {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.kill(signal);
    await ended;
  }
}

/** What a question answers, as soon as that is something. */
async function until(question, purpose) {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline) {
    const answer = await question();
    if (answer) return answer;
    await wait(50);
  }
  throw new Error(`waited ${READY_WITHIN} ms ${purpose()}`);
}

/** A port that nothing listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
