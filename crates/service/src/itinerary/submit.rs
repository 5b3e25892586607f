//! Handing a check in: what came of it is kept, and what was declared becomes stays of the person (S0-3, S0-6..20).

use domain::itinerary::Compared;
use domain::place::DivisionCode;
use domain::time::Instant;
use storage::{CheckRow, CheckState, ItineraryRequestRow, ItineraryTry, PersonFacts};

use super::compare::ItineraryAnswer;
use super::kept::Kept;
use super::stand::{Stand, Whose};
use super::stays::add_stays;
use super::tell::told_comparison;
use super::told::{ItineraryComparison, ItinerarySubmitted};
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;
use crate::shared::Shared;

impl Service {
    /// Compares and keeps what came of it. Passed, it closes the entry into the city; else it says why not. Whatever came of it, the
    /// declared places that no stay of the person says already become stays.
    #[crate::boxed]
    pub async fn submit_itinerary(
        &self,
        session: &Session,
        city: DivisionCode,
        answers: &[ItineraryAnswer],
        now: Instant,
    ) -> Result<ItinerarySubmitted, Error> {
        let person = session.person()?;
        let whose = Whose { person, city };
        let submitting = self.submit(whose, answers, now);
        let what = (person, ItineraryTry::Comparison);
        let comparison = self.as_a_try(what, now, submitting).await?;
        Ok(ItinerarySubmitted {
            check: self.itinerary(session, city, now).await?,
            comparison,
        })
    }

    async fn submit(
        &self,
        whose: Whose,
        answers: &[ItineraryAnswer],
        now: Instant,
    ) -> Result<ItineraryComparison, Error> {
        for _try in 0..TRIES {
            let stand = self.stand(whose, now).await?;
            let compared = self.judge_itinerary(whose.person, &stand, answers).await?;
            let (to, kept) = outcome(&stand, &compared)?;
            let mut draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
                registered(facts)?;
                if compared.passed() {
                    draft.verify_entries(whose.city, &stand.open(), now);
                    for row in settled(&stand) {
                        draft.batch.end_itinerary_request(&row);
                    }
                }
                add_stays(draft, shared, kept.all_places(), None, (&*self.chance, now));
                draft.batch.put_check(&to);
                Ok(Drafted::Write(()))
            };
            let deed = Deed::own(if compared.passed() {
                "pass itinerary check"
            } else {
                "submit itinerary"
            });
            let done = self.attempt(whose.person, deed, now, &mut draft).await?;
            if done.is_some() {
                return Ok(told_comparison(&compared));
            }
        }
        Err(Error::Busy)
    }
}

/// The check as it stands then, and what was declared, with what an answer added.
fn outcome(stand: &Stand, compared: &Compared) -> Result<(CheckRow, Kept), Error> {
    let mut kept = stand.kept.clone();
    for (number, place) in &compared.added {
        kept.add(*number, *place);
    }
    kept.hand_in(&compared.causes());
    let (state, passed) = if compared.passed() {
        (CheckState::Passed, Some(stand.now))
    } else if compared.findings.is_empty() {
        (CheckState::InProgress, None)
    } else {
        (CheckState::Failed, None)
    };
    let to = CheckRow {
        changed: stand.now,
        state,
        causes: compared.causes(),
        passed,
        words: kept.sealed()?,
        ..stand.begun()?.clone()
    };
    Ok((to, kept))
}

/// What staff were asked and need not decide any more.
fn settled(stand: &Stand) -> Vec<ItineraryRequestRow> {
    let settle = |row: &ItineraryRequestRow| {
        Some(ItineraryRequestRow {
            request: row.request.settle(stand.now)?,
            words: row.words.clone(),
        })
    };
    stand.requests.iter().filter_map(settle).collect()
}
