//! Proposals as rows: what kind of thing, by whom, how far. Content, file, signatures and what whom it names says stand in
//! tables of their own.
//!
//! A change names the version that it has read, so that of two answers at one moment one counts.

mod content;
mod file;
mod named;
mod signature;

pub use named::NamedAnswerRow;
pub(crate) use named::{DROP as DROP_ANSWERS, DROP_BETWEEN as DROP_ANSWERS_BETWEEN};
pub use signature::SignatureRow;

use domain::ids::{OfficeId, PersonId, ProposalId, StaffId};
use domain::proposal::{Hand, Proposal};
use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::log::{self, LogLine};
use crate::published::{Published, holding};
use crate::store::Store;
use crate::value::Value;

/// A proposal as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalRow {
    /// The proposal.
    pub proposal: Proposal,
    /// SHA-256 of its content.
    pub digest: Vec<u8>,
    /// Its dry run, in a form that is the caller's; about nobody.
    pub effect: String,
    /// Raised by each change.
    pub version: i64,
}

/// A proposal that is made: all that is written of it.
pub struct NewProposal<'a> {
    /// The proposal.
    pub row: &'a ProposalRow,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// Its content, which is signed.
    pub content: &'a str,
    /// The file that it would publish.
    pub file: Option<&'a str>,
    /// The proposer's signature.
    pub signature: &'a SignatureRow,
}

const TABLE: &str = "proposal";

const INSERT: &str = "INSERT INTO proposal (proposal_id, kind, basis, place, by_staff, by_office, by_division, made_ms, end_day,
people, state, held, asked, asked_ms, approver_staff, approver_office, approver_division, approved_ms, done, digest,
effect, version, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)";

const CHANGE: &str =
    "UPDATE proposal SET state = ?2, held = ?3, asked = ?4, asked_ms = ?5, approver_staff = ?6,
approver_office = ?7, approver_division = ?8, approved_ms = ?9, done = ?10, version = ?11, mac = ?12
WHERE proposal_id = ?1 AND version = ?13";

const ONE: &str = "SELECT proposal_id, kind, basis, place, by_staff, by_office, by_division, made_ms, end_day, people, state,
held, asked, asked_ms, approver_staff, approver_office, approver_division, approved_ms, done, digest, effect, version, mac
FROM proposal WHERE proposal_id = ?1 ORDER BY proposal_id";

const BEHIND: &str = "SELECT proposal_id, kind, basis, place, by_staff, by_office, by_division, made_ms, end_day, people, state,
held, asked, asked_ms, approver_staff, approver_office, approver_division, approved_ms, done, digest, effect, version, mac
FROM proposal WHERE proposal_id > ?1 ORDER BY proposal_id LIMIT ?2";

impl Store {
    /// The batch that keeps a new proposal with its content, its file, its first signature and its line in the log; `about`
    /// is whose outbox the line waits in.
    pub fn add_proposal(
        &self,
        new: &NewProposal<'_>,
        about: Option<PersonId>,
        line: &LogLine,
    ) -> Batch {
        let mut values = columns(new.row);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.guard(INSERT, values);
        let id = new.row.proposal.id;
        content::add(&mut batch, self.keys(), new.person, id, new.content);
        if let Some(text) = new.file {
            file::add(&mut batch, self.keys(), id, text);
        }
        signature::add(&mut batch, self.keys(), new.signature);
        log::add(&mut batch, about, line);
        batch
    }

    /// The batch that changes a proposal, as it was read, to what became of it, with the signature that did it and its
    /// line in the log. A conflict where somebody else changed it meanwhile.
    pub fn change_proposal(
        &self,
        old: &ProposalRow,
        to: &Proposal,
        signature: Option<&SignatureRow>,
        about: Option<PersonId>,
        line: &LogLine,
    ) -> Batch {
        let row = ProposalRow {
            proposal: to.clone(),
            version: old.version + 1,
            ..old.clone()
        };
        let mac = self.keys().mac(TABLE, &columns(&row));
        let mut values: Vec<Value> = vec![to.id.0.into()];
        values.extend(standing(to));
        values.extend([row.version.into(), mac.into(), old.version.into()]);
        let mut batch = Batch::unguarded();
        batch.guard(CHANGE, values);
        if let Some(signature) = signature {
            signature::add(&mut batch, self.keys(), signature);
        }
        log::add(&mut batch, about, line);
        batch
    }

