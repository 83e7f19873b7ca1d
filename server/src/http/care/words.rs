//! Words of care pages: fields, answers and failures.

use backend::finder::care::CareError;
use exchange::public_fields::{FieldProblem, PublicField};
use exchange::sheet::CellError;
use i18n::I18n;
use i18n::words::{app_error, contact_error, text_error};
use shared::error::{AppError, Missing};

/// The label of a field.
pub(in crate::http) fn field_label(i18n: I18n, field: PublicField) -> &'static str {
    match field {
        PublicField::Name => i18n.care_field_name(),
        PublicField::Description => i18n.care_field_description(),
        PublicField::Times => i18n.care_field_times(),
        PublicField::Venue => i18n.care_field_venue(),
        PublicField::Address => i18n.care_field_address(),
        PublicField::Person => i18n.care_field_person(),
        PublicField::Phone => i18n.care_field_phone(),
        PublicField::Mail => i18n.care_field_mail(),
        PublicField::Web => i18n.care_field_web(),
        PublicField::Cost => i18n.care_field_cost(),
        PublicField::Languages => i18n.care_field_languages(),
        PublicField::Registration => i18n.care_field_registration(),
        PublicField::PlacesFree => i18n.care_field_places_free(),
        PublicField::Waiting => i18n.care_field_waiting(),
    }
}

/// The message for an answer that is refused.
pub(in crate::http) fn care_error(i18n: I18n, error: &CareError) -> String {
    match error {
        CareError::Unknown => i18n.care_unknown().to_owned(),
        CareError::Expired => i18n.care_expired().to_owned(),
        CareError::Offer => i18n.care_gone().to_owned(),
        CareError::Unchanged => i18n.care_unchanged().to_owned(),
        CareError::Fields(problems) => {
            let words = problems.iter().map(|problem| field_problem(i18n, problem));
            words.collect::<Vec<_>>().join(" ")
        }
        CareError::Remark(error) => text_error(i18n, *error),
        CareError::Service(_) => app_error(i18n, &AppError::NotFound(Missing::Offer)),
    }
}

fn field_problem(i18n: I18n, problem: &FieldProblem) -> String {
    let reason = match &problem.reason {
        CellError::Missing => i18n.care_missing().to_owned(),
        CellError::Text(error) => text_error(i18n, *error),
        CellError::Contact(error) => contact_error(i18n, *error),
        CellError::Unknown(_)
        | CellError::Number(_)
        | CellError::Date(_)
        | CellError::Time { .. }
        | CellError::Degrees(_)
        | CellError::LostLetters
        | CellError::ForeignTown
        | CellError::Repeated(_) => i18n.care_unusable().to_owned(),
    };
    i18n.care_problem(field_label(i18n, problem.field), &reason)
}
