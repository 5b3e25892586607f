//! `POST /api/channels/token`: an access token for a registered client (OAuth 2.1 client credentials; the client is
//! proven by a `private_key_jwt` assertion, RFC 7523). Its refusals have the form of RFC 6749, 5.2, so that a library
//! for OAuth reads them; our words stand beside.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::policy::Text;
use serde::{Deserialize, Serialize};
use service::{CHANNEL_TOKEN_MS, Error, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::extract::Now;
use crate::problem::{Problem, Problems};

const GRANT: &str = "client_credentials";
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// The most bytes of a form: an assertion of 4,096 characters with room to spare.
const MOST: usize = 8_192;

/// What a client sends, as a form.
#[derive(Deserialize, ToSchema)]
pub(crate) struct TokenForm {
    /// `client_credentials`.
    #[schema(pattern = "^client_credentials$", example = "client_credentials")]
    grant_type: String,
    /// `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
    #[schema(
        pattern = "^urn:ietf:params:oauth:client-assertion-type:jwt-bearer$",
        example = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    )]
    client_assertion_type: String,
    /// A JWT (ES256): `iss` and `sub` the channel's name, `aud` this address, `iat`, `exp` at most five minutes later,
    /// and `jti`, which is used once.
    #[schema(value_type = shapes::Jwt)]
    client_assertion: String,
}

/// An access token.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenBody {
    /// Shown as `Authorization: Bearer …`.
    access_token: String,
    /// `Bearer`.
    token_type: &'static str,
    /// For how many seconds it is good.
    expires_in: i64,
}

/// A refusal in the form of OAuth.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenRefused {
    /// `invalid_request`, `unsupported_grant_type` or `invalid_client`.
    error: &'static str,
    /// What is wrong and what to do, in English.
    error_description: String,
    /// The same in both languages.
    #[schema(value_type = shapes::Text)]
    text: Text,
}

impl TokenRefused {
    fn answer(status: StatusCode, error: &'static str, text: Text) -> Response {
        let body = Self {
            error,
            error_description: text.en.clone(),
            text,
        };
        (status, axum::Json(body)).into_response()
    }

    fn request(error: &'static str, zh: &str, en: &str) -> Response {
        Self::answer(StatusCode::BAD_REQUEST, error, Text::new(zh, en))
    }
}

/// Gives a registered channel an access token: its own, good for ten minutes, and over when the channel is switched off.
#[utoipa::path(post, path = "/api/channels/token", operation_id = "channel_token", tag = "channel",
    request_body(content = TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = TokenBody), (status = 400, body = TokenRefused),
        (status = 401, body = TokenRefused), Problems))]
pub(crate) async fn token(
    State(app): State<App>,
    Now(now): Now,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let form = match form(&headers, &body) {
        Ok(form) => form,
        Err(refused) => return Ok(*refused),
    };
    let token = match app.service.channel_token(&form.client_assertion, now).await {
        Ok(token) => token,
        Err(refused @ Error::Channel(_)) => {
            let status = StatusCode::UNAUTHORIZED;
            return Ok(TokenRefused::answer(
                status,
                "invalid_client",
                refused.text(),
            ));
        }
        Err(other) => return Err(other.into()),
    };
    let answer = TokenBody {
        access_token: token.text().to_owned(),
        token_type: "Bearer",
        expires_in: CHANNEL_TOKEN_MS / 1_000,
    };
    let kept = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((kept, axum::Json(answer)).into_response())
}

fn form(headers: &HeaderMap, body: &[u8]) -> Result<TokenForm, Box<Response>> {
    let refuse = |error, zh, en| Box::new(TokenRefused::request(error, zh, en));
    let unread = || {
        refuse(
            "invalid_request",
            "请以表单发送 grant_type、client_assertion_type 和 client_assertion",
            "send grant_type, client_assertion_type and client_assertion as a form",
        )
    };
    let kind = headers.get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form =
        kind.split(';').next().map(str::trim) == Some("application/x-www-form-urlencoded");
    if !is_form || body.len() > MOST {
        return Err(unread());
    }
    // A form has the grammar of what stands behind the question mark of an address.
    let text = std::str::from_utf8(body).map_err(|_| unread())?;
    let address = format!("/?{}", text.trim()).parse::<Uri>();
    let address = address.map_err(|_| unread())?;
    let Query(form) = Query::<TokenForm>::try_from_uri(&address).map_err(|_| unread())?;
    if form.grant_type != GRANT {
        return Err(refuse(
            "unsupported_grant_type",
            "仅支持 client_credentials，请发送 grant_type=client_credentials",
            "tokens are given for client credentials alone; send grant_type=client_credentials",
        ));
    }
    if form.client_assertion_type != ASSERTION {
        return Err(refuse(
            "invalid_request",
            "仅支持 jwt-bearer 断言，请按接口说明填写 client_assertion_type",
            "clients prove themselves by a jwt-bearer assertion; write client_assertion_type as described",
        ));
    }
    Ok(form)
}
