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

#[cfg(test)]
mod tests {
    use super::super::{ContactRules, ConveyanceKind, EventFile, event_file};
    use super::*;
    use crate::declaration::DeclaredLeg;
    use crate::ids::{DeclarationId, LegId, ProposalId};
    use crate::quarantine::{Order, OrderState};
    use crate::record::{LegRecord, fixture};
    use crate::time::Date;

    fn day() -> Date {
        "2020-01-20".parse().unwrap()
    }

    /// A carriage of a train, as it was said on the next day.
    fn file() -> EventFile {
        let text = "id,kind,number,date,seat\nT1,train,G2035,2020-01-20,10号车厢\n";
        let events = event_file(text, ContactRules::built_in(), None, day() + 1);
        EventFile {
            proposal: ProposalId(1),
            place: "330100".parse().unwrap(),
            of_case: false,
            published: day().start(),
            ended: None,
            events: events.unwrap(),
        }
    }

    /// Somebody who rode in it.
    fn rode() -> Record {
        let said = DeclaredLeg {
            id: LegId(1),
            kind: ConveyanceKind::Train,
            number: "G2035".to_owned(),
            date: day(),
            seat: "10车5F".to_owned(),
            board: String::new(),
            alight: String::new(),
            crew: false,
        };
        Record {
            declarations: vec![fixture::declared(1, day().start())],
            legs: vec![LegRecord {
                id: said.id,
                declaration: DeclarationId(1),
                leg: said.parsed().unwrap(),
                recorded: day().start(),
            }],
            ..Record::default()
        }
    }

    fn order(exposure: EvidenceRef, state: OrderState) -> Order {
        let order = serde_json::json!({
            "rule": "any", "colour": "red", "days": 14, "first_day": day(), "id": 1,
        });
        let order: Order = serde_json::from_value(order).unwrap();
        Order {
            evidence: vec![exposure],
            state,
            ..order
        }
    }

    #[test]
    fn n_8_an_exposure_outlives_its_event_and_its_journey_and_no_taking_back() {
        let events = Events::of(vec![file()]);
        let mut record = rode();
        let found = events.exposures(ContactRules::built_in(), &record);
        let exposure = EvidenceRef::to(EvidenceKind::Exposure, found[0].exposure.id);
        record.orders = vec![order(exposure, OrderState::Complete(day() + 14))];
        assert!(events.outlived(&record).is_empty(), "it is there");
        let ended = events.with(EventFile {
            ended: Some(day().end()),
            ..file()
        });
        assert!(ended.outlived(&record).is_empty(), "it is taken back");
        let mut corrected = record.clone();
        corrected.declarations[0].corrected_by = Some(DeclarationId(2));
        assert!(events.outlived(&corrected).is_empty(), "so is the journey");
        assert_eq!(Events::default().outlived(&record), [exposure]);
        let mut forgotten = record.clone();
        forgotten.legs.clear();
        assert_eq!(events.outlived(&forgotten), [exposure]);
        let mut part = events.remembered(&record);
        part.legs.clear();
        assert!(events.outlived(&part).is_empty(), "it is left out");
        let mut by_others = record.clone();
        by_others.known.push(EvidenceId(exposure.id));
        assert!(Events::default().outlived(&by_others).is_empty());
        record.orders[0].state = OrderState::Withdrawn(day());
        assert!(Events::default().outlived(&record).is_empty());
    }
}
