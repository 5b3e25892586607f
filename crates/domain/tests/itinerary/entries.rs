//! When a declaration opens an entry, what answers it, and what a rating makes of it.

use domain::facts::assemble;
use domain::ids::{DeclarationId, StayId};
use domain::itinerary::{EntryRecord, answers, entry};
use domain::policy::{Policy, PolicyFile};
use domain::rating::rate;
use domain::record::{Applicant, DeclarationRecord, Record, StayRecord, Ticked, Use};
use domain::risk::History;
use domain::state::State;
use domain::time::Instant;

use crate::support::{BEIJING, CHAOYANG, XIHU, code, day, place};

fn at(on: i32) -> Instant {
    day(on).start().plus_ms(36_000_000)
}

fn declaration(id: i64, city: &str, on: i32) -> DeclarationRecord {
    DeclarationRecord {
        id: DeclarationId(id),
        jurisdiction: code(city),
        applicant: Applicant::Visitor,
        recorded: at(on),
        contact: None,
        symptoms: Vec::new(),
        known_symptoms: Vec::new(),
        temperature: None,
        corrected_by: None,
        taken_by: None,
    }
}

fn stay(declaration: i64, county: &str, from: i32, to: Option<i32>) -> StayRecord {
    StayRecord {
        id: StayId(declaration * 100 + i64::from(from)),
        declaration: DeclarationId(declaration),
        whereabouts: place(county),
        from: day(from),
        to: to.map(day),
        ticked: Ticked::Elsewhere,
        recorded: at(from),
    }
}

#[test]
fn s0_2_the_first_declaration_for_the_city_opens_an_entry() {
    let declarations = [declaration(1, "330100", 2), declaration(2, BEIJING, 6)];
    let stays = [stay(1, XIHU, 0, None), stay(2, CHAOYANG, 6, None)];
    assert_eq!(entry(&declarations, &stays, DeclarationId(2)), Some(day(6)));
    assert_eq!(entry(&declarations, &stays, DeclarationId(7)), None);
}

#[test]
fn s0_2_a_later_one_opens_another_only_when_it_names_a_new_stay_outside() {
    let mut declarations = vec![declaration(1, BEIJING, 2)];
    let mut stays = vec![stay(1, CHAOYANG, 2, None), stay(1, XIHU, 0, Some(2))];
    let mut later = |id: i64, on: i32, named: StayRecord| {
        let mut new = declaration(id, BEIJING, on);
        new.corrected_by = (id == 3).then_some(DeclarationId(4));
        declarations.push(new);
        stays.push(named);
        entry(&declarations, &stays, DeclarationId(id))
    };
    assert_eq!(later(2, 5, stay(2, XIHU, 1, Some(2))), None, "it was named");
    let back = later(3, 8, stay(3, XIHU, 6, Some(8)));
    assert_eq!(back, Some(day(8)), "there again");
    let again = later(4, 9, stay(4, XIHU, 6, Some(8)));
    assert_eq!(again, None, "what was taken back was said");
    assert_eq!(
        later(5, 10, stay(5, "110108", 9, Some(10))),
        None,
        "in the city"
    );
    assert_eq!(later(6, 12, stay(6, "MM", 10, Some(12))), Some(day(12)));
    let residence = later(7, 13, stay(7, XIHU, 0, None));
    assert_eq!(residence, None, "it stands");
    let home = later(8, 14, stay(8, XIHU, 13, Some(14)));
    assert_eq!(home, Some(day(14)), "who lives outside was there");
}

#[test]
fn s0_2_a_check_answers_from_24_hours_before_the_day_on() {
    let before = day(5).start();
    assert!(answers(before, day(6), 24) && answers(at(9), day(6), 24));
    assert!(!answers(before.plus_ms(-1), day(6), 24));
    assert!(answers(before.plus_ms(-1), day(6), 48));
}

#[test]
fn s0_3_an_open_entry_is_unconfirmed_in_its_city_and_nowhere_else() {
    let text = include_str!("../../../../policies/000000.toml");
    let file = PolicyFile::parse(text).unwrap();
    let mut policy = Policy::of(code(BEIJING), |of| {
        (of == file.jurisdiction).then_some(&file)
    })
    .unwrap();
    policy.verify_on_entry = true;
    let open = EntryRecord {
        jurisdiction: code(BEIJING),
        on: day(6),
        recorded: at(6),
        verified: None,
    };
    let state = |entry: EntryRecord, policy: &Policy| {
        let record = Record {
            uses: vec![Use {
                jurisdiction: code(BEIJING),
                since: day(6),
            }],
            declarations: vec![declaration(2, BEIJING, 6)],
            stays: vec![stay(2, CHAOYANG, 6, None)],
            entries: vec![entry],
            ..Record::default()
        };
        let facts = assemble(&record, &History::default(), policy, day(7));
        rate(policy, &facts, day(7)).state
    };
    assert_eq!(state(open, &policy), State::Unconfirmed);
    let passed = EntryRecord {
        verified: Some(at(7)),
        ..open
    };
    assert_eq!(state(passed, &policy), State::Green);
    let elsewhere = EntryRecord {
        jurisdiction: code("330100"),
        ..open
    };
    assert_eq!(state(elsewhere, &policy), State::Green);
    policy.verify_on_entry = false;
    assert_eq!(state(open, &policy), State::Green);
    assert_eq!(policy.verify_hours_before, 24);
}
