//! A person as a row: when they registered, whether they were erased, and the way back to their claims.

use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::time::{Date, Instant};

use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::Fact;
use crate::keys::Mac;
use crate::value::Value;

/// What is kept of a registration. It holds no word about the person.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// When they registered.
    pub registered: Instant,
    /// When they were erased, where an order keeps a rest of them.
    pub erased: Option<Instant>,
    /// The date on which that rest goes too.
    pub erase_rest_on: Option<Date>,
    pub(crate) document: Mac,
    pub(crate) phone: Option<Mac>,
}

/// Writes the person's row over.
pub(crate) const UPDATE: &str =
    "UPDATE person SET document_hash = ?2, phone_hash = ?3, registered_ms = ?4, erased_ms = ?5,
erase_rest_on = ?6, mac = ?7
WHERE person_id = ?1";

impl Fact for Person {
    const TABLE: &'static str = "person";

    const SELECT: &'static str =
        "SELECT person_id, document_hash, phone_hash, registered_ms, erased_ms, erase_rest_on, mac
FROM person WHERE person_id = ?1";

    const INSERT: &'static str =
        "INSERT INTO person (person_id, document_hash, phone_hash, registered_ms, erased_ms,
erase_rest_on, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.document.into(),
            self.phone.into(),
            self.registered.into(),
            self.erased.into(),
            self.erase_rest_on.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let document = columns.bytes("document_hash")?;
        let phone = columns.maybe_bytes("phone_hash")?;
        let phone = phone.map(Mac::try_from).transpose();
        Ok(Self {
            document: Mac::try_from(document).map_err(|_| columns.unknown("document_hash"))?,
            phone: phone.map_err(|_| columns.unknown("phone_hash"))?,
            registered: columns.instant("registered_ms")?,
            erased: columns.maybe_instant("erased_ms")?,
            erase_rest_on: columns.maybe_date("erase_rest_on")?,
        })
    }
}
