//! What people call languages: names, abbreviations, own names, tags.

use crate::sheet::lists::{Labels, folded};
use shared::language::LanguageTag;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names by tag. The operator's labels come first; these are what people write beside them.
pub(super) const NAMES: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "deutsch",
            "dt",
            "dtsch",
            "deu",
            "ger",
            "german",
            "deutsche",
            "deutscher",
            "Deutsche Sprache",
            "almanca",
            "немецкий",
            "німецька",
            "niemiecki",
            "allemand",
            "الألمانية",
            "ألماني",
        ],
    ),
    (
        "ar",
        &[
            "arabisch",
            "arab",
            "ara",
            "arabic",
            "العربية",
            "عربي",
            "arabische",
            "arapça",
            "арабский",
            "арабська",
        ],
    ),
    (
        "tr",
        &[
            "türkisch",
            "türk",
            "tuerk",
            "tur",
            "turkish",
            "Türkçe",
            "türkische",
            "турецкий",
            "турецька",
            "التركية",
        ],
    ),
    (
        "uk",
        &[
            "ukrainisch",
            "ukr",
            "ukrain",
            "ukrainian",
            "українська",
            "ukrainische",
            "ua",
            "украинский",
            "ukraynaca",
        ],
    ),
    ("ru", &["russisch", "russ", "rus", "russian", "русский", "russische", "російська", "rusça"]),
    (
        "en",
        &[
            "englisch",
            "engl",
            "eng",
            "english",
            "englische",
            "ingilizce",
            "английский",
            "англійська",
            "الإنجليزية",
        ],
    ),
    ("fr", &["französisch", "franz", "frz", "fra", "french", "français"]),
    ("es", &["spanisch", "span", "spa", "spanish", "español"]),
    ("it", &["italienisch", "ital", "italian", "italiano"]),
    ("pt", &["portugiesisch", "port", "portuguese", "português"]),
    ("pl", &["polnisch", "poln", "pol", "polish", "polski"]),
    ("ro", &["rumänisch", "rum", "rumän", "romanian", "română"]),
    ("bg", &["bulgarisch", "bulg", "bul", "bulgarian", "български"]),
    ("sq", &["albanisch", "alb", "albanian", "shqip"]),
    ("fa", &["farsi", "persisch", "pers", "persian", "فارسی", "iranisch", "farsça"]),
    ("prs", &["dari", "afghanisch dari", "دری"]),
    ("ps", &["paschtu", "pashto", "paschto", "پښتو"]),
    ("ku", &["kurdisch", "kurd", "kurdish", "Kurdî", "kurdische", "kürtçe"]),
    (
        "kmr",
        &[
            "kurmandschi",
            "kurmanci",
            "kurmancî",
            "kurmanji",
            "nordkurdisch",
            "kurdisch kurmandschi",
            "kurdisch kurmanci",
            "kurdisch kurmanji",
        ],
    ),
    ("ckb", &["sorani", "zentralkurdisch", "kurdisch sorani"]),
    ("ti", &["tigrinya", "tigrinisch", "tigrinja", "tigrigna", "ትግርኛ"]),
    ("am", &["amharisch", "amharic", "አማርኛ"]),
    ("so", &["somali", "somalisch"]),
    ("sr", &["serbisch", "serb", "serbian", "српски"]),
    ("hr", &["kroatisch", "kroat", "croatian", "hrvatski"]),
    ("bs", &["bosnisch", "bosn", "bosnian", "bosanski"]),
    (
        "sh",
        &["serbokroatisch", "bks", "serbisch kroatisch bosnisch", "bosnisch kroatisch serbisch"],
    ),
    ("mk", &["mazedonisch", "makedonisch"]),
    ("hu", &["ungarisch", "ungar", "magyar"]),
    ("el", &["griechisch", "griech", "ελληνικά"]),
    ("rom", &["romanes", "romani"]),
    ("ur", &["urdu", "اردو"]),
    ("hi", &["hindi"]),
    ("ta", &["tamilisch", "tamil"]),
    ("zh", &["chinesisch", "chines", "中文", "mandarin"]),
    ("vi", &["vietnamesisch", "vietn"]),
    ("nl", &["niederländisch", "niederl", "holländisch"]),
    ("th", &["thai", "thailändisch"]),
    ("ko", &["koreanisch"]),
    ("ja", &["japanisch"]),
    ("cs", &["tschechisch"]),
    ("sk", &["slowakisch"]),
    ("sl", &["slowenisch"]),
    ("lt", &["litauisch"]),
    ("lv", &["lettisch"]),
    ("et", &["estnisch"]),
    ("hy", &["armenisch"]),
    ("ka", &["georgisch"]),
    ("az", &["aserbaidschanisch", "aseri"]),
    ("bn", &["bengalisch", "bengali"]),
    ("pa", &["punjabi", "pandschabi"]),
    ("ne", &["nepali", "nepalesisch"]),
    ("si", &["singhalesisch"]),
    ("id", &["indonesisch"]),
    ("tl", &["tagalog", "filipino"]),
    ("sw", &["suaheli", "swahili", "kisuaheli"]),
    ("ha", &["hausa"]),
    ("ig", &["igbo"]),
    ("yo", &["yoruba"]),
    ("wo", &["wolof"]),
    ("ln", &["lingala"]),
    ("rw", &["kinyarwanda"]),
    ("om", &["oromo"]),
    ("he", &["hebräisch", "iwrit"]),
    ("arc", &["aramäisch"]),
    ("mn", &["mongolisch"]),
    ("uz", &["usbekisch"]),
    ("kk", &["kasachisch"]),
    ("tg", &["tadschikisch"]),
    ("da", &["dänisch"]),
    ("sv", &["schwedisch"]),
    ("fi", &["finnisch"]),
    ("gsg", &["Gebärdensprache", "Deutsche Gebärdensprache", "dgs"]),
    (
        "de-simple",
        &[
            "leichte Sprache",
            "einfache Sprache",
            "leichtes Deutsch",
            "einfaches Deutsch",
            "Deutsch in leichter Sprache",
        ],
    ),
];

