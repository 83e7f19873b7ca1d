//! Contact details, as links that a phone can dial and open.

use super::Icon;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::contact::{Address, Contact};

/// Person, telephone, mail and web, as far as they are known.
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

/// Street, postal code and place in one line; `city` stands in for a missing place.
pub(crate) fn postal_address(address: &Address, city: Option<&str>) -> String {
    let place = address.place.as_ref().map(ToString::to_string);
    let has_street = address.street.is_some() || address.postal_code.is_some();
    let place = place.or_else(|| city.filter(|_| has_street).map(str::to_owned));
    let code = address.postal_code.as_ref().map(ToString::to_string);
    let town = [code, place].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let street = address.street.as_ref().map(ToString::to_string).unwrap_or_default();
    [street, town].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
