//! The synthetic population obeys the rules of real people and never repeats a document or a phone.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where something that it needs is missing"
)]

use std::collections::{HashMap, HashSet};

use domain::identity::{Document, DocumentKind, Phone, check};
use domain::place::divisions;
use domain::time::Date;
use simulation::Population;

const DRAWN: u64 = 100_000;

fn today() -> Date {
    Date::from_ymd(2020, 2, 20).unwrap()
}

#[test]
fn the_first_100_000_people_are_valid_and_no_two_share_a_document_or_a_phone() {
    let population = Population::new(7);
    let mut documents = HashSet::new();
    let mut phones = HashSet::new();
    for n in 0..DRAWN {
        let person = population.person(n);
        assert!(check(person.document.number(), today()).valid);
        let again = Document::parse(DocumentKind::ResidentId, person.document.number(), today());
        assert!(again.unwrap() == person.document);
        assert!(Phone::parse(person.phone.number()).unwrap() == person.phone);
        assert!(person.phone.is_mainland());
        for year in [2020, 2022, 2026] {
            assert!(divisions().county_level(person.residence, year).is_some());
        }
        documents.insert(person.document.canonical());
        phones.insert(person.phone.canonical().to_owned());
    }
    assert_eq!(documents.len() as u64, DRAWN);
    assert_eq!(phones.len() as u64, DRAWN);
}

#[test]
fn there_are_enough_people_for_a_province() {
    assert!(Population::new(1).size() > 20_000_000);
}

#[test]
fn a_person_follows_from_seed_and_number_alone() {
    let (one, same, other) = (Population::new(3), Population::new(3), Population::new(4));
    let far = 19_999_999;
    assert!(one.person(far).document == same.person(far).document);
    assert!(one.person(far).name == same.person(far).name);
    assert!(one.person(far).phone == same.person(far).phone);
    assert_eq!(one.person(far).residence, same.person(far).residence);
    assert!(one.person(far).document != other.person(far).document);
    assert!(one.person(far).document != one.person(far - 1).document);
}

#[test]
fn the_people_look_like_a_population() {
    let population = Population::new(11);
    let mut surnames: HashMap<char, u32> = HashMap::new();
    let mut residences = HashSet::new();
    let (mut minors, mut women, mut stayed) = (0, 0, 0);
    let people: u32 = 20_000;
    for n in 0..u64::from(people) {
        let person = population.person(n);
        let number = person.document.number();
        *surnames
            .entry(person.name.full().chars().next().unwrap())
            .or_default() += 1;
        residences.insert(person.residence);
        minors +=
            u32::from(person.document.birth_date().unwrap() > Date::from_ymd(2002, 2, 20).unwrap());
        women += u32::from(number[16..17].parse::<u32>().unwrap() % 2 == 0);
        stayed += u32::from(number.starts_with(&person.residence.to_string()));
    }
    let share = |count: u32| f64::from(count) / f64::from(people);
    assert!(
        (0.05..0.10).contains(&share(surnames[&'王'])),
        "王 is the name of 7 in 100"
    );
    assert!(
        residences.len() > 2_500,
        "nearly every county is somebody's home"
    );
    assert!((0.15..0.25).contains(&share(minors)));
    assert!((0.45..0.55).contains(&share(women)));
    assert!((0.65..0.75).contains(&share(stayed)));
}
