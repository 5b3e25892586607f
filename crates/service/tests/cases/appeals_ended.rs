//! Appeals whose orders ended before anybody answered: none stands for ever, and none says that it suspends what is over.

use domain::appeal::{AppealRefusal, AppealState};
use domain::state::State;
use service::Error;

use crate::appeals::{NOW, reject};
use crate::proposals::Town;
use crate::support::{at, minutes_after, says, wait};

#[test]
fn n_3_an_overdue_appeal_is_closed_once_its_order_is_over() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    let id = town.appeal(now);
    let last = at("2022-07-27 23:59");
    town.settle(last);
    assert!(town.told(last)[0].suspends);
    assert_eq!(town.told(last)[0].state, AppealState::Waiting);
    let over = at("2022-07-28 00:00");
    let told = town.told(over).remove(0);
    assert!(!told.suspends, "before the job has run");
    assert!(told.standing.en.contains("overdue"), "{}", told.standing.en);
    assert!(town.world.told_of_orders(town.person, over).is_empty());
    let counted = wait(town.world.service.vigilance(over)).unwrap();
    assert_eq!((counted.appeals_waiting, counted.appeals_overdue), (1, 1));
    let settled = wait(town.world.service.settle_appeals(over)).unwrap();
    assert_eq!((settled.closed, settled.suspended), (1, 0));
    let told = town.told(over).remove(0);
    assert_eq!(told.state, AppealState::Over);
    assert!(told.standing.en.contains("had ended"));
    let counted = wait(town.world.service.vigilance(over)).unwrap();
    assert_eq!((counted.appeals_waiting, counted.appeals_overdue), (0, 0));
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let late = town.answer(&reviewer, id, &reject(), over);
    assert!(matches!(late, Err(Error::Appeal(AppealRefusal::NotNow))));
    let again = wait(town.world.service.settle_appeals(over)).unwrap();
    assert_eq!(again.closed, 0, "run again, it changes nothing");
}

#[test]
fn n_2_an_appeal_against_a_colour_without_an_order_is_closed_once_the_colour_is_gone() {
    let town = Town::new();
    let now = at(NOW);
    let fever = says("330100", "330106").temperature("38.0");
    town.world.declare(town.person, &fever, now);
    assert_eq!(town.state(now), State::Yellow);
    town.appeal(now);
    let mut later = now;
    while town.state(later) == State::Yellow {
        town.settle(later);
        assert_eq!(town.told(later)[0].state, AppealState::Waiting);
        later = minutes_after(later, 24 * 60);
    }
    town.settle(later);
    assert_eq!(town.told(later)[0].state, AppealState::Over);
}

#[test]
fn n_3_whoever_answered_an_appeal_against_a_colour_without_an_order_does_not_answer_the_next() {
    let town = Town::new();
    let now = at(NOW);
    let fever = says("330100", "330106").temperature("38.0");
    town.world.declare(town.person, &fever, now);
    let first = town.appeal(now);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    town.answer(&reviewer, first, &reject(), now).unwrap();
    let second = town.appeal(minutes_after(now, 1));
    let refused = town.answer(&reviewer, second, &reject(), minutes_after(now, 1));
    assert!(matches!(
        refused,
        Err(Error::Appeal(AppealRefusal::SameHands))
    ));
    let other = town.world.official_as(10, 8, "reviewer");
    town.answer(&other, second, &reject(), minutes_after(now, 1))
        .unwrap();
}
