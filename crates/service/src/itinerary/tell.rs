//! A check in the words of its person.

use domain::itinerary::{Asked, Cause, Compared, Finding, Hint, Next, NumberState, Place, rules};
use domain::place::DivisionCode;
use domain::policy::Text;
use domain::time::{Date, Instant};
use storage::{CheckRow, CheckState, ItineraryRequestRow, NumberRow};

use super::place::{told_declared, told_where};
use super::request::Words;
use super::stand::{Stand, Whose};
use super::texts::{CONSENT_VERSION, consent, contact, no_number};
use super::told::{
    ItineraryAsked, ItineraryCause, ItineraryCheck, ItineraryComparison, ItineraryConsent,
    ItineraryFinding, ItineraryHint, ItineraryNext, ItineraryNumber, ItineraryNumberState,
    ItineraryRequest, ItineraryState, ItineraryStep,
};
use domain::itinerary_request::RequestKind;

use crate::Service;
use crate::error::Error;
use crate::explain::Place as PlaceTold;
use crate::number::MyNumber;
use crate::session::Session;

const HOUR_MS: i64 = 3_600_000;

impl Service {
    /// How a person stands with a city's check. A guardian reads it without the member's numbers, day of
    /// arrival, and what staff answered the member.
    #[crate::boxed]
    pub async fn itinerary(
        &self,
        session: &Session,
        city: DivisionCode,
        now: Instant,
    ) -> Result<ItineraryCheck, Error> {
        let person = session.person()?;
        let stand = self.stand(Whose { person, city }, now).await?;
        let known = if session.is_for_member() {
            Vec::new()
        } else {
            self.my_numbers(session, now).await?
        };
        told_check(&stand, &known, session.is_for_member())
    }
}

fn told_check(
    stand: &Stand,
    known: &[MyNumber],
    for_member: bool,
) -> Result<ItineraryCheck, Error> {
    let (check, state) = (stand.check(), state_of(stand));
    let arrival = check.map(|check| check.arrival).filter(|_| !for_member);
    let window = stand.window(arrival.unwrap_or_else(|| stand.now.date()));
    let opens = |arrival: Date| {
        arrival.start().ms() - i64::from(stand.policy.verify_hours_before) * HOUR_MS
    };
    Ok(ItineraryCheck {
        city: PlaceTold::of_division(stand.city, stand.now.date().year()),
        state,
        arrival,
        opens_ms: arrival.map(opens),
        from: window.from,
        to: window.to,
        window_days: i32::from(stand.policy.look_back_days),
        consent: ItineraryConsent {
            version: CONSENT_VERSION,
            text: consent(),
            given_ms: check.map(|check| check.consented.ms()),
        },
        rules: rules(stand.policy.look_back_days),
        numbers: numbers(stand, known),
        next: next_of(stand, state),
        causes: causes(stand, state),
        contact: contact(),
        request: request(stand, for_member)?,
        passed_ms: passed(stand, state).map(Instant::ms),
    })
}

fn state_of(stand: &Stand) -> ItineraryState {
    if !stand.policy.verify_on_entry {
        return ItineraryState::NotRequired;
    }
    if stand.requests.iter().any(|row| row.request.waits()) {
        return ItineraryState::WithStaff;
    }
    match stand.check().map(|check| check.state) {
        Some(CheckState::Failed) => ItineraryState::Failed,
        Some(CheckState::InProgress) => ItineraryState::InProgress,
        // Who passed and returned once more is asked once more.
        Some(CheckState::Passed) if !stand.is_open() => ItineraryState::Passed,
        _ if stand.is_open() => ItineraryState::ToDo,
        _ if stand.entries().next().is_some() => ItineraryState::Passed,
        _ => ItineraryState::ToDo,
    }
}

fn passed(stand: &Stand, state: ItineraryState) -> Option<Instant> {
    if state != ItineraryState::Passed {
        return None;
    }
    let by_check = stand.check().and_then(|check: &CheckRow| check.passed);
    by_check.or_else(|| stand.entries().filter_map(|entry| entry.verified).max())
}

fn next_of(stand: &Stand, state: ItineraryState) -> ItineraryNext {
    let of = |step, number| ItineraryNext { step, number };
    if matches!(state, ItineraryState::NotRequired | ItineraryState::Passed) {
        return of(ItineraryStep::Done, None);
    }
    match stand.next() {
        Next::ByStaff => of(ItineraryStep::Staff, None),
        _ if stand.begun().is_err() => of(ItineraryStep::Begin, None),
        Next::Confirm(number, _) => of(ItineraryStep::Confirm, Some(number.0.to_string())),
        Next::Places(number, _) => of(ItineraryStep::Places, Some(number.0.to_string())),
        Next::Submit => of(ItineraryStep::Submit, None),
    }
}

