//! A propagation that began before midnight and ends after it writes nobody back to yesterday.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::ids::PersonId;
use domain::state::State;

use crate::support::{World, at, day, says, wait};

const LAST_MINUTE: &str = "2022-07-14 23:59";
const MIDNIGHT: &str = "2022-07-15 00:00";

/// A policy by which whoever coughed is of a colour for three days.
fn policy(colour: &str) -> String {
    format!(
        r#"
jurisdiction = "330100"
inherits = "330000"
version = "{colour}"
effective = 2022-07-01
without = ["symptoms"]

[[rule]]
id = "one-symptom"
when = {{ symptoms = 1, within_days = 3 }}
colour = "{colour}"
review = 2027-01-01
reason.zh = "有症状"
reason.en = "Symptoms"

[[rule.test]]
today = 2022-07-14
facts = {{ symptoms = [{{ on = 2022-07-14, recorded = 2022-07-14, new = ["dry_cough"] }}] }}
expect = {{ colour = "{colour}" }}
"#
    )
}

/// People whom midnight releases.
fn coughing() -> (World, Vec<PersonId>) {
    let world = World::new();
    wait(
        world
            .service
            .publish_policy(&policy("yellow"), at("2022-07-11 08:00"), |_| {}),
    )
    .unwrap();
    let cough = || says("330100", "330105").coughs();
    let people: Vec<PersonId> = (0..3)
        .map(|_| world.who(&cough(), at("2022-07-11 09:00")))
        .collect();
    for person in &people {
        let decision = world.rate(*person, at(LAST_MINUTE));
        assert_eq!(
            (decision.state, decision.until),
            (State::Yellow, Some(day("2022-07-15")))
        );
    }
    (world, people)
}

#[test]
fn s2_21_whoever_midnight_released_is_not_written_back_by_a_propagation_of_the_minute_before() {
    // At whichever of its steps midnight comes: before the people are read, and between reading and writing them. The night
    // reviews once.
    for step in 1.. {
        let (world, people) = coughing();
        let night = world.another(9);
        let came = Arc::new(AtomicBool::new(false));
        let midnight = {
            let came = Arc::clone(&came);
            move || {
                let reviewed = wait(night.review(at(MIDNIGHT), |_| {})).unwrap();
                assert!(reviewed.looked_at > 0);
                came.store(true, Ordering::SeqCst);
            }
        };
        let slow = world.interrupted(step, midnight);
        wait(slow.publish_policy(&policy("red"), at(LAST_MINUTE), |_| {})).unwrap();
        if !came.load(Ordering::SeqCst) {
            assert!(step > 2, "it draws numbers while it rates");
            break;
        }
        for person in people {
            let stored = &world.stored(person).decisions[0];
            assert_eq!(stored.state, State::Green, "midnight at step {step}");
            assert_eq!(stored.today, day("2022-07-15"));
        }
    }
}
