//! Every type that travels to the browser as JSON.
//!
//! `read` takes no other, so that none goes untested: `tests/json` reads each by `serde_json` and
//! by the browser's reader, which knows less of serde (`in_browser`).

/// Calls a macro with the list. Types of the app itself are those of `own`.
macro_rules! for_each_listed {
    ($then:ident) => {
        $then! {
            shared::api::About,
            shared::api::BallotAnswer,
            shared::api::BoardView,
            shared::api::Documentation,
            shared::api::Joined,
            shared::api::MapView,
            shared::api::OfferDetail,
            shared::api::OfferPage,
            shared::api::OrganiserView,
            shared::api::PhoneView,
            shared::api::ProviderDetail,
            shared::api::ProviderPage,
            shared::api::ReceiptView,
            shared::live::BoardState,
            shared::live::PhoneState,
            shared::outbox::Outbox,
            own::Answer,
            own::ErrorMessage,
            own::Versioned,
            // The texts of a language.
            Vec<String>,
        }
    };
}
