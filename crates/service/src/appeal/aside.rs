//! Setting a disputed visit aside. Whether one reviewer is enough is asked of the facts and events on which the answer is written, so
//! that an event that comes meanwhile is not missed; and the visit keeps whether one found it or two who may be the two, whatever it
//! colours at the moment of the second.

use domain::access::Action;
use domain::appeal::{AppealRefusal, AppealState, Finder};
use domain::ids::PersonId;
use domain::record::{SetAside, VisitRecord};
use domain::staff::Member;
use domain::time::Instant;
use storage::{AppealRow, PersonFacts};

use super::Words;
use super::answer::deed;
use super::contests::does_colour;
use super::file::changed;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::Error;
use crate::shared::Shared;

impl Service {
    /// A member finds that a disputed visit is not so: it is set aside, or waits for a second who finds the same.
    pub(super) async fn set_visit_aside(
        &self,
        member: &Member,
        (person, row): (PersonId, &AppealRow),
        all: &[AppealRow],
        (visit, words): (i64, &Words),
        now: Instant,
    ) -> Result<(), Error> {
        let finder = self.finder(member, (person, row), all, true, now).await?;
        let words = words.sealed()?;
        let draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
            let decided = self.decide(facts, &facts.record, shared, now)?;
            let finder = Finder {
                colours: does_colour(visit, (&facts.record, shared), &decided.decisions),
                ..finder
            };
            let appeal = row.appeal.clone().set_aside(finder, now);
            let to = AppealRow {
                appeal: appeal.map_err(Error::Appeal)?,
                words: words.clone(),
            };
            let admits = |first| {
                row.appeal
                    .admits_second(first, finder.office, finder.others, now)
            };
            let by_two = finder.first.is_some_and(admits);
            if to.appeal.state == AppealState::Granted
                && let Some(aside) = aside(visit, facts, by_two, now)
            {
                draft.meet(facts, aside);
            }
            changed(facts, draft, (&row.appeal, &to), now);
            // Only where nobody of another office may answer is the second of the first's.
            Ok(if by_two && finder.first == Some(finder.office) {
                Drafted::WriteAs("answer appeal in one office", true)
            } else {
                Drafted::Write(false)
            })
        };
        let done = self.change(person, deed(member), now, draft).await;
        if matches!(done, Err(Error::Appeal(AppealRefusal::SameOffice))) {
            self.note_refusal(member, Action::AnswerAppeal, "same office", now)
                .await?;
        }
        let (in_one, _) = done?;
        if in_one {
            tracing::warn!(
                "a disputed visit is answered twice by one office: no other has anybody who may"
            );
        }
        Ok(())
    }
}

/// A visit as it is kept once it is set aside; nothing where it is no fact any more.
fn aside(visit: i64, facts: &PersonFacts, by_two: bool, now: Instant) -> Option<VisitRecord> {
    let mut visits = facts.record.visits.iter();
    let visit = visits.find(|known| known.id == visit)?;
    Some(VisitRecord {
        set_aside: Some(SetAside { since: now, by_two }),
        ..*visit
    })
}
