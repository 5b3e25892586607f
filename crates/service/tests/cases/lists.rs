//! A second list arrives: who changes, who is asked, and whose order stays.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use service::{Error, ListStanding};

use crate::support::{
    CHAOYANG, List, WEST_LAKE, World, YUHANG, ZONE, area, at, pop_ups, says, told, wait,
};

const DECLARED: &str = "2022-07-12 09:00";

/// A medium area in West Lake and one in Yuhang, as of the morning of the 10th.
fn first() -> List {
    List::of("2022-07-10 8")
        .medium(WEST_LAKE, &["灵隐街道"])
        .medium(YUHANG, &["仓前街道"])
}

fn world() -> World {
    let world = World::new();
    world.import(&first(), at("2022-07-10 08:05"));
    world
}

/// Somebody who stayed in an area on the 10th and 11th.
fn stayed(world: &World, county: &str, tick: Tick) -> PersonId {
    let words = says("330100", "330105").stayed(county, "2022-07-10", "2022-07-11", tick);
    world.who(&words, at(DECLARED))
}

fn in_area(county: &str, text: &str) -> Tick {
    Tick::Areas(vec![area(county, text)])
}

#[test]
fn s0_23_a_second_list_changes_exactly_the_people_whose_stays_it_raises() {
    let world = world();
    let raised = stayed(&world, "330106", in_area("330106", "灵隐街道"));
    let same = stayed(&world, "330110", in_area("330110", "仓前街道"));
    let beside = stayed(&world, "330106", Tick::Elsewhere);
    let far = stayed(&world, "330108", Tick::Elsewhere);
    let before = [same, far].map(|person| world.stored(person));
    let second = List::of("2022-07-12 10")
        .high(WEST_LAKE, &["灵隐街道"])
        .medium(YUHANG, &["仓前街道"]);
    let import = world.import(&second, at("2022-07-12 10:05"));
    assert_eq!(import.standing, ListStanding::InForce);
    assert_eq!(
        import.progress.looked_at, 2,
        "those with a stay in West Lake"
    );
    assert_eq!(
        told(&world.stored(raised).decisions[0]),
        "red [stay-high, stay-medium] until 2022-07-26",
        "the yellow days of the same date run beside"
    );
    let decision = &world.stored(beside).decisions[0];
    assert_eq!(decision.state, State::Green);
    assert_eq!(pop_ups(decision), ["near-high"]);
    assert_eq!([same, far].map(|person| world.stored(person)), before);
}

#[test]
fn s0_23_who_stayed_in_a_county_that_a_list_newly_names_is_asked_and_changes_on_the_answer() {
    let world = world();
    let was_there = stayed(&world, "330108", Tick::Elsewhere);
    let was_not = stayed(&world, "330108", Tick::Elsewhere);
    assert_eq!(world.questions(was_there, at(DECLARED)), 0);
    let county = ["浙江省", "杭州市", "滨江区"];
    let second = List::of("2022-07-12 10").high(county, &["长河街道", "西兴街道"]);
    world.import(&second, at("2022-07-12 10:05"));
    for person in [was_there, was_not] {
        let decision = &world.stored(person).decisions[0];
        assert_eq!(
            told(decision),
            "green []",
            "nobody is coloured for an open question"
        );
        assert_eq!(pop_ups(decision), ["area-question", "near-high"]);
    }
    let now = at("2022-07-12 11:00");
    let asked = wait(world.service.questions(was_there, now)).unwrap();
    let texts: Vec<&str> = asked[0].areas.iter().map(|a| a.text.as_str()).collect();
    assert_eq!(texts, ["西兴街道", "长河街道"]);
    let stay = asked[0].stay.id;
    let inside = [area("330108", "长河街道")];
    let decisions = world.answer(was_there, stay, &inside, now).unwrap();
    assert_eq!(told(&decisions[0]), "red [stay-high] until 2022-07-26");
    let stay = wait(world.service.questions(was_not, now)).unwrap()[0]
        .stay
        .id;
    let decisions = world.answer(was_not, stay, &[], now).unwrap();
    assert_eq!(told(&decisions[0]), "green []");
    assert_eq!(
        pop_ups(&decisions[0]),
        ["near-high"],
        "it is not asked again"
    );
    assert_eq!(world.questions(was_not, at("2022-07-13 11:00")), 0);
}

