// A mail server that keeps what it gets. Independent of browsers and of what is in a mail.

import { once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** Starts a mail server on a free port; `url` is what `--smtp-url` wants. */
export async function startMailServer() {
  const mails = [];
  const waiting = [];
  const deliver = () => {
    while (mails.length > 0 && waiting.length > 0) waiting.shift()(mails.shift());
  };
  const smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) => mails.push(mail))
        .then(() => done(), done)
        .then(deliver);
    },
  });
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  return {
    url: `smtp://127.0.0.1:${smtp.server.address().port}`,
    /** The oldest mail that nobody has read yet, as soon as there is one. */
    next() {
      return new Promise((resolve) => {
        waiting.push(resolve);
        deliver();
      });
    },
    stop: () => new Promise((resolve) => smtp.close(resolve)),
  };
}
