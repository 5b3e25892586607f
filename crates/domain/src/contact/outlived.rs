//! What an order rests on may come to the end of its life before the order does: a file of events after half a year, a visit that an
//! event met likewise, a case's events with the case's own data. That takes nothing back. Taking back leaves what says so: events keep
//! all that they ever said while they live, journeys and visits that do not count any more stay in the record, and so does evidence by
//! others. So an exposure that nothing there is can have caused has outlived its cause, and carries what it carried.

use std::collections::BTreeSet;

use super::in_force::Events;
use crate::facts::{EvidenceKind, EvidenceRef};
use crate::ids::EvidenceId;
use crate::record::Record;

impl Events {
    /// The exposures on which orders of a record rest and whose event, journey or visit came to the end of its life.
    pub fn outlived(&self, record: &Record) -> Vec<EvidenceRef> {
        self.apart(record).0
    }

    /// The record, which says of all other exposures on which its orders rest that they are known: what is left out of it afterwards
    /// counts as taken back.
    #[must_use]
    pub fn remembered(&self, record: &Record) -> Record {
        let known = self.apart(record).1.into_iter();
        let mut remembered = record.clone();
        remembered.known.extend(known.map(|one| EvidenceId(one.id)));
        remembered
    }

    /// The exposures on which orders rest: those that outlived their cause, and the others.
    fn apart(&self, record: &Record) -> (Vec<EvidenceRef>, Vec<EvidenceRef>) {
        let orders = record.orders.iter();
        let standing = orders.filter(|order| !order.state.is_withdrawn());
        let evidence = standing.flat_map(|order| &order.evidence);
        let exposures = evidence.filter(|one| one.kind == EvidenceKind::Exposure);
        let exposures: BTreeSet<EvidenceRef> = exposures.copied().collect();
        if exposures.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let caused = self.ever_caused(record);
        let is_known = |one: &EvidenceRef| {
            caused.contains(&one.id) || record.known.contains(&EvidenceId(one.id))
        };
        let (known, outlived) = exposures.into_iter().partition(is_known);
        (outlived, known)
    }
}
