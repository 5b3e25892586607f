//! Which credential was issued to whom: the places of the status lists, and the ways back from them. What the lists say
//! of a credential stands in `entry` (at the person) and `list` (at the list).
//!
//! A place is a secret permutation of a running number: no two credentials share one, none needs a draw, and two of
//! one person cannot be told to be one person's. Numbers are leased in blocks, so that issuing waits for no counter.

mod entry;
mod held;
mod list;
mod permutation;

use domain::ids::{DeviceId, PersonId};
use domain::place::DivisionCode;
use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::{Kind, Status};
use rusqlite::{Connection, OptionalExtension};

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::facts::PersonFacts;
use crate::store::Store;
use crate::value::Value;

pub use entry::CodeSays;
pub(crate) use entry::{DROP_OUTBOX, QUEUE_ALL, QUEUE_DEVICE, QUEUE_HOLDER};
pub use held::Held;
pub use list::{Carried, EntryMark, ListEntries};
pub use permutation::STATUS_PLACES;

/// A credential that was issued.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IssuedCredential {
    /// The day of its status list.
    pub list: Date,
    /// Its place there.
    pub index: u32,
    /// The city whose decision it carries.
    pub jurisdiction: DivisionCode,
    /// The device to whose key it is bound; of a sheet of paper a number of its own.
    pub device: DeviceId,
    /// Who shows it.
    pub kind: Kind,
    /// The date that it was rated for.
    pub on: Date,
    /// The state that it claims.
    pub state: State,
    /// Whether it says that a pop-up stands beside the state.
    pub pop_up: bool,
    /// When it was issued.
    pub issued: Instant,
    /// Its entry in the list.
    pub status: Status,
}

const NEXT: &str = "SELECT next_number FROM status_list WHERE list_day = ?1";

const OPEN: &str = "INSERT INTO status_list (list_day, next_number) VALUES (?1, ?2)";

const LEASE: &str =
    "UPDATE status_list SET next_number = ?2 WHERE list_day = ?1 AND next_number = ?3";

/// Issues to a device that is still linked, and to no other, while nothing about the person has changed since they were
/// read: what a decision no longer says is never handed out.
const ISSUE: &str = "INSERT INTO issued_credential (person_id, list_day, status_index, jurisdiction, device_id, kind,
on_day, state, pop_up, issued_ms)
SELECT d.person_id, CAST(?2 AS BIGINT), CAST(?3 AS BIGINT), CAST(?4 AS BIGINT), d.device_id, CAST(?6 AS TEXT),
CAST(?7 AS BIGINT), CAST(?8 AS TEXT), CAST(?9 AS BOOLEAN), CAST(?10 AS BIGINT)
FROM device d JOIN rating r ON r.person_id = d.person_id
WHERE d.person_id = ?1 AND d.device_id = ?5 AND r.version = ?11";

/// The same for the link of who holds the person as a family member.
const ISSUE_MEMBER: &str = "INSERT INTO issued_credential (person_id, list_day, status_index, jurisdiction, device_id, kind,
on_day, state, pop_up, issued_ms)
SELECT l.person_id, CAST(?2 AS BIGINT), CAST(?3 AS BIGINT), CAST(?4 AS BIGINT), l.link_id, CAST(?6 AS TEXT),
CAST(?7 AS BIGINT), CAST(?8 AS TEXT), CAST(?9 AS BOOLEAN), CAST(?10 AS BIGINT)
FROM family_link l JOIN rating r ON r.person_id = l.person_id
WHERE l.person_id = ?1 AND l.link_id = ?5 AND l.held_by <> 'asked' AND r.version = ?11";

