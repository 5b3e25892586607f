//! Whom another policy can touch: nobody else's decision changes by it, on no day.
//!
//! Somebody lives some days under one policy; then another takes its place. Who is not found, by the kinds of their facts or by
//! the places of their stays, is rated by both, day after day until every window is over, and the two must say the same.

use domain::facts::{
    Entry, Exposure, ExposureClass, OfficialOrder, Symptom, Temperature, TestOutcome, TestResult,
    assemble,
};
use domain::ids::{AreaId, CheckInId, DeclarationId, RiskListId, StayId};
use domain::level::Level;
use domain::place::{CountryCode, DivisionCode};
use domain::policy::{LevelFrom, Policy};
use domain::rating::{Decision, Kinds, Reach, rate};
use domain::record::{
    Applicant, AreaAnswer, CheckIn, DeclarationRecord, EntryRecord, Evidence, Record, StayRecord,
    Ticked, Use, Whereabouts,
};
use domain::risk::{AreaText, History, Import, ListCounts, ListedArea, RiskList, area_id};
use domain::state::Colour;
use domain::time::{Date, Instant};
use proptest::prelude::*;
use simulation::histories::{self, Draw};
use simulation::random::SplitMix64;

use crate::support::{START, cases, draw};

/// Counties of the stays: two that a list may name, one that a rule may, one that nobody names.
const COUNTIES: [u32; 4] = [330_106, 330_110, 420_106, 110_105];
const AREAS: [&str; 2] = ["长青街道", "灵隐街道"];
const CITY: u32 = 330_100;
/// No window and no order of a drawn policy lasts so long.
const WATCHED: i32 = 24;

fn code(number: u32) -> DivisionCode {
    DivisionCode::from_number(number).unwrap()
}

fn area(county: u32, text: &str) -> AreaId {
    area_id(code(county), &AreaText::parse(text).unwrap())
}

/// Two or three lists within the first days, the last perhaps to come; perhaps one area is all of its county.
fn lists(draw: &mut Draw) -> History {
    let mut history = History::default();
    for number in 0..2 + draw.below(2) {
        let as_of = (START - 6 + i32::try_from(number * 4 + draw.below(3)).unwrap()).start();
        let mut areas: Vec<ListedArea> = Vec::new();
        for county in &COUNTIES[..2] {
            for text in AREAS {
                if draw.chance(45) {
                    areas.push(ListedArea {
                        id: area(*county, text),
                        place: Some(code(*county)),
                        level: draw.pick(&[Level::High, Level::Medium, Level::Low]),
                        province: String::new(),
                        city: String::new(),
                        county: String::new(),
                        text: AreaText::parse(text).unwrap(),
                    });
                }
            }
        }
        areas.sort_unstable_by_key(|area| area.id);
        history.admit(&RiskList {
            id: RiskListId(i64::from(number) + 1),
            as_of,
            import: Import {
                saved: None,
                recorded: as_of,
            },
            counts: ListCounts::default(),
            oddities: Vec::new(),
            areas,
        });
    }
    if draw.chance(15) {
        history.name_whole(area(COUNTIES[0], AREAS[0]), START.start());
    }
    history
}

fn stay(draw: &mut Draw, id: i64, declaration: DeclarationId, recorded: Instant) -> StayRecord {
    let to = recorded.date() - draw.below(4) as i32;
    let whereabouts = if draw.chance(12) {
        Whereabouts::Abroad("US".parse::<CountryCode>().unwrap())
    } else {
        Whereabouts::County(code(draw.pick(&COUNTIES)))
    };
    let lives_there = matches!(whereabouts, Whereabouts::County(_)) && draw.chance(40);
    StayRecord {
        id: StayId(id),
        declaration,
        whereabouts,
        from: to - draw.below(5) as i32,
        to: (!lives_there).then_some(to),
        ticked: draw.pick(&[Ticked::Elsewhere, Ticked::Areas, Ticked::Unknown]),
        recorded,
    }
}

fn symptoms(draw: &mut Draw) -> Vec<Symptom> {
    let count = if draw.chance(15) {
        1 + draw.below(2)
    } else {
        0
    };
    (0..count).map(|_| draw.pick(&Symptom::ALL)).collect()
}

