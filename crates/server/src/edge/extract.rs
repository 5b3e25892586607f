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

/// The most digits of a whole number that is written with an exponent: those of the largest that is read.
const MOST_DIGITS: usize = 20;

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

/// Whether a number with a point or an exponent stands where something else is expected. What the sender wrote never begins these words.
fn is_about_a_point(error: &serde_json::Error) -> bool {
    error
        .to_string()
        .starts_with("invalid type: floating point")
}

/// The same bytes with `430.0` and `4.3e2` written as `430` wherever they are numbers.
fn with_whole_numbers(body: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(first) = rest.first() {
        let length = match first {
            b'"' => string_length(rest),
            b'-' | b'0'..=b'9' => number_length(rest),
            _ => 1,
        };
        let (token, behind) = rest.split_at(length);
        match whole_number(token) {
            Some(number) => written.extend_from_slice(&number),
            None => written.extend_from_slice(token),
        }
        rest = behind;
    }
    written
}

/// How long the string is that begins here, with its quotes.
fn string_length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// How long the number is that begins here.
fn number_length(text: &[u8]) -> usize {
    let is_of_it = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    let end = text.iter().position(|byte| !is_of_it(byte));
    end.unwrap_or(text.len())
}

/// The digits of a whole number that is written with a point or an exponent; nothing where it is written otherwise, is none, or has
/// more than [`MOST_DIGITS`].
fn whole_number(token: &[u8]) -> Option<Vec<u8>> {
    let (sign, unsigned) = match token.strip_prefix(b"-") {
        Some(unsigned) => (&token[..1], unsigned),
        None => (&token[..0], token),
    };
    let (said, exponent) = behind(unsigned, |byte| matches!(byte, b'e' | b'E'));
    let (whole, part) = behind(said, |byte| byte == b'.');
    let digits = |digits: &[u8]| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let is_number =
        digits(whole) && (whole.len() == 1 || !whole.starts_with(b"0")) && part.is_none_or(digits);
    if !is_number || (part.is_none() && exponent.is_none()) {
        return None;
    }
    let part = part.unwrap_or_default();
    let all = [whole, part].concat();
    let first = all.iter().position(|digit| *digit != b'0');
    let last = all.iter().rposition(|digit| *digit != b'0');
    let (Some(first), Some(last)) = (first, last) else {
        // A zero with a sign would be read as a number with a point again.
        return exponent
            .is_none_or(|text| power(text).is_some())
            .then(|| b"0".to_vec());
    };
    // How many zeros follow the last digit that is none.
    let behind_last = i64::try_from(whole.len()).ok()? - i64::try_from(last).ok()? - 1;
    let zeros = exponent.map_or(Some(0), power)? + behind_last;
    let zeros = usize::try_from(zeros).ok()?;
    let significant = &all[first..=last];
    if significant.len().checked_add(zeros)? > MOST_DIGITS {
        return None;
    }
    let zeros = vec![b'0'; zeros];
    Some([sign, significant, zeros.as_slice()].concat())
}

/// What stands before the first of such bytes, and behind it, where there is one.
fn behind(text: &[u8], is_between: impl Fn(u8) -> bool) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|byte| is_between(*byte)) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// The power of ten that an exponent says; nothing where it is written otherwise, or is larger than any number needs.
fn power(exponent: &[u8]) -> Option<i64> {
    let power: i32 = std::str::from_utf8(exponent).ok()?.parse().ok()?;
    Some(power.into())
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

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        for (body, minutes) in [
            (r#"{"minutes": 430.0}"#, 430),
            (r#"{"minutes":430.000}"#, 430),
            (r#"{"minutes": -7.0}"#, -7),
            (r#"{"minutes": -0.0}"#, 0),
        ] {
            assert_eq!(read_as(body), Some(said(minutes, "")), "{body}");
        }
        for body in [
            r#"{"minutes": 430.5}"#,
            r#"{"minutes": 430.}"#,
            r#"{"minutes": 430.0.0}"#,
            r#"{"minutes": 0430.0}"#,
            r#"{"minutes": "430.0"}"#,
        ] {
            assert_eq!(read_as(body), None, "{body}");
        }
    }

    #[test]
    fn a_whole_number_may_be_written_with_an_exponent() {
        for (body, minutes) in [
            (r#"{"minutes": 1e3}"#, 1_000),
            (r#"{"minutes": 4.3e2}"#, 430),
            (r#"{"minutes": 4.300E+02}"#, 430),
            (r#"{"minutes": 43000e-2}"#, 430),
            (r#"{"minutes": -0.7e1}"#, -7),
            (r#"{"minutes": -0e5}"#, 0),
            (r#"{"minutes": 0.0e-9}"#, 0),
            (r#"{"minutes":9e18}"#, 9_000_000_000_000_000_000),
        ] {
            assert_eq!(read_as(body), Some(said(minutes, "")), "{body}");
        }
        for body in [
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
        ] {
            assert_eq!(read_as(body), None, "{body}");
        }
    }

    #[test]
    fn what_is_refused_stays_so_beside_a_number_with_a_point() {
        for body in [
            r#"{"minutes": 37.0, "minutes": 38.0}"#,
            r#"{"minutes": 37.0, "words": "one", "words": "another"}"#,
            r#"{"minutes": 37.0, "more": 1}"#,
            r#"{"minutes": 37.0, "words": 3.0}"#,
            r#"{"minutes": 37.0} and more"#,
        ] {
            assert_eq!(read_as(body), None, "{body}");
        }
    }

    #[test]
    fn text_that_looks_like_a_number_is_left_as_it_is() {
        let body = r#"{"words": "3.0, \"4.0\" and \\", "minutes": 5.0}"#;
        assert_eq!(read_as(body), Some(said(5, r#"3.0, "4.0" and \"#)));
    }
}
