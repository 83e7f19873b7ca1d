//! The number and the colour of a field of action: they link a field on the phone to the same field
//! on the board, even where not all fields are shown.

use super::Markup;
use shared::api::FieldView;
use shared::id::FieldId;

/// Colours in the style sheet, `.field-1` to `.field-8`.
const COLOURS: usize = 8;

/// A field with its number within the conference, from 1.
pub(crate) struct NumberedField {
    pub(crate) number: usize,
    pub(crate) field: FieldView,
}

/// The fields of a round, with the numbers they have within the conference.
pub(crate) fn number_fields(fields: Vec<FieldView>, voted_on: &[FieldId]) -> Vec<NumberedField> {
    fields
        .into_iter()
        .zip(1..)
        .map(|(field, number)| NumberedField { number, field })
        .filter(|numbered| voted_on.contains(&numbered.field.id))
        .collect()
}

/// The class that gives a field its colour.
pub(crate) fn field_class(number: usize) -> String {
    format!("field-{}", (number + COLOURS - 1) % COLOURS + 1)
}

/// The number on its colour. The field's name follows, so screen readers skip the number.
pub(crate) fn field_number(name: &mut Markup, number: usize) {
    let attributes = [("class", "field-number"), ("aria-hidden", "true")];
    name.line("span", &attributes, &number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_start_over_after_the_eighth() {
        let classes = [1, 8, 9].map(field_class);
        assert_eq!(classes, ["field-1", "field-8", "field-1"]);
    }
}
