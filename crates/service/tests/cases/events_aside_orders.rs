//! What a visit that one reviewer set aside brought about once stays as it ended: lifted, suspended or served.

use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use domain::time::Instant;

use crate::events_disputed::{COUGHING_CONTACTS, SHOPPED};
use crate::events_of_venues::NOW;
use crate::proposals::Town;
use crate::support::{at, minutes_after, says, wait};

const DAY_MS: i64 = 86_400_000;
const RULE: &str = "coughing-contact";
/// Hangzhou quarantines a general contact who coughs.
fn quarantines() -> String {
    let colour = "colour = \"red\"\n";
    COUGHING_CONTACTS.replacen(colour, &format!("{colour}days = 7\n"), 1)
}

/// Somebody whose visit one reviewer set aside, and who coughs since: it counts again and an order rests on it.
fn quarantined(now: Instant) -> (Town, PersonId) {
    let town = Town::with_restaurant();
    let guest = town.in_shop(&says("330100", "330106"));
    let service = &town.world.service;
    wait(service.publish_policy(&quarantines(), now, |_| {})).unwrap();
    town.bring(&[SHOPPED], now);
    town.granted_by_one(guest, now);
    assert_eq!(town.colour(guest, now), State::Green);
    let coughing = says("330100", "330106").coughs();
    town.world.declare(guest, &coughing, minutes_after(now, 60));
    (town, guest)
}

impl Town {
    /// The states of the orders of the rule.
    fn of_rule(&self, person: PersonId) -> Vec<OrderState> {
        let orders = self.world.record(person).orders;
        let of_rule = orders.iter().filter(|order| order.rule.as_str() == RULE);
        of_rule.map(|order| order.state).collect()
    }

    /// The order of the rule becomes this.
    fn becomes(&self, person: PersonId, state: OrderState, now: Instant) {
        let facts = self.world.facts(person).unwrap();
        let mut rows = facts.orders.iter();
        let row = rows.find(|row| row.order.rule.as_str() == RULE).unwrap();
        let mut batch = facts.batch(now);
        batch.change_order(row, state);
        let rating = self.world.stored(person);
        let store = self.world.service.store();
        wait(store.write(batch.rate(&rating))).unwrap();
    }
}

#[test]
fn n_3_an_order_by_a_visit_that_one_set_aside_stays_lifted_suspended_or_served() {
    let now = at(NOW);
    let later = minutes_after(now, 120);
    let today = later.date();
    for state in [
        OrderState::Lifted(today),
        OrderState::Suspended(today),
        OrderState::Complete(today),
    ] {
        let (town, guest) = quarantined(now);
        assert_eq!(town.colour(guest, later), State::Red);
        assert_eq!(town.of_rule(guest), [OrderState::Open]);
        town.becomes(guest, state, later);
        for days in 0..=3 {
            let then = later.plus_ms(days * DAY_MS);
            assert_ne!(town.colour(guest, then), State::Red, "{state:?}, {days}");
            assert_eq!(town.of_rule(guest), [state], "after {days} days");
        }
    }
}
