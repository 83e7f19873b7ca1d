//! Ways to reach somebody, as links a phone can dial and open.

use super::Icon;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::contact::Contact;

/// Person, telephone, mail, web; what is missing is left out.
#[component]
pub(crate) fn ContactList(contact: Contact) -> impl IntoView {
    let i18n = use_i18n();
    let person = contact.person.map(|person| {
        view! {
            <li>
                <Icon name="person"/>
                <span class="visually-hidden">{i18n.offer_person()}": "</span>
                <span>{person.to_string()}</span>
            </li>
        }
    });
    let phone = contact.phone.map(|phone| {
        let href = format!("tel:{}", phone.dialled());
        view! {
            <li>
                <a class="button" href=href>
                    <Icon name="phone"/>
                    <span class="visually-hidden">{i18n.offer_phone()}": "</span>
                    <bdi dir="ltr">{phone.as_str().to_owned()}</bdi>
                </a>
            </li>
        }
    });
    let mail = contact.mail.map(|mail| {
        let href = format!("mailto:{}", mail.as_str());
        view! {
            <li>
                <a class="button button-quiet" href=href>
                    <Icon name="mail"/>
                    <span class="visually-hidden">{i18n.offer_mail()}": "</span>
                    <bdi dir="ltr">{mail.as_str().to_owned()}</bdi>
                </a>
            </li>
        }
    });
    let web = contact.web.map(|web| {
        let shown = web.as_str().trim_start_matches("https://").to_owned();
        view! {
            <li>
                <a class="button button-quiet" href=web.as_str().to_owned() rel="external noopener">
                    <Icon name="web"/>
                    <span class="visually-hidden">{i18n.offer_web()}": "</span>
                    <bdi dir="ltr">{shown}</bdi>
                </a>
            </li>
        }
    });
    view! { <ul class="contact-list">{person} {phone} {mail} {web}</ul> }
}
