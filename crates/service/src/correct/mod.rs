//! Correcting: taking a declaration back in favour of another (S2-10..13, S2-17).
//!
//! `ask` takes what the person or a counter asks, and says whether it is free (`free`), needs a reason or waits for a reviewer, because it
//! would better a colour (`better`); `take_back` is what a correction does once it may; `see` is what reviewers of the city of the
//! declaration read, `effect` whom it would recolour, `decide` takes their word; `told` is what the person reads, and how they take a
//! request back; `unread` ends those whose words nobody can read; `words` are those of refusals.
//!
//! A request that nobody decides in time waits on: nothing gets better by a clock, and how many are overdue anybody reads. *Invariant:* a
//! correction that a reviewer grants writes what a free one writes, dated as it was asked, in the batch of the decision.

mod ask;
mod better;
mod decide;
mod effect;
mod free;
mod see;
mod take_back;
mod told;
mod unread;
mod words;

pub use ask::{Corrected, CorrectionAsked};
pub use effect::CorrectionChange;
pub(crate) use free::free_until;
pub use see::{CorrectionOpened, CorrectionSeen};
pub use told::CorrectionTold;
pub(crate) use words::refusal_text;

use domain::correction_request::{CorrectionRefusal, CorrectionRequest};
use domain::declaration::Declaration;
use domain::ids::{CorrectionId, PersonId, StaffId};
use domain::place::DivisionCode;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::{Alarm, AlarmKind, CorrectionRow, PersonFacts, Word};

use crate::Service;
use crate::error::{Error, Missing};

/// The words of a request, kept sealed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Why the declaration is wrong.
    reason: String,
    /// What stands in its place.
    instead: Declaration,
    /// Who of the staff took it down at a counter.
    #[serde(default)]
    taken_by: Option<StaffId>,
    /// What the reviewer says.
    #[serde(default)]
    answer: String,
}

impl Words {
    fn of(row: &CorrectionRow) -> Result<Self, Error> {
        serde_json::from_str(&row.words).map_err(|e| Error::Refused(e.to_string()))
    }

    fn sealed(&self) -> Result<Word, Error> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused(e.to_string()))?;
        Ok(text.into())
    }

    /// The request with these words.
    fn row(&self, request: CorrectionRequest) -> Result<CorrectionRow, Error> {
        let words = self.sealed()?;
        Ok(CorrectionRow { request, words })
    }
}

/// A request, and whose it is.
struct Found {
    row: CorrectionRow,
    facts: PersonFacts,
    /// The city whose reviewers decide: that of the declaration, so that nobody chooses by what they say now who decides about it.
    city: DivisionCode,
}

impl Service {
    /// The requests of a person whose rows hold and whose words are read. Of each other there is an alarm, and the rest goes on: so one
    /// damaged row closes no queue and no page.
    pub(crate) async fn corrections(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<CorrectionRow>, Error> {
        let (rows, mut alarms) = self.store.corrections_of(person).await?;
        let (read, unread): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| Words::of(row).is_ok());
        alarms.extend(unread.iter().map(|row| unreadable(person, row)));
        self.raise(&alarms, now).await?;
        Ok(read)
    }

    /// The request of this id; of several one that waits.
    async fn correction(&self, id: CorrectionId, now: Instant) -> Result<Found, Error> {
        let mut found = Vec::new();
        for person in self.store.holders_of_correction(id).await? {
            let rows = self.corrections(person, now).await?;
            let row = rows.into_iter().find(|row| row.request.id == id);
            found.extend(row.map(|row| (person, row)));
        }
        found.sort_by_key(|(_, row)| !row.request.waits());
        let unknown = || Error::Unknown(Missing::Correction);
        let (person, row) = found.into_iter().next().ok_or_else(unknown)?;
        let facts = self.read_person(person, now).await?;
        let mut said = facts.record.declarations.iter();
        let old = said.find(|declaration| declaration.id == row.request.declaration);
        let city = old.ok_or_else(unknown)?.jurisdiction;
        Ok(Found { row, facts, city })
    }
}

/// The alarm about a request whose words say nothing to this program.
fn unreadable(person: PersonId, row: &CorrectionRow) -> Alarm {
    Alarm {
        person: Some(person),
        kind: AlarmKind::Altered,
        table: "correction_request".to_owned(),
        row: row.request.id.0,
    }
}

/// The refusal of somebody who may not decide, or not so.
const fn refused(refusal: CorrectionRefusal) -> Error {
    Error::Correction(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::testing::{declaration, told};

    #[test]
    fn n_7_a_correction_is_told_in_words_and_without_whose_hands_took_it_down() {
        let told = told(&Words {
            reason: "填错了".to_owned(),
            instead: declaration(),
            taken_by: Some(StaffId(7)),
            answer: "同意更正".to_owned(),
        });
        assert!(told.zh.contains("原因：填错了"), "{}", told.zh);
        assert!(told.zh.contains("回答：同意更正"), "{}", told.zh);
        assert!(!told.zh.contains("录入") && !told.en.contains("Taken down"));
    }
}
