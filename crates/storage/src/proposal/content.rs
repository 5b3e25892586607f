//! The content of proposals, sealed. That of a proposal about a person is owned by the person: erasing them takes it away,
//! and what is left of the proposal says who of the staff did what kind of thing, about nobody.

use domain::ids::{PersonId, ProposalId};

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::keys::{Cell, Keys};
use crate::published::{holding, raised};
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

const TABLE: &str = "proposal_content";

const INSERT: &str = "INSERT INTO proposal_content (person_id, proposal_id, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5)";

const SELECT: &str = "SELECT person_id, proposal_id, sealed, key_id, mac FROM proposal_content
WHERE proposal_id = ?1 ORDER BY person_id";

const ABOUT: &str =
    "SELECT proposal_id FROM proposal_content WHERE person_id = ?1 ORDER BY proposal_id LIMIT ?2";

fn cell(person: i64, proposal: i64) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: person,
        row: proposal,
    }
}

pub(super) fn add(
    batch: &mut Batch,
    keys: &Keys,
    person: Option<PersonId>,
    proposal: ProposalId,
    content: &str,
) {
    let person = person.map_or(0, |person| person.0);
    let sealed = keys.seal(cell(person, proposal.0), content.as_bytes());
    let mut values: Vec<Value> = vec![
        person.into(),
        proposal.0.into(),
        sealed.bytes.into(),
        sealed.key_id.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    batch.add(INSERT, values);
}

impl Store {
    /// The content of a proposal, opened; nothing where it went with the person or does not hold. Looking at one about a
    /// person needs a purpose and leaves a log line: the caller's part.
    #[crate::boxed]
    pub async fn proposal_content(
        &self,
        id: ProposalId,
    ) -> Result<(Option<Word>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let (mut alarms, bound) = (Vec::new(), [id.0.into()]);
            let keys = self.keys();
            let read = |columns: &mut Columns| {
                let person = columns.i64("person_id")?;
                columns.skip();
                let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
                Ok((person, sealed, key_id))
            };
            let rows = holding(connection, keys, TABLE, SELECT, &bound, &mut alarms, read)?;
            let Some((person, sealed, key_id)) = rows.into_iter().next() else {
                return Ok((None, alarms));
            };
            let word = keys.open(cell(person, id.0), key_id, &sealed);
            if word.is_none() {
                alarms.push(raised(AlarmKind::Altered, TABLE, id.0));
            }
            Ok((word, alarms))
        })
        .await
    }

    /// The proposals about a person, `limit` at most: a way to them, which says nothing of how they stand.
    #[crate::boxed]
    pub async fn proposals_about(
        &self,
        person: PersonId,
        limit: u32,
    ) -> Result<Vec<ProposalId>, ReadError> {
        let bound = [person.0.into(), i64::from(limit).into()];
        let read = |columns: &mut Columns| Ok(ProposalId(columns.i64("proposal_id")?));
        self.read(|connection| select(connection, TABLE, ABOUT, &bound, read))
            .await
    }
}
