//! Every city has a policy from the start, and a new one is one file and one command on a running service.

use domain::place::cities;
use domain::state::State;
use service::{Error, Progress, Service};

use crate::support::{
    List, WEST_LAKE, Words, World, area, at, code, day, morning, says, told, wait,
};

const NOW: &str = "2022-07-12 09:00";

/// A policy of Hangzhou with its own days for medium areas.
fn policy(version: &str, effective: &str, colour: &str, days: u16) -> String {
    format!(
        r#"
jurisdiction = "330100"
inherits = "330000"
version = "{version}"
effective = {effective}

[[rule]]
id = "stay-medium"
when = {{ stay_in = "medium", within_days = 14 }}
colour = "{colour}"
days = {days}
review = 2027-01-01
reason.zh = "14天内到过中风险地区"
reason.en = "Stayed in a medium-risk area within 14 days"

[[rule.test]]
today = 2022-07-12
facts = {{ stays = [{{ place = "330106", area = "listed", from = 2022-07-10, to = 2022-07-11, recorded = 2022-07-12, level = "medium" }}] }}
expect = {{ colour = "{colour}" }}
"#
    )
}

fn publish(service: &Service, text: &str, now: &str) -> Result<Progress, Error> {
    let published = wait(service.publish_policy(text, at(now), |_| {}))?;
    Ok(published.progress)
}

fn world() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8").medium(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

fn was_there(city: &str) -> Words {
    let medium = area("330106", "西溪街道");
    says(city, "330105").in_area("330106", "2022-07-10", "2022-07-11", medium)
}

#[test]
fn s2_2_every_city_has_a_policy_from_the_start() {
    let world = World::new();
    for date in ["2020-02-20", "2022-07-12"] {
        let now = morning(day(date));
        let shared = wait(world.service.shared(now)).unwrap();
        assert!(cities().len() > 300, "{}", cities().len());
        for city in cities() {
            let policy = shared.policy(city.code, day(date)).unwrap();
            assert_eq!(policy.jurisdiction, city.code);
            assert!(policy.rules.len() > 5, "{}", city.zh);
        }
    }
}

#[test]
fn s2_1_each_city_has_its_own_policy_or_its_provinces_or_the_nations() {
    let world = World::new();
    let shared = wait(world.service.shared(at(NOW))).unwrap();
    let versions = |city: &str| {
        let policy = shared.policy(code(city), day("2022-07-12")).unwrap();
        policy
            .versions
            .iter()
            .map(|(from, _)| from.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(versions("110000"), ["000000", "110000"]);
    assert_eq!(versions("330100"), ["000000", "330000"]);
    assert_eq!(versions("410500"), ["000000", "410000"]);
    assert_eq!(versions("420100"), ["000000"]);
}

#[test]
fn s2_24_a_new_citys_policy_is_seen_by_a_running_service_without_a_restart() {
    let world = world();
    let person = world.who(&was_there("330200"), at(NOW));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "yellow [stay-medium] until 2022-07-19"
    );
    let other = world.another(2);
    let ningbo = policy("first", "2022-07-12", "red", 21).replace("330100", "330200");
    let ningbo = ningbo.replace("place = \"330200\"", "place = \"330106\"");
    publish(&other, &ningbo, "2022-07-12 10:00").unwrap();
    let later = at("2022-07-12 10:01");
    let after = world.who(&was_there("330200"), later);
    assert_eq!(
        told(&world.stored(after).decisions[0]),
        "red [stay-medium] until 2022-08-02"
    );
    let elsewhere = world.who(&was_there("330100"), later);
    assert_eq!(
        told(&world.stored(elsewhere).decisions[0]),
        "yellow [stay-medium] until 2022-07-19",
        "Hangzhou keeps its province's"
    );
}

#[test]
fn s2_22_a_policy_of_a_future_date_takes_over_by_itself_on_its_day() {
    let world = world();
    let fever = says("330100", "330105").temperature("38.0");
    let person = world.who(&fever, at(NOW));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "yellow [temperature] until 2022-07-16"
    );
    let milder = "jurisdiction = \"330100\"\ninherits = \"330000\"\nversion = \"m\"\neffective = 2022-07-14\nwithout = [\"temperature\"]\n";
    let progress = publish(&world.another(2), milder, "2022-07-12 10:00").unwrap();
    assert_eq!(progress.looked_at, 1);
    assert_eq!(world.stored(person).review_on, Some(day("2022-07-14")));
    world.review(at("2022-07-13 23:59"));
    assert_eq!(world.stored(person).decisions[0].state, State::Yellow);
    let job = world.review(at("2022-07-14 00:00"));
    assert_eq!(job.changed, 1);
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}

