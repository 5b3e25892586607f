//! Several cities, and somebody who moves.

use domain::declaration::Tick;
use domain::quarantine::OrderState;
use domain::rating::Ends;
use domain::state::State;

use crate::support::{
    List, WEST_LAKE, WUCHANG, World, YUHANG, area, at, code, day, morning, pop_ups, says, told,
    wait,
};

/// Wuchang has a high area since 8 February 2020.
fn february() -> World {
    let world = World::new();
    let list = List::of("2020-02-08 0").high(WUCHANG, &["中南路街道"]);
    world.import(&list, at("2020-02-08 00:10"));
    world
}

#[test]
fn s2_5_the_order_of_one_city_holds_in_the_other_and_one_check_in_counts_for_both() {
    let world = february();
    let high = area("420106", "中南路街道");
    let words = says("330100", "330105").in_area("420106", "2020-02-08", "2020-02-09", high);
    let person = world.who(&words, at("2020-02-20 10:00"));
    let now = at("2020-02-22 10:00");
    world.check_in(person, at("2020-02-21 09:00"));
    let in_beijing = world.declare(person, &says("110000", "110105").visitor(), now);
    assert_eq!(told(&in_beijing), "red [stay-high] until 2020-03-05");
    let orders = world.record(person).orders;
    assert_eq!(orders.len(), 1);
    assert_eq!(
        orders[0].jurisdiction,
        code("330100"),
        "it is Hangzhou's order"
    );
    world.check_in_daily(person, day("2020-02-22"), day("2020-03-04"));
    for city in ["330100", "110000"] {
        let evening = world.rate_in(person, city, at("2020-03-04 23:59"));
        assert_eq!(evening.state, State::Red, "{city}");
    }
    world.review(at("2020-03-05 00:00"));
    let stored = world.stored(person).decisions;
    assert_eq!(stored.len(), 2);
    assert!(stored.iter().all(|d| d.state == State::Green), "{stored:?}");
}

#[test]
fn s2_6_each_city_has_its_own_rules_and_the_worst_open_order_holds_in_both() {
    let world = World::new();
    let now = at("2020-06-20 10:00");
    let person = world.who(&says("420100", "420106"), now);
    let abroad = says("420100", "420106").abroad("IT", "2020-06-01", "2020-06-18");
    assert_eq!(told(&world.declare(person, &abroad, now)), "green []");
    let in_hangzhou = world.declare(person, &says("330100", "330105").visitor(), now);
    assert_eq!(told(&in_hangzhou), "red [entry] until 2020-07-04");
    let in_wuhan = world.rate_in(person, "420100", now);
    assert_eq!(
        told(&in_wuhan),
        "red [entry] until 2020-07-04",
        "Hangzhou's order holds there too"
    );
    assert_eq!(in_wuhan.reasons[0].jurisdiction, code("330100"));
}

#[test]
fn s2_6_a_rule_of_one_city_without_an_order_colours_that_city_alone() {
    let world = World::new();
    let now = at("2020-06-20 10:00");
    let person = world.who(&says("110000", "110105"), now);
    world.declare(
        person,
        &says("330100", "330105").temperature("38.0"),
        at("2020-06-20 10:05"),
    );
    let in_hangzhou = world.rate_in(person, "330100", at("2020-06-20 11:00"));
    assert!(
        in_hangzhou
            .reasons
            .iter()
            .any(|r| r.ends == Ends::Window && r.jurisdiction == code("330100")),
        "Zhejiang follows the fever: {in_hangzhou:?}"
    );
}

#[test]
fn s2_29_a_city_that_is_used_later_counts_from_the_day_of_its_use() {
    let world = World::new();
    let words = says("420100", "420106").abroad("IT", "2020-06-01", "2020-06-18");
    let person = world.who(&words, at("2020-06-20 10:00"));
    let decision = world.declare(
        person,
        &says("330100", "330105").visitor(),
        at("2020-06-25 10:00"),
    );
    assert_eq!(told(&decision), "red [entry] until 2020-07-09");
}

/// West Lake is listed from the 10th on.
fn july() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

#[test]
fn s2_29_the_same_residence_declared_again_adds_no_day() {
    let world = july();
    let home = Tick::Areas(vec![area("330106", "西溪街道")]);
    let words = says("330100", "330106").home_in(home);
    let person = world.who(&words, at("2022-07-14 12:00"));
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-18"));
    let now = at("2022-07-18 12:00");
    let decision = world.declare(person, &words.again(), now);
    assert_eq!(decision.until, Some(day("2022-07-28")), "{decision:?}");
    let mut in_beijing = words.again();
    in_beijing.0.jurisdiction = code("110000");
    let decision = world.declare(person, &in_beijing, now);
    assert_eq!(decision.until, Some(day("2022-07-28")), "{decision:?}");
    assert_eq!(world.record(person).orders.len(), 1);
}

