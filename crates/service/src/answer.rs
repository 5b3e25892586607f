//! Answering "were you in one of these?", when a later list names new areas of a county where one stayed.

use std::collections::BTreeMap;

use domain::facts::area_questions;
use domain::ids::{AreaId, PersonId, StayId};
use domain::rating::Decision;
use domain::record::{AreaAnswer, Record, StayRecord};
use domain::risk::AreaChoice;
use domain::time::Instant;

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::{Error, Missing};
use crate::log::Hand;
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
    #[crate::boxed]
    pub async fn questions(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<AreaQuestion>, Error> {
        let shared = self.shared(now).await?;
        let facts = self.read_person(person, now).await?;
        questions(&facts.record, &shared, now)
    }

    /// Keeps which of the areas asked about a stay was in; the others it was not in. What was answered before is
    /// not asked, and not changed.
    pub async fn answer(
        &self,
        by: impl Into<Hand>,
        stay: StayId,
        inside: &[AreaId],
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        let by = by.into();
        let draft = |facts: &_, shared: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let asked = questions(&draft.record, shared, now)?
                .into_iter()
                .find(|q| q.stay.id == stay);
            let Some(asked) = asked else {
                return if inside.is_empty() {
                    Ok(Drafted::Leave(()))
                } else {
                    Err(Error::Unknown(Missing::Question))
                };
            };
            if inside
                .iter()
                .any(|area| asked.areas.iter().all(|choice| choice.id != *area))
            {
                return Err(Error::field(
                    "areas",
                    "勾选了没有询问的区域，请重新加载列表",
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
        let ((), decisions) = self
            .change(by.person, by.deed("answer"), now, draft)
            .await?;
        Ok(decisions)
    }
}

/// What any of the person's jurisdictions asks, stay by stay.
fn questions(record: &Record, shared: &Shared, now: Instant) -> Result<Vec<AreaQuestion>, Error> {
    let today = now.date();
    let mut areas: BTreeMap<StayId, Vec<AreaChoice>> = BTreeMap::new();
    for used in &record.uses {
        let policy = shared.policy(used.jurisdiction, today)?;
        for asked in area_questions(record, shared.history(), &policy, today) {
            areas.entry(asked.stay).or_default().extend(asked.areas);
        }
    }
    let question = |(id, mut areas): (StayId, Vec<AreaChoice>)| {
        areas.sort_unstable();
        areas.dedup_by_key(|choice| choice.id);
        let stay = record.stays.iter().find(|stay| stay.id == id)?.clone();
        Some(AreaQuestion { stay, areas })
    };
    Ok(areas.into_iter().filter_map(question).collect())
}
