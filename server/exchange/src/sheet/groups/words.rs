//! Words for the groups that an offer is made for, folded.

use shared::offer::audience::AudienceGroup;

use AudienceGroup::{Multipliers, Parents, Professionals, Volunteers};

/// Folded beginnings of words; one of [`ENDINGS`] follows.
pub(super) const STEMS: [(AudienceGroup, &str); 4] = [
    (
        Professionals,
        "fachkraft fachpersonal fachleute fachoffentlichkeit hauptamtlich hauptberuflich erzieher \
         lehrer lehrkraft lehrend sozialarbeiter sozialpadagog padagog berater mitarbeiter \
         mitarbeitend professional uzman ogretmen фахівц специалист",
    ),
    (
        Volunteers,
        "ehrenamt ehrenamtlich ehrenamtler freiwillig engagiert helfer pat sprachpat lernpat \
         bildungspat familienpat volunteer gonullu волонтер المتطوع متطوع",
    ),
    (
        Parents,
        "eltern elternteil mutter vater mama papa erziehungsberechtigt sorgeberechtigt \
         alleinerziehend parent mother father ebeveyn батьк родител الوالد الاباء الاهل",
    ),
    (
        Multipliers,
        "multiplikator schlusselperson bruckenbaur vereinsvorstand multiplier мультиплікатор",
    ),
];
pub(super) const ENDINGS: [&str; 24] = [
    "", "e", "en", "n", "er", "ern", "r", "s", "in", "innen", "inn", "ler", "lar", "leri", "lari",
    "и", "ы", "і", "ів", "ин", "ун", "ون", "ين", "ان",
];
/// Stems that compounds such as "Beratungsfachkräfte" end in.
pub(super) const IN_COMPOUNDS: [&str; 3] = ["fachkraft", "lehrkraft", "padagog"];
/// First parts of "Haupt- und Ehrenamtliche", "Fach- und Lehrkräfte".
pub(super) const FIRST_PARTS: [&str; 3] = ["haupt", "fach", "lehr"];
/// Words that include others than parents.
pub(super) const FAMILIES: [&str; 2] = ["familie", "familien"];
/// Usual forms, for slips of the pen.
pub(super) const USUAL: [&str; 8] = [
    "fachkrafte",
    "lehrkrafte",
    "hauptamtliche",
    "ehrenamtliche",
    "freiwillige",
    "alleinerziehende",
    "multiplikatoren",
    "multiplikatorinnen",
];
pub(super) const NEGATIONS: [&str; 6] = ["kein", "keine", "keinen", "nicht", "ohne", "ausser"];
/// Words that add nothing.
pub(super) const AROUND: [&str; 50] = [
    "f",
    "fur",
    "die",
    "der",
    "den",
    "das",
    "des",
    "und",
    "oder",
    "u",
    "auch",
    "nur",
    "sowie",
    "alle",
    "insbesondere",
    "insbes",
    "insb",
    "besonders",
    "vor",
    "allem",
    "zielgruppe",
    "zielgruppen",
    "angebot",
    "kurs",
    "richtet",
    "sich",
    "an",
    "ist",
    "sind",
    "gedacht",
    "wir",
    "freun",
    "uns",
    "uber",
    "willkommen",
    "innen",
    "inn",
    "in",
    "en",
    "r",
    "junge",
    "werdende",
    "padagogische",
    "padagogischen",
    "pad",
    "burgerschaftlich",
    "personen",
    "for",
    "only",
    "interessierte",
];
/// Words that tell which parents, behind one of [`OF_CHILDREN`].
pub(super) const CHILDREN: [&str; 7] = [
    "kind",
    "kinder",
    "kindern",
    "kleinkindern",
    "grundschulkindern",
    "schulkindern",
    "kindergartenkindern",
];
pub(super) const OF_CHILDREN: [&str; 6] = ["mit", "von", "ihre", "ihren", "kleinen", "m"];
pub(super) const EVERYONE: [&str; 11] = [
    "alle",
    "jeder",
    "jede",
    "offen",
    "alle offen",
    "offen alle",
    "egal",
    "keine",
    "keine bestimmte",
    "keine bestimmten",
    "keine einschrankung",
];
/// Words that add nothing to "for everyone".
pub(super) const AROUND_EVERYONE: [&str; 9] = [
    "fur",
    "f",
    "zielgruppe",
    "zielgruppen",
    "interessierten",
    "interessierte",
    "menschen",
    "sind",
    "willkommen",
];
