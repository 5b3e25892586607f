//! From what somebody declared to their colour, with rule, dates and the way out.

use domain::declaration::Tick;
use domain::rating::Ends;
use domain::state::State;

use crate::support::{List, WEST_LAKE, WUCHANG, World, area, at, code, day, pop_ups, says, told};

const NOON: &str = "2022-07-14 12:00";

/// West Lake has one high area and one medium area since the morning of the 10th.
fn listed() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .high(WEST_LAKE, &["西溪街道文三路1号"])
        .medium(WEST_LAKE, &["灵隐街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

#[test]
fn s2_25_somebody_who_went_nowhere_is_green() {
    let world = listed();
    let person = world.who(&says("330100", "330105"), at(NOON));
    let decision = world.rate(person, at(NOON));
    assert_eq!(told(&decision), "green []");
    assert!(decision.pop_ups.is_empty() && decision.since.is_none());
    assert_eq!(decision.jurisdiction, code("330100"));
}

#[test]
fn s2_28_a_stay_in_a_listed_high_area_is_red_with_rule_dates_and_way_out() {
    let world = listed();
    let high = area("330106", "西溪街道文三路1号");
    let words = says("330100", "330105").in_area("330106", "2022-07-11", "2022-07-12", high);
    let person = world.who(&words, at(NOON));
    let decision = world.rate(person, at(NOON));
    assert_eq!(told(&decision), "red [stay-high] until 2022-07-28");
    assert_eq!(decision.since, Some(day("2022-07-14")));
    let reason = &decision.reasons[0];
    assert_eq!(reason.evidence[0].id, words.stay().0, "the stay is named");
    assert!(
        matches!(
            reason.ends,
            Ends::CheckIns {
                missed: 0,
                then: None,
                ..
            }
        ),
        "daily check-ins end it: {:?}",
        reason.ends
    );
    assert_eq!(decision.review_on, Some(day("2022-07-15")));
}

#[test]
fn s2_27_a_stay_in_a_listed_medium_area_is_yellow_for_seven_days() {
    let world = listed();
    let medium = area("330106", "灵隐街道");
    let words = says("330100", "330105").in_area("330106", "2022-07-11", "2022-07-12", medium);
    let person = world.who(&words, at(NOON));
    let decision = world.rate(person, at(NOON));
    assert_eq!(told(&decision), "yellow [stay-medium] until 2022-07-21");
    assert_eq!(
        pop_ups(&decision),
        ["near-high", "near-medium"],
        "the same county has a high area"
    );
}

#[test]
fn s0_23_elsewhere_in_the_county_is_green_with_a_pop_up() {
    let world = listed();
    for tick in [Tick::Elsewhere, Tick::Unknown] {
        let words = says("330100", "330105").stayed("330106", "2022-07-11", "2022-07-12", tick);
        let person = world.who(&words, at(NOON));
        let decision = world.rate(person, at(NOON));
        assert_eq!(told(&decision), "green []");
        assert_eq!(pop_ups(&decision), ["near-high"]);
        let pop_up = &decision.pop_ups[0];
        assert_eq!(pop_up.places, [code("330106")]);
        assert_eq!(
            pop_up.until,
            Some(day("2022-07-27")),
            "14 days after the last day"
        );
        world.review(at("2022-07-26 23:59"));
        assert_eq!(pop_ups(&world.stored(person).decisions[0]), ["near-high"]);
        world.review(at("2022-07-27 00:00"));
        assert!(world.stored(person).decisions[0].pop_ups.is_empty());
    }
}

#[test]
fn s2_10_a_stay_before_the_window_colours_nobody() {
    let world = listed();
    let high = area("330106", "西溪街道文三路1号");
    let words = says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", high);
    let on_the_last_day = world.who(&words.again(), at("2022-07-25 09:00"));
    let a_day_later = world.who(&words.again(), at("2022-07-26 09:00"));
    assert_eq!(
        world.rate(on_the_last_day, at("2022-07-25 09:00")).state,
        State::Red
    );
    assert_eq!(
        told(&world.rate(a_day_later, at("2022-07-26 09:00"))),
        "green []"
    );
}

#[test]
fn s2_12_contact_symptoms_and_temperature_colour() {
    let world = World::new();
    let now = at("2020-02-20 09:00");
    let says_only = |words: crate::support::Words| {
        let person = world.who(&words, now);
        told(&world.rate(person, now))
    };
    let well = says("420100", "420106");
    assert_eq!(
        says_only(well.again().contact("2020-02-18")),
        "red [contact-declared] until 2020-03-05"
    );
    assert_eq!(
        says_only(well.again().coughs()),
        "yellow [symptoms] until 2020-02-27"
    );
    assert_eq!(
        says_only(well.again().temperature("37.3")),
        "yellow [temperature] until 2020-02-27"
    );
    assert_eq!(says_only(well.again().temperature("37.2")), "green []");
    let mut known_for_years = well.again();
    known_for_years.0.known_symptoms = vec![domain::facts::Symptom::DryCough];
    assert_eq!(says_only(known_for_years), "green []");
}

#[test]
fn s2_18_an_entry_from_abroad_is_red_in_zhejiang_and_green_where_no_rule_says_so() {
    let world = World::new();
    let now = at("2020-06-20 09:00");
    let words = says("330100", "330105").abroad("IT", "2020-06-01", "2020-06-18");
    let person = world.who(&words, now);
    assert_eq!(
        told(&world.rate(person, now)),
        "red [entry] until 2020-07-04"
    );
    let words = says("420100", "420106").abroad("IT", "2020-06-01", "2020-06-18");
    let person = world.who(&words, now);
    assert_eq!(told(&world.rate(person, now)), "green []");
}

#[test]
fn s2_28_before_its_province_had_a_rule_the_entry_was_green_and_the_rule_takes_over_on_its_day() {
    let world = World::new();
    let words = says("330100", "330105").abroad("IT", "2020-05-20", "2020-05-28");
    let person = world.who(&words, at("2020-05-30 09:00"));
    assert_eq!(
        told(&world.rate(person, at("2020-05-30 09:00"))),
        "green []"
    );
    world.review(at("2020-05-31 23:59"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
    world.review(at("2020-06-01 00:00"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [entry] until 2020-06-15"
    );
}

#[test]
fn s0_5_somebody_who_has_not_declared_is_none_and_nobody_is_coloured_for_what_is_missing() {
    let world = listed();
    let person = world.somebody(at(NOON));
    assert!(world.rate_all(person, at(NOON)).is_empty());
    assert!(world.stored(person).decisions.is_empty());
}

#[test]
fn s0_23_the_lists_of_wuhan_colour_nobody_in_hangzhou() {
    let world = listed();
    let list = List::of("2022-07-12 8").high(WUCHANG, &["中南路街道"]);
    world.import(&list, at("2022-07-12 08:05"));
    let words =
        says("330100", "330105").stayed("330110", "2022-07-11", "2022-07-12", Tick::Elsewhere);
    let person = world.who(&words, at(NOON));
    assert_eq!(told(&world.rate(person, at(NOON))), "green []");
    assert!(world.rate(person, at(NOON)).pop_ups.is_empty());
}