fn temperature(draw: &mut Draw) -> Option<Temperature> {
    let tenths = draw.pick(&[365, 372, 373, 380]);
    draw.chance(15)
        .then(|| Temperature::from_tenths(tenths).unwrap())
}

fn declare(draw: &mut Draw, record: &mut Record, number: i64, recorded: Instant) {
    let id = DeclarationId(number);
    record.declarations.push(DeclarationRecord {
        id,
        jurisdiction: code(CITY),
        applicant: Applicant::Resident,
        recorded,
        contact: draw
            .chance(8)
            .then(|| recorded.date() - draw.below(3) as i32),
        symptoms: symptoms(draw),
        known_symptoms: Vec::new(),
        temperature: temperature(draw),
        corrected_by: None,
        taken_by: None,
    });
    for n in 0..=i64::from(draw.below(2)) {
        let stay = stay(draw, number * 10 + n, id, recorded);
        if let (Whereabouts::County(county), true) = (stay.whereabouts, draw.chance(25)) {
            record.answers.push(AreaAnswer {
                stay: stay.id,
                area: area(county.number(), draw.pick(&AREAS)),
                inside: draw.chance(80),
                recorded,
            });
        }
        record.stays.push(stay);
    }
}

fn evidence(draw: &mut Draw, id: i64, recorded: Date) -> Evidence {
    let on = recorded - draw.below(3) as i32;
    match draw.below(5) {
        0 => Evidence::Exposure(Exposure {
            id,
            class: draw.pick(&[
                ExposureClass::Case,
                ExposureClass::Close,
                ExposureClass::Secondary,
                ExposureClass::General,
            ]),
            on,
            recorded,
        }),
        1 => Evidence::Entry(Entry { id, on, recorded }),
        2 => Evidence::OfficialOrder(OfficialOrder {
            id,
            colour: draw.pick(&[Colour::Red, Colour::Yellow]),
            from: recorded,
            until: recorded + 5,
            recorded,
        }),
        _ => Evidence::Test(TestResult {
            id,
            outcome: draw.pick(&[TestOutcome::Negative, TestOutcome::Positive]),
            on,
            recorded,
        }),
    }
}

/// What is known of somebody on the day of the new policy, and decided by then under the old one.
fn life(draw: &mut Draw, policy: &Policy, history: &History, today: Date) -> Record {
    let mut record = Record::default();
    record.uses.push(Use {
        jurisdiction: code(CITY),
        since: START - 3,
    });
    let days = today - START;
    for number in 0..=days {
        let on = START + number;
        if number == 0 || draw.chance(15) {
            declare(
                draw,
                &mut record,
                i64::from(number) + 1,
                on.start().plus_ms(1),
            );
        }
        if draw.chance(8) {
            record.entries.push(EntryRecord {
                jurisdiction: code(CITY),
                on,
                recorded: on.start().plus_ms(1),
                verified: draw.chance(50).then(|| on.start().plus_ms(9)),
            });
        }
        if draw.chance(8) {
            let fact = evidence(draw, 1_000 + i64::from(number), on);
            record.evidence.push(fact);
        }
        if draw.chance(20) {
            record.check_ins.push(CheckIn {
                temperature: temperature(draw),
                symptoms: symptoms(draw),
                ..CheckIn::new(CheckInId(i64::from(number) + 1), on.start().plus_ms(5))
            });
        }
        decide(&mut record, policy, history, on);
    }
    record
}

/// The decision, once nothing opens or ends by it any more.
fn decide(record: &mut Record, policy: &Policy, history: &History, on: Date) -> Decision {
    for _ in 0..8 {
        let decision = rate(policy, &assemble(record, history, policy, on), on);
        if decision.opens.is_empty() && decision.changes.is_empty() {
            return decision;
        }
        decision.keep(&mut record.orders);
    }
    panic!("each decision opens or ends something again");
}