/// The same for a sheet of paper, which no device holds.
const ISSUE_SHEET: &str = "INSERT INTO issued_credential (person_id, list_day, status_index, jurisdiction, device_id, kind,
on_day, state, pop_up, issued_ms)
SELECT r.person_id, CAST(?2 AS BIGINT), CAST(?3 AS BIGINT), CAST(?4 AS BIGINT), CAST(?5 AS BIGINT), CAST(?6 AS TEXT),
CAST(?7 AS BIGINT), CAST(?8 AS TEXT), CAST(?9 AS BOOLEAN), CAST(?10 AS BIGINT)
FROM rating r WHERE r.person_id = ?1 AND r.version = ?11";

const LEAD: &str =
    "INSERT INTO credential_status (list_day, status_index, person_id) VALUES (?1, ?2, ?3)";

const HOLDER: &str =
    "SELECT person_id FROM credential_status WHERE list_day = ?1 AND status_index = ?2";

const ISSUED: &str =
    "SELECT list_day, status_index, jurisdiction, device_id, kind, on_day, state, pop_up, issued_ms, status FROM issued_credential
WHERE person_id = ?1 ORDER BY list_day, status_index";

const ISSUED_ON: &str = "SELECT count(*) FROM issued_credential
WHERE person_id = ?1 AND issued_ms >= ?2 AND issued_ms < ?3";

const ONE: &str = "SELECT list_day, status_index, jurisdiction, device_id, kind, on_day, state, pop_up, issued_ms, status
FROM issued_credential
WHERE person_id = ?1 AND list_day = ?2 AND status_index = ?3";

const OVER: &str = "SELECT list_day, status_index, person_id FROM credential_status
WHERE list_day < ?1 ORDER BY list_day, status_index LIMIT ?2";

const DROP_WAY: &str = "DELETE FROM credential_status WHERE list_day = ?1 AND status_index = ?2";

const DROP: &str = "DELETE FROM issued_credential
WHERE list_day = ?1 AND status_index = ?2 AND person_id = ?3";

const DROP_LISTS: &str = "DELETE FROM status_list WHERE list_day < ?1";

impl Store {
    /// The first number of a day's list that nobody has leased.
    #[crate::boxed]
    pub async fn next_status(&self, list: Date) -> Result<u32, ReadError> {
        self.read(|connection| {
            let mut next = connection.prepare_cached(NEXT)?;
            let next = next.query_row([list.day()], |row| row.get(0)).optional()?;
            Ok(next.unwrap_or(0))
        })
        .await
    }

    /// The batch that leases the numbers of a day's list from `first`, which nobody had leased when it was read, to
    /// before `end`. A conflict where somebody else leased them meanwhile.
    pub fn lease_status(&self, list: Date, first: u32, end: u32) -> Batch {
        let mut batch = Batch::unguarded();
        let mut values = vec![list.into(), i64::from(end).into()];
        if first == 0 {
            batch.guard(OPEN, values);
        } else {
            values.push(i64::from(first).into());
            batch.guard(LEASE, values);
        }
        batch
    }

    /// The place of a leased number in a day's list.
    pub fn status_index(&self, list: Date, number: u32) -> u32 {
        permutation::place(self.keys(), list, number)
    }

    /// The batch that notes a credential before it is handed out. A conflict where the device, or the family member, is linked no more, or
    /// something about the person has changed since `facts` were read.
    pub fn issue(&self, facts: &PersonFacts, issued: &IssuedCredential) -> Batch {
        let mut batch = Batch::unguarded();
        let person = facts.id;
        let (list, index): (Value, Value) = (issued.list.into(), i64::from(issued.index).into());
        let values = vec![
            person.0.into(),
            list.clone(),
            index.clone(),
            i64::from(issued.jurisdiction.number()).into(),
            issued.device.0.into(),
            issued.kind.word().into(),
            issued.on.into(),
            issued.state.word().into(),
            issued.pop_up.into(),
            issued.issued.into(),
            facts.version.into(),
        ];
        match issued.kind {
            Kind::Paper => {
                entry::revoke_sheets(&mut batch, person);
                batch.guard(ISSUE_SHEET, values);
            }
            Kind::Member => batch.guard(ISSUE_MEMBER, values),
            Kind::Person | Kind::Channel => batch.guard(ISSUE, values),
        }
        batch.way(LEAD, vec![list, index, person.0.into()]);
        batch
    }

