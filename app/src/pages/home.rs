//! Home: search, the most common needs, and the link to join a conference.

use crate::components::{
    Frame, Icon, SearchForm, category_icon, category_label, localised_path, replaced_view,
};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The categories that newcomers look for most.
const NEEDS: [&str; 6] = ["sprache", "beratung", "begegnung", "arbeitsmarkt", "familie", "wohnen"];

/// The home page.
#[derive(Debug)]
pub(crate) struct HomePage;

#[lazy_route]
impl LazyRoute for HomePage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let HomePage = this;
        let i18n = use_i18n();
        let needs = NEEDS.iter();
        replaced_view(view! {
            <Frame title=i18n.home_title()>
                <section class="hero">
                    <h1>{i18n.home_title()}</h1>
                    <p class="lead">{i18n.home_intro()}</p>
                    <SearchForm class="search-form" page="offers"/>
                </section>
                <section>
                    <h2>{i18n.home_needs()}</h2>
                    <ul class="needs">{needs.map(|id| need_link(i18n, id)).collect_view()}</ul>
                    <h2>{i18n.home_also()}</h2>
                    <ul class="chips-wrapped">{more_links(i18n)}</ul>
                </section>
                <section class="card conference-box">
                    <Icon name="dots"/>
                    <div>
                        <h2>{i18n.home_conference_title()}</h2>
                        <p>{i18n.home_conference_text()}</p>
                        <a class="button button-quiet" href=localised_path(i18n, "join")>
                            {i18n.nav_join()}
                        </a>
                    </div>
                </section>
            </Frame>
        })
    }
}

/// Links that are not categories: by time, kind, place and institution.
fn more_links(i18n: I18n) -> impl IntoView {
    let links = [
        ("time", "offers?when=today", i18n.home_today()),
        ("volunteering", "offers?kind=volunteering", i18n.home_volunteering()),
        ("room", "offers?kind=room", i18n.home_rooms()),
        ("map", "map", i18n.nav_map()),
        ("provider", "providers", i18n.nav_providers()),
        ("calendar", "calendar", i18n.home_calendar()),
        ("offer", "offers", i18n.home_more()),
    ];
    let links = links.map(|(icon, page, label)| {
        // The calendar is a page of the server alone.
        let rel = (page == "calendar").then_some("external");
        view! {
            <li>
                <a class="chip" href=localised_path(i18n, page) rel=rel>
                    <Icon name=icon/>
                    <span>{label}</span>
                </a>
            </li>
        }
    });
    links.collect_view()
}

fn need_link(i18n: I18n, id: &str) -> impl IntoView + use<> {
    view! {
        <li>
            <a class="need" href=localised_path(i18n, &format!("offers?category={id}"))>
                <Icon name=category_icon(id)/>
                <span>{category_label(i18n, id, id)}</span>
            </a>
        </li>
    }
}