#[test]
fn s0_23_a_residence_that_is_listed_again_after_a_gap_is_red_again() {
    let world = july();
    let home = Tick::Areas(vec![area("330106", "西溪街道")]);
    let person = world.who(
        &says("330100", "330106").home_in(home),
        at("2022-07-14 12:00"),
    );
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-27"));
    world.import(&List::of("2022-07-27 8"), at("2022-07-27 08:05"));
    world.review(at("2022-07-28 00:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
    let again = List::of("2022-09-20 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&again, at("2022-09-20 08:05"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [stay-high] until 2022-10-04"
    );
}

#[test]
fn s0_23_nobodys_order_ends_because_the_window_left_a_residence_that_is_listed_no_more() {
    let world = july();
    let home = Tick::Areas(vec![area("330106", "西溪街道")]);
    let person = world.who(
        &says("330100", "330106").home_in(home),
        at("2022-07-14 12:00"),
    );
    world.import(&List::of("2022-07-15 8"), at("2022-07-15 08:05"));
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-20"));
    for date in 0..20 {
        world.review((day("2022-07-21") + date).start());
    }
    let decision = world.rate(person, at("2022-08-10 12:00"));
    assert_eq!(
        decision.state,
        State::Red,
        "no day after the 20th is counted: {decision:?}"
    );
}

#[test]
fn s0_23_who_moves_is_asked_about_the_old_home_for_the_window_and_no_longer() {
    let world = World::new();
    let person = world.who(&says("330100", "330106"), at("2022-07-01 12:00"));
    world.declare(person, &says("330100", "330110"), at("2022-07-10 12:00"));
    let list = List::of("2022-07-12 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-12 08:05"));
    let decision = world.stored(person).decisions.remove(0);
    assert_eq!(
        pop_ups(&decision),
        ["area-question", "near-high"],
        "{decision:?}"
    );
    assert_eq!(decision.pop_ups[0].until, Some(day("2022-07-25")));
    world.review(at("2022-07-25 00:00"));
    let decision = world.stored(person).decisions.remove(0);
    assert!(decision.pop_ups.is_empty(), "{decision:?}");
}

#[test]
fn s0_23_who_moves_away_from_a_listed_home_keeps_the_order() {
    let world = july();
    let home = Tick::Areas(vec![area("330106", "西溪街道")]);
    let person = world.who(
        &says("330100", "330106").home_in(home),
        at("2022-07-14 12:00"),
    );
    world.check_in(person, morning(day("2022-07-15")));
    let decision = world.declare(person, &says("330100", "330110"), at("2022-07-15 12:00"));
    assert_eq!(told(&decision), "red [stay-high] until 2022-07-28");
    world.check_in_daily(person, day("2022-07-16"), day("2022-07-27"));
    world.review(at("2022-07-28 00:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}

#[test]
fn s0_23_a_list_that_names_the_new_home_later_asks_there() {
    let world = july();
    let person = world.who(&says("330100", "330105"), at("2022-07-11 12:00"));
    world.declare(person, &says("330100", "330110"), at("2022-07-13 12:00"));
    let list = List::of("2022-07-15 8").high(YUHANG, &["仓前街道"]);
    world.import(&list, at("2022-07-15 08:05"));
    let now = at("2022-07-15 09:00");
    let questions = wait(world.service.questions(person, now)).unwrap();
    assert_eq!(questions.len(), 1);
    let decision = world
        .answer(
            person,
            questions[0].stay.id,
            &[area("330110", "仓前街道")],
            now,
        )
        .unwrap()
        .remove(0);
    assert_eq!(told(&decision), "red [stay-high] until 2022-07-29");
}

/// Ningbo looks at the lists of the days of a stay alone.
const NINGBO: &str = r#"
jurisdiction = "330200"
inherits = "330000"
version = "stay only"
effective = 2022-07-01
level_from = "stay_only"
look_back_days = 7
"#;

#[test]
fn s2_6_a_city_that_reads_the_lists_otherwise_takes_no_other_citys_order_back() {
    let world = World::new();
    let now = at("2022-07-01 08:00");
    wait(world.service.publish_policy(NINGBO, now, |_| {})).unwrap();
    let words =
        says("330100", "330105").stayed("330106", "2022-07-08", "2022-07-09", Tick::Elsewhere);
    let person = world.who(&words, at("2022-07-10 07:00"));
    world.declare(person, &says("330200", "330105"), at("2022-07-10 07:10"));
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let inside = [area("330106", "西溪街道")];
    let decisions = world
        .answer(person, words.stay(), &inside, at("2022-07-10 09:00"))
        .unwrap();
    let both: Vec<String> = decisions.iter().map(told).collect();
    assert_eq!(both, ["red [stay-high] until 2022-07-24"; 2]);
    assert_eq!(world.orders(person), [OrderState::Open]);
}