#[test]
fn s0_23_an_area_that_was_not_asked_about_cannot_be_ticked() {
    let world = world();
    let person = stayed(&world, "330106", Tick::Elsewhere);
    world.import(
        &first().high(WEST_LAKE, &["西溪街道"]),
        at("2022-07-12 10:05"),
    );
    let now = at("2022-07-12 11:00");
    let stay = world.record(person).stays[1].id;
    for foreign in [area("330110", "仓前街道"), area("330106", "没有的街道")] {
        assert!(matches!(
            world.answer(person, stay, &[foreign], now),
            Err(Error::Unknown(_) | Error::Invalid(_))
        ));
    }
    let words = says("330100", "330105").in_area(
        "330106",
        "2022-07-10",
        "2022-07-11",
        area("330106", "没有的街道"),
    );
    let error = world.declare_badly(person, &words, now);
    assert!(
        matches!(&error, Error::Invalid(p) if p[0].field == "stays[0].areas"),
        "{error}"
    );
}

#[test]
fn s0_23_what_a_list_named_while_the_person_was_typing_is_asked_for_at_once() {
    let world = world();
    let second = List::of("2022-07-12 8").high(YUHANG, &["仓前街道", "良渚街道"]);
    let person = world.somebody(at(DECLARED));
    let words = says("330100", "330105").stayed(
        "330110",
        "2022-07-10",
        "2022-07-11",
        in_area("330110", "仓前街道"),
    );
    world.import(&second, at("2022-07-12 08:05"));
    let stale = words.again().loaded(at("2022-07-12 08:00"));
    let error = world.declare_badly(person, &stale, at(DECLARED));
    assert!(
        matches!(&error, Error::Invalid(p) if p[0].field == "stays[0].areas"),
        "{error}"
    );
    let fresh = words.again().loaded(at("2022-07-12 08:30"));
    let decision = world.declare(person, &fresh, at(DECLARED));
    assert_eq!(told(&decision), "red [stay-high] until 2022-07-26");
}

#[test]
fn s0_23_what_a_list_named_and_the_next_dropped_is_asked_for_before_the_same_is_said_again() {
    let resident = says("330100", "330106");
    let visitor = resident.again().visitor();
    for said in [resident, visitor] {
        let world = World::new();
        let first = at("2022-07-01 09:00");
        let said = said.loaded(first);
        let person = world.who(&said, first);
        let named = List::of("2022-07-08 8").high(WEST_LAKE, &["西溪街道"]);
        world.import(&named, at("2022-07-08 08:05"));
        world.import(&List::of("2022-07-09 8"), at("2022-07-09 08:05"));
        let now = at("2022-07-10 09:00");
        let unseen = said.again();
        let declared = world.declare_badly(person, &unseen, now);
        let corrected = world.correct(person, &said, &unseen, now).unwrap_err();
        for error in [declared, corrected] {
            assert!(
                matches!(&error, Error::Invalid(p) if p[0].field == "residence.areas"),
                "{error}"
            );
        }
        assert_eq!(world.questions(person, now), 1, "it is still asked");
        world.declare(person, &unseen.loaded(now), now);
        assert_eq!(world.questions(person, now), 0);
    }
}

#[test]
fn s0_23_nobodys_order_ends_because_an_area_was_lowered_or_taken_off_the_list() {
    let world = World::new();
    let high = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&high, at("2022-07-10 08:05"));
    let person = stayed(&world, "330106", in_area("330106", "西溪街道"));
    let red = "red [stay-high] until 2022-07-26";
    assert_eq!(told(&world.stored(person).decisions[0]), red);
    let lowered = List::of("2022-07-13 8").low(WEST_LAKE, &["西溪街道"]);
    world.import(&lowered, at("2022-07-13 08:05"));
    assert_eq!(told(&world.rate(person, at("2022-07-13 09:00"))), red);
    world.import(&List::of("2022-07-14 8"), at("2022-07-14 08:05"));
    assert_eq!(told(&world.rate(person, at("2022-07-14 09:00"))), red);
    assert_eq!(world.orders(person), [OrderState::Open]);
}

