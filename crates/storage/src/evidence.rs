//! Evidence that comes from others than the person, as rows: exposures, entries, tests, orders by officials.
//! What the person declared is evidence too, and stands with its declaration.

use domain::facts::{Entry, Exposure, OfficialOrder, TestResult};
use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::record::Evidence;
use domain::time::{Date, Instant};

use crate::columns::{Columns, from_word};
use crate::error::ReadError;
use crate::fact::{Fact, json};
use crate::value::Value;

/// Evidence as kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EvidenceRow {
    /// What it says.
    pub evidence: Evidence,
    /// When it was withdrawn; absent while it counts.
    pub withdrawn: Option<Instant>,
}

/// Withdraws evidence `?2` about person `?1`.
pub(crate) const WITHDRAW: &str = "UPDATE evidence SET withdrawn_ms = ?3, mac = ?4
WHERE person_id = ?1 AND evidence_id = ?2";

/// Drops evidence `?2` about person `?1`.
pub(crate) const DROP: &str = "DELETE FROM evidence WHERE person_id = ?1 AND evidence_id = ?2";

/// Kind, class, day, end and date of record.
fn parts(evidence: Evidence) -> (&'static str, Value, Date, Option<Date>, Date) {
    match evidence {
        Evidence::Exposure(f) => ("exposure", json(&f.class), f.on, None, f.recorded),
        Evidence::Entry(f) => ("entry", "".into(), f.on, None, f.recorded),
        Evidence::Test(f) => ("test", json(&f.outcome), f.on, None, f.recorded),
        Evidence::OfficialOrder(f) => {
            let colour = f.colour.word().into();
            ("official_order", colour, f.from, Some(f.until), f.recorded)
        }
    }
}

impl Fact for EvidenceRow {
    const TABLE: &'static str = "evidence";

    const SELECT: &'static str = "SELECT person_id, evidence_id, kind, class, on_day, until_day, recorded_day, withdrawn_ms, mac
FROM evidence WHERE person_id = ?1 ORDER BY evidence_id";

    const INSERT: &'static str = "INSERT INTO evidence (person_id, evidence_id, kind, class, on_day, until_day, recorded_day,
withdrawn_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let (kind, class, on, until, recorded) = parts(self.evidence);
        vec![
            person.0.into(),
            self.evidence.id().0.into(),
            kind.into(),
            class,
            on.into(),
            until.into(),
            recorded.into(),
            self.withdrawn.into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        if self.withdrawn.is_none() {
            kinds.add_evidence(self.evidence);
        }
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let id = columns.i64("evidence_id")?;
        let kind = columns.text("kind")?;
        let class = columns.text("class")?;
        let on = columns.date("on_day")?;
        let until = columns.maybe_date("until_day")?;
        let recorded = columns.date("recorded_day")?;
        let unknown = || columns.unknown("class");
        let evidence = match (kind.as_str(), until) {
            ("exposure", None) => Evidence::Exposure(Exposure {
                id,
                class: from_word(&class).ok_or_else(unknown)?,
                on,
                recorded,
            }),
            ("entry", None) => Evidence::Entry(Entry { id, on, recorded }),
            ("test", None) => Evidence::Test(TestResult {
                id,
                outcome: from_word(&class).ok_or_else(unknown)?,
                on,
                recorded,
            }),
            ("official_order", Some(until)) => Evidence::OfficialOrder(OfficialOrder {
                id,
                colour: from_word(&class).ok_or_else(unknown)?,
                from: on,
                until,
                recorded,
            }),
            _ => return Err(columns.unknown("kind")),
        };
        Ok(Self {
            evidence,
            withdrawn: columns.maybe_instant("withdrawn_ms")?,
        })
    }
}