    /// One proposal, where its row holds.
    #[crate::boxed]
    pub async fn proposal(
        &self,
        id: ProposalId,
    ) -> Result<Published<Option<ProposalRow>>, ReadError> {
        self.read(|connection| {
            let (mut alarms, bound) = (Vec::new(), [id.0.into()]);
            let rows = holding(
                connection,
                self.keys(),
                TABLE,
                ONE,
                &bound,
                &mut alarms,
                read,
            )?;
            let rows = rows.into_iter().next();
            Ok(Published { rows, alarms })
        })
        .await
    }

    /// The proposals behind `after` in the order in which they were made, `limit` at most, where their rows hold.
    #[crate::boxed]
    pub async fn proposals_behind(
        &self,
        after: ProposalId,
        limit: u32,
    ) -> Result<Published<Vec<ProposalRow>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let bound = [after.0.into(), i64::from(limit).into()];
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, BEHIND, &bound, &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }
}

/// The row up to its MAC.
fn columns(row: &ProposalRow) -> Vec<Value> {
    let proposal = &row.proposal;
    let mut values: Vec<Value> = vec![
        proposal.id.0.into(),
        proposal.kind.word().into(),
        proposal.basis.word().into(),
        i64::from(proposal.place.number()).into(),
    ];
    values.extend(hand(Some(&proposal.by)));
    values.extend([
        proposal.made.into(),
        proposal.end.into(),
        i64::from(proposal.people).into(),
    ]);
    values.extend(standing(proposal));
    values.extend([
        row.digest.clone().into(),
        row.effect.as_str().into(),
        row.version.into(),
    ]);
    values
}

/// The columns that change.
fn standing(proposal: &Proposal) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        proposal.state.word().into(),
        proposal.held.into(),
        proposal.asked.map(|staff| staff.0).into(),
        proposal.asked_at.into(),
    ];
    values.extend(hand(proposal.approver.as_ref()));
    values.extend([proposal.approved.into(), proposal.done.into()]);
    values
}

fn hand(hand: Option<&Hand>) -> [Value; 3] {
    [
        hand.map(|h| h.staff.0).into(),
        hand.map(|h| h.office.0).into(),
        hand.map(|h| i64::from(h.division.number())).into(),
    ]
}

fn read(columns: &mut Columns) -> Result<ProposalRow, ReadError> {
    let id = ProposalId(columns.i64("proposal_id")?);
    let kind = columns.word("kind")?;
    let basis = columns.word("basis")?;
    let place = columns.place("place")?;
    let by = Hand {
        staff: StaffId(columns.i64("by_staff")?),
        office: OfficeId(columns.i64("by_office")?),
        division: columns.place("by_division")?,
    };
    let made: Instant = columns.instant("made_ms")?;
    let end = columns.date("end_day")?;
    let people = columns.number("people")?;
    let proposal = Proposal {
        id,
        kind,
        basis,
        place,
        by,
        made,
        end,
        people,
        state: columns.word("state")?,
        held: columns.flag("held")?,
        asked: columns.maybe_i64("asked")?.map(StaffId),
        asked_at: columns.instant("asked_ms")?,
        approver: approver(columns)?,
        approved: columns.maybe_instant("approved_ms")?,
        done: columns.flag("done")?,
    };
    Ok(ProposalRow {
        proposal,
        digest: columns.bytes("digest")?,
        effect: columns.text("effect")?,
        version: columns.i64("version")?,
    })
}

fn approver(columns: &mut Columns) -> Result<Option<Hand>, ReadError> {
    let staff = columns.maybe_i64("approver_staff")?;
    let office = columns.maybe_i64("approver_office")?;
    let division = columns.maybe_place("approver_division")?;
    match (staff, office, division) {
        (Some(staff), Some(office), Some(division)) => Ok(Some(Hand {
            staff: StaffId(staff),
            office: OfficeId(office),
            division,
        })),
        (None, None, None) => Ok(None),
        _ => Err(columns.unknown("approver_staff")),
    }
}
