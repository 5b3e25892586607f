//! Where people in quarantine stand, as rows: written with each rating, read by reminders and reports. They say what was
//! so on their date; whoever needs to be sure reads the person.

use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::quarantine::Standing;
use domain::state::Colour;
use domain::time::Date;

use crate::alarm::Alarm;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::person_batch::PersonBatch;
use crate::published::{Published, readable};
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "quarantine_standing";

const PUT: &str = "INSERT INTO quarantine_standing (person_id, place, on_day, colour, stage, day, days, until_day, free_day,
missed, awaited, in_grace)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (person_id) DO UPDATE SET place = excluded.place, on_day = excluded.on_day, colour = excluded.colour,
stage = excluded.stage, day = excluded.day, days = excluded.days, until_day = excluded.until_day,
free_day = excluded.free_day, missed = excluded.missed, awaited = excluded.awaited, in_grace = excluded.in_grace";

/// Somebody is in quarantine no more.
pub(crate) const LEAVE: &str = "DELETE FROM quarantine_standing WHERE person_id = ?1";

const AWAITED: &str = "SELECT person_id FROM quarantine_standing
WHERE person_id > ?1 AND on_day = ?2 AND awaited ORDER BY person_id LIMIT ?3";

const COUNTED: &str =
    "SELECT place, colour, stage, day, count(*), count(*) FILTER (WHERE missed > 0),
count(*) FILTER (WHERE awaited), count(*) FILTER (WHERE in_grace)
FROM quarantine_standing WHERE place >= ?1 AND place <= ?2 AND on_day = ?3
GROUP BY place, colour, stage, day ORDER BY place, colour, stage, day";

const EXPECTED: &str = "SELECT place, free_day, count(*) FROM quarantine_standing
WHERE place >= ?1 AND place <= ?2 AND on_day = ?3
GROUP BY place, free_day ORDER BY place, free_day";

const BEHIND: &str =
    "SELECT count(*) FROM quarantine_standing WHERE place >= ?1 AND place <= ?2 AND on_day < ?3";

/// People of a county on one day of one stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StandingCount {
    /// The county.
    pub place: DivisionCode,
    /// The colour of the stage.
    pub colour: Colour,
    /// The stage.
    pub stage: u8,
    /// The day of the stage.
    pub day: u16,
    /// How many people.
    pub people: u64,
    /// Of them those who have missed a day.
    pub missed: u64,
    /// Of them those whose check-in of the date was not there.
    pub awaited: u64,
    /// Of them those of whom an earlier day is still waited for.
    pub in_grace: u64,
}

/// What is counted of a division on a date.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QuarantineCounts {
    /// By county, stage and day.
    pub standing: Vec<StandingCount>,
    /// By county and first free date: how many people.
    pub expected: Vec<(DivisionCode, Date, u64)>,
    /// People whose standing is of an earlier date: the review of this one has not come to them yet.
    pub behind: u64,
    /// What of it cannot be read, and is not counted.
    pub alarms: Vec<Alarm>,
}

impl PersonBatch {
    /// Notes where the person stands in quarantine, and in which place.
    pub fn stand(&mut self, place: DivisionCode, standing: &Standing) {
        let values = vec![
            self.person().0.into(),
            i64::from(place.number()).into(),
            standing.on.into(),
            standing.colour.word().into(),
            i64::from(standing.stage).into(),
            i64::from(standing.day).into(),
            i64::from(standing.days).into(),
            standing.until.into(),
            standing.free.into(),
            i64::from(standing.missed).into(),
            standing.awaited.into(),
            standing.in_grace.into(),
        ];
        self.rows.add(PUT, values);
    }

    /// Notes that the person is in quarantine no more.
    pub fn leave_quarantine(&mut self) {
        self.rows.add(LEAVE, vec![self.person().0.into()]);
    }
}

impl Store {
    /// The people whose check-in of `on` is waited for, behind `after`, in the order of their ids, `limit` at most.
    #[crate::boxed]
    pub async fn awaited(
        &self,
        on: Date,
        after: Option<PersonId>,
        limit: u32,
    ) -> Result<Published<Vec<PersonId>>, ReadError> {
        let after = after.map_or(i64::MIN, |person| person.0);
        let bound = [after.into(), on.into(), i64::from(limit).into()];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| Ok(PersonId(columns.i64("person_id")?));
            let rows = readable(connection, TABLE, AWAITED, &bound, &mut alarms, read)?;
            Ok(Published { rows, alarms })
        })
        .await
    }

    /// What is counted of the counties from `first` to `last` on a date, all of one moment.
    #[crate::boxed]
    pub async fn quarantine_counts(
        &self,
        (first, last): (u32, u32),
        on: Date,
    ) -> Result<QuarantineCounts, ReadError> {
        let bound = [Value::I64(first.into()), Value::I64(last.into()), on.into()];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let standing = readable(connection, TABLE, COUNTED, &bound, &mut alarms, counted)?;
            let free = |columns: &mut Columns| {
                let place = columns.place("place")?;
                Ok((place, columns.date("free_day")?, columns.number("people")?))
            };
            let expected = readable(connection, TABLE, EXPECTED, &bound, &mut alarms, free)?;
            let behind = select(connection, TABLE, BEHIND, &bound, |columns| {
                columns.number("people")
            })?;
            Ok(QuarantineCounts {
                standing,
                expected,
                behind: behind.first().copied().unwrap_or_default(),
                alarms,
            })
        })
        .await
    }
}

fn counted(columns: &mut Columns) -> Result<StandingCount, ReadError> {
    Ok(StandingCount {
        place: columns.place("place")?,
        colour: columns.word("colour")?,
        stage: columns.number("stage")?,
        day: columns.number("day")?,
        people: columns.number("people")?,
        missed: columns.number("missed")?,
        awaited: columns.number("awaited")?,
        in_grace: columns.number("in_grace")?,
    })
}
