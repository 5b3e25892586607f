//! Officials who do not exist, and what they propose.

use domain::ids::{OfficeId, ProposalId, StaffId};
use domain::place::DivisionCode;
use domain::proposal::{Basis, Candidate, Hand, Kind, Proposal, ProposalState};
use domain::time::{Date, Instant};

pub(crate) fn code(digits: &str) -> DivisionCode {
    digits.parse().unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Nine in the morning of 2022-07-14, and some hours later.
pub(crate) fn hours(hours: i64) -> Instant {
    date("2022-07-14").start().plus_ms((9 + hours) * 3_600_000)
}

/// Official `staff` of office `office`; offices below 10 are Hangzhou's, others Ningbo's.
pub(crate) fn hand(staff: i64, office: i64) -> Hand {
    Hand {
        staff: StaffId(staff),
        office: OfficeId(office),
        division: code(if office < 10 { "330100" } else { "330200" }),
    }
}

pub(crate) fn candidate(staff: i64, office: i64, divisions: &[&str]) -> Candidate {
    Candidate {
        hand: hand(staff, office),
        divisions: divisions.iter().map(|d| code(d)).collect(),
    }
}

/// An order about one person of Hangzhou that waits for nobody yet.
pub(crate) fn order(id: i64, by: Hand, made: Instant) -> Proposal {
    Proposal {
        id: ProposalId(id),
        kind: Kind::Order,
        basis: Basis::InfectiousDiseases39,
        place: code("330106"),
        by,
        made,
        end: made.date() + 14,
        people: 1,
        state: ProposalState::AwaitingApproval,
        held: false,
        asked: None,
        asked_at: made,
        approver: None,
        approved: None,
        done: true,
    }
}
