//! The draw: who is asked to approve or confirm is chosen by chance, never by the proposer.

use crate::ids::StaffId;
use crate::place::DivisionCode;
use crate::proposal::Hand;

/// Somebody who could be drawn: whoever holds a duty whose role may answer this kind, is active and has a passkey.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Who.
    pub hand: Hand,
    /// The divisions of those duties.
    pub divisions: Vec<DivisionCode>,
}

/// Who is looked for.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// Of another office than the proposer's.
    Approver {
        /// Who proposed.
        by: &'a Hand,
    },
    /// Of another division than both.
    Third {
        /// Who proposed.
        by: &'a Hand,
        /// Who approved.
        approver: &'a Hand,
    },
}

impl Wanted<'_> {
    /// Whether a candidate may be drawn, wherever they are.
    fn admits(&self, hand: &Hand) -> bool {
        match self {
            Self::Approver { by } => hand.differs_from(by),
            Self::Third { by, approver } => hand.is_apart_from(by) && hand.is_apart_from(approver),
        }
    }
}

/// Draws one of `candidates` for a proposal about `place` with 64 random `bits`.
///
/// At first those are looked at whose division contains the place; while they are fewer than `least`, those in the
/// division above are added, up to the whole country: of two candidates the one can be a friend. `not` was asked last and
/// did not answer; they are drawn again only where there is nobody else. Nothing where nobody may.
pub fn draw(
    candidates: &[Candidate],
    wanted: Wanted<'_>,
    place: DivisionCode,
    least: usize,
    not: Option<StaffId>,
    bits: u64,
) -> Option<StaffId> {
    let mut drawn: Vec<StaffId> = Vec::new();
    for division in place.ancestors() {
        let near = |c: &&Candidate| {
            let mut divisions = c.divisions.iter();
            divisions.any(|d| d.contains(place) || division != place && division.contains(*d))
        };
        let near = candidates.iter().filter(near);
        let near = near.filter(|c| wanted.admits(&c.hand));
        drawn = near.map(|c| c.hand.staff).collect();
        drawn.sort_unstable();
        drawn.dedup();
        if drawn.len() >= least {
            break;
        }
    }
    if drawn.len() > 1 {
        drawn.retain(|staff| Some(*staff) != not);
    }
    let count = u64::try_from(drawn.len()).ok().filter(|count| *count > 0)?;
    let at = usize::try_from(bits % count).ok()?;
    drawn.get(at).copied()
}
