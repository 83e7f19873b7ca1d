//! Invitations on paper.

use super::parse_id;
use crate::http::desk::{DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use backend::accounts::ConferenceOrganiser;
use backend::voting::Invitation;
use desk::components::Choice;
use desk::pages::conferences::{InvitationText, PrintPage, print_page};
use i18n::I18n;
use shared::forms::FormWord;
use shared::forms::printing::{self as names, LanguageLayout, PrintFormat};
use shared::language::{LanguageTag, UiLanguage};
use shared::voting::conference::Conference;

pub(in crate::http::desk) async fn show_print(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let invitation = state.service.load_invitation(&right, &parse_id(&id)?).await?;
    let page = build_page(&guest, invitation, &PrintChoice::parse(&pairs));
    Ok(guest.page(guest.i18n().desk_print_title(), print_page(guest.visit(), &page)))
}

/// What was chosen; an unknown value is the default.
struct PrintChoice {
    format: PrintFormat,
    layout: LanguageLayout,
    /// Empty where nothing was chosen.
    languages: Vec<UiLanguage>,
}

impl PrintChoice {
    fn parse(pairs: &Pairs) -> Self {
        let chosen = |tag: &UiLanguage| pairs.values(names::LANGUAGE).any(|one| one == tag.tag());
        Self {
            format: PrintFormat::from_word(pairs.value_or_empty(names::FORMAT)).unwrap_or_default(),
            layout: LanguageLayout::from_word(pairs.value_or_empty(names::LAYOUT))
                .unwrap_or_default(),
            languages: UiLanguage::ALL.into_iter().filter(chosen).collect(),
        }
    }
}

fn build_page(guest: &Guest, invitation: Invitation, choice: &PrintChoice) -> PrintPage {
    let i18n = guest.i18n();
    let Invitation { conference, address, qr } = invitation;
    let chosen = match choice.languages.as_slice() {
        [] => default_languages(&conference),
        chosen => chosen.to_vec(),
    };
    let texts = chosen.iter().map(|language| invitation_text(&conference, *language));
    let pieces = match choice.layout {
        LanguageLayout::Together => vec![texts.collect()],
        LanguageLayout::Apart => texts.map(|text| vec![text]).collect(),
    };
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
    PrintPage {
        id: conference.id.to_string(),
        format: choice.format,
        formats: choices(choice.format, |format| match format {
            PrintFormat::PosterA4 => i18n.desk_print_poster_a4(),
            PrintFormat::PosterA3 => i18n.desk_print_poster_a3(),
            PrintFormat::Leaflet => i18n.desk_print_leaflet(),
            PrintFormat::TableCard => i18n.desk_print_table_card(),
        }),
        languages: UiLanguage::ALL.into_iter().map(|one| language_choice(one, &chosen)).collect(),
        layouts: choices(choice.layout, |layout| match layout {
            LanguageLayout::Together => i18n.desk_print_together(),
            LanguageLayout::Apart => i18n.desk_print_apart(),
        }),
        pieces,
        code: conference.code.to_string(),
        address,
        qr,
    }
}

fn choices<T: FormWord>(current: T, label: impl Fn(T) -> &'static str) -> Vec<Choice> {
    T::ALL.iter().map(|value| Choice::new(value.word(), label(*value), current.word())).collect()
}

fn language_choice(language: UiLanguage, chosen: &[UiLanguage]) -> Choice {
    Choice {
        value: language.tag().to_owned(),
        label: language.own_name().to_owned(),
        is_chosen: chosen.contains(&language),
    }
}

/// German and the conference's next language, as many halls have it.
fn default_languages(conference: &Conference) -> Vec<UiLanguage> {
    let offered = |tag: &LanguageTag| UiLanguage::from_tag(tag.as_str());
    let others = conference.languages.iter().filter_map(offered);
    let second = others.into_iter().find(|one| *one != UiLanguage::De);
    std::iter::once(UiLanguage::De).chain(second).collect()
}

fn invitation_text(conference: &Conference, language: UiLanguage) -> InvitationText {
    let i18n = I18n::for_server(language);
    let title = conference.title.pick(language);
    let place = conference.place.as_ref().map(|place| place.pick(language).text);
    let date = conference.date.map(|date| i18n.date(date));
    let facts: Vec<_> = [place, date].into_iter().flatten().collect();
    InvitationText {
        language,
        title: title.text,
        title_language: title.language.to_string(),
        facts: facts.join(" · "),
        call: i18n.board_join_title(),
        steps: i18n.board_join_steps(),
    }
}
