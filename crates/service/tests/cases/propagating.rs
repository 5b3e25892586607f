//! Whom a publication touches is rated again, nobody else is read, and what was cut off goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::time::Instant;
use service::{Progress, Standstill};

use crate::support::{List, WEST_LAKE, World, YUHANG, area, at, says, wait};

const NOW: &str = "2022-07-12 09:00";

/// People who have nothing, and one or two of each kind of fact; two cities.
fn town() -> (World, Vec<PersonId>) {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .medium(WEST_LAKE, &["西溪街道"])
        .high(YUHANG, &["仓前街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let medium = area("330106", "西溪街道");
    let (from, to) = ("2022-07-09", "2022-07-11");
    let mut people = Vec::new();
    for city in ["330100", "330200"] {
        let plain = || says(city, "330105");
        let elsewhere = domain::declaration::Tick::Elsewhere;
        let all = [
            plain(),
            plain().temperature("36.5"),
            plain().temperature("36.9"),
            plain().temperature("38.0"),
            plain().coughs(),
            plain().contact("2022-07-11"),
            plain().in_area("330106", from, to, medium),
            plain().stayed("330110", from, to, elsewhere.clone()),
            plain().stayed("330110", "2022-06-20", "2022-06-22", elsewhere),
            plain().abroad("US", "2022-07-01", to),
            says(city, "330106"),
        ];
        people.extend(all.iter().map(|words| world.who(words, at(NOW))));
    }
    (world, people)
}

fn policy(jurisdiction: &str, version: &str, effective: &str, rest: &str) -> String {
    let above = if jurisdiction == "330000" {
        "000000"
    } else {
        "330000"
    };
    format!(
        "jurisdiction = \"{jurisdiction}\"\ninherits = \"{above}\"\nversion = \"{version}\"\neffective = {effective}\n{rest}\n"
    )
}

/// A rule without days, with what a file must show of it.
fn rule(id: &str, when: &str, more: &str, facts: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\nwhen = {{ {when}, within_days = 10 }}\ncolour = \"yellow\"\n{more}\nreview = 2027-01-01
reason.zh = \"理由\"\nreason.en = \"Reason\"\n[[rule.test]]\ntoday = 2022-07-12\nfacts = {{ {facts} }}\nexpect = {{ colour = \"yellow\" }}\n"
    )
}

fn publish(world: &World, text: &str, now: Instant) -> Progress {
    let published = wait(world.service.publish_policy(text, now, |_| {}));
    published.unwrap().progress
}

/// What is stored, and what follows from the facts, of whom the two differ.
fn differing(
    world: &World,
    people: &[PersonId],
    now: Instant,
) -> Vec<(Vec<Decision>, Vec<Decision>)> {
    let both = people.iter().map(|person| {
        let stored = world.stored(*person).decisions;
        let mut fresh = wait(world.service.rate(*person, now)).unwrap();
        for (fresh, stored) in fresh.iter_mut().zip(&stored) {
            fresh.today = stored.today;
        }
        (stored, fresh)
    });
    both.filter(|(stored, fresh)| stored != fresh).collect()
}

#[test]
fn s2_21_after_every_policy_everybody_is_stored_as_they_rate() {
    let (world, people) = town();
    let fever = "temperature = 36.8";
    let warm = "symptoms = [{ on = 2022-07-12, recorded = 2022-07-12, temperature = 36.9 }]";
    let near = "stays = [{ place = \"330110\", area = \"elsewhere\", from = 2022-07-10, to = 2022-07-11, recorded = 2022-07-12, level = \"high\" }]";
    let bare = "stays = [{ place = \"330110\", area = \"elsewhere\", from = 2022-07-10, to = 2022-07-11, recorded = 2022-07-12 }]";
    let policies = [
        policy("330100", "1", "2022-01-01", &rule("warm", fever, "", warm)),
        policy("330100", "2", "2022-01-01", "without = [\"temperature\"]"),
        policy("330000", "3", "2022-01-01", "look_back_days = 30"),
        policy(
            "330200",
            "4",
            "2022-01-01",
            &rule("near", "stay_near = \"high\"", "coarse = true", near),
        ),
        policy(
            "330100",
            "5",
            "2022-01-01",
            &rule("at", "stay_at = [\"330110\"]", "coarse = true", bare),
        ),
        policy("330100", "6", "2022-01-01", "declaration_days = 1"),
        policy(
            "330000",
            "7",
            "2022-07-14",
            &rule("warm", fever, "days = 5", warm),
        ),
        policy("330100", "8", "2022-01-01", "level_from = \"stay_only\""),
    ];
    let mut changed = 0;
    for (minutes, text) in policies.iter().enumerate() {
        let now = at(NOW).plus_ms((minutes as i64 + 1) * 60_000);
        changed += publish(&world, text, now).changed;
        assert!(differing(&world, &people, now).is_empty(), "after {text}");
    }
    assert!(changed > 10, "{changed} changed");
    for midnight in ["2022-07-13 00:00", "2022-07-14 00:00", "2022-07-15 00:00"] {
        world.review(at(midnight));
        assert!(
            differing(&world, &people, at(midnight)).is_empty(),
            "{midnight}"
        );
    }
}

#[test]
fn s2_21_a_policy_reads_only_whose_facts_its_changed_rules_read() {
    let (world, people) = town();
    let warm = "symptoms = [{ on = 2022-07-12, recorded = 2022-07-12, temperature = 36.9 }]";
    let text = policy(
        "330100",
        "1",
        "2022-01-01",
        &rule("warm", "temperature = 36.8", "", warm),
    );
    let orders = people[..people.len() / 2]
        .iter()
        .filter(|person| !world.orders(**person).is_empty());
    let (orders, now) = (orders.count() as u64, at("2022-07-12 09:01"));
    let would_be = wait(world.service.what_if_policy(&text, now, &|_| {})).unwrap();
    let progress = publish(&world, &text, now);
    assert_eq!(progress.share, 1_000);
    // Three of this city have a temperature; whom an order holds is looked at too.
    assert!(
        orders > 0 && progress.looked_at <= 3 + orders,
        "{progress:?}"
    );
    assert!((1..=3).contains(&progress.changed), "{progress:?}");
    assert_eq!(would_be.effect.looked_at, progress.looked_at);
    let words = text
        .replace("Reason", "Other words")
        .replace("\"1\"", "\"2\"");
    assert_eq!(publish(&world, &words, at("2022-07-12 09:02")).looked_at, 0);
}

#[test]
fn n_8_a_propagation_is_forgotten_30_days_after_it_was_done_and_not_before() {
    let (world, _) = town();
    let now = at("2022-07-12 09:05");
    let sweep = |now: Instant| {
        wait(world.service.sweep(now)).unwrap();
        wait(world.service.propagations(now)).unwrap().len()
    };
    let open = "UPDATE propagation SET done = ?1";
    let all = wait(world.service.propagations(now)).unwrap().len();
    assert!(all > 0);
    // One that goes on for long counts from its end.
    world.tamper(all, open, [false]);
    let seen = now.plus_ms(20 * 86_400_000);
    assert_eq!(
        wait(world.service.propagations(now)).unwrap().len(),
        0,
        "changed"
    );
    sweep(seen);
    world.tamper(all, open, [true]);
    assert_eq!(sweep(seen), all);
    assert_eq!(sweep(seen.plus_ms(30 * 86_400_000)), all);
    assert_eq!(sweep(seen.plus_ms(30 * 86_400_000 + 1)), 0);
}

#[test]
fn s2_21_what_was_cut_off_is_taken_over_when_it_stands_still() {
    let (world, _) = town();
    let list = List::of("2022-07-12 9").high(WEST_LAKE, &["西溪街道"]);
    let (now, text) = (at("2022-07-12 09:05"), list.text());
    let cut_off = catch_unwind(AssertUnwindSafe(|| {
        let import = world
            .service
            .import_list("list.json", &text, None, now, |_| panic!("cut off"));
        wait(import)
    }));
    assert!(cut_off.is_err());
    let newest = || wait(world.service.propagations(now)).unwrap()[0].clone();
    assert!(!newest().done && newest().cause == "list");
    let mut watched = Standstill::default();
    let mut look = |ms| wait(world.service.resume_still(&mut watched, now.plus_ms(ms))).unwrap();
    assert_eq!(
        (look(0), look(9_999)),
        (0, 0),
        "whoever does it may be at work"
    );
    assert_eq!((look(10_000), look(10_001)), (1, 0));
    assert!(newest().done && newest().share == 1_000 && newest().looked_at > 0);
    assert_eq!(
        wait(world.service.resume_propagations(now, |_| {}))
            .unwrap()
            .0,
        0
    );
}
