//! Quarantine by the clock: counted days, missed days, grace, and midnight.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::rating::Ends;
use domain::state::Colour;
use domain::time::Date;

use crate::support::{List, WEST_LAKE, WUCHANG, Words, World, area, at, day, morning, says, told};

/// Somebody in Hangzhou who is red since 20 February 2020: free on 5 March.
fn red_in_february(world: &World) -> PersonId {
    let list = List::of("2020-02-08 0").high(WUCHANG, &["中南路街道"]);
    world.import(&list, at("2020-02-08 00:10"));
    let high = area("420106", "中南路街道");
    let words = says("330100", "330105").in_area("420106", "2020-02-08", "2020-02-09", high);
    world.who(&words, at("2020-02-20 10:00"))
}

/// The daily check-ins from one day of the order to another, leaving out the dates in `missing`.
fn check_ins_but(world: &World, person: PersonId, from: &str, to: &str, missing: &[&str]) {
    let missing: Vec<Date> = missing.iter().map(|date| day(date)).collect();
    let mut date = day(from);
    while date <= day(to) {
        world.review(date.start());
        if !missing.contains(&date) {
            world.check_in(person, morning(date));
        }
        date = date.next();
    }
}

#[test]
fn s2_29_the_dates_of_the_requirements_example() {
    let world = World::new();
    let person = red_in_february(&world);
    assert_eq!(
        told(&world.rate(person, at("2020-02-20 10:00"))),
        "red [stay-high] until 2020-03-05"
    );
    check_ins_but(&world, person, "2020-02-21", "2020-03-04", &[]);
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [stay-high] until 2020-03-05"
    );
}

#[test]
fn s2_29_fourteen_counted_days_are_green_at_midnight_and_the_job_of_the_night_finds_the_person() {
    let world = World::new();
    let person = red_in_february(&world);
    check_ins_but(&world, person, "2020-02-21", "2020-03-04", &[]);
    let evening = at("2020-03-04 23:59");
    assert_eq!(
        told(&world.rate(person, evening)),
        "red [stay-high] until 2020-03-05"
    );
    assert_eq!(world.review(evening).changed, 0);
    let midnight = at("2020-03-05 00:00");
    let job = world.review(midnight);
    assert_eq!((job.looked_at, job.changed), (1, 1));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
    assert_eq!(told(&world.rate(person, midnight)), "green []");
    assert_eq!(
        world.orders(person),
        [OrderState::Complete(day("2020-03-05"))]
    );
    assert_eq!(world.review(midnight).looked_at, 0, "nobody is left");
}

#[test]
fn s2_29_a_missed_day_moves_the_end_by_one_once_its_grace_is_over() {
    let world = World::new();
    let person = red_in_february(&world);
    check_ins_but(&world, person, "2020-02-21", "2020-02-26", &["2020-02-25"]);
    let told_on = |date: &str| told(&world.rate(person, day(date).start()));
    assert_eq!(
        told_on("2020-02-26"),
        "red [stay-high] until 2020-03-05",
        "the 25th is waited for"
    );
    assert_eq!(told_on("2020-02-27"), "red [stay-high] until 2020-03-06");
    let decision = world.rate(person, day("2020-02-27").start());
    assert!(matches!(
        decision.reasons[0].ends,
        Ends::CheckIns { missed: 1, .. }
    ));
    check_ins_but(&world, person, "2020-02-27", "2020-03-05", &[]);
    assert_eq!(
        told(&world.rate(person, at("2020-03-05 23:59"))),
        "red [stay-high] until 2020-03-06"
    );
    assert_eq!(
        told(&world.rate(person, at("2020-03-06 00:00"))),
        "green []"
    );
}

#[test]
fn s2_29_nobody_is_released_before_the_last_day_counts() {
    let world = World::new();
    let person = red_in_february(&world);
    check_ins_but(&world, person, "2020-02-21", "2020-03-04", &["2020-03-04"]);
    let midnight = at("2020-03-05 00:00");
    world.review(midnight);
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [stay-high] until 2020-03-06"
    );
    let made = at("2020-03-04 22:00");
    let decision = world.check_in_late(person, made, at("2020-03-05 08:00"));
    assert_eq!(
        told(&decision),
        "green []",
        "it was made on the 4th and arrived within its grace"
    );
}

#[test]
fn s2_29_a_check_in_made_without_a_network_counts_when_it_arrives_within_its_grace() {
    let world = World::new();
    let person = red_in_february(&world);
    check_ins_but(&world, person, "2020-02-21", "2020-02-24", &[]);
    world.check_in(person, at("2020-02-26 09:00"));
    let made = at("2020-02-25 21:00");
    world.check_in_late(person, made, at("2020-02-26 23:59"));
    assert_eq!(
        told(&world.rate(person, at("2020-02-27 12:00"))),
        "red [stay-high] until 2020-03-05"
    );
}

