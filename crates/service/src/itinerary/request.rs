//! Asking staff where a check cannot pass by itself (S0-15, S0-20): a stay abroad that was recorded by a border, a record that is
//! wrong, or nobody whose record could be asked for.

use domain::ids::{ItineraryRequestId, PersonId};
use domain::itinerary::{Cause, DeclaredPlace, Next};
use domain::itinerary_request::{
    ItineraryRequest, MAX_WORDS, RequestEvidence, RequestKind, RequestState,
};
use domain::place::DivisionCode;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::{CheckState, ItineraryRequestRow, PersonFacts, Word};

use super::stand::{Stand, Whose};
use super::told::ItineraryCheck;
use crate::Service;
use crate::chance::random_id;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;
use crate::shared::Shared;

const HOUR_MS: i64 = 3_600_000;
/// The most requests that a person may make about one city while those before are kept (P).
const MOST: usize = 10;

/// What a person asks staff.
pub struct ItineraryRequestAsked {
    /// Made on the page: the same id twice is one request.
    pub id: ItineraryRequestId,
    /// What it is about.
    pub kind: RequestKind,
    /// What shows it.
    pub evidence: RequestEvidence,
    /// In the person's words, 1 to 500 characters.
    pub words: String,
}

/// The words of a request, kept sealed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// What the person says.
    pub(super) said: String,
    /// Why what was handed in last did not pass, when it was asked.
    #[serde(default)]
    pub(super) causes: Vec<Cause>,
    /// What the person had declared for their numbers by then.
    #[serde(default)]
    pub(super) places: Vec<DeclaredPlace>,
    /// What staff say.
    #[serde(default)]
    pub(super) answer: String,
}

impl Words {
    pub(super) fn of(row: &ItineraryRequestRow) -> Result<Self, Error> {
        serde_json::from_str(&row.words).map_err(|e| Error::Refused(e.to_string()))
    }

    pub(super) fn sealed(&self) -> Result<Word, Error> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused(e.to_string()))?;
        Ok(text.into())
    }

    /// The words with what the check says now: what is changed later does not change what staff decide about.
    fn with_what_stands(self, stand: &Stand) -> Self {
        let mut places: Vec<DeclaredPlace> = stand.kept.handed_in().to_vec();
        let more = stand.kept.all_places();
        let more: Vec<DeclaredPlace> = more.filter(|p| !places.contains(p)).copied().collect();
        places.extend(more);
        Self {
            causes: stand.kept.failed().to_vec(),
            places,
            ..self
        }
    }
}

impl Service {
    /// Asks staff of the city, who decide within its clock. A guardian asks for a member who has no number of their own.
    #[crate::boxed]
    pub async fn ask_about_itinerary(
        &self,
        session: &Session,
        city: DivisionCode,
        asked: &ItineraryRequestAsked,
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let hand = session.hand()?;
        let person = hand.person;
        let holders = self.store.holders_of_itinerary_request(asked.id).await?;
        if holders.iter().any(|holder| *holder != person) {
            return Err(taken());
        }
        let words = said(&asked.words)?;
        for _try in 0..TRIES {
            let stand = self.stand(Whose { person, city }, now).await?;
            let known = stand.requests.iter().any(|row| row.request.id == asked.id);
            if known {
                return self.itinerary(session, city, now).await;
            }
            may_ask(&stand, asked, session.is_for_member())?;
            let row = ItineraryRequestRow {
                request: request(&stand, asked),
                words: words.clone().with_what_stands(&stand).sealed()?,
            };
            let deed = hand.deed("ask about itinerary");
            if self.add_request(person, &row, deed, now).await? {
                return self.itinerary(session, city, now).await;
            }
        }
        Err(Error::Busy)
    }
}

impl Service {
    /// Asks staff for who was served at a counter and has no number whose record could be compared: they have no page to ask by.
    pub(crate) async fn ask_from_counter(
        &self,
        (person, city): (PersonId, DivisionCode),
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let asked = ItineraryRequestAsked {
            id: ItineraryRequestId(random_id(&*self.chance)),
            kind: RequestKind::NoNumber,
            evidence: RequestEvidence::Other,
            words: "服务台代录申报，本人没有大陆手机号，证件已当面核对".to_owned(),
        };
        let words = said(&asked.words)?;
        for _try in 0..TRIES {
            let stand = self.stand(Whose { person, city }, now).await?;
            if stand.next() != Next::ByStaff || may_ask(&stand, &asked, false).is_err() {
                return Ok(());
            }
            let row = ItineraryRequestRow {
                request: request(&stand, &asked),
                words: words.clone().with_what_stands(&stand).sealed()?,
            };
            if self.add_request(person, &row, deed, now).await? {
                return Ok(());
            }
        }
        Err(Error::Busy)
    }

