//! How often a phone or address gave something wrong on a day: the last six of a document, or an identity; and how often a birth
//! date was wrong for a document. Counted whether anybody is
//! registered with it or not, so that the limit says nothing. The phone stands here under hashes of their own kinds.

use domain::time::Date;
use rusqlite::OptionalExtension;

use crate::batch::Batch;
use crate::error::ReadError;
use crate::store::Store;

const SELECT: &str = "SELECT tries FROM document_try WHERE on_day = ?1 AND phone_hash = ?2";

const COUNT: &str = "INSERT INTO document_try (on_day, phone_hash, tries) VALUES (?1, ?2, 1)
ON CONFLICT (on_day, phone_hash) DO UPDATE SET tries = document_try.tries + 1";

const TAKE_BACK: &str = "UPDATE document_try SET tries = tries - 1
WHERE on_day = ?1 AND phone_hash = ?2 AND tries > 0";

const DROP: &str = "DELETE FROM document_try WHERE on_day < ?1";

/// What was given wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tried {
    /// The last six of a document.
    LastSix,
    /// Name and document, to which the registry did not agree.
    Identity,
    /// The birth date of a document: counted by the document.
    Birth,
    /// The figures of a venue: counted by the person.
    VenueFigures,
    /// No wrong thing, but a day of a venue that a member of staff has opened to try events: counted by member, venue and day.
    VenueOpenings,
    /// Nor this: times at a venue that a member has tried, so that the same again is no try more. Counted by member, venue, day and
    /// times.
    VenueTimes,
}

impl Tried {
    const fn word(self) -> &'static str {
        match self {
            Self::LastSix => "document try",
            Self::Identity => "identity try",
            Self::Birth => "birth try",
            Self::VenueFigures => "venue figures try",
            Self::VenueOpenings => "venue opening",
            Self::VenueTimes => "venue times",
        }
    }
}

impl Store {
    /// How often the phone (its canonical text) gave this wrong on a day.
    #[crate::boxed]
    pub async fn document_tries(
        &self,
        what: Tried,
        phone: &str,
        on: Date,
    ) -> Result<i64, ReadError> {
        let hash = self.keys().lookup(what.word(), phone);
        self.read(|connection| {
            let mut select = connection.prepare_cached(SELECT)?;
            let tries = select.query_row((on.day(), hash), |row| row.get(0));
            Ok(tries.optional()?.unwrap_or(0))
        })
        .await
    }

    /// The batch that counts one more. Write it before what was given is compared, and take it back where they were
    /// right: then whoever tries many at once is counted as often.
    pub fn count_document_try(&self, what: Tried, phone: &str, on: Date) -> Batch {
        self.document_try(COUNT, what, phone, on)
    }

    /// The batch that counts one less.
    pub fn take_back_document_try(&self, what: Tried, phone: &str, on: Date) -> Batch {
        self.document_try(TAKE_BACK, what, phone, on)
    }

    fn document_try(&self, sql: &'static str, what: Tried, phone: &str, on: Date) -> Batch {
        let hash = self.keys().lookup(what.word(), phone);
        let mut batch = Batch::unguarded();
        batch.add(sql, vec![on.into(), hash.into()]);
        batch
    }

    /// The batch that forgets the days before `day`.
    pub fn drop_document_tries(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![day.into()]);
        batch
    }
}