    /// To whom the credential with this place was issued, and what was; `None` where it was to nobody, or is no
    /// longer known.
    #[crate::boxed]
    pub async fn issued_at(
        &self,
        list: Date,
        index: u32,
    ) -> Result<Option<(PersonId, IssuedCredential)>, ReadError> {
        self.read(|connection| issued_at(connection, list, index))
            .await
    }

    /// The credentials of a person that may still be shown.
    #[crate::boxed]
    pub async fn issued_to(&self, person: PersonId) -> Result<Vec<IssuedCredential>, ReadError> {
        let bound = [person.0.into()];
        self.read(|connection| select(connection, "issued_credential", ISSUED, &bound, read))
            .await
    }

    /// How many credentials a person was given on a date, of those that may still be shown.
    #[crate::boxed]
    pub async fn issued_on(&self, person: PersonId, on: Date) -> Result<usize, ReadError> {
        self.read(|connection| issued_on(connection, person, on))
            .await
    }

    /// The places of lists before `day`, `limit` at most: their credentials count no more.
    #[crate::boxed]
    pub async fn statuses_before(
        &self,
        day: Date,
        limit: u32,
    ) -> Result<Vec<(Date, u32, PersonId)>, ReadError> {
        let bound = [day.into(), i64::from(limit).into()];
        self.read(|connection| {
            select(connection, "credential_status", OVER, &bound, |columns| {
                Ok((
                    columns.date("list_day")?,
                    columns.number("status_index")?,
                    PersonId(columns.i64("person_id")?),
                ))
            })
        })
        .await
    }

    /// The batch that forgets credentials: their places lead to nobody any more.
    pub fn forget_issued(&self, issued: impl IntoIterator<Item = (Date, u32, PersonId)>) -> Batch {
        let mut batch = Batch::unguarded();
        for (list, index, person) in issued {
            let place = vec![list.into(), i64::from(index).into()];
            let mut row = place.clone();
            row.push(person.0.into());
            batch.way(DROP_WAY, place);
            batch.add(DROP, row);
        }
        batch
    }

    /// The batch that forgets the lists before `day`.
    pub fn drop_status_lists(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP_LISTS, vec![day.into()]);
        batch
    }
}

/// To whom the credential with a place was issued, and what was.
fn issued_at(
    connection: &Connection,
    list: Date,
    index: u32,
) -> Result<Option<(PersonId, IssuedCredential)>, ReadError> {
    let mut holder = connection.prepare_cached(HOLDER)?;
    let holder = holder.query_row((list.day(), index), |row| row.get(0));
    let Some(person) = holder.optional()? else {
        return Ok(None);
    };
    let bound = [Value::I64(person), list.into(), i64::from(index).into()];
    let found = select(connection, "issued_credential", ONE, &bound, read)?;
    Ok(found.first().map(|issued| (PersonId(person), *issued)))
}

/// How many credentials a person was given on a date: counted by the engine, which hands out none of their rows.
pub(crate) fn issued_on(
    connection: &Connection,
    person: PersonId,
    on: Date,
) -> Result<usize, ReadError> {
    let mut count = connection.prepare_cached(ISSUED_ON)?;
    let bound = (person.0, on.start().ms(), on.end().ms());
    let count: i64 = count.query_row(bound, |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn read(columns: &mut Columns) -> Result<IssuedCredential, ReadError> {
    Ok(IssuedCredential {
        list: columns.date("list_day")?,
        index: columns.number("status_index")?,
        jurisdiction: columns.place("jurisdiction")?,
        device: DeviceId(columns.i64("device_id")?),
        kind: columns.word("kind")?,
        on: columns.date("on_day")?,
        state: columns.word("state")?,
        pop_up: columns.flag("pop_up")?,
        issued: columns.instant("issued_ms")?,
        status: Status::from_bits(columns.number("status")?),
    })
}
