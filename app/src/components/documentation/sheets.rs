//! What tables have worked out after the vote: beside each challenge as it was voted on, its sheet.

use super::{text_beside, votes_text};
use crate::components::{PickedText, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{
    ChallengeDocument, Documentation, FieldDocument, SheetDocument, SheetTextDocument,
};

/// The sheets; `None` where no table has worked on anything.
pub(super) fn section(i18n: I18n, document: &Documentation) -> Option<AnyView> {
    let fields = document.fields.iter().filter(|field| field.has_sheets());
    let tables: Vec<AnyView> = fields.map(|field| table(i18n, document, field)).collect();
    (!tables.is_empty()).then(|| {
        static_view(view! {
            <section class="documented-sheets" aria-labelledby="sheets">
                <h2 id="sheets">{i18n.result_sheets()}</h2>
                {tables}
            </section>
        })
    })
}

fn table(i18n: I18n, document: &Documentation, field: &FieldDocument) -> AnyView {
    let name = field.name.clone();
    let challenges = field.challenges.iter();
    let groups: Vec<AnyView> = challenges
        .filter_map(|challenge| Some(group(i18n, document, challenge, challenge.sheet.as_ref()?)))
        .collect();
    static_view(view! {
        <table class="documented-field">
            <caption>
                <h3>
                    <PickedText text=name/>
                </h3>
            </caption>
            <thead>
                <tr>
                    <th scope="col">{i18n.result_challenge()}</th>
                    <th scope="col">{i18n.result_votes()}</th>
                    <th scope="col">{i18n.result_sheets()}</th>
                </tr>
            </thead>
            {groups}
        </table>
    })
}

/// A challenge as it was voted on, its votes, and its sheet.
fn group(
    i18n: I18n,
    document: &Documentation,
    challenge: &ChallengeDocument,
    sheet: &SheetDocument,
) -> AnyView {
    let text = text_beside(challenge.text.clone(), &challenge.text);
    let votes = document.last_votes(&challenge.id).map(|votes| votes_text(i18n, votes));
    let disposition = sheet.disposition.as_ref().map(|disposition| {
        let words = disposition.words.clone();
        view! { <p class="documented-through">{words}</p> }
    });
    let texts: Vec<AnyView> = sheet.texts.iter().map(sheet_text).collect();
    let texts = (!texts.is_empty()).then(|| view! { <dl>{texts}</dl> });
    static_view(view! {
        <tbody>
            <tr>
                <th scope="row">{text}</th>
                <td class="documented-votes" data-label=i18n.result_votes()>
                    <b>{votes}</b>
                </td>
                <td class="documented-sheet" data-label=i18n.result_sheets()>
                    {disposition}
                    {texts}
                </td>
            </tr>
        </tbody>
    })
}

fn sheet_text(text: &SheetTextDocument) -> AnyView {
    let SheetTextDocument { label, text, .. } = text.clone();
    static_view(view! {
        <dt>{label}</dt>
        <dd dir="auto">{text}</dd>
    })
}
