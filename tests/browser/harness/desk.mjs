// People who work on the desk: invited by the command line, signed in by the page of their link.

import { say } from "./words.mjs";

/** A password that is accepted. */
export const PASSWORD = "drei blaue Stühle im Hof";

/** A new account with this role, signed in on the visitor's page. */
export async function signInAs(server, visitor, role = "admin", ...flags) {
  const mail = `${role}-${Date.now()}@kreis.example`;
  const words = ["user", "add", mail, "--role", role, "--public-url", server.origin];
  const said = await server.command(...words, "--language", "de", ...flags);
  const link = said.match(/http\S+\/edit\/link\/\w+/)[0];
  const { page } = visitor;
  await page.goto(link);
  await page.getByLabel(say("de", "desk.account.name"), { exact: true }).fill("Ayşe Beispiel");
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#repeated").fill(PASSWORD);
  await page.getByRole("button", { name: say("de", "desk.link.create_action") }).click();
  await page.getByRole("heading", { level: 1, name: say("de", "desk.overview.title") }).waitFor();
  return mail;
}

/** The addresses of the first offer's pages. */
export async function firstOffer(page) {
  await page.goto("/de/edit/offers");
  const form = await page.locator("[data-row]").first().getAttribute("href");
  return { form, versions: `${form}/versions` };
}