/// The old policy with something of another in its place.
fn changed(draw: &mut Draw, old: &Policy, today: Date) -> Policy {
    let mut new = old.clone();
    let other = histories::policy(draw, START);
    for _ in 0..=draw.below(2) {
        match draw.below(12) {
            0 | 1 => new
                .rules
                .extend(other.rules.iter().take(1).cloned().map(|mut rule| {
                    rule.id = "added".parse().unwrap();
                    rule.effective = today;
                    rule
                })),
            2 => drop(new.rules.pop()),
            3 => {
                if let (Some(rule), Some(other)) = (new.rules.first_mut(), other.rules.first()) {
                    *rule = other.clone();
                }
            }
            4 => new.rules.reverse(),
            5 => new.grace_days = other.grace_days,
            6 => new.look_back_days = draw.pick(&[3, 7, 21]),
            7 => new.level_from = LevelFrom::StayOnly,
            8 => new.pop_ups.clone_from(&other.pop_ups),
            9 => new.pop_ups.reverse(),
            10 => new.declaration_days = Some(draw.count(9)),
            _ => new.rules.iter_mut().for_each(|rule| {
                // A new version of the same rules, in other words.
                rule.effective = today;
                "other words".clone_into(&mut rule.reason.en);
            }),
        }
    }
    new.rules.dedup_by(|a, b| a.id == b.id);
    new
}

fn of_city(mut policy: Policy) -> Policy {
    policy.jurisdiction = code(CITY);
    policy
}

/// Whether somebody is found.
fn is_found(reach: &Reach, record: &Record) -> bool {
    let there = |stay: &StayRecord| match stay.whereabouts {
        Whereabouts::County(county) => reach.holds(county),
        Whereabouts::Abroad(_) => false,
    };
    reach.meets(Kinds::of(record)) || record.stays.iter().any(there)
}

/// The first date on which the two policies decide otherwise.
fn parting(record: &Record, both: [&Policy; 2], history: &History, today: Date) -> Option<Date> {
    let (mut one, mut other) = (record.clone(), record.clone());
    (0..WATCHED).map(|n| today + n).find(|on| {
        let old = decide(&mut one, both[0], history, *on);
        let new = decide(&mut other, both[1], history, *on);
        old != new
    })
}

struct Case {
    old: Policy,
    new: Policy,
    history: History,
    record: Record,
    today: Date,
}

fn case(draw: &mut Draw) -> Case {
    let old = of_city(histories::policy(draw, START));
    let history = lists(draw);
    let today = START + draw.below(8) as i32;
    let record = life(draw, &old, &history, today);
    let new = changed(draw, &old, today);
    Case {
        old,
        new,
        history,
        record,
        today,
    }
}

proptest! {
    #![proptest_config(cases(6_000))]

    #[test]
    fn s2_21_nobody_whom_a_changed_policy_does_not_reach_is_decided_otherwise(mut draw in draw()) {
        let case = case(&mut draw);
        let reach = Reach::between(&case.old, &case.new, &case.history);
        if !is_found(&reach, &case.record) {
            let parting = parting(&case.record, [&case.old, &case.new], &case.history, case.today);
            prop_assert!(
                parting.is_none(),
                "on {parting:?}\n{:?}\n->\n{:?}\n{:?}\n{reach:?}", case.old.rules, case.new.rules, case.record
            );
        }
    }

    #[test]
    fn s2_21_a_policy_in_other_words_reaches_nobody(mut draw in draw()) {
        let old = of_city(histories::policy(&mut draw, START));
        let mut new = old.clone();
        for rule in &mut new.rules {
            rule.reason.en = "other words".to_owned();
        }
        for pop_up in &mut new.pop_ups {
            pop_up.text.zh = "另一种说法".to_owned();
        }
        new.appeal_days += 1;
        new.review_hours += 1;
        new.verify_hours_before += 1;
        new.versions.push((code(CITY), "2".to_owned()));
        prop_assert!(Reach::between(&old, &new, &lists(&mut draw)).is_nobody());
    }
}

#[test]
fn s2_21_the_cases_of_the_reach_are_worth_their_name() {
    let (mut left_out, mut found, mut parted) = (0, 0, 0);
    for seed in 0..600_u32 {
        let mut random = SplitMix64::new(u64::from(seed));
        let numbers = (0..600).map(|_| random.below(1_000) as u32);
        let case = case(&mut Draw::list(numbers.collect()));
        let reach = Reach::between(&case.old, &case.new, &case.history);
        if is_found(&reach, &case.record) {
            found += 1;
            let both = [&case.old, &case.new];
            parted += i32::from(parting(&case.record, both, &case.history, case.today).is_some());
        } else {
            left_out += 1;
        }
    }
    assert!(
        left_out > 100 && found > 100 && parted > 40,
        "left out {left_out}, found {found}, of whom {parted} are decided otherwise"
    );
}
