//! An appeal: a person objects to what colours them in a city, and somebody who had no hand in it answers within a clock.
//!
//! One against an order by officials, or against being named a case or a contact by staff, that is not answered in time suspends
//! it until it is (QUARANTINE, N-3). Granting
//! ends an order early, and that takes two people: whoever grants signs the proposals that lift what is contested, and the
//! appeal waits until they are in force.

mod visit;

pub use visit::Finder;

use serde::{Deserialize, Serialize};

use crate::ids::{AppealId, OrderId, ProposalId, StaffId};
use crate::place::DivisionCode;
use crate::time::Instant;

/// Hours within which an appeal is answered (P).
pub const CLOCK_HOURS: i64 = 24;
/// The most characters of a reason, of what shows it, and of an answer.
pub const MAX_WORDS: usize = 1_000;
/// The most appeals of one person against one thing (P): each goes to somebody who has not answered one before.
pub const MOST: usize = 3;
/// The most appeals of one person against one thing that they took back before anybody answered (P).
pub const MOST_TAKEN_BACK: usize = 20;
/// Days for which appeals against a colour without an order count as against one thing (P).
pub const DAYS: i32 = 14;
/// Days for which a naming can be objected to where it colours nothing (P).
pub const NAMED_DAYS: i32 = 28;

const HOUR_MS: i64 = 3_600_000;

words! {
    /// The states of an appeal.
    AppealState {
        /// It waits for its answer.
        Waiting = "waiting",
        /// What it contested is lifted.
        Granted = "granted",
        /// What it contested stays.
        Rejected = "rejected",
        /// The person took it back.
        Withdrawn = "withdrawn",
        /// What it contested had ended before anybody answered.
        Over = "over",
    }
}

/// What an appeal contests.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Contested {
    /// An order by officials, by the proposal that made it.
    OfficialOrder(ProposalId),
    /// A quarantine order that a rule opened.
    Order(OrderId),
    /// That the person was named a case or a contact, by the proposal that did.
    Naming(ProposalId),
    /// That the person was at a venue as an event met their visit, by the visit's id.
    Visit(i64),
}

impl Contested {
    /// The proposal by which officials brought it about; none where a rule did.
    pub const fn proposal(self) -> Option<ProposalId> {
        match self {
            Self::OfficialOrder(proposal) | Self::Naming(proposal) => Some(proposal),
            Self::Order(_) | Self::Visit(_) => None,
        }
    }
}

closed! {
    /// Why somebody may not do to an appeal what they ask for.
    AppealRefusal {
        /// It was answered, or taken back.
        NotNow,
        /// They proposed, approved or confirmed what is contested, or have answered an appeal against it before.
        SameHands,
        /// Somebody of their office found that a disputed visit is not so, and somebody of another office may answer.
        SameOffice,
        /// The proposals do not lift everything that is contested, or are not theirs.
        NotLifted,
    }
}

/// An appeal without its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appeal {
    /// Its id, made on the page that sends it: the same id twice is one appeal.
    pub id: AppealId,
    /// The city whose decision it is.
    pub jurisdiction: DivisionCode,
    /// When it was made.
    pub made: Instant,
    /// By when it is answered.
    pub due: Instant,
    /// Where it stands.
    pub state: AppealState,
    /// What it contests; nothing where no order runs.
    pub contests: Vec<Contested>,
    /// The proposals by which whoever grants it lifts what is contested.
    pub lifted_by: Vec<ProposalId>,
    /// Who of the staff answered it.
    pub answered_by: Option<StaffId>,
    /// When.
    pub answered: Option<Instant>,
    /// Since when what officials brought about is suspended, once that was written.
    pub suspended: Option<Instant>,
}

impl Appeal {
    /// A new one.
    pub fn new(
        id: AppealId,
        jurisdiction: DivisionCode,
        contests: Vec<Contested>,
        now: Instant,
    ) -> Self {
        Self {
            id,
            jurisdiction,
            made: now,
            due: now.plus_ms(CLOCK_HOURS * HOUR_MS),
            state: AppealState::Waiting,
            contests,
            lifted_by: Vec::new(),
            answered_by: None,
            answered: None,
            suspended: None,
        }
    }

    /// Whether it waits for its answer.
    pub fn waits(&self) -> bool {
        self.state == AppealState::Waiting
    }

    /// Whether somebody answered it: not one that was taken back before, nor one whose clock nobody met before its end.
    pub fn is_heard(&self) -> bool {
        match self.state {
            AppealState::Waiting | AppealState::Over => false,
            AppealState::Granted | AppealState::Rejected => true,
            AppealState::Withdrawn => self.answered_by.is_some(),
        }
    }

