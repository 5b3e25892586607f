//! What an appeal contests: each order has a clock of its own, whatever was objected to before.

use domain::appeal::AppealState;
use domain::state::State;
use domain::time::Instant;
use service::{AppealAsked, AppealTold, Error};

use crate::appeals::{DAY, NOW, asked, reject};
use crate::proposals::Town;
use crate::support::{at, code, day, id, minutes_after, number, red_for, says, wait};

impl Town {
    /// Whether the person's page offers to object.
    fn page_offers(&self, now: Instant) -> bool {
        let decisions = self.world.rate_all(self.person, now);
        let explained = self.world.service.explain(self.person, &decisions, now);
        wait(explained).unwrap()[0].may_appeal
    }
}

fn refused_for(refused: Result<Vec<AppealTold>, Error>) -> (String, String) {
    match refused {
        Err(Error::Invalid(problems)) => (problems[0].field.clone(), problems[0].text.en.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn n_3_the_clock_of_a_second_order_starts_while_the_appeal_against_the_first_waits() {
    let town = Town::new();
    let now = at(NOW);
    town.red(now);
    town.appeal(now);
    assert!(!town.page_offers(now));
    let later = minutes_after(now, 60);
    town.red(later);
    assert!(town.page_offers(later));
    town.appeal(later);
    let (field, why) = refused_for(town.appeal_as(&asked("还是不对"), later));
    assert_eq!(field, "city");
    assert!(why.contains("wait for its answer"), "{why}");
    let first = minutes_after(now, DAY);
    assert_eq!(town.state(first), State::Red, "the second order counts on");
    let both = minutes_after(later, DAY);
    assert_eq!(
        town.state(both),
        State::Green,
        "until its own clock is over"
    );
}

#[test]
fn n_3_three_appeals_against_one_order_leave_the_next_order_open_to_appeal() {
    let mut town = Town::new();
    let now = at(NOW);
    town.red(now);
    for n in 0..3 {
        let appeal = town.appeal(now);
        let reviewer = town.world.official_as(30 + n, 5 + n, "reviewer");
        town.answer(&reviewer, appeal, &reject(), now).unwrap();
        town.officials.push(reviewer);
    }
    let (_, why) = refused_for(town.appeal_as(&asked("还是不对"), now));
    assert!(why.contains("3 times"), "{why}");
    let later = minutes_after(now, 60);
    let order = town.red(later);
    let appeal = town.appeal(later);
    let reviewer = town.world.official_as(40, 9, "reviewer");
    let seen = wait(town.world.service.appeals_for(&reviewer.member, later)).unwrap();
    assert_eq!(seen[0].id, appeal.0.to_string());
    let contests: Vec<_> = seen[0].contests.iter().map(|c| c.id.clone()).collect();
    assert_eq!(contests, [order.0.to_string()], "the new one alone");
}

#[test]
fn n_3_an_order_that_begins_later_is_contested_while_the_code_is_green() {
    let town = Town::new();
    let now = at(NOW);
    assert!(!town.page_offers(now));
    let asked_for = red_for(&town.who, day("2022-07-16"));
    let seen = town.world.propose(&town.officials[0], &asked_for, now);
    let order = number(&seen.unwrap());
    town.agree(order, now);
    town.agree(order, now);
    assert_eq!(town.state(now), State::Green);
    assert!(town.page_offers(now));
    town.appeal(now);
    let begun = at("2022-07-16 00:00");
    assert_eq!(town.state(begun), State::Green, "it is suspended by then");
    assert!(town.told(begun)[0].suspends);
}

#[test]
fn n_2_without_an_order_three_appeals_count_for_14_days_and_for_their_city() {
    let town = Town::new();
    let start = at("2022-07-14 09:00");
    let fever = || says("330100", "330106").temperature("38.0");
    town.world.declare(town.person, &fever(), start);
    let elsewhere = says("330200", "330203").temperature("38.0");
    town.world.declare(town.person, &elsewhere, start);
    let answer_each = |n: i64, now| {
        let appeal = town.appeal(now);
        let reviewer = town.world.official_as(30 + n, 5 + n, "reviewer");
        town.answer(&reviewer, appeal, &reject(), now).unwrap();
    };
    for n in 0..3 {
        answer_each(n, start);
    }
    let (_, why) = refused_for(town.appeal_as(&asked("还是不对"), start));
    assert!(why.contains("3 times"), "{why}");
    let other_city = AppealAsked {
        id: domain::ids::AppealId(id()),
        jurisdiction: code("330200"),
        ..asked("不对")
    };
    town.appeal_as(&other_city, start).unwrap();
    let later = minutes_after(start, 15 * DAY);
    town.world.declare(town.person, &fever(), later);
    let appeal = asked("这次也不对");
    let told = town.appeal_as(&appeal, later).unwrap();
    assert_eq!(told[0].state, AppealState::Waiting);
}
