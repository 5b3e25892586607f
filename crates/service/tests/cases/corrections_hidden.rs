//! An answer that another reason hides is not taken back alone unseen: it would better the colour once that reason is gone.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::state::State;
use service::{Corrected, ProposalAsked};

use crate::corrections_decided::{ASKED, DECLARED, LATER, REASON, nowhere, reviewer, was_in};
use crate::proposals::Town;
use crate::support::{
    List, WEST_LAKE, World, applicant, area, at, correction, day, morning, number, red_for, says,
    told, wait,
};

const YELLOW: &str = "灵隐街道";

fn list(as_of: &str) -> List {
    List::of(as_of).medium(WEST_LAKE, &[YELLOW])
}

fn listed() -> World {
    let world = World::new();
    world.import(&list("2022-07-10 8"), at("2022-07-10 08:05"));
    world
}

#[test]
fn s2_17_an_answer_is_not_taken_back_behind_an_official_order() {
    for end in ["2022-07-17", "2022-07-28"] {
        let (town, now) = (Town::new(), at("2022-07-14 09:00"));
        town.world
            .import(&list("2022-07-14 8"), at("2022-07-14 08:05"));
        let hidden = was_in(YELLOW);
        let decision = town
            .world
            .declare(town.person, &hidden, at("2022-07-14 08:30"));
        assert_eq!(decision.state, State::Yellow);
        let asked = ProposalAsked {
            end: day(end),
            ..red_for(&town.who, now.date())
        };
        let seen = town.world.propose(&town.officials[0], &asked, now).unwrap();
        for _second_and_third in 0..2 {
            town.agree(number(&seen), now);
        }
        let late = at("2022-07-14 10:00");
        let corrected = town
            .world
            .correct(town.person, &hidden, &nowhere(), late)
            .unwrap();
        assert!(matches!(corrected.0, Corrected::Waits(_)), "{corrected:?}");
        assert_eq!(corrected.1.state, State::Red);
        let after = town.world.rate(town.person, morning(day(end)));
        assert_eq!(after.state, State::Yellow, "the order is over: {end}");
    }
}

#[test]
fn s2_17_an_answer_is_not_taken_back_behind_a_positive_test() {
    let (world, who, hidden) = (listed(), applicant(), was_in(YELLOW));
    let person = world.register(&who, at(DECLARED));
    world.declare(person, &hidden, at(DECLARED));
    let csv = format!(
        "sample,document_kind,document,name,sampled_at,outcome,laboratory\n\
         a,resident_id,{},{},2022-07-12 08:00,positive,杭州市第一检验所\n",
        who.document.number(),
        who.name.full(),
    );
    let came = at("2022-07-12 18:00");
    world.import_results(&csv, came);
    let (corrected, decision) = world
        .correct(person, &hidden, &nowhere(), at("2022-07-12 19:00"))
        .unwrap();
    assert!(matches!(corrected, Corrected::Waits(_)), "{corrected:?}");
    assert_eq!(
        told(&decision),
        "red [test-positive, stay-medium] until 2022-07-26"
    );
}

/// Who was in the area and met a case says otherwise, but for the case: it waits, and they are as told here.
fn takes_the_area_back(world: &World) -> (PersonId, String) {
    let both = was_in(YELLOW).contact("2022-07-12");
    let person = world.who(&both, at(DECLARED));
    let redder = nowhere().contact("2022-07-12");
    let (corrected, decision) = world.correct(person, &both, &redder, at(ASKED)).unwrap();
    assert!(matches!(corrected, Corrected::Waits(_)), "{corrected:?}");
    (person, told(&decision))
}

#[test]
fn s2_17_an_answer_is_not_taken_back_behind_a_redder_one_of_its_declaration() {
    let (_, told) = takes_the_area_back(&listed());
    assert_eq!(told, "red [contact-declared, stay-medium] until 2022-07-26");
}

/// Contact with a case is red for three days.
const SHORT: &str = r#"
jurisdiction = "330100"
inherits = "330000"
version = "short"
effective = 2022-07-01

[[rule]]
id = "contact-declared"
when = { contact = true, within_days = 3 }
colour = "red"
review = 2027-01-01
reason.zh = "3天内接触过病例"
reason.en = "Contact with a case within 3 days"

[[rule.test]]
today = 2022-07-14
facts = { contacts = [{ on = 2022-07-13, recorded = 2022-07-14 }] }
expect = { colour = "red" }
"#;

