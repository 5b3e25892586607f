//! What a handler is given: parsed, or refused in words that name the place.

use std::convert::Infallible;
use std::fmt::Display;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path as AxumPath, Query as AxumQuery, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use domain::policy::Text;
use domain::time::Instant;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::App;
use crate::problem::{Kind, Problem};

/// Below it every whole number has its own `f64`: 2 to the power of 53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The instant of the request, read once at the edge.
#[derive(Clone, Copy)]
pub(crate) struct Now(pub(crate) Instant);

impl FromRequestParts<App> for Now {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let read = parts.extensions.get::<Self>().copied();
        Ok(read.unwrap_or_else(|| Self(app.clock.now())))
    }
}

/// A body of JSON. What does not fit is named by its place in it.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.split(';').next().map(str::trim) != Some("application/json") {
            return Err(Problem::said(
                Kind::Malformed,
                "请求须为 JSON（content-type: application/json）",
                "send JSON, with content-type: application/json",
            )
            .with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = Bytes::from_request(request, app)
            .await
            .map_err(|rejection| unread(&rejection))?;
        let parsed = read(&body);
        // A number that JSON Schema calls an integer may be written with a point, and is taken then.
        let again = |problem| match with_whole_numbers(&body) {
            Some(body) => read(&body).map_err(|_| problem),
            None => Err(problem),
        };
        parsed.or_else(again).map(Self)
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let parsed = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let place = error.path().to_string();
        misshapen((&place, &place), &error.into_inner())
    })?;
    let end = reader.end();
    end.map_err(|error| misshapen((".", "."), &error))?;
    Ok(parsed)
}

/// The same body with `430.0` written as `430`; nothing where it holds no such number.
fn with_whole_numbers(body: &[u8]) -> Option<Vec<u8>> {
    let mut json: Value = serde_json::from_slice(body).ok()?;
    make_whole(&mut json).then(|| json.to_string().into_bytes())
}

fn make_whole(json: &mut Value) -> bool {
    match json {
        Value::Number(number) => {
            let exact = number.as_f64().filter(|_| number.is_f64());
            let exact = exact.filter(|n| n.fract() == 0.0 && n.abs() < EXACT);
            if let Some(exact) = exact {
                *json = Value::from(exact as i64);
            }
            exact.is_some()
        }
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, item| make_whole(item) || any),
        Value::Object(fields) => fields
            .values_mut()
            .fold(false, |any, item| make_whole(item) || any),
        _ => false,
    }
}

fn unread(rejection: &BytesRejection) -> Problem {
    let status = rejection.status();
    let problem = if status == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::said(
            Kind::Malformed,
            "内容过大，请分几次发送",
            "too large; send it in parts",
        )
    } else {
        Problem::said(
            Kind::Malformed,
            "请求没有完整收到，请重试",
            "the request did not arrive whole; send it again",
        )
    };
    problem.with_status(status)
}

/// What has another shape, with the place, in Chinese and in English, where it begins to be so.
fn misshapen((zh, en): (&str, &str), error: &impl Display) -> Problem {
    let zh = format!("{zh} 处的内容不符合要求（{error}），请按接口说明更正");
    let en = format!("at {en}: {error}; look at the description of the interface");
    Problem::new(Kind::Malformed, Text { zh, en })
}

/// The parts of the address.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let path = AxumPath::from_request_parts(parts, app).await;
        path.map(|AxumPath(value)| Self(value))
            .map_err(|error| misshapen(("地址", "the address"), &error.body_text()))
    }
}

/// What stands behind the question mark.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let query = AxumQuery::from_request_parts(parts, app).await;
        query
            .map(|AxumQuery(value)| Self(value))
            .map_err(|error| misshapen(("问号之后", "the question"), &error.body_text()))
    }
}
