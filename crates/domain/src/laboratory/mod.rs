//! Results of laboratories: what one says of a sample, read strictly, and why one cannot be used.
//!
//! A result comes by document and name, because that is what a laboratory has. It is read into a [`Report`] or goes back
//! with an [`Unusable`] reason; whether document and name are somebody's here is asked elsewhere. The same sample said
//! again is one result; a higher revision takes the place of the lower.

mod file;
mod known;
mod unusable;
mod waiting;

pub use file::{FileError, Line, MOST_LINES, parse_file};
pub use known::{Elsewhere, KnownResult};
pub use unusable::Unusable;
pub use waiting::{FILE_HOURS, ResultFileState, is_for_all};

use serde::{Deserialize, Serialize};

use crate::facts::TestOutcome;
use crate::identity::{Document, DocumentKind, PersonName};
use crate::time::Instant;

/// For how many days a result is kept after its sample was taken (P); an older one goes back.
pub const RESULT_DAYS: i32 = 90;
/// For how many days a result about nobody who is registered is held (P).
pub const HELD_DAYS: i32 = 14;
/// The longest name of a sample, in characters.
const LONGEST_SAMPLE: usize = 64;
/// The longest name of a laboratory, in characters.
const LONGEST_LABORATORY: usize = 100;
/// How far the clock of a laboratory may be ahead of ours.
const AHEAD_MS: i64 = 5 * 60_000;

/// A result as a laboratory says it, nothing of it read yet. No `Debug`: it names a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// By which the laboratory knows the sample.
    pub sample: String,
    /// Counts up from 1 with each correction of the same sample.
    pub revision: u32,
    /// The word of a `DocumentKind`.
    pub document_kind: String,
    /// The number of the document.
    pub document: String,
    /// The name of whom the sample is from.
    pub name: String,
    /// When the sample was taken, in milliseconds since 1970.
    pub sampled_ms: i64,
    /// The word of a [`Finding`].
    pub outcome: String,
    /// The laboratory that reports it.
    pub laboratory: String,
}

words! {
    /// What a laboratory found.
    Finding {
        /// Positive.
        Positive = "positive",
        /// Negative.
        Negative = "negative",
        /// Nothing: what was said of the sample before is taken back.
        Withdrawn = "withdrawn",
    }
}

impl Finding {
    /// The outcome as a fact; `None` where there is none any more.
    pub const fn outcome(self) -> Option<TestOutcome> {
        match self {
            Self::Positive => Some(TestOutcome::Positive),
            Self::Negative => Some(TestOutcome::Negative),
            Self::Withdrawn => None,
        }
    }
}

words! {
    /// By which way a result came.
    Source {
        /// From the laboratories' service, which was asked.
        Connection = "connection",
        /// From a file that an operator imported.
        File = "file",
    }
}

/// A result that was read. No `Debug`: it names a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Report {
    /// By which the laboratory knows the sample, 1 to 64 characters.
    pub sample: String,
    /// From 1; a higher one corrects a lower one.
    pub revision: u32,
    /// Of whom the sample is.
    pub document: Document,
    /// Their name.
    pub name: PersonName,
    /// When the sample was taken.
    pub sampled: Instant,
    /// What was found.
    pub finding: Finding,
    /// The laboratory that reports it, 1 to 100 characters.
    pub laboratory: String,
}

impl Report {
    /// Reads what a laboratory said by `now`, names and documents as a registration reads them.
    pub fn read(said: &Said, now: Instant) -> Result<Self, Unusable> {
        let sample = words(&said.sample, LONGEST_SAMPLE).ok_or(Unusable::Sample)?;
        let laboratory = words(&said.laboratory, LONGEST_LABORATORY).ok_or(Unusable::Laboratory)?;
        if said.revision == 0 {
            return Err(Unusable::Revision);
        }
        let kind = DocumentKind::from_word(said.document_kind.trim());
        let kind = kind.ok_or(Unusable::DocumentKind)?;
        let document = Document::parse(kind, &said.document, now.date());
        let document = document.map_err(|_| Unusable::Document)?;
        let name = PersonName::parse(&said.name).map_err(|_| Unusable::Name)?;
        let finding = Finding::from_word(said.outcome.trim()).ok_or(Unusable::Outcome)?;
        let sampled = Instant::from_ms(said.sampled_ms);
        if sampled > now.plus_ms(AHEAD_MS) {
            return Err(Unusable::SampledAt);
        }
        if is_over(sampled, now) {
            return Err(Unusable::TooOld);
        }
        Ok(Self {
            sample,
            revision: said.revision,
            document,
            name,
            sampled,
            finding,
            laboratory,
        })
    }
}

/// Whether a result has come to the end of its life.
pub fn is_over(sampled: Instant, now: Instant) -> bool {
    now.date() - sampled.date() > RESULT_DAYS
}

/// Words without outer blanks, 1 to `most` characters, none of which steers a screen.
fn words(given: &str, most: usize) -> Option<String> {
    let given = given.trim();
    let fits = (1..=most).contains(&given.chars().count());
    (fits && !given.chars().any(char::is_control)).then(|| given.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        let date: crate::time::Date = "2020-02-20".parse().unwrap();
        date.start().plus_ms(10 * 3_600_000)
    }

    fn said() -> Said {
        Said {
            sample: " HZ-1 ".into(),
            revision: 1,
            document_kind: "resident_id".into(),
            document: "11010519491231002x".into(),
            name: "张　三".into(),
            sampled_ms: now().ms(),
            outcome: "negative".into(),
            laboratory: "杭州市第一检验所".into(),
        }
    }

    fn refused(change: impl FnOnce(&mut Said)) -> Option<Unusable> {
        let mut said = said();
        change(&mut said);
        Report::read(&said, now()).err()
    }

    #[test]
    fn s2_18_a_result_is_read_as_a_registration_reads_document_and_name() {
        let report = Report::read(&said(), now()).ok().unwrap();
        assert_eq!(report.document.canonical(), "10:11010519491231002X");
        assert_eq!(report.name.full(), "张三");
        assert_eq!(report.sample, "HZ-1");
        assert_eq!(report.finding.outcome(), Some(TestOutcome::Negative));
    }

    #[test]
    fn s2_18_what_cannot_be_used_says_which_field_it_is() {
        assert_eq!(refused(|s| s.sample = " ".into()), Some(Unusable::Sample));
        assert_eq!(refused(|s| s.revision = 0), Some(Unusable::Revision));
        let kind = refused(|s| s.document_kind = "library card".into());
        assert_eq!(kind, Some(Unusable::DocumentKind));
        let document = refused(|s| s.document = "110105194912310021".into());
        assert_eq!(document, Some(Unusable::Document), "its check digit");
        assert_eq!(refused(|s| s.name = "12".into()), Some(Unusable::Name));
        let outcome = refused(|s| s.outcome = "unclear".into());
        assert_eq!(outcome, Some(Unusable::Outcome));
        let laboratory = refused(|s| s.laboratory = "\u{7}".into());
        assert_eq!(laboratory, Some(Unusable::Laboratory));
        let future = refused(|s| s.sampled_ms += 6 * 60_000);
        assert_eq!(future, Some(Unusable::SampledAt));
        assert_eq!(refused(|s| s.sampled_ms += 4 * 60_000), None);
        let day = 86_400_000;
        let old = |days: i64| refused(|s| s.sampled_ms -= days * day);
        assert_eq!(old(90), None);
        assert_eq!(old(91), Some(Unusable::TooOld));
    }
}
