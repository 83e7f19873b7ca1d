//! What is written comes back.

use crate::file::SourceFile;
use crate::matrix::{
    At, Decisions, Matrix, MatrixChallenge, MatrixField, MatrixFormat, MatrixGoal, MatrixMeasure,
    MatrixPart, MatrixTitle, read, write,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Texts with everything that means something elsewhere: lists, votes, references, headings.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-zäöüß]{1,8}",
        Just("- Eltern - Kinder".to_owned()),
        Just("1. Plan 2. Geld".to_owned()),
        Just("siehe Handlungsfeld „Wohnen“".to_owned()),
        Just("(12 Stimmen)".to_owned()),
        Just("in-nen B35:G37 ...".to_owned()),
        Just("=SUMME(A1)".to_owned()),
        Just("<b>&amp;</b>".to_owned()),
        Just("Herausforderung".to_owned()),
        Just("a\nb; c, \"d\"".to_owned()),
    ];
    vec(piece, 1..4).prop_map(|pieces| pieces.join(" "))
}

fn measure() -> impl Strategy<Value = MatrixMeasure> {
    let texts = (option::of(text()), option::of(text()), option::of(text()), option::of(text()));
    let others = (option::of(text()), option::of(text()), vec("siehe [A-Z][a-z]{1,9}", 0..3));
    let measure = (texts, others).prop_map(
        |((text, audience, first_steps, stakeholders), (resources, remarks, references))| {
            let at = At::default();
            let measure = MatrixMeasure { at, text, audience, first_steps, ..Default::default() };
            MatrixMeasure { stakeholders, resources, remarks, references, ..measure }
        },
    );
    measure.prop_filter("a measure of which nothing is known is none", |measure| {
        *measure != MatrixMeasure::default()
    })
}

fn goal() -> impl Strategy<Value = MatrixGoal> {
    (option::of(text()), option::of(text()), vec(measure(), 0..3)).prop_map(
        |(text, audience, measures)| MatrixGoal { at: At::default(), text, audience, measures },
    )
}

fn challenge() -> impl Strategy<Value = MatrixChallenge> {
    let part = (text(), option::of(0..500_u32)).prop_map(|(text, votes)| MatrixPart {
        at: At::default(),
        text,
        votes,
    });
    let own = (option::of(text()), option::of("[A-Z][a-z]{1,20}"), text());
    let others = (option::of(0..500_u32), vec(goal(), 0..3), vec(part, 0..3), option::of(text()));
    (own, others).prop_map(|((section, short_title, text), (votes, goals, parts, notes))| {
        let at = At::default();
        MatrixChallenge { at, section, short_title, text, votes, goals, parts, notes }
    })
}

fn matrix() -> impl Strategy<Value = Matrix> {
    let names = prop_oneof![
        "[A-Z][a-z]{1,12}( und [A-Z][a-z]{20,30})?",
        Just("3. Lernen: gut & gern".to_owned()),
        Just("Handlungsfeld 7".to_owned()),
        Just("[a]/b*?".to_owned()),
    ];
    let fields = (names, vec(challenge(), 0..4));
    vec(fields, 1..4).prop_map(|fields| {
        let mut matrix = Matrix::default();
        for (name, challenges) in fields {
            if matrix.fields.iter().all(|field| field.name.to_lowercase() != name.to_lowercase()) {
                matrix.fields.push(MatrixField { at: At::default(), name, challenges });
            }
        }
        matrix
    })
}

fn without_places(mut matrix: Matrix) -> Matrix {
    for field in &mut matrix.fields {
        field.at = At::default();
        for challenge in &mut field.challenges {
            challenge.at = At::default();
            challenge.parts.iter_mut().for_each(|part| part.at = At::default());
            for goal in &mut challenge.goals {
                goal.at = At::default();
                goal.measures.iter_mut().for_each(|measure| measure.at = At::default());
            }
        }
    }
    matrix
}

fn written(matrix: &Matrix, format: MatrixFormat) -> SourceFile {
    let made = "2026-11-28".parse().unwrap();
    let content = write(matrix, format, MatrixTitle { title: "Konferenz", made }).unwrap();
    let name = match format {
        MatrixFormat::Csv => "Matrix.csv",
        MatrixFormat::Xlsx => "Matrix.xlsx",
    };
    SourceFile { name: name.to_owned(), content }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_comes_back(matrix in matrix()) {
        for format in [MatrixFormat::Csv, MatrixFormat::Xlsx] {
            let read = read(&written(&matrix, format), &Decisions::default()).unwrap();
            prop_assert_eq!(without_places(read.matrix), matrix.clone(), "{:?}", format);
        }
    }
}
