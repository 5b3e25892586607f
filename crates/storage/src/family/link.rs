//! The member's side: who holds them. What was handed out to a guardian is dead with the link, by the same batch.

use domain::family::FamilyLink;
use domain::ids::{LinkId, PersonId};
use domain::rating::Kinds;

use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::Fact;
use crate::person_batch::PersonBatch;
use crate::status;
use crate::value::Value;

/// Writes link `?2` of person `?1` over.
const CHANGE: &str =
    "UPDATE family_link SET guardian_id = ?3, held_by = ?4, since_ms = ?5, mac = ?6
WHERE person_id = ?1 AND link_id = ?2";

const DROP: &str = "DELETE FROM family_link WHERE person_id = ?1 AND link_id = ?2";

/// All links of person `?1`.
pub(crate) const DROP_ALL: &str = "DELETE FROM family_link WHERE person_id = ?1";

impl Fact for FamilyLink {
    const TABLE: &'static str = "family_link";

    const SELECT: &'static str = "SELECT person_id, link_id, guardian_id, held_by, since_ms, mac
FROM family_link WHERE person_id = ?1 ORDER BY link_id";

    const INSERT: &'static str =
        "INSERT INTO family_link (person_id, link_id, guardian_id, held_by, since_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.0.into(),
            self.guardian.0.into(),
            self.by.word().into(),
            self.since.into(),
        ]
    }

    /// It asks no rule anything.
    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: LinkId(columns.i64("link_id")?),
            guardian: PersonId(columns.i64("guardian_id")?),
            by: columns.word("held_by")?,
            since: columns.instant("since_ms")?,
        })
    }
}

impl PersonBatch {
    /// Adds a link, or the wish for one.
    pub fn link_family(&mut self, link: &FamilyLink) {
        self.add(link);
        self.move_link(link);
    }

    /// Writes a link over, as it was read.
    pub fn change_family(&mut self, read: &FamilyLink, to: &FamilyLink) {
        let mac = self.replace(read, to);
        let mut values = to.columns(self.person());
        values.push(mac.into());
        self.rows.guard(CHANGE, values);
        self.move_link(to);
    }

    /// Cuts a link, as it was read: what was handed out by it is good never again, a sheet that the guardian printed too.
    pub fn cut_family(&mut self, link: &FamilyLink) {
        self.forget(link);
        let key = vec![self.person().0.into(), link.id.0.into()];
        for statement in status::QUEUE_HOLDER {
            self.rows.add(statement, key.clone());
        }
        self.rows.guard(DROP, key);
        self.move_link(link);
    }

    /// The codes that a guardian's device shows by a link are good never again; the link stays, and so does a sheet of paper.
    pub fn take_back_by_link(&mut self, link: LinkId) {
        let key = vec![self.person().0.into(), link.0.into()];
        for statement in status::QUEUE_DEVICE {
            self.rows.add(statement, key.clone());
        }
    }
}
