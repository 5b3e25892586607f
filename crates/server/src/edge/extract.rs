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

use super::whole_numbers::{is_about_a_point, with_whole_numbers};
use crate::App;
use crate::problem::{Kind, Problem};

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
        taken(&body).map(Self)
    }
}

/// What a body says. A number that JSON Schema calls an integer may be written with a point or an exponent: where one stands in the
/// way, the body is read again without it, and everything else of it as strictly as before.
fn taken<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let parsed = match read(body) {
        Err((_, error)) if is_about_a_point(&error) => read(&with_whole_numbers(body)),
        parsed => parsed,
    };
    parsed.map_err(|(place, error)| misshapen((&place, &place), &error))
}

/// What a body says, or where it does not fit, and how.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, (String, serde_json::Error)> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let parsed = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| (error.path().to_string(), error.into_inner()))?;
    reader.end().map_err(|error| (".".to_owned(), error))?;
    Ok(parsed)
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

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, PartialEq, Eq, Debug)]
    #[serde(deny_unknown_fields)]
    struct Said {
        minutes: i64,
        #[serde(default)]
        words: String,
    }

    fn said(minutes: i64, words: &str) -> Said {
        Said {
            minutes,
            words: words.to_owned(),
        }
    }

    /// What a body says; nothing where it is refused.
    fn read_as(body: &str) -> Option<Said> {
        taken(body.as_bytes()).ok()
    }

    #[track_caller]
    fn are_refused(bodies: &[&str]) {
        for body in bodies {
            assert_eq!(read_as(body), None, "{body}");
        }
    }

    #[track_caller]
    fn are_read(bodies: &[(&str, i64)]) {
        for (body, minutes) in bodies {
            assert_eq!(read_as(body), Some(said(*minutes, "")), "{body}");
        }
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        are_read(&[
            (r#"{"minutes": 430.0}"#, 430),
            (r#"{"minutes":430.000}"#, 430),
            (r#"{"minutes": -7.0}"#, -7),
            (r#"{"minutes": -0.0}"#, 0),
        ]);
        are_refused(&[
            r#"{"minutes": 430.5}"#,
            r#"{"minutes": 430.}"#,
            r#"{"minutes": 430.0.0}"#,
            r#"{"minutes": 0430.0}"#,
            r#"{"minutes": "430.0"}"#,
        ]);
    }

    #[test]
    fn a_whole_number_may_be_written_with_an_exponent() {
        are_read(&[
            (r#"{"minutes": 1e3}"#, 1_000),
            (r#"{"minutes": 4.3e2}"#, 430),
            (r#"{"minutes": 4.300E+02}"#, 430),
            (r#"{"minutes": 43000e-2}"#, 430),
            (r#"{"minutes": -0.7e1}"#, -7),
            (r#"{"minutes": -0e5}"#, 0),
            (r#"{"minutes": 0.0e-9}"#, 0),
            (r#"{"minutes":9e18}"#, 9_000_000_000_000_000_000),
        ]);
        are_refused(&[
            r#"{"minutes": 4.35e1}"#,
            r#"{"minutes": 1e-1}"#,
            r#"{"minutes": 1e19}"#,
            r#"{"minutes": 1e21}"#,
            r#"{"minutes": 1e300}"#,
            r#"{"minutes": 1e-300}"#,
            r#"{"minutes": 1e99999999999}"#,
            r#"{"minutes": 1e}"#,
            r#"{"minutes": 1e+-3}"#,
            r#"{"minutes": 1e3e3}"#,
            r#"{"minutes": 1e3.0}"#,
            r#"{"minutes": 01e3}"#,
            r#"{"minutes": .5e1}"#,
            r#"{"minutes": "1e3"}"#,
        ]);
    }

    #[test]
    fn what_is_refused_stays_so_beside_a_number_with_a_point() {
        are_refused(&[
            r#"{"minutes": 37.0, "minutes": 38.0}"#,
            r#"{"minutes": 37.0, "words": "one", "words": "another"}"#,
            r#"{"minutes": 37.0, "more": 1}"#,
            r#"{"minutes": 37.0, "words": 3.0}"#,
            r#"{"minutes": 37.0} and more"#,
        ]);
    }

    #[test]
    fn text_that_looks_like_a_number_is_left_as_it_is() {
        let body = r#"{"words": "3.0, \"4.0\" and \\", "minutes": 5.0}"#;
        assert_eq!(read_as(body), Some(said(5, r#"3.0, "4.0" and \"#)));
    }
}
