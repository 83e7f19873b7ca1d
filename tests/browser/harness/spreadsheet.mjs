// A town's spreadsheet as people keep it: one cell of a town for many rows, times in words, rows
// without what is needed. The providers are invented.

import writeExcelFile from "write-excel-file/node";

const HEADINGS = [
  "Stadt",
  "Name des Angebots",
  "Kategorie(n)",
  "Anbieter",
  "Anbieter: E-Mail",
  "Zeiten",
  "Altersgruppe",
  "geprüft am",
];
const CHECKED = "01.02.2024";
const HOUSE = "Haus der Beispiele";
const CLUB = "Beispielverein Ost";
/** The provider that has an address of mail, and how many offers. */
export const PROVIDER = { name: HOUSE, mail: "info@haus.example", offers: 2 };
/** Rows without their town, which one cell names for all rows of a town. */
const TOWNS = {
  Marl: [
    ["Nähen für alle", "Begegnung", HOUSE, PROVIDER.mail, "mittwochs 15 - 17 Uhr", "Erwachsene"],
    ["Frühstück im Stadtteil", "Begegnung", HOUSE, PROVIDER.mail, "jeden 1. Di im Monat 9.30 Uhr", ""],
    ["Sprechstunde Wohnen", "Beratung", CLUB, "", "Mo u. Do 14-16h, außer in den Ferien", ""],
  ],
  Dorsten: [
    ["Fußball am Kanal", "Sport", CLUB, "", "nach dem Regen, wenn Ali Zeit hat", "ab 10 J."],
    ["", "Sport", CLUB, "", "Fr 18-20", ""],
    ["Chor ohne Noten", "", CLUB, "", "Fr 19 Uhr", ""],
  ],
};
/** The offer whose times no reader understands. */
export const DOUBTFUL = "Fußball am Kanal";
/** Offers that can be taken, and those that can once they are corrected; in order. */
export const NAMES = {
  good: ["Frühstück im Stadtteil", "Fußball am Kanal", "Nähen für alle", "Sprechstunde Wohnen"],
  corrected: ["Chor ohne Noten", "Tischtennis"],
};
/** What comes back, and what an office writes there. */
export const CORRECTIONS = [
  ['"";"Sport"', '"Tischtennis";"Sport"'],
  ['"Chor ohne Noten";""', '"Chor ohne Noten";"Freizeit / Kultur"'],
];

/** The file's content. */
export async function townsSpreadsheet() {
  const text = (value) => ({ value, type: String });
  const rows = [HEADINGS.map(text)];
  for (const [town, offers] of Object.entries(TOWNS)) {
    for (const [index, offer] of offers.entries()) {
      const first = index === 0 ? { ...text(town), rowSpan: offers.length } : null;
      rows.push([first, ...[...offer, CHECKED].map((value) => (value ? text(value) : null))]);
    }
  }
  return writeExcelFile(rows).toBuffer();
}
