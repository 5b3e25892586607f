//! Appeals: a person objects to what colours them, and somebody who had no hand in it answers within the clock (N-2, N-3).
//!
//! `file` takes an appeal, from the person's page or from paper, `contests` says against what; `hands` says who must not answer it, `answer` takes the answer, `aside` sets a disputed visit aside,
//! `settle` is the job that lets the clock run out, `over` whether what is contested holds still, `queue` walks through those that wait, `see` is what staff read, `told` what the person reads. That an order by officials is
//! suspended is decided at each reading of the person (`proposal/prove.rs`), and never written into the order.

mod answer;
mod aside;
mod contests;
mod file;
mod hands;
mod over;
mod queue;
mod see;
mod settle;
mod told;
mod words;

pub use answer::AppealAnswer;
pub use file::{AppealAsked, AppealOnPaper};
pub use see::{AppealOpened, AppealSeen, ContestedKind, ContestedSeen};
pub use settle::AppealsSettled;
pub use told::AppealTold;
pub(crate) use words::refusal_text;

use domain::ids::{AppealId, PersonId, StaffId};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::AppealRow;

use crate::Service;
use crate::error::{Error, Missing};

/// The words of an appeal, kept sealed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Why it is wrong.
    reason: String,
    /// What shows it.
    evidence: String,
    /// Who of the staff wrote it down from paper.
    #[serde(default)]
    written_by: Option<StaffId>,
    /// The answer.
    #[serde(default)]
    answer: String,
    /// Who of the staff found it right, whatever came of it: none of them answers another appeal against the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    found_by: Vec<StaffId>,
}

impl Words {
    fn of(row: &AppealRow) -> Result<Self, Error> {
        serde_json::from_str(&row.words).map_err(|e| Error::Refused(e.to_string()))
    }

    fn sealed(&self) -> Result<storage::Word, Error> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused(e.to_string()))?;
        Ok(text.into())
    }
}

impl Service {
    /// The appeals of a person whose rows hold.
    pub(crate) async fn appeals(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<AppealRow>, Error> {
        let (appeals, alarms) = self.store.appeals_of(person).await?;
        self.raise(&alarms, now).await?;
        Ok(appeals)
    }

    /// An appeal and whose it is, with all of theirs.
    async fn appeal_row(
        &self,
        id: AppealId,
        now: Instant,
    ) -> Result<(PersonId, AppealRow, Vec<AppealRow>), Error> {
        for person in self.holders_of_appeal(id, now).await? {
            let all = self.appeals(person, now).await?;
            let found = all.iter().find(|row| row.appeal.id == id).cloned();
            if let Some(row) = found {
                return Ok((person, row, all));
            }
        }
        Err(Error::Unknown(Missing::Appeal))
    }

    /// Who has an appeal of this id, by rows that hold.
    async fn holders_of_appeal(&self, id: AppealId, now: Instant) -> Result<Vec<PersonId>, Error> {
        let holders = self.store.holders_of_appeal(id).await?;
        self.raise(&holders.alarms, now).await?;
        Ok(holders.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::testing::told;

    #[test]
    fn n_7_an_appeal_is_told_in_the_persons_own_words() {
        let told = told(&Words {
            reason: "当天不在".to_owned(),
            evidence: "车票".to_owned(),
            written_by: Some(StaffId(7)),
            answer: "成立".to_owned(),
            found_by: vec![StaffId(7)],
        });
        assert!(told.zh.contains("原因：当天不在"), "{}", told.zh);
        assert!(!told.zh.contains('7'), "{}", told.zh);
    }
}
