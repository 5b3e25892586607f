//! Where a proposal stands, and what may become of it. Each change is a function of what was, and may refuse.

use serde::{Deserialize, Serialize};

use crate::ids::{OfficeId, ProposalId, StaffId};
use crate::place::DivisionCode;
use crate::proposal::{Act, Basis, Kind};
use crate::time::{Date, Instant};

const HOUR_MS: i64 = 3_600_000;

/// A member of staff as a proposal names them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hand {
    /// Who.
    pub staff: StaffId,
    /// Their office.
    pub office: OfficeId,
    /// The office's division.
    pub division: DivisionCode,
}

impl Hand {
    /// Whether it is another person of another office.
    pub fn differs_from(&self, other: &Self) -> bool {
        self.staff != other.staff && self.office != other.office
    }

    /// Whether it is another person of another office in another division: as apart as a third must be.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        self.differs_from(other) && self.division != other.division
    }
}

words! {
    /// The states of a proposal.
    ProposalState {
        /// It waits for the one who was drawn.
        AwaitingApproval = "awaiting_approval",
        /// Two agreed. It counts, unless it is held; where a third confirms, until the time for that is over.
        InForce = "in_force",
        /// A third agreed too.
        Confirmed = "confirmed",
        /// Whom it names said that it is so: their own word, in the place of everybody's who was still to agree.
        Agreed = "agreed",
        /// Somebody who was asked refused.
        Refused = "refused",
        /// Nobody approved it in time.
        Expired = "expired",
        /// No third confirmed it in time.
        Lapsed = "lapsed",
        /// Its proposer took it back, or another proposal ended it.
        Withdrawn = "withdrawn",
    }
}

impl ProposalState {
    /// Whether nothing more becomes of it.
    pub const fn is_over(self) -> bool {
        !matches!(self, Self::AwaitingApproval | Self::InForce)
    }

    /// Whether it came to nothing, or no longer counts.
    pub const fn is_over_for_nothing(self) -> bool {
        matches!(
            self,
            Self::Refused | Self::Expired | Self::Lapsed | Self::Withdrawn
        )
    }
}

/// Times and numbers of the mechanism (P). One for the whole service: an official's division sets none of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rules {
    /// Hours in which the one who was drawn answers; then another is drawn.
    pub answer_hours: i64,
    /// Hours in which a proposal is approved; then it expires.
    pub approval_hours: i64,
    /// Hours in which a third confirms; then it lapses.
    pub third_hours: i64,
    /// Hours in which the third who was drawn answers; then another is drawn.
    pub third_answer_hours: i64,
    /// The fewest who may be drawn before those of the division above are added.
    pub least_candidates: usize,
    /// Days in which the same about the same person by the same office waits for a third, after it came to nothing.
    pub again_days: i64,
}

impl Rules {
    /// The rules in force.
    pub const IN_FORCE: Self = Self {
        answer_hours: 4,
        approval_hours: 24,
        third_hours: 72,
        third_answer_hours: 12,
        least_candidates: 3,
        again_days: 7,
    };
}

closed! {
    /// Why somebody may not do to a proposal what they ask for.
    Refusal {
        /// It is over, or not at that point.
        NotNow,
        /// Somebody else is asked.
        NotAsked,
        /// Their time to answer is over; another is drawn.
        TooLate,
        /// They proposed it, or are of the same office or division.
        SameHands,
        /// Only its proposer takes it back, and not once it counts.
        NotYours,
    }
}

/// Whom a proposal waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waits {
    /// An approver.
    Approver,
    /// A third.
    Third,
}

/// A proposal without its content: who, when, how far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Its kind.
    pub kind: Kind,
    /// By which law.
    pub basis: Basis,
    /// Where.
    pub place: DivisionCode,
    /// Who proposed.
    pub by: Hand,
    /// When.
    pub made: Instant,
    /// The first date on which it no longer holds.
    pub end: Date,
    /// How many people it names or, by its dry run, worsens.
    pub people: u32,
    /// Where it stands.
    pub state: ProposalState,
    /// Whether two are not enough: it counts only once a third has confirmed.
    pub held: bool,
    /// Who is asked now.
    pub asked: Option<StaffId>,
    /// Since when.
    pub asked_at: Instant,
    /// Who approved.
    pub approver: Option<Hand>,
    /// When.
    pub approved: Option<Instant>,
    /// Whether what follows from its state has been written; nothing follows before it is approved.
    pub done: bool,
}

