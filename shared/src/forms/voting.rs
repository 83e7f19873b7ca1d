//! The forms of a participant.

/// A code that is typed: of a conference to join it, or the one on a card.
pub const CODE: &str = "code";

/// The revision of the ballot the page showed.
pub const REVISION: &str = "revision";
/// The field chosen on that ballot, where each participant goes to one.
pub const FIELD: &str = "field";
/// Begins the name of the dots on a challenge; its id follows.
pub const DOTS: &str = "dots-";

/// The button for one more dot; its value is the id of the challenge.
pub const ADD: &str = "add";
/// The button for one dot fewer, likewise.
pub const REMOVE: &str = "remove";
/// The button that chooses a field by its id; an empty value goes back to the choice.
pub const CHOOSE: &str = "choose";

/// Id of the form on its page, where a participant goes on after choosing a field.
pub const PLACE: &str = "ballot";
