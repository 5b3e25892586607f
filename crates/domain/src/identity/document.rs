//! A document: its kind and its number in one normal form.

use std::fmt;

use crate::time::Date;

use super::error::DocumentError;
use super::kind::DocumentKind;
use super::mask::masked;
use super::{foreign, passport, permit, resident, text};

/// How many characters at the end of a number prove its holder beside a phone.
const LAST: usize = 6;

/// A document whose number is well formed. Two are equal when they are one document: the 15 digits of the
/// first generation and their 18 digits, a permit before and after its renewal, a passport typed and read.
///
/// A secret: `Debug` names the kind alone, and there is no `Display`.
///
/// ```compile_fail
/// fn shown<T: std::fmt::Display>() {}
/// shown::<domain::identity::Document>();
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Document {
    kind: DocumentKind,
    number: String,
}

impl Document {
    /// Reads a number of a kind as a person types it. `today` is the date on which nobody may be unborn.
    pub fn parse(kind: DocumentKind, given: &str, today: Date) -> Result<Self, DocumentError> {
        if text::too_long(given) {
            return Err(DocumentError::TooLong);
        }
        let number = match kind {
            DocumentKind::ResidentId => resident::parse(&text::number(given), today),
            DocumentKind::HongKongMacauPermit => permit::hong_kong_macau(&text::number(given)),
            DocumentKind::TaiwanPermit => permit::taiwan(&text::number(given)),
            DocumentKind::Passport => passport::parse(given),
            DocumentKind::ForeignResidentCard => foreign::parse(&text::number(given), today),
            DocumentKind::Other => Err(DocumentError::NotRegistered),
        }?;
        Ok(Self { kind, number })
    }

    /// Its kind.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The number in its normal form, in full. For sealing, for the registry and for its holder; never for a log.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The stable text of the document, `10:11010519491231002X`: what storage seals, and hashes with a key
    /// to find the person again. It never changes from one release to the next.
    pub fn canonical(&self) -> String {
        format!("{}:{}", self.kind.code(), self.number)
    }

    /// The document whose [`canonical`](Self::canonical) text this is. For what storage has unsealed; the text
    /// was checked when it was written and is not checked again.
    pub fn from_canonical(canonical: &str) -> Option<Self> {
        let (code, number) = canonical.split_once(':')?;
        let kind = DocumentKind::from_code(code)?;
        Some(Self {
            kind,
            number: number.into(),
        })
    }

    /// The first two and the last two characters (Beijing's rule, FACTS); a passport's without its issuer.
    pub fn masked(&self) -> String {
        masked(self.without_issuer(), 2, 2)
    }

    /// Whether these are the last six characters of the number, as a person types them: what proves a holder beside
    /// their phone. Of a passport's number without its issuer; one of five characters is given whole.
    pub fn ends_in(&self, last_six: &str) -> bool {
        if text::too_long(last_six) {
            return false;
        }
        let number = self.without_issuer();
        let start = number.len().saturating_sub(LAST);
        number.get(start..) == Some(&text::number(last_six))
    }

    fn without_issuer(&self) -> &str {
        match self.kind {
            DocumentKind::Passport => self.number.split_once(':').map_or("", |(_, number)| number),
            _ => &self.number,
        }
    }

    /// The six digits of the birth date on an old foreign card, which leaves the century out.
    pub(super) fn birth_digits(&self) -> Option<&str> {
        let is_old = self.kind == DocumentKind::ForeignResidentCard && self.number.len() == 15;
        is_old.then(|| self.number.get(7..13)).flatten()
    }

    /// The birth date, where the number carries it with its century: resident IDs and foreign cards of 18 digits.
    pub fn birth_date(&self) -> Option<Date> {
        match self.kind {
            DocumentKind::ResidentId | DocumentKind::ForeignResidentCard
                if self.number.len() == 18 =>
            {
                resident::birth_date(&self.number)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({}, hidden)", self.kind)
    }
}
