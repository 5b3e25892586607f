//! What whom a proposal names says of it. An answer is written with the change of the proposal that follows from it, as a
//! signature is, and stays: of two at one moment one counts.

use domain::ids::{PersonId, ProposalId};
use domain::proposal::{NamedAnswer, NamedBy, Proposal};
use domain::time::Instant;

use super::ProposalRow;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::log::LogLine;
use crate::published::{Published, holding};
use crate::store::Store;
use crate::value::Value;

/// An answer as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedAnswerRow {
    /// Whom the proposal names.
    pub person: PersonId,
    /// The proposal.
    pub proposal: ProposalId,
    /// What they say.
    pub answer: NamedAnswer,
    /// By whose hand.
    pub by: NamedBy,
    /// SHA-256 of the content that they answered.
    pub digest: Vec<u8>,
    /// When.
    pub answered: Instant,
}

const TABLE: &str = "proposal_answer";

pub(crate) const DROP: &str = "DELETE FROM proposal_answer WHERE person_id = ?1";

/// The answers between two proposals that are kept, but for those to what made evidence that is kept; written behind the
/// evidence that goes.
pub(crate) const DROP_BETWEEN: &str =
    "DELETE FROM proposal_answer WHERE person_id = ?1 AND proposal_id > ?2 AND proposal_id < ?3
AND proposal_id NOT IN (SELECT evidence_id FROM evidence WHERE person_id = ?1)";

const INSERT: &str =
    "INSERT INTO proposal_answer (proposal_id, person_id, answer, answered_by, digest, answered_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

const ONE: &str = "SELECT proposal_id, person_id, answer, answered_by, digest, answered_ms, mac FROM proposal_answer
WHERE person_id = ?1 AND proposal_id = ?2 ORDER BY proposal_id";

impl Store {
    /// The batch that keeps an answer and changes the proposal, as it was read, to what became of it, with the line in the log
    /// of whom it names. A conflict where somebody else changed the proposal meanwhile, or it was answered before.
    pub fn answer_as_named(
        &self,
        (old, to): (&ProposalRow, &Proposal),
        answer: &NamedAnswerRow,
        about: Option<PersonId>,
        line: &LogLine,
    ) -> Batch {
        let mut batch = self.change_proposal(old, to, None, about, line);
        let mut values: Vec<Value> = vec![
            answer.proposal.0.into(),
            answer.person.0.into(),
            answer.answer.word().into(),
            answer.by.word().into(),
            answer.digest.clone().into(),
            answer.answered.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        batch.guard(INSERT, values);
        batch
    }

    /// What a person says of a proposal that names them, where its row holds.
    #[crate::boxed]
    pub async fn named_answer(
        &self,
        person: PersonId,
        proposal: ProposalId,
    ) -> Result<Published<Option<NamedAnswerRow>>, ReadError> {
        self.read(|connection| {
            let (mut alarms, bound) = (Vec::new(), [person.0.into(), proposal.0.into()]);
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, ONE, &bound, &mut alarms, read)?;
            let rows = rows.into_iter().next();
            Ok(Published { rows, alarms })
        })
        .await
    }
}

fn read(columns: &mut Columns) -> Result<NamedAnswerRow, ReadError> {
    Ok(NamedAnswerRow {
        proposal: ProposalId(columns.i64("proposal_id")?),
        person: PersonId(columns.i64("person_id")?),
        answer: columns.word("answer")?,
        by: columns.word("answered_by")?,
        digest: columns.bytes("digest")?,
        answered: columns.instant("answered_ms")?,
    })
}
