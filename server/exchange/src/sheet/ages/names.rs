//! Words for age groups.

use crate::sheet::likeness::mistyped;
use shared::offer::audience::AgeGroup;

use AgeGroup::{
    Adults, Babies, Kindergarten, PrimarySchool, Seniors, Toddlers, YoungAdults, Youth,
};

/// Folded names; `false` where the name can mean other ages, too.
const NAMES: &[(&str, &[AgeGroup], bool)] = &[
    ("babys baby babies sauglinge sauglingsalter neugeborene", &[Babies], true),
    ("kleink kleinkinder kleinkind kleinkindern kleinstkinder toddlers", &[Toddlers], true),
    ("krabbelkinder", &[Babies, Toddlers], true),
    ("krabbelgruppe krabbelalter", &[Babies, Toddlers], false),
    (
        "kindergartenkinder kindergartenkind kita kitakinder kindergartenalter vorschulkinder vorschule vorschulalter kindergarten kitaalter kiga kigakinder vorschulkind",
        &[Kindergarten],
        true,
    ),
    (
        "grundschulkinder grundschulkind grundschuler grundschulerinnen grundschulalter grundschule grundschuljahre primarstufe",
        &[PrimarySchool],
        true,
    ),
    (
        "schulkinder schulpflichtige schulkind schuler schulerinnen schulalter",
        &[PrimarySchool, Youth],
        false,
    ),
    (
        "kinder kind kindern kids children cocuk cocuklar enfants dzieci дети діти اطفال الاطفال",
        &[Kindergarten, PrimarySchool, Youth],
        false,
    ),
    (
        "jug jgdl jugendl jugendliche jugendlicher jugendlichen jugend teenager teenies teens teenie jugendalter jugendliches \
         подростки підлітки",
        &[Youth],
        true,
    ),
    (
        "jungerwachsene jungeerwachsene jgerwachsene jgerw jungeerw jgeerwachsene jugenderwachsene \
         youngadults",
        &[YoungAdults],
        true,
    ),
    ("jungleute jungeleute jungemenschen youngpeople gencler", &[Youth, YoungAdults], false),
    ("heranwachsende", &[YoungAdults], false),
    (
        "erw erwachs erwachsene erwachsener erwachsenen erwachsenenalter adults yetiskin \
         yetiskinler adultes dorosli взрослые дорослі بالغون",
        &[Adults],
        true,
    ),
    ("volljahrige", &[YoungAdults, Adults, Seniors], true),
    (
        "sen senioren seniorinnen senior seniorin rentner rentnerinnen altere alte hochbetagte seniorenalter seniors elderly \
         yaslilar пожилые",
        &[Seniors],
        true,
    ),
    ("azubis auszubildende studierende studenten studentinnen", &[YoungAdults], false),
];

pub(super) const EVERYONE: [&str; 42] = [
    "keine altersbeschrankung",
    "keine altersbeschrankungen",
    "keine altersgrenze",
    "keine altersgrenzen",
    "keine altersvorgabe",
    "keine altersvorgaben",
    "keine alterseinschrankung",
    "keine beschrankung",
    "keine einschrankung",
    "ohne altersgrenze",
    "ohne alterseinschrankung",
    "ohne einschrankung",
    "altersoffen",
    "altersubergreifend",
    "generationen",
    "alle generationen",
    "all ages",
    "everyone",
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
pub(super) const FILLERS: [&str; 38] = [
    "f",
    "willkommen",
    "only",
    "dem",
    "u",
    "o",
    "od",
    "bzw",
    "and",
    "auch",
    "for",
    "jeden",
    "fur",
    "nur",
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

/// The groups with this folded name, and whether it means no others.
pub(super) fn named(name: &str) -> Option<(&'static [AgeGroup], bool)> {
    let is_it = |names: &str| {
        names.split_whitespace().any(|known| known == name || known == name.replace(' ', ""))
    };
    NAMES.iter().find(|(names, ..)| is_it(names)).map(|(_, ages, is_sure)| (*ages, *is_sure))
}

/// The folded name that a mistyped one is like.
pub(super) fn like(name: &str) -> Option<&'static str> {
    mistyped(name, NAMES.iter().flat_map(|(names, ..)| names.split_whitespace()))
}
