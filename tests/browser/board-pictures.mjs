// Pictures of all scenes of the board, on sheets, for people to look at:
// `node tests/browser/board-pictures.mjs`, with a built site and the server's binary in
// MITEINANDER_BIN, writes docs/screenshots/board. What can be checked is in board-fit.test.mjs.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { closeBrowsers } from "./harness/engines.mjs";
import { openVisitor } from "./harness/browser.mjs";
import { Organiser } from "./harness/organiser.mjs";
import { startServer } from "./harness/server.mjs";
import { STAGE, STAGE_CONFERENCE, vote } from "./harness/stage-conference.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/screenshots/board/", import.meta.url));
const SIZES = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
const SCHEMES = ["light", "dark"];
const LANGUAGES = ["de", "de-simple", "ar"];
/** Scenes while people vote, and after; a field and a challenge with long texts. */
const OPEN = ["welcome", "field&field=1", "challenge&field=1", "pulse", "table", "finish"];
const CLOSED = ["field&field=5"];
/** Columns of a sheet, and width of a picture on it. */
const COLUMNS = 3;
const WIDTH = 480;

/** Every way to look at the board. */
function* looks() {
  for (const viewport of SIZES) {
    for (const colorScheme of SCHEMES) {
      for (const language of LANGUAGES) {
        yield { viewport, colorScheme, language, name: `${viewport.width}-${colorScheme}-${language}` };
      }
    }
  }
}

/** Takes a picture of each of these scenes, and adds it to the sheet of its look. */
async function take(server, sheets, scenes) {
  for (const { viewport, colorScheme, language, name } of looks()) {
    const guest = await openVisitor(server.origin, { viewport, colorScheme });
    // Slides would follow each other by themselves.
    await guest.page.clock.setFixedTime(new Date());
    for (const scene of scenes) {
      await guest.open(`/${language}/board/${STAGE}?scene=${scene}`);
      await guest.page.evaluate(() => document.fonts.ready);
      const picture = await guest.page.screenshot({ type: "jpeg", quality: 80 });
      sheets.set(name, [...(sheets.get(name) ?? []), picture.toString("base64")]);
    }
    await guest.leave();
  }
}

/** Lays pictures side by side in one file. */
async function lay(server, name, pictures) {
  const guest = await openVisitor(server.origin, {
    viewport: { width: COLUMNS * (WIDTH + 6) + 6, height: 400 },
    bypassCSP: true,
  });
  const images = pictures.map((data) => `<img src="data:image/jpeg;base64,${data}">`).join("");
  await guest.page.setContent(
    `<style>body{margin:6px;display:grid;gap:6px;grid-template-columns:repeat(${COLUMNS},${WIDTH}px);` +
      `background:#888}img{width:100%;display:block}</style>${images}`,
  );
  await guest.page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await guest.page.screenshot({ path: `${FOLDER}${name}.jpg`, fullPage: true, type: "jpeg", quality: 70 });
  await guest.leave();
}

const server = await startServer({ demo: false });
try {
  await mkdir(FOLDER, { recursive: true });
  const path = await server.importConference(STAGE_CONFERENCE);
  await server.command("round", "open", STAGE);
  await vote(server);
  const sheets = new Map();
  await take(server, sheets, OPEN);
  await server.command("round", "close", STAGE, "--grace", "0");
  await take(server, sheets, CLOSED);
  const desk = new Organiser(await openVisitor(server.origin, { viewport: SIZES[1] }), path);
  await desk.open();
  await desk.show({ scene: "reveal" });
  await desk.reveal(1);
  await take(server, sheets, ["reveal"]);
  await desk.reveal(2);
  await take(server, sheets, ["reveal"]);
  await desk.guest.leave();
  for (const [name, pictures] of sheets) await lay(server, name, pictures);
} finally {
  await server.stop();
  await closeBrowsers();
}
