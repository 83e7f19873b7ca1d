//! The remote control of the board.

use super::FormContext;
use super::settings::{FormField, select_field};
use crate::components::{Icon, language_label, localised_path, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};
use shared::live::{BoardScene, BoardSetting};

/// Scenes that a second board may show, for example at the entrance.
const SECOND_BOARD: [BoardScene; 3] = [BoardScene::Welcome, BoardScene::Pulse, BoardScene::Table];

/// What the board shows now, and how to change it: a scene is one press.
pub(super) fn board_form(context: &FormContext, setting: &BoardSetting) -> AnyView {
    let i18n = context.i18n;
    let board = localised_path(i18n, &format!("board/{}", context.conference.code));
    let now = i18n.organise_scene_now(scene_label(i18n, setting.scene));
    let others = SECOND_BOARD.map(|scene| {
        let address = format!("{board}?{}={}", names::SCENE, scene.word());
        view! {
            <li>
                <a href=address>{scene_label(i18n, scene)}</a>
            </li>
        }
    });
    let reveal = (setting.scene == BoardScene::Reveal).then(|| reveal_form(context, setting));
    static_view(view! {
        <section class="organise-part" id=names::BOARD_PLACE aria-labelledby="board-title">
            <h2 id="board-title">{i18n.organise_board()}</h2>
            {context.saved_notice(OrganiserStep::Board)}
            <p class="organise-scene-now">{now}</p>
            {reveal}
            {scene_form(context, setting)}
            <p>
                <a href=board>
                    <Icon name="board"/>
                    <span>{i18n.organise_board_open()}</span>
                </a>
            </p>
            <p>{i18n.organise_board_keys()}</p>
            <p>{i18n.organise_second_board()}</p>
            <ul class="organise-second-board">{others}</ul>
        </section>
    })
}

/// The scenes as buttons, and what they all have in common.
fn scene_form(context: &FormContext, setting: &BoardSetting) -> AnyView {
    let i18n = context.i18n;
    let scenes = BoardScene::ALL.iter().map(|scene| {
        let is_shown = (*scene == setting.scene).then_some("true");
        view! {
            <button
                type="submit"
                class="button-quiet"
                name=names::SCENE
                value=scene.word()
                aria-current=is_shown
            >
                {scene_label(i18n, *scene)}
            </button>
        }
    });
    // A reveal that is going on goes on; one that is chosen begins.
    let revealed = if setting.scene == BoardScene::Reveal { setting.revealed } else { 0 };
    static_view(view! {
        <form class="organise-form organise-settings" method="post" action=context.action.clone()>
            <input type="hidden" name=names::STEP value=OrganiserStep::Board.word()/>
            <input type="hidden" name=names::REVEALED value=revealed.to_string()/>
            {content_selects(context, setting)}
            <label class="organise-check">
                <input type="checkbox" name=names::DARK value="1" checked=setting.is_dark/>
                <span>{i18n.organise_dark()}</span>
            </label>
            // First, since it is the one that the enter key presses.
            <button type="submit" class="button" name=names::SCENE value=setting.scene.word()>
                {i18n.organise_show()}
            </button>
            <fieldset class="organise-scenes">
                <legend>{i18n.organise_scene()}</legend>
                {scenes.collect_view()}
            </fieldset>
        </form>
    })
}

/// Field, challenge and second language.
fn content_selects(context: &FormContext, setting: &BoardSetting) -> AnyView {
    let i18n = context.i18n;
    let conference = &context.conference;
    let all_fields = (String::new(), i18n.organise_all_fields().to_owned());
    let fields =
        conference.fields.iter().map(|field| (field.id.to_string(), field.name.text.clone()));
    let in_turn = (String::new(), i18n.organise_in_turn().to_owned());
    let challenges = conference.fields.iter().zip(1..).flat_map(|(field, number)| {
        field.challenges.iter().zip(1..).map(move |(challenge, place)| {
            let label = format!("{number}.{place} {}", challenge.short_title.text);
            (challenge.id.to_string(), label)
        })
    });
    let no_language = (String::new(), i18n.organise_no_second().to_owned());
    let languages = conference.languages.iter().map(|tag| {
        let own = tag.own_name().map(str::to_owned);
        let name = own.unwrap_or_else(|| language_label(i18n, tag.as_str(), tag.as_str()));
        (tag.as_str().to_owned(), name)
    });
    let Chosen { field, challenge, second } = Chosen::of(setting);
    static_view(view! {
        {select_field(
            FormField { name: names::FIELD, label: i18n.result_field() },
            &field,
            std::iter::once(all_fields).chain(fields),
        )}
        {select_field(
            FormField { name: names::CHALLENGE, label: i18n.organise_challenge() },
            &challenge,
            std::iter::once(in_turn).chain(challenges),
        )}
        {select_field(
            FormField { name: names::SECOND, label: i18n.organise_second() },
            &second,
            std::iter::once(no_language).chain(languages),
        )}
    })
}

/// The next place of the shortlist, or back. Buttons hold the place itself, so that a second press
/// on an old page goes no further.
fn reveal_form(context: &FormContext, setting: &BoardSetting) -> AnyView {
    let i18n = context.i18n;
    let Chosen { field, challenge, second } = Chosen::of(setting);
    let hidden = [
        (names::STEP, OrganiserStep::Board.word()),
        (names::SCENE, BoardScene::Reveal.word()),
        (names::FIELD, &*field),
        (names::CHALLENGE, &*challenge),
        (names::SECOND, &*second),
        (names::DARK, if setting.is_dark { "1" } else { "" }),
    ];
    let hidden: Vec<_> = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> })
        .collect();
    let next = setting.revealed.saturating_add(1).to_string();
    let back = setting.revealed.checked_sub(1);
    let back = back.map(|back| {
        view! {
            <button type="submit" class="button-quiet" name=names::REVEALED value=back.to_string()>
                {i18n.organise_reveal_back()}
            </button>
        }
    });
    static_view(view! {
        <form class="organise-form organise-reveal" method="post" action=context.action.clone()>
            {hidden}
            <button type="submit" class="button" name=names::REVEALED value=next>
                {i18n.organise_reveal_next()}
            </button>
            {back}
            <p>{i18n.organise_revealed(setting.revealed.into())}</p>
        </form>
    })
}

/// A setting as the values of a form; empty for all, or for none.
struct Chosen {
    field: String,
    challenge: String,
    second: String,
}

impl Chosen {
    fn of(setting: &BoardSetting) -> Self {
        let second = setting.second.as_ref().map(|tag| tag.as_str().to_owned());
        Self {
            field: setting.field.as_ref().map(ToString::to_string).unwrap_or_default(),
            challenge: setting.challenge.as_ref().map(ToString::to_string).unwrap_or_default(),
            second: second.unwrap_or_default(),
        }
    }
}

fn scene_label(i18n: I18n, scene: BoardScene) -> &'static str {
    match scene {
        BoardScene::Automatic => i18n.organise_scene_automatic(),
        BoardScene::Welcome => i18n.organise_scene_welcome(),
        BoardScene::Field => i18n.organise_scene_field(),
        BoardScene::Challenge => i18n.organise_scene_challenge(),
        BoardScene::Pulse => i18n.organise_scene_pulse(),
        BoardScene::Finish => i18n.organise_scene_finish(),
        BoardScene::Reveal => i18n.organise_scene_reveal(),
        BoardScene::Table => i18n.organise_scene_table(),
    }
}
