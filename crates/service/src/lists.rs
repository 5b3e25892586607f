//! All lists as they are in force, with what staff decided about areas that have no code.

use domain::risk::{History, Placement, Placements, RiskList};
use domain::time::Instant;

/// Takes the lists in the order of their instants.
pub(crate) struct Lists {
    history: History,
    /// Each placement with the instant of its decision, in their order, and the list that was in force and known then, as it was
    /// published.
    decided: Vec<(Instant, Placement, Option<RiskList>)>,
}

impl Lists {
    /// No list yet. The placements come in the order of their decisions.
    pub(crate) fn new(placements: Vec<(Instant, Placement)>) -> Self {
        let decided = placements.into_iter();
        Self {
            history: History::default(),
            decided: decided
                .map(|(at, placement)| (at, placement, None))
                .collect(),
        }
    }

    /// Takes the next list: what was decided before it came holds for it.
    pub(crate) fn take(&mut self, mut list: RiskList) {
        let recorded = list.import.recorded;
        for (at, _, in_force) in &mut self.decided {
            if list.as_of <= *at && recorded <= *at {
                *in_force = Some(list.clone());
            }
        }
        self.until(recorded).place(&mut list);
        self.history.admit(&list);
    }

    /// The history, once the last list was taken: what was in force at a decision says it anew from then on.
    pub(crate) fn history(mut self) -> (History, Placements) {
        let mut placements = Placements::default();
        for (at, placement, in_force) in std::mem::take(&mut self.decided) {
            placements.add(placement);
            let anew = in_force.and_then(|list| placements.said_anew(&list, at));
            if let Some(list) = anew {
                self.history.admit(&list);
            }
        }
        (self.history, placements)
    }

    fn until(&self, end: Instant) -> Placements {
        let mut placements = Placements::default();
        let decided = self.decided.iter().take_while(|(at, ..)| *at <= end);
        for (_, placement, _) in decided {
            placements.add(placement.clone());
        }
        placements
    }
}
