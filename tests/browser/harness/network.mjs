// A visitor's network, independent of the browser: a proxy before the server that can be cut and
// can lose requests and answers.

import { once } from "node:events";
import { createServer, request } from "node:http";

/** Starts a network to the server at `origin`. */
export async function startNetwork(origin) {
  const network = new Network(new URL(origin));
  await network.start();
  return network;
}

class Network {
  #server;
  #upstream;
  #isCut = false;
  #fateOf = () => "arrives";

  constructor(upstream) {
    this.#upstream = upstream;
    this.#server = createServer((ask, answer) => this.#handle(ask, answer));
    this.#server.on("connection", (socket) => this.#isCut && socket.destroy());
  }

  async start() {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Breaks every connection, and each new one. */
  cut() {
    this.#isCut = true;
    this.#server.closeAllConnections();
  }

  mend() {
    this.#isCut = false;
  }

  /** `fateOf(path)` decides: "arrives", "request lost" or "answer lost". */
  lose(fateOf) {
    this.#fateOf = fateOf;
  }

  async stop() {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #handle(ask, answer) {
    const fate = this.#fateOf(ask.url);
    if (fate === "request lost") return ask.socket.destroy();
    const { hostname, port, host } = this.#upstream;
    const headers = { ...ask.headers, host };
    const { method, url: path } = ask;
    const onward = request({ hostname, port, method, path, headers, agent: false });
    onward.on("error", () => ask.socket.destroy());
    onward.on("response", (reply) => {
      if (fate === "answer lost") return reply.resume().on("end", () => ask.socket.destroy());
      answer.writeHead(reply.statusCode, reply.statusMessage, reply.rawHeaders);
      reply.on("error", () => ask.socket.destroy()).pipe(answer);
    });
    answer.on("close", () => onward.destroy());
    ask.pipe(onward);
    return undefined;
  }
}
