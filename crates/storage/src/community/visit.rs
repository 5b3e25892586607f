//! Check-ins that workers entered: who entered each, and what was said of it. What counts stands in the check-in itself.

use domain::community::{CheckInAnswer, VisitHow};
use domain::ids::{CheckInId, PersonId, StaffId};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, Reading};
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;

/// Who entered a check-in, and how they reached the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VisitRow {
    /// The check-in.
    pub check_in: CheckInId,
    /// Who entered it.
    pub by: StaffId,
    /// How they reached the person.
    pub how: VisitHow,
    /// When it arrived.
    pub recorded: Instant,
}

/// What was said of a check-in that a worker entered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnswerRow {
    /// The check-in.
    pub check_in: CheckInId,
    /// Who said it; none for the person.
    pub by: Option<StaffId>,
    /// What.
    pub answer: CheckInAnswer,
    /// When.
    pub recorded: Instant,
}

/// The person, where no member of staff answered.
const ONESELF: i64 = 0;

impl Fact for VisitRow {
    const TABLE: &'static str = "visit";

    const SELECT: &'static str = "SELECT person_id, check_in_id, staff_id, how, recorded_ms, mac
FROM visit WHERE person_id = ?1 ORDER BY check_in_id";

    const INSERT: &'static str =
        "INSERT INTO visit (person_id, check_in_id, staff_id, how, recorded_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.check_in.0.into(),
            self.by.0.into(),
            self.how.word().into(),
            self.recorded.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            check_in: CheckInId(columns.i64("check_in_id")?),
            by: StaffId(columns.i64("staff_id")?),
            how: columns.word("how")?,
            recorded: columns.instant("recorded_ms")?,
        })
    }
}

impl Fact for AnswerRow {
    const TABLE: &'static str = "check_in_answer";

    const SELECT: &'static str =
        "SELECT person_id, check_in_id, answered_by, answer, recorded_ms, mac
FROM check_in_answer WHERE person_id = ?1 ORDER BY check_in_id, answered_by";

    const INSERT: &'static str =
        "INSERT INTO check_in_answer (person_id, check_in_id, answered_by, answer, recorded_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.check_in.0.into(),
            self.by.map_or(ONESELF, |staff| staff.0).into(),
            self.answer.word().into(),
            self.recorded.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let check_in = CheckInId(columns.i64("check_in_id")?);
        let by = columns.i64("answered_by")?;
        Ok(Self {
            check_in,
            by: (by != ONESELF).then_some(StaffId(by)),
            answer: columns.word("answer")?,
            recorded: columns.instant("recorded_ms")?,
        })
    }
}

impl PersonBatch {
    /// Notes who entered a check-in of this batch. The check-in is the fact; this stands beside it.
    pub fn visited(&mut self, visit: &VisitRow) {
        self.beside(visit);
    }

    /// Notes what was said of a check-in that a worker entered.
    pub fn answer_check_in(&mut self, answer: &AnswerRow) {
        self.beside(answer);
    }

    /// Adds a row with its MAC that is no fact.
    fn beside<F: Fact>(&mut self, row: &F) {
        let mut values = row.columns(self.person());
        values.push(row.mac(self.person(), &self.keys).into());
        self.rows.add(F::INSERT, values);
    }
}

impl Store {
    /// Who entered which check-ins of a person, what was said of them, and what does not hold.
    #[crate::boxed]
    pub async fn visits_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<VisitRow>, Vec<AnswerRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let visits = reading.rows()?;
            let answers = reading.rows()?;
            Ok((visits, answers, reading.alarms))
        })
        .await
    }
}
