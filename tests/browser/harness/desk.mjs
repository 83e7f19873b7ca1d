// People who work on the desk: invited by the command line, signed in by the page of their link.

import { say } from "./words.mjs";

/** A password that is accepted. */
export const PASSWORD = "drei blaue Stühle im Hof";

/** The link of an invitation, in what a command or the server prints. */
export const LINK = /http\S+\/edit\/link\/\w+/;

/** A new account with this role, signed in on the visitor's page. */
export async function signInAs(server, visitor, role = "admin", ...flags) {
  const mail = `${role}-${Date.now()}@kreis.example`;
  const words = ["user", "add", mail, "--role", role, "--public-url", server.origin];
  const said = await server.command(...words, "--language", "de", ...flags);
  await createAccount(visitor.page, said.match(LINK)[0]);
  return mail;
}

/** Follows the link of an invitation, which signs in; a set-up link asks for the address as well. */
export async function createAccount(page, link, mail) {
  await page.goto(link);
  if (mail) await page.getByLabel(say("de", "desk.account.mail"), { exact: true }).fill(mail);
  await page.getByLabel(say("de", "desk.account.name"), { exact: true }).fill("Ayşe Beispiel");
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#repeated").fill(PASSWORD);
  await page.getByRole("button", { name: say("de", "desk.link.create_action") }).click();
  await page.getByRole("heading", { level: 1, name: say("de", "desk.overview.title") }).waitFor();
}

/** The addresses of the first offer's pages. */
export async function firstOffer(page) {
  await page.goto("/de/edit/offers");
  const form = await page.locator("[data-row]").first().getAttribute("href");
  return { form, versions: `${form}/versions` };
}