#[test]
fn s2_17_a_redder_answer_that_ends_sooner_hides_none_that_ends_later() {
    let world = listed();
    let publish = world
        .service
        .publish_policy(SHORT, at("2022-07-11 08:00"), |_| {});
    wait(publish).unwrap();
    let (person, told) = takes_the_area_back(&world);
    assert_eq!(told, "red [contact-declared, stay-medium] until 2022-07-16");
    let after = world.rate(person, at("2022-07-16 09:00"));
    assert_eq!(after.state, State::Yellow);
}

#[test]
fn s2_17_what_takes_nothing_back_waits_for_nobody() {
    let world = listed();
    let said = was_in(YELLOW).contact("2022-07-12");
    let person = world.who(&said, at(DECLARED));
    let more = said
        .again()
        .stayed("330110", "2022-07-08", "2022-07-09", Tick::Elsewhere);
    let (corrected, decision) = world.correct(person, &said, &more, at(ASKED)).unwrap();
    assert_eq!(corrected, Corrected::Done);
    assert_eq!(
        told(&decision),
        "red [contact-declared, stay-medium] until 2022-07-26",
        "what is said again is known since it was first said"
    );
}

#[test]
fn s2_17_an_answer_is_not_taken_back_behind_another_that_is_changed_or_added_with_it() {
    let world = listed();
    let both = was_in(YELLOW).contact("2022-07-12");
    let alone = was_in(YELLOW);
    for (said, instead) in [
        (both, nowhere().contact("2022-07-11")),
        (alone, nowhere().contact("2022-07-12")),
    ] {
        let person = world.who(&said, at(DECLARED));
        let before = told(&world.rate(person, at(ASKED)));
        let (corrected, decision) = world.correct(person, &said, &instead, at(ASKED)).unwrap();
        assert!(matches!(corrected, Corrected::Waits(_)), "{corrected:?}");
        assert_eq!(told(&decision), before);
    }
}

#[test]
fn s2_17_a_worse_answer_of_its_kind_in_the_place_of_one_waits_for_nobody() {
    let world = World::new();
    let list = list("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let said = was_in(YELLOW).contact("2022-07-12");
    let person = world.who(&said, at(DECLARED));
    let worse = was_in("西溪街道").contact("2022-07-11");
    let (corrected, decision) = world.correct(person, &said, &worse, at(ASKED)).unwrap();
    assert_eq!(corrected, Corrected::Done);
    assert_eq!(decision.state, State::Red);
    assert_eq!(decision.until, Some(day("2022-07-27")));
}

#[test]
fn s2_17_a_reviewer_reads_that_a_reason_would_go_which_another_hides() {
    let world = listed();
    let said = was_in(YELLOW).contact("2022-07-12");
    for (instead, hidden) in [
        (nowhere().contact("2022-07-12"), true),
        (nowhere().contact("2022-07-11"), true),
        (nowhere(), false),
    ] {
        let said = said.again();
        let person = world.who(&said, at(DECLARED));
        let asked = correction(&said, &instead, Some(REASON));
        let (done, _) = wait(world.service.correct(person, &asked, at(ASKED))).unwrap();
        assert!(matches!(done, Corrected::Waits(_)), "{done:?}");
        let by = reviewer(9);
        let service = &world.service;
        let opened = wait(service.open_correction(&by, asked.id, "review", at(LATER)));
        let opened = opened.unwrap().opened.unwrap();
        assert_eq!(opened.hidden, hidden, "{:?}", opened.changes);
    }
}

#[test]
fn s2_17_days_at_home_are_not_taken_back_behind_a_contact_by_calling_oneself_a_visitor() {
    let world = World::new();
    world.import(&list("2022-07-05 8"), at("2022-07-05 08:05"));
    world.import(&List::of("2022-07-11 8"), at("2022-07-11 08:05"));
    let home = says("330100", "330106").home_in(Tick::Areas(vec![area("330106", YELLOW)]));
    let said = home.contact("2022-07-12");
    let person = world.who(&said, at(DECLARED));
    let without = says("330100", "330106").home_in(Tick::Areas(vec![area("330106", YELLOW)]));
    let other = world.who(&without, at(DECLARED));
    assert_ne!(
        world.rate(other, at(ASKED)).state,
        State::Green,
        "it colours"
    );
    let instead = says("330100", "330106").home_in(Tick::Areas(vec![area("330106", YELLOW)]));
    let instead = instead.contact("2022-07-12").visitor();
    let (corrected, _) = world.correct(person, &said, &instead, at(ASKED)).unwrap();
    assert!(matches!(corrected, Corrected::Waits(_)), "{corrected:?}");
}
