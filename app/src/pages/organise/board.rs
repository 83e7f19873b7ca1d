//! The remote control of the board.

use super::FormContext;
use super::settings::{FormField, select_field};
use crate::components::{Icon, language_label, localised_path, static_view};
use leptos::prelude::*;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};
use shared::live::{BoardScene, BoardSetting};

/// What the board shows now, and how to change it.
pub(super) fn board_form(context: &FormContext, setting: &BoardSetting) -> AnyView {
    let i18n = context.i18n;
    let conference = &context.conference;
    let scenes = BoardScene::ALL.iter().map(|scene| {
        let label = match scene {
            BoardScene::Automatic => i18n.organise_scene_automatic(),
            BoardScene::Joining => i18n.organise_scene_joining(),
            BoardScene::Voting => i18n.organise_scene_voting(),
            BoardScene::Result => i18n.organise_scene_result(),
        };
        (scene.word().to_owned(), label.to_owned())
    });
    let all_fields = (String::new(), i18n.organise_all_fields().to_owned());
    let fields =
        conference.fields.iter().map(|field| (field.id.to_string(), field.name.text.clone()));
    let no_language = (String::new(), i18n.organise_no_second().to_owned());
    let languages = conference.languages.iter().map(|tag| {
        let own = tag.own_name().map(str::to_owned);
        let name = own.unwrap_or_else(|| language_label(i18n, tag.as_str(), tag.as_str()));
        (tag.as_str().to_owned(), name)
    });
    let field = setting.field.as_ref().map(ToString::to_string).unwrap_or_default();
    let second = setting.second.as_ref().map(|tag| tag.as_str().to_owned()).unwrap_or_default();
    let board = localised_path(i18n, &format!("board/{}", conference.code));
    static_view(view! {
        <section class="organise-part" id=names::BOARD_PLACE aria-labelledby="board-title">
            <h2 id="board-title">{i18n.organise_board()}</h2>
            {context.saved_notice(OrganiserStep::Board)}
            <form class="organise-form organise-settings" method="post" action=context.action.clone()>
                {select_field(
                    FormField { name: names::SCENE, label: i18n.organise_scene() },
                    setting.scene.word(),
                    scenes,
                )}
                {select_field(
                    FormField { name: names::FIELD, label: i18n.result_field() },
                    &field,
                    std::iter::once(all_fields).chain(fields),
                )}
                {select_field(
                    FormField { name: names::SECOND, label: i18n.organise_second() },
                    &second,
                    std::iter::once(no_language).chain(languages),
                )}
                <label class="organise-check">
                    <input type="checkbox" name=names::DARK value="1" checked=setting.is_dark/>
                    <span>{i18n.organise_dark()}</span>
                </label>
                <button type="submit" class="button" name=names::STEP value=OrganiserStep::Board.word()>
                    {i18n.organise_show()}
                </button>
            </form>
            <p>
                <a href=board>
                    <Icon name="board"/>
                    <span>{i18n.organise_board_open()}</span>
                </a>
            </p>
        </section>
    })
}
