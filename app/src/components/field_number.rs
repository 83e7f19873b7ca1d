//! The number and the colour of a field of action: they tie a field on the phone to its place on
//! the board, whichever of them is shown.

use super::Markup;
use shared::api::FieldView;
use shared::id::FieldId;

/// Colours there are.
const COLOURS: usize = 8;

/// A field with its number within the conference, from 1.
pub(crate) type Numbered = (usize, FieldView);

/// The fields of a round with the numbers they have in the conference.
pub(crate) fn numbered(fields: Vec<FieldView>, voted_on: &[FieldId]) -> Vec<Numbered> {
    let all = fields.into_iter().enumerate().map(|(place, field)| (place + 1, field));
    all.filter(|(_, field)| voted_on.contains(&field.id)).collect()
}

/// The class that gives a field its colour.
pub(crate) fn field_class(number: usize) -> String {
    format!("field-{}", (number + COLOURS - 1) % COLOURS + 1)
}

/// The number on its colour. The name stands beside it, so it is not read out.
pub(crate) fn field_number(name: &mut Markup, number: usize) {
    let attributes = [("class", "field-number"), ("aria-hidden", "true")];
    name.line("span", &attributes, &number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_begin_anew_after_the_eighth() {
        let classes = [1, 8, 9].map(field_class);
        assert_eq!(classes, ["field-1", "field-8", "field-1"]);
    }
}