#[test]
fn s0_23_the_same_list_again_changes_nothing() {
    let world = world();
    let person = stayed(&world, "330106", in_area("330106", "灵隐街道"));
    let other = stayed(&world, "330110", Tick::Unknown);
    let before = [person, other].map(|p| world.stored(p));
    let import = world.import(&first(), at("2022-07-12 10:05"));
    assert_eq!(import.standing, ListStanding::Known);
    assert_eq!(import.progress.changed, 0);
    assert_eq!([person, other].map(|p| world.stored(p)), before);
}

#[test]
fn s0_23_unresolved_areas_and_empty_rows_colour_nobody() {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .high(ZONE, &["桂溪街道"])
        .high(["", "", ""], &[])
        .high(["浙江省", "杭州市", "没有区"], &["某街道"]);
    let import = world.import(&list, at("2022-07-10 08:05"));
    assert_eq!((import.counts().high, import.counts().unresolved), (2, 2));
    for county in ["510107", "510116", "330106"] {
        let person = stayed(&world, county, Tick::Unknown);
        let decision = &world.stored(person).decisions[0];
        assert_eq!(told(decision), "green []");
        assert!(decision.pop_ups.is_empty(), "{county}");
    }
}

#[test]
fn s0_23_an_area_whose_text_contains_anothers_is_another_area() {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .high(WEST_LAKE, &["西溪街道1号楼", "除灵隐街道外的其他区域"])
        .medium(WEST_LAKE, &["西溪街道", "灵隐街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let colour = |text: &str| {
        let person = stayed(&world, "330106", in_area("330106", text));
        world.stored(person).decisions[0].state
    };
    assert_eq!(colour("西溪街道"), State::Yellow);
    assert_eq!(colour("西溪街道1号楼"), State::Red);
    assert_eq!(colour("灵隐街道"), State::Yellow);
    assert_eq!(colour("除灵隐街道外的其他区域"), State::Red);
}

#[test]
fn s0_23_the_lists_of_beijing_name_the_district_in_the_citys_place() {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(CHAOYANG, &["二街坊"]);
    world.import(&list, at("2022-07-10 08:05"));
    let words = says("110000", "110101").in_area(
        "110105",
        "2022-07-10",
        "2022-07-11",
        area("110105", "酒仙桥街道 二街坊"),
    );
    let person = world.who(&words, at(DECLARED));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [stay-high] until 2022-07-26"
    );
}

#[test]
fn s0_23_a_broken_list_is_refused_by_its_field_and_the_last_good_one_stays_in_force() {
    let world = world();
    let person = stayed(&world, "330106", in_area("330106", "灵隐街道"));
    let before = world.stored(person);
    let good = List::of("2022-07-12 10")
        .high(WEST_LAKE, &["灵隐街道"])
        .text();
    let broken = [
        (good.replace("highlist", "high_list"), "data.highlist"),
        (good.replace("\"hcount\":1", "\"hcount\":2"), "data.hcount"),
        (
            good.replace("\"communitys\"", "\"communities\""),
            "data.highlist[0].communitys",
        ),
        (good.replace("10时", "10点"), "data.end_update_time"),
        (good[..good.len() / 2].to_owned(), "line"),
    ];
    for (text, field) in broken {
        let now = at("2022-07-12 10:05");
        let refused = world
            .service
            .import_list("b.json", &text, None, now, |_| {});
        let error = wait(refused).unwrap_err().to_string();
        assert!(error.contains(field), "{field}: {error}");
    }
    world.rate(person, at("2022-07-12 11:00"));
    assert_eq!(world.stored(person), before);
    let other = stayed(&world, "330106", in_area("330106", "灵隐街道"));
    assert_eq!(
        told(&world.stored(other).decisions[0]),
        "yellow [stay-medium] until 2022-07-19"
    );
}
