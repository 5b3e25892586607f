//! Answering "were you in one of these?", when a later list names new areas of a county where one stayed.

use domain::ids::{AreaId, PersonId, StayId};
use domain::rating::Decision;
use domain::record::{AreaAnswer, Record, StayRecord, Whereabouts};
use domain::risk::AreaChoice;
use domain::time::Instant;

use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::Error;
use crate::shared::Shared;

/// A stay and the areas that its person is asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AreaQuestion {
    /// The stay.
    pub stay: StayRecord,
    /// The areas to tick from.
    pub areas: Vec<AreaChoice>,
}

impl Service {
    /// What a person is asked, stay by stay; empty where nothing is.
    pub async fn questions(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<AreaQuestion>, Error> {
        let shared = self.shared(now).await?;
        let facts = self.read_person(person, now).await?;
        Ok(questions(&facts.record, &shared, now))
    }

    /// Keeps which of the areas asked about a stay was in; the others it was not in. What was answered before is
    /// not asked, and not changed.
    pub async fn answer(
        &self,
        person: PersonId,
        stay: StayId,
        inside: &[AreaId],
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        let draft = |_: &_, shared: &Shared, draft: &mut Draft| {
            let asked = questions(&draft.record, shared, now)
                .into_iter()
                .find(|q| q.stay.id == stay);
            let Some(asked) = asked else {
                return if inside.is_empty() {
                    Ok(Drafted::Leave(()))
                } else {
                    Err(Error::Unknown("a question about this stay"))
                };
            };
            if inside
                .iter()
                .any(|area| asked.areas.iter().all(|choice| choice.id != *area))
            {
                return Err(Error::field(
                    "areas",
                    "an area is ticked that was not asked about; load the list again",
                ));
            }
            for choice in asked.areas {
                let inside = inside.contains(&choice.id);
                draft.answer(AreaAnswer {
                    stay,
                    area: choice.id,
                    inside,
                    recorded: now,
                });
            }
            Ok(Drafted::Write(()))
        };
        let ((), decisions) = self.change(person, "answer", now, draft).await?;
        Ok(decisions)
    }
}

fn questions(record: &Record, shared: &Shared, now: Instant) -> Vec<AreaQuestion> {
    let today = now.date();
    let stands = |stay: &&StayRecord| {
        record
            .declarations
            .iter()
            .any(|d| d.id == stay.declaration && d.corrected_by.is_none())
    };
    let ask = |stay: &StayRecord| {
        let Whereabouts::County(county) = stay.whereabouts else {
            return None;
        };
        let answers = record.answers.iter().filter(|a| a.stay == stay.id);
        let asked = answers.map(|a| a.recorded).fold(stay.recorded, Ord::max);
        let areas = shared
            .history()
            .newly_named(county, stay.from, today, asked);
        (!areas.is_empty()).then(|| AreaQuestion {
            stay: stay.clone(),
            areas,
        })
    };
    record.stays.iter().filter(stands).filter_map(ask).collect()
}
