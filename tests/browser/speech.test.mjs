// Reading aloud, with a fake voice: a headless browser has none.

import { deepEqual, equal, ok } from "node:assert/strict";
import { challenges, CODE, journey, Phone, say } from "./harness.mjs";

/** Replaces the browser's speech synthesis: has these voices, and records all calls. */
function speakInstead(languages) {
  const voices = languages.map((lang) =>
    Object.create(SpeechSynthesisVoice.prototype, { lang: { value: lang } }),
  );
  window.spoken = [];
  const synthesis = {
    getVoices: () => voices,
    cancel: () => window.spoken.push("cancel"),
    speak(utterance) {
      window.utterance = utterance;
      window.spoken.push([utterance.lang, utterance.text]);
    },
    onvoiceschanged: null,
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
}

async function listens(visitor, language, voices) {
  const guest = await visitor();
  await guest.context.addInitScript(speakInstead, voices);
  const phone = new Phone(guest, { language });
  await phone.open();
  return phone;
}

const spoken = (page) => page.evaluate(() => window.spoken.filter((what) => what !== "cancel"));

for (const [language, voice, lang] of [
  ["de", "de-DE", "de"],
  ["de-simple", "de-DE", "de"],
  ["uk", "uk-UA", "uk"],
]) {
  journey(
    `a challenge is read aloud in its language, until one stops it (${language})`,
    async ({ server, visitor }) => {
      const [[first, second]] = await challenges(server);
      const { fields } = await server.json(`/api/v1/conferences/${CODE}?texts=${language}`);
      const [{ text }, { text: next }] = fields[0].challenges;
      const { page } = await listens(visitor, language, ["en-GB", voice]);
      const button = (id) => page.locator(`[id="${id}"] .read-aloud`);
      const isCalled = (id, key) =>
        button(id)
          .getByText(say(language, key), { exact: true })
          .waitFor();
      await isCalled(first, "vote.read_aloud");
      await button(first).click();
      deepEqual(await spoken(page), [[lang, text.text]]);
      await isCalled(first, "vote.stop_reading");

      await button(second).click();
      deepEqual((await spoken(page)).at(-1), [lang, next.text]);
      await isCalled(first, "vote.read_aloud");
      await isCalled(second, "vote.stop_reading");
      await button(second).click();
      equal(await page.evaluate(() => window.spoken.at(-1)), "cancel");
      await isCalled(second, "vote.read_aloud");

      await button(first).click();
      await isCalled(first, "vote.stop_reading");
      await page.evaluate(() => window.utterance.dispatchEvent(new Event("end")));
      await isCalled(first, "vote.read_aloud");
    },
  );
}

journey("without a voice for the language nothing offers to read", async ({ visitor }) => {
  const { page } = await listens(visitor, "ar", ["de-DE", "en-GB"]);
  ok((await page.locator(".challenge").count()) > 0);
  equal(await page.locator(".read-aloud:visible").count(), 0);
});
