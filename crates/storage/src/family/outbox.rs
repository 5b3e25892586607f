//! What happened to a link on the member's side, until it is on the guardian's. It says only that something did: whoever carries
//! it reads how the link stands.

use domain::family::FamilyLink;
use domain::ids::{LinkId, PersonId};

use crate::batch::Batch;
use crate::columns::select;
use crate::error::ReadError;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "family_outbox";

const PUT: &str = "INSERT INTO family_outbox (person_id, link_id, guardian_id, mac) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (person_id, link_id) DO UPDATE SET guardian_id = excluded.guardian_id, mac = excluded.mac";

const WAITING: &str = "SELECT person_id, link_id, guardian_id, mac FROM family_outbox ORDER BY person_id, link_id LIMIT ?1";

const DROP: &str = "DELETE FROM family_outbox WHERE person_id = ?1 AND link_id = ?2";

/// What waits of person `?1`.
pub(crate) const DROP_ALL: &str = "DELETE FROM family_outbox WHERE person_id = ?1";

/// A link that changed on the member's side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinkMoved {
    /// The member.
    pub member: PersonId,
    /// The link.
    pub link: LinkId,
    /// The guardian.
    pub guardian: PersonId,
}

impl LinkMoved {
    fn values(self) -> Vec<Value> {
        vec![
            self.member.0.into(),
            self.link.0.into(),
            self.guardian.0.into(),
        ]
    }
}

impl PersonBatch {
    /// Notes that a link of the person changed.
    pub(crate) fn move_link(&mut self, link: &FamilyLink) {
        let moved = LinkMoved {
            member: self.person(),
            link: link.id,
            guardian: link.guardian,
        };
        let mut values = moved.values();
        values.push(self.keys.mac(TABLE, &values).into());
        self.rows.add(PUT, values);
    }
}

impl Store {
    /// What is to be carried to guardians, `limit` at most. Rows that do not hold are left out.
    #[crate::boxed]
    pub async fn links_moved(&self, limit: u32) -> Result<Vec<LinkMoved>, ReadError> {
        let rows = self
            .read(|connection| {
                select(
                    connection,
                    TABLE,
                    WAITING,
                    &[i64::from(limit).into()],
                    |columns| {
                        let moved = LinkMoved {
                            member: PersonId(columns.i64("person_id")?),
                            link: LinkId(columns.i64("link_id")?),
                            guardian: PersonId(columns.i64("guardian_id")?),
                        };
                        Ok((moved, columns.bytes("mac")?))
                    },
                )
            })
            .await?;
        let held = rows.into_iter();
        let held = held.filter(|(moved, mac)| self.keys().verify(TABLE, &moved.values(), mac));
        Ok(held.map(|(moved, _)| moved).collect())
    }

    /// The batch that notes that a link's change is on the guardian's side.
    pub fn link_carried(&self, member: PersonId, link: LinkId) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![member.0.into(), link.0.into()]);
        batch
    }
}
