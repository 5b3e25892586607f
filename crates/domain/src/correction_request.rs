//! What a reviewer is asked where a declaration is to be taken back, the free quarter of an hour is over and a colour would be
//! bettered (S2-17). Until somebody decides everything stays as it is, whatever the clock says.

use crate::ids::{CorrectionId, DeclarationId, StaffId};
use crate::time::Instant;

/// The most characters of the person's reason, and of the answer.
pub const MAX_REASON: usize = 500;
/// How often a declaration is corrected at most, its corrections among them (P).
pub const MOST_CORRECTIONS: usize = 20;
/// For how many days a request that is over is kept with its words (P): so long its person reads the answer.
pub const KEPT_DAYS: i32 = 14;

words! {
    /// Where a request stands.
    CorrectionState {
        /// It waits for a reviewer.
        Waiting = "waiting",
        /// The declaration was taken back.
        Granted = "granted",
        /// It stays.
        Refused = "refused",
        /// The person took the request back.
        Withdrawn = "withdrawn",
        /// Another correction took the declaration back before anybody had decided.
        Over = "over",
    }
}

closed! {
    /// Why somebody may not decide a request, or not so.
    CorrectionRefusal {
        /// It waits no more.
        NotNow,
        /// They took it down at a counter themself.
        SameHands,
        /// What the person has said since leaves no room for it: it can be refused and no longer granted.
        Overtaken,
    }
}

/// A request, without its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CorrectionRequest {
    /// Its id, made on the page that sends it: the same id twice is one request.
    pub id: CorrectionId,
    /// The declaration that it would take back.
    pub declaration: DeclarationId,
    /// Where it stands.
    pub state: CorrectionState,
    /// When it was asked.
    pub asked: Instant,
    /// By when it is decided.
    pub due: Instant,
    /// Who decided.
    pub decided_by: Option<StaffId>,
    /// When it was decided, or waited no more.
    pub decided: Option<Instant>,
}

impl CorrectionRequest {
    /// Whether a reviewer has still to decide it.
    pub fn waits(&self) -> bool {
        self.state == CorrectionState::Waiting
    }

    /// Whether its clock has run out while it waits.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.waits() && self.due <= now
    }

    /// The request as decided by a member of staff; refused where it waits no more.
    pub fn decide(self, grant: bool, by: StaffId, now: Instant) -> Result<Self, CorrectionRefusal> {
        let state = if grant {
            CorrectionState::Granted
        } else {
            CorrectionState::Refused
        };
        let decided = self.ended(state, now)?;
        Ok(Self {
            decided_by: Some(by),
            ..decided
        })
    }

    /// The request as its person took it back; likewise.
    pub fn withdraw(self, now: Instant) -> Result<Self, CorrectionRefusal> {
        self.ended(CorrectionState::Withdrawn, now)
    }

    /// The request once another correction has taken its declaration back; likewise.
    pub fn over(self, now: Instant) -> Result<Self, CorrectionRefusal> {
        self.ended(CorrectionState::Over, now)
    }

    fn ended(self, state: CorrectionState, now: Instant) -> Result<Self, CorrectionRefusal> {
        if !self.waits() {
            return Err(CorrectionRefusal::NotNow);
        }
        Ok(Self {
            state,
            decided: Some(now),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_17_a_request_to_correct_ends_once_and_is_overdue_only_while_it_waits() {
        let asked = Instant::from_ms(1_600_000_000_000);
        let due = asked.plus_ms(86_400_000);
        let request = CorrectionRequest {
            id: CorrectionId(1),
            declaration: DeclarationId(2),
            state: CorrectionState::Waiting,
            asked,
            due,
            decided_by: None,
            decided: None,
        };
        assert!(!request.is_overdue(due.plus_ms(-1)) && request.is_overdue(due));
        let granted = request.decide(true, StaffId(7), due).unwrap();
        assert_eq!(
            (granted.state, granted.decided_by, granted.decided),
            (CorrectionState::Granted, Some(StaffId(7)), Some(due))
        );
        assert!(!granted.is_overdue(due.plus_ms(1)));
        let ended = [
            granted.decide(false, StaffId(8), due),
            granted.withdraw(due),
            granted.over(due),
        ];
        assert_eq!(ended, [Err(CorrectionRefusal::NotNow); 3]);
        let withdrawn = request.withdraw(due).unwrap();
        assert_eq!(
            (withdrawn.state, withdrawn.decided_by),
            (CorrectionState::Withdrawn, None)
        );
        assert_eq!(request.over(due).unwrap().state, CorrectionState::Over);
    }
}
