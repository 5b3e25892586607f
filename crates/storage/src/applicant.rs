//! As what somebody applied, sealed; and the link that they gave their unit, which is found by the hash of its secret.

use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::time::{Date, Instant};
use rusqlite::OptionalExtension;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::keys::Mac;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// The keyed hash of a unit link's secret.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinkHash(Mac);

/// As what somebody applied.
#[derive(Clone)]
pub struct ApplicantRow {
    /// Since when it stands so.
    pub changed: Instant,
    /// The link to their unit, and the date on which it is dead.
    pub link: Option<(LinkHash, Date)>,
    /// Kind, city, unit and first day, in a form that is the caller's.
    pub words: Word,
}

/// The same as a row.
struct Row {
    changed: Instant,
    link: Option<(LinkHash, Date)>,
    sealed: Vec<u8>,
    key_id: i64,
}

const PUT: &str = "INSERT INTO applicant (person_id, changed_ms, link_hash, link_ends_day, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (person_id) DO UPDATE SET changed_ms = excluded.changed_ms, link_hash = excluded.link_hash,
link_ends_day = excluded.link_ends_day, sealed = excluded.sealed, key_id = excluded.key_id, mac = excluded.mac";

const LINK: &str = "INSERT INTO unit_link (link_hash, person_id, ends_day) VALUES (?1, ?2, ?3)";

const LINKED: &str = "SELECT person_id FROM unit_link WHERE link_hash = ?1 AND ends_day > ?2";

const DEAD: &str = "DELETE FROM unit_link WHERE ends_day <= ?1";

/// Every link of person `?1`.
pub(crate) const UNLINK: &str = "DELETE FROM unit_link WHERE person_id = ?1";

/// As what person `?1` applied.
pub(crate) const DROP: &str = "DELETE FROM applicant WHERE person_id = ?1";

impl Fact for Row {
    const TABLE: &'static str = "applicant";

    const SELECT: &'static str =
        "SELECT person_id, changed_ms, link_hash, link_ends_day, sealed, key_id, mac
FROM applicant WHERE person_id = ?1";

    const INSERT: &'static str = PUT;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.changed.into(),
            self.link.map(|(hash, _)| hash.0.to_vec()).into(),
            self.link.map(|(_, ends)| ends).into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let changed = columns.instant("changed_ms")?;
        let hash = columns.maybe_bytes("link_hash")?;
        let ends = columns.maybe_date("link_ends_day")?;
        let hash = hash.and_then(|hash| Mac::try_from(hash).ok()).map(LinkHash);
        Ok(Self {
            changed,
            link: hash.zip(ends),
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = ApplicantRow;

    fn id(&self) -> i64 {
        0
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> ApplicantRow {
        ApplicantRow {
            changed: self.changed,
            link: self.link,
            words,
        }
    }
}

impl PersonBatch {
    /// Says as what the person applied, in the place of what was said before. Of links only that of the row is left.
    pub fn settle_applicant(&mut self, kept: &ApplicantRow) {
        let person = self.person();
        let sealed = self.keys.seal(Row::cell(person, 0), kept.words.as_bytes());
        let row = Row {
            changed: kept.changed,
            link: kept.link,
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        };
        let mut values = row.columns(person);
        values.push(row.mac(person, &self.keys).into());
        self.rows.add(PUT, values);
        self.rows.way(UNLINK, vec![person.0.into()]);
        if let Some((hash, ends)) = kept.link {
            let values = vec![hash.0.into(), person.0.into(), ends.into()];
            self.rows.way(LINK, values);
        }
    }
}

impl Store {
    /// The hash of a unit link's secret.
    pub fn link_hash(&self, secret: &str) -> LinkHash {
        LinkHash(self.keys().lookup("unit link", secret))
    }

    /// As what a person applied, opened, and what does not hold.
    #[crate::boxed]
    pub async fn applicant_of(
        &self,
        person: PersonId,
    ) -> Result<(Option<ApplicantRow>, Vec<Alarm>), ReadError> {
        let (rows, alarms) = self.opened_of::<Row>(person).await?;
        Ok((rows.into_iter().next(), alarms))
    }

    /// To whom a unit link leads on a date: a way, which counts only where the person's own row names it too.
    #[crate::boxed]
    pub async fn linked_by(&self, link: LinkHash, on: Date) -> Result<Option<PersonId>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(LINKED)?;
            let person = select.query_row((link.0, on.day()), |row| row.get(0).map(PersonId));
            Ok(person.optional()?)
        })
        .await
    }

    /// The batch that forgets links that are dead on a date.
    pub fn drop_unit_links(&self, on: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DEAD, vec![on.into()]);
        batch
    }
}
