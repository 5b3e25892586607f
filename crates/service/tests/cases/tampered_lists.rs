//! Somebody with a console on the database: policies and lists that they put in or edit.
//!
//! Nobody gets another colour by it: who has one keeps it until the date that was foreseen, and an alarm is raised.

use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::rating::Decision;
use domain::time::Instant;
use rusqlite::params;
use storage::AlarmKind;

use crate::support::{List, WEST_LAKE, World, YUHANG, area, at, day, morning, says, told, wait};

const NOW: &str = "2022-07-15 12:00";
const FORGED: [u8; 16] = [7; 16];

struct Scene {
    world: World,
    /// Red by an order since 12 July.
    red: PersonId,
    /// Yellow by an order since 12 July.
    yellow: PersonId,
    /// Yellow by a rule of Zhejiang without an order, until 18 July.
    fever: PersonId,
    green: PersonId,
}

fn scene() -> Scene {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .high(WEST_LAKE, &["西溪街道"])
        .medium(YUHANG, &["仓前街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    let was_in = |county: &str, text: &str| {
        let area = area(county, text);
        let words = says("330100", "330105").in_area(county, "2022-07-10", "2022-07-11", area);
        world.who(&words, at("2022-07-12 09:00"))
    };
    let red = was_in("330106", "西溪街道");
    let yellow = was_in("330110", "仓前街道");
    let fever = says("330100", "330105").temperature("38.0");
    let fever = world.who(&fever, at("2022-07-14 09:00"));
    let green = world.who(&says("330100", "330106"), at("2022-07-12 09:00"));
    for person in [red, yellow] {
        for date in ["2022-07-13", "2022-07-14"] {
            world.check_in(person, morning(day(date)));
        }
    }
    Scene {
        world,
        red,
        yellow,
        fever,
        green,
    }
}

impl Scene {
    /// What a program that starts anew says of the four; nothing where it refuses to decide.
    fn told_anew(&self, now: Instant) -> Option<[String; 4]> {
        let service = self.world.another(9);
        let people = [self.red, self.yellow, self.fever, self.green];
        let told_of = |person: PersonId| -> Option<String> {
            let decisions: Vec<Decision> = wait(service.rate(person, now)).ok()?;
            Some(told(&decisions[0]))
        };
        let all: Option<Vec<String>> = people.into_iter().map(told_of).collect();
        all.map(|told| told.try_into().unwrap())
    }
}

const BEFORE: [&str; 4] = [
    "red [stay-high] until 2022-07-26",
    "yellow [stay-medium] until 2022-07-19",
    "yellow [temperature] until 2022-07-18",
    "green []",
];

/// What is edited, and the table that the alarm names.
const EDITS: [(&str, &str); 10] = [
    ("UPDATE risk_area SET level = 1", "risk_area"),
    ("UPDATE risk_area SET level = 3", "risk_area"),
    ("DELETE FROM risk_area", "risk_area"),
    (
        "UPDATE risk_list SET as_of_ms = as_of_ms + 864000000",
        "risk_list",
    ),
    ("UPDATE risk_list SET saved_ms = 1", "risk_list"),
    ("UPDATE area SET text = text || '以外'", "area"),
    ("UPDATE area SET place = 330108", "area"),
    (
        "UPDATE policy SET effective_day = 30000 WHERE jurisdiction = 330000",
        "policy",
    ),
    (
        "UPDATE policy SET text = replace(text, '14', '1')",
        "policy",
    ),
    (
        "UPDATE policy SET jurisdiction = 330100 WHERE jurisdiction = 330000",
        "policy",
    ),
];

#[test]
fn n_3_policies_and_lists_that_are_edited_by_sql_change_nobody_and_raise_an_alarm() {
    for (edit, table) in EDITS {
        let scene = scene();
        assert_eq!(scene.told_anew(at(NOW)).unwrap(), BEFORE);
        assert!(scene.world.sql().execute(edit, []).unwrap() > 0);
        if let Some(told) = scene.told_anew(at(NOW)) {
            assert_eq!(told, BEFORE, "{edit}");
        }
        let alarms = scene.world.alarms();
        let alarm = (AlarmKind::Altered, table.to_owned());
        assert!(alarms.contains(&alarm), "{edit}: {alarms:?}");
        assert_eq!(scene.world.orders(scene.red), [OrderState::Open], "{edit}");
        assert_eq!(
            scene.world.orders(scene.yellow),
            [OrderState::Open],
            "{edit}"
        );
        let another = scene.world.another(10);
        drop(wait(another.review(at("2022-07-16 00:00"), |_| {})));
        assert_eq!(
            told(&scene.world.stored(scene.red).decisions[0]),
            BEFORE[0],
            "{edit}, after the night"
        );
    }
}

#[test]
fn n_3_policies_and_lists_that_are_put_in_by_sql_change_nobody_and_raise_an_alarm() {
    let scene = scene();
    let sql = scene.world.sql();
    let now = at(NOW).ms();
    let list: i64 = sql
        .query_row("SELECT list_id FROM risk_list", [], |row| row.get(0))
        .unwrap();
    let insert = |statement: &str, values: &[&dyn rusqlite::ToSql]| {
        assert_eq!(sql.execute(statement, values).unwrap(), 1, "{statement}");
    };
    let milder = "jurisdiction = \"330100\"\nversion = \"x\"\neffective = 2022-01-01\n";
    insert(
        "INSERT INTO policy VALUES (330100, 'x', 18993, ?1, ?2, ?3)",
        params![milder, now, FORGED],
    );
    insert(
        "INSERT INTO risk_list VALUES (4711, ?1, ?1, ?1, 'x.json', 0, 0, 0, 0, '[]', ?2, ?2)",
        params![now, FORGED],
    );
    insert(
        "INSERT INTO whole_area VALUES (?1, ?2, ?3)",
        params![area("330106", "西溪街道").0, now, FORGED],
    );
    insert(
        "INSERT INTO area VALUES (4712, 330106, '浙江省', '杭州市', '西湖区', '全域', ?1)",
        params![FORGED],
    );
    assert_eq!(scene.told_anew(at(NOW)).unwrap(), BEFORE);
    insert("INSERT INTO risk_area VALUES (?1, 4712, 3)", params![list]);
    assert_eq!(scene.told_anew(at(NOW)).unwrap(), BEFORE);
    let alarms = scene.world.alarms();
    for table in ["policy", "risk_list", "whole_area", "area", "risk_area"] {
        let alarm = (AlarmKind::Altered, table.to_owned());
        assert!(alarms.contains(&alarm), "{table}: {alarms:?}");
    }
}

#[test]
fn n_3_who_completes_the_days_is_free_although_a_list_was_edited() {
    let scene = scene();
    let edit = "UPDATE risk_area SET level = 1";
    assert!(scene.world.sql().execute(edit, []).unwrap() > 0);
    let service = scene.world.another(9);
    for date in 15..19 {
        let now = morning(day("2022-07-01") + (date - 1));
        let once = crate::support::check_in(now);
        wait(service.check_in(scene.yellow, &once, now)).unwrap();
    }
    wait(service.review(at("2022-07-19 00:00"), |_| {})).unwrap();
    assert_eq!(
        told(&scene.world.stored(scene.yellow).decisions[0]),
        "green []"
    );
    assert_eq!(
        told(&scene.world.stored(scene.fever).decisions[0]),
        "green []"
    );
}
