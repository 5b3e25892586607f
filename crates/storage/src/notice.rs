//! Notices as rows, and the short messages that wait to go with them. The same is noted once: a job that runs again after
//! a crash writes nothing twice, and a message that was handed over before the crash goes out under the same key.

use domain::ids::{NumberId, PersonId};
use domain::notice::NoticeKind;
use domain::time::{Date, Instant};

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::{Columns, select, values};
use crate::error::ReadError;
use crate::fact::Reading;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::person_batch::PersonBatch;
use crate::published::{Published, readable};
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "notice";

const NOTE: &str =
    "INSERT INTO notice (person_id, kind, about, noted_ms, read_ms, sms, sms_from_ms, mac)
VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6, ?7)
ON CONFLICT (person_id, kind, about) DO NOTHING";

const OF: &str =
    "SELECT person_id, kind, about, noted_ms, mac, read_ms FROM notice WHERE person_id = ?1
ORDER BY noted_ms DESC, kind, about LIMIT ?2";

const READ: &str =
    "UPDATE notice SET read_ms = ?2 WHERE person_id = ?1 AND read_ms IS NULL AND noted_ms <= ?3";

/// A reminder goes out only while the day is waited for: whoever checked in meanwhile is left alone.
const WAITING: &str = "SELECT sms_from_ms, person_id, kind, about FROM notice
WHERE sms = 'waiting' AND sms_from_ms <= ?1 AND (kind <> 'reminder' OR EXISTS (
  SELECT 1 FROM quarantine_standing
  WHERE quarantine_standing.person_id = notice.person_id AND on_day = about AND awaited))
ORDER BY sms_from_ms, person_id, kind, about LIMIT ?2";

/// Reminders of the days before `?1` that did not go out.
const EXPIRE: &str = "UPDATE notice SET sms = 'over', sms_from_ms = NULL
WHERE sms = 'waiting' AND kind = 'reminder' AND about < ?1";

const SETTLE: &str = "UPDATE notice SET sms = ?4, sms_from_ms = NULL
WHERE person_id = ?1 AND kind = ?2 AND about = ?3 AND sms = 'waiting'";

const OLD: &str = "SELECT noted_ms, person_id, kind, about FROM notice WHERE noted_ms < ?1
ORDER BY noted_ms, person_id LIMIT ?2";

const DROP: &str = "DELETE FROM notice WHERE person_id = ?1 AND kind = ?2 AND about = ?3";

/// Which notice: what it tells, and about what (the order, or the day number of a reminder or of an end).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NoticeKey {
    /// Whom it is for.
    pub person: PersonId,
    /// What it tells.
    pub kind: NoticeKind,
    /// About what.
    pub about: i64,
}

impl NoticeKey {
    /// The reminder of a date.
    pub fn reminder(person: PersonId, on: Date) -> Self {
        Self {
            person,
            kind: NoticeKind::Reminder,
            about: i64::from(on.day()),
        }
    }

    fn values(self) -> Vec<Value> {
        vec![
            self.person.0.into(),
            self.kind.word().into(),
            self.about.into(),
        ]
    }

    /// Every value of a new row; its message waits until `from`.
    fn row(self, keys: &Keys, noted: Instant, from: Instant) -> Vec<Value> {
        let mut values = self.values();
        values.push(noted.into());
        let mac = keys.mac(TABLE, &values);
        let waits = self.kind.goes_by_sms();
        values.push(waits.then_some("waiting").into());
        values.push(waits.then_some(from).into());
        values.push(mac.into());
        values
    }
}

/// A notice as it was noted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Which.
    pub key: NoticeKey,
    /// When it was noted.
    pub noted: Instant,
    /// When it was read.
    pub read: Option<Instant>,
}

/// The key of a notice that is forgotten, as it stands in the row: it goes also where nobody can read what it told.
pub struct OldNotice(Vec<Value>);

/// What became of a short message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SmsOutcome {
    /// It was handed over.
    Sent,
    /// There is no number that takes it.
    Unreached,
}

impl SmsOutcome {
    const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Unreached => "unreached",
        }
    }
}

impl PersonBatch {
    /// Notes that the person is told something about an order; the short message that goes with it waits until `from`.
    pub fn tell(&mut self, kind: NoticeKind, order: i64, noted: Instant, from: Instant) {
        let key = NoticeKey {
            person: self.person(),
            kind,
            about: order,
        };
        let row = key.row(&self.keys, noted, from);
        self.rows.add(NOTE, row);
    }
}

impl Store {
    /// The batch that reminds somebody of today's check-in, once a day.
    pub fn remind(&self, person: PersonId, now: Instant) -> Batch {
        let key = NoticeKey::reminder(person, now.date());
        let mut batch = Batch::unguarded();
        batch.add(NOTE, key.row(self.keys(), now, now));
        batch
    }

    /// The batch that tells somebody that what they declared ends on a date, once for each: a correction moves no end, and cities in
    /// which it ends on different dates ask for themselves.
    pub fn tell_of_end(&self, person: PersonId, until: Date, now: Instant) -> Batch {
        let key = NoticeKey {
            person,
            kind: NoticeKind::DeclarationEnds,
            about: i64::from(until.day()),
        };
        let mut batch = Batch::unguarded();
        batch.add(NOTE, key.row(self.keys(), now, now));
        batch
    }

