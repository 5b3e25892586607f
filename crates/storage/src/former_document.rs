//! Documents that a person held before, by their keyed hashes alone: each still leads to them and to nobody else.

use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::claim::{self, document_hash};
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, Reading, vouched};
use crate::keys::Mac;
use crate::person::Person;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::{self, Field, Word};

/// A document from before.
#[derive(Clone, PartialEq, Eq)]
pub struct FormerDocument {
    /// When another came in its place.
    pub until: Instant,
    document: Mac,
}

/// All of person `?1`.
pub(crate) const DROP_ALL: &str = "DELETE FROM former_document WHERE person_id = ?1";

/// Keeps one; the same again changes nothing.
const KEEP: &str = "INSERT INTO former_document (person_id, document_hash, until_ms, mac)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (person_id, document_hash) DO UPDATE SET until_ms = excluded.until_ms, mac = excluded.mac";

/// No longer from before: it is that of now again.
const TAKE_BACK: &str = "DELETE FROM former_document WHERE person_id = ?1 AND document_hash = ?2";

impl Fact for FormerDocument {
    const TABLE: &'static str = "former_document";

    const SELECT: &'static str = "SELECT person_id, document_hash, until_ms, mac
FROM former_document WHERE person_id = ?1 ORDER BY document_hash";

    const INSERT: &'static str = KEEP;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![person.0.into(), self.document.into(), self.until.into()]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let document = Mac::try_from(columns.bytes("document_hash")?);
        Ok(Self {
            document: document.map_err(|_| columns.unknown("document_hash"))?,
            until: columns.instant("until_ms")?,
        })
    }
}

impl PersonBatch {
    /// Gives the person, as they were read, another document (its canonical text), which is claimed for them already. That of
    /// before still leads to them.
    pub fn renew_document(&mut self, old: &Person, document: &Word, now: Instant) {
        let mut row = old.clone();
        row.document = document_hash(&self.keys, document);
        self.forget(old);
        self.write_person(&row);
        self.keep_former(old, &row, now);
        let person = self.person();
        words::seal(
            &mut self.rows,
            &self.keys,
            person,
            Field::Document,
            document,
        );
    }

    /// Keeps the way of the document of before, where it is another.
    pub(crate) fn keep_former(&mut self, old: &Person, new: &Person, now: Instant) {
        if old.document == new.document {
            return;
        }
        let former = FormerDocument {
            until: now,
            document: old.document,
        };
        // They are no facts that are rated: they stand for themselves and are not in the digest.
        let mut values = former.columns(self.person());
        let vouched = vouched::<FormerDocument>(&values);
        let mac = self.keys.mac(FormerDocument::TABLE, vouched);
        values.push(mac.into());
        self.rows.add(KEEP, values);
        let person = self.person().0.into();
        self.rows.add(TAKE_BACK, vec![person, new.document.into()]);
    }
}

impl Store {
    /// The documents that a person held before, and what does not hold.
    #[crate::boxed]
    pub async fn former_documents(
        &self,
        person: PersonId,
    ) -> Result<(Vec<FormerDocument>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let former = reading.rows()?;
            Ok((former, reading.alarms))
        })
        .await
    }

    /// Whether a document (its canonical text) is one of those from before.
    pub fn is_former(&self, former: &[FormerDocument], document: &str) -> bool {
        let hash = document_hash(self.keys(), document);
        former.iter().any(|former| former.document == hash)
    }
}

/// Lets the ways of documents from before go with their person.
pub(crate) fn release(batch: &mut Batch, person: PersonId, former: &[FormerDocument]) {
    for former in former {
        let values = vec![former.document.into(), person.0.into()];
        batch.way(claim::RELEASE, values);
    }
}