    /// Whether its clock has run out and nobody has answered.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.waits() && now >= self.due
    }

    /// Whether it suspends at an instant what officials brought about by a proposal, where that yields to an appeal.
    pub fn suspends(&self, proposal: ProposalId, now: Instant) -> bool {
        let mut all = self.contests.iter();
        self.is_overdue(now) && all.any(|contested| contested.proposal() == Some(proposal))
    }

    /// The person takes it back. Whoever had answered by then has.
    pub fn withdraw(self, now: Instant) -> Result<Self, AppealRefusal> {
        let by = self.answered_by;
        self.ended(AppealState::Withdrawn, by, now)
    }

    /// What it contests stays.
    pub fn reject(self, by: StaffId, now: Instant) -> Result<Self, AppealRefusal> {
        self.ended(AppealState::Rejected, Some(by), now)
    }

    /// What it contests is to be lifted by these proposals; it waits, and its clock runs on, until they are in force.
    pub fn grant(self, by: StaffId, lifted_by: Vec<ProposalId>) -> Result<Self, AppealRefusal> {
        if !self.waits() {
            return Err(AppealRefusal::NotNow);
        }
        if self.contests.is_empty() || lifted_by.len() < self.contests.len() {
            return Err(AppealRefusal::NotLifted);
        }
        Ok(Self {
            lifted_by,
            answered_by: Some(by),
            ..self
        })
    }

    /// What it contests has ended, and nobody has answered.
    pub fn over(self, now: Instant) -> Result<Self, AppealRefusal> {
        self.ended(AppealState::Over, None, now)
    }

    /// The proposals that lift what is contested are in force.
    pub fn lifted(self, now: Instant) -> Result<Self, AppealRefusal> {
        let by = self.answered_by;
        self.ended(AppealState::Granted, by, now)
    }

    /// One of the proposals came to nothing: somebody answers it anew.
    #[must_use]
    pub fn not_lifted(self) -> Self {
        Self {
            lifted_by: Vec::new(),
            answered_by: None,
            ..self
        }
    }

    fn ended(
        self,
        state: AppealState,
        by: Option<StaffId>,
        now: Instant,
    ) -> Result<Self, AppealRefusal> {
        if !self.waits() {
            return Err(AppealRefusal::NotNow);
        }
        Ok(Self {
            state,
            answered_by: by,
            answered: Some(now),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Instant = Instant::from_ms(1_657_760_400_000);

    fn order() -> Appeal {
        let contests = vec![Contested::OfficialOrder(ProposalId(7))];
        Appeal::new(AppealId(1), DivisionCode::NATION, contests, AT)
    }

    #[test]
    fn n_3_an_appeal_suspends_from_the_end_of_its_clock_until_it_is_answered() {
        let due = AT.plus_ms(24 * HOUR_MS);
        let suspends = |appeal: &Appeal, at| appeal.suspends(ProposalId(7), at);
        assert!(!suspends(&order(), due.plus_ms(-1)));
        assert!(suspends(&order(), due));
        assert!(!order().suspends(ProposalId(8), due), "another order");
        let rejected = order().reject(StaffId(3), due.plus_ms(1)).unwrap();
        assert!(!suspends(&rejected, due.plus_ms(2)));
        let granted = order().grant(StaffId(3), vec![ProposalId(9)]).unwrap();
        assert!(suspends(&granted, due), "two people lift it, not one");
        assert!(!suspends(&granted.lifted(due).unwrap(), due));
    }

    #[test]
    fn n_3_an_appeal_suspends_a_naming_like_an_order_and_nothing_that_a_rule_opened() {
        let contests = vec![
            Contested::Naming(ProposalId(7)),
            Contested::Order(OrderId(8)),
        ];
        let appeal = Appeal::new(AppealId(1), DivisionCode::NATION, contests, AT);
        let due = AT.plus_ms(24 * HOUR_MS);
        assert!(!appeal.suspends(ProposalId(7), due.plus_ms(-1)));
        assert!(appeal.suspends(ProposalId(7), due));
        assert!(!appeal.suspends(ProposalId(8), due), "an order of a rule");
    }

    #[test]
    fn n_3_an_appeal_that_was_taken_back_was_heard_where_somebody_had_answered() {
        let taken_back = order().withdraw(AT).unwrap();
        assert!(!order().is_heard() && !taken_back.is_heard());
        let granted = order().grant(StaffId(3), vec![ProposalId(9)]).unwrap();
        let taken_back = granted.withdraw(AT).unwrap();
        assert_eq!(taken_back.answered_by, Some(StaffId(3)));
        assert!(taken_back.is_heard());
        assert!(order().reject(StaffId(3), AT).unwrap().is_heard());
        assert!(!order().over(AT).unwrap().is_heard());
    }

    #[test]
    fn what_was_answered_or_lifts_nothing_is_refused() {
        let rejected = order().reject(StaffId(3), AT).unwrap();
        assert_eq!(rejected.clone().withdraw(AT), Err(AppealRefusal::NotNow));
        assert_eq!(
            rejected.grant(StaffId(3), vec![]),
            Err(AppealRefusal::NotNow)
        );
        assert_eq!(
            order().grant(StaffId(3), vec![]),
            Err(AppealRefusal::NotLifted)
        );
        let none = Appeal::new(AppealId(1), DivisionCode::NATION, vec![], AT);
        assert_eq!(
            none.grant(StaffId(3), vec![]),
            Err(AppealRefusal::NotLifted)
        );
    }
}
