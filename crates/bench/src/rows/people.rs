//! The people that are rated: most are green and have nothing that a rule reads, some are in quarantine.

use domain::facts::{
    AreaRelation, Contact, EvidenceKind, EvidenceRef, Exposure, ExposureClass, Facts, Stay,
    Symptom, SymptomReport, Temperature,
};
use domain::level::Level;
use domain::place::DivisionCode;
use domain::quarantine::{Order, OrderState};
use domain::state::Colour;
use domain::time::Date;
use simulation::random::SplitMix64;

/// The day on which they are rated: 2020-06-20.
pub(crate) const TODAY: Date = Date::from_day(18_433);

/// The kinds of people.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Nothing,
    Temperatures,
    Near,
    Served,
    Quarantined,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Nothing,
        Self::Temperatures,
        Self::Near,
        Self::Served,
        Self::Quarantined,
    ];

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Nothing => "a person of whom nothing is known",
            Self::Temperatures => "a person with some normal temperatures",
            Self::Near => "a person with stays outside the listed areas of a county",
            Self::Served => "a person whose quarantine is over",
            Self::Quarantined => "a person in quarantine",
        }
    }
}

/// `count` people, the same on every machine.
pub(crate) fn drawn(count: usize) -> Vec<(Kind, Facts)> {
    let mut random = SplitMix64::new(20_200_620);
    (0..count).map(|_| person(&mut random)).collect()
}

fn person(random: &mut SplitMix64) -> (Kind, Facts) {
    let mut facts = Facts::default();
    let kind = match random.below(100) {
        0..60 => Kind::Nothing,
        60..80 => Kind::Temperatures,
        80..90 => Kind::Near,
        90..95 => Kind::Served,
        _ => Kind::Quarantined,
    };
    match kind {
        Kind::Nothing => {}
        Kind::Temperatures => (0..=random.below(5)).for_each(|id| {
            facts.symptoms.push(temperature(random, id as i64 + 1));
        }),
        Kind::Near => (0..=random.below(3)).for_each(|id| {
            facts
                .stays
                .push(stay(random, id as i64 + 1, AreaRelation::Elsewhere, 2));
        }),
        Kind::Served => quarantine(random, &mut facts, 20),
        Kind::Quarantined => quarantine(random, &mut facts, 5),
    }
    (kind, facts.canonical())
}

/// `count` people who are new to the service, the same on every machine: one in ten has something that colours, all of
/// it known since today, so that nobody has an order yet.
pub(crate) fn newcomers(count: usize) -> Vec<Facts> {
    let mut random = SplitMix64::new(20_200_621);
    (0..count).map(|_| newcomer(&mut random)).collect()
}

fn newcomer(random: &mut SplitMix64) -> Facts {
    let mut facts = Facts::default();
    let on = TODAY - random.below(5) as i32;
    let (id, recorded) = (1, TODAY);
    match random.below(100) {
        0..60 => {}
        60..80 => (0..=random.below(5)).for_each(|id| {
            facts.symptoms.push(temperature(random, id as i64 + 1));
        }),
        80..90 => facts
            .stays
            .push(stay(random, id, AreaRelation::Elsewhere, 2)),
        90..94 => facts.stays.push(stay(random, id, AreaRelation::Listed, 0)),
        94..96 => facts.contacts.push(Contact { id, on, recorded }),
        96..98 => facts.exposures.push(Exposure {
            id,
            class: ExposureClass::Close,
            on,
            recorded,
        }),
        _ => facts.symptoms.push(SymptomReport {
            id,
            on: TODAY,
            recorded,
            new: vec![Symptom::Fatigue],
            temperature: Temperature::from_tenths(380).ok(),
        }),
    }
    facts.canonical()
}

fn temperature(random: &mut SplitMix64, id: i64) -> SymptomReport {
    let on = TODAY - random.below(14) as i32;
    SymptomReport {
        id,
        on,
        recorded: on,
        new: Vec::new(),
        temperature: Temperature::from_tenths(362 + random.below(9) as i64).ok(),
    }
}

/// A stay that was recorded some days ago and ended up to three days before.
fn stay(random: &mut SplitMix64, id: i64, area: AreaRelation, days_ago: i32) -> Stay {
    let recorded = TODAY - days_ago;
    let last = recorded - random.below(4) as i32;
    Stay {
        id,
        place: DivisionCode::from_number(110_106).unwrap_or(DivisionCode::NATION),
        area,
        from: last - random.below(5) as i32,
        to: Some(last),
        recorded,
        residence: false,
        level: Some(if random.chance(50) {
            Level::High
        } else {
            Level::Medium
        }),
    }
}

/// An order for a stay in a listed area that became known some days ago, with most of its check-ins; now and then
/// more evidence that it covers.
fn quarantine(random: &mut SplitMix64, facts: &mut Facts, days_ago: i32) {
    let stay = stay(random, 1, AreaRelation::Listed, days_ago);
    let (rule, colour, days) = match stay.level {
        Some(Level::High) => ("stay-high", Colour::Red, 14),
        _ => ("stay-medium", Colour::Yellow, 7),
    };
    let check_ins = (1..days_ago).map(|n| stay.recorded + n);
    let done = days_ago > i32::from(days);
    if random.chance(30) {
        let recorded = stay.recorded + 1;
        let on = stay.recorded - 2;
        facts.contacts.push(Contact {
            id: 2,
            on,
            recorded,
        });
    }
    if random.chance(20) {
        let recorded = TODAY - 1;
        facts.symptoms.push(SymptomReport {
            id: 3,
            on: recorded,
            recorded,
            new: vec![Symptom::Fatigue],
            temperature: None,
        });
    }
    facts.orders.extend(rule.parse().map(|rule| Order {
        id: 1,
        jurisdiction: DivisionCode::from_number(330_000).unwrap_or(DivisionCode::NATION),
        rule,
        colour,
        days,
        then: None,
        grace_days: 1,
        first_day: stay.recorded,
        checked_in: check_ins.filter(|_| done || !random.chance(10)).collect(),
        evidence: vec![EvidenceRef {
            level: stay.level,
            inside: true,
            ..EvidenceRef::to(EvidenceKind::Stay, 1)
        }],
        state: if done {
            OrderState::Complete(stay.recorded + i32::from(days))
        } else {
            OrderState::Open
        },
    }));
    facts.stays.push(stay);
}