#[test]
fn s2_20_a_city_starts_alone_and_its_province_follows_with_all_its_cities() {
    let world = World::without_policies();
    let text_of = |jurisdiction: &str| {
        let mut all = service::policy::builtin().iter();
        let found = all.find(|(file, _)| file.jurisdiction == code(jurisdiction));
        found.unwrap().1
    };
    publish(&world.service, text_of("000000"), "2020-02-16 09:00").unwrap();
    let hangzhou = "jurisdiction = \"330100\"\ninherits = \"000000\"\nversion = \"own\"\neffective = 2020-02-18\n";
    publish(&world.service, hangzhou, "2020-02-17 09:00").unwrap();
    let versions = |city: &str, date: &str| {
        let shared = wait(world.service.shared(morning(day(date)))).unwrap();
        let policy = shared.policy(code(city), day(date)).unwrap();
        let codes = policy.versions.iter().map(|(from, _)| from.to_string());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(versions("330100", "2020-02-17"), ["000000"]);
    assert_eq!(versions("330100", "2020-02-18"), ["000000", "330100"]);
    assert_eq!(versions("330200", "2020-02-18"), ["000000"]);
    publish(&world.service, text_of("330000"), "2020-05-20 09:00").unwrap();
    assert_eq!(versions("330200", "2020-05-31"), ["000000"]);
    assert_eq!(versions("330200", "2020-06-01"), ["000000", "330000"]);
    assert_eq!(
        versions("330100", "2020-06-01"),
        ["000000", "330100"],
        "it inherits as it says"
    );
}

#[test]
fn s2_24_a_policy_with_a_fault_is_refused_with_its_field_and_changes_nothing() {
    let world = world();
    let person = world.who(&was_there("330100"), at(NOW));
    let before = world.stored(person);
    let good = policy("v", "2022-07-12", "red", 21);
    let faults = [
        (
            good.replace("days = 21", "days = 0"),
            "rule[stay-medium].days",
        ),
        (good.replace("review = 2027-01-01", ""), "review"),
        (
            good.replace(
                "expect = { colour = \"red\" }",
                "expect = { colour = \"green\" }",
            ),
            "rule[stay-medium].test[1]",
        ),
        (good.replace("stay_in", "stay_on"), "stay_on"),
        (
            good.replace("inherits = \"330000\"", "inherits = \"110000\""),
            "inherits",
        ),
        (
            good.replace(
                "effective = 2022-07-12",
                "effective = 2022-07-12\nwithout = [\"no-such\"]",
            ),
            "without",
        ),
    ];
    for (text, field) in faults {
        assert_ne!(text, good, "{field}");
        let error = publish(&world.service, &text, "2022-07-12 10:00").unwrap_err();
        assert!(error.to_string().contains(field), "{field}: {error}");
    }
    world.rate(person, at("2022-07-12 10:05"));
    assert_eq!(world.stored(person), before);
    publish(&world.service, &good, "2022-07-12 10:10").unwrap();
    let twice = publish(&world.service, &good, "2022-07-12 10:11").unwrap_err();
    assert!(twice.to_string().contains("version"), "{twice}");
}

#[test]
fn s2_24_a_policy_that_would_leave_the_cities_below_without_one_is_refused() {
    let world = world();
    let heir = "jurisdiction = \"330100\"\ninherits = \"330000\"\nversion = \"h\"\neffective = 2022-07-12\nwithout = [\"entry\"]\n";
    publish(&world.service, heir, "2022-07-12 10:00").unwrap();
    let parent = "jurisdiction = \"330000\"\ninherits = \"000000\"\nversion = \"no entry rule\"\neffective = 2022-08-01\n";
    let error = publish(&world.service, parent, "2022-07-12 10:05").unwrap_err();
    assert!(
        error.to_string().contains("330100") && error.to_string().contains("without"),
        "{error}"
    );
    let person = world.who(&says("330100", "330105"), at("2022-08-02 09:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}

#[test]
fn s2_29_an_order_keeps_its_days_after_a_milder_policy_and_after_a_stricter_one() {
    let world = world();
    let person = world.who(&was_there("330100"), at(NOW));
    let yellow = "yellow [stay-medium] until 2022-07-19";
    for (version, colour, days) in [("milder", "yellow", 3), ("stricter", "yellow", 30)] {
        let text = policy(version, "2022-07-13", colour, days);
        publish(&world.service, &text, "2022-07-13 08:00").unwrap();
        assert_eq!(
            told(&world.stored(person).decisions[0]),
            yellow,
            "{version}"
        );
    }
    let without = "jurisdiction = \"330100\"\ninherits = \"330000\"\nversion = \"none\"\neffective = 2022-07-13\nlook_back_days = 1\nlevel_from = \"stay_only\"\nwithout = [\"stay-medium\"]\n";
    publish(&world.service, without, "2022-07-13 09:00").unwrap();
    assert_eq!(told(&world.stored(person).decisions[0]), yellow);
    world.check_in_daily(person, day("2022-07-13"), day("2022-07-18"));
    world.review(at("2022-07-19 00:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}