impl Proposal {
    /// Whether a third must agree.
    pub const fn needs_third(&self) -> bool {
        self.kind.needs_third() || self.held
    }

    /// Whether it counts at an instant: two agreed and no third is needed or one is still waited for, or three did, or whom it
    /// names. That the signatures hold is another question.
    pub fn counts(&self, rules: &Rules, now: Instant) -> bool {
        match self.state {
            ProposalState::InForce if self.held => false,
            ProposalState::InForce => !self.kind.needs_third() || now < self.third_due(rules),
            ProposalState::Confirmed | ProposalState::Agreed => true,
            _ => false,
        }
    }

    /// Whether an appeal that nobody answers in time suspends what follows from it (N-3): the evidence that staff alone answer
    /// for. What rests on the word of whom it names is not theirs.
    pub fn yields_to_appeal(&self) -> bool {
        self.kind.makes_evidence() && self.state != ProposalState::Agreed
    }

    /// Until when a third confirms.
    pub fn third_due(&self, rules: &Rules) -> Instant {
        let approved = self.approved.unwrap_or(self.made);
        approved.plus_ms(rules.third_hours * HOUR_MS)
    }

    /// Until when it is approved.
    pub fn approval_due(&self, rules: &Rules) -> Instant {
        let due = self.made.plus_ms(rules.approval_hours * HOUR_MS);
        due.min(self.end.start())
    }

    /// Until when the one who is asked answers.
    pub fn answer_due(&self, rules: &Rules) -> Instant {
        let (hours, last) = match self.state {
            ProposalState::InForce => (rules.third_answer_hours, self.third_due(rules)),
            _ => (rules.answer_hours, self.approval_due(rules)),
        };
        self.asked_at.plus_ms(hours * HOUR_MS).min(last)
    }

    /// Whom it waits for.
    pub const fn waits(&self) -> Option<Waits> {
        match self.state {
            ProposalState::AwaitingApproval => Some(Waits::Approver),
            ProposalState::InForce if self.needs_third() => Some(Waits::Third),
            _ => None,
        }
    }

    /// Whether somebody is to be drawn: nobody is asked, or whoever was has not answered in time.
    pub fn wants_draw(&self, rules: &Rules, now: Instant) -> bool {
        self.waits().is_some() && (self.asked.is_none() || now >= self.answer_due(rules))
    }

    /// What the signature of the one who is asked says.
    pub const fn act(&self) -> Option<Act> {
        match self.waits() {
            Some(Waits::Approver) => Some(Act::Approve),
            Some(Waits::Third) => Some(Act::Confirm),
            None => None,
        }
    }

    /// It is asked of whoever was drawn.
    #[must_use]
    pub fn asked_of(self, staff: Option<StaffId>, now: Instant) -> Self {
        Self {
            asked: staff,
            asked_at: now,
            ..self
        }
    }

    /// Two are not enough from now on. What was published or lifted already stays: only another proposal takes it back.
    #[must_use]
    pub fn hold(self) -> Self {
        match self.state {
            ProposalState::AwaitingApproval => Self { held: true, ..self },
            ProposalState::InForce if !self.held && (self.kind.makes_evidence() || !self.done) => {
                Self {
                    held: true,
                    done: false,
                    ..self
                }
            }
            _ => self,
        }
    }

    /// What the passing of time makes of it.
    #[must_use]
    pub fn after(self, rules: &Rules, now: Instant) -> Self {
        let state = match self.waits() {
            Some(Waits::Approver) if now >= self.approval_due(rules) => ProposalState::Expired,
            Some(Waits::Third) if now >= self.third_due(rules) => ProposalState::Lapsed,
            _ => return self,
        };
        self.over(state)
    }

