//! The builder for an operation of the API; it also collects the schemas that the operation
//! refers to.

use super::errors::ERRORS;
use super::schemas::{JSON, schema_of};
use super::tag::Tag;
use super::{parameters, security};
use axum::routing::MethodFilter;
use shared::error::ErrorBody;
use shared::voting::join_code::JoinCode;
use utoipa::ToSchema;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, Parameter, PathItem};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Content, Ref, RefOr, Required, ResponseBuilder};

type Schemas = Vec<(String, RefOr<Schema>)>;

/// A media type with its schema.
pub(crate) struct Media<'a> {
    pub(crate) media_type: &'a str,
    pub(crate) content: Content,
}

/// A method of a path, under construction.
pub(crate) struct Operation {
    path: String,
    method: HttpMethod,
    filter: MethodFilter,
    builder: OperationBuilder,
    schemas: Schemas,
    /// Query parameters that are given at most once.
    single_valued: Vec<String>,
}

/// A finished operation.
pub(super) struct OperationParts {
    pub(super) path: String,
    pub(super) item: PathItem,
    pub(super) schemas: Schemas,
}

impl Operation {
    /// A read. The path begins after `/api/v1`; the id is the handler's name, for code generators.
    pub(crate) fn get(path: impl Into<String>, id: &str, summary: &str) -> Self {
        let builder = OperationBuilder::new().operation_id(Some(id)).summary(Some(summary));
        let operation = Self {
            path: path.into(),
            method: HttpMethod::Get,
            filter: MethodFilter::GET,
            builder,
            schemas: Schemas::new(),
            single_valued: Vec::new(),
        };
        operation.schema::<ErrorBody>()
    }

    pub(crate) fn post(path: impl Into<String>, id: &str, summary: &str) -> Self {
        let operation = Self::get(path, id, summary).error_responses(&[403]);
        Self { method: HttpMethod::Post, filter: MethodFilter::POST, ..operation }
    }

    pub(crate) fn put(path: impl Into<String>, id: &str, summary: &str) -> Self {
        let operation = Self::get(path, id, summary).error_responses(&[403]);
        Self { method: HttpMethod::Put, filter: MethodFilter::PUT, ..operation }
    }

    /// The path after `/api/v1`.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The method, as the router matches it.
    pub(crate) const fn filter(&self) -> MethodFilter {
        self.filter
    }

    /// Adds the schema of a type that is referred to only indirectly.
    pub(crate) fn schema<T: ToSchema>(mut self) -> Self {
        T::schemas(&mut self.schemas);
        self.schemas.push((T::name().into_owned(), T::schema()));
        self
    }

    fn map_builder(self, change: impl FnOnce(OperationBuilder) -> OperationBuilder) -> Self {
        Self { builder: change(self.builder), ..self }
    }

    pub(crate) fn tag(self, tag: Tag) -> Self {
        self.map_builder(|builder| builder.tag(tag.name()))
    }

    /// Details that are not in the summary.
    pub(crate) fn description(self, text: &str) -> Self {
        self.map_builder(|builder| builder.description(Some(text)))
    }

    /// The query parameters that are given at most once.
    pub(crate) fn single_valued(&self) -> &[String] {
        &self.single_valued
    }

    pub(crate) fn parameters(
        mut self,
        parameters: impl IntoIterator<Item = Parameter> + Clone,
    ) -> Self {
        self.single_valued.extend(parameters::single_valued(parameters.clone()));
        self.map_builder(|builder| {
            parameters.into_iter().fold(builder, OperationBuilder::parameter)
        })
        .error_responses(&[400])
    }

    /// Refers to parameters of [`parameters::shared`] by their names.
    pub(crate) fn shared_parameters<'a>(
        mut self,
        names: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        let is_named =
            |parameter: &Parameter| names.clone().into_iter().any(|name| parameter.name == name);
        let chosen = parameters::shared().into_iter().filter(is_named);
        self.single_valued.extend(parameters::single_valued(chosen));
        let link = |name| Ref::new(format!("#/components/parameters/{name}"));
        let links = names.into_iter().map(link);
        self.map_builder(|builder| links.fold(builder, OperationBuilder::parameter_ref))
            .error_responses(&[400])
    }

    /// The parameters of a search for offers.
    pub(crate) fn search_parameters(self) -> Self {
        self.shared_parameters(parameters::search_names())
    }

    /// The language of the response, including errors.
    pub(crate) fn lang_parameter(self) -> Self {
        self.shared_parameters([parameters::LANG]).error_responses(&[422])
    }

    /// The language of a conference's texts, if it differs from `lang`.
    pub(crate) fn texts_parameter(self) -> Self {
        self.shared_parameters(["texts"])
    }

    /// A path parameter with the schema of a type.
    pub(crate) fn path_parameter<T: ToSchema>(self, name: &str, about: &str) -> Self {
        let parameter = parameters::in_path(name, about, schema_of::<T>());
        self.schema::<T>().parameters([parameter])
    }

    /// The code of a conference as a path parameter.
    pub(crate) fn code_parameter(self) -> Self {
        let about = "The conference's code; case, spaces and hyphens are ignored.";
        self.path_parameter::<JoinCode>("code", about)
    }

    /// A JSON body with the schema of a type.
    pub(crate) fn request_body<T: ToSchema>(self) -> Self {
        let body = RequestBodyBuilder::new()
            .required(Some(Required::True))
            .content(JSON, Content::new(Some(schema_of::<T>())))
            .build();
        let operation = self.schema::<T>().error_responses(&[400, 408, 413, 415, 503]);
        operation.map_builder(|builder| builder.request_body(Some(body)))
    }

    /// A successful response with a type as JSON.
    pub(crate) fn response<T: ToSchema>(self, about: &str) -> Self {
        let content = Content::new(Some(schema_of::<T>()));
        self.schema::<T>().response_with(about, Media { media_type: JSON, content })
    }

    /// A successful response with any media type.
    pub(crate) fn response_with(self, about: &str, media: Media<'_>) -> Self {
        let response = ResponseBuilder::new()
            .description(about)
            .content(media.media_type, media.content)
            .build();
        self.map_builder(|builder| builder.response("200", response))
    }

    /// A successful response without a body.
    pub(crate) fn no_content_response(self, about: &str) -> Self {
        let response = ResponseBuilder::new().description(about).build();
        self.map_builder(|builder| builder.response("204", response))
    }

    /// Refers to those of [`ERRORS`] with these statuses.
    pub(crate) fn error_responses(self, statuses: &[u16]) -> Self {
        let errors = ERRORS.iter().filter(|(status, ..)| statuses.contains(status));
        self.map_builder(|builder| {
            errors.fold(builder, |builder, (status, name, _)| {
                builder.response(status.to_string(), Ref::from_response_name(*name))
            })
        })
    }

    /// Requires a voter: the cookie of a device that has joined, or that of a card.
    pub(crate) fn requires_voter(self) -> Self {
        self.error_responses(&[401, 403, 422, 429]).either_cookie()
    }

    /// Uses the same cookies, but works without them.
    pub(crate) fn optional_cookies(self) -> Self {
        self.map_builder(|builder| builder.security(SecurityRequirement::default())).either_cookie()
    }

    fn either_cookie(self) -> Self {
        let cookies = security::requirements();
        self.map_builder(|builder| cookies.into_iter().fold(builder, OperationBuilder::security))
    }

    pub(super) fn into_parts(self) -> OperationParts {
        let item = PathItem::new(self.method, self.builder);
        OperationParts { path: self.path, item, schemas: self.schemas }
    }
}
