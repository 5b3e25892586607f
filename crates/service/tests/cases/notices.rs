//! What people in quarantine are told without asking, and what does not end a quarantine.

use domain::check_in::{CheckIn, CheckInBy};
use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::notice::NoticeKind;
use domain::quarantine::OrderState;

use crate::appeals::reject;
use crate::proposals::Town;
use crate::support::{List, WEST_LAKE, World, area, at, day, ill, morning, says, told, wait};

fn kinds(world: &World, person: PersonId) -> Vec<NoticeKind> {
    let told = wait(world.service.notices(person, at("2022-07-12 12:00"))).unwrap();
    told.into_iter().map(|notice| notice.kind).collect()
}

/// Somebody whose area in West Lake is of medium risk.
fn yellow(world: &World) -> PersonId {
    let list = List::of("2022-07-10 8").medium(WEST_LAKE, &["灵隐街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let tick = Tick::Areas(vec![area("330106", "灵隐街道")]);
    let words = says("330100", "330105").stayed("330106", "2022-07-10", "2022-07-11", tick);
    world.who(&words, at("2022-07-11 09:00"))
}

#[test]
fn s2_29_an_import_opens_no_order_in_silence_and_a_corrected_one_takes_it_back_aloud() {
    let world = World::new();
    let person = yellow(&world);
    let other = world.who(&says("330100", "330105"), at("2022-07-11 09:00"));
    assert_eq!(kinds(&world, person), [NoticeKind::Opened]);
    let raised = List::of("2022-07-12 10").high(WEST_LAKE, &["灵隐街道"]);
    let saved = Some(at("2022-07-12 10:02"));
    world.import_saved(&raised, saved, at("2022-07-12 10:05"));
    assert_eq!(kinds(&world, person), [NoticeKind::Opened; 2]);
    assert!(kinds(&world, other).is_empty());
    // The same list again tells nobody anything.
    world.import_saved(&raised, saved, at("2022-07-12 10:10"));
    assert_eq!(kinds(&world, person).len(), 2);
    let corrected = List::of("2022-07-12 10").medium(WEST_LAKE, &["灵隐街道"]);
    world.import_saved(
        &corrected,
        Some(at("2022-07-12 11:00")),
        at("2022-07-12 11:05"),
    );
    assert!(kinds(&world, person).contains(&NoticeKind::Withdrawn));
}

#[test]
fn s2_29_a_check_in_at_the_door_counts_its_day_and_raises_no_colour_alone() {
    let world = World::new();
    let person = world.who(&says("330100", "330105"), at("2022-07-11 09:00"));
    let now = at("2022-07-12 09:00");
    let entered = CheckIn {
        by: CheckInBy::Staff,
        ..ill(now)
    };
    let decisions = wait(world.service.check_in(person, &entered, now)).unwrap();
    assert_eq!(
        told(&decisions[0]),
        "green []",
        "a worker's word turns nobody yellow"
    );
    let facts = world.facts(person).unwrap();
    let kept = facts.record.check_ins[0].clone();
    assert_eq!((kept.by, kept.confirmed), (CheckInBy::Staff, None));
    let mut batch = facts.batch(now);
    let confirmed = CheckIn {
        confirmed: Some(now),
        ..kept.clone()
    };
    batch.confirm_check_in(&kept, &confirmed);
    let rating = world.stored(person);
    wait(world.service.store().write(batch.rate(&rating))).unwrap();
    let decision = world.rate(person, at("2022-07-12 09:05"));
    assert!(told(&decision).starts_with("yellow"), "{}", told(&decision));
    assert!(world.alarms().is_empty());
}

#[test]
fn s2_29_a_lifted_order_is_told_and_erasing_takes_notices_and_standing_along() {
    let world = World::new();
    let person = yellow(&world);
    let facts = world.facts(person).unwrap();
    let now = at("2022-07-12 09:00");
    assert_eq!(world.orders(person), [OrderState::Open]);
    let mut batch = facts.batch(now);
    batch.check_in_words(domain::ids::CheckInId(7), &"写给自己".to_owned().into());
    let rating = world.stored(person);
    wait(world.service.store().write(batch.rate(&rating))).unwrap();
    let rows = |table: &str| -> i64 {
        let count = format!("SELECT count(*) FROM {table}");
        world.sql().query_row(&count, [], |row| row.get(0)).unwrap()
    };
    for table in ["notice", "quarantine_standing", "check_in_words"] {
        assert_eq!(rows(table), 1, "{table}");
    }
    world.erase(person, now);
    for table in ["notice", "quarantine_standing", "check_in_words"] {
        assert_eq!(rows(table), 0, "{table}");
    }
    // The night goes on with the rest and tells nobody.
    world.review(morning(day("2022-07-13")));
    assert_eq!((rows("notice"), rows("quarantine_standing")), (0, 0));
}

#[test]
fn n_3_an_order_that_is_suspended_and_an_appeal_that_is_answered_are_told() {
    let town = Town::new();
    let told = |now| {
        let told = wait(town.world.service.notices(town.person, now)).unwrap();
        told.iter().map(|notice| notice.kind).collect::<Vec<_>>()
    };
    let now = at("2022-07-14 09:00");
    town.red(now);
    let appeal = town.appeal(now);
    let overdue = at("2022-07-15 09:00");
    town.settle(overdue);
    assert!(told(overdue).contains(&NoticeKind::Suspended));
    let reviewer = town.world.official_as(9, 9, "reviewer");
    town.answer(&reviewer, appeal, &reject(), overdue).unwrap();
    town.settle(overdue);
    let all = told(overdue);
    let answered = all.iter().filter(|k| **k == NoticeKind::AppealAnswered);
    assert_eq!(answered.count(), 1);
}

#[test]
fn n_3_an_order_by_officials_is_told_when_it_counts_and_when_it_ends() {
    let town = Town::new();
    let told = |now| {
        let told = wait(town.world.service.notices(town.person, now)).unwrap();
        told.iter().map(|notice| notice.kind).collect::<Vec<_>>()
    };
    let now = at("2022-07-14 09:00");
    town.agreed(now);
    assert_eq!(told(now), [NoticeKind::OfficialOrder]);
    let lapsed = at("2022-07-17 09:01");
    town.world.settle(lapsed);
    assert!(told(lapsed).contains(&NoticeKind::OfficialEnded));
}
