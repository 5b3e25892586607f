//! What we show to a neighbour so that it knows us. Never printed: no `Debug`, no `Display`.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use hyper::header::HeaderValue;
use zeroize::Zeroizing;

/// The longest token, in bytes.
const LONGEST: usize = 4_096;

/// A bearer token (RFC 6750). It is wiped when dropped.
///
/// ```compile_fail
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<gateway::Token>();
/// ```
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

/// A text that cannot be a token. It is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "token: 1 to 4096 visible ASCII characters without blanks; copy it as the neighbour gave it"
)]
pub struct TokenError;

impl Token {
    /// Reads a token; blanks and line ends around it are cut, as they stand in a file.
    pub fn parse(given: &str) -> Result<Self, TokenError> {
        let token = given.trim();
        let visible = token.bytes().all(|byte| byte.is_ascii_graphic());
        if token.is_empty() || token.len() > LONGEST || !visible {
            return Err(TokenError);
        }
        Ok(Self(Zeroizing::new(token.to_owned())))
    }

    /// The `Authorization` header, marked so that nothing prints it.
    pub(crate) fn header(&self) -> Result<HeaderValue, TokenError> {
        let text = Zeroizing::new(format!("Bearer {}", self.0.as_str()));
        let mut value = HeaderValue::from_str(&text).map_err(|_| TokenError)?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// Whether an `Authorization` header shows this token; how long it takes says nothing about the token.
    pub(crate) fn is_shown_in(&self, header: Option<&HeaderValue>) -> bool {
        let shown = header.and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        shown.is_some_and(|shown| verify_slices_are_equal(shown, self.0.as_bytes()).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_from_a_file_is_read_and_shown_to_nobody_else() {
        let token = Token::parse("hc_abc.DEF-123\n").unwrap();
        let header = token.header().unwrap();
        assert_eq!(format!("{header:?}"), "Sensitive");
        assert!(token.is_shown_in(Some(&header)));
        assert!(!token.is_shown_in(Some(&HeaderValue::from_static("Bearer hc_abc.DEF-12"))));
        assert!(!token.is_shown_in(None));
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_no_token() {
        for text in ["", "  ", "a b", "a\nb", "密码", &"x".repeat(4_097)] {
            assert!(Token::parse(text).is_err());
        }
    }
}
