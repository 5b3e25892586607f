//! Staff decide what a check could not (S0-20): it closes the entry or leaves it open, and touches no colour.

use domain::access::Action;
use domain::ids::ItineraryRequestId;
use domain::itinerary_request::MAX_WORDS;
use domain::log::{By, Purpose};
use domain::notice::NoticeKind;
use domain::staff::Member;
use domain::time::Instant;
use storage::{CheckRow, CheckState, ItineraryRequestRow, PersonFacts};

use super::request::Words;
use super::see::{ItineraryRequestSeen, seen_row};
use super::stand::{Stand, Whose};
use crate::Service;
use crate::change::{Draft, Drafted, TRIES};
use crate::error::{Error, Missing};
use crate::log::Deed;
use crate::shared::Shared;

impl Service {
    /// Accepts or refuses a request, with words that the person reads. What was tried and is not theirs stands in the log.
    #[crate::boxed]
    pub async fn decide_itinerary_request(
        &self,
        member: &Member,
        id: ItineraryRequestId,
        (accept, answer): (bool, &str),
        now: Instant,
    ) -> Result<ItineraryRequestSeen, Error> {
        let (person, row) = self.itinerary_request_row(id, now).await?;
        let (action, city) = (Action::DecideItineraryRequest, row.request.city);
        self.admit_staff_in(member, action, city, now).await?;
        let answer = answer.trim();
        if answer.is_empty() || answer.chars().count() > MAX_WORDS {
            return Err(Error::field(
                "words",
                "请用1至500个字符写明理由，本人会看到",
                "say why in 1 to 500 characters; the person reads it",
            ));
        }
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Review,
            action: if accept {
                "accept itinerary request"
            } else {
                "refuse itinerary request"
            },
        };
        for _try in 0..TRIES {
            let stand = self.stand(Whose { person, city }, now).await?;
            let read = stand.requests.iter().find(|row| row.request.id == id);
            let read = read.ok_or(Error::Unknown(Missing::ItineraryRequest))?;
            let decided = read.request.decide(accept, member.id, now);
            let words = Words {
                answer: answer.to_owned(),
                ..Words::of(read)?
            };
            let to = ItineraryRequestRow {
                request: decided.ok_or_else(not_now)?,
                words: words.sealed()?,
            };
            let check = stand
                .check()
                .filter(|_| accept)
                .map(|row| passed(&stand, row));
            let mut draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
                draft.batch.end_itinerary_request(&to);
                if accept {
                    draft.verify_entries(city, &stand.open(), now);
                }
                if let Some(check) = &check {
                    draft.batch.put_check(check);
                }
                draft.tell(NoticeKind::ItineraryAnswered, id.0, now);
                Ok(Drafted::Write(()))
            };
            if self.attempt(person, deed, now, &mut draft).await?.is_some() {
                return Ok(seen_row(&to, now));
            }
        }
        Err(Error::Busy)
    }
}

/// The check as staff have accepted it.
fn passed(stand: &Stand, row: &CheckRow) -> CheckRow {
    CheckRow {
        changed: stand.now,
        state: CheckState::Passed,
        causes: Vec::new(),
        passed: Some(stand.now),
        ..row.clone()
    }
}

fn not_now() -> Error {
    let (zh, en) = (
        "这份申请已经办结，请重新查看列表",
        "was decided or needs no decision any more; load the list again",
    );
    Error::field("id", zh, en)
}
