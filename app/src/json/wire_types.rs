//! Every type that travels to the browser as JSON.
//!
//! `parse` accepts no other, so none goes untested: `tests/json` parses each with `serde_json` and
//! with the browser's deserializer, which supports less of serde (`js_deserializer`).

/// Calls a macro with the list. The app's own types are in `app_types`.
macro_rules! for_each_wire_type {
    ($then:ident) => {
        $then! {
            shared::api::About,
            shared::api::BallotAnswer,
            shared::api::BoardView,
            shared::api::Documentation,
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
            app_types::Answer,
            app_types::ErrorMessage,
            app_types::VersionedState,
            // The texts of a language.
            Vec<String>,
        }
    };
}
