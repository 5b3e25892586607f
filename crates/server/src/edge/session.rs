//! How a session travels: as a cookie that no script reads and no other site sends. Residents and staff have each their
//! own, so that one browser can hold both. Devices of checkpoints and other services say who they are with each request.

use axum::http::HeaderValue;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderMap};
use domain::ids::LinkId;
use service::{SESSION_DAYS, STAFF_SESSION_MS, SessionSecret, StaffSecret};

/// The name of the cookie.
pub(crate) const COOKIE_NAME: &str = "hc_session";
/// The name of the cookie of staff.
pub(crate) const STAFF_COOKIE_NAME: &str = "hc_staff";
/// The header by which a request asks for a family member: the id of the link.
const MEMBER_HEADER: &str = "hc-member";
const SECONDS_A_DAY: i32 = 86_400;

/// The secret that a request brings.
pub(crate) fn secret_in(headers: &HeaderMap) -> Option<&str> {
    cookie_in(headers, COOKIE_NAME)
}

/// The secret of a member of staff that a request brings.
pub(crate) fn staff_secret_in(headers: &HeaderMap) -> Option<&str> {
    cookie_in(headers, STAFF_COOKIE_NAME)
}

fn cookie_in<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, secret)| secret)
}

/// For which family member a request asks, by the link. What is no number asks for the link 0, which nobody has.
pub(crate) fn member_in(headers: &HeaderMap) -> Option<LinkId> {
    let asked = headers.get(MEMBER_HEADER)?;
    let id = asked.to_str().ok().and_then(|text| text.parse().ok());
    Some(LinkId(id.unwrap_or_default()))
}

/// The token of a checkpoint's device that a request brings.
pub(crate) fn token_in(headers: &HeaderMap) -> Option<&str> {
    shown_in(headers, "bearer")
}

/// What another service has signed to ask for a status list, in base64url.
pub(crate) fn request_in(headers: &HeaderMap) -> Option<&str> {
    shown_in(headers, "healthcodeservice")
}

fn shown_in<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    let shown = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (own, shown) = shown.split_once(' ')?;
    own.eq_ignore_ascii_case(scheme).then(|| shown.trim())
}

/// The cookie of a session. The server ends a session that is not used; the browser may keep it longer.
pub(crate) fn cookie(secret: &SessionSecret, secure: bool) -> Option<HeaderValue> {
    let seconds = i64::from(SESSION_DAYS * SECONDS_A_DAY);
    written(COOKIE_NAME, secret.text(), seconds, secure)
}

/// What takes the cookie away.
pub(crate) fn no_cookie(secure: bool) -> Option<HeaderValue> {
    written(COOKIE_NAME, "", 0, secure)
}

/// The cookie of a session of staff.
pub(crate) fn staff_cookie(secret: &StaffSecret, secure: bool) -> Option<HeaderValue> {
    let seconds = STAFF_SESSION_MS / 1_000;
    written(STAFF_COOKIE_NAME, secret.text(), seconds, secure)
}

/// What takes the cookie of staff away.
pub(crate) fn no_staff_cookie(secure: bool) -> Option<HeaderValue> {
    written(STAFF_COOKIE_NAME, "", 0, secure)
}

fn written(name: &str, value: &str, seconds: i64, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let text =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let mut cookie = HeaderValue::from_str(&text).ok()?;
    cookie.set_sensitive(true);
    Some(cookie)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        let cookies = HeaderValue::from_static("lang=zh; hc_session=hcs_1; x=hc_session");
        headers.insert(COOKIE, cookies);
        assert_eq!(secret_in(&headers), Some("hcs_1"));
        assert_eq!(staff_secret_in(&headers), None);
        assert_eq!(secret_in(&HeaderMap::new()), None);
    }

    #[test]
    fn a_token_is_shown_as_a_bearer() {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_static("bearer hcd_1"));
        assert_eq!(token_in(&headers), Some("hcd_1"));
        headers.insert(AUTHORIZATION, HeaderValue::from_static("Basic hcd_1"));
        assert_eq!(token_in(&headers), None);
        let signed = HeaderValue::from_static("HealthcodeService 0oRY");
        headers.insert(AUTHORIZATION, signed);
        assert_eq!(request_in(&headers), Some("0oRY"));
        assert_eq!(token_in(&headers), None);
    }
}
