// Page object of the organiser's page: real forms, each identified by its step.

import { say } from "./words.mjs";

/** The words for the states of a round. */
const STATES = {
  prepared: "organise.prepared",
  open: "vote.open",
  closing: "organise.closing",
  closed: "vote.closed",
};

/** An organiser, with the secret link. */
export class Organiser {
  constructor(guest, path) {
    this.guest = guest;
    this.path = path;
  }

  get page() {
    return this.guest.page;
  }

  async open() {
    await this.guest.open(this.path);
  }

  /** A round by its number. */
  round(number) {
    return this.page.locator(".organise-rounds > li", {
      has: this.page.locator(`#round-${number}`),
    });
  }

  /** Waits until the page shows this state of a round: prepared, open, closing, closed. */
  async says(number, state) {
    const words = say("de", STATES[state]);
    await this.round(number).locator(".organise-state", { hasText: words }).waitFor();
  }

  /** Submits the form with this button, and waits for the next page. */
  async send(button) {
    const isPost = (answer) => answer.request().method() === "POST";
    await Promise.all([
      this.page.waitForEvent("domcontentloaded"),
      this.page.waitForResponse(isPost),
      button.click(),
    ]);
    await this.guest.settle();
  }

  /** The card with the next step. */
  get next() {
    return this.page.locator(".organise-next");
  }

  async openRound(number) {
    const next = `.organise-next[data-number="${number}"]`;
    const later = `.organise-rounds > li:has(#round-${number})`;
    const button = 'button[value="open"]';
    await this.send(this.page.locator(`${next} ${button}, ${later} ${button}`));
    await this.says(number, "open");
  }

  /** Closes the open round: the page asks first. */
  async closeRound(number, grace = 0) {
    await this.next.locator("summary").click();
    await this.next.locator('input[name="grace"]').fill(String(grace));
    await this.send(this.next.locator('button[value="close"]'));
    if (grace === 0) await this.says(number, "closed");
  }

  /** Takes back the last step. */
  async takeBack(number, state) {
    await this.send(this.next.locator('button[value="take_back"]'));
    await this.says(number, state);
  }

  /** Prepares another round; `settings` are the form's fields by name. */
  async prepare(settings) {
    const details = this.page.locator("#rounds > details.organise-prepare");
    await details.locator("> summary").click();
    await this.#fill(details.locator("form"), settings);
    await this.send(details.locator('button[value="prepare"]'));
  }

  /** Sets what the board shows: `field`, `challenge`, `second`, `dark`, and the scene. */
  async show({ scene, ...setting }) {
    const form = this.page.locator("#board form.organise-settings");
    await this.#fill(form, setting);
    const button = scene ? `.organise-scenes button[value="${scene}"]` : "button.button";
    await this.send(form.locator(button));
  }

  /** Reveals so many places of the shortlist, by the button for one more or one less. */
  async reveal(places) {
    await this.send(this.page.locator(`.organise-reveal button[value="${places}"]`));
  }

  /** Enters counted sticky dots, by the id of the challenge. */
  async enterPaper(dots) {
    const paper = this.page.locator("#paper");
    await paper.locator("summary").click();
    for (const [id, count] of Object.entries(dots)) {
      await paper.locator(`[name="paper-${id}"]`).fill(String(count));
    }
    await this.send(paper.locator('button[value="paper"]'));
  }

  /** Creates cards and stays on the page with their codes. */
  async makeCards(count) {
    await this.guest.open(`${this.path}/cards`);
    await this.page.fill("#count", String(count));
    await this.page.getByRole("button", { name: say("de", "organise.cards_button") }).click();
    await this.page.locator(".vote-card").first().waitFor();
  }

  async #fill(form, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = form.locator(`[name="${name}"]`);
      const kind = await field.first().evaluate(({ localName, type }) => `${localName} ${type}`);
      if (kind === "input checkbox") {
        for (const box of await field.all()) {
          await box.setChecked([value].flat().includes(await box.inputValue()));
        }
      } else if (kind.startsWith("select")) await field.selectOption(value);
      else await field.fill(String(value));
    }
  }
}