#[test]
fn s2_29_after_its_grace_a_late_check_in_is_kept_and_changes_nothing() {
    let world = World::new();
    let person = red_in_february(&world);
    check_ins_but(&world, person, "2020-02-21", "2020-02-26", &["2020-02-25"]);
    let made = at("2020-02-25 21:00");
    let decision = world.check_in_late(person, made, at("2020-02-27 00:00"));
    assert_eq!(told(&decision), "red [stay-high] until 2020-03-06");
    let kept = world.record(person).check_ins;
    assert!(kept.iter().any(|c| c.on == day("2020-02-25")), "it is kept");
}

#[test]
fn s2_29_other_evidence_adds_a_reason_and_no_day() {
    let world = World::new();
    let person = red_in_february(&world);
    check_ins_but(&world, person, "2020-02-21", "2020-02-24", &[]);
    let contact = says("330100", "330105").contact("2020-02-14");
    let decision = world.declare(person, &contact, at("2020-02-24 12:00"));
    let mut rules = crate::support::rules(&decision);
    rules.sort();
    assert_eq!(rules, ["contact-declared", "stay-high"]);
    assert_eq!(decision.until, Some(day("2020-03-05")));
    assert_eq!(world.orders(person).len(), 1);
}

#[test]
fn s2_29_an_exposure_after_day_one_restarts_the_count() {
    let world = World::new();
    let person = red_in_february(&world);
    check_ins_but(&world, person, "2020-02-21", "2020-02-25", &[]);
    let contact = says("330100", "330105").contact("2020-02-24");
    let decision = world.declare(person, &contact, at("2020-02-26 12:00"));
    assert_eq!(decision.until, Some(day("2020-03-11")));
}

#[test]
fn s0_23_a_residence_in_a_listed_area_is_red_and_ends_by_its_check_ins() {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let home = area("330106", "西溪街道");
    let words = says("330100", "330106").home_in(Tick::Areas(vec![home]));
    let person = world.who(&words, at("2022-07-14 12:00"));
    assert_eq!(
        told(&world.rate(person, at("2022-07-14 12:00"))),
        "red [stay-high] until 2022-07-28"
    );
    check_ins_but(&world, person, "2022-07-15", "2022-07-27", &[]);
    world.review(at("2022-07-28 00:00"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "green []",
        "the evidence that opened the order opens no second"
    );
}

#[test]
fn s2_29_a_second_stage_follows_the_first_by_the_same_counting() {
    let world = World::new();
    let words = says("410500", "410502").abroad("IT", "2020-06-01", "2020-06-18");
    let person = world.who(&words, at("2020-06-20 09:00"));
    let decision = world.rate(person, at("2020-06-20 09:00"));
    assert_eq!(told(&decision), "red [entry] until 2020-07-04");
    assert!(matches!(
        decision.reasons[0].ends,
        Ends::CheckIns { then: Some((colour, free)), .. }
            if colour == Colour::Yellow && free == day("2020-07-11")
    ));
    check_ins_but(&world, person, "2020-06-21", "2020-07-03", &[]);
    world.review(at("2020-07-04 00:00"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "yellow [entry] until 2020-07-11"
    );
    check_ins_but(&world, person, "2020-07-04", "2020-07-10", &["2020-07-06"]);
    world.review(at("2020-07-11 00:00"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "yellow [entry] until 2020-07-12"
    );
    world.check_in(person, morning(day("2020-07-11")));
    world.review(at("2020-07-12 00:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}

#[test]
fn s2_29_the_same_evidence_in_another_list_or_in_another_order_on_one_date_changes_nothing() {
    let high = || area("420106", "中南路街道");
    let stay = || says("330100", "330105").in_area("420106", "2020-02-08", "2020-02-09", high());
    let contact = || says("330100", "330105").contact("2020-02-18");
    let decided = |first: &Words, second: &Words| {
        let world = World::new();
        let list = List::of("2020-02-08 0").high(WUCHANG, &["中南路街道"]);
        world.import(&list, at("2020-02-08 00:10"));
        let person = world.who(first, at("2020-02-20 10:00"));
        world.declare(person, second, at("2020-02-20 11:00"));
        let before = told(&world.rate(person, at("2020-02-20 12:00")));
        let newer = List::of("2020-02-20 12").high(WUCHANG, &["中南路街道"]);
        world.import(&newer, at("2020-02-20 12:10"));
        let after = told(&world.rate(person, at("2020-02-20 13:00")));
        assert_eq!(before, after, "another list says the same");
        world.check_in(person, morning(day("2020-02-21")));
        told(&world.rate(person, at("2020-02-21 12:00")))
    };
    let one = decided(&stay(), &contact());
    assert!(one.starts_with("red"), "{one}");
    assert_eq!(one, decided(&contact(), &stay()));
}
