//! The description of the interface (OpenAPI 3.1) at `/openapi.json`, and a page to read it at `/docs`.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use domain::access::{Action, Role};
use maud::{DOCTYPE, Markup, html};
use serde_json::Value;
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder, RefOr, Schema};

use crate::App;
use crate::edge::session::{COOKIE_NAME, STAFF_COOKIE_NAME};
use crate::problem;

/// The shapes that no route names by itself.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(problem::Body)))]
struct Shapes;

/// What stands before the paths.
pub(crate) fn head() -> OpenApi {
    let text = "Health codes: declare, get a decision with its reasons, show a code, have it judged. \
        Ids are decimal text, instants milliseconds since 1970, dates local dates of Asia/Shanghai, texts stand in \
        Chinese and English, and every error is a problem detail (RFC 9457).";
    let info = InfoBuilder::new()
        .title("healthcode")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(text));
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE_NAME)));
    let staff = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(STAFF_COOKIE_NAME)));
    let checkpoint =
        SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    let channel = SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The access token of a channel"))
            .build(),
    );
    let service = SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(
        "Authorization",
        "HealthcodeService, a blank, and a signed request in base64url: from a service that is recognised here",
    )));
    let components = ComponentsBuilder::new()
        .security_scheme("service", service)
        .security_scheme("session", session)
        .security_scheme("staff", staff)
        .security_scheme("checkpoint", checkpoint)
        .security_scheme("channel", channel);
    let mut head = OpenApiBuilder::new()
        .info(info)
        .components(Some(components.build()))
        .build();
    head.merge(<Shapes as utoipa::OpenApi>::openapi());
    head
}

/// Closes the shapes of which one is sent: a field that none of them names is refused.
pub(crate) fn close_variants(description: &mut OpenApi) {
    let components = description.components.iter_mut();
    for schema in components.flat_map(|all| all.schemas.values_mut()) {
        let RefOr::T(Schema::OneOf(one_of)) = schema else {
            continue;
        };
        for item in &mut one_of.items {
            if let RefOr::T(Schema::Object(object)) = item
                && !object.properties.is_empty()
                && object.additional_properties.is_none()
            {
                object.additional_properties =
                    Some(Box::new(AdditionalProperties::FreeForm(false)));
            }
        }
    }
}

/// What is shown by whoever may take an action, as the table of access says it; nothing where anybody may.
pub(crate) fn shown_for(action: Action) -> Option<Vec<SecurityRequirement>> {
    if action.is_open_to(Role::Anyone) {
        return None;
    }
    let mut schemes: Vec<&str> = action.roles().iter().copied().map(scheme).collect();
    schemes.dedup();
    let shown = schemes
        .into_iter()
        .map(|scheme| SecurityRequirement::new(scheme, [""; 0]));
    Some(shown.collect())
}

/// By what a role is known.
fn scheme(role: Role) -> &'static str {
    match role {
        Role::Anyone | Role::Phone | Role::Person | Role::Guardian => "session",
        Role::Checkpoint => "checkpoint",
        Role::Channel => "channel",
        Role::RecognisedService => "service",
        _ => "staff",
    }
}

/// The two addresses.
pub(crate) fn routes(described: &OpenApi) -> Router<App> {
    let text: Arc<str> = described.to_json().unwrap_or_default().into();
    let read: Value = serde_json::from_str(&text).unwrap_or_default();
    let page: Arc<str> = to_read(&read).into_string().into();
    Router::new()
        .route(
            "/openapi.json",
            get(move || async move {
                ([(CONTENT_TYPE, "application/json")], text.to_string()).into_response()
            }),
        )
        .route("/docs", get(move || async move { Html(page.to_string()) }))
        .route(
            "/docs.css",
            get(|| async {
                (
                    [(CONTENT_TYPE, "text/css; charset=utf-8")],
                    include_str!("docs.css"),
                )
            }),
        )
}

/// The description as a page.
fn to_read(described: &Value) -> Markup {
    let paths = described["paths"].as_object();
    let schemas = described["components"]["schemas"].as_object();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "healthcode: the interface" }
                link rel="stylesheet" href="/docs.css";
            }
            body {
                main {
                    h1 { "healthcode: the interface" }
                    p { (text(&described["info"]["description"])) }
                    p { a href="/openapi.json" { "openapi.json" } }
                    @for (path, item) in paths.into_iter().flatten() {
                        @for (method, operation) in item.as_object().into_iter().flatten() {
                            (endpoint(path, method, operation))
                        }
                    }
                    h2 { "Shapes" }
                    @for (name, schema) in schemas.into_iter().flatten() {
                        (shape(name, schema))
                    }
                }
            }
        }
    }
}

fn endpoint(path: &str, method: &str, operation: &Value) -> Markup {
    let parameters = operation["parameters"].as_array();
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    let responses = operation["responses"].as_object();
    html! {
        section {
            h2 { code { (method.to_uppercase()) } " " code { (path) } }
            p { (text(&operation["summary"])) " " (text(&operation["description"])) }
            @for parameter in parameters.into_iter().flatten() {
                p { code { (text(&parameter["name"])) } " (" (text(&parameter["in"])) "): " (text(&parameter["description"])) }
            }
            @if !body.is_null() { p { "Takes " (kind(body)) } }
            @for (status, response) in responses.into_iter().flatten() {
                @for (media, content) in response["content"].as_object().into_iter().flatten() {
                    p { "Answers " code { (status) } " " (kind(&content["schema"])) " as " code { (media) } }
                }
            }
        }
    }
}

fn shape(name: &str, schema: &Value) -> Markup {
    html! {
        section id=(name) {
            h3 { (name) }
            p { (text(&schema["description"])) }
            @if let Some(words) = schema["enum"].as_array() {
                p { @for word in words { code { (text(word)) } " " } }
            }
            @if let Some(fields) = schema["properties"].as_object() {
                dl {
                    @for (field, field_schema) in fields {
                        dt { code { (field) } " " (kind(field_schema)) }
                        dd { (text(&field_schema["description"])) }
                    }
                }
            }
        }
    }
}

/// What a schema is, with a way to it where it has a name.
fn kind(schema: &Value) -> Markup {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|way| way.rsplit('/').next())
    {
        return html! { a href={ "#" (name) } { (name) } };
    }
    if let Some(either) = schema["oneOf"].as_array() {
        return html! { @for (n, one) in either.iter().enumerate() { @if n > 0 { " or " } (kind(one)) } };
    }
    match &schema["type"] {
        Value::String(word) if word == "array" => html! { "list of " (kind(&schema["items"])) },
        Value::String(word) => html! { (word) },
        Value::Array(words) => {
            let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
            html! { (words.join(" or ")) }
        }
        _ => html! {},
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
