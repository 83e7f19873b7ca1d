//! One operation of the interface, put together piece by piece; the schemas it names are
//! collected on the way.

use super::schemas::schema_of;
use super::{CARD, PARTICIPANT, Tag, parameters};
use axum::routing::MethodFilter;
use shared::error::ErrorBody;
use shared::voting::join_code::JoinCode;
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

/// A kind of body, and what it looks like.
pub(crate) struct Media<'a> {
    pub(crate) kind: &'a str,
    pub(crate) content: Content,
}

/// A method of a path.
pub(crate) struct Operation {
    path: String,
    method: HttpMethod,
    filter: MethodFilter,
    builder: OperationBuilder,
    schemas: Schemas,
}

/// An operation as the document takes it.
pub(super) struct Described {
    pub(super) path: String,
    pub(super) item: PathItem,
    pub(super) schemas: Schemas,
}

impl Operation {
    /// Reads something. The path begins after `/api/v1`; the id is the handler's name, for
    /// programs that make code of it.
    pub(crate) fn get(path: impl Into<String>, id: &str, summary: &str) -> Self {
        let builder = OperationBuilder::new().operation_id(Some(id)).summary(Some(summary));
        let operation = Self {
            path: path.into(),
            method: HttpMethod::Get,
            filter: MethodFilter::GET,
            builder,
            schemas: Schemas::new(),
        };
        operation.with_schemas_of::<ErrorBody>()
    }

    /// Adds something.
    pub(crate) fn post(path: impl Into<String>, id: &str, summary: &str) -> Self {
        let reading = Self::get(path, id, summary).fails(&[403]);
        Self { method: HttpMethod::Post, filter: MethodFilter::POST, ..reading }
    }

    /// Replaces something.
    pub(crate) fn put(path: impl Into<String>, id: &str, summary: &str) -> Self {
        let reading = Self::get(path, id, summary).fails(&[403]);
        Self { method: HttpMethod::Put, filter: MethodFilter::PUT, ..reading }
    }

    /// The path after `/api/v1`.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// What the router knows the method by.
    pub(crate) const fn filter(&self) -> MethodFilter {
        self.filter
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
    pub(crate) fn under(self, tag: Tag) -> Self {
        self.with(|builder| builder.tag(tag.name()))
    }

    /// What the summary does not say.
    pub(crate) fn about(self, text: &str) -> Self {
        self.with(|builder| builder.description(Some(text)))
    }

    /// Takes parameters.
    pub(crate) fn takes(self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
        self.with(|builder| parameters.into_iter().fold(builder, OperationBuilder::parameter))
    }

    /// Takes parameters that several operations take, by their names.
    pub(crate) fn takes_shared<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let reference = |name| Ref::new(format!("#/components/parameters/{name}"));
        let references = names.into_iter().map(reference);
        self.with(|builder| references.fold(builder, OperationBuilder::parameter_ref))
    }

    /// Takes what chooses among offers.
    pub(crate) fn takes_choice(self) -> Self {
        self.takes_shared(parameters::names_of_choice())
    }

    /// Takes the language of the answer, be it a failure.
    pub(crate) fn takes_language(self) -> Self {
        self.takes_shared(["lang"])
    }

    /// Takes the language of a conference's texts, where it is another one.
    pub(crate) fn takes_texts(self) -> Self {
        self.takes_shared(["texts"])
    }

    /// Takes a part of the path, in the form of a type.
    pub(crate) fn takes_in_path<T: ToSchema>(self, name: &str, about: &str) -> Self {
        let parameter = parameters::in_path(name, about, schema_of::<T>());
        self.with_schemas_of::<T>().takes([parameter])
    }

    /// Takes the code of a conference in the path.
    pub(crate) fn takes_code(self) -> Self {
        let about = "The code on the wall; small letters, spaces and hyphens are forgiven.";
        self.takes_in_path::<JoinCode>("code", about)
    }

    /// Takes a body.
    pub(crate) fn reads<T: ToSchema>(self) -> Self {
        let body = RequestBodyBuilder::new()
            .required(Some(Required::True))
            .content(JSON, Content::new(Some(schema_of::<T>())))
            .build();
        let operation = self.with_schemas_of::<T>().fails(&[400, 408, 413, 503]);
        operation.with(|builder| builder.request_body(Some(body)))
    }

    /// Answers with a type as JSON.
    pub(crate) fn answers<T: ToSchema>(self, about: &str) -> Self {
        let content = Content::new(Some(schema_of::<T>()));
        self.with_schemas_of::<T>().answers_with(about, Media { kind: JSON, content })
    }

    /// Answers with something else.
    pub(crate) fn answers_with(self, about: &str, media: Media<'_>) -> Self {
        let response = ResponseBuilder::new().description(about);
        let response = response.content(media.kind, media.content).build();
        self.with(|builder| builder.response("200", response))
    }

    /// Or answers with no body at all.
    pub(crate) fn or_answers_nothing(self, about: &str) -> Self {
        let nothing = ResponseBuilder::new().description(about).build();
        self.with(|builder| builder.response("204", nothing))
    }

    /// Names a type without answering with it.
    pub(crate) fn mentions<T: ToSchema>(self) -> Self {
        self.with_schemas_of::<T>()
    }

    /// Fails with these of [`ERRORS`].
    pub(crate) fn fails(self, statuses: &[u16]) -> Self {
        let known = ERRORS.iter().filter(|(status, ..)| statuses.contains(status));
        self.with(|builder| {
            known.fold(builder, |builder, (status, name, _)| {
                builder.response(status.to_string(), Ref::from_response_name(*name))
            })
        })
    }

    /// Wants to know who votes: by the cookie of a device that has joined, or by that of a card.
    pub(crate) fn by_voter(self) -> Self {
        self.fails(&[401, 403, 422, 429]).by_either_cookie()
    }

    /// Makes use of these cookies where they come along.
    pub(crate) fn by_anybody(self) -> Self {
        self.with(|builder| builder.security(SecurityRequirement::default())).by_either_cookie()
    }

    fn by_either_cookie(self) -> Self {
        let cookies = [PARTICIPANT, CARD].map(|name| SecurityRequirement::new(name, [""; 0]));
        self.with(|builder| cookies.into_iter().fold(builder, OperationBuilder::security))
    }

    /// The operation as the document takes it.
    pub(super) fn into_described(self) -> Described {
        let item = PathItem::new(self.method, self.builder);
        Described { path: self.path, item, schemas: self.schemas }
    }
}
