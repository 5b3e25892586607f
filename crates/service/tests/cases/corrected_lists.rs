//! A corrected list (the same hour, saved later) takes back what only it caused; and lists in any order.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use domain::time::Instant;
use service::ListStanding;

use crate::support::{
    List, WEST_LAKE, World, YUHANG, area, at, day, minutes_after, morning, pop_ups, says, told,
};

const HOUR: &str = "2022-07-10 8";

/// Somebody who stayed in an area on the 10th and 11th and declares it on the 12th.
fn stayed(world: &World, county: &str, text: &str) -> PersonId {
    let area = area(county, text);
    let words = says("330100", "330105").in_area(county, "2022-07-10", "2022-07-11", area);
    world.who(&words, at("2022-07-12 09:00"))
}

/// The list as it came first, and how it was corrected: West Lake should not have been on it.
fn two() -> (List, List) {
    let right = List::of(HOUR).high(YUHANG, &["仓前街道"]);
    (right.clone().high(WEST_LAKE, &["西溪街道"]), right)
}

#[test]
fn s0_23_a_corrected_list_takes_back_what_only_it_caused() {
    let world = World::new();
    let (wrong, right) = two();
    world.import_saved(&wrong, Some(at("2022-07-10 08:10")), at("2022-07-10 08:15"));
    let only_by_it = stayed(&world, "330106", "西溪街道");
    let by_both = stayed(&world, "330110", "仓前街道");
    let red = "red [stay-high] until 2022-07-26";
    assert_eq!(told(&world.stored(only_by_it).decisions[0]), red);
    let now = at("2022-07-13 10:00");
    let import = world.import_saved(&right, Some(at("2022-07-10 11:00")), now);
    assert_eq!(import.standing, ListStanding::Corrects);
    assert_eq!(import.progress.changed, 1);
    assert_eq!(told(&world.stored(only_by_it).decisions[0]), "green []");
    assert_eq!(
        world.orders(only_by_it),
        [OrderState::Withdrawn(day("2022-07-13"))]
    );
    assert_eq!(told(&world.stored(by_both).decisions[0]), red);
    assert_eq!(world.orders(by_both), [OrderState::Open]);
}

