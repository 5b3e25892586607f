//! What staff are asked where a check of the itinerary cannot pass by itself (S0-15, S0-20): a stay abroad that the carrier
//! recorded by a border, a record that is wrong, or nobody whose record could be asked for.

use crate::ids::{ItineraryRequestId, StaffId};
use crate::place::DivisionCode;
use crate::time::Instant;

/// The most characters of the person's words, and of the answer.
pub const MAX_WORDS: usize = 500;

words! {
    /// What a request is about.
    RequestKind {
        /// The carrier recorded a stay abroad, and the person was in a border county (cause 4).
        Border = "border",
        /// The person has no mainland number of their own: a ticket or the host's word.
        NoNumber = "no_number",
        /// The person does not agree that the carrier is asked: a ticket or the host's word.
        NoConsent = "no_consent",
        /// What the carrier recorded is wrong.
        RecordWrong = "record_wrong",
    }
}

words! {
    /// What shows that it is so.
    RequestEvidence {
        /// A ticket.
        Ticket = "ticket",
        /// The word of a host: a hotel, an employer, a household.
        Host = "host",
        /// What the carrier answered.
        Carrier = "carrier",
        /// Something else, as the words say.
        Other = "other",
    }
}

words! {
    /// Where a request stands.
    RequestState {
        /// It waits for staff.
        Waiting = "waiting",
        /// Staff accepted it: the entry is closed.
        Accepted = "accepted",
        /// Staff refused it.
        Refused = "refused",
        /// The check passed before anybody had decided.
        Settled = "settled",
    }
}

/// A request, without its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ItineraryRequest {
    /// Its id, made on the page that sends it.
    pub id: ItineraryRequestId,
    /// The city whose staff decide.
    pub city: DivisionCode,
    /// What it is about.
    pub kind: RequestKind,
    /// What shows it.
    pub evidence: RequestEvidence,
    /// Where it stands.
    pub state: RequestState,
    /// When it was asked.
    pub asked: Instant,
    /// By when it is decided.
    pub due: Instant,
    /// Who decided.
    pub decided_by: Option<StaffId>,
    /// When it was decided, or needed no more.
    pub decided: Option<Instant>,
}

impl ItineraryRequest {
    /// Whether staff have still to decide it.
    pub fn waits(&self) -> bool {
        self.state == RequestState::Waiting
    }

    /// Whether its clock has run out while it waits.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.waits() && self.due.ms() <= now.ms()
    }

    /// The request as decided by a member of staff; nothing where it waits no more.
    pub fn decide(self, accept: bool, by: StaffId, now: Instant) -> Option<Self> {
        let state = if accept {
            RequestState::Accepted
        } else {
            RequestState::Refused
        };
        self.waits().then_some(Self {
            state,
            decided_by: Some(by),
            decided: Some(now),
            ..self
        })
    }

    /// The request once the check has passed by itself; nothing where it waits no more.
    pub fn settle(self, now: Instant) -> Option<Self> {
        self.waits().then_some(Self {
            state: RequestState::Settled,
            decided: Some(now),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_20_a_request_is_decided_once_and_is_overdue_only_while_it_waits() {
        let asked = Instant::from_ms(1_600_000_000_000);
        let request = ItineraryRequest {
            id: ItineraryRequestId(1),
            city: "110000".parse().unwrap(),
            kind: RequestKind::Border,
            evidence: RequestEvidence::Ticket,
            state: RequestState::Waiting,
            asked,
            due: asked.plus_ms(86_400_000),
            decided_by: None,
            decided: None,
        };
        let late = asked.plus_ms(86_400_000);
        assert!(!request.is_overdue(asked) && request.is_overdue(late));
        let accepted = request.decide(true, StaffId(7), late).unwrap();
        assert_eq!(accepted.state, RequestState::Accepted);
        assert!(!accepted.is_overdue(late));
        assert_eq!(accepted.decide(false, StaffId(8), late), None);
        assert_eq!(accepted.settle(late), None);
        let settled = request.settle(late).unwrap();
        assert_eq!(
            (settled.state, settled.decided_by),
            (RequestState::Settled, None)
        );
    }
}
