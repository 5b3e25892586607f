//! A disputed visit: no order is there to lift, so it is set aside by those who find that it was not so, two of two offices where it
//! colours.

use super::{Appeal, AppealRefusal, AppealState, Contested};
use crate::ids::{OfficeId, StaffId};
use crate::time::Instant;

/// Somebody who finds that a disputed visit is not so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finder {
    /// Who.
    pub by: StaffId,
    /// Their office.
    pub office: OfficeId,
    /// Whether the visit colours, so that one alone does not set it aside.
    pub colours: bool,
    /// The office of whoever found it before them; none where nobody has.
    pub first: Option<OfficeId>,
    /// Whether anybody of another office than the first's may answer.
    pub others: bool,
}

impl Appeal {
    /// The visit that it disputes; none where it contests an order or a naming.
    pub fn visit(&self) -> Option<i64> {
        match self.contests[..] {
            [Contested::Visit(visit)] => Some(visit),
            _ => None,
        }
    }

    /// Who found that the visit that it disputes is not so, while a second person is asked.
    pub fn found_by(&self) -> Option<StaffId> {
        self.answered_by
            .filter(|_| self.waits() && self.visit().is_some())
    }

    /// Whether somebody of an office may be the second to find what somebody of the office `first` found: of another one; or of the
    /// same once the clock has run out, where nobody of any other may answer. Else a city with one office of reviewers had no answer.
    pub fn admits_second(
        &self,
        first: OfficeId,
        office: OfficeId,
        others: bool,
        now: Instant,
    ) -> bool {
        first != office || (!others && self.is_overdue(now))
    }

    /// The visit that it disputes is set aside: the evidence goes, and no order is there to lift. One person alone takes no colour
    /// away: where the visit colours, the appeal waits and its clock runs on until a second finds the same,
    /// of another office than the first.
    pub fn set_aside(self, finder: Finder, now: Instant) -> Result<Self, AppealRefusal> {
        if self.visit().is_none() {
            return Err(AppealRefusal::NotLifted);
        }
        if !self.waits() {
            return Err(AppealRefusal::NotNow);
        }
        let Finder { by, office, .. } = finder;
        if self.answered_by == Some(by) {
            return Err(AppealRefusal::SameHands);
        }
        match self.found_by().and(finder.first) {
            // Whoever found it before and is nobody that can be read has found nothing.
            None if finder.colours => Ok(Self {
                answered_by: Some(by),
                ..self
            }),
            Some(first)
                if finder.colours && !self.admits_second(first, office, finder.others, now) =>
            {
                Err(AppealRefusal::SameOffice)
            }
            _ => self.ended(AppealState::Granted, Some(by), now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appeal::HOUR_MS;
    use crate::ids::{AppealId, ProposalId};
    use crate::place::DivisionCode;

    const AT: Instant = Instant::from_ms(1_657_760_400_000);

    fn disputing(contested: Contested) -> Appeal {
        Appeal::new(AppealId(1), DivisionCode::NATION, vec![contested], AT)
    }

    /// The first, of an office, to find that a visit that colours is not so.
    fn finder(by: i64, office: i64) -> Finder {
        Finder {
            by: StaffId(by),
            office: OfficeId(office),
            colours: true,
            first: None,
            others: true,
        }
    }

    /// The second, after one of the office 1.
    fn second(by: i64, office: i64) -> Finder {
        Finder {
            first: Some(OfficeId(1)),
            ..finder(by, office)
        }
    }

    #[test]
    fn n_5_a_disputed_visit_is_set_aside_without_a_proposal_and_suspends_nothing() {
        let appeal = disputing(Contested::Visit(7));
        let due = AT.plus_ms(24 * HOUR_MS);
        assert!(!appeal.suspends(ProposalId(7), due));
        let milder = |by| Finder {
            colours: false,
            ..finder(by, 1)
        };
        let order = disputing(Contested::OfficialOrder(ProposalId(7)));
        let refused = order.set_aside(milder(3), AT);
        assert_eq!(refused, Err(AppealRefusal::NotLifted));
        let granted = appeal.set_aside(milder(3), AT).unwrap();
        assert_eq!(granted.state, AppealState::Granted);
        assert_eq!(granted.set_aside(milder(4), AT), Err(AppealRefusal::NotNow));
    }

    #[test]
    fn n_3_a_disputed_visit_that_colours_is_set_aside_by_two() {
        let appeal = disputing(Contested::Visit(7));
        assert_eq!(appeal.found_by(), None);
        let found = appeal.set_aside(finder(3, 1), AT).unwrap();
        assert_eq!((found.state, found.answered), (AppealState::Waiting, None));
        assert_eq!(found.found_by(), Some(StaffId(3)));
        assert_eq!(
            found.clone().set_aside(second(3, 2), AT),
            Err(AppealRefusal::SameHands)
        );
        let rejected = found.clone().reject(StaffId(4), AT).unwrap();
        assert_eq!(rejected.found_by(), None);
        let granted = found.set_aside(second(4, 2), AT).unwrap();
        assert_eq!(granted.state, AppealState::Granted);
        assert_eq!(granted.answered_by, Some(StaffId(4)));
    }

    #[test]
    fn n_3_the_second_who_sets_a_visit_aside_is_of_another_office_while_there_is_one() {
        let appeal = disputing(Contested::Visit(7));
        let found = appeal.set_aside(finder(3, 1), AT).unwrap();
        let due = AT.plus_ms(24 * HOUR_MS);
        let alone = |by, office| Finder {
            others: false,
            ..second(by, office)
        };
        let tried = |finder, at| found.clone().set_aside(finder, at).map(|done| done.state);
        assert_eq!(tried(second(4, 1), AT), Err(AppealRefusal::SameOffice));
        assert_eq!(
            tried(second(4, 1), due),
            Err(AppealRefusal::SameOffice),
            "waiting wins nothing while there is another office"
        );
        assert_eq!(
            tried(alone(4, 1), due.plus_ms(-1)),
            Err(AppealRefusal::SameOffice)
        );
        assert_eq!(tried(alone(4, 1), due), Ok(AppealState::Granted));
        assert_eq!(tried(alone(3, 1), due), Err(AppealRefusal::SameHands));
        assert_eq!(tried(second(4, 2), AT), Ok(AppealState::Granted));
        let milder = Finder {
            colours: false,
            ..second(4, 1)
        };
        assert_eq!(tried(milder, AT), Ok(AppealState::Granted), "one is enough");
        // Nobody can read who was the first: this one is.
        let again = found.clone().set_aside(finder(4, 1), AT).unwrap();
        assert_eq!((again.found_by(), again.waits()), (Some(StaffId(4)), true));
    }
}