    /// The batch that tells a person something and says so in a line. A conflict where they were told before.
    pub fn tell_once(
        &self,
        (person, kind, about): (PersonId, NoticeKind, i64),
        line: &LogLine,
    ) -> Batch {
        let key = NoticeKey {
            person,
            kind,
            about,
        };
        let mut batch = Batch::unguarded();
        batch.guard(NOTE, key.row(self.keys(), line.instant, line.instant));
        log::add(&mut batch, line.alias.map(|_| person), line);
        batch
    }

    /// The notices of a person, the newest first, `limit` at most, and what does not hold.
    #[crate::boxed]
    pub async fn notices_of(
        &self,
        person: PersonId,
        limit: u32,
    ) -> Result<(Vec<Notice>, Vec<Alarm>), ReadError> {
        let bound = [person.0.into(), i64::from(limit).into()];
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let rows = select(connection, TABLE, OF, &bound, |columns| {
                Ok(read(columns, self.keys()).unwrap_or(Err(0)))
            })?;
            let mut notices = Vec::new();
            for row in rows {
                match row {
                    Ok(notice) => notices.push(notice),
                    Err(about) => reading.alarm(AlarmKind::Altered, TABLE, about),
                }
            }
            Ok((notices, reading.alarms))
        })
        .await
    }

    /// The batch that notes that a person read what was noted until `noted`.
    pub fn read_notices(&self, person: PersonId, noted: Instant, now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(READ, vec![person.0.into(), now.into(), noted.into()]);
        batch
    }

    /// The notices whose short message may go out at `now`, `limit` at most, the longest waiting first.
    #[crate::boxed]
    pub async fn waiting_messages(
        &self,
        now: Instant,
        limit: u32,
    ) -> Result<Published<Vec<NoticeKey>>, ReadError> {
        let bound = [now.into(), i64::from(limit).into()];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| {
                columns.skip();
                key(columns)
            };
            let rows = readable(connection, TABLE, WAITING, &bound, &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }

    /// What makes the short message of a notice one, however often it is handed over.
    pub fn notice_message_key(&self, notice: NoticeKey) -> u64 {
        self.message_bits("notice.message", &notice.values())
    }

    /// The same for a message that goes to several numbers of the person.
    pub fn number_message_key(&self, notice: NoticeKey, number: NumberId) -> u64 {
        let mut values = notice.values();
        values.push(number.0.into());
        self.message_bits("notice.message.number", &values)
    }

    fn message_bits(&self, what: &str, values: &[Value]) -> u64 {
        let mac = self.keys().mac(what, values);
        let mut bits = [0; 8];
        bits.copy_from_slice(&mac[..8]);
        u64::from_be_bytes(bits)
    }

    /// The batch after which no reminder of a day before `today` goes out.
    pub fn expire_reminders(&self, today: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(EXPIRE, vec![today.into()]);
        batch
    }

    /// The batch that notes what became of a short message.
    pub fn settle_message(&self, notice: NoticeKey, outcome: SmsOutcome) -> Batch {
        let mut values = notice.values();
        values.push(outcome.word().into());
        let mut batch = Batch::unguarded();
        batch.add(SETTLE, values);
        batch
    }

    /// The notices from before an instant, `limit` at most, whatever they tell.
    #[crate::boxed]
    pub async fn notices_before(
        &self,
        instant: Instant,
        limit: u32,
    ) -> Result<Vec<OldNotice>, ReadError> {
        let bound: [Value; 2] = [instant.into(), i64::from(limit).into()];
        self.read(|connection| {
            let mut select = connection.prepare_cached(OLD)?;
            let mut found = select.query(rusqlite::params_from_iter(bound))?;
            let mut old = Vec::new();
            while let Some(row) = found.next()? {
                let mut key = values(row)?;
                key.remove(0);
                // A key that no statement can name stays where it is.
                if !key.contains(&Value::Null) {
                    old.push(OldNotice(key));
                }
            }
            Ok(old)
        })
        .await
    }

    /// The batch that forgets notices.
    pub fn drop_notices(&self, notices: Vec<OldNotice>) -> Batch {
        let mut batch = Batch::unguarded();
        for OldNotice(key) in notices {
            batch.add(DROP, key);
        }
        batch
    }
}

fn key(columns: &mut Columns) -> Result<NoticeKey, ReadError> {
    Ok(NoticeKey {
        person: PersonId(columns.i64("person_id")?),
        kind: columns.word("kind")?,
        about: columns.i64("about")?,
    })
}

/// A notice, or what the one is about that does not hold.
fn read(columns: &mut Columns, keys: &Keys) -> Result<Result<Notice, i64>, ReadError> {
    let key = key(columns)?;
    let noted = columns.instant("noted_ms")?;
    let mut vouched = key.values();
    vouched.push(noted.into());
    let holds = keys.verify(TABLE, &vouched, &columns.bytes("mac")?);
    let read = columns.maybe_instant("read_ms")?;
    let notice = Notice { key, noted, read };
    Ok(if holds { Ok(notice) } else { Err(key.about) })
}
