//! One operation of the interface, put together piece by piece; the schemas it names are
//! collected on the way.

use super::{CARD, PARTICIPANT, parameters};
use shared::error::ErrorBody;
use utoipa::ToSchema;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, Parameter, PathItem};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Content, Ref, RefOr, Required, Response, ResponseBuilder};

type Schemas = Vec<(String, RefOr<Schema>)>;

const JSON: &str = "application/json";

/// What can go wrong: status, name and meaning. [`shared::error::AppError::status`] decides which.
const ERRORS: [(u16, &str, &str); 11] = [
    (400, "Malformed", "The body is not the JSON it must be, or not said to be JSON."),
    (401, "NoParticipant", "The caller has not joined: no cookie came along."),
    (403, "NotAllowed", "Sent in the name of another site, or without the personal code it takes."),
    (404, "NotFound", "There is no such thing, or it is not public."),
    (408, "TooSlow", "The body came too slowly, or not to its end in time."),
    (409, "NotNow", "The round is not open yet, or closed, or has to be closed first."),
    (413, "TooLarge", "The body has more than 64 KiB."),
    (422, "NotTaken", "A value is none that can be taken; the error says which and why."),
    (
        429,
        "TooMany",
        "So many that no more are looked at: reports on an offer, wrong codes a minute.",
    ),
    (500, "Internal", "Our fault. The operator finds more under the incident's number."),
    (503, "NotStored", "The database takes nothing now. Nothing was stored; send it again later."),
];

/// The failed answers that operations refer to by name.
pub(super) fn error_responses() -> impl Iterator<Item = (&'static str, Response)> {
    ERRORS.into_iter().map(|(_, name, about)| {
        let body = Content::new(Some(schema_of::<ErrorBody>()));
        (name, ResponseBuilder::new().description(about).content(JSON, body).build())
    })
}

/// A reference to a type's schema.
pub(super) fn schema_of<T: ToSchema>() -> Ref {
    Ref::from_schema_name(T::name())
}

/// A method of a path.
pub(super) struct Operation {
    path: &'static str,
    method: HttpMethod,
    builder: OperationBuilder,
    schemas: Schemas,
}

impl Operation {
    /// Reads something. The id is the handler's name, for programs that make code of it.
    pub(super) fn get(path: &'static str, id: &str, summary: &str) -> Self {
        Self::new(HttpMethod::Get, (path, id), summary)
    }

    /// Adds something.
    pub(super) fn post(path: &'static str, id: &str, summary: &str) -> Self {
        Self::new(HttpMethod::Post, (path, id), summary).fails(&[403])
    }

    /// Replaces something.
    pub(super) fn put(path: &'static str, id: &str, summary: &str) -> Self {
        Self::new(HttpMethod::Put, (path, id), summary).fails(&[403])
    }

    fn new(method: HttpMethod, (path, id): (&'static str, &str), summary: &str) -> Self {
        let builder = OperationBuilder::new().operation_id(Some(id)).summary(Some(summary));
        let operation = Self { path, method, builder, schemas: Schemas::new() };
        operation.with_schemas_of::<ErrorBody>()
    }

    fn with_schemas_of<T: ToSchema>(mut self) -> Self {
        T::schemas(&mut self.schemas);
        self.schemas.push((T::name().into_owned(), T::schema()));
        self
    }

    fn with(self, change: impl FnOnce(OperationBuilder) -> OperationBuilder) -> Self {
        Self { builder: change(self.builder), ..self }
    }

    /// Where it stands in the table of contents.
    pub(super) fn under(self, tag: &str) -> Self {
        self.with(|builder| builder.tag(tag))
    }

    /// What the summary does not say.
    pub(super) fn about(self, text: &str) -> Self {
        self.with(|builder| builder.description(Some(text)))
    }

    /// Takes parameters.
    pub(super) fn takes(self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
        self.with(|builder| parameters.into_iter().fold(builder, OperationBuilder::parameter))
    }

    /// Takes parameters that several operations take, by their names.
    pub(super) fn takes_shared<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let reference = |name| Ref::new(format!("#/components/parameters/{name}"));
        let references = names.into_iter().map(reference);
        self.with(|builder| references.fold(builder, OperationBuilder::parameter_ref))
    }

    /// Takes what chooses among offers.
    pub(super) fn takes_choice(self) -> Self {
        self.takes_shared(parameters::names_of_choice())
    }

    /// Takes the language of the answer, be it a failure.
    pub(super) fn takes_language(self) -> Self {
        self.takes_shared(["lang"])
    }

    /// Takes the language of a conference's texts, where it is another one.
    pub(super) fn takes_texts(self) -> Self {
        self.takes_shared(["texts"])
    }

    /// Takes a part of the path, in the form of a type.
    pub(super) fn takes_in_path<T: ToSchema>(self, name: &str, about: &str) -> Self {
        let parameter = parameters::in_path(name, about, schema_of::<T>());
        self.with_schemas_of::<T>().takes([parameter])
    }

    /// Takes a body.
    pub(super) fn reads<T: ToSchema>(self) -> Self {
        let body = RequestBodyBuilder::new()
            .required(Some(Required::True))
            .content(JSON, Content::new(Some(schema_of::<T>())))
            .build();
        let operation = self.with_schemas_of::<T>().fails(&[400, 408, 413, 503]);
        operation.with(|builder| builder.request_body(Some(body)))
    }

    /// Answers with a type as JSON.
    pub(super) fn answers<T: ToSchema>(self, about: &str) -> Self {
        let body = Content::new(Some(schema_of::<T>()));
        self.with_schemas_of::<T>().answers_with(about, (JSON, body))
    }

    /// Answers with something else.
    pub(super) fn answers_with(self, about: &str, (kind, body): (&str, Content)) -> Self {
        self.responds(ResponseBuilder::new().description(about).content(kind, body).build())
    }

    /// Answers with exactly this.
    pub(super) fn responds(self, response: Response) -> Self {
        self.with(|builder| builder.response("200", response))
    }

    /// Or answers with no body at all.
    pub(super) fn or_answers_nothing(self, about: &str) -> Self {
        let nothing = ResponseBuilder::new().description(about).build();
        self.with(|builder| builder.response("204", nothing))
    }

    /// Names a type without answering with it.
    pub(super) fn mentions<T: ToSchema>(self) -> Self {
        self.with_schemas_of::<T>()
    }

    /// Fails with these of [`ERRORS`].
    pub(super) fn fails(self, statuses: &[u16]) -> Self {
        let known = ERRORS.iter().filter(|(status, ..)| statuses.contains(status));
        self.with(|builder| {
            known.fold(builder, |builder, (status, name, _)| {
                builder.response(status.to_string(), Ref::from_response_name(*name))
            })
        })
    }

    /// Wants to know who votes: by the cookie of a device that has joined, or by that of a card.
    pub(super) fn by_voter(self) -> Self {
        self.fails(&[401, 403, 422, 429]).by_either_cookie()
    }

    /// Makes use of these cookies where they come along.
    pub(super) fn by_anybody(self) -> Self {
        self.with(|builder| builder.security(SecurityRequirement::default())).by_either_cookie()
    }

    fn by_either_cookie(self) -> Self {
        let cookies = [PARTICIPANT, CARD].map(|name| SecurityRequirement::new(name, [""; 0]));
        self.with(|builder| cookies.into_iter().fold(builder, OperationBuilder::security))
    }

    /// Path, operation and schemas.
    pub(super) fn into_parts(self) -> (&'static str, PathItem, Schemas) {
        (self.path, PathItem::new(self.method, self.builder), self.schemas)
    }
}