#[test]
fn s0_23_a_correction_leaves_what_another_list_causes_too() {
    let world = World::new();
    let (wrong, right) = two();
    world.import_saved(&wrong, Some(at("2022-07-10 08:10")), at("2022-07-10 08:15"));
    let next = List::of("2022-07-11 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&next, at("2022-07-11 08:15"));
    let person = stayed(&world, "330106", "西溪街道");
    world.import_saved(&right, Some(at("2022-07-10 11:00")), at("2022-07-13 10:00"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [stay-high] until 2022-07-26"
    );
    assert_eq!(world.orders(person), [OrderState::Open]);
}

#[test]
fn s2_29_with_the_wrong_order_gone_the_earlier_count_is_there_with_its_check_ins() {
    let world = World::new();
    let (wrong, right) = two();
    let before = List::of("2022-07-09 8").medium(WEST_LAKE, &["西溪街道"]);
    world.import(&before, at("2022-07-09 08:05"));
    let person = stayed(&world, "330106", "西溪街道");
    let yellow = "yellow [stay-medium] until 2022-07-19";
    assert_eq!(told(&world.stored(person).decisions[0]), yellow);
    world.check_in(person, morning(day("2022-07-13")));
    let (first, second) = (at("2022-07-10 08:10"), at("2022-07-10 11:00"));
    world.import_saved(&wrong, Some(first), at("2022-07-14 08:00"));
    world.check_in(person, morning(day("2022-07-14")));
    assert_eq!(world.stored(person).decisions[0].state, State::Red);
    world.check_in(person, morning(day("2022-07-15")));
    world.import_saved(&right, Some(second), at("2022-07-16 08:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), yellow);
    world.check_in_daily(person, day("2022-07-16"), day("2022-07-18"));
    world.review(at("2022-07-19 00:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}

#[test]
fn s0_23_a_list_saved_earlier_than_the_one_in_force_changes_nothing() {
    let world = World::new();
    let (wrong, right) = two();
    world.import_saved(&right, Some(at("2022-07-10 11:00")), at("2022-07-10 11:05"));
    let words =
        says("330100", "330105").stayed("330106", "2022-07-10", "2022-07-11", Tick::Elsewhere);
    let person = world.who(&words, at("2022-07-12 09:00"));
    let import = world.import_saved(&wrong, Some(at("2022-07-10 08:10")), at("2022-07-12 10:00"));
    assert_eq!(import.standing, ListStanding::Superseded);
    let decision = world.rate(person, at("2022-07-12 11:00"));
    assert!(decision.pop_ups.is_empty(), "{decision:?}");
}

#[test]
fn s0_23_of_two_lists_of_one_hour_without_times_the_first_seen_stays() {
    let world = World::new();
    let (wrong, right) = two();
    world.import(&right, at("2022-07-10 08:05"));
    let import = world.import(&wrong, at("2022-07-10 09:05"));
    assert_eq!(import.standing, ListStanding::Contradiction);
    let words =
        says("330100", "330105").stayed("330106", "2022-07-10", "2022-07-11", Tick::Unknown);
    let person = world.who(&words, at("2022-07-12 09:00"));
    assert!(world.stored(person).decisions[0].pop_ups.is_empty());
}

/// Five lists with their times of saving; two are of one hour.
fn five() -> Vec<(List, Instant)> {
    let saved = |date: &str| morning(day(date));
    let (wrong, right) = two();
    vec![
        (
            List::of("2022-07-09 8").medium(WEST_LAKE, &["西溪街道", "灵隐街道"]),
            saved("2022-07-09"),
        ),
        (wrong, saved("2022-07-10")),
        (right, minutes_after(saved("2022-07-10"), 60)),
        (
            List::of("2022-07-11 8").high(WEST_LAKE, &["灵隐街道"]),
            saved("2022-07-11"),
        ),
        (List::of("2022-07-12 8"), saved("2022-07-12")),
    ]
}

#[test]
fn s0_23_lists_in_another_order_give_the_same_decisions() {
    let imported = at("2022-07-12 08:30");
    let orders = [
        [0, 1, 2, 3, 4],
        [4, 3, 2, 1, 0],
        [2, 4, 1, 0, 3],
        [1, 2, 0, 4, 3],
    ];
    let told_in = |order: &[usize]| {
        let world = World::new();
        let lists = five();
        let unknown = |county: &str| {
            let words =
                says("330100", "330105").stayed(county, "2022-07-10", "2022-07-11", Tick::Unknown);
            world.who(&words, at("2022-07-11 09:00"))
        };
        let early = [unknown("330106"), unknown("330110")];
        for number in order {
            let (list, saved) = &lists[*number];
            world.import_saved(list, Some(*saved), imported);
        }
        let late = [
            stayed_if_listed(&world, "330106", "西溪街道"),
            stayed_if_listed(&world, "330106", "灵隐街道"),
            stayed_if_listed(&world, "330110", "仓前街道"),
        ];
        let now = at("2022-07-12 12:00");
        let people = early.into_iter().chain(late);
        people
            .map(|person| {
                let decision = world.rate(person, now);
                format!("{} {:?}", told(&decision), pop_ups(&decision))
            })
            .collect::<Vec<_>>()
    };
    let expected = told_in(&orders[0]);
    assert_eq!(
        expected,
        [
            "green [] [\"area-question\", \"near-high\"]",
            "green [] [\"area-question\", \"near-high\"]",
            "yellow [stay-medium] until 2022-07-19 [\"near-high\", \"near-medium\"]",
            "red [stay-high] until 2022-07-26 [\"near-high\"]",
            "red [stay-high] until 2022-07-26 [\"near-high\"]",
        ]
    );
    for order in &orders[1..] {
        assert_eq!(told_in(order), expected, "{order:?}");
    }
}

/// Somebody who ticks an area where a list names it, and else says elsewhere.
fn stayed_if_listed(world: &World, county: &str, text: &str) -> PersonId {
    let now = at("2022-07-12 09:00");
    let shared = crate::support::wait(world.service.shared(now)).unwrap();
    let county_code = crate::support::code(county);
    let listed = shared
        .history()
        .areas_of(county_code, day("2022-07-10"), now.date());
    let tick = if listed.iter().any(|choice| choice.id == area(county, text)) {
        Tick::Areas(vec![area(county, text)])
    } else {
        Tick::Elsewhere
    };
    let words = says("330100", "330105").stayed(county, "2022-07-10", "2022-07-11", tick);
    world.who(&words, now)
}
