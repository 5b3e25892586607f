//! The guardian's side: whom they hold or want to, and what they typed and promised, sealed.

use domain::family::{LinkEnd, MOST_MEMBERS, MemberState};
use domain::ids::{LinkId, PersonId};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::keys::Keys;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A family member, or the wish for one.
#[derive(Clone)]
pub struct MemberRow {
    /// The link.
    pub id: LinkId,
    /// Who is held; absent while nobody is.
    pub member: Option<PersonId>,
    /// Where it stands.
    pub state: MemberState,
    /// How it ended.
    pub end: Option<LinkEnd>,
    /// When it was asked for.
    pub made: Instant,
    /// When it lapses while it waits.
    pub until: Instant,
    /// Since when it stands so.
    pub changed: Instant,
    /// The first use on the last day on which it was used.
    pub used: Option<Instant>,
    /// What was typed and promised, in a form that is the caller's.
    pub words: Word,
}

/// The same as a row.
struct Row {
    kept: MemberRow,
    sealed: Vec<u8>,
    key_id: i64,
}

/// Adds one where the guardian has room: `?13` at most that have not ended.
const ADD: &str = "INSERT INTO family_member (person_id, link_id, member_id, state, ended_by, made_ms, until_ms, changed_ms,
used_ms, sealed, key_id, mac)
SELECT ?1, ?2, CAST(?3 AS BIGINT), ?4, CAST(?5 AS TEXT), CAST(?6 AS BIGINT), CAST(?7 AS BIGINT), CAST(?8 AS BIGINT),
CAST(?9 AS BIGINT), ?10, ?11, ?12
WHERE (SELECT count(*) FROM family_member WHERE person_id = ?1 AND state <> 'ended') < CAST(?13 AS BIGINT)";

/// Writes one over that still stands as it was read (`?13`, `?14`).
const CHANGE: &str = "UPDATE family_member SET member_id = ?3, state = ?4, ended_by = ?5, made_ms = ?6, until_ms = ?7,
changed_ms = ?8, used_ms = ?9, sealed = ?10, key_id = ?11, mac = ?12
WHERE person_id = ?1 AND link_id = ?2 AND state = ?13 AND changed_ms = ?14";

/// Those in a state whose clock has run out, the oldest first.
const DUE: &str = "SELECT until_ms, person_id, link_id FROM family_member
WHERE state = ?1 AND until_ms <= ?2 ORDER BY until_ms, person_id, link_id LIMIT ?3";

const OLD: &str = "DELETE FROM family_member WHERE state = 'ended' AND changed_ms < ?1";

/// All family members of person `?1`.
pub(crate) const DROP_ALL: &str = "DELETE FROM family_member WHERE person_id = ?1";

impl Fact for Row {
    const TABLE: &'static str = "family_member";

    const SELECT: &'static str = "SELECT person_id, link_id, member_id, state, ended_by, made_ms, until_ms, changed_ms, used_ms,
sealed, key_id, mac FROM family_member WHERE person_id = ?1 ORDER BY made_ms, link_id";

    const INSERT: &'static str = ADD;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let kept = &self.kept;
        vec![
            person.0.into(),
            kept.id.0.into(),
            kept.member.map(|member| member.0).into(),
            kept.state.word().into(),
            kept.end.map(LinkEnd::word).into(),
            kept.made.into(),
            kept.until.into(),
            kept.changed.into(),
            kept.used.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let id = LinkId(columns.i64("link_id")?);
        let member = columns.maybe_i64("member_id")?.map(PersonId);
        let state = columns.word("state")?;
        let end = columns.maybe_text("ended_by")?;
        let end =
            end.map(|word| LinkEnd::from_word(&word).ok_or_else(|| columns.unknown("ended_by")));
        Ok(Self {
            kept: MemberRow {
                id,
                member,
                state,
                end: end.transpose()?,
                made: columns.instant("made_ms")?,
                until: columns.instant("until_ms")?,
                changed: columns.instant("changed_ms")?,
                used: columns.maybe_instant("used_ms")?,
                words: Word::default(),
            },
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = MemberRow;

    fn id(&self) -> i64 {
        self.kept.id.0
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> MemberRow {
        MemberRow { words, ..self.kept }
    }
}

fn values(keys: &Keys, guardian: PersonId, kept: &MemberRow) -> Vec<Value> {
    let sealed = keys.seal(Row::cell(guardian, kept.id.0), kept.words.as_bytes());
    let row = Row {
        kept: kept.clone(),
        sealed: sealed.bytes,
        key_id: sealed.key_id,
    };
    let mut values = row.columns(guardian);
    values.push(row.mac(guardian, keys).into());
    values
}

impl PersonBatch {
    /// Writes what became of a family member over a row that still stands as it was read; else a conflict.
    pub fn change_member(&mut self, read: &MemberRow, to: &MemberRow) {
        let mut values = values(&self.keys, self.person(), to);
        values.extend([read.state.word().into(), read.changed.into()]);
        self.rows.guard(CHANGE, values);
    }
}

impl Store {
    /// The batch that adds a family member, or the wish for one. A conflict where the guardian has as many as one may have, or
    /// the id is taken.
    pub fn add_member(&self, guardian: PersonId, row: &MemberRow) -> Batch {
        let mut values = values(self.keys(), guardian, row);
        values.push((MOST_MEMBERS as i64).into());
        let mut batch = Batch::unguarded();
        batch.guard(ADD, values);
        batch
    }

    /// The batch that writes `to` over a row that still stands as it was read; else a conflict.
    pub fn change_member(&self, guardian: PersonId, read: &MemberRow, to: &MemberRow) -> Batch {
        let mut values = values(self.keys(), guardian, to);
        values.extend([read.state.word().into(), read.changed.into()]);
        let mut batch = Batch::unguarded();
        batch.guard(CHANGE, values);
        batch
    }

    /// Whom a person holds or wants to, the oldest first, those that ended lately among them; and what does not hold.
    #[crate::boxed]
    pub async fn family_of(
        &self,
        guardian: PersonId,
    ) -> Result<(Vec<MemberRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(guardian).await
    }

    /// Which rows in a state lapse at `until` or before: the guardian and the link.
    #[crate::boxed]
    pub async fn members_due(
        &self,
        state: MemberState,
        until: Instant,
        limit: u32,
    ) -> Result<Vec<(PersonId, LinkId)>, ReadError> {
        let bound = [state.word().into(), until.into(), i64::from(limit).into()];
        self.read(|connection| {
            select(connection, Row::TABLE, DUE, &bound, |columns| {
                columns.skip();
                let guardian = PersonId(columns.i64("person_id")?);
                Ok((guardian, LinkId(columns.i64("link_id")?)))
            })
        })
        .await
    }

    /// The batch that forgets what ended before an instant.
    pub fn drop_ended_members(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(OLD, vec![before.into()]);
        batch
    }
}
