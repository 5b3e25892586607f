//! An event that somebody lays over a gathering: refused or held at each step, and nobody's visit is opened for good before.

use domain::ids::PersonId;
use domain::proposal::ProposalState;
use domain::state::State;
use domain::time::Instant;
use domain::venue::VenueVisit;
use futures_util::{StreamExt, stream};
use service::Error;

use crate::events_of_venues::{NOW, RESTAURANT, ate, file};
use crate::proposals::Town;
use crate::support::{applicant, at, number, says, wait};

/// How many came.
const GUESTS: i64 = 2_000;
/// How many are written at a time, so that they are committed in groups.
const AT_ONCE: usize = 64;

impl Town {
    /// So many people of Hangzhou who were there over noon, as their phones proved it on the spot.
    fn gathering(&self, from: Instant, left: Instant) -> Vec<PersonId> {
        let (service, day) = (&self.world.service, from.date());
        let store = service.store();
        wait(store.write(store.make_day_keys(&[day]))).unwrap();
        let (keys, _) = wait(store.day_keys(day, day)).unwrap();
        let key = &keys[0];
        let made = at("2022-07-11 09:00");
        let guests = stream::iter(1..=GUESTS).map(|id| async move {
            let person = service.register(&applicant(), made).await.unwrap().person;
            let home = says("330100", "330106");
            service.declare(person, &home.0, made).await.unwrap();
            let visit = VenueVisit {
                venue: RESTAURANT,
                day,
                id,
                person,
                from,
                left: Some(left),
            };
            let kept = store.keep_venue_visit(&visit, key).unwrap();
            store.write(kept).await.unwrap();
            person
        });
        wait(guests.buffered(AT_ONCE).collect())
    }

    /// How many visits are facts of somebody's.
    fn met(&self) -> i64 {
        let count = "SELECT count(*) FROM met_visit";
        let sql = self.world.sql();
        sql.query_row(count, [], |row| row.get(0)).unwrap()
    }

    /// Nobody of them changed colour, and no visit of theirs became a fact. One in a hundred is rated anew.
    fn is_untouched(&self, guests: &[PersonId], now: Instant) -> bool {
        let mut some = guests.iter().step_by(100);
        self.met() == 0 && some.all(|guest| self.colour(*guest, now) == State::Green)
    }
}

#[test]
fn n_6_an_event_laid_over_a_gathering_of_2000_is_refused_or_held_at_each_step() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guests = town.gathering(at("2022-07-12 12:20"), at("2022-07-12 12:50"));
    assert_eq!(guests.len(), 2_000);
    // Longer than six hours: refused.
    let day = file(&[&ate("08:00", "20:00")]);
    let refused = town.world.propose(&town.officials[0], &day, now);
    let Err(Error::Invalid(problems)) = refused else {
        panic!("it is refused");
    };
    assert_eq!(problems[0].field, "what.text[2].to");
    // Within them: whoever proposes reads how many it is, and it is held.
    let noon = file(&[&ate("12:00", "13:00")]);
    let seen = town.world.propose(&town.officials[0], &noon, now).unwrap();
    assert!(seen.held && seen.effect.worse == 2_000, "{:?}", seen.effect);
    let id = number(&seen);
    assert!(town.is_untouched(&guests, now));
    // Two are not enough.
    town.agree(id, now);
    town.world.settle(now);
    assert_eq!(town.world.proposal_state(id), ProposalState::InForce);
    assert!(town.is_untouched(&guests, now));
    // A third of another division looks, and refuses.
    let all = town.all();
    let third = town.world.asked(&all, id);
    town.world.refuse(third, id, now).unwrap();
    town.world.settle(now);
    assert_eq!(town.world.proposal_state(id), ProposalState::Refused);
    assert!(town.is_untouched(&guests, now));
    let read = wait(town.world.service.events("", None, now)).unwrap();
    assert_eq!(read.in_force, 0, "nor does anybody read of it");
    // The same again by the same hands waits for a third too.
    let later = now.plus_ms(60_000);
    let again = town.world.propose(&town.officials[0], &noon, later);
    assert!(again.unwrap().held);
    assert!(town.is_untouched(&guests, later));
}
