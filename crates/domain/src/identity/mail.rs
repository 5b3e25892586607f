//! Addresses for e-mail, for people whom no number of the mainland reaches.

use std::fmt;

use super::error::MailError;
use super::mask::masked;
use super::text;

/// The longest address, in characters (RFC 5321, 4.5.3.1.3, without the brackets).
const LONGEST: usize = 254;
/// The longest part before the @ (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// The longest label of a domain (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;
/// What an address has before the @ beside letters and digits (RFC 5322, 3.2.3); quoted ones are not taken.
const SIGNS: &str = "!#$%&'*+-/=?^_`{|}~.";

/// An address that a one-time code can be sent to, kept in small letters: `anna@example.org`.
///
/// A secret: `Debug` hides it, and there is no `Display`.
///
/// ```compile_fail
/// fn shown<T: std::fmt::Display>() {}
/// shown::<domain::identity::MailAddress>();
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MailAddress(String);

impl MailAddress {
    /// Reads an address as a person types it: full-width characters become plain ones, blanks around it and unseen marks
    /// are cut. Capitals are small letters: no post office that is in use tells two people apart by them.
    pub fn parse(given: &str) -> Result<Self, MailError> {
        if text::too_long(given) {
            return Err(MailError::TooLong);
        }
        let plain: String = given
            .trim()
            .chars()
            .filter(|c| !text::unseen(*c))
            .map(|c| text::narrow(c).to_ascii_lowercase())
            .collect();
        if plain.is_empty() {
            return Err(MailError::Empty);
        }
        if let Some((i, found)) = plain.chars().enumerate().find(|(_, c)| !fits(*c)) {
            let position = i + 1;
            return Err(MailError::Character { position, found });
        }
        if plain.len() > LONGEST {
            return Err(MailError::TooLong);
        }
        let Some((local, domain)) = plain.split_once('@') else {
            return Err(MailError::NoAt);
        };
        if !is_local(local) {
            return Err(MailError::Name);
        }
        if !is_domain(domain) {
            return Err(MailError::Host);
        }
        Ok(Self(plain))
    }

    /// The address in full. For sealing, for sending and for its look-up by a keyed hash; never for a log.
    /// [`parse`](Self::parse) reads it back.
    pub fn canonical(&self) -> &str {
        &self.0
    }

    /// The first and the last character before the @, and what stands behind it.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or_default();
        format!("{}@{domain}", masked(local, 1, 1))
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(hidden)")
    }
}

fn fits(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '@' || SIGNS.contains(c)
}

fn is_local(local: &str) -> bool {
    (1..=LONGEST_LOCAL).contains(&local.len()) && local.split('.').all(|part| !part.is_empty())
}

/// Two labels at least, of letters, digits and inner hyphens; the last has a letter, so that no bare address of a machine
/// passes for one.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let has_letter = |label: &str| label.bytes().any(|b| b.is_ascii_alphabetic());
    domain.split('.').all(is_label)
        && domain
            .rsplit_once('.')
            .is_some_and(|(_, last)| has_letter(last))
}
