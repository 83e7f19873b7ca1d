// A small conference for a test of its own, with a round of any kind. Independent of pages.

/** The code of these conferences. */
export const HALL = "HA22EN";

/** A whole evening in six challenges with different texts, one of them with parts. */
const CONFERENCE = {
  title: { de: "Kleine Konferenz" },
  place: { de: "Saal" },
  code: HALL,
  languages: ["de", "en"],
  fields: ["Sprache", "Wohnen"].map((name) => ({
    name: { de: name, en: `${name} (en)` },
    challenges: [1, 2, 3].map((number) => ({
      text: { de: `${name} ${number}`, en: `${name} ${number} (en)` },
      goals: [{ text: { de: `Ziel ${number}` } }],
      parts:
        number === 3 ? ["eins", "zwei"].map((part) => ({ text: { de: `${name} ${part}` } })) : [],
    })),
  })),
};

/** Imports the conference by the command line; returns the organiser's path. */
export async function hall(server, { flags = [], isOpen = true, code = HALL } = {}) {
  const organiser = await server.importConference({ ...CONFERENCE, code }, ...flags);
  if (isOpen) await server.command("round", "open", code);
  return organiser;
}

/** Ids by the texts of challenges and parts, and of fields by their names. */
export async function idsOf(server, code = HALL) {
  const { fields } = await server.json(`/api/v1/conferences/${code}`);
  const challenges = fields.flatMap((field) => field.challenges);
  const parts = challenges.flatMap((challenge) => challenge.parts ?? []);
  const named = fields.map(({ id, name }) => [name.text, id]);
  const texts = [...challenges, ...parts].map(({ id, text }) => [text.text, id]);
  return Object.fromEntries([...named, ...texts]);
}