    /// Writes a request; false where something about the person changed meanwhile.
    async fn add_request(
        &self,
        person: PersonId,
        row: &ItineraryRequestRow,
        deed: Deed,
        now: Instant,
    ) -> Result<bool, Error> {
        let mut draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            draft.batch.ask_about_itinerary(row);
            Ok(Drafted::Write(()))
        };
        let done = self.attempt(person, deed, now, &mut draft).await?;
        Ok(done.is_some())
    }
}

fn request(stand: &Stand, asked: &ItineraryRequestAsked) -> ItineraryRequest {
    let hours = i64::from(stand.policy.review_hours);
    ItineraryRequest {
        id: asked.id,
        city: stand.city,
        kind: asked.kind,
        evidence: asked.evidence,
        state: RequestState::Waiting,
        asked: stand.now,
        due: stand.now.plus_ms(hours * HOUR_MS),
        decided_by: None,
        decided: None,
    }
}

/// Whether staff may be asked this: where an entry waits, nobody is asked already, and it is of the kind that happened.
fn may_ask(stand: &Stand, asked: &ItineraryRequestAsked, for_member: bool) -> Result<(), Error> {
    stand.require()?;
    if !stand.is_open() {
        let (zh, en) = (
            "该城市没有待核验的行程；请先为该城市申报",
            "has no entry of yours that waits; declare for this city first",
        );
        return Err(Error::field("city", zh, en));
    }
    if stand.requests.iter().any(|row| row.request.waits()) {
        let (zh, en) = (
            "已有一份申请等待答复，请等待",
            "was not taken: one request waits already; wait for its answer",
        );
        return Err(Error::field("id", zh, en));
    }
    if stand.requests.len() >= MOST {
        let (zh, en) = (
            "近期申请次数过多，请到到达地社区办理",
            "was not taken: too many requests lately; go to the community where you arrive",
        );
        return Err(Error::field("id", zh, en));
    }
    let check = stand
        .check()
        .filter(|check| check.state == CheckState::Failed);
    let failed = |cause: Cause| check.is_some_and(|check| check.causes.contains(&cause));
    let fits = match asked.kind {
        RequestKind::NoNumber => {
            let none_own = stand.next() == Next::Submit && failed(Cause::NumberUnverified);
            stand.next() == Next::ByStaff || none_own && !for_member
        }
        // Agreeing to the comparison is free: whoever does not is decided by staff, also in the middle of a check.
        RequestKind::NoConsent => !for_member,
        RequestKind::Border => !for_member && failed(Cause::AbroadAtBorder),
        RequestKind::RecordWrong => {
            !for_member && (failed(Cause::UndeclaredPlace) || failed(Cause::AbroadAtBorder))
        }
    };
    if fits {
        Ok(())
    } else {
        Err(does_not_fit(asked.kind))
    }
}

fn does_not_fit(kind: RequestKind) -> Error {
    let (zh, en) = match kind {
        RequestKind::NoNumber => (
            "您有登记在本人证件下的大陆手机号，请用它核验行程；家人有自己号码的，由家人本人办理",
            "does not fit: there is a number of the mainland; use it for the check. A family member with a number does it themself",
        ),
        RequestKind::NoConsent => (
            "家人本人的号码由本人决定是否查询，请家人本人申请",
            "does not fit: a family member with a number of their own says themself whether it is asked about",
        ),
        RequestKind::Border => (
            "请先提交行程；因边境区县与境外记录未通过的，才按此申请",
            "does not fit: hand the check in first; this is for one that failed by a record abroad beside a border county",
        ),
        RequestKind::RecordWrong => (
            "请先提交行程；因记录未通过的，才按此申请",
            "does not fit: hand the check in first; this is for one that failed by the record",
        ),
    };
    Error::field("kind", zh, en)
}

fn said(words: &str) -> Result<Words, Error> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > MAX_WORDS {
        let (zh, en) = (
            "请用1至500个字符说明情况和凭据",
            "say in 1 to 500 characters what happened and what shows it",
        );
        return Err(Error::field("words", zh, en));
    }
    Ok(Words {
        said: words.to_owned(),
        ..Words::default()
    })
}

fn taken() -> Error {
    let (zh, en) = (
        "这个编号已被使用，请换一个新编号重新提交",
        "is taken by another request; send it again under a new one",
    );
    Error::field("id", zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::testing::told;

    #[test]
    fn n_7_a_request_about_the_itinerary_is_told_in_words() {
        let day = "2022-07-12".parse().unwrap();
        let told = told(&Words {
            said: "没有去过".to_owned(),
            causes: Cause::ALL.to_vec(),
            places: vec![DeclaredPlace {
                place: domain::itinerary::Place::Abroad("MM".parse().unwrap()),
                from: day,
                to: day,
            }],
            answer: "已核对".to_owned(),
        });
        assert!(told.zh.contains("留言：没有去过"), "{}", told.zh);
        assert!(told.zh.contains("运营商记录的地方没有填写"), "{}", told.zh);
    }
}