fn causes(stand: &Stand, state: ItineraryState) -> Vec<ItineraryCause> {
    if matches!(state, ItineraryState::NotRequired | ItineraryState::Passed) {
        return Vec::new();
    }
    let told = |cause: Cause, (text, remedy): (Text, Text)| ItineraryCause {
        cause,
        text,
        remedy,
    };
    if stand.next() == Next::ByStaff {
        return vec![told(Cause::NumberUnverified, no_number())];
    }
    let causes = stand.check().into_iter().flat_map(|check| &check.causes);
    let own = |cause: &Cause| {
        // Every number is confirmed and has its places: what failed is that none is the person's own.
        let words = if *cause == Cause::NumberUnverified && stand.next() == Next::Submit {
            no_number()
        } else {
            (cause.text(), cause.remedy())
        };
        told(*cause, words)
    };
    causes.map(own).collect()
}

fn numbers(stand: &Stand, known: &[MyNumber]) -> Vec<ItineraryNumber> {
    let (asked, states) = (stand.asked(), stand.states());
    let of = asked.len();
    let all = asked.into_iter().zip(&states).zip(1..);
    let told = |((row, state), at): ((&NumberRow, &NumberState), usize)| {
        let number = known.iter().find(|known| known.id == row.number.id)?;
        Some(ItineraryNumber {
            id: row.number.id.0.to_string(),
            phone_masked: number.phone_masked.clone(),
            channel: number.channel.clone(),
            at,
            of,
            state: match (state.confirmed, state.declared) {
                (false, _) => ItineraryNumberState::ToConfirm,
                (true, false) => ItineraryNumberState::ToDeclare,
                (true, true) => ItineraryNumberState::Declared,
            },
            shows_places: row.number.is_own(),
            same_as_first: stand.kept.is_same_as_first(row.number.id),
            places: stand
                .kept
                .places(row.number.id)
                .iter()
                .map(told_declared)
                .collect(),
        })
    };
    all.filter_map(told).collect()
}

/// What staff were asked last. Of what a member asked themself a guardian reads no word: places may stand in it.
fn request(stand: &Stand, for_member: bool) -> Result<Option<ItineraryRequest>, Error> {
    let Some(row) = stand.requests.last() else {
        return Ok(None);
    };
    let is_own = !for_member || row.request.kind == RequestKind::NoNumber;
    let mut told = told_request(row)?;
    told.answer = told.answer.filter(|_| is_own);
    Ok(Some(told))
}

fn told_request(row: &ItineraryRequestRow) -> Result<ItineraryRequest, Error> {
    let (request, words) = (&row.request, Words::of(row)?);
    Ok(ItineraryRequest {
        id: request.id.0.to_string(),
        kind: request.kind,
        evidence: request.evidence,
        asked_ms: request.asked.ms(),
        due_ms: request.due.ms(),
        state: request.state,
        answer: Some(words.answer).filter(|answer| !answer.is_empty()),
    })
}

/// What a comparison found, in words.
pub(super) fn told_comparison(compared: &Compared) -> ItineraryComparison {
    ItineraryComparison {
        passed: compared.passed(),
        findings: compared.findings.iter().map(told_finding).collect(),
        hints: compared.hints.iter().map(told_hint).collect(),
        asked: compared.asked.iter().map(told_asked).collect(),
    }
}

fn told_finding(found: &Finding) -> ItineraryFinding {
    let on = found.to.or(found.from);
    let nobody = found.cause == Cause::NumberUnverified && found.number.is_none();
    let (text, remedy) = if nobody {
        no_number()
    } else {
        (found.text(), found.remedy())
    };
    ItineraryFinding {
        cause: found.cause,
        number: found.number.map(|number| number.0.to_string()),
        place: found.place.map(|place| told_where(place, on)),
        from: found.from,
        to: found.to,
        text,
        remedy,
    }
}

fn told_hint(hint: &Hint) -> ItineraryHint {
    ItineraryHint {
        number: hint.number.0.to_string(),
        place: told_where(hint.place, Some(hint.recorded_to)),
        recorded_from: hint.recorded_from,
        recorded_to: hint.recorded_to,
        text: hint.text(),
    }
}

fn told_asked(asked: &Asked) -> ItineraryAsked {
    ItineraryAsked {
        number: asked.number.0.to_string(),
        place: told_where(Place::County(asked.county), Some(asked.on)),
        on: asked.on,
        text: asked.text(),
    }
}
