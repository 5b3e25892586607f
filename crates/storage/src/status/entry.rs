//! What a status list says of a person's credentials, as the person's own rows know it: set in the batch that writes the
//! decision, cuts the device or erases the person, and put into the outbox for the list.
//!
//! Each change is two statements of one batch: what becomes another goes into the outbox, then the row is written. They
//! compare in the engine, at the moment at which the batch counts, so that a credential that was issued meanwhile is
//! compared too.

use domain::ids::{OrganisationId, PersonId};
use domain::place::DivisionCode;
use domain::state::State;
use domain::time::Date;

use crate::batch::Batch;
use crate::person_batch::PersonBatch;
use crate::value::Value;

/// What a credential of a city says while it says the truth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeSays {
    /// The city.
    pub jurisdiction: DivisionCode,
    /// The first date for which such a credential was rated.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// The state.
    pub state: State,
    /// Whether a pop-up stands beside it.
    pub pop_up: bool,
}

/// A pop-up that came makes a credential untrue that says nothing of it; one that went makes none untrue: whoever shows
/// it is asked what need not be asked any more, and gets a new one at the next opening.
const COMPARE: [&str; 2] = [
    "INSERT INTO status_outbox (person_id, list_day, status_index, status)
SELECT person_id, list_day, status_index,
CASE WHEN state = CAST(?5 AS TEXT) AND (pop_up OR NOT CAST(?6 AS BOOLEAN)) THEN 0 ELSE 2 END
FROM issued_credential
WHERE person_id = ?1 AND jurisdiction = ?2 AND on_day >= ?3 AND on_day <= ?4 AND status <> 1
AND status <> CASE WHEN state = CAST(?5 AS TEXT) AND (pop_up OR NOT CAST(?6 AS BOOLEAN)) THEN 0 ELSE 2 END
ON CONFLICT (person_id, list_day, status_index) DO UPDATE SET status = excluded.status",
    "UPDATE issued_credential
SET status = CASE WHEN state = CAST(?5 AS TEXT) AND (pop_up OR NOT CAST(?6 AS BOOLEAN)) THEN 0 ELSE 2 END
WHERE person_id = ?1 AND jurisdiction = ?2 AND on_day >= ?3 AND on_day <= ?4 AND status <> 1
AND status <> CASE WHEN state = CAST(?5 AS TEXT) AND (pop_up OR NOT CAST(?6 AS BOOLEAN)) THEN 0 ELSE 2 END",
];

/// All that was issued to device `?2` of person `?1` is good never again.
pub(crate) const QUEUE_DEVICE: [&str; 2] = [
    "INSERT INTO status_outbox (person_id, list_day, status_index, status)
SELECT person_id, list_day, status_index, 1 FROM issued_credential
WHERE person_id = ?1 AND device_id = ?2 AND kind <> 'paper' AND status <> 1
ON CONFLICT (person_id, list_day, status_index) DO UPDATE SET status = excluded.status",
    "UPDATE issued_credential SET status = 1
WHERE person_id = ?1 AND device_id = ?2 AND kind <> 'paper' AND status <> 1",
];

/// The same, sheets of paper too: what a guardian was handed under link `?2` of person `?1`.
pub(crate) const QUEUE_HOLDER: [&str; 2] = [
    "INSERT INTO status_outbox (person_id, list_day, status_index, status)
SELECT person_id, list_day, status_index, 1 FROM issued_credential
WHERE person_id = ?1 AND device_id = ?2 AND status <> 1
ON CONFLICT (person_id, list_day, status_index) DO UPDATE SET status = excluded.status",
    "UPDATE issued_credential SET status = 1
WHERE person_id = ?1 AND device_id = ?2 AND status <> 1",
];

/// All that was issued to person `?1` is good never again.
pub(crate) const QUEUE_ALL: [&str; 2] = [
    "INSERT INTO status_outbox (person_id, list_day, status_index, status)
SELECT person_id, list_day, status_index, 1 FROM issued_credential WHERE person_id = ?1 AND status <> 1
ON CONFLICT (person_id, list_day, status_index) DO UPDATE SET status = excluded.status",
    "UPDATE issued_credential SET status = 1 WHERE person_id = ?1 AND status <> 1",
];

/// The sheets of person `?1` are good never again.
const QUEUE_SHEETS: [&str; 2] = [
    "INSERT INTO status_outbox (person_id, list_day, status_index, status)
SELECT person_id, list_day, status_index, 1 FROM issued_credential
WHERE person_id = ?1 AND kind = 'paper' AND status <> 1
ON CONFLICT (person_id, list_day, status_index) DO UPDATE SET status = excluded.status",
    "UPDATE issued_credential SET status = 1 WHERE person_id = ?1 AND kind = 'paper' AND status <> 1",
];

/// The card of person `?1` that organisation `?2` printed is good never again.
const QUEUE_CARD: [&str; 2] = [
    "INSERT INTO status_outbox (person_id, list_day, status_index, status)
SELECT person_id, list_day, status_index, 1 FROM issued_credential
WHERE person_id = ?1 AND device_id = ?2 AND kind = 'paper' AND status <> 1
ON CONFLICT (person_id, list_day, status_index) DO UPDATE SET status = excluded.status",
    "UPDATE issued_credential SET status = 1
WHERE person_id = ?1 AND device_id = ?2 AND kind = 'paper' AND status <> 1",
];

/// An entry that was carried over leaves the outbox, unless it is another by now.
pub(crate) const DROP_OUTBOX: &str = "DELETE FROM status_outbox
WHERE person_id = ?1 AND list_day = ?2 AND status_index = ?3 AND status = ?4";

/// Adds the statements that make a person's sheets good never again.
pub(super) fn revoke_sheets(batch: &mut Batch, person: PersonId) {
    for statement in QUEUE_SHEETS {
        batch.add(statement, vec![person.0.into()]);
    }
}

impl PersonBatch {
    /// Compares what was issued with what credentials say now: the entries of those that say something else become 2,
    /// and 0 again where they are right again. What is good never again stays so.
    pub fn compare_issued(&mut self, says: &CodeSays) {
        let values: Vec<Value> = vec![
            self.person().0.into(),
            i64::from(says.jurisdiction.number()).into(),
            says.from.into(),
            says.to.into(),
            says.state.word().into(),
            says.pop_up.into(),
        ];
        let [queue, write] = COMPARE;
        self.rows.add(queue, values.clone());
        self.rows.follow(write, values);
    }

    /// Makes the person's sheets of paper good never again.
    pub fn revoke_sheets(&mut self) {
        let person = self.person();
        revoke_sheets(&mut self.rows, person);
    }

    /// Makes the card that an organisation printed for the person good never again; a sheet from elsewhere stays.
    pub fn revoke_card(&mut self, organisation: OrganisationId) {
        let key = vec![self.person().0.into(), organisation.0.into()];
        for statement in QUEUE_CARD {
            self.rows.add(statement, key.clone());
        }
    }
}
