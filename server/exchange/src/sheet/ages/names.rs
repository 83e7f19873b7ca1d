//! Words for age groups.

use shared::offer::audience::AgeGroup;

use AgeGroup::{
    Adults, Babies, Kindergarten, PrimarySchool, Seniors, Toddlers, YoungAdults, Youth,
};

/// Folded names; `false` where the name can mean other ages, too.
const NAMES: &[(&str, &[AgeGroup], bool)] = &[
    ("babys baby sauglinge sauglingsalter neugeborene", &[Babies], true),
    ("kleink kleinkinder kleinkind kleinkindern", &[Toddlers], true),
    ("krabbelkinder krabbelgruppe krabbelalter", &[Babies, Toddlers], false),
    (
        "kindergartenkinder kindergartenkind kita kitakinder kindergartenalter vorschulkinder vorschule vorschulalter kindergarten",
        &[Kindergarten],
        true,
    ),
    (
        "grundschulkinder grundschulkind grundschuler grundschulerinnen grundschulalter grundschule",
        &[PrimarySchool],
        true,
    ),
    ("schulkinder schulkind schuler schulerinnen schulalter", &[PrimarySchool, Youth], false),
    ("kinder kind kindern", &[Kindergarten, PrimarySchool, Youth], false),
    (
        "jug jgdl jugendl jugendliche jugendlicher jugendlichen jugend teenager teenies teens teenie",
        &[Youth],
        true,
    ),
    ("heranwachsende", &[YoungAdults], false),
    ("erw erwachs erwachsene erwachsener erwachsenen", &[Adults], true),
    ("volljahrige", &[YoungAdults, Adults, Seniors], true),
    (
        "sen senioren seniorinnen senior seniorin rentner rentnerinnen altere alte hochbetagte seniorenalter",
        &[Seniors],
        true,
    ),
    ("azubis auszubildende studierende studenten studentinnen", &[YoungAdults], false),
];

pub(super) const EVERYONE: [&str; 24] = [
    "jung alt",
    "gross klein",
    "alle altersklassen",
    "alle altersstufen",
    "jeden alters",
    "alle",
    "jeder",
    "jede",
    "jedes",
    "alle alter",
    "jedes alter",
    "alle altersgruppen",
    "altersunabhangig",
    "generationsubergreifend",
    "generationenubergreifend",
    "keine bestimmte",
    "offen",
    "alle offen",
    "egal",
    "ohne altersbegrenzung",
    "ohne altersbeschrankung",
    "keine altersbegrenzung",
    "jung und alt",
    "jede altersgruppe",
];

/// Words that add nothing.
pub(super) const FILLERS: [&str; 28] = [
    "jeden",
    "fur",
    "nur",
    "auch",
    "die",
    "der",
    "den",
    "im",
    "in",
    "alter",
    "von",
    "menschen",
    "personen",
    "personenkreis",
    "lebensjahr",
    "jahre",
    "jahren",
    "jahr",
    "j",
    "und",
    "oder",
    "alters",
    "besonders",
    "insbesondere",
    "bestimmte",
    "sowie",
    "altersgruppe",
    "zielgruppe",
];

pub(super) const SCHOOL: [&str; 4] = ["klasse", "schuljahr", "jahrgang", "stufe"];

/// The groups with this folded name, and whether it means no others.
pub(super) fn named(name: &str) -> Option<(&'static [AgeGroup], bool)> {
    let is_it =
        |names: &str| names.split(' ').any(|known| known == name || known == name.replace(' ', ""));
    NAMES.iter().find(|(names, ..)| is_it(names)).map(|(_, ages, is_sure)| (*ages, *is_sure))
}
