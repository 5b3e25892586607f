//! What a person reads of their appeals: with the decision that they contest, the answer with it.

use domain::appeal::AppealState;
use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::policy::Text;
use domain::rating::Decision;
use domain::time::Instant;
use serde::Serialize;
use storage::{AppealRow, PersonFacts};
use utoipa::ToSchema;

use super::Words;
use super::contests::contested;
use super::words::standing;
use crate::Service;
use crate::error::Error;
use crate::shapes;

/// An appeal for the person who made it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct AppealTold {
    /// Its id, as text.
    pub id: String,
    /// The city whose decision it contests.
    #[schema(value_type = shapes::DivisionCode)]
    pub city: DivisionCode,
    /// When it was made, in epoch milliseconds.
    pub made_ms: i64,
    /// By when it is answered, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::AppealState)]
    pub state: AppealState,
    /// The same in words, with what follows.
    #[schema(value_type = shapes::Text)]
    pub standing: Text,
    /// Whether it suspends now what officials ordered or said.
    pub suspends: bool,
    /// Why, in the person's words.
    pub reason: String,
    /// What shows it.
    pub evidence: String,
    /// Whether staff wrote it down from paper.
    pub on_paper: bool,
    /// The answer; absent until there is one.
    pub answer: Option<String>,
    /// The office that answered.
    pub office: Option<String>,
    /// When, in epoch milliseconds.
    pub answered_ms: Option<i64>,
}

impl Service {
    /// The appeals of a person, the newest first.
    #[crate::boxed]
    pub async fn appeals_told(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        let rows = self.appeals(person, now).await?;
        self.told_of(rows, now).await
    }

    /// Those of a person's appeals that are against the decision of one city, and whether a new one would be taken.
    pub(crate) async fn appeals_against(
        &self,
        decision: &Decision,
        (facts, appeals): (&PersonFacts, &[AppealRow]),
        now: Instant,
    ) -> Result<(Vec<AppealTold>, bool), Error> {
        let (decisions, city) = (std::slice::from_ref(decision), decision.jurisdiction);
        let may = contested(decisions, &facts.record, appeals, city, now).is_ok();
        let mut rows = appeals.to_vec();
        rows.retain(|row| row.appeal.jurisdiction == city);
        Ok((self.told_of(rows, now).await?, may))
    }

    async fn told_of(
        &self,
        mut rows: Vec<AppealRow>,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        rows.sort_by_key(|row| std::cmp::Reverse(row.appeal.made));
        let mut told = Vec::with_capacity(rows.len());
        for row in &rows {
            told.push(self.appeal_told(row, now).await?);
        }
        Ok(told)
    }

    /// One, as the person reads it.
    pub(crate) async fn appeal_told(
        &self,
        row: &AppealRow,
        now: Instant,
    ) -> Result<AppealTold, Error> {
        let (appeal, words) = (&row.appeal, Words::of(row)?);
        let office = match appeal.answered_by {
            Some(staff) => self.office_of(staff, now).await?,
            None => None,
        };
        let suspends = self.suspends_now(appeal, now).await?;
        Ok(AppealTold {
            id: appeal.id.0.to_string(),
            city: appeal.jurisdiction,
            made_ms: appeal.made.ms(),
            due_ms: appeal.due.ms(),
            state: appeal.state,
            standing: standing(appeal, suspends, now),
            suspends,
            reason: words.reason,
            evidence: words.evidence,
            on_paper: words.written_by.is_some(),
            answer: Some(words.answer).filter(|answer| !answer.is_empty()),
            office,
            answered_ms: appeal.answered.map(Instant::ms),
        })
    }
}