/// Tags that people write as they are, even alone; other two letters are more often a word.
const WRITTEN_TAGS: [&str; 12] =
    ["de", "ar", "tr", "uk", "ru", "fa", "en", "fr", "es", "pl", "ro", "bg"];

static BY_NAME: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let names = NAMES.iter().flat_map(|(tag, names)| names.iter().map(|name| (folded(name), *tag)));
    names.chain(WRITTEN_TAGS.iter().map(|tag| ((*tag).to_owned(), *tag))).collect()
});

/// The language with this folded name: an entry of the list, or a name that people use.
pub(crate) fn named(list: &Labels<LanguageTag>, name: &str) -> Option<LanguageTag> {
    list.labelled(name).or_else(|| LanguageTag::parse(BY_NAME.get(name)?).ok()).or_else(|| {
        let stem = stem(name)?;
        list.labelled(stem).or_else(|| LanguageTag::parse(BY_NAME.get(stem)?).ok())
    })
}

/// "russisch" of "russischer", "russischsprachige".
fn stem(name: &str) -> Option<&str> {
    let end = name.find("isch")? + "isch".len();
    let (stem, ending) = name.split_at_checked(end)?;
    let ending = ending.strip_prefix("sprachig").unwrap_or(ending);
    matches!(ending, "" | "e" | "er" | "es" | "en" | "em")
        .then_some(stem)
        .filter(|_| end < name.len())
}

/// A language that a bracket makes more exact: "Kurdisch (Sorani)".
pub(super) fn narrowed(wide: &LanguageTag, narrow: &LanguageTag) -> bool {
    const KINDS: [(&str, &str); 3] = [("ku", "kmr"), ("ku", "ckb"), ("fa", "prs")];
    KINDS.contains(&(wide.as_str(), narrow.as_str()))
}

/// Languages by codes of languages and countries, as people list them: "D / TR / RU".
const CODES: [(&str, &str); 31] = [
    ("D", "de"),
    ("DE", "de"),
    ("DT", "de"),
    ("E", "en"),
    ("EN", "en"),
    ("ENG", "en"),
    ("GB", "en"),
    ("F", "fr"),
    ("FR", "fr"),
    ("FRA", "fr"),
    ("I", "it"),
    ("IT", "it"),
    ("ES", "es"),
    ("ESP", "es"),
    ("TR", "tr"),
    ("AR", "ar"),
    ("ARAB", "ar"),
    ("RU", "ru"),
    ("RUS", "ru"),
    ("UA", "uk"),
    ("UK", "uk"),
    ("UKR", "uk"),
    ("PL", "pl"),
    ("RO", "ro"),
    ("BG", "bg"),
    ("AL", "sq"),
    ("FA", "fa"),
    ("KU", "ku"),
    ("PT", "pt"),
    ("NL", "nl"),
    ("GR", "el"),
];

/// The language with this code in capitals; single letters mean one only in a list.
pub(super) fn coded(code: &str) -> Option<LanguageTag> {
    let (_, tag) = CODES.iter().find(|(known, _)| *known == code)?;
    LanguageTag::parse(tag).ok()
}

/// The language with this folded tag, where other tags stand around it: "de/ar/ku".
pub(super) fn tagged(tag: &str) -> Option<LanguageTag> {
    let is_known = tag.len() == 2 && NAMES.iter().any(|(known, _)| *known == tag);
    is_known.then(|| LanguageTag::parse(tag).ok()).flatten()
}