    /// The one who is asked agrees: the first brings it in force, the third confirms it.
    pub fn agree(self, by: Hand, rules: &Rules, now: Instant) -> Result<Self, Refusal> {
        self.answered_by(&by, rules, now)?;
        match self.waits() {
            Some(Waits::Approver) if by.differs_from(&self.by) => Ok(Self {
                state: ProposalState::InForce,
                approver: Some(by),
                approved: Some(now),
                asked: None,
                asked_at: now,
                done: false,
                ..self
            }),
            Some(Waits::Third) => {
                let apart = |other: &Hand| by.is_apart_from(other);
                if apart(&self.by) && self.approver.as_ref().is_some_and(apart) {
                    Ok(self.over(ProposalState::Confirmed))
                } else {
                    Err(Refusal::SameHands)
                }
            }
            _ => Err(Refusal::SameHands),
        }
    }

    /// Whether whom it names is asked too: of a contact, as long as it waits for somebody (N-5).
    pub fn asks_named(&self) -> bool {
        self.kind == Kind::Contact && self.waits().is_some()
    }

    /// Whom it names says that it is so. Their own word needs nobody else's beside the proposer's, and no limit holds it.
    pub fn agree_as_named(self, now: Instant) -> Result<Self, Refusal> {
        if !self.asks_named() {
            return Err(Refusal::NotNow);
        }
        Ok(Self {
            approved: self.approved.or(Some(now)),
            held: false,
            done: false,
            ..self.over(ProposalState::Agreed)
        })
    }

    /// The one who is asked refuses: it is over.
    pub fn refuse(self, by: Hand, rules: &Rules, now: Instant) -> Result<Self, Refusal> {
        self.answered_by(&by, rules, now)?;
        Ok(self.over(ProposalState::Refused))
    }

    /// Its proposer takes it back, as long as it does not count: what two brought about no one ends alone.
    pub fn withdraw(self, by: Hand) -> Result<Self, Refusal> {
        if self.by.staff != by.staff {
            return Err(Refusal::NotYours);
        }
        match self.state {
            ProposalState::AwaitingApproval => Ok(self.over(ProposalState::Withdrawn)),
            ProposalState::InForce if self.held => Ok(self.over(ProposalState::Withdrawn)),
            ProposalState::InForce | ProposalState::Confirmed | ProposalState::Agreed => {
                Err(Refusal::NotYours)
            }
            _ => Err(Refusal::NotNow),
        }
    }

    /// Another proposal ended it.
    pub fn end_early(self) -> Result<Self, Refusal> {
        match self.state {
            ProposalState::InForce | ProposalState::Confirmed | ProposalState::Agreed
                if self.kind.makes_evidence() =>
            {
                Ok(self.over(ProposalState::Withdrawn))
            }
            _ => Err(Refusal::NotNow),
        }
    }

    /// The case that it names a contact of is none any more: it is over too, whoever agreed.
    #[must_use]
    pub fn end_with_case(self) -> Self {
        if self.kind != Kind::Contact || self.state.is_over_for_nothing() {
            return self;
        }
        self.over(ProposalState::Withdrawn)
    }

    fn answered_by(&self, by: &Hand, rules: &Rules, now: Instant) -> Result<(), Refusal> {
        if self.waits().is_none() {
            return Err(Refusal::NotNow);
        }
        if self.by.staff == by.staff {
            return Err(Refusal::SameHands);
        }
        if self.asked != Some(by.staff) {
            return Err(Refusal::NotAsked);
        }
        if now >= self.answer_due(rules) {
            return Err(Refusal::TooLate);
        }
        Ok(())
    }

    /// What follows from it can no longer be done: the file does not fit to what was published meanwhile.
    #[must_use]
    pub fn cannot(self) -> Self {
        Self {
            done: true,
            ..self.over(ProposalState::Expired)
        }
    }

    /// What follows from it is written.
    #[must_use]
    pub fn followed(self) -> Self {
        Self { done: true, ..self }
    }

    /// Before anybody approved, nothing follows from the end.
    fn over(self, state: ProposalState) -> Self {
        Self {
            done: self.state == ProposalState::AwaitingApproval,
            state,
            asked: None,
            ..self
        }
    }
}
